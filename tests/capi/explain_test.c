#include "world.h"

static struct world w;
static haggle_error error;
static char text[8000];
static size_t needed;

static void make_decided(void) {
  w = make_world();
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                         sizeof w.offers[0], w.verdicts, &w.decision, &error));
}

static haggle_status explain(void) {
  return haggle_explain_text(&w.listing, &w.market, &w.clock, w.offers, offers_count,
                             sizeof w.offers[0], w.verdicts, &w.decision, text, sizeof text,
                             &needed, &error);
}

static haggle_status to_json(void) {
  return haggle_explain_json(&w.listing, &w.market, &w.clock, w.offers, offers_count,
                             sizeof w.offers[0], w.verdicts, &w.decision, text, sizeof text,
                             &needed, &error);
}

TEST(explain_says_the_way) {
  make_decided();
  CHECK_OK(explain());
  CHECK(needed == strlen(text));
  CHECK(strstr(text, "MUG-1  24.99 -> 23.48 USD") == text);
  CHECK(strstr(text, "A1PQ") != NULL && strstr(text, "A9ZZ") != NULL);
  CHECK_OK(to_json());
  CHECK(text[0] == '{' && strstr(text, "\"price\":\"23.48\"") != NULL);
  end_world(&w);
}

TEST(explain_takes_no_verdicts) {
  make_decided();
  CHECK_OK(haggle_explain_text(&w.listing, &w.market, &w.clock, w.offers, offers_count,
                               sizeof w.offers[0], NULL, &w.decision, text, sizeof text, &needed,
                               &error));
  CHECK(strstr(text, "left out") == NULL);
  end_world(&w);
}

#define EXPLAIN(function, listing, market, clock, rows, decision, buffer, size)                    \
  function(listing, market, clock, rows, offers_count, sizeof(haggle_offer), w.verdicts, decision, \
           buffer, sizeof text, size, &error)
#define NO_NULL(function)                                                                          \
  CHECK_ERROR(EXPLAIN(function, NULL, &w.market, &w.clock, w.offers, &w.decision, text, &needed),  \
              HAGGLE_E_BAD_ARGUMENT, "listing");                                                   \
  CHECK_ERROR(EXPLAIN(function, &w.listing, NULL, &w.clock, w.offers, &w.decision, text, &needed), \
              HAGGLE_E_BAD_ARGUMENT, "market");                                                    \
  CHECK_ERROR(                                                                                     \
      EXPLAIN(function, &w.listing, &w.market, NULL, w.offers, &w.decision, text, &needed),        \
      HAGGLE_E_BAD_ARGUMENT, "clock");                                                             \
  CHECK_ERROR(                                                                                     \
      EXPLAIN(function, &w.listing, &w.market, &w.clock, NULL, &w.decision, text, &needed),        \
      HAGGLE_E_BAD_ARGUMENT, "offers");                                                            \
  CHECK_ERROR(EXPLAIN(function, &w.listing, &w.market, &w.clock, w.offers, NULL, text, &needed),   \
              HAGGLE_E_BAD_ARGUMENT, "decision");                                                  \
  CHECK_ERROR(                                                                                     \
      EXPLAIN(function, &w.listing, &w.market, &w.clock, w.offers, &w.decision, NULL, &needed),    \
      HAGGLE_E_BAD_ARGUMENT, "buffer");                                                            \
  CHECK_ERROR(                                                                                     \
      EXPLAIN(function, &w.listing, &w.market, &w.clock, w.offers, &w.decision, text, NULL),       \
      HAGGLE_E_BAD_ARGUMENT, "needed")

TEST(explain_does_not_take_null) {
  make_decided();
  NO_NULL(haggle_explain_text);
  NO_NULL(haggle_explain_json);
  end_world(&w);
}

/* A decision that is not of these arguments, or no decision at all, is refused. */
TEST(explain_refuses_a_decision_of_other_arguments) {
  make_decided();
  const haggle_decision good = w.decision;
  w.decision.steps_count = HAGGLE_STEPS_MAX + 1;
  CHECK_ERROR(explain(), HAGGLE_E_OUT_OF_RANGE, "decision.steps_count");
  w.decision.steps_count = 0;
  CHECK_ERROR(explain(), HAGGLE_E_OUT_OF_RANGE, "decision.steps_count");
  w.decision = good;
  w.decision.steps[0].reason = 9999;
  CHECK_ERROR(explain(), HAGGLE_E_UNKNOWN_VALUE, "decision.steps[]");
  w.decision = good;
  w.decision.steps[0].names_offer = 1;
  w.decision.steps[0].offer = offers_count;
  CHECK_ERROR(to_json(), HAGGLE_E_OUT_OF_RANGE, "decision.steps[].offer");
  w.decision = good;
  w.decision.has |= HAGGLE_DECISION_HAS_HOLDER;
  w.decision.holder = UINT32_MAX;
  CHECK_ERROR(to_json(), HAGGLE_E_OUT_OF_RANGE, "decision.holder");
  w.decision = good;
  w.decision.reference = offers_count;
  CHECK_ERROR(to_json(), HAGGLE_E_OUT_OF_RANGE, "decision.reference");
  w.decision = good;
  w.decision.strategy = 77;
  CHECK_ERROR(explain(), HAGGLE_E_UNKNOWN_VALUE, "decision");
  w.decision = good;
  w.verdicts[1] = 200;
  CHECK_ERROR(explain(), HAGGLE_E_UNKNOWN_VALUE, "verdicts[]");
  end_world(&w);
}

TEST(explain_refuses_text_that_is_not_utf8) {
  make_decided();
  memset(w.offers[2].seller, 0, sizeof w.offers[2].seller);
  memcpy(w.offers[2].seller, "\xFF\xFE", 2);
  CHECK_ERROR(to_json(), HAGGLE_E_BAD_ENCODING, "offers[].seller");
  CHECK(error.index == 2);
  memset(w.offers[2].seller, 'x', sizeof w.offers[2].seller);
  CHECK_ERROR(explain(), HAGGLE_E_BAD_ID, "offers[].seller");
  end_world(&w);
}

static void make_ladder_decided(void) {
  w = make_world();
  make_business(&w);
  w.ladder.tiers[0].has = 0; /* one rung with an error */
  CHECK_OK(haggle_decide_business(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, w.offers,
                                  offers_count, sizeof w.offers[0], w.breaks, breaks_count,
                                  w.verdicts, w.rungs, sizeof w.rungs[0], &error));
}

#define EXPLAIN_LADDER(function)                                                                   \
  function(&w.listing, &w.ladder, &w.market, &w.clock, w.offers, offers_count, sizeof w.offers[0], \
           w.breaks, breaks_count, w.verdicts, w.rungs, sizeof w.rungs[0], text, sizeof text,      \
           &needed, &error)

TEST(explain_business_says_rung_by_rung) {
  make_ladder_decided();
  CHECK_OK(EXPLAIN_LADDER(haggle_explain_business_text));
  CHECK(strstr(text, "floor_required") != NULL);
  CHECK_OK(EXPLAIN_LADDER(haggle_explain_business_json));
  CHECK(strstr(text, "\"quantity\":10") != NULL && strstr(text, "floor_required") != NULL);
  end_world(&w);
}

TEST(explain_business_refuses_what_is_no_ladder) {
  make_ladder_decided();
  w.rungs[2].dropped = 17;
  CHECK_ERROR(EXPLAIN_LADDER(haggle_explain_business_text), HAGGLE_E_UNKNOWN_VALUE,
              "rungs[].dropped");
  w.rungs[2].dropped = 0;
  memset(w.rungs[1].where, 'x', sizeof w.rungs[1].where);
  CHECK_ERROR(EXPLAIN_LADDER(haggle_explain_business_json), HAGGLE_E_BAD_ENCODING, "rungs[].where");
  w.rungs[0].size = 3;
  CHECK_ERROR(EXPLAIN_LADDER(haggle_explain_business_json), HAGGLE_E_BAD_SIZE, "rungs[].size");
  CHECK_ERROR(
      haggle_explain_business_text(&w.listing, NULL, &w.market, &w.clock, w.offers, offers_count,
                                   sizeof w.offers[0], w.breaks, breaks_count, NULL, w.rungs,
                                   sizeof w.rungs[0], text, sizeof text, &needed, &error),
      HAGGLE_E_BAD_ARGUMENT, "ladder");
  CHECK_ERROR(
      haggle_explain_business_text(&w.listing, &w.ladder, &w.market, &w.clock, w.offers,
                                   offers_count, sizeof w.offers[0], w.breaks, breaks_count, NULL,
                                   NULL, sizeof w.rungs[0], text, sizeof text, &needed, &error),
      HAGGLE_E_BAD_ARGUMENT, "rungs");
  end_world(&w);
}
