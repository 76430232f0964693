/* Decided prices as the texts that the marketplaces take. */
#include "world.h"

static struct world w;
static haggle_error error;
static haggle_submission submission;
static char text[8000];
static size_t needed;

static void make_fresh(haggle_submission* out) {
  const haggle_submission fresh = HAGGLE_SUBMISSION_INIT;
  *out = fresh;
}

/* 23.48, within 18.00 and 39.90. */
static void make_decided(void) {
  w = make_world();
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                         sizeof w.offers[0], w.verdicts, &w.decision, &error));
  CHECK(w.decision.price_minor == 2348);
  make_fresh(&submission);
}

static haggle_status submit(uint8_t bounds) {
  return haggle_submission_of_decision(&w.listing, &w.decision, bounds, &submission, &error);
}

static haggle_status patch(void) {
  return haggle_listings_patch_write(&submission, text, sizeof text, &needed, &error);
}

#define PATCH(op, rows)                                     \
  "{\"productType\":\"PRODUCT\",\"patches\":[{\"op\":\"" op \
  "\",\"path\":\"/attributes/purchasable_offer\",\"value\":[" rows "]}]}"
#define OFFER(audience, more)                                                                      \
  "{\"marketplace_id\":\"ATVPDKIKX0DER\",\"currency\":\"USD\",\"audience\":\"" audience "\"," more \
  "}"
#define PRICE(name, amount) "\"" name "\":[{\"schedule\":[{\"value_with_tax\":" amount "}]}]"

TEST(submission_of_a_decision) {
  make_decided();
  CHECK_OK(submit(HAGGLE_BOUNDS_SENT_NONE));
  CHECK(strcmp(submission.seller, "A2X") == 0 && strcmp(submission.sku, "MUG-1") == 0);
  CHECK(strcmp(submission.marketplace, "US") == 0 && strcmp(submission.currency, "USD") == 0);
  CHECK(submission.consumer.has == HAGGLE_ASKED_HAS_PRICE && submission.business.has == 0);
  CHECK(submission.consumer.price_minor == 2348);
  CHECK_OK(patch());
  CHECK(strcmp(text, PATCH("merge", OFFER("ALL", PRICE("our_price", "23.48")))) == 0);
  CHECK(needed == strlen(text));
  end_world(&w);
}

TEST(submission_with_bounds_and_words_of_its_own) {
  make_decided();
  submission.op = HAGGLE_PATCH_OP_REPLACE;
  strcpy(submission.product_type, "MUG \"x\"");
  CHECK_OK(submit(HAGGLE_BOUNDS_SENT_EFFECTIVE));
  CHECK(submission.consumer.min_minor == 1800 && submission.consumer.max_minor == 3990);
  CHECK_OK(patch());
  CHECK(strstr(text, "{\"productType\":\"MUG \\\"x\\\"\",\"patches\":[{\"op\":\"replace\"") ==
        text);
  CHECK(strstr(text, PRICE("minimum_seller_allowed_price", "18.00")) != NULL);
  CHECK(strstr(text, PRICE("maximum_seller_allowed_price", "39.90")) != NULL);
  submission.consumer.min_minor = 2349;
  CHECK_ERROR(patch(), HAGGLE_E_BOUNDS_VIOLATED, "submission.consumer.price");
  CHECK(error.offset == 2348);
  end_world(&w);
}

static void make_ladder_decided(void) {
  w = make_world();
  make_business(&w);
  make_fresh(&submission);
  CHECK_OK(haggle_decide_business(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, w.offers,
                                  offers_count, sizeof w.offers[0], w.breaks, breaks_count,
                                  w.verdicts, w.rungs, sizeof w.rungs[0], &error));
}

static haggle_status submit_ladder(void) {
  return haggle_submission_of_ladder(&w.listing, &w.ladder, w.rungs, sizeof w.rungs[0],
                                     HAGGLE_BOUNDS_SENT_NONE, &submission, &error);
}

TEST(submission_of_a_ladder) {
  make_ladder_decided();
  CHECK_OK(submit_ladder());
  CHECK(submission.consumer.has == 0);
  CHECK(submission.business.has == (HAGGLE_ASKED_HAS_PRICE | HAGGLE_ASKED_HAS_LEVELS));
  CHECK(submission.business.price_minor == w.rungs[0].decision.price_minor);
  CHECK(submission.business.levels_count == 2);
  CHECK(submission.business.levels[1].quantity == 10);
  CHECK(submission.business.levels[1].price_minor == w.rungs[2].decision.price_minor);
  CHECK_OK(patch());
  CHECK(strstr(text, "\"audience\":\"B2B\"") != NULL && strstr(text, "\"lower_bound\":10") != NULL);
  end_world(&w);
}

TEST(submission_for_both_kinds_of_buyers) {
  make_decided();
  CHECK_OK(submit(HAGGLE_BOUNDS_SENT_NONE));
  const haggle_submission consumer = submission;
  end_world(&w);
  make_ladder_decided();
  submission = consumer;
  CHECK_OK(submit_ladder());
  CHECK(memcmp(&submission.consumer, &consumer.consumer, sizeof consumer.consumer) == 0);
  CHECK(submission.business.has != 0);
  CHECK_OK(patch());
  CHECK(strstr(text, "\"audience\":\"ALL\"") != NULL && strstr(text, "\"B2B\"") != NULL);
  strcpy(w.listing.sku, "MUG-2");
  const haggle_submission before = submission;
  CHECK_ERROR(submit_ladder(), HAGGLE_E_NOT_THIS_LISTING, "submission");
  CHECK(memcmp(&submission, &before, sizeof before) == 0);
  end_world(&w);
}

TEST(submission_of_what_is_no_news) {
  const haggle_decision none = HAGGLE_DECISION_INIT;
  make_decided();
  w.decision.action = HAGGLE_ACTION_HOLD;
  CHECK_ERROR(submit(0), HAGGLE_E_BAD_ARGUMENT, "decision.action");
  w.decision = none; /* of a row that failed */
  CHECK_ERROR(submit(0), HAGGLE_E_BAD_ARGUMENT, "decision.action");
  w.decision.action = HAGGLE_ACTION_REPRICE;
  CHECK_ERROR(submit(0), HAGGLE_E_UNKNOWN_CURRENCY, "decision.currency");
  strcpy(w.decision.currency, "EUR");
  w.decision.steps_count = 1;
  w.decision.steps[0].reason = HAGGLE_REASON_GRID;
  w.decision.steps[0].stage = HAGGLE_STAGE_GRID;
  CHECK_ERROR(submit(0), HAGGLE_E_CURRENCY_MISMATCH, "decision.currency");
  w.decision.action = 77;
  CHECK_ERROR(submit(0), HAGGLE_E_UNKNOWN_VALUE, "decision");
  CHECK_ERROR(submit(2), HAGGLE_E_UNKNOWN_VALUE, "bounds");
  w.listing.audience = 9;
  CHECK_ERROR(submit(0), HAGGLE_E_UNKNOWN_VALUE, "listing.audience");
  end_world(&w);
  make_ladder_decided();
  for (int i = 0; i < 3; ++i) w.rungs[i].decision.action = HAGGLE_ACTION_HOLD;
  CHECK_ERROR(submit_ladder(), HAGGLE_E_BAD_ARGUMENT, "decision.rungs");
  w.rungs[1].dropped = 9;
  CHECK_ERROR(submit_ladder(), HAGGLE_E_UNKNOWN_VALUE, "rungs[].dropped");
  w.ladder.tiers_count = 6;
  CHECK_ERROR(submit_ladder(), HAGGLE_E_TOO_MANY_TIERS, "listing.tiers");
  end_world(&w);
}

TEST(submission_that_cannot_be_written) {
  make_decided();
  CHECK_ERROR(patch(), HAGGLE_E_BAD_ID, "submission.sku");
  CHECK_OK(submit(0));
  const haggle_submission good = submission;
  submission.consumer.has |= 16;
  CHECK_ERROR(patch(), HAGGLE_E_UNKNOWN_VALUE, "submission.consumer.has");
  submission = good;
  submission.business.has = HAGGLE_ASKED_HAS_LEVELS;
  submission.business.levels_count = 6;
  CHECK_ERROR(patch(), HAGGLE_E_TOO_MANY_TIERS, "submission.business.levels");
  submission.business.levels_count = 1;
  submission.business.levels[0].reserved = 1;
  CHECK_ERROR(patch(), HAGGLE_E_UNKNOWN_VALUE, "submission.business.levels[].reserved");
  submission = good;
  submission.op = 2;
  CHECK_ERROR(patch(), HAGGLE_E_UNKNOWN_VALUE, "submission.op");
  submission = good;
  submission.reserved[2] = 1;
  CHECK_ERROR(patch(), HAGGLE_E_UNKNOWN_VALUE, "submission.reserved");
  submission = good;
  memset(submission.product_type, 'x', sizeof submission.product_type);
  CHECK_ERROR(patch(), HAGGLE_E_BAD_ID, "submission.product_type");
  submission = good;
  memset(submission.sku, 'x', sizeof submission.sku);
  CHECK_ERROR(patch(), HAGGLE_E_BAD_ID, "submission.sku");
  submission = good;
  memset(submission.marketplace, 'x', sizeof submission.marketplace);
  CHECK_ERROR(patch(), HAGGLE_E_UNKNOWN_VALUE, "submission.marketplace");
  submission = good;
  memset(submission.currency, 'X', sizeof submission.currency);
  CHECK_ERROR(patch(), HAGGLE_E_UNKNOWN_CURRENCY, "submission.currency");
  submission = good;
  submission.consumer.has = 0;
  CHECK_ERROR(patch(), HAGGLE_E_MISSING_FIELD, "submission");
  end_world(&w);
}

/* ---- arguments --------------------------------------------------------------------------------*/

TEST(submission_text_is_given_whole_or_not_at_all) {
  make_decided();
  CHECK_OK(submit(0));
  CHECK_OK(haggle_listings_patch_write(&submission, NULL, 0, &needed, &error));
  const size_t size = needed;
  memset(text, 'x', sizeof text);
  CHECK_ERROR(haggle_listings_patch_write(&submission, text, size, &needed, &error),
              HAGGLE_E_BUFFER_TOO_SMALL, "buffer");
  CHECK(text[0] == 'x' && needed == size);
  CHECK_OK(haggle_listings_patch_write(&submission, text, size + 1, &needed, &error));
  CHECK(text[size] == '\0' && text[size + 1] == 'x');
  end_world(&w);
}

TEST(submission_needs_every_pointer) {
  make_decided();
  CHECK_ERROR(haggle_submission_of_decision(NULL, &w.decision, 0, &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "listing");
  CHECK_ERROR(haggle_submission_of_decision(&w.listing, NULL, 0, &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "decision");
  CHECK_ERROR(haggle_submission_of_decision(&w.listing, &w.decision, 0, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "submission");
  CHECK_ERROR(haggle_submission_of_ladder(NULL, &w.ladder, w.rungs, sizeof w.rungs[0], 0,
                                          &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "listing");
  CHECK_ERROR(haggle_submission_of_ladder(&w.listing, NULL, w.rungs, sizeof w.rungs[0], 0,
                                          &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "ladder");
  CHECK_ERROR(haggle_submission_of_ladder(&w.listing, &w.ladder, NULL, sizeof w.rungs[0], 0,
                                          &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "rungs");
  make_business(&w);
  CHECK_OK(haggle_decide_business(w.policy, &w.listing, &w.ladder, &w.market, &w.clock, w.offers,
                                  offers_count, sizeof w.offers[0], w.breaks, breaks_count,
                                  w.verdicts, w.rungs, sizeof w.rungs[0], &error));
  CHECK_ERROR(haggle_submission_of_ladder(&w.listing, &w.ladder, w.rungs, sizeof w.rungs[0], 0,
                                          NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "submission");
  end_world(&w);
}

#define CHECK_TEXT_POINTERS(call, given)                                                     \
  CHECK_ERROR(call(NULL, text, sizeof text, &needed, &error), HAGGLE_E_BAD_ARGUMENT, given); \
  CHECK_ERROR(call(&submission, NULL, 1, &needed, &error), HAGGLE_E_BAD_ARGUMENT, "buffer"); \
  CHECK_ERROR(call(&submission, text, sizeof text, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "needed")
TEST(submission_text_needs_every_pointer) {
  make_fresh(&submission);
  CHECK_TEXT_POINTERS(haggle_listings_patch_write, "submission");
  CHECK_TEXT_POINTERS(haggle_walmart_price_write, "submission");
  submission.size = 8;
  CHECK_ERROR(patch(), HAGGLE_E_BAD_SIZE, "submission");
}
