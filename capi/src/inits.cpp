#include "guard.hpp"

namespace haggle::capi {
namespace {

/// Clears a struct of the size that the caller's compiler gave it, and says that size.
template <class C>
haggle_status init(C* given, std::size_t size) noexcept {
  if (given == nullptr) return HAGGLE_E_BAD_ARGUMENT;
  if (!is_size_of<C>(size)) return HAGGLE_E_BAD_SIZE;
  const auto stated = static_cast<std::uint32_t>(size);
  std::memset(static_cast<void*>(given), 0, size);
  std::memcpy(static_cast<void*>(given), &stated, sizeof stated);
  return HAGGLE_OK;
}

/// The same of a struct that ends with a decision.
template <class C>
haggle_status init_with_decision(C* given, std::size_t size) noexcept {
  const haggle_status status = init(given, size);
  if (status != HAGGLE_OK) return status;
  given->decision.size = static_cast<std::uint32_t>(size - offsetof(C, decision));
  return status;
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_error_init(haggle_error* error, size_t size) {
  return init(error, size);
}

haggle_status haggle_listing_init(haggle_listing* listing, size_t size) {
  return init(listing, size);
}

haggle_status haggle_ladder_init(haggle_ladder* ladder, size_t size) {
  const haggle_status status = init(ladder, size);
  if (status != HAGGLE_OK) return status;
  for (haggle_tier& tier : ladder->tiers) tier.size = sizeof tier;
  return status;
}

haggle_status haggle_market_init(haggle_market* market, size_t size) {
  return init(market, size);
}

haggle_status haggle_clock_init(haggle_clock* clock, size_t size) {
  return init(clock, size);
}

haggle_status haggle_decision_init(haggle_decision* decision, size_t size) {
  return init(decision, size);
}

haggle_status haggle_rung_init(haggle_rung* rung, size_t size) {
  return init_with_decision(rung, size);
}

haggle_status haggle_reader_options_init(haggle_reader_options* options, size_t size) {
  return init(options, size);
}

haggle_status haggle_outcome_init(haggle_outcome* outcome, size_t size) {
  return init_with_decision(outcome, size);
}

haggle_status haggle_delivery_init(haggle_delivery* delivery, size_t size) {
  return init(delivery, size);
}

haggle_status haggle_arrow_options_init(haggle_arrow_options* options, size_t size) {
  return init(options, size);
}

haggle_status haggle_schedule_rule_init(haggle_schedule_rule* rule, size_t size) {
  return init(rule, size);
}

haggle_status haggle_submission_init(haggle_submission* submission, size_t size) {
  return init(submission, size);
}

haggle_status haggle_summary_init(haggle_summary* summary, size_t size) {
  return init(summary, size);
}

haggle_status haggle_refusal_init(haggle_refusal* refusal, size_t size) {
  return init(refusal, size);
}

haggle_status haggle_issue_init(haggle_issue* issue, size_t size) {
  return init(issue, size);
}

haggle_status haggle_feed_item_init(haggle_feed_item* item, size_t size) {
  return init(item, size);
}

haggle_status haggle_fee_estimate_init(haggle_fee_estimate* estimate, size_t size) {
  return init(estimate, size);
}

haggle_status haggle_fee_init(haggle_fee* fee, size_t size) {
  return init(fee, size);
}

haggle_status haggle_expected_offer_init(haggle_expected_offer* offer, size_t size) {
  return init(offer, size);
}

haggle_status haggle_expected_price_init(haggle_expected_price* price, size_t size) {
  return init(price, size);
}

haggle_status haggle_presence_init(haggle_presence* presence, size_t size) {
  return init(presence, size);
}

haggle_status haggle_shown_price_init(haggle_shown_price* price, size_t size) {
  return init(price, size);
}

haggle_status haggle_life_step_init(haggle_life_step* step, size_t size) {
  return init(step, size);
}

haggle_status haggle_index_facts_init(haggle_index_facts* facts, size_t size) {
  return init(facts, size);
}

haggle_status haggle_search_options_init(haggle_search_options* options, size_t size) {
  return init(options, size);
}

haggle_status haggle_valuation_options_init(haggle_valuation_options* options, size_t size) {
  return init(options, size);
}

haggle_status haggle_query_init(haggle_query* query, size_t size) {
  return init(query, size);
}

haggle_status haggle_valuation_init(haggle_valuation* valuation, size_t size) {
  return init(valuation, size);
}

haggle_status haggle_season_options_init(haggle_season_options* options, size_t size) {
  return init(options, size);
}

haggle_status haggle_season_init(haggle_season* season, size_t size) {
  return init(season, size);
}

haggle_status haggle_fit_init(haggle_fit* fit, size_t size) {
  return init(fit, size);
}

haggle_status haggle_history_limits_init(haggle_history_limits* limits, size_t size) {
  return init(limits, size);
}

haggle_status haggle_sale_defaults_init(haggle_sale_defaults* defaults, size_t size) {
  return init(defaults, size);
}

haggle_status haggle_sale_event_init(haggle_sale_event* event, size_t size) {
  return init(event, size);
}
