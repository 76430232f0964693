// haggle/reprice/policy_spec.hpp -- floor 5 (reprice).
//
// What a seller wants, field by field, not yet checked: `Policy::make` checks it. Every default is
// the one of the published table.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "haggle/bounds/min_max_rule.hpp"
#include "haggle/bounds/size.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/profit/costs.hpp"
#include "haggle/strategy/filters.hpp"
#include "haggle/strategy/maximize.hpp"
#include "haggle/strategy/only_seller.hpp"
#include "haggle/strategy/reference.hpp"
#include "haggle/strategy/state.hpp"

namespace haggle {
inline namespace v0 {

/// The seller's hours: from `start_minute` up to but not at `end_minute` of the local day; may wrap
/// midnight. 0..1'439, the end up to 1'440.
struct Hours {
  std::int32_t start_minute{0};
  std::int32_t end_minute{minutes_per_day};
};

/// When a listing is decided on at all, and how often.
struct GateTerms {
  bool paused{false};
  std::optional<Hours> hours{};
  std::optional<Duration> snapshot_age_max{};  ///< an older market holds
  Duration cool_down{};                        ///< after a price that was sent
  Duration settle_time{minutes(60)};           ///< until a sent price must show on the marketplace
  Duration step_interval{minutes(15)};         ///< until a step-limited price goes on
};

/// Prices shown with an ending: those that leave `residue` when divided by `modulus`.
/// For .99 in dollars: modulus 1.00, residue 0.99.
struct EndingSpec {
  Amount modulus{};
  Amount residue{};
  Amount window{};  ///< furthest distance from the wished price
};

/// What MaximizeProfit does.
struct MaximizeSpec {
  MaximizeMode mode{MaximizeMode::match_next};
  Amount probe_step{Amount::minor(1)};
  Duration probe_interval{};       ///< between two steps up
  Duration probe_memory{days(1)};  ///< how long a price that lost the box is remembered
};

/// How a wished price becomes one that is sent.
struct ShapeSpec {
  Amount tick{Amount::minor(1)};
  std::optional<EndingSpec> ending{};
  std::optional<AmountOrRate> step_up{};      ///< furthest rise of one decision
  std::optional<AmountOrRate> step_down{};    ///< furthest fall of one decision
  AmountOrRate min_change{Amount::minor(0)};  ///< smaller changes are not sent
};

/// Bounds that a policy adds to those of the listing.
struct BoundSpec {
  std::optional<Margin> margin{};
  std::optional<Roi> roi{};
  std::optional<Amount> profit{};               ///< of one unit
  std::optional<Rate> ceiling_ratio{};          ///< of the listing's reference price
  std::optional<Duration> reference_age_max{};  ///< an older reference price is not used
};

struct AgeBandSpec;

struct PolicySpec {
  GateTerms gates{};
  std::vector<SellerId> sisters{};  ///< our other accounts: never competed with
  Filters filters{};
  Reactions reactions{};
  CompeteWith compete_with{compete_with_default};
  AmountOrRate beat_by{Amount::minor(0)};  ///< signed and added: -0.01 undercuts by a cent
  MaximizeSpec maximize{};
  OnlySellerMode only_seller{OnlySellerMode::default_price};
  MinMaxRule min_rule{MinMaxRule::jump_to_min};
  MinMaxRule max_rule{MinMaxRule::jump_to_max};
  ShapeSpec shape{};
  BoundSpec bounds{};
  std::vector<AgeBandSpec> bands;  ///< ordered and disjoint
};

/// Another policy for listings of an age. A band's policy has no bands.
struct AgeBandSpec {
  std::int32_t start_days{0};
  std::optional<std::int32_t> end_days{};  ///< inclusive; none: no end
  PolicySpec policy{};
};

}  // namespace v0
}  // namespace haggle
