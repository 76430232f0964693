/* What most tests need: a policy, a listing with its market and offers, a ladder, a catalogue. */
#ifndef HAGGLE_TESTS_WORLD_H
#define HAGGLE_TESTS_WORLD_H

#include "check.h"

enum { offers_count = 4, breaks_count = 2, now_ms = 1000000 };

struct world {
  haggle_policy* policy;
  haggle_listing listing;
  haggle_ladder ladder;
  haggle_market market;
  haggle_clock clock;
  haggle_offer offers[offers_count];
  haggle_break breaks[breaks_count];
  uint8_t verdicts[offers_count];
  haggle_decision decision;
  haggle_rung rungs[HAGGLE_RUNGS_MAX];
};

static const char policy_json[] =
    "{\"compete_with\": [\"buy_box\", \"lowest\"], \"beat_by\": \"-0.01\"}";
static const char listing_json[] =
    "{\"seller\": \"A2X\", \"sku\": \"MUG-1\", \"item\": \"B07XQXZXYX\", \"marketplace\": \"US\", "
    "\"price\": \"USD 24.99\", \"shipping\": \"USD 0.00\", \"floor\": \"USD 18.00\", "
    "\"ceiling\": \"USD 39.90\", \"stock\": 12}";

haggle_policy* make_policy(const char* json);
haggle_listing make_listing(const char* json);
void make_business(struct world* world);
struct world make_world(void);
void end_world(struct world* world);

#endif
