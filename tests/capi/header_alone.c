/* The header compiles alone, and what it declares links. */
#include <haggle/haggle.h>

int main(void) {
  haggle_error error = HAGGLE_ERROR_INIT;
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_ladder ladder = HAGGLE_LADDER_INIT;
  haggle_market market = HAGGLE_MARKET_INIT;
  haggle_clock clock = HAGGLE_CLOCK_INIT;
  haggle_decision decision = HAGGLE_DECISION_INIT;
  haggle_rung rung = HAGGLE_RUNG_INIT;
  haggle_outcome outcome = HAGGLE_OUTCOME_INIT;
  haggle_delivery delivery = HAGGLE_DELIVERY_INIT;
  haggle_reader_options reader = HAGGLE_READER_OPTIONS_INIT;
  haggle_arrow_options arrow = HAGGLE_ARROW_OPTIONS_INIT;
  haggle_schedule_rule rule = HAGGLE_SCHEDULE_RULE_INIT;
  haggle_submission submission = HAGGLE_SUBMISSION_INIT;
  haggle_summary summary = HAGGLE_SUMMARY_INIT;
  haggle_refusal refusal = HAGGLE_REFUSAL_INIT;
  haggle_issue issue = HAGGLE_ISSUE_INIT;
  haggle_feed_item item = HAGGLE_FEED_ITEM_INIT;
  haggle_fee_estimate estimate = HAGGLE_FEE_ESTIMATE_INIT;
  haggle_fee fee = HAGGLE_FEE_INIT;
  haggle_expected_offer offer = HAGGLE_EXPECTED_OFFER_INIT;
  haggle_expected_price price = HAGGLE_EXPECTED_PRICE_INIT;
  haggle_presence presence = HAGGLE_PRESENCE_INIT;
  haggle_shown_price shown = HAGGLE_SHOWN_PRICE_INIT;
  haggle_policy* policy = NULL;
  int failed = error.size != sizeof error || listing.size != sizeof listing ||
               ladder.size != sizeof ladder || ladder.tiers[4].size != sizeof ladder.tiers[4] ||
               market.size != sizeof market || clock.size != sizeof clock ||
               decision.size != sizeof decision || rung.decision.size != sizeof decision ||
               outcome.decision.size != sizeof decision || delivery.size != sizeof delivery ||
               reader.size != sizeof reader || arrow.size != sizeof arrow;
  failed = failed || rule.size != sizeof rule || submission.size != sizeof submission ||
           summary.size != sizeof summary || refusal.size != sizeof refusal ||
           issue.size != sizeof issue || item.size != sizeof item ||
           estimate.size != sizeof estimate || fee.size != sizeof fee ||
           offer.size != sizeof offer || price.size != sizeof price ||
           presence.size != sizeof presence || shown.size != sizeof shown;
  failed = failed || haggle_policy_create("{}", 2, &policy, &error) != HAGGLE_OK;
  haggle_policy_destroy(policy);
  return failed || haggle_abi() != HAGGLE_ABI;
}
