/* A listing as Amazon has it: where it is, what buyers see, and what it asks. */
#include <stddef.h>

#include "check.h"

static haggle_error error;
static haggle_answer* answer;
static haggle_summary summary;
static haggle_submission submission;
static char text[200];
static size_t needed;

static const char listing[] =
    "{\"sku\":\"MUG-1\",\"summaries\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"asin\":\"B1\","
    "\"productType\":\"MUG\",\"status\":[\"BUYABLE\",\"DISCOVERABLE\"]},"
    "{\"marketplaceId\":\"A1VC38T7YXB528\",\"asin\":\"B1\",\"productType\":\"MUG\","
    "\"status\":[]}],\"attributes\":{\"purchasable_offer\":[{\"marketplace_id\":"
    "\"ATVPDKIKX0DER\",\"currency\":\"USD\",\"our_price\":[{\"schedule\":[{\"value_with_tax\":"
    "24.99}]}]}]},\"offers\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"offerType\":\"B2C\","
    "\"price\":{\"currencyCode\":\"USD\",\"amount\":\"24.99\"},\"audience\":{\"value\":\"ALL\"}},"
    "{\"marketplaceId\":\"A1VC38T7YXB528\",\"offerType\":\"B2B\",\"price\":{\"currency\":\"JPY\","
    "\"amount\":\"3000\"},\"points\":{\"pointsNumber\":30}}],\"issues\":[{\"code\":\"18155\","
    "\"message\":\"too high\",\"severity\":\"ERROR\"}]}";

static void read_listing(void) {
  const haggle_summary fresh = HAGGLE_SUMMARY_INIT;
  const haggle_submission none = HAGGLE_SUBMISSION_INIT;
  summary = fresh;
  submission = none;
  CHECK_OK(haggle_answer_create(HAGGLE_ANSWER_LISTING, listing, strlen(listing), &answer, &error));
  CHECK_OK(haggle_answer_summary(answer, &summary, &error));
}

static int says(uint32_t which, size_t row, size_t element, const char* wanted) {
  CHECK_OK(haggle_answer_text(answer, which, row, element, text, sizeof text, &needed, &error));
  return strcmp(text, wanted) == 0;
}

TEST(listing_says_where_it_is) {
  haggle_presence place = HAGGLE_PRESENCE_INIT;
  read_listing();
  CHECK(summary.presences_count == 2 && summary.shown_count == 2 && summary.issues_count == 1);
  CHECK(says(HAGGLE_ANSWER_TEXT_SKU, 0, 0, "MUG-1"));
  CHECK_OK(haggle_answer_presence(answer, 0, &place, &error));
  CHECK(strcmp(place.marketplace, "US") == 0 && strcmp(place.item, "B1") == 0);
  CHECK(place.statuses_count == 2);
  CHECK(says(HAGGLE_ANSWER_TEXT_PRESENCE_PRODUCT_TYPE, 0, 0, "MUG"));
  CHECK(says(HAGGLE_ANSWER_TEXT_PRESENCE_STATUS, 0, 1, "DISCOVERABLE"));
  CHECK_OK(haggle_answer_presence(answer, 1, &place, &error));
  CHECK(strcmp(place.marketplace, "JP") == 0 && place.statuses_count == 0);
  CHECK_ERROR(haggle_answer_text(answer, HAGGLE_ANSWER_TEXT_PRESENCE_STATUS, 1, 0, text,
                                 sizeof text, &needed, &error),
              HAGGLE_E_OUT_OF_RANGE, "element");
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_CODE, 0, 0, "18155"));
  haggle_answer_destroy(answer);
}

TEST(listing_says_what_buyers_see) {
  haggle_shown_price price = HAGGLE_SHOWN_PRICE_INIT;
  read_listing();
  CHECK_OK(haggle_answer_shown(answer, 0, &price, &error));
  CHECK(price.price_minor == 2499 && price.has == 0 && strcmp(price.currency, "USD") == 0);
  CHECK(strcmp(price.marketplace, "US") == 0);
  CHECK(says(HAGGLE_ANSWER_TEXT_SHOWN_OFFER_TYPE, 0, 0, "B2C"));
  CHECK(says(HAGGLE_ANSWER_TEXT_SHOWN_AUDIENCE, 0, 0, "ALL"));
  CHECK_OK(haggle_answer_shown(answer, 1, &price, &error));
  CHECK(price.price_minor == 3000 && price.points_count == 30);
  CHECK(price.has == HAGGLE_SHOWN_HAS_POINTS_COUNT && strcmp(price.currency, "JPY") == 0);
  haggle_answer_destroy(answer);
}

TEST(listing_asks_what_a_submission_would) {
  read_listing();
  CHECK_OK(haggle_answer_asked(answer, "A2X", "ATVPDKIKX0DER", &submission, &error));
  CHECK(strcmp(submission.sku, "MUG-1") == 0 && strcmp(submission.seller, "A2X") == 0);
  CHECK(strcmp(submission.product_type, "MUG") == 0 && submission.op == HAGGLE_PATCH_OP_REPLACE);
  CHECK(submission.consumer.price_minor == 2499 && submission.business.has == 0);
  /* The names may stand in the submission. */
  CHECK_OK(
      haggle_answer_asked(answer, submission.seller, submission.marketplace, &submission, &error));
  CHECK(submission.consumer.price_minor == 2499);
  CHECK_ERROR(haggle_answer_asked(answer, "A2X", "JP", &submission, &error), HAGGLE_E_MISSING_FIELD,
              "purchasable_offer");
  CHECK(submission.size == sizeof submission && submission.consumer.has == 0);
  haggle_answer_destroy(answer);
}

TEST(listing_asked_of_what_is_none) {
  haggle_answer* receipt = NULL;
  read_listing();
  CHECK_OK(haggle_answer_create(HAGGLE_ANSWER_FEED_RECEIPT, "{\"feedId\":\"F1\"}", 15, &receipt,
                                &error));
  CHECK_ERROR(haggle_answer_asked(receipt, "A2X", "US", &submission, &error), HAGGLE_E_BAD_ARGUMENT,
              "answer");
  CHECK_ERROR(haggle_answer_asked(NULL, "A2X", "US", &submission, &error), HAGGLE_E_BAD_ARGUMENT,
              "answer");
  CHECK_ERROR(haggle_answer_asked(answer, NULL, "US", &submission, &error), HAGGLE_E_BAD_ARGUMENT,
              "seller");
  CHECK_ERROR(haggle_answer_asked(answer, "A2X", NULL, &submission, &error), HAGGLE_E_BAD_ARGUMENT,
              "marketplace");
  CHECK_ERROR(haggle_answer_asked(answer, "A2X", "US", NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "submission");
  submission.size = 4;
  CHECK_ERROR(haggle_answer_asked(answer, "A2X", "US", &submission, &error), HAGGLE_E_BAD_SIZE,
              "submission");
  haggle_answer_destroy(receipt);
  haggle_answer_destroy(answer);
}

/* A caller whose header has no counts of a listing yet: what stands behind is its own. */
TEST(listing_for_an_older_caller) {
  enum { older_bytes = 120 };
  union {
    haggle_summary summary;
    unsigned char bytes[sizeof(haggle_summary)];
  } room;
  memset(&room, 0xAA, sizeof room);
  read_listing();
  CHECK(offsetof(haggle_summary, presences_count) == older_bytes);
  CHECK_OK(haggle_summary_init(&room.summary, older_bytes));
  CHECK_OK(haggle_answer_summary(answer, &room.summary, &error));
  CHECK(room.summary.size == older_bytes && room.summary.issues_count == 1);
  for (size_t i = older_bytes; i < sizeof room; ++i) CHECK(room.bytes[i] == 0xAA);
  haggle_answer_destroy(answer);
}
