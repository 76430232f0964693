#include <stdlib.h>

#include "world.h"

static haggle_error error;

static const char catalogue_lines[] =
    "{\"policy\": {\"id\": \"gentle\", \"compete_with\": [\"buy_box\", \"lowest\"], \"beat_by\": "
    "\"-0.01\"}}\n"
    "{\"listing\": {\"seller\": \"A2X\", \"sku\": \"MUG-1\", \"item\": \"B07XQXZXYX\", "
    "\"marketplace\": \"US\", \"price\": \"24.99\", \"shipping\": \"0.00\", \"floor\": \"18.00\", "
    "\"policy\": \"gentle\"}}\n";

/* The price of the rival is put in for %s. */
static const char message[] =
    "{\"NotificationType\": \"ANY_OFFER_CHANGED\", \"EventTime\": \"2026-11-21T10:00:00Z\", "
    "\"NotificationMetadata\": {\"NotificationId\": \"n-1\"}, "
    "\"Payload\": {\"AnyOfferChangedNotification\": {\"SellerId\": \"A2X\", "
    "\"OfferChangeTrigger\": {\"MarketplaceId\": \"ATVPDKIKX0DER\", \"ASIN\": \"B07XQXZXYX\", "
    "\"ItemCondition\": \"new\", \"TimeOfOfferChange\": \"2026-11-21T10:00:00Z\"}, "
    "\"Summary\": {}, \"Offers\": [{\"SellerId\": \"A1PQ\", \"SubCondition\": \"new\", "
    "\"ListingPrice\": {\"Amount\": %s, \"CurrencyCode\": \"USD\"}, "
    "\"Shipping\": {\"Amount\": 0, \"CurrencyCode\": \"USD\"}, \"IsBuyBoxWinner\": true, "
    "\"IsFulfilledByAmazon\": false}]}}}";
static const int64_t noon_ms = 1795341600000; /* 2026-11-22T10:00:00Z */

static haggle_reader* reader;
static haggle_catalogue* catalogue;
static haggle_clock at = HAGGLE_CLOCK_INIT;
static char bodies[8000];
static uint64_t first[5];
static haggle_outcome outcomes[4];
static size_t count;

static void add_body(int i, const char* text) {
  strcpy(bodies + first[i], text);
  first[i + 1] = first[i] + strlen(text);
}

static void setup(void) {
  const haggle_outcome none = HAGGLE_OUTCOME_INIT;
  char body[2000];
  size_t refused = 0;
  at.now_ms = noon_ms;
  for (int i = 0; i < 4; ++i) outcomes[i] = none;
  CHECK_OK(haggle_reader_create(NULL, &reader, &error));
  CHECK_OK(haggle_catalogue_create(NULL, &catalogue, &error));
  CHECK_OK(haggle_catalogue_put(catalogue, catalogue_lines, strlen(catalogue_lines), NULL, 0, 0,
                                &refused, &error));
  CHECK(refused == 0);
  snprintf(body, sizeof body, message, "23.49");
  add_body(0, body);
  add_body(1, "{\"NotificationType\"");
  snprintf(body, sizeof body, message, "22.00");
  add_body(2, body);
  add_body(3, "{\"NotificationType\": \"NEW_AND_UNKNOWN\", \"Payload\": {}}");
}

static void teardown(void) {
  haggle_reader_destroy(reader);
  haggle_catalogue_destroy(catalogue);
}

static haggle_status decide(uint32_t flags) {
  return haggle_decide_messages(reader, catalogue, &at, bodies, first, 4, flags, outcomes,
                                sizeof outcomes[0], 4, &count, &error);
}

TEST(messages_become_decisions) {
  setup();
  CHECK_OK(decide(0));
  CHECK(count == 4);
  CHECK(outcomes[0].kind == HAGGLE_OUTCOME_DECISION && outcomes[0].body == 0);
  CHECK(outcomes[0].listing == 0 && outcomes[0].decision.price_minor == 2348);
  CHECK(outcomes[0].message_kind == HAGGLE_MESSAGE_ANY_OFFER_CHANGED);
  CHECK(outcomes[1].kind == HAGGLE_OUTCOME_ERROR && outcomes[1].body == 1);
  CHECK(outcomes[1].status == HAGGLE_E_MALFORMED_JSON);
  CHECK(outcomes[1].listing == HAGGLE_NO_LISTING);
  CHECK(outcomes[2].decision.price_minor == 2199);
  CHECK(outcomes[2].decision.current_minor == 2499);
  CHECK(outcomes[3].kind == HAGGLE_OUTCOME_NO_OFFERS);
  CHECK(outcomes[3].message_kind == HAGGLE_MESSAGE_UNKNOWN);
  teardown();
}

TEST(messages_are_kept_where_they_shall_be) {
  haggle_listing listing = HAGGLE_LISTING_INIT;
  setup();
  CHECK_OK(decide(HAGGLE_MESSAGES_KEEP));
  CHECK(outcomes[0].decision.price_minor == 2348);
  CHECK(outcomes[2].decision.current_minor == 2348);
  CHECK_OK(haggle_catalogue_get(catalogue, 0, &listing, NULL, &error));
  CHECK(listing.price_minor == outcomes[2].decision.price_minor);
  CHECK((listing.has & HAGGLE_LISTING_HAS_LAST_APPLIED) != 0);
  CHECK((listing.has & HAGGLE_LISTING_HAS_PRICE_TIME) != 0 && listing.price_time_ms == noon_ms);
  teardown();
}

TEST(messages_that_do_not_fit_wait_in_the_reader) {
  setup();
  CHECK_OK(haggle_decide_messages(reader, catalogue, &at, bodies, first, 4, 0, outcomes,
                                  sizeof outcomes[0], 1, &count, &error));
  CHECK(count == 4 && outcomes[1].kind == 0);
  size_t copied = 0;
  CHECK_OK(haggle_reader_outcomes(reader, 2, outcomes, sizeof outcomes[0], 4, &copied, &error));
  CHECK(copied == 2 && outcomes[0].decision.price_minor == 2199 && outcomes[1].body == 3);
  CHECK_OK(haggle_reader_outcomes(reader, 4, outcomes, sizeof outcomes[0], 4, &copied, &error));
  CHECK(copied == 0);
  CHECK_OK(haggle_reader_outcomes(reader, SIZE_MAX, NULL, 0, 0, &copied, &error));
  CHECK(copied == 0);
  CHECK_ERROR(haggle_reader_outcomes(NULL, 0, outcomes, sizeof outcomes[0], 4, &copied, &error),
              HAGGLE_E_BAD_ARGUMENT, "reader");
  CHECK_ERROR(haggle_reader_outcomes(reader, 0, NULL, sizeof outcomes[0], 4, &copied, &error),
              HAGGLE_E_BAD_ARGUMENT, "outcomes");
  CHECK_ERROR(haggle_reader_outcomes(reader, 0, outcomes, 8, 4, &copied, &error),
              HAGGLE_E_BAD_ARGUMENT, "outcomes_stride");
  CHECK_ERROR(haggle_reader_outcomes(reader, 0, outcomes, sizeof outcomes[0], 4, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "copied");
  outcomes[3].size = 1;
  CHECK_ERROR(haggle_reader_outcomes(reader, 0, outcomes, sizeof outcomes[0], 4, &copied, &error),
              HAGGLE_E_BAD_SIZE, "outcomes[].size");
  teardown();
}

#define MESSAGES(reader, catalogue, clock, bodies, first, outcomes, count)        \
  haggle_decide_messages(reader, catalogue, clock, bodies, first, 4, 0, outcomes, \
                         sizeof outcomes[0], 4, count, &error)

TEST(messages_do_not_take_null) {
  haggle_outcome* none = NULL;
  setup();
  CHECK_ERROR(MESSAGES(NULL, catalogue, &at, bodies, first, outcomes, &count),
              HAGGLE_E_BAD_ARGUMENT, "reader");
  CHECK_ERROR(MESSAGES(reader, NULL, &at, bodies, first, outcomes, &count), HAGGLE_E_BAD_ARGUMENT,
              "catalogue");
  CHECK_ERROR(MESSAGES(reader, catalogue, NULL, bodies, first, outcomes, &count),
              HAGGLE_E_BAD_ARGUMENT, "clock");
  CHECK_ERROR(MESSAGES(reader, catalogue, &at, NULL, first, outcomes, &count),
              HAGGLE_E_BAD_ARGUMENT, "bodies");
  CHECK_ERROR(MESSAGES(reader, catalogue, &at, bodies, NULL, outcomes, &count),
              HAGGLE_E_BAD_ARGUMENT, "first");
  CHECK_ERROR(MESSAGES(reader, catalogue, &at, bodies, first, none, &count), HAGGLE_E_BAD_ARGUMENT,
              "outcomes");
  CHECK_ERROR(MESSAGES(reader, catalogue, &at, bodies, first, outcomes, NULL),
              HAGGLE_E_BAD_ARGUMENT, "outcomes_count");
  CHECK_ERROR(decide(2), HAGGLE_E_UNKNOWN_VALUE, "flags");
  first[2] = first[1] - 1;
  CHECK_ERROR(decide(0), HAGGLE_E_BAD_ARGUMENT, "first[]");
  CHECK(error.index == 2);
  teardown();
}

TEST(bodies_may_stand_anywhere) {
  const char* places[5] = {NULL};
  uint64_t sizes[5] = {0}; /* the last one is nowhere, and without bytes */
  setup();
  CHECK_OK(decide(0));
  const int64_t price = outcomes[2].decision.price_minor;
  for (int i = 0; i < 4; ++i) {
    places[i] = bodies + first[3 - i];
    sizes[i] = first[4 - i] - first[3 - i];
  }
  CHECK_OK(haggle_decide_bodies(reader, catalogue, &at, places, sizes, 5, 0, outcomes,
                                sizeof outcomes[0], 4, &count, &error));
  CHECK(count == 5 && outcomes[0].kind == HAGGLE_OUTCOME_NO_OFFERS);
  CHECK(outcomes[1].decision.price_minor == price && outcomes[1].body == 1);
  CHECK(outcomes[2].status == HAGGLE_E_MALFORMED_JSON);
  CHECK(outcomes[3].decision.price_minor == 2348);
  teardown();
}

#define BODIES(places, sizes, bodies_count)                                              \
  haggle_decide_bodies(reader, catalogue, &at, places, sizes, bodies_count, 0, outcomes, \
                       sizeof outcomes[0], 4, &count, &error)

TEST(bodies_do_not_take_null) {
  const char* places[2] = {bodies, NULL};
  const uint64_t sizes[2] = {2, 1};
  setup();
  CHECK_ERROR(BODIES(NULL, sizes, 2), HAGGLE_E_BAD_ARGUMENT, "bodies");
  CHECK_ERROR(BODIES(places, NULL, 2), HAGGLE_E_BAD_ARGUMENT, "sizes");
  CHECK_ERROR(BODIES(places, sizes, 2), HAGGLE_E_BAD_ARGUMENT, "bodies[]");
  CHECK(error.index == 1);
  CHECK_OK(BODIES(NULL, NULL, 0));
  CHECK(count == 0);
  haggle_reader* const own = reader;
  reader = NULL;
  CHECK_ERROR(BODIES(places, sizes, 1), HAGGLE_E_BAD_ARGUMENT, "reader");
  reader = own;
  teardown();
}

TEST(messages_can_be_looked_into) {
  haggle_delivery delivery = HAGGLE_DELIVERY_INIT;
  haggle_market market = HAGGLE_MARKET_INIT;
  haggle_offer offers[2];
  haggle_break breaks[1];
  char text[64];
  size_t deliveries = 0, needed = 0;
  setup();
  CHECK_OK(haggle_reader_read(reader, bodies, first[1], NULL, &deliveries, &error));
  CHECK(deliveries == 1);
  CHECK_OK(haggle_reader_delivery(reader, 0, &delivery, &error));
  CHECK(delivery.has_market == 1 && delivery.offers_count == 1 && delivery.breaks_count == 0);
  CHECK(strcmp(delivery.recipient, "A2X") == 0);
  CHECK_OK(haggle_reader_market(reader, 0, &market, &error));
  CHECK(strcmp(market.item, "B07XQXZXYX") == 0 && strcmp(market.marketplace, "US") == 0);
  CHECK_OK(haggle_reader_offers(reader, 0, NULL, offers, sizeof offers[0], 2, &count, &error));
  CHECK(count == 1 && offers[0].price_minor == 2349);
  CHECK_OK(haggle_reader_offers(reader, 0, "OTHER", offers, sizeof offers[0], 2, &count, &error));
  CHECK_OK(haggle_reader_offers(reader, 0, NULL, NULL, 0, 0, &count, &error));
  CHECK(count == 1);
  CHECK_OK(haggle_reader_breaks(reader, 0, breaks, 1, &count, &error));
  CHECK(count == 0);
  CHECK_OK(haggle_reader_text(reader, 0, HAGGLE_TEXT_TYPE, text, sizeof text, &needed, &error));
  CHECK(strcmp(text, "ANY_OFFER_CHANGED") == 0);
  CHECK_OK(haggle_reader_text(reader, 0, HAGGLE_TEXT_NOTIFICATION_ID, text, sizeof text, &needed,
                              &error));
  CHECK(strcmp(text, "n-1") == 0);
  for (uint32_t which = HAGGLE_TEXT_RECORD_ID; which <= HAGGLE_TEXT_CHANGE_TYPE; ++which) {
    CHECK_OK(haggle_reader_text(reader, 0, which, text, sizeof text, &needed, &error));
    CHECK(needed == 0);
  }
  teardown();
}

TEST(messages_that_cannot_be_looked_into) {
  haggle_delivery delivery = HAGGLE_DELIVERY_INIT;
  haggle_market market = HAGGLE_MARKET_INIT;
  char text[4];
  size_t deliveries = 0, needed = 0;
  setup();
  CHECK_ERROR(haggle_reader_delivery(reader, 0, &delivery, &error), HAGGLE_E_OUT_OF_RANGE,
              "delivery");
  CHECK_OK(haggle_reader_read(reader, "\xFF", 1, &at, &deliveries, &error));
  CHECK(deliveries == 1);
  CHECK_OK(haggle_reader_delivery(reader, 0, &delivery, &error));
  CHECK(delivery.status != HAGGLE_OK && delivery.has_market == 0);
  CHECK_ERROR(haggle_reader_market(reader, 0, &market, &error), delivery.status, delivery.where);
  CHECK_OK(haggle_reader_read(reader, bodies, first[1], NULL, &deliveries, &error));
  CHECK_ERROR(haggle_reader_text(reader, 0, 0, text, 4, &needed, &error), HAGGLE_E_UNKNOWN_VALUE,
              "which");
  CHECK_ERROR(haggle_reader_text(reader, 0, 1, text, 4, &needed, &error), HAGGLE_E_BUFFER_TOO_SMALL,
              "buffer");
  CHECK_ERROR(haggle_reader_text(reader, 1, 1, text, 4, &needed, &error), HAGGLE_E_OUT_OF_RANGE,
              "delivery");
  CHECK_ERROR(haggle_reader_text(NULL, 0, 1, text, 4, &needed, &error), HAGGLE_E_BAD_ARGUMENT,
              "reader");
  CHECK_ERROR(haggle_reader_delivery(reader, 0, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "out");
  CHECK_ERROR(haggle_reader_market(reader, 0, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "market");
  CHECK_ERROR(haggle_reader_offers(reader, 0, NULL, NULL, 128, 1, &count, &error),
              HAGGLE_E_BAD_ARGUMENT, "offers");
  CHECK_ERROR(haggle_reader_offers(reader, 0, NULL, NULL, 0, 0, NULL, &error),
              HAGGLE_E_BAD_ARGUMENT, "count");
  CHECK_ERROR(haggle_reader_breaks(reader, 0, NULL, 1, &count, &error), HAGGLE_E_BAD_ARGUMENT,
              "breaks");
  CHECK_ERROR(haggle_reader_breaks(reader, 0, NULL, 0, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "count");
  CHECK_ERROR(haggle_reader_read(NULL, "", 0, NULL, &deliveries, &error), HAGGLE_E_BAD_ARGUMENT,
              "reader");
  CHECK_ERROR(haggle_reader_read(reader, NULL, 1, NULL, &deliveries, &error), HAGGLE_E_BAD_ARGUMENT,
              "body");
  CHECK_ERROR(haggle_reader_read(reader, "", 0, NULL, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "deliveries_count");
  teardown();
}

TEST(reader_takes_options_and_names) {
  haggle_reader_options options = HAGGLE_READER_OPTIONS_INIT;
  haggle_reader* made = NULL;
  strcpy(options.walmart_mart, "WALMART_CA");
  options.dialect = HAGGLE_DIALECT_UREPRICER;
  CHECK_OK(haggle_reader_create(&options, &made, &error));
  CHECK_OK(haggle_reader_name_seller(made, "Mugs & More", 11, "10001", &error));
  CHECK_ERROR(haggle_reader_name_seller(made, "M", 1, "", &error), HAGGLE_E_BAD_ID, "id");
  CHECK_ERROR(haggle_reader_name_seller(made, "M", 1, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "id");
  CHECK_ERROR(haggle_reader_name_seller(made, NULL, 1, "1", &error), HAGGLE_E_BAD_ARGUMENT, "name");
  CHECK_ERROR(haggle_reader_name_seller(NULL, "M", 1, "1", &error), HAGGLE_E_BAD_ARGUMENT,
              "reader");
  CHECK_ERROR(haggle_reader_name_seller(made, "M", 1, "12345678901234567890123456789012", &error),
              HAGGLE_E_ID_TOO_LONG, "id");
  haggle_reader_destroy(made);
  CHECK_ERROR(haggle_reader_create(&options, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "out");
  options.dialect = 9;
  CHECK_ERROR(haggle_reader_create(&options, &made, &error), HAGGLE_E_UNKNOWN_VALUE,
              "options.dialect");
  CHECK(made == NULL);
  options.dialect = 0;
  memset(options.walmart_mart, 'W', sizeof options.walmart_mart);
  CHECK_ERROR(haggle_reader_create(&options, &made, &error), HAGGLE_E_BAD_ID,
              "options.walmart_mart");
}
