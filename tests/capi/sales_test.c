#include "sold.h"

static haggle_error error;

#define SOLD_FIELDS                                                                    \
  "\"eventId\": \"e-1\", \"version\": 3, \"occurredAt\": \"2026-01-17T14:22:05Z\", "   \
  "\"tenantId\": \"acme\", \"productId\": \"p-1\", \"category\": \"jackets\", "        \
  "\"brand\": \"66 North\", \"condition\": \"very_good\", \"salePrice\": \"459.00\", " \
  "\"saleCurrency\": \"USD\", \"soldDate\": \"2026-01-17\", \"saleId\": \"s-1\", "     \
  "\"listedPrice\": \"520.00\", \"embeddingId\": \"emb/p-1\""
#define SOLD_JSON "{\"type\": \"product.sold\", " SOLD_FIELDS ", \"embedding\": [0.5, -0.25, 1]}"

static const char sold_json[] = SOLD_JSON;

TEST(sale_event_is_read_with_its_embedding) {
  haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
  float embedding[4] = {9, 9, 9, 9};
  CHECK_OK(
      haggle_sale_event_read(sold_json, strlen(sold_json), NULL, &event, embedding, 4, &error));
  CHECK(event.status == HAGGLE_OK && event.kind == HAGGLE_ITEM_EVENT_SOLD && event.revision == 3);
  CHECK(event.occurred_ms == INT64_C(1768659725000) && event.asked_minor == 52000);
  CHECK(strcmp(event.event_id, "e-1") == 0 && strcmp(event.sale.id, "s-1") == 0);
  CHECK(strcmp(event.sale.tenant, "acme") == 0 && strcmp(event.sale.product, "p-1") == 0);
  CHECK(event.sale.price_minor == 45900 && strcmp(event.sale.currency, "USD") == 0);
  CHECK(event.sale.condition == HAGGLE_SALE_CONDITION_VERY_GOOD);
  CHECK(event.embedding_size == 3 && embedding[0] == 0.5F && embedding[1] == -0.25F);
  CHECK(embedding[2] == 1 && embedding[3] == 9);
  CHECK_ERROR(
      haggle_sale_event_read(sold_json, strlen(sold_json), NULL, &event, embedding, 2, &error),
      HAGGLE_E_BUFFER_TOO_SMALL, "embedding");
  CHECK(event.embedding_size == 3 && event.kind == 0 && event.sale.price_minor == 0);
  CHECK_OK(haggle_sale_event_read(sold_json, strlen(sold_json), NULL, &event, NULL, 0, &error));
  CHECK(event.embedding_size == 3);
}

TEST(sale_event_asks_what_the_defaults_ask) {
  haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
  haggle_sale_defaults defaults = HAGGLE_SALE_DEFAULTS_INIT;
  static const char bare[] = "{\"type\": \"product.sold\", " SOLD_FIELDS "}";
  defaults.dimension = 4;
  CHECK(haggle_sale_event_read(sold_json, strlen(sold_json), &defaults, &event, NULL, 0, &error) ==
        HAGGLE_E_WRONG_DIMENSION);
  CHECK(haggle_sale_event_read(bare, strlen(bare), NULL, &event, NULL, 0, &error) ==
        HAGGLE_E_MISSING_FIELD);
  defaults.embedding_optional = 1;
  CHECK_OK(haggle_sale_event_read(bare, strlen(bare), &defaults, &event, NULL, 0, &error));
  CHECK(event.embedding_size == 0);
  strcpy(defaults.tenant, "others");
  CHECK(haggle_sale_event_read(bare, strlen(bare), &defaults, &event, NULL, 0, &error) ==
        HAGGLE_E_UNKNOWN_VALUE);
  strcpy(defaults.currency, "XX");
  CHECK_ERROR(haggle_sale_event_read(bare, strlen(bare), &defaults, &event, NULL, 0, &error),
              HAGGLE_E_UNKNOWN_CURRENCY, "defaults.currency");
  defaults.dimension = HAGGLE_DIMENSION_MAX + 1;
  CHECK_ERROR(haggle_sale_event_read(bare, strlen(bare), &defaults, &event, NULL, 0, &error),
              HAGGLE_E_OUT_OF_RANGE, "defaults.dimension");
  defaults.has = 2;
  CHECK_ERROR(haggle_sale_event_read(bare, strlen(bare), &defaults, &event, NULL, 0, &error),
              HAGGLE_E_UNKNOWN_VALUE, "defaults.has");
}

static void check_text(const haggle_sale_reader* reader, size_t number, uint32_t which,
                       const char* wanted) {
  char text[100];
  size_t needed = 0;
  CHECK_OK(haggle_sale_reader_text(reader, number, which, text, sizeof text, &needed, &error));
  CHECK(strcmp(text, wanted) == 0 && needed == strlen(wanted));
}

TEST(sale_reader_tells_every_event_of_a_body) {
  static const char body[] = "[" SOLD_JSON ", {\"type\": \"product.sold\"}]";
  haggle_sale_reader* reader = NULL;
  haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
  float embedding[3];
  size_t count = 0, components = 0;
  CHECK_OK(haggle_sale_reader_create(NULL, &reader, &error));
  CHECK_ERROR(haggle_sale_reader_event(reader, 0, &event, &error), HAGGLE_E_OUT_OF_RANGE, "number");
  CHECK_OK(haggle_sale_reader_read(reader, body, strlen(body), NULL, &count, &error));
  CHECK(count == 2);
  CHECK_OK(haggle_sale_reader_event(reader, 0, &event, &error));
  CHECK(event.status == HAGGLE_OK && event.sale.price_minor == 45900 && event.record == 0);
  CHECK_OK(haggle_sale_reader_embedding(reader, 0, embedding, 3, &components, &error));
  CHECK(components == 3 && embedding[1] == -0.25F);
  CHECK_ERROR(haggle_sale_reader_embedding(reader, 0, embedding, 2, &components, &error),
              HAGGLE_E_BUFFER_TOO_SMALL, "embedding");
  check_text(reader, 0, HAGGLE_SALE_TEXT_TYPE, "product.sold");
  check_text(reader, 0, HAGGLE_SALE_TEXT_EMBEDDING_ID, "emb/p-1");
  check_text(reader, 0, HAGGLE_SALE_TEXT_RECORD_ID, "");
  check_text(reader, 1, HAGGLE_SALE_TEXT_PLACE, "[1]");
  CHECK_ERROR(haggle_sale_reader_text(reader, 0, 9, NULL, 0, &count, &error),
              HAGGLE_E_UNKNOWN_VALUE, "which");
  CHECK_OK(haggle_sale_reader_event(reader, 1, &event, &error));
  CHECK(event.status == HAGGLE_E_MISSING_FIELD && event.record == 1 && event.where[0] != '\0');
  CHECK(event.sale.price_minor == 0 && event.offset > 0);
  haggle_sale_reader_destroy(reader);
}

TEST(sale_reader_takes_the_moment_of_arrival) {
  static const char body[] =
      "{\"type\": \"product.delisted\", \"tenantId\": \"acme\", \"productId\": \"p-1\"}";
  haggle_sale_reader* reader = NULL;
  haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
  haggle_sale_defaults defaults = HAGGLE_SALE_DEFAULTS_INIT;
  haggle_clock arrived = HAGGLE_CLOCK_INIT;
  size_t count = 0;
  defaults.has = HAGGLE_SALE_DEFAULTS_HAS_ARRIVED;
  defaults.arrived_ms = 1000;
  arrived.now_ms = 2000;
  CHECK_OK(haggle_sale_reader_create(&defaults, &reader, &error));
  CHECK_OK(haggle_sale_reader_read(reader, body, strlen(body), NULL, &count, &error));
  CHECK_OK(haggle_sale_reader_event(reader, 0, &event, &error));
  CHECK(event.occurred_ms == 1000 && event.kind == HAGGLE_ITEM_EVENT_DELISTED);
  CHECK_OK(haggle_sale_reader_read(reader, body, strlen(body), &arrived, &count, &error));
  CHECK_OK(haggle_sale_reader_event(reader, 0, &event, &error));
  CHECK(event.occurred_ms == 2000);
  haggle_sale_reader_destroy(reader);
}

TEST(item_lives_from_event_to_event) {
  haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
  haggle_item_life life;
  haggle_item_event happened;
  haggle_life_step step = HAGGLE_LIFE_STEP_INIT;
  memset(&life, 0, sizeof life);
  CHECK_OK(haggle_sale_event_read(sold_json, strlen(sold_json), NULL, &event, NULL, 0, &error));
  CHECK_OK(haggle_item_event_of(&event, &happened, &error));
  CHECK(happened.place.kind == HAGGLE_ITEM_EVENT_SOLD && strcmp(happened.sale, "s-1") == 0);
  CHECK(happened.place.revision == 3 && strcmp(happened.place.event, "e-1") == 0);
  CHECK_OK(haggle_item_advance(&life, &happened, &step, &error));
  CHECK(step.reason == HAGGLE_LIFE_REASON_SOLD_UNHEARD_OF && step.writes == 1);
  CHECK(step.expected_version == 0 && step.after.version == 1);
  CHECK(step.after.state == HAGGLE_ITEM_STATE_SOLD && strcmp(step.after.sale, "s-1") == 0);
  life = step.after;
  CHECK_OK(haggle_item_advance(&life, &happened, &step, &error));
  CHECK(step.reason == HAGGLE_LIFE_REASON_REPEATED && step.writes == 0);
  CHECK(memcmp(&life, &step.after, sizeof life) == 0);
  CHECK(strcmp(haggle_life_reason_name(step.reason), "repeated") == 0);
  CHECK(strcmp(haggle_life_reason_name(13), "unknown") == 0);
  happened.sale[63] = 'x';
  CHECK_ERROR(haggle_item_advance(&life, &happened, &step, &error), HAGGLE_E_BAD_ID, "event.sale");
  life.last.event[0] = '\0';
  happened.sale[63] = '\0';
  CHECK_ERROR(haggle_item_advance(&life, &happened, &step, &error), HAGGLE_E_BAD_ID,
              "before.last.event");
}

static void make_history(haggle_history_row* rows, int count) {
  memset(rows, 0, (size_t)count * sizeof *rows);
  for (int i = 0; i < count; ++i) {
    haggle_sale* sale = &rows[i].sale;
    sale->id[0] = (char)('a' + i);
    strcpy(sale->product, "p");
    strcpy(sale->tenant, "acme");
    strcpy(sale->category, "mugs");
    strcpy(sale->brand, "mill");
    strcpy(sale->currency, "USD");
    sale->price_minor = 1000;
    sale->sold_ms = SOLD_NOW_MS;
    rows[i].dimension = 3;
  }
}

TEST(history_of_two_copies_is_compared) {
  enum { rows_count = 20 };
  haggle_history_row source[rows_count], copy[rows_count];
  haggle_finding findings[HAGGLE_FINDINGS_COUNT];
  haggle_history_limits limits = HAGGLE_HISTORY_LIMITS_INIT;
  uint8_t verdict = 9;
  char text[4000];
  size_t needed = 0;
  make_history(source, rows_count);
  make_history(copy, rows_count);
  CHECK_OK(haggle_history_limits_usual(3, &limits, &error));
  CHECK(limits.dimension == 3 && limits.variance_fails == 0.10 && limits.outlier_sigmas == 3);
  CHECK_OK(haggle_check_history(source, rows_count, sizeof source[0], copy, rows_count,
                                sizeof copy[0], SOLD_NOW_MS, &limits, findings, &verdict, &error));
  CHECK(verdict == HAGGLE_HISTORY_VERDICT_GOOD);
  CHECK(findings[0].check == HAGGLE_HISTORY_CHECK_ROWS && findings[0].row == HAGGLE_NO_ROW);
  CHECK_OK(haggle_check_history(source, rows_count, sizeof source[0], copy, rows_count - 3,
                                sizeof copy[0], SOLD_NOW_MS, &limits, findings, &verdict, &error));
  CHECK(verdict == HAGGLE_HISTORY_VERDICT_FAILS);
  CHECK(findings[1].check == HAGGLE_HISTORY_CHECK_MISSING && findings[1].found_count == 3);
  CHECK(findings[1].row == rows_count - 3 && findings[1].of_count == rows_count);
  CHECK_OK(haggle_history_text(findings, text, sizeof text, &needed, &error));
  CHECK(strncmp(text, "fails", 5) == 0 && strstr(text, "missing") != NULL);
  findings[2].check = 0;
  CHECK_ERROR(haggle_history_text(findings, text, sizeof text, &needed, &error),
              HAGGLE_E_UNKNOWN_VALUE, "findings[]");
  copy[4].sale.brand[63] = 'x';
  CHECK_ERROR(
      haggle_check_history(source, rows_count, sizeof source[0], copy, rows_count, sizeof copy[0],
                           SOLD_NOW_MS, &limits, findings, &verdict, &error),
      HAGGLE_E_BAD_ID, "copy[]");
  CHECK(error.index == 4);
  limits.dimension = 0;
  CHECK_ERROR(haggle_check_history(source, 1, sizeof source[0], NULL, 0, 0, SOLD_NOW_MS, &limits,
                                   findings, &verdict, &error),
              HAGGLE_E_BAD_ARGUMENT, "limits.dimension");
}
