#include "world.h"

static struct world w;
static haggle_error error;

static haggle_status decide(void) {
  return haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                       sizeof w.offers[0], w.verdicts, &w.decision, &error);
}

TEST(decide_goes_below_the_buy_box) {
  w = make_world();
  CHECK_OK(decide());
  CHECK(w.decision.size == sizeof w.decision);
  CHECK(w.decision.price_minor == 2348);
  CHECK(w.decision.action == HAGGLE_ACTION_REPRICE);
  CHECK(w.decision.strategy == HAGGLE_STRATEGY_CHASE_BUY_BOX);
  CHECK(w.decision.steps_count >= 1);
  CHECK(strcmp(w.decision.currency, "USD") == 0);
  CHECK(w.verdicts[0] == HAGGLE_VERDICT_OWN_GROUP);
  CHECK(w.verdicts[1] == HAGGLE_VERDICT_KEPT);
  CHECK(w.verdicts[2] == HAGGLE_VERDICT_PRICE_ZERO);
  end_world(&w);
}

TEST(decide_does_not_take_null) {
  w = make_world();
  const size_t one = sizeof w.offers[0];
  CHECK_ERROR(haggle_decide(NULL, &w.listing, &w.market, &w.clock, w.offers, offers_count, one,
                            w.verdicts, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "policy");
  CHECK_ERROR(haggle_decide(w.policy, NULL, &w.market, &w.clock, w.offers, offers_count, one,
                            w.verdicts, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "listing");
  CHECK_ERROR(haggle_decide(w.policy, &w.listing, NULL, &w.clock, w.offers, offers_count, one,
                            w.verdicts, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "market");
  CHECK_ERROR(haggle_decide(w.policy, &w.listing, &w.market, NULL, w.offers, offers_count, one,
                            w.verdicts, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "clock");
  CHECK_ERROR(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, NULL, offers_count, one,
                            w.verdicts, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "offers");
  CHECK_ERROR(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count, one,
                            w.verdicts, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "decision");
  end_world(&w);
}

TEST(decide_takes_null_where_it_says_so) {
  w = make_world();
  CHECK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                      sizeof w.offers[0], NULL, &w.decision, NULL) == HAGGLE_OK);
  CHECK(w.decision.price_minor == 2348);
  CHECK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, NULL, 0, 0, NULL, &w.decision,
                      NULL) == HAGGLE_OK);
  end_world(&w);
}

TEST(decide_clears_the_decision_where_it_fails) {
  w = make_world();
  const haggle_decision none = HAGGLE_DECISION_INIT;
  w.listing.has &= ~(uint32_t)HAGGLE_LISTING_HAS_FLOOR;
  memset((char*)&w.decision + sizeof w.decision.size, 7,
         sizeof w.decision - sizeof w.decision.size);
  CHECK_ERROR(decide(), HAGGLE_E_FLOOR_REQUIRED, "listing.floor");
  CHECK(memcmp(&w.decision, &none, sizeof none) == 0);
  end_world(&w);
}

TEST(decide_names_the_offer_that_is_wrong) {
  w = make_world();
  w.offers[3].price_minor = HAGGLE_AMOUNT_MINOR_MAX + 1;
  CHECK_ERROR(decide(), HAGGLE_E_OUT_OF_RANGE, "offers[].price");
  CHECK(error.index == 3);
  CHECK(strstr(error.message, "offers[3].price") != NULL);
  end_world(&w);
}

TEST(decide_refuses_an_id_with_bytes_behind_its_end) {
  w = make_world();
  memcpy(w.listing.seller, "A2X\0Y", 5);
  CHECK_ERROR(decide(), HAGGLE_E_BAD_ID, "listing.seller");
  end_world(&w);
  w = make_world();
  memset(w.market.winner_seller, 'A', sizeof w.market.winner_seller);
  CHECK_ERROR(decide(), HAGGLE_E_BAD_ID, "market.winner_seller");
  end_world(&w);
}

TEST(decide_takes_offers_that_stand_apart) {
  struct {
    haggle_offer offer;
    char more[40];
  } rows[offers_count];
  w = make_world();
  CHECK_OK(decide());
  const haggle_decision beside = w.decision;
  for (int i = 0; i < offers_count; ++i) {
    rows[i].offer = w.offers[i];
    memset(rows[i].more, 0xAA, sizeof rows[i].more);
  }
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, &rows[0].offer, offers_count,
                         sizeof rows[0], w.verdicts, &w.decision, &error));
  CHECK(memcmp(&w.decision, &beside, sizeof beside) == 0);
  end_world(&w);
}

TEST(decide_refuses_strides_that_overlap) {
  w = make_world();
  const size_t bad[] = {0, 1, 8, 64, 120, 127, 129, 130};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    CHECK_ERROR(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                              bad[i], w.verdicts, &w.decision, &error),
                HAGGLE_E_BAD_ARGUMENT, "offers_stride");
  }
  end_world(&w);
}

TEST(decide_refuses_what_is_not_aligned) {
  w = make_world();
  const haggle_offer* odd = (const haggle_offer*)(const void*)((const char*)w.offers + 4);
  CHECK_ERROR(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, odd, 1, sizeof *odd,
                            w.verdicts, &w.decision, &error),
              HAGGLE_E_BAD_ARGUMENT, "offers");
  end_world(&w);
}

TEST(decide_refuses_more_offers_than_a_market_has) {
  static haggle_offer many[HAGGLE_OFFERS_MAX + 1];
  static uint8_t verdicts[HAGGLE_OFFERS_MAX + 1];
  w = make_world();
  for (int i = 0; i <= HAGGLE_OFFERS_MAX; ++i) many[i] = w.offers[1];
  CHECK_ERROR(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, many, HAGGLE_OFFERS_MAX + 1,
                            sizeof many[0], verdicts, &w.decision, &error),
              HAGGLE_E_TOO_MANY_OFFERS, "offers");
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, many, HAGGLE_OFFERS_MAX,
                         sizeof many[0], verdicts, &w.decision, &error));
  end_world(&w);
}

TEST(decide_is_not_given_an_error_of_no_size) {
  w = make_world();
  haggle_error none;
  memset(&none, 0, sizeof none);
  CHECK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                      sizeof w.offers[0], NULL, &w.decision, &none) == HAGGLE_E_BAD_SIZE);
  CHECK(none.status == 0);
  end_world(&w);
}
