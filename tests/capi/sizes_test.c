/* Structs of callers that are older or newer than the library, for each struct that is read or
 * written. Of one that has never grown nobody is older, so whatever is shorter is refused. */
#include "newer.h"
#include "world.h"

static struct world w;
static haggle_error error;

TEST(sizes_of_what_is_read) {
  w = make_world();
  haggle_policy* policy = w.policy;
  const size_t one = sizeof w.offers[0];
  CHECK_INPUT(haggle_listing, w.listing,
              haggle_decide(policy, given, &w.market, &w.clock, w.offers, offers_count, one,
                            w.verdicts, &w.decision, &error),
              "listing");
  CHECK_INPUT(haggle_market, w.market,
              haggle_decide(policy, &w.listing, given, &w.clock, w.offers, offers_count, one,
                            w.verdicts, &w.decision, &error),
              "market");
  CHECK_INPUT(haggle_clock, w.clock,
              haggle_decide(policy, &w.listing, &w.market, given, w.offers, offers_count, one,
                            w.verdicts, &w.decision, &error),
              "clock");
  make_business(&w);
  CHECK_INPUT(haggle_ladder, w.ladder,
              haggle_decide_business(policy, &w.listing, given, &w.market, &w.clock, w.offers,
                                     offers_count, one, w.breaks, breaks_count, w.verdicts, w.rungs,
                                     sizeof w.rungs[0], &error),
              "ladder");
  end_world(&w);
}

TEST(sizes_of_a_decision_that_is_read) {
  w = make_world();
  char text[2000];
  size_t needed = 0;
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                         sizeof w.offers[0], w.verdicts, &w.decision, &error));
  CHECK_INPUT(haggle_decision, w.decision,
              haggle_explain_text(&w.listing, &w.market, &w.clock, w.offers, offers_count,
                                  sizeof w.offers[0], w.verdicts, given, text, sizeof text, &needed,
                                  &error),
              "decision");
  end_world(&w);
}

TEST(sizes_of_options) {
  const haggle_reader_options options = HAGGLE_READER_OPTIONS_INIT;
  haggle_reader* reader = NULL;
  CHECK_INPUT(haggle_reader_options, options,
              (haggle_reader_destroy(reader), haggle_reader_create(given, &reader, &error)),
              "options");
  haggle_reader_destroy(reader);
}

TEST(sizes_of_what_is_scheduled_and_sent) {
  haggle_schedule_rule rule = HAGGLE_SCHEDULE_RULE_INIT;
  haggle_submission submission = HAGGLE_SUBMISSION_INIT;
  size_t needed = 0;
  uint8_t due = 0;
  w = make_world();
  CHECK_INPUT(haggle_schedule_rule, rule,
              haggle_scheduled(w.policy, &w.listing, given, 0, 1, &due, &w.decision, &error),
              "rule");
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                         sizeof w.offers[0], w.verdicts, &w.decision, &error));
  CHECK_INPUT(haggle_decision, w.decision,
              haggle_submission_of_decision(&w.listing, given, 0, &submission, &error), "decision");
  CHECK_GROWN_INPUT(haggle_submission, 480, submission,
                    haggle_listings_patch_write(given, NULL, 0, &needed, &error), "submission");
  end_world(&w);
}

/* A newer caller's decision: what it has and we do not know becomes zero, its size stays. */
TEST(sizes_of_what_is_written) {
  w = make_world();
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                         sizeof w.offers[0], w.verdicts, &w.decision, &error));
  for (uint32_t more = 1; more <= 33; more += 8) {
    struct newer room;
    const uint32_t size = (uint32_t)sizeof w.decision + more;
    memset(&room, 0xAA, sizeof room);
    memcpy(&room, &size, sizeof size);
    haggle_decision* out = (haggle_decision*)(void*)&room;
    CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                           sizeof w.offers[0], w.verdicts, out, &error));
    CHECK(out->size == size);
    CHECK(memcmp(&out->has, &w.decision.has, sizeof w.decision - 4) == 0);
    for (uint32_t i = 0; i < more; ++i) CHECK(((char*)out)[sizeof w.decision + i] == 0);
    CHECK(((unsigned char*)out)[size] == 0xAA);
  }
  w.decision.size = sizeof w.decision - 8;
  CHECK_ERROR(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                            sizeof w.offers[0], w.verdicts, &w.decision, &error),
              HAGGLE_E_BAD_SIZE, "decision");
  end_world(&w);
}

TEST(sizes_of_errors_that_are_written) {
  struct newer room;
  memset(&room, 0xAA, sizeof room);
  const uint32_t size = sizeof(haggle_error) + 16;
  memcpy(&room, &size, sizeof size);
  haggle_error* err = (haggle_error*)(void*)&room;
  CHECK(haggle_policy_create("[", 1, NULL, err) == HAGGLE_E_BAD_ARGUMENT);
  CHECK(err->size == size && err->status == HAGGLE_E_BAD_ARGUMENT);
  CHECK(strcmp(err->where, "out") == 0);
  for (uint32_t i = 0; i < 16; ++i) CHECK(((char*)err)[sizeof(haggle_error) + i] == 0);
  CHECK(((unsigned char*)err)[size] == 0xAA);
}

#define CHECK_INIT(name) CHECK_GROWN_INIT(name, sizeof(haggle_##name))
#define CHECK_GROWN_INIT(name, first)                                                        \
  do {                                                                                       \
    haggle_##name by_macro = INIT_##name;                                                    \
    haggle_##name by_call;                                                                   \
    memset(&by_call, 0xAA, sizeof by_call);                                                  \
    CHECK(haggle_##name##_init(&by_call, sizeof by_call) == HAGGLE_OK);                      \
    CHECK(memcmp(&by_macro, &by_call, sizeof by_call) == 0);                                 \
    CHECK(haggle_##name##_init(NULL, sizeof by_call) == HAGGLE_E_BAD_ARGUMENT);              \
    CHECK(haggle_##name##_init(&by_call, (first) - 1) == HAGGLE_E_BAD_SIZE);                 \
    CHECK(haggle_##name##_init(&by_call, HAGGLE_STRUCT_BYTES_MAX + 1) == HAGGLE_E_BAD_SIZE); \
    CHECK(memcmp(&by_macro, &by_call, sizeof by_call) == 0);                                 \
  } while (0)
#define INIT_error HAGGLE_ERROR_INIT
#define INIT_listing HAGGLE_LISTING_INIT
#define INIT_ladder HAGGLE_LADDER_INIT
#define INIT_market HAGGLE_MARKET_INIT
#define INIT_clock HAGGLE_CLOCK_INIT
#define INIT_decision HAGGLE_DECISION_INIT
#define INIT_rung HAGGLE_RUNG_INIT
#define INIT_reader_options HAGGLE_READER_OPTIONS_INIT
#define INIT_outcome HAGGLE_OUTCOME_INIT
#define INIT_delivery HAGGLE_DELIVERY_INIT
#define INIT_arrow_options HAGGLE_ARROW_OPTIONS_INIT
#define INIT_schedule_rule HAGGLE_SCHEDULE_RULE_INIT
#define INIT_submission HAGGLE_SUBMISSION_INIT
#define INIT_summary HAGGLE_SUMMARY_INIT
#define INIT_refusal HAGGLE_REFUSAL_INIT
#define INIT_issue HAGGLE_ISSUE_INIT
#define INIT_feed_item HAGGLE_FEED_ITEM_INIT
#define INIT_fee_estimate HAGGLE_FEE_ESTIMATE_INIT
#define INIT_fee HAGGLE_FEE_INIT
#define INIT_expected_offer HAGGLE_EXPECTED_OFFER_INIT
#define INIT_expected_price HAGGLE_EXPECTED_PRICE_INIT
#define INIT_presence HAGGLE_PRESENCE_INIT
#define INIT_shown_price HAGGLE_SHOWN_PRICE_INIT

TEST(sizes_that_init_sets_are_those_of_the_macros) {
  CHECK_INIT(error);
  CHECK_INIT(listing);
  CHECK_INIT(ladder);
  CHECK_INIT(market);
  CHECK_INIT(clock);
  CHECK_INIT(decision);
  CHECK_INIT(rung);
  CHECK_INIT(reader_options);
  CHECK_INIT(outcome);
  CHECK_INIT(delivery);
  CHECK_INIT(arrow_options);
  CHECK_INIT(schedule_rule);
  CHECK_GROWN_INIT(submission, 480);
  CHECK_GROWN_INIT(summary, 120);
  CHECK_INIT(refusal);
  CHECK_INIT(issue);
  CHECK_INIT(feed_item);
  CHECK_INIT(fee_estimate);
  CHECK_INIT(fee);
  CHECK_INIT(expected_offer);
  CHECK_INIT(expected_price);
  CHECK_INIT(presence);
  CHECK_INIT(shown_price);
}
