// haggle/codec/decision_json.hpp -- floor 6 (codec).
//
// Decisions and errors as JSON: everything a decision says, with the offers named. It computes
// nothing: what is written stands in the decision, the verdicts and the snapshot.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "haggle/base/error.hpp"
#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "haggle/reprice/decision.hpp"

namespace haggle {
inline namespace v0 {

/// A decision as one line of JSON, keys in a fixed order, amounts as decimal text in the listing's
/// currency. What is not known is left out. The same arguments give the same bytes.
/// Needs: the snapshot of this decision; its verdicts, or none, and then nothing is said of what
///        the filters rejected.
[[nodiscard]] std::string write_decision(const Snapshot& snapshot,
                                         std::span<const Verdict> verdicts,
                                         const Decision& decision);

/// The same for a ladder: one object with its rungs, the business price first.
/// Needs: the business price's verdicts, or none.
[[nodiscard]] std::string write_business_decision(const BusinessSnapshot& snapshot,
                                                  std::span<const Verdict> verdicts,
                                                  const BusinessDecision& decision);

/// An error as one line of JSON: its code as a name and a number, the path with its index, the
/// byte, and what to do.
[[nodiscard]] std::string write_error(const Error& error);

/// A price and the bounds that it broke.
struct BrokenBounds {
  std::int64_t price_minor{0};
  std::optional<std::int64_t> min_minor{};
  std::optional<std::int64_t> max_minor{};
  Currency currency{};
};

/// The price that the last check refused and the listing's hard bounds, on their own basis.
/// Needs: an error bounds_violated.
[[nodiscard]] BrokenBounds broken_bounds(const Error& error, const Listing& listing);

/// The error with price, min and max.
[[nodiscard]] std::string write_error(const Error& error, const BrokenBounds& broken);

}  // namespace v0
}  // namespace haggle
