#include "world.h"

enum { minute_ms = 60 * 1000, day_ms = 24 * 60 * minute_ms };

static struct world w;
static haggle_error error;
static haggle_schedule_rule rule;
static uint8_t due;

/* Reset to 31.00 at 06:00, resume at the ceiling at 20:00, in UTC. */
static void make_scheduled(void) {
  const haggle_schedule_rule fresh = HAGGLE_SCHEDULE_RULE_INIT;
  end_world(&w); /* of the rule before */
  w = make_world();
  w.listing.default_price_minor = 3100;
  rule = fresh;
  rule.has = HAGGLE_SCHEDULE_HAS_RESET | HAGGLE_SCHEDULE_HAS_RESUME;
  rule.reset_minute = 6 * 60;
  rule.resume_minute = 20 * 60;
  due = 99;
}

static haggle_status scheduled(int64_t from_minute, int64_t to_minute) {
  return haggle_scheduled(w.policy, &w.listing, &rule, from_minute * minute_ms,
                          to_minute * minute_ms, &due, &w.decision, &error);
}

static uint16_t last_reason(void) {
  return w.decision.steps[w.decision.steps_count - 1].reason;
}

TEST(scheduled_is_what_fell_due_last) {
  make_scheduled();
  CHECK_OK(scheduled(300, 400));
  CHECK(due == 1 && w.decision.action == HAGGLE_ACTION_REPRICE);
  CHECK(w.decision.price_minor == 3100 && last_reason() == HAGGLE_REASON_PRICE_RESET);
  CHECK(w.decision.size == sizeof w.decision);
  CHECK_OK(scheduled(300, 1300));
  CHECK(due == 1 && w.decision.price_minor == 3990);
  CHECK(last_reason() == HAGGLE_REASON_PRICE_RESUME);
  rule.has = HAGGLE_SCHEDULE_HAS_RESET;
  CHECK_OK(scheduled(300, 1300));
  CHECK(w.decision.price_minor == 3100);
  end_world(&w);
}

TEST(scheduled_says_where_nothing_fell_due) {
  const haggle_decision none = HAGGLE_DECISION_INIT;
  make_scheduled();
  w.decision.price_minor = 5;
  CHECK_OK(scheduled(360, 400)); /* 06:00 is not after 06:00 */
  CHECK(due == 0 && memcmp(&w.decision, &none, sizeof none) == 0);
  CHECK_OK(scheduled(359, 360));
  CHECK(due == 1);
  rule.has = 0;
  CHECK_OK(scheduled(0, 10 * 1440));
  CHECK(due == 0);
  rule.has = HAGGLE_SCHEDULE_HAS_RESET;
  rule.utc_offset_minutes = 120; /* 06:00 there is 04:00 */
  CHECK_OK(scheduled(239, 240));
  CHECK(due == 1);
  end_world(&w);
}

TEST(scheduled_keeps_to_bounds_and_gates) {
  make_scheduled();
  w.listing.default_price_minor = 1500;
  CHECK_OK(scheduled(300, 400));
  CHECK(w.decision.price_minor == 1800);
  w.listing.stock = 0;
  CHECK_OK(scheduled(300, 400));
  CHECK(due == 1 && w.decision.action == HAGGLE_ACTION_HOLD);
  CHECK(last_reason() == HAGGLE_REASON_OUT_OF_STOCK);
  end_world(&w);
}

TEST(scheduled_refuses_what_is_wrong) {
  const haggle_decision none = HAGGLE_DECISION_INIT;
  make_scheduled();
  rule.reset_minute = 1440;
  w.decision.price_minor = 5;
  due = 99;
  CHECK_ERROR(scheduled(300, 400), HAGGLE_E_OUT_OF_RANGE, "rule");
  CHECK(due == 0 && memcmp(&w.decision, &none, sizeof none) == 0);
  make_scheduled();
  rule.has |= 4;
  CHECK_ERROR(scheduled(300, 400), HAGGLE_E_UNKNOWN_VALUE, "rule.has");
  make_scheduled();
  rule.reserved = 1;
  CHECK_ERROR(scheduled(300, 400), HAGGLE_E_UNKNOWN_VALUE, "rule.reserved");
  make_scheduled();
  CHECK_ERROR(scheduled(INT64_MIN / minute_ms, 400), HAGGLE_E_OUT_OF_RANGE, "window.from");
  w.listing.has &= ~(uint32_t)HAGGLE_LISTING_HAS_FLOOR;
  CHECK_ERROR(scheduled(300, 400), HAGGLE_E_FLOOR_REQUIRED, "listing.floor");
  memset(w.listing.seller, 'x', sizeof w.listing.seller);
  CHECK_ERROR(scheduled(300, 400), HAGGLE_E_BAD_ID, "listing.seller");
  end_world(&w);
}

TEST(scheduled_needs_every_pointer) {
  make_scheduled();
  const int64_t to = day_ms;
  CHECK_ERROR(haggle_scheduled(NULL, &w.listing, &rule, 0, to, &due, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "policy");
  CHECK_ERROR(haggle_scheduled(w.policy, NULL, &rule, 0, to, &due, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "listing");
  CHECK_ERROR(haggle_scheduled(w.policy, &w.listing, NULL, 0, to, &due, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "rule");
  CHECK_ERROR(haggle_scheduled(w.policy, &w.listing, &rule, 0, to, NULL, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "due");
  CHECK_ERROR(haggle_scheduled(w.policy, &w.listing, &rule, 0, to, &due, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "decision");
  CHECK(haggle_scheduled(w.policy, &w.listing, NULL, 0, to, &due, &w.decision, NULL) ==
        HAGGLE_E_BAD_ARGUMENT);
  end_world(&w);
}
