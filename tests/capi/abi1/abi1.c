/* A program of the first day of ABI 1. It is compiled with the header of that day, which stands
 * beside it and is never changed, and runs with the library of today. */
#include <haggle/haggle.h>
#include <stdio.h>
#include <string.h>

static int failures;

#define EXPECT(condition) \
  ((condition) ? (void)0  \
               : (void)(++failures, fprintf(stderr, "line %d: %s\n", __LINE__, #condition)))

static const char listing_json[] =
    "{\"seller\": \"A2X\", \"sku\": \"MUG-1\", \"item\": \"B07XQXZXYX\", \"marketplace\": \"US\", "
    "\"price\": \"24.99\", \"shipping\": \"0.00\", \"floor\": \"18.00\", \"ceiling\": \"39.90\"}";
static const char catalogue_line[] =
    "{\"listing\": {\"seller\": \"A2X\", \"sku\": \"MUG-1\", \"item\": \"B07XQXZXYX\", "
    "\"marketplace\": \"US\", \"price\": \"24.99\", \"floor\": \"18.00\"}}";

/* Every struct of that day has room behind it that must stay as it is. */
#define GUARDED(type, name, init)   \
  struct {                          \
    type value;                     \
    unsigned char behind[64];       \
  } name;                           \
  const type name##_fresh = init;   \
  memset(&name, 0xA5, sizeof name); \
  name.value = name##_fresh
#define EXPECT_GUARD(name)                                                          \
  do {                                                                              \
    for (size_t i = 0; i < sizeof name.behind; ++i) EXPECT(name.behind[i] == 0xA5); \
    EXPECT(name.value.size == sizeof name.value);                                   \
  } while (0)

static void decides(const haggle_policy* policy) {
  GUARDED(haggle_listing, listing, HAGGLE_LISTING_INIT);
  GUARDED(haggle_market, market, HAGGLE_MARKET_INIT);
  GUARDED(haggle_clock, clock, HAGGLE_CLOCK_INIT);
  GUARDED(haggle_decision, decision, HAGGLE_DECISION_INIT);
  GUARDED(haggle_error, error, HAGGLE_ERROR_INIT);
  haggle_offer rival;
  uint8_t verdict = 99;
  char text[4000];
  size_t needed = 0;
  memset(&rival, 0, sizeof rival);
  strcpy(rival.seller, "A1PQ");
  rival.price_minor = 2349;
  rival.flags = HAGGLE_OFFER_IS_WINNER;
  EXPECT(haggle_listing_read(listing_json, strlen(listing_json), &listing.value, &error.value) ==
         HAGGLE_OK);
  strcpy(market.value.marketplace, "US");
  strcpy(market.value.currency, "USD");
  EXPECT(haggle_decide(policy, &listing.value, &market.value, &clock.value, &rival, 1, sizeof rival,
                       &verdict, &decision.value, &error.value) == HAGGLE_OK);
  EXPECT(decision.value.price_minor == 2348 && decision.value.action == HAGGLE_ACTION_REPRICE);
  EXPECT(decision.value.steps[decision.value.steps_count - 1].after_minor == 2348);
  EXPECT(verdict == HAGGLE_VERDICT_KEPT);
  EXPECT(haggle_explain_text(&listing.value, &market.value, &clock.value, &rival, 1, sizeof rival,
                             &verdict, &decision.value, text, sizeof text, &needed,
                             &error.value) == HAGGLE_OK);
  EXPECT(strstr(text, "24.99 -> 23.48 USD") != NULL);
  EXPECT_GUARD(listing);
  EXPECT_GUARD(market);
  EXPECT_GUARD(clock);
  EXPECT_GUARD(decision);
  EXPECT_GUARD(error);
}

static void decides_a_ladder(const haggle_policy* policy) {
  GUARDED(haggle_listing, listing, HAGGLE_LISTING_INIT);
  GUARDED(haggle_ladder, ladder, HAGGLE_LADDER_INIT);
  GUARDED(haggle_market, market, HAGGLE_MARKET_INIT);
  GUARDED(haggle_clock, clock, HAGGLE_CLOCK_INIT);
  GUARDED(haggle_rung, rung, HAGGLE_RUNG_INIT);
  EXPECT(haggle_listing_read(listing_json, strlen(listing_json), &listing.value, NULL) ==
         HAGGLE_OK);
  listing.value.audience = market.value.audience = HAGGLE_AUDIENCE_BUSINESS;
  strcpy(market.value.marketplace, "US");
  EXPECT(haggle_decide_business(policy, &listing.value, &ladder.value, &market.value, &clock.value,
                                NULL, 0, 0, NULL, 0, NULL, &rung.value, sizeof rung,
                                NULL) == HAGGLE_OK);
  EXPECT(rung.value.quantity == 1 && rung.value.decision.steps_count > 0);
  EXPECT_GUARD(ladder);
  EXPECT_GUARD(rung);
}

static void decides_on_messages(void) {
  GUARDED(haggle_reader_options, options, HAGGLE_READER_OPTIONS_INIT);
  GUARDED(haggle_clock, clock, HAGGLE_CLOCK_INIT);
  GUARDED(haggle_outcome, outcome, HAGGLE_OUTCOME_INIT);
  GUARDED(haggle_delivery, delivery, HAGGLE_DELIVERY_INIT);
  haggle_reader* reader = NULL;
  haggle_catalogue* catalogue = NULL;
  const uint64_t first[2] = {0, 4};
  size_t count = 0;
  EXPECT(haggle_reader_create(&options.value, &reader, NULL) == HAGGLE_OK);
  EXPECT(haggle_catalogue_create(NULL, &catalogue, NULL) == HAGGLE_OK);
  EXPECT(haggle_catalogue_put(catalogue, catalogue_line, strlen(catalogue_line), NULL, 0, 0, NULL,
                              NULL) == HAGGLE_OK);
  EXPECT(haggle_catalogue_count(catalogue) == 1);
  EXPECT(haggle_decide_messages(reader, catalogue, &clock.value, "what", first, 1, 0,
                                &outcome.value, sizeof outcome, 1, &count, NULL) == HAGGLE_OK);
  EXPECT(count == 1 && outcome.value.kind == HAGGLE_OUTCOME_ERROR);
  EXPECT(outcome.value.status == HAGGLE_E_MALFORMED_JSON);
  EXPECT(haggle_reader_delivery(reader, 0, &delivery.value, NULL) == HAGGLE_OK);
  EXPECT(delivery.value.status == HAGGLE_E_MALFORMED_JSON);
  EXPECT_GUARD(options);
  EXPECT_GUARD(outcome);
  EXPECT_GUARD(delivery);
  haggle_reader_destroy(reader);
  haggle_catalogue_destroy(catalogue);
}

static void schedules_and_submits(const haggle_policy* policy) {
  GUARDED(haggle_listing, listing, HAGGLE_LISTING_INIT);
  GUARDED(haggle_schedule_rule, rule, HAGGLE_SCHEDULE_RULE_INIT);
  GUARDED(haggle_decision, decision, HAGGLE_DECISION_INIT);
  GUARDED(haggle_submission, submission, HAGGLE_SUBMISSION_INIT);
  char text[2000];
  size_t needed = 0, count = 0;
  uint8_t due = 0;
  EXPECT(haggle_listing_read(listing_json, strlen(listing_json), &listing.value, NULL) ==
         HAGGLE_OK);
  rule.value.has = HAGGLE_SCHEDULE_HAS_RESUME;
  EXPECT(haggle_scheduled(policy, &listing.value, &rule.value, -1, 0, &due, &decision.value,
                          NULL) == HAGGLE_OK);
  EXPECT(due == 1 && decision.value.price_minor == 3990);
  EXPECT(haggle_submissions_of_decisions(1, &listing.value, sizeof listing, &decision.value,
                                         sizeof decision, HAGGLE_BOUNDS_SENT_EFFECTIVE,
                                         &submission.value, sizeof submission, &count,
                                         NULL) == HAGGLE_OK);
  EXPECT(count == 1 && submission.value.consumer.min_minor == 1800);
  EXPECT(haggle_listings_patch_write(&submission.value, text, sizeof text, &needed, NULL) ==
         HAGGLE_OK);
  EXPECT(strstr(text, "39.90") != NULL && needed == strlen(text));
  EXPECT_GUARD(rule);
  EXPECT_GUARD(decision);
  EXPECT_GUARD(submission);
}

static const char fees_json[] =
    "[{\"Status\": \"Success\", \"FeesEstimateIdentifier\": {\"IdValue\": \"MUG-1\"}, "
    "\"FeesEstimate\": {\"FeeDetailList\": [{\"FeeType\": \"ReferralFee\", \"FinalFee\": "
    "{\"CurrencyCode\": \"USD\", \"Amount\": 1.5}}]}}]";
static const char report_json[] =
    "{\"header\": {\"feedId\": \"17\"}, \"issues\": [{\"messageId\": 1, \"severity\": \"ERROR\"}]}";

static void reads_answers(void) {
  GUARDED(haggle_summary, summary, HAGGLE_SUMMARY_INIT);
  GUARDED(haggle_fee_estimate, estimate, HAGGLE_FEE_ESTIMATE_INIT);
  GUARDED(haggle_fee, fee, HAGGLE_FEE_INIT);
  GUARDED(haggle_issue, issue, HAGGLE_ISSUE_INIT);
  haggle_answer* answer = NULL;
  uint8_t outcome = 0;
  EXPECT(haggle_answer_create(HAGGLE_ANSWER_FEES, fees_json, strlen(fees_json), &answer, NULL) ==
         HAGGLE_OK);
  EXPECT(haggle_answer_summary(answer, &summary.value, NULL) == HAGGLE_OK);
  EXPECT(summary.value.estimates_count == 1 && summary.value.fees_count == 1);
  EXPECT(haggle_answer_estimate(answer, 0, &estimate.value, NULL) == HAGGLE_OK);
  EXPECT(estimate.value.sum_minor == 150);
  EXPECT(haggle_answer_fee(answer, 0, &fee.value, NULL) == HAGGLE_OK);
  EXPECT(fee.value.final_minor == 150);
  haggle_answer_destroy(answer);
  EXPECT(haggle_answer_create(HAGGLE_ANSWER_FEED_REPORT, report_json, strlen(report_json), &answer,
                              NULL) == HAGGLE_OK);
  EXPECT(haggle_answer_issue(answer, 0, &issue.value, NULL) == HAGGLE_OK);
  EXPECT(issue.value.severity == HAGGLE_SEVERITY_ERROR && issue.value.message_id == 1);
  EXPECT(haggle_answer_outcome(answer, 1, &outcome, NULL) == HAGGLE_OK);
  EXPECT(outcome == HAGGLE_FEED_MESSAGE_REJECTED);
  EXPECT_GUARD(summary);
  EXPECT_GUARD(estimate);
  EXPECT_GUARD(fee);
  EXPECT_GUARD(issue);
  haggle_answer_destroy(answer);
}

int main(void) {
  haggle_policy* policy = NULL;
  EXPECT(haggle_abi() >= HAGGLE_ABI);
  EXPECT(haggle_policy_create("{\"beat_by\": \"-0.01\"}", 20, &policy, NULL) == HAGGLE_OK);
  decides(policy);
  decides_a_ladder(policy);
  decides_on_messages();
  schedules_and_submits(policy);
  reads_answers();
  haggle_policy_destroy(policy);
  return failures != 0;
}
