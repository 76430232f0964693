#include "world.h"

static struct world w;
static haggle_error error;

static haggle_status decide(void) {
  return haggle_decide_business(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, w.offers,
                                offers_count, sizeof w.offers[0], w.breaks, breaks_count,
                                w.verdicts, w.rungs, sizeof w.rungs[0], &error);
}

TEST(decide_business_decides_rung_by_rung) {
  w = make_world();
  make_business(&w);
  CHECK_OK(decide());
  CHECK(w.rungs[0].quantity == 1 && w.rungs[0].decision.price_minor == 2348);
  CHECK(w.rungs[1].quantity == 5 && w.rungs[1].decision.price_minor == 2249);
  CHECK(w.rungs[2].quantity == 10 && w.rungs[2].decision.price_minor == 2149);
  CHECK(w.rungs[3].quantity == 0);
  CHECK(w.rungs[0].size == sizeof w.rungs[0] && w.rungs[0].status == HAGGLE_OK);
  CHECK(w.verdicts[1] == HAGGLE_VERDICT_KEPT);
  end_world(&w);
}

TEST(decide_business_leaves_the_other_rungs_where_one_is_wrong) {
  w = make_world();
  make_business(&w);
  w.ladder.tiers[0].has = 0;
  CHECK_OK(decide());
  CHECK(w.rungs[0].status == HAGGLE_OK && w.rungs[2].status == HAGGLE_OK);
  CHECK(w.rungs[1].status == HAGGLE_E_FLOOR_REQUIRED);
  CHECK(w.rungs[1].dropped == HAGGLE_DROPPED_FAILED);
  CHECK(strlen(w.rungs[1].where) > 0);
  end_world(&w);
}

#define BUSINESS(policy, listing, ladder, market, clock, rows, broken, out)           \
  haggle_decide_business(policy, listing, ladder, market, clock, rows, offers_count,  \
                         sizeof(haggle_offer), broken, breaks_count, w.verdicts, out, \
                         sizeof(haggle_rung), &error)

TEST(decide_business_does_not_take_null) {
  w = make_world();
  make_business(&w);
  CHECK_ERROR(
      BUSINESS(NULL, &w.listing, &w.ladder, &w.market, &w.clock, w.offers, w.breaks, w.rungs),
      HAGGLE_E_BAD_ARGUMENT, "policy");
  CHECK_ERROR(BUSINESS(w.policy, NULL, &w.ladder, &w.market, &w.clock, w.offers, w.breaks, w.rungs),
              HAGGLE_E_BAD_ARGUMENT, "listing");
  CHECK_ERROR(
      BUSINESS(w.policy, &w.listing, NULL, &w.market, &w.clock, w.offers, w.breaks, w.rungs),
      HAGGLE_E_BAD_ARGUMENT, "ladder");
  CHECK_ERROR(
      BUSINESS(w.policy, &w.listing, &w.ladder, NULL, &w.clock, w.offers, w.breaks, w.rungs),
      HAGGLE_E_BAD_ARGUMENT, "market");
  CHECK_ERROR(
      BUSINESS(w.policy, &w.listing, &w.ladder, &w.market, NULL, w.offers, w.breaks, w.rungs),
      HAGGLE_E_BAD_ARGUMENT, "clock");
  CHECK_ERROR(
      BUSINESS(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, NULL, w.breaks, w.rungs),
      HAGGLE_E_BAD_ARGUMENT, "offers");
  CHECK_ERROR(
      BUSINESS(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, w.offers, NULL, w.rungs),
      HAGGLE_E_BAD_ARGUMENT, "breaks");
  CHECK_ERROR(
      BUSINESS(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, w.offers, w.breaks, NULL),
      HAGGLE_E_BAD_ARGUMENT, "rungs");
  end_world(&w);
}

TEST(decide_business_refuses_what_is_no_ladder) {
  w = make_world();
  make_business(&w);
  w.ladder.tiers_count = 6;
  CHECK_ERROR(decide(), HAGGLE_E_TOO_MANY_TIERS, "listing.tiers");
  w.ladder.tiers_count = UINT32_MAX;
  CHECK_ERROR(decide(), HAGGLE_E_TOO_MANY_TIERS, "listing.tiers");
  w.ladder.tiers_count = 2;
  w.ladder.tiers[1].quantity = 5;
  CHECK_ERROR(decide(), HAGGLE_E_TIERS_NOT_RISING, "listing.tiers[].quantity");
  CHECK(error.index == 1);
  w.ladder.tiers[1].quantity = 10;
  w.ladder.tiers[1].size = 0;
  CHECK_ERROR(decide(), HAGGLE_E_BAD_SIZE, "listing.tiers[].size");
  w.ladder.tiers[1].size = sizeof(haggle_tier);
  w.breaks[1].offer = offers_count;
  CHECK_ERROR(decide(), HAGGLE_E_OUT_OF_RANGE, "breaks[].offer");
  w.breaks[1].offer = 0;
  w.listing.audience = w.market.audience = HAGGLE_AUDIENCE_CONSUMER;
  CHECK_ERROR(decide(), HAGGLE_E_NOT_THIS_LISTING, "listing.audience");
  end_world(&w);
}

TEST(decide_business_refuses_rungs_of_bad_sizes) {
  w = make_world();
  make_business(&w);
  w.rungs[2].size = 0;
  CHECK_ERROR(decide(), HAGGLE_E_BAD_SIZE, "rungs[].size");
  CHECK(error.index == 2);
  w.rungs[2].size = sizeof w.rungs[0] + 8; /* would run into the next one */
  CHECK_ERROR(decide(), HAGGLE_E_BAD_SIZE, "rungs[].size");
  w.rungs[2].size = sizeof w.rungs[0];
  CHECK_ERROR(haggle_decide_business(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, w.offers,
                                     offers_count, sizeof w.offers[0], w.breaks, breaks_count, NULL,
                                     w.rungs, 100, &error),
              HAGGLE_E_BAD_ARGUMENT, "rungs_stride");
  end_world(&w);
}
