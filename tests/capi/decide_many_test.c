#include "world.h"

enum { rows = 5 };

static struct world w;
static haggle_error error;
static struct batch {
  haggle_listing listings[rows];
  haggle_market markets[rows];
  haggle_offer offers[rows * offers_count];
  uint32_t first[rows + 1];
  haggle_decision decisions[rows];
  haggle_status statuses[rows];
  haggle_error errors[rows];
} b;

static void make_batch(void) {
  const haggle_decision decision = HAGGLE_DECISION_INIT;
  w = make_world();
  for (uint32_t i = 0; i < rows; ++i) {
    b.listings[i] = w.listing;
    b.listings[i].price_minor += i;
    b.markets[i] = w.market;
    memcpy(&b.offers[i * offers_count], w.offers, sizeof w.offers);
    b.offers[i * offers_count + 1].price_minor += 10 * (int64_t)i;
    b.first[i] = i * offers_count;
    b.decisions[i] = decision;
    b.statuses[i] = -1;
    b.errors[i] = error_none();
  }
  b.first[rows] = rows * offers_count;
}

static haggle_status decide(void) {
  return haggle_decide_many(w.policy, rows, b.listings, sizeof b.listings[0], b.markets,
                            sizeof b.markets[0], &w.clock, b.offers, sizeof b.offers[0], b.first,
                            b.decisions, sizeof b.decisions[0], b.statuses, b.errors,
                            sizeof b.errors[0], &error);
}

TEST(decide_many_decides_as_decide) {
  make_batch();
  CHECK_OK(decide());
  for (uint32_t i = 0; i < rows; ++i) {
    CHECK(b.statuses[i] == HAGGLE_OK);
    CHECK_OK(haggle_decide(w.policy, &b.listings[i], &b.markets[i], &w.clock, &b.offers[b.first[i]],
                           offers_count, sizeof b.offers[0], NULL, &w.decision, &error));
    CHECK(memcmp(&b.decisions[i], &w.decision, sizeof w.decision) == 0);
  }
  end_world(&w);
}

TEST(decide_many_leaves_the_others_where_a_row_is_wrong) {
  const haggle_decision none = HAGGLE_DECISION_INIT;
  make_batch();
  b.listings[1].size = 12;
  b.markets[3].condition = HAGGLE_CONDITION_USED;
  b.offers[4 * offers_count + 2].condition = 99;
  CHECK_OK(decide());
  CHECK(b.statuses[0] == HAGGLE_OK && b.statuses[2] == HAGGLE_OK);
  CHECK(b.statuses[1] == HAGGLE_E_BAD_SIZE);
  CHECK(b.statuses[3] == HAGGLE_E_NOT_THIS_LISTING);
  CHECK(b.statuses[4] == HAGGLE_E_UNKNOWN_VALUE);
  CHECK(b.errors[1].row == 1 && strcmp(b.errors[1].where, "listing") == 0);
  CHECK(b.errors[3].row == 3 && strcmp(b.errors[3].where, "market.condition") == 0);
  CHECK(b.errors[4].row == 4 && b.errors[4].index == 2);
  CHECK(b.errors[0].message[0] == '\0');
  CHECK(memcmp(&b.decisions[3], &none, sizeof none) == 0);
  end_world(&w);
}

#define MANY(policy, ours, markets, clock, offers, first, out, statuses)                         \
  haggle_decide_many(policy, rows, ours, sizeof(haggle_listing), markets, sizeof(haggle_market), \
                     clock, offers, sizeof(haggle_offer), first, out, sizeof(haggle_decision),   \
                     statuses, NULL, 0, &error)

TEST(decide_many_does_not_take_null) {
  make_batch();
  CHECK_ERROR(
      MANY(NULL, b.listings, b.markets, &w.clock, b.offers, b.first, b.decisions, b.statuses),
      HAGGLE_E_BAD_ARGUMENT, "policy");
  CHECK_ERROR(MANY(w.policy, NULL, b.markets, &w.clock, b.offers, b.first, b.decisions, b.statuses),
              HAGGLE_E_BAD_ARGUMENT, "listings");
  CHECK_ERROR(
      MANY(w.policy, b.listings, NULL, &w.clock, b.offers, b.first, b.decisions, b.statuses),
      HAGGLE_E_BAD_ARGUMENT, "markets");
  CHECK_ERROR(
      MANY(w.policy, b.listings, b.markets, NULL, b.offers, b.first, b.decisions, b.statuses),
      HAGGLE_E_BAD_ARGUMENT, "clock");
  CHECK_ERROR(
      MANY(w.policy, b.listings, b.markets, &w.clock, NULL, b.first, b.decisions, b.statuses),
      HAGGLE_E_BAD_ARGUMENT, "offers");
  CHECK_ERROR(
      MANY(w.policy, b.listings, b.markets, &w.clock, b.offers, NULL, b.decisions, b.statuses),
      HAGGLE_E_BAD_ARGUMENT, "first");
  CHECK_ERROR(MANY(w.policy, b.listings, b.markets, &w.clock, b.offers, b.first, NULL, b.statuses),
              HAGGLE_E_BAD_ARGUMENT, "decisions");
  CHECK_ERROR(MANY(w.policy, b.listings, b.markets, &w.clock, b.offers, b.first, b.decisions, NULL),
              HAGGLE_E_BAD_ARGUMENT, "statuses");
  CHECK_OK(
      MANY(w.policy, b.listings, b.markets, &w.clock, b.offers, b.first, b.decisions, b.statuses));
  end_world(&w);
}

TEST(decide_many_takes_no_rows) {
  const uint32_t none = 0;
  make_batch();
  CHECK_OK(haggle_decide_many(w.policy, 0, NULL, 0, NULL, 0, &w.clock, NULL, 0, &none, NULL, 0,
                              NULL, NULL, 0, &error));
  end_world(&w);
}

TEST(decide_many_refuses_offers_that_fall) {
  make_batch();
  b.first[3] = b.first[2] - 1;
  CHECK_ERROR(decide(), HAGGLE_E_BAD_ARGUMENT, "first[]");
  CHECK(error.index == 3 && b.statuses[0] == -1);
  end_world(&w);
}

static haggle_status with_strides(size_t listing, size_t market, size_t offer, size_t decision,
                                  size_t err) {
  return haggle_decide_many(w.policy, rows, b.listings, listing, b.markets, market, &w.clock,
                            b.offers, offer, b.first, b.decisions, decision, b.statuses, b.errors,
                            err, &error);
}

TEST(decide_many_refuses_strides_that_overlap) {
  make_batch();
  const size_t l = sizeof b.listings[0], m = sizeof b.markets[0], o = sizeof b.offers[0],
               d = sizeof b.decisions[0], e = sizeof b.errors[0];
  CHECK_ERROR(with_strides(0, m, o, d, e), HAGGLE_E_BAD_ARGUMENT, "listings_stride");
  CHECK_ERROR(with_strides(l - 8, m, o, d, e), HAGGLE_E_BAD_ARGUMENT, "listings_stride");
  CHECK_ERROR(with_strides(l + 4, m, o, d, e), HAGGLE_E_BAD_ARGUMENT, "listings_stride");
  CHECK_ERROR(with_strides(l, 0, o, d, e), HAGGLE_E_BAD_ARGUMENT, "markets_stride");
  CHECK_ERROR(with_strides(l, m, o - 8, d, e), HAGGLE_E_BAD_ARGUMENT, "offers_stride");
  CHECK_ERROR(with_strides(l, m, o, d - 8, e), HAGGLE_E_BAD_ARGUMENT, "decisions_stride");
  CHECK_ERROR(with_strides(l, m, o, d, 8), HAGGLE_E_BAD_ARGUMENT, "errors_stride");
  b.decisions[2].size = 0;
  CHECK_ERROR(decide(), HAGGLE_E_BAD_SIZE, "decisions[].size");
  CHECK(error.index == 2);
  b.decisions[2].size = (uint32_t)d + 8;
  CHECK_ERROR(decide(), HAGGLE_E_BAD_SIZE, "decisions[].size");
  b.decisions[2].size = (uint32_t)d;
  b.errors[4].size = 1;
  CHECK_ERROR(decide(), HAGGLE_E_BAD_SIZE, "errors[].size");
  b.errors[4].size = (uint32_t)e;
  b.listings[2].size = (uint32_t)l + 8; /* would run into the next one */
  CHECK_OK(decide());
  CHECK(b.statuses[2] == HAGGLE_E_BAD_SIZE && b.statuses[3] == HAGGLE_OK);
  end_world(&w);
}

TEST(decide_many_takes_rows_that_stand_apart) {
  struct row {
    haggle_listing listing;
    haggle_market market;
    haggle_decision decision;
    haggle_error error;
  } apart[rows];
  make_batch();
  CHECK_OK(decide());
  for (int i = 0; i < rows; ++i) {
    const haggle_decision none = HAGGLE_DECISION_INIT;
    const struct row row = {b.listings[i], b.markets[i], none, b.errors[i]};
    apart[i] = row;
  }
  CHECK_OK(haggle_decide_many(w.policy, rows, &apart[0].listing, sizeof apart[0], &apart[0].market,
                              sizeof apart[0], &w.clock, b.offers, sizeof b.offers[0], b.first,
                              &apart[0].decision, sizeof apart[0], b.statuses, &apart[0].error,
                              sizeof apart[0], &error));
  for (int i = 0; i < rows; ++i) {
    CHECK(memcmp(&apart[i].decision, &b.decisions[i], sizeof apart[i].decision) == 0);
    CHECK(memcmp(&apart[i].listing, &b.listings[i], sizeof apart[i].listing) == 0);
  }
  end_world(&w);
}
