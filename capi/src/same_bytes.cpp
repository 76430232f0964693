// That the structs of haggle.h are those of C++, byte by byte, and have no padding: so that
// crossing over costs nothing, and bytes can be compared, hashed and kept.
#include <cstddef>
#include <type_traits>

#include "structs.hpp"

namespace haggle::capi {
namespace {

template <class C>
inline constexpr bool is_flat =
    std::is_standard_layout_v<C> && std::is_trivially_copyable_v<C> &&
    std::has_unique_object_representations_v<C> && alignof(C) <= alignment;

static_assert(is_flat<haggle_error> && sizeof(haggle_error) == first_size<haggle_error>);
static_assert(is_flat<haggle_listing> && sizeof(haggle_listing) == sizeof(Listing));
static_assert(is_flat<haggle_ladder> && sizeof(haggle_ladder) == first_size<haggle_ladder>);
static_assert(is_flat<haggle_market> && sizeof(haggle_market) == sizeof(Market));
static_assert(is_flat<haggle_clock> && sizeof(haggle_clock) == first_size<haggle_clock>);
static_assert(is_flat<haggle_decision> && sizeof(haggle_decision) == sizeof(Decision));
static_assert(is_flat<haggle_rung> && sizeof(haggle_rung) == first_size<haggle_rung>);
static_assert(is_flat<haggle_reader_options>);
static_assert(sizeof(haggle_reader_options) == first_size<haggle_reader_options>);
static_assert(is_flat<haggle_outcome> && sizeof(haggle_outcome) == first_size<haggle_outcome>);
static_assert(is_flat<haggle_delivery> && sizeof(haggle_delivery) == first_size<haggle_delivery>);
static_assert(is_flat<haggle_arrow_options>);
static_assert(sizeof(haggle_arrow_options) == first_size<haggle_arrow_options>);
static_assert(is_flat<haggle_schedule_rule>);
static_assert(sizeof(haggle_schedule_rule) == first_size<haggle_schedule_rule>);
static_assert(is_flat<haggle_submission>);
static_assert(offsetof(haggle_submission, consumer_sales) == first_size<haggle_submission>);
static_assert(is_flat<haggle_summary>);
static_assert(offsetof(haggle_summary, presences_count) == first_size<haggle_summary>);
static_assert(is_flat<haggle_refusal> && sizeof(haggle_refusal) == first_size<haggle_refusal>);
static_assert(is_flat<haggle_issue> && sizeof(haggle_issue) == first_size<haggle_issue>);
static_assert(is_flat<haggle_feed_item>);
static_assert(sizeof(haggle_feed_item) == first_size<haggle_feed_item>);
static_assert(is_flat<haggle_fee_estimate>);
static_assert(sizeof(haggle_fee_estimate) == first_size<haggle_fee_estimate>);
static_assert(is_flat<haggle_fee> && sizeof(haggle_fee) == first_size<haggle_fee>);
static_assert(is_flat<haggle_expected_offer>);
static_assert(sizeof(haggle_expected_offer) == first_size<haggle_expected_offer>);
static_assert(is_flat<haggle_expected_price>);
static_assert(sizeof(haggle_expected_price) == first_size<haggle_expected_price>);
static_assert(is_flat<haggle_presence> && sizeof(haggle_presence) == first_size<haggle_presence>);
static_assert(is_flat<haggle_shown_price>);
static_assert(sizeof(haggle_shown_price) == first_size<haggle_shown_price>);
static_assert(is_flat<haggle_level> && is_flat<haggle_asked>);
static_assert(is_flat<haggle_sale_price> && is_flat<haggle_sale_prices>);
static_assert(is_flat<haggle_featured_price> && is_flat<haggle_offer_id>);
static_assert(is_flat<haggle_offer> && sizeof(haggle_offer) == sizeof(Offer));
static_assert(is_flat<haggle_bound> && sizeof(haggle_bound) == sizeof(Bound));
static_assert(is_flat<haggle_memory> && sizeof(haggle_memory) == sizeof(Memory));
static_assert(is_flat<haggle_tier> && sizeof(haggle_tier) == sizeof(Tier));
static_assert(is_flat<haggle_break> && sizeof(haggle_break) == sizeof(QuantityBreak));
static_assert(is_flat<haggle_step> && sizeof(haggle_step) == sizeof(Step));

/// Does a member stand at the same place and take as many bytes?
#define SAME(c, ours, cpp, theirs)                            \
  static_assert(offsetof(c, ours) == offsetof(cpp, theirs) && \
                sizeof(c::ours) == sizeof(cpp::theirs))

SAME(haggle_bound, amount_minor, Bound, amount_minor);
SAME(haggle_bound, basis, Bound, basis);
SAME(haggle_bound, reserved, Bound, reserved);

SAME(haggle_memory, version, Memory, version);
SAME(haggle_memory, has, Memory, has);
SAME(haggle_memory, safe_minor, Memory, safe_minor);
SAME(haggle_memory, step_time_ms, Memory, step_time);
SAME(haggle_memory, lost_minor, Memory, lost_minor);
SAME(haggle_memory, lost_time_ms, Memory, lost_time);

SAME(haggle_listing, size, Listing, size);
SAME(haggle_listing, has, Listing, has);
SAME(haggle_listing, seller, Listing, seller);
SAME(haggle_listing, item, Listing, item);
SAME(haggle_listing, sku, Listing, sku);
SAME(haggle_listing, marketplace, Listing, marketplace);
SAME(haggle_listing, currency, Listing, currency);
SAME(haggle_listing, audience, Listing, audience);
SAME(haggle_listing, condition, Listing, condition);
SAME(haggle_listing, sub_condition, Listing, sub_condition);
SAME(haggle_listing, fulfilment, Listing, fulfilment);
SAME(haggle_listing, status, Listing, status);
SAME(haggle_listing, reserved, Listing, reserved);
SAME(haggle_listing, stock, Listing, stock);
SAME(haggle_listing, age_days, Listing, age_days);
SAME(haggle_listing, reserved_middle, Listing, reserved_middle);
SAME(haggle_listing, price_minor, Listing, price_minor);
SAME(haggle_listing, price_time_ms, Listing, price_time);
SAME(haggle_listing, shipping_minor, Listing, shipping_minor);
SAME(haggle_listing, points_minor, Listing, points_minor);
SAME(haggle_listing, default_price_minor, Listing, default_price_minor);
SAME(haggle_listing, model_price_minor, Listing, model_price_minor);
SAME(haggle_listing, floor, Listing, floor);
SAME(haggle_listing, ceiling, Listing, ceiling);
SAME(haggle_listing, map_minor, Listing, map_minor);
SAME(haggle_listing, reference_price_minor, Listing, reference_price_minor);
SAME(haggle_listing, reference_time_ms, Listing, reference_time);
SAME(haggle_listing, last_applied_ms, Listing, last_applied);
SAME(haggle_listing, cost_minor, Listing, cost_minor);
SAME(haggle_listing, fee_ppm, Listing, fee_ppm);
SAME(haggle_listing, fee_fixed_minor, Listing, fee_fixed_minor);
SAME(haggle_listing, memory, Listing, memory);

SAME(haggle_tier, size, Tier, size);
SAME(haggle_tier, has, Tier, has);
SAME(haggle_tier, quantity, Tier, quantity);
SAME(haggle_tier, reserved, Tier, reserved);
SAME(haggle_tier, price_minor, Tier, price_minor);
SAME(haggle_tier, floor, Tier, floor);
SAME(haggle_tier, ceiling, Tier, ceiling);
SAME(haggle_tier, map_minor, Tier, map_minor);
SAME(haggle_tier, memory, Tier, memory);

SAME(haggle_market, size, Market, size);
SAME(haggle_market, has, Market, has);
SAME(haggle_market, flags, Market, flags);
SAME(haggle_market, currency, Market, currency);
SAME(haggle_market, item, Market, item);
SAME(haggle_market, marketplace, Market, marketplace);
SAME(haggle_market, winner_seller, Market, winner_seller);
SAME(haggle_market, country, Market, country);
SAME(haggle_market, audience, Market, audience);
SAME(haggle_market, condition, Market, condition);
SAME(haggle_market, reserved, Market, reserved);
SAME(haggle_market, time_ms, Market, time);
SAME(haggle_market, offers_counted, Market, offers_counted);
SAME(haggle_market, buy_box_landed_minor, Market, buy_box_landed_minor);

SAME(haggle_offer, price_minor, Offer, price_minor);
SAME(haggle_offer, shipping_minor, Offer, shipping_minor);
SAME(haggle_offer, points_minor, Offer, points_minor);
SAME(haggle_offer, has, Offer, has);
SAME(haggle_offer, flags, Offer, flags);
SAME(haggle_offer, seller, Offer, seller);
SAME(haggle_offer, condition, Offer, condition);
SAME(haggle_offer, sub_condition, Offer, sub_condition);
SAME(haggle_offer, fulfilment, Offer, fulfilment);
SAME(haggle_offer, audience, Offer, audience);
SAME(haggle_offer, eligible, Offer, eligible);
SAME(haggle_offer, reserved_small, Offer, reserved_small);
SAME(haggle_offer, ships_from, Offer, ships_from);
SAME(haggle_offer, feedback_count, Offer, feedback_count);
SAME(haggle_offer, feedback_score_ppm, Offer, feedback_score_ppm);
SAME(haggle_offer, handling_hours, Offer, handling_hours);
SAME(haggle_offer, stock, Offer, stock);
SAME(haggle_offer, reserved_middle, Offer, reserved_middle);
SAME(haggle_offer, stated_landed_minor, Offer, stated_landed_minor);
SAME(haggle_offer, reserved, Offer, reserved);

SAME(haggle_break, offer, QuantityBreak, offer);
SAME(haggle_break, quantity, QuantityBreak, quantity);
SAME(haggle_break, price_minor, QuantityBreak, price_minor);

SAME(haggle_step, before_minor, Step, before_minor);
SAME(haggle_step, after_minor, Step, after_minor);
SAME(haggle_step, offer, Step, offer);
SAME(haggle_step, reason, Step, reason);
SAME(haggle_step, stage, Step, stage);
SAME(haggle_step, names_offer, Step, names_offer);

SAME(haggle_decision, size, Decision, size);
SAME(haggle_decision, has, Decision, has);
SAME(haggle_decision, notes, Decision, notes);
SAME(haggle_decision, steps_count, Decision, steps_count);
SAME(haggle_decision, action, Decision, action);
SAME(haggle_decision, state, Decision, state);
SAME(haggle_decision, strategy, Decision, strategy);
SAME(haggle_decision, floor_kind, Decision, floor_kind);
SAME(haggle_decision, ceiling_kind, Decision, ceiling_kind);
SAME(haggle_decision, binding, Decision, binding);
SAME(haggle_decision, reserved, Decision, reserved);
SAME(haggle_decision, reference, Decision, reference);
SAME(haggle_decision, holder, Decision, holder);
SAME(haggle_decision, rivals_count, Decision, rivals_count);
SAME(haggle_decision, survivors_count, Decision, survivors_count);
SAME(haggle_decision, currency, Decision, currency);
SAME(haggle_decision, reserved_middle, Decision, reserved_middle);
SAME(haggle_decision, price_minor, Decision, price_minor);
SAME(haggle_decision, current_minor, Decision, current_minor);
SAME(haggle_decision, goal_minor, Decision, goal_minor);
SAME(haggle_decision, change_minor, Decision, change_minor);
SAME(haggle_decision, change_ppm, Decision, change_ppm);
SAME(haggle_decision, floor_minor, Decision, floor_minor);
SAME(haggle_decision, ceiling_minor, Decision, ceiling_minor);
SAME(haggle_decision, again_at_ms, Decision, again_at);
SAME(haggle_decision, memory, Decision, memory);
SAME(haggle_decision, steps, Decision, trail);

#undef SAME

}  // namespace
}  // namespace haggle::capi
