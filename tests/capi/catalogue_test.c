#include "world.h"

static haggle_error error;
static haggle_error refused[4];
static size_t refused_count;

static const char lines[] =
    "{\"listing\": {\"seller\": \"A2X\", \"sku\": \"MUG-1\", \"item\": \"B1\", \"marketplace\": "
    "\"US\", \"floor\": \"18.00\", \"policy\": \"gentle\"}}\n"
    "\n"
    "{\"listing\": {\"seller\": \"A2X\", \"sku\": \"MUG-2\"}}\n"
    "{\"policy\": {\"id\": \"gentle\", \"beat_by\": \"-0.05\"}}\n"
    "{\"listing\": {\"seller\": \"A2X\", \"sku\": \"MUG-3\", \"item\": \"B1\", \"marketplace\": "
    "\"US\", \"floor\": \"18.00\", \"policy\": \"nowhere\"}}";

static haggle_catalogue* make_catalogue(void) {
  haggle_catalogue* catalogue = NULL;
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; ++i) refused[i] = error_none();
  CHECK_OK(haggle_catalogue_create(NULL, &catalogue, &error));
  return catalogue;
}

static haggle_status put(haggle_catalogue* catalogue, const char* text) {
  return haggle_catalogue_put(catalogue, text, strlen(text), refused, sizeof refused[0], 4,
                              &refused_count, &error);
}

TEST(catalogue_takes_lines_in_any_order) {
  haggle_catalogue* catalogue = make_catalogue();
  CHECK_OK(put(catalogue, lines));
  CHECK(haggle_catalogue_count(catalogue) == 1 && refused_count == 2);
  CHECK(refused[0].row == 2 && refused[0].status == HAGGLE_E_MISSING_FIELD);
  CHECK(refused[1].row == 4 && refused[1].status == HAGGLE_E_UNKNOWN_POLICY);
  CHECK_OK(put(catalogue, lines));
  CHECK(haggle_catalogue_count(catalogue) == 1 && refused_count == 4);
  CHECK(refused[0].status == HAGGLE_E_REPEATED_KEY);
  haggle_catalogue_destroy(catalogue);
}

TEST(catalogue_says_the_first_refused_line_where_nobody_counts) {
  haggle_catalogue* catalogue = make_catalogue();
  CHECK_ERROR(haggle_catalogue_put(catalogue, lines, strlen(lines), NULL, 0, 0, NULL, &error),
              HAGGLE_E_MISSING_FIELD, "listing.currency");
  CHECK(error.row == 2);
  CHECK_OK(haggle_catalogue_put(catalogue, NULL, 0, NULL, 0, 0, NULL, &error));
  haggle_catalogue_destroy(catalogue);
}

TEST(catalogue_does_not_take_null) {
  haggle_catalogue* catalogue = make_catalogue();
  haggle_listing listing = HAGGLE_LISTING_INIT;
  uint32_t number = 0;
  CHECK_ERROR(haggle_catalogue_create(NULL, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "out");
  CHECK_ERROR(put(NULL, lines), HAGGLE_E_BAD_ARGUMENT, "catalogue");
  CHECK_ERROR(haggle_catalogue_put(catalogue, NULL, 3, NULL, 0, 0, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "lines");
  CHECK_ERROR(haggle_catalogue_put(catalogue, lines, 3, NULL, sizeof error, 1, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "errors");
  CHECK_ERROR(haggle_catalogue_put(catalogue, lines, 3, refused, 4, 1, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "errors_stride");
  refused[1].size = 0;
  CHECK_ERROR(put(catalogue, lines), HAGGLE_E_BAD_SIZE, "errors[].size");
  CHECK_ERROR(haggle_catalogue_find(NULL, "A", "US", "M", 0, &number, &error),
              HAGGLE_E_BAD_ARGUMENT, "catalogue");
  CHECK_ERROR(haggle_catalogue_find(catalogue, NULL, "US", "M", 0, &number, &error),
              HAGGLE_E_BAD_ARGUMENT, "seller");
  CHECK_ERROR(haggle_catalogue_find(catalogue, "A", NULL, "M", 0, &number, &error),
              HAGGLE_E_BAD_ARGUMENT, "marketplace");
  CHECK_ERROR(haggle_catalogue_find(catalogue, "A", "US", NULL, 0, &number, &error),
              HAGGLE_E_BAD_ARGUMENT, "sku");
  CHECK_ERROR(haggle_catalogue_find(catalogue, "A", "US", "M", 0, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "number");
  CHECK_ERROR(haggle_catalogue_find(catalogue, "A", "US", "M", 2, &number, &error),
              HAGGLE_E_UNKNOWN_VALUE, "audience");
  CHECK_ERROR(haggle_catalogue_get(NULL, 0, &listing, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "catalogue");
  CHECK_ERROR(haggle_catalogue_get(catalogue, 0, &listing, NULL, &error), HAGGLE_E_OUT_OF_RANGE,
              "number");
  CHECK_ERROR(haggle_catalogue_set(NULL, 0, &listing, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "catalogue");
  CHECK(haggle_catalogue_count(NULL) == 0);
  haggle_catalogue_destroy(catalogue);
}

TEST(catalogue_gives_and_takes_a_listing) {
  haggle_catalogue* catalogue = make_catalogue();
  haggle_listing listing = HAGGLE_LISTING_INIT, again = HAGGLE_LISTING_INIT;
  haggle_ladder ladder = HAGGLE_LADDER_INIT;
  uint32_t number = 7;
  CHECK_OK(put(catalogue, lines));
  CHECK_OK(haggle_catalogue_find(catalogue, "A2X", "ATVPDKIKX0DER", "MUG-1", 0, &number, &error));
  CHECK(number == 0);
  CHECK_OK(haggle_catalogue_get(catalogue, number, &listing, &ladder, &error));
  CHECK(listing.floor.amount_minor == 1800 && ladder.tiers_count == 0);
  listing.price_minor = 2100;
  CHECK_OK(haggle_catalogue_set(catalogue, number, &listing, NULL, &error));
  CHECK_OK(haggle_catalogue_get(catalogue, number, &again, NULL, &error));
  CHECK(memcmp(&listing, &again, sizeof listing) == 0);
  CHECK_ERROR(haggle_catalogue_get(catalogue, number, NULL, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "listing");
  CHECK_ERROR(haggle_catalogue_set(catalogue, number, NULL, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "listing");
  strcpy(listing.sku, "MUG-9");
  CHECK_ERROR(haggle_catalogue_set(catalogue, number, &listing, NULL, &error),
              HAGGLE_E_NOT_THIS_LISTING, "listing.sku");
  CHECK_OK(haggle_catalogue_find(catalogue, "A2X", "US", "MUG-9", 0, &number, &error));
  CHECK(number == HAGGLE_NO_LISTING);
  haggle_catalogue_destroy(catalogue);
}
