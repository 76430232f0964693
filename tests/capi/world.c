#include "world.h"

haggle_policy* make_policy(const char* json) {
  haggle_policy* policy = NULL;
  haggle_error error = HAGGLE_ERROR_INIT;
  CHECK_OK(haggle_policy_create(json, strlen(json), &policy, &error));
  return policy;
}

haggle_listing make_listing(const char* json) {
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_error error = HAGGLE_ERROR_INIT;
  CHECK_OK(haggle_listing_read(json, strlen(json), &listing, &error));
  return listing;
}

static haggle_offer make_offer(const char* seller, int64_t price_minor) {
  haggle_offer offer;
  memset(&offer, 0, sizeof offer);
  strncpy(offer.seller, seller, sizeof offer.seller - 1);
  offer.price_minor = price_minor;
  return offer;
}

static void make_market(struct world* world) {
  const haggle_market market = HAGGLE_MARKET_INIT;
  const haggle_clock clock = {sizeof(haggle_clock), 0, now_ms};
  world->market = market;
  world->clock = clock;
  strcpy(world->market.currency, "USD");
  strcpy(world->market.marketplace, "US");
  strcpy(world->market.item, "B07XQXZXYX");
  world->market.time_ms = now_ms;
  world->offers[0] = make_offer("A2X", 2499);
  world->offers[1] = make_offer("A1PQ", 2349);
  world->offers[2] = make_offer("A9ZZ", 0);
  world->offers[3] = make_offer("A7RT", 2600);
  world->offers[1].flags = HAGGLE_OFFER_IS_WINNER;
}

void make_business(struct world* world) {
  const int64_t prices[] = {2300, 2200};
  world->listing.audience = HAGGLE_AUDIENCE_BUSINESS;
  world->market.audience = HAGGLE_AUDIENCE_BUSINESS;
  world->ladder.tiers_count = 2;
  for (uint32_t i = 0; i < 2; ++i) {
    haggle_tier* tier = &world->ladder.tiers[i];
    tier->quantity = 5 * (i + 1);
    tier->price_minor = prices[i];
    tier->has = HAGGLE_TIER_HAS_FLOOR;
    tier->floor.amount_minor = 1700 - 100 * (int64_t)i;
    world->breaks[i].offer = 1;
    world->breaks[i].quantity = 5 * (i + 1);
    world->breaks[i].price_minor = prices[i] - 50;
  }
}

struct world make_world(void) {
  struct world world;
  const haggle_ladder ladder = HAGGLE_LADDER_INIT;
  const haggle_decision decision = HAGGLE_DECISION_INIT;
  const haggle_rung rung = HAGGLE_RUNG_INIT;
  memset(&world, 0, sizeof world);
  world.policy = make_policy(policy_json);
  world.listing = make_listing(listing_json);
  world.ladder = ladder;
  world.decision = decision;
  for (int i = 0; i < HAGGLE_RUNGS_MAX; ++i) world.rungs[i] = rung;
  make_market(&world);
  return world;
}

void end_world(struct world* world) {
  haggle_policy_destroy(world->policy);
  world->policy = NULL;
}
