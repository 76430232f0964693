#include "world.h"

static haggle_error error;

TEST(listing_is_read_and_written) {
  char text[1000];
  size_t needed = 0;
  haggle_listing listing = make_listing(listing_json);
  CHECK(listing.price_minor == 2499 && listing.floor.amount_minor == 1800);
  CHECK((listing.has & HAGGLE_LISTING_HAS_STOCK) != 0 && listing.stock == 12);
  CHECK(strcmp(listing.seller, "A2X") == 0 && strcmp(listing.currency, "USD") == 0);
  CHECK_OK(haggle_listing_write(&listing, text, sizeof text, &needed, &error));
  haggle_listing again = make_listing(text);
  CHECK(memcmp(&listing, &again, sizeof listing) == 0);
}

TEST(listing_text_that_is_wrong) {
  const haggle_listing none = HAGGLE_LISTING_INIT;
  haggle_listing listing = make_listing(listing_json);
  CHECK_ERROR(haggle_listing_read("{}", 2, &listing, &error), HAGGLE_E_MISSING_FIELD,
              "listing.currency");
  CHECK(memcmp(&listing, &none, sizeof none) == 0);
  CHECK_ERROR(haggle_listing_read(NULL, 2, &listing, &error), HAGGLE_E_BAD_ARGUMENT, "json");
  CHECK_ERROR(haggle_listing_read("{}", 2, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "listing");
  listing.size = 12;
  CHECK_ERROR(haggle_listing_read("{}", 2, &listing, &error), HAGGLE_E_BAD_SIZE, "listing");
}

static haggle_status write(const haggle_listing* listing) {
  char text[1000];
  size_t needed = 0;
  return haggle_listing_write(listing, text, sizeof text, &needed, &error);
}

TEST(listing_that_cannot_be_written) {
  size_t needed = 0;
  haggle_listing bad = make_listing(listing_json);
  memset(bad.sku, 0, sizeof bad.sku);
  memcpy(bad.sku, "\xC3\x28", 2);
  CHECK_ERROR(write(&bad), HAGGLE_E_BAD_ENCODING, "listing.sku");
  bad = make_listing(listing_json);
  bad.condition = 200;
  CHECK_ERROR(write(&bad), HAGGLE_E_UNKNOWN_VALUE, "listing");
  bad = make_listing(listing_json);
  strcpy(bad.currency, "QQQ");
  CHECK_ERROR(write(&bad), HAGGLE_E_UNKNOWN_CURRENCY, "listing.currency");
  bad = make_listing(listing_json);
  bad.floor.basis = 9;
  CHECK_ERROR(write(&bad), HAGGLE_E_OUT_OF_RANGE, "listing.floor");
  bad = make_listing(listing_json);
  memset(bad.item, 'A', sizeof bad.item);
  CHECK_ERROR(write(&bad), HAGGLE_E_BAD_ID, "listing.item");
  CHECK_ERROR(write(NULL), HAGGLE_E_BAD_ARGUMENT, "listing");
  bad = make_listing(listing_json);
  CHECK_ERROR(haggle_listing_write(&bad, NULL, 0, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "needed");
  CHECK_OK(haggle_listing_write(&bad, NULL, 0, &needed, &error));
  CHECK(needed > 50);
}

static const char business_json[] =
    "{\"seller\": \"A2X\", \"sku\": \"MUG-1\", \"item\": \"B07XQXZXYX\", \"marketplace\": \"US\", "
    "\"price\": \"24.99\", \"floor\": \"18.00\", \"audience\": \"business\", \"tiers\": "
    "[{\"quantity\": 5, \"price\": \"23.00\", \"floor\": \"17.00\"}]}";

TEST(business_listing_is_read_and_written) {
  char text[2000];
  size_t needed = 0;
  haggle_listing listing = HAGGLE_LISTING_INIT, listing_again = HAGGLE_LISTING_INIT;
  haggle_ladder ladder = HAGGLE_LADDER_INIT, ladder_again = HAGGLE_LADDER_INIT;
  CHECK_OK(haggle_business_listing_read(business_json, strlen(business_json), &listing, &ladder,
                                        &error));
  CHECK(ladder.tiers_count == 1 && ladder.tiers[0].quantity == 5);
  CHECK(ladder.tiers[0].price_minor == 2300);
  CHECK_OK(haggle_business_listing_write(&listing, &ladder, text, sizeof text, &needed, &error));
  CHECK_OK(haggle_business_listing_read(text, needed, &listing_again, &ladder_again, &error));
  CHECK(memcmp(&listing, &listing_again, sizeof listing) == 0);
  CHECK(memcmp(&ladder, &ladder_again, sizeof ladder) == 0);
}

TEST(business_listing_that_is_wrong) {
  size_t needed = 0;
  const haggle_ladder none = HAGGLE_LADDER_INIT;
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_ladder ladder = HAGGLE_LADDER_INIT;
  CHECK_ERROR(
      haggle_business_listing_read(listing_json, strlen(listing_json), &listing, &ladder, &error),
      HAGGLE_E_NOT_THIS_LISTING, "listing.audience");
  CHECK(memcmp(&ladder, &none, sizeof none) == 0);
  CHECK_ERROR(haggle_business_listing_read("{}", 2, NULL, &ladder, &error), HAGGLE_E_BAD_ARGUMENT,
              "listing");
  CHECK_ERROR(haggle_business_listing_read("{}", 2, &listing, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "ladder");
  CHECK_ERROR(haggle_business_listing_read(NULL, 2, &listing, &ladder, &error),
              HAGGLE_E_BAD_ARGUMENT, "json");
  CHECK_OK(haggle_business_listing_read(business_json, strlen(business_json), &listing, &ladder,
                                        &error));
  CHECK_ERROR(haggle_business_listing_write(NULL, &ladder, NULL, 0, &needed, &error),
              HAGGLE_E_BAD_ARGUMENT, "listing");
  CHECK_ERROR(haggle_business_listing_write(&listing, NULL, NULL, 0, &needed, &error),
              HAGGLE_E_BAD_ARGUMENT, "ladder");
  ladder.tiers_count = 6;
  CHECK_ERROR(haggle_business_listing_write(&listing, &ladder, NULL, 0, &needed, &error),
              HAGGLE_E_TOO_MANY_TIERS, "listing.tiers");
  ladder.tiers_count = 2;
  CHECK_ERROR(haggle_business_listing_write(&listing, &ladder, NULL, 0, &needed, &error),
              HAGGLE_E_TIERS_NOT_RISING, "listing.tiers[].quantity");
}
