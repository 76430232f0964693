/* The prices of a batch: submissions of its rows, and feeds of them. */
#include "world.h"

static struct world w;
static haggle_error error;
static char text[8000];
static size_t needed;

enum { rows_count = 4 };
static haggle_listing listings[rows_count];
static haggle_decision decisions[rows_count];
static haggle_submission submissions[rows_count];
static size_t count;

/* Row 1 holds, row 2 failed. */
static void make_batch(void) {
  const haggle_decision none = HAGGLE_DECISION_INIT;
  const haggle_submission fresh = HAGGLE_SUBMISSION_INIT;
  w = make_world();
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                         sizeof w.offers[0], w.verdicts, &w.decision, &error));
  for (int i = 0; i < rows_count; ++i) {
    listings[i] = w.listing;
    listings[i].sku[4] = (char)('1' + i);
    decisions[i] = w.decision;
    decisions[i].price_minor += i;
    submissions[i] = fresh;
  }
  decisions[1].action = HAGGLE_ACTION_HOLD;
  decisions[2] = none;
  count = 99;
}

static haggle_status submit_batch(void) {
  return haggle_submissions_of_decisions(rows_count, listings, sizeof listings[0], decisions,
                                         sizeof decisions[0], 0, submissions, sizeof submissions[0],
                                         &count, &error);
}

static haggle_status feed(const char* locale) {
  return haggle_listings_feed_write(submissions, count, sizeof submissions[0], locale, text,
                                    sizeof text, &needed, &error);
}

TEST(submissions_of_a_batch) {
  make_batch();
  submissions[1].op = HAGGLE_PATCH_OP_REPLACE;
  CHECK_OK(submit_batch());
  CHECK(count == 2 && submissions[0].row == 0 && submissions[1].row == 3);
  CHECK(strcmp(submissions[1].sku, "MUG-4") == 0);
  CHECK(submissions[1].consumer.price_minor == 2351);
  CHECK(submissions[1].op == HAGGLE_PATCH_OP_REPLACE);
  CHECK(submissions[2].sku[0] == '\0');
  CHECK_OK(feed(NULL));
  CHECK(strstr(text,
               "{\"header\":{\"sellerId\":\"A2X\",\"version\":\"2.0\",\"issueLocale\":"
               "\"en_US\"},\"messages\":[{\"messageId\":1,\"sku\":\"MUG-1\"") == text);
  CHECK(strstr(text, "{\"messageId\":2,\"sku\":\"MUG-4\"") != NULL);
  CHECK_OK(feed("de_DE"));
  CHECK(strstr(text, "\"issueLocale\":\"de_DE\"") != NULL);
  end_world(&w);
}

TEST(submissions_with_a_bad_row) {
  make_batch();
  strcpy(decisions[3].currency, "EUR");
  const haggle_submission before = submissions[0];
  CHECK_ERROR(submit_batch(), HAGGLE_E_CURRENCY_MISMATCH, "decision.currency");
  CHECK(error.row == 3 && count == 0);
  CHECK(memcmp(&submissions[0], &before, sizeof before) == 0);
  listings[3].size = 3;
  CHECK_ERROR(submit_batch(), HAGGLE_E_BAD_SIZE, "listing");
  listings[3].size = sizeof listings[3] + 8; /* longer than the stride */
  CHECK_ERROR(submit_batch(), HAGGLE_E_BAD_SIZE, "listing");
  CHECK(error.row == 3);
  submissions[2].size = 4;
  CHECK_ERROR(submit_batch(), HAGGLE_E_BAD_SIZE, "submissions[].size");
  CHECK(error.index == 2);
  end_world(&w);
}

TEST(submissions_that_make_no_feed) {
  make_batch();
  count = 0;
  CHECK_ERROR(feed(NULL), HAGGLE_E_BAD_ARGUMENT, "submissions");
  CHECK_OK(submit_batch());
  CHECK_ERROR(feed("\xFF"), HAGGLE_E_BAD_ENCODING, "issue_locale");
  strcpy(submissions[1].seller, "OTHER");
  CHECK_ERROR(feed(NULL), HAGGLE_E_BAD_ARGUMENT, "submissions[].seller");
  CHECK(error.index == 1 && error.row == 1);
  submissions[1] = submissions[0];
  CHECK_ERROR(feed(NULL), HAGGLE_E_REPEATED_KEY, "submissions[].sku");
  CHECK(error.row == 1);
  submissions[1].consumer.has = 1 << 9;
  CHECK_ERROR(feed(NULL), HAGGLE_E_UNKNOWN_VALUE, "submission.consumer.has");
  CHECK(error.row == 1);
  submissions[1].size += 8;
  CHECK_ERROR(feed(NULL), HAGGLE_E_BAD_SIZE, "submissions[].size");
  CHECK_ERROR(haggle_listings_feed_write(submissions, 2, sizeof submissions[0] - 8, NULL, text,
                                         sizeof text, &needed, &error),
              HAGGLE_E_BAD_SIZE, "submissions[].size");
  for (size_t stride = 12; stride <= 472; stride += 460) { /* none was ever so short */
    CHECK_ERROR(haggle_listings_feed_write(submissions, 2, stride, NULL, text, sizeof text, &needed,
                                           &error),
                HAGGLE_E_BAD_ARGUMENT, "submissions_stride");
  }
  end_world(&w);
}

static haggle_status walmart(void) {
  return haggle_walmart_price_write(&submissions[0], text, sizeof text, &needed, &error);
}

TEST(submission_for_walmart) {
  make_batch();
  CHECK_OK(submit_batch());
  CHECK_ERROR(walmart(), HAGGLE_E_UNKNOWN_VALUE, "submission.marketplace");
  strcpy(submissions[0].marketplace, "WALMART_US");
  strcpy(submissions[1].marketplace, "WALMART_US");
  CHECK_OK(walmart());
  CHECK(strcmp(text,
               "{\"sku\":\"MUG-1\",\"pricing\":[{\"currentPriceType\":\"BASE\",\"currentPrice\":"
               "{\"currency\":\"USD\",\"amount\":23.48}}]}") == 0);
  CHECK_OK(haggle_walmart_feed_write(submissions, count, sizeof submissions[0], text, sizeof text,
                                     &needed, &error));
  CHECK(strstr(text, "{\"PriceHeader\":{\"version\":\"1.7\"},\"Price\":[{\"sku\":\"MUG-1\"") ==
        text);
  CHECK(strstr(text, "{\"sku\":\"MUG-4\"") != NULL);
  submissions[0].business = submissions[0].consumer;
  CHECK_ERROR(walmart(), HAGGLE_E_BAD_ARGUMENT, "submission.business");
  end_world(&w);
}

TEST(submissions_need_every_pointer) {
  make_batch();
#define BATCH(in, out_decisions, out, number)                                                    \
  haggle_submissions_of_decisions(1, in, sizeof listings[0], out_decisions, sizeof decisions[0], \
                                  0, out, sizeof submissions[0], number, &error)
  CHECK_ERROR(BATCH(NULL, decisions, submissions, &count), HAGGLE_E_BAD_ARGUMENT, "listings");
  CHECK_ERROR(BATCH(listings, NULL, submissions, &count), HAGGLE_E_BAD_ARGUMENT, "decisions");
  CHECK_ERROR(BATCH(listings, decisions, NULL, &count), HAGGLE_E_BAD_ARGUMENT, "submissions");
  CHECK_ERROR(BATCH(listings, decisions, submissions, NULL), HAGGLE_E_BAD_ARGUMENT,
              "submissions_count");
  CHECK_OK(haggle_submissions_of_decisions(0, NULL, 0, NULL, 0, 0, NULL, 0, &count, &error));
  end_world(&w);
}

#define CHECK_FEED_POINTERS(call, given)                                                     \
  CHECK_ERROR(call(NULL, text, sizeof text, &needed, &error), HAGGLE_E_BAD_ARGUMENT, given); \
  CHECK_ERROR(call(submissions, NULL, 1, &needed, &error), HAGGLE_E_BAD_ARGUMENT, "buffer"); \
  CHECK_ERROR(call(submissions, text, sizeof text, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "needed")
#define LISTINGS_FEED(given, buffer, capacity, size, err) \
  haggle_listings_feed_write(given, 1, sizeof submissions[0], NULL, buffer, capacity, size, err)
#define WALMART_FEED(given, buffer, capacity, size, err) \
  haggle_walmart_feed_write(given, 1, sizeof submissions[0], buffer, capacity, size, err)

TEST(feeds_need_every_pointer) {
  make_batch();
  CHECK_FEED_POINTERS(LISTINGS_FEED, "submissions");
  CHECK_FEED_POINTERS(WALMART_FEED, "submissions");
  end_world(&w);
}
