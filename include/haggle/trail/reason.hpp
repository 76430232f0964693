// haggle/trail/reason.hpp -- floor 2 (trail).
//
// Why a price moved or was left alone: one reason a step. The table is the contract: numbers are
// for ever, and names, stages and kinds are what a second implementation would use.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace haggle {
inline namespace v0 {

/// The thirteen stages of a decision, in their order.
enum class Stage : std::uint8_t {
  age_band = 1,
  resolve = 2,
  gates = 3,
  filter = 4,
  state = 5,
  strategy = 6,
  reference = 7,
  propose = 8,
  min_max_rule = 9,
  grid = 10,
  step_limit = 11,
  bounds = 12,
  worth_it = 13,
};

enum class Reason : std::uint16_t {
  age_band = 1,
  changed_outside = 2,
  own_shipping_unknown = 3,
  cost_unknown = 4,
  older_than_applied = 5,
  paused = 6,
  outside_hours = 7,
  not_active = 8,
  out_of_stock = 9,
  stale_snapshot = 10,
  price_reset = 11,
  price_resume = 12,
  cool_down = 13,
  all_filtered = 14,
  buy_box_sister = 15,
  buy_box_suppressed = 16,
  offers_unknown = 17,
  no_competitor = 18,
  no_reference = 19,
  chase_buy_box = 20,
  maximize_profit = 21,
  only_seller = 22,
  floor = 23,
  probe_back = 24,
  no_current_price = 25,
  waits_for_news = 26,
  maximize_hold = 27,
  probe_interval = 28,
  probe_at_limit = 29,
  no_model_price = 30,
  no_next = 31,
  only_seller_hold = 32,
  ceiling_required = 33,
  jump_to_min = 34,
  jump_to_max = 35,
  jump_to_avg = 36,
  default_price = 37,
  match_rival = 38,
  next_rival = 39,
  do_nothing = 40,
  no_default = 41,
  rival_outside = 42,
  grid = 43,
  step_limit = 44,
  raised_to_floor = 45,
  lowered_to_ceiling = 46,
  bounds_correction = 47,
  bounds_cross = 48,
  no_legal_price = 49,
  no_change = 50,
  below_min_change = 51,
};

/// What a reason does to the decision.
enum class Effect : std::uint8_t { notes, moves, holds };

struct ReasonEntry {
  Reason reason;
  Effect effect;
  std::string_view name;
  std::string_view sentence;  ///< for people
};

inline constexpr std::array reason_table{
    ReasonEntry{Reason::age_band, Effect::notes, "age_band",
                "the policy of its age band is in force"},
    ReasonEntry{Reason::changed_outside, Effect::notes, "changed_outside",
                "the price was changed outside; that is the current one"},
    ReasonEntry{Reason::own_shipping_unknown, Effect::holds, "own_shipping_unknown",
                "our own shipping is not known"},
    ReasonEntry{Reason::cost_unknown, Effect::holds, "cost_unknown",
                "a margin, ROI or profit is asked for and the cost is not known"},
    ReasonEntry{Reason::older_than_applied, Effect::holds, "older_than_applied",
                "the market is older than the one last decided on"},
    ReasonEntry{Reason::paused, Effect::holds, "paused", "repricing is paused"},
    ReasonEntry{Reason::outside_hours, Effect::holds, "outside_hours",
                "outside the seller's hours"},
    ReasonEntry{Reason::not_active, Effect::holds, "not_active", "the listing is not active"},
    ReasonEntry{Reason::out_of_stock, Effect::holds, "out_of_stock", "nothing is in stock"},
    ReasonEntry{Reason::stale_snapshot, Effect::holds, "stale_snapshot",
                "the market is older than the policy allows"},
    ReasonEntry{Reason::price_reset, Effect::moves, "price_reset",
                "the daily reset to the default price"},
    ReasonEntry{Reason::price_resume, Effect::moves, "price_resume",
                "the daily resume at the ceiling"},
    ReasonEntry{Reason::cool_down, Effect::holds, "cool_down",
                "the last price was sent too recently"},
    ReasonEntry{Reason::all_filtered, Effect::holds, "all_filtered",
                "rivals are listed, none passes the filters"},
    ReasonEntry{Reason::buy_box_sister, Effect::holds, "buy_box_sister",
                "the buy box is held by another listing or account of ours"},
    ReasonEntry{Reason::buy_box_suppressed, Effect::holds, "buy_box_suppressed",
                "the buy box is suppressed"},
    ReasonEntry{Reason::offers_unknown, Effect::holds, "offers_unknown",
                "too little is known of the offers"},
    ReasonEntry{Reason::no_competitor, Effect::holds, "no_competitor",
                "nobody competes with this tier; it keeps its price"},
    ReasonEntry{Reason::no_reference, Effect::holds, "no_reference", "there is no offer to go by"},
    ReasonEntry{Reason::chase_buy_box, Effect::moves, "chase_buy_box",
                "goes by the reference's price"},
    ReasonEntry{Reason::maximize_profit, Effect::moves, "maximize_profit",
                "the buy box is ours; goes up as far as it holds"},
    ReasonEntry{Reason::only_seller, Effect::moves, "only_seller", "nobody competes"},
    ReasonEntry{Reason::floor, Effect::moves, "floor", "goes to the floor"},
    ReasonEntry{Reason::probe_back, Effect::moves, "probe_back",
                "the probe lost the buy box; back to the safe price"},
    ReasonEntry{Reason::no_current_price, Effect::holds, "no_current_price",
                "there is no current price"},
    ReasonEntry{Reason::waits_for_news, Effect::holds, "waits_for_news",
                "the market is not newer than the price that was sent"},
    ReasonEntry{Reason::maximize_hold, Effect::holds, "maximize_hold",
                "the buy box is ours and the policy leaves it at that"},
    ReasonEntry{Reason::probe_interval, Effect::holds, "probe_interval",
                "the last probe step is too recent"},
    ReasonEntry{Reason::probe_at_limit, Effect::holds, "probe_at_limit",
                "the next step would meet the ceiling or a price that lost the buy box"},
    ReasonEntry{Reason::no_model_price, Effect::holds, "no_model_price",
                "the listing carries no model price"},
    ReasonEntry{Reason::no_next, Effect::holds, "no_next",
                "no eligible rival is at or above our price"},
    ReasonEntry{Reason::only_seller_hold, Effect::holds, "only_seller_hold",
                "nobody competes and the policy leaves it at that"},
    ReasonEntry{Reason::ceiling_required, Effect::holds, "ceiling_required",
                "the policy asks for the ceiling and there is none"},
    ReasonEntry{Reason::jump_to_min, Effect::moves, "jump_to_min",
                "outside the bounds: to the floor"},
    ReasonEntry{Reason::jump_to_max, Effect::moves, "jump_to_max",
                "outside the bounds: to the ceiling"},
    ReasonEntry{Reason::jump_to_avg, Effect::moves, "jump_to_avg",
                "outside the bounds: to the mean of floor and ceiling"},
    ReasonEntry{Reason::default_price, Effect::moves, "default_price",
                "outside the bounds: to the default price"},
    ReasonEntry{Reason::match_rival, Effect::moves, "match_rival",
                "outside the bounds: to the reference's own price"},
    ReasonEntry{Reason::next_rival, Effect::moves, "next_rival",
                "outside the bounds: by the next rival above"},
    ReasonEntry{Reason::do_nothing, Effect::holds, "do_nothing",
                "outside the bounds: the policy leaves it at that"},
    ReasonEntry{Reason::no_default, Effect::holds, "no_default",
                "outside the bounds, and the listing has no default price"},
    ReasonEntry{Reason::rival_outside, Effect::holds, "rival_outside",
                "the reference's own price is outside the bounds too"},
    ReasonEntry{Reason::grid, Effect::moves, "grid", "to the nearest ending or tick"},
    ReasonEntry{Reason::step_limit, Effect::moves, "step_limit", "no further than one step"},
    ReasonEntry{Reason::raised_to_floor, Effect::moves, "raised_to_floor", "raised to the floor"},
    ReasonEntry{Reason::lowered_to_ceiling, Effect::moves, "lowered_to_ceiling",
                "lowered to the ceiling"},
    ReasonEntry{Reason::bounds_correction, Effect::moves, "bounds_correction",
                "the standing price was outside its bounds and is brought back"},
    ReasonEntry{Reason::bounds_cross, Effect::holds, "bounds_cross",
                "the floor is above the ceiling; the price stays"},
    ReasonEntry{Reason::no_legal_price, Effect::holds, "no_legal_price",
                "no tick lies between floor and ceiling; the price stays"},
    ReasonEntry{Reason::no_change, Effect::holds, "no_change", "that is the price already"},
    ReasonEntry{Reason::below_min_change, Effect::holds, "below_min_change",
                "the change is smaller than the policy sends"},
};

namespace detail {
constexpr bool reasons_in_order() noexcept {
  for (std::size_t i = 0; i < reason_table.size(); ++i) {
    if (static_cast<std::size_t>(reason_table[i].reason) != i + 1) return false;
  }
  return true;
}
static_assert(reasons_in_order(), "entry_of finds a reason by its number");
}  // namespace detail

/// The entry of a reason.  Needs: a reason of the table.
[[nodiscard]] constexpr const ReasonEntry& entry_of(Reason reason) noexcept {
  return reason_table[static_cast<std::size_t>(reason) - 1];
}
[[nodiscard]] constexpr std::string_view name_of(Reason reason) noexcept {
  return entry_of(reason).name;
}

}  // namespace v0
}  // namespace haggle
