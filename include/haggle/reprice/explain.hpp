// haggle/reprice/explain.hpp -- floor 5 (reprice).
//
// The trail as sentences. Explaining computes nothing: what it prints stands in the decision, the
// verdicts and the snapshot that it was made from. The same as JSON is in room codec.
#pragma once

#include <span>
#include <string>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "haggle/reprice/decision.hpp"

namespace haggle {
inline namespace v0 {

/// One line: the SKU, the old and the new price, and what was done.
[[nodiscard]] std::string summary(const Listing& listing, const Decision& decision);

/// The whole way in a few lines: the market, what was left out, each step, the bounds.
/// Needs: the snapshot and the verdicts of this decision; without verdicts nothing is left out.
[[nodiscard]] std::string explain(const Snapshot& snapshot, std::span<const Verdict> verdicts,
                                  const Decision& decision);

/// The same for a ladder, rung by rung.
[[nodiscard]] std::string explain(const BusinessSnapshot& snapshot,
                                  std::span<const Verdict> verdicts,
                                  const BusinessDecision& decision);

}  // namespace v0
}  // namespace haggle
