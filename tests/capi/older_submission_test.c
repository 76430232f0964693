/* Submissions of a caller whose header has no sales in them yet: 480 bytes of 1072. What stands
 * behind is the caller's: it is never read, and never written. */
#include <stddef.h>

#include "world.h"

enum { older_bytes = 480, rows_count = 3 };

static struct world w;
static haggle_error error;
static haggle_listing listings[rows_count];
static haggle_decision decisions[rows_count];
static haggle_submission current[rows_count];
static char text[8000], other[8000];
static size_t needed, count;

/* Submissions side by side, as an older compiler lays them out, and something else behind. */
static union {
  uint64_t aligned;
  unsigned char bytes[rows_count * older_bytes + 16];
} room;

static haggle_submission* older(int i) {
  return (haggle_submission*)(void*)(room.bytes + i * older_bytes);
}

static void make_room(void) {
  memset(&room, 0xAA, sizeof room);
  for (int i = 0; i < rows_count; ++i) {
    const haggle_submission fresh = HAGGLE_SUBMISSION_INIT;
    current[i] = fresh;
    CHECK(haggle_submission_init(older(i), older_bytes) == HAGGLE_OK);
    CHECK(older(i)->size == older_bytes && older(i)->consumer.has == 0);
  }
}

/* Does it say what the current one says, as far as it goes, and is what follows as it was? */
static void check_as_current(int i) {
  CHECK(older(i)->size == older_bytes);
  CHECK(memcmp(&older(i)->row, &current[i].row, older_bytes - 4) == 0);
  for (size_t k = sizeof room.bytes - 16; k < sizeof room.bytes; ++k) {
    CHECK(room.bytes[k] == 0xAA);
  }
}

static void make_batch(void) {
  w = make_world();
  CHECK_OK(haggle_decide(w.policy, &w.listing, &w.market, &w.clock, w.offers, offers_count,
                         sizeof w.offers[0], w.verdicts, &w.decision, &error));
  for (int i = 0; i < rows_count; ++i) {
    listings[i] = w.listing;
    listings[i].sku[4] = (char)('1' + i);
    decisions[i] = w.decision;
  }
  make_room();
}

static void make_sale(haggle_sale_prices* sales) {
  sales->count = 1;
  sales->sales[0].price_minor = 1999;
  strcpy(sales->sales[0].start, "2026-11-21");
}

static haggle_status submit(haggle_submission* to, size_t stride) {
  return haggle_submissions_of_decisions(rows_count, listings, sizeof listings[0], decisions,
                                         sizeof decisions[0], 0, to, stride, &count, &error);
}

TEST(older_submissions_have_no_sales) {
  CHECK(offsetof(haggle_submission, consumer_sales) == older_bytes);
}

TEST(older_submission_of_a_decision) {
  make_batch();
  CHECK_OK(haggle_submission_of_decision(&w.listing, &w.decision, 0, &current[2], &error));
  CHECK_OK(haggle_submission_of_decision(&w.listing, &w.decision, 0, older(2), &error));
  check_as_current(2);
  CHECK_OK(haggle_listings_patch_write(&current[2], text, sizeof text, &needed, &error));
  CHECK_OK(haggle_listings_patch_write(older(2), other, sizeof other, &needed, &error));
  CHECK(strcmp(text, other) == 0);
  end_world(&w);
}

TEST(older_submissions_of_a_batch) {
  make_batch();
  CHECK_OK(submit(current, sizeof current[0]));
  CHECK_OK(submit(older(0), older_bytes));
  CHECK(count == rows_count);
  for (int i = 0; i < rows_count; ++i) check_as_current(i);
  CHECK_OK(haggle_listings_feed_write(current, count, sizeof current[0], NULL, text, sizeof text,
                                      &needed, &error));
  CHECK_OK(haggle_listings_feed_write(older(0), count, older_bytes, NULL, other, sizeof other,
                                      &needed, &error));
  CHECK(strcmp(text, other) == 0);
  current[1].size = older_bytes; /* in places that a newer compiler laid out */
  memset(&current[1].consumer_sales, 0xAA, sizeof current[1].consumer_sales);
  CHECK_OK(haggle_listings_feed_write(current, count, sizeof current[0], NULL, other, sizeof other,
                                      &needed, &error));
  CHECK(strcmp(text, other) == 0);
  end_world(&w);
}

TEST(older_submission_of_what_is_read) {
  make_batch();
  CHECK_OK(haggle_submission_of_decision(&w.listing, &w.decision, 0, &current[2], &error));
  make_sale(&current[2].consumer_sales);
  CHECK_OK(haggle_listings_patch_write(&current[2], text, sizeof text, &needed, &error));
  CHECK_OK(haggle_listings_patch_read(text, needed, current[2].seller, current[2].sku, &current[2],
                                      &error));
  CHECK(current[2].consumer_sales.count == 1);
  CHECK_OK(haggle_listings_patch_read(text, needed, current[2].seller, current[2].sku, older(2),
                                      &error));
  check_as_current(2);
  CHECK_ERROR(haggle_listings_patch_read("{}", 2, "A2X", "MUG-1", older(2), &error),
              HAGGLE_E_MISSING_FIELD, "patches");
  memset(&current[2].row, 0, sizeof current[2] - 4);
  check_as_current(2);
  end_world(&w);
}

TEST(older_submissions_of_a_feed_that_is_read) {
  make_batch();
  CHECK_OK(submit(current, sizeof current[0]));
  make_sale(&current[1].consumer_sales);
  CHECK_OK(haggle_listings_feed_write(current, count, sizeof current[0], NULL, text, sizeof text,
                                      &needed, &error));
  CHECK_OK(haggle_listings_feed_read(text, needed, current, sizeof current[0], NULL, 0, rows_count,
                                     &count, &error));
  CHECK_OK(haggle_listings_feed_read(text, needed, older(0), older_bytes, NULL, 0, rows_count,
                                     &count, &error));
  CHECK(count == rows_count && current[1].consumer_sales.count == 1);
  for (int i = 0; i < rows_count; ++i) check_as_current(i);
  end_world(&w);
}
