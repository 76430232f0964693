/* Bodies that set prices, read back; and sales, which go out with a price. */
#include <stddef.h>
#include <string.h>

#include "check.h"

static haggle_error error;
static haggle_submission submission;
static char text[8000];
static size_t needed;

static void make_sale(haggle_sale_prices* sales, int64_t price_minor) {
  haggle_sale_price* sale = &sales->sales[sales->count++];
  sale->price_minor = price_minor;
  strcpy(sale->start, "2026-11-21");
  strcpy(sale->end, "2026-11-28T08:00:00Z");
}

/* A price, its bounds and a sale; and a ladder for business buyers. */
static void make_submission(void) {
  const haggle_submission fresh = HAGGLE_SUBMISSION_INIT;
  submission = fresh;
  strcpy(submission.seller, "A2X");
  strcpy(submission.sku, "MUG-1");
  strcpy(submission.marketplace, "US");
  strcpy(submission.currency, "USD");
  strcpy(submission.product_type, "MUG");
  submission.op = HAGGLE_PATCH_OP_REPLACE;
  submission.consumer.has = HAGGLE_ASKED_HAS_PRICE | HAGGLE_ASKED_HAS_MIN | HAGGLE_ASKED_HAS_MAX;
  submission.consumer.price_minor = 2348;
  submission.consumer.min_minor = 1800;
  submission.consumer.max_minor = 3990;
  make_sale(&submission.consumer_sales, 1999);
  submission.business.has = HAGGLE_ASKED_HAS_PRICE | HAGGLE_ASKED_HAS_LEVELS;
  submission.business.price_minor = 2300;
  submission.business.levels_count = 1;
  submission.business.levels[0].quantity = 5;
  submission.business.levels[0].price_minor = 2200;
}

static haggle_status patch(void) {
  return haggle_listings_patch_write(&submission, text, sizeof text, &needed, &error);
}

static haggle_status read_patch(haggle_submission* out) {
  return haggle_listings_patch_read(text, strlen(text), "A2X", "MUG-1", out, &error);
}

TEST(submission_that_is_written_is_read_back) {
  haggle_submission read = HAGGLE_SUBMISSION_INIT;
  make_submission();
  CHECK_OK(patch());
  CHECK(strstr(text, "\"discounted_price\"") != NULL && strstr(text, "19.99") != NULL);
  CHECK(strstr(text, "\"2026-11-21\"") != NULL);
  CHECK_OK(read_patch(&read));
  strcpy(submission.marketplace, read.marketplace); /* "US" as Amazon names it */
  CHECK(memcmp(&read, &submission, sizeof read) == 0);
  memset(&read.op, 0, sizeof read - offsetof(haggle_submission, op)); /* by names of its own */
  CHECK_OK(haggle_listings_patch_read(text, needed, read.seller, read.sku, &read, &error));
  CHECK(memcmp(&read, &submission, sizeof read) == 0);
}

TEST(submission_with_sales_that_cannot_be_written) {
  make_submission();
  submission.consumer_sales.count = HAGGLE_SALES_MAX + 1;
  CHECK_ERROR(patch(), HAGGLE_E_OUT_OF_RANGE, "submission.consumer_sales");
  make_submission();
  submission.business_sales.reserved = 1;
  CHECK_ERROR(patch(), HAGGLE_E_UNKNOWN_VALUE, "submission.business_sales");
  make_submission();
  memset(submission.consumer_sales.sales[0].start, 'x', 32);
  CHECK_ERROR(patch(), HAGGLE_E_BAD_INSTANT, "submission.consumer_sales[].start");
  make_submission();
  submission.consumer_sales.sales[0].end[31] = 'x';
  CHECK_ERROR(patch(), HAGGLE_E_BAD_INSTANT, "submission.consumer_sales[].end");
}

TEST(patch_that_is_no_submission) {
  haggle_submission read = HAGGLE_SUBMISSION_INIT;
  strcpy(text, "{}");
  CHECK_ERROR(read_patch(&read), HAGGLE_E_MISSING_FIELD, "patches");
  make_submission();
  CHECK_OK(patch());
  memcpy(strstr(text, "\"replace\""), "\"unknown\"", 9);
  CHECK_ERROR(read_patch(&read), HAGGLE_E_UNKNOWN_VALUE, "patches[].op");
  CHECK(read.size == sizeof read && read.consumer.has == 0);
}

static haggle_submission messages[3];
static haggle_error errors[3];
static size_t count;

static void make_feed(void) {
  const haggle_submission fresh = HAGGLE_SUBMISSION_INIT;
  const haggle_error none = HAGGLE_ERROR_INIT;
  for (int i = 0; i < 3; ++i) {
    make_submission();
    submission.sku[4] = (char)('1' + i);
    messages[i] = submission;
    errors[i] = none;
  }
  CHECK_OK(haggle_listings_feed_write(messages, 3, sizeof messages[0], NULL, text, sizeof text,
                                      &needed, &error));
  for (int i = 0; i < 3; ++i) messages[i] = fresh;
  count = 99;
}

static haggle_status read_feed(haggle_error* told, size_t capacity) {
  return haggle_listings_feed_read(text, strlen(text), messages, sizeof messages[0], told,
                                   sizeof errors[0], capacity, &count, &error);
}

TEST(feed_that_is_written_is_read_back) {
  make_feed();
  CHECK_OK(read_feed(errors, 3));
  CHECK(count == 3 && messages[2].row == 2 && errors[2].status == HAGGLE_OK);
  CHECK(strcmp(messages[2].sku, "MUG-3") == 0 && strcmp(messages[2].seller, "A2X") == 0);
  CHECK(messages[2].consumer_sales.sales[0].price_minor == 1999);
  CHECK(messages[2].business.levels[0].price_minor == 2200);
}

TEST(feed_with_a_bad_message) {
  make_feed();
  memcpy(strstr(text, "\"PATCH\""), "\"PUTCH\"", 7);
  CHECK_OK(read_feed(errors, 3));
  CHECK(count == 3 && errors[0].status == HAGGLE_E_UNKNOWN_VALUE && errors[0].row == 0);
  CHECK(strcmp(errors[0].where, "messages[].operationType") == 0);
  CHECK(messages[0].sku[0] == '\0' && strcmp(messages[1].sku, "MUG-2") == 0);
  CHECK_ERROR(read_feed(NULL, 3), HAGGLE_E_UNKNOWN_VALUE, "messages[].operationType");
  CHECK(error.row == 0);
}

TEST(feed_that_is_longer_than_there_is_room) {
  make_feed();
  CHECK_OK(read_feed(errors, 1));
  CHECK(count == 3 && messages[0].consumer.has != 0 && messages[1].consumer.has == 0);
  CHECK_OK(haggle_listings_feed_read(text, strlen(text), NULL, 0, NULL, 0, 0, &count, &error));
  CHECK(count == 3);
  messages[1].size = 8;
  CHECK_ERROR(read_feed(errors, 3), HAGGLE_E_BAD_SIZE, "submissions[].size");
}

TEST(reading_prices_needs_every_pointer) {
  make_submission();
  CHECK_ERROR(haggle_listings_patch_read(NULL, 2, "A", "B", &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "json");
  CHECK_ERROR(haggle_listings_patch_read("{}", 2, NULL, "B", &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "seller");
  CHECK_ERROR(haggle_listings_patch_read("{}", 2, "A", NULL, &submission, &error),
              HAGGLE_E_BAD_ARGUMENT, "sku");
  CHECK_ERROR(haggle_listings_patch_read("{}", 2, "A", "B", NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "submission");
  make_feed();
  CHECK_ERROR(haggle_listings_feed_read(NULL, 2, messages, sizeof messages[0], errors,
                                        sizeof errors[0], 3, &count, &error),
              HAGGLE_E_BAD_ARGUMENT, "json");
  CHECK_ERROR(haggle_listings_feed_read("{}", 2, NULL, sizeof messages[0], errors, sizeof errors[0],
                                        3, &count, &error),
              HAGGLE_E_BAD_ARGUMENT, "submissions");
  CHECK_ERROR(haggle_listings_feed_read("{}", 2, messages, sizeof messages[0], errors, 8, 3, &count,
                                        &error),
              HAGGLE_E_BAD_ARGUMENT, "errors_stride");
  CHECK_ERROR(haggle_listings_feed_read("{}", 2, messages, sizeof messages[0], errors,
                                        sizeof errors[0], 3, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "count");
}
