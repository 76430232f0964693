// src/codec/decision_view.hpp -- floor 6 (codec).
//
// What is written of a decision: the decision beside the listing, the market and the offers that it
// names by their index. Nothing here is worked out again but the landed prices of the offers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "codec/fields_schema.hpp"
#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/decide_business.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// One decision in its surroundings.
struct DecisionView {
  const Listing* listing{nullptr};
  const Market* market{nullptr};
  const Clock* clock{nullptr};
  const Decision* decision{nullptr};
  std::span<const Verdict> verdicts{};
  PricedOffers priced{};  ///< without marks

  [[nodiscard]] Money money(std::int64_t minor) const { return {minor, decision->currency, 0}; }
};

/// One rung of a ladder.
struct RungView {
  const BusinessRung* rung{nullptr};
};

/// Whose decision it is, and when.
[[nodiscard]] Fields<DecisionView> head_fields();
/// What was decided and why.
[[nodiscard]] Fields<DecisionView> decision_fields();
/// What a rung has before its decision or error.
[[nodiscard]] Fields<RungView> rung_fields();

/// An error with the bounds that a price broke, where it broke any.
struct ErrorView {
  Error error{};
  Currency currency{};
  std::optional<std::int64_t> price_minor{};
  std::optional<std::int64_t> min_minor{};
  std::optional<std::int64_t> max_minor{};
};
[[nodiscard]] Fields<ErrorView> error_fields();

}  // namespace codec
}  // namespace v0
}  // namespace haggle
