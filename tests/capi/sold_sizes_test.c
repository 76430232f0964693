/* Structs of newer callers, and arguments that are NULL or not aligned, for sold items. */
#include "newer.h"
#include "sold.h"

static struct sold s;
static haggle_error error;
static haggle_neighbour near[sold_rows];
static haggle_found found;
static haggle_valuation valuation = HAGGLE_VALUATION_INIT;

TEST(sold_sizes_of_what_is_read) {
  haggle_search_options options = HAGGLE_SEARCH_OPTIONS_INIT;
  haggle_valuation_options valued = HAGGLE_VALUATION_OPTIONS_INIT;
  haggle_valuation_policy* policy = NULL;
  s = make_sold();
  CHECK_INPUT(haggle_search_options, options,
              haggle_index_search(s.index, s.embeddings, sold_dimension, given, NULL, NULL, near, 3,
                                  &found, &error),
              "options");
  CHECK_INPUT(haggle_query, s.query,
              haggle_value(s.policy, given, NULL, 0, 0, NULL, NULL, 0, NULL, &valuation, &error),
              "query");
  CHECK_OK(haggle_valuation_options_usual(HAGGLE_PRESET_CALIBRATED, &valued, &error));
  CHECK_INPUT(haggle_valuation_options, valued,
              (haggle_valuation_policy_destroy(policy), policy = NULL,
               haggle_valuation_policy_create(given, NULL, &policy, &error)),
              "options");
  haggle_valuation_policy_destroy(policy);
  end_sold(&s);
}

TEST(sold_sizes_of_what_is_learned) {
  haggle_season_options options = HAGGLE_SEASON_OPTIONS_INIT;
  haggle_season season = HAGGLE_SEASON_INIT;
  haggle_history_limits limits = HAGGLE_HISTORY_LIMITS_INIT;
  haggle_finding findings[HAGGLE_FINDINGS_COUNT];
  haggle_sale_defaults defaults = HAGGLE_SALE_DEFAULTS_INIT;
  haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
  haggle_item_event happened;
  haggle_sale_reader* reader = NULL;
  uint8_t verdict;
  CHECK_OK(haggle_season_options_usual(&options, &error));
  CHECK_INPUT(haggle_season_options, options,
              haggle_learn_season(NULL, 0, 0, 0, given, &season, &error), "options");
  CHECK_OK(haggle_history_limits_usual(3, &limits, &error));
  CHECK_INPUT(haggle_history_limits, limits,
              haggle_check_history(NULL, 0, 0, NULL, 0, 0, 0, given, findings, &verdict, &error),
              "limits");
  CHECK_INPUT(haggle_sale_defaults, defaults,
              (haggle_sale_reader_destroy(reader), reader = NULL,
               haggle_sale_reader_create(given, &reader, &error)),
              "defaults");
  haggle_sale_reader_destroy(reader);
  CHECK_INPUT(haggle_sale_event, event, haggle_item_event_of(given, &happened, &error), "event");
}

/* What is known is written, what a newer caller has beyond becomes zero, the rest stays. */
#define CHECK_OUTPUT(type, call)                                                    \
  do {                                                                              \
    struct newer room;                                                              \
    const uint32_t size = (uint32_t)sizeof(type) + 16;                              \
    type* out = (type*)(void*)&room;                                                \
    memset(&room, 0xAA, sizeof room);                                               \
    memcpy(&room, &size, sizeof size);                                              \
    CHECK_OK(call);                                                                 \
    CHECK(out->size == size);                                                       \
    for (uint32_t i = 0; i < 16; ++i) CHECK(((char*)&room)[sizeof(type) + i] == 0); \
    CHECK(((unsigned char*)&room)[size] == 0xAA);                                   \
    out->size = (uint32_t)sizeof(type) - 8;                                         \
    CHECK((call) == HAGGLE_E_BAD_SIZE && ((unsigned char*)&room)[size] == 0xAA);    \
    out = NULL;                                                                     \
    CHECK((call) == HAGGLE_E_BAD_ARGUMENT);                                         \
  } while (0)

TEST(sold_sizes_of_what_is_written) {
  haggle_item_life life;
  haggle_item_event happened;
  memset(&life, 0, sizeof life);
  memset(&happened, 0, sizeof happened);
  s = make_sold();
  CHECK_OUTPUT(haggle_index_facts, haggle_index_about(s.index, out, &error));
  CHECK_OUTPUT(haggle_valuation,
               haggle_value(s.policy, &s.query, NULL, 0, 0, NULL, NULL, 0, NULL, out, &error));
  CHECK_OUTPUT(haggle_valuation_options,
               haggle_valuation_options_usual(HAGGLE_PRESET_CALIBRATED, out, &error));
  CHECK_OUTPUT(haggle_season_options, haggle_season_options_usual(out, &error));
  CHECK_OUTPUT(haggle_season, haggle_learn_season(NULL, 0, 0, 0, NULL, out, &error));
  CHECK_OUTPUT(haggle_history_limits, haggle_history_limits_usual(3, out, &error));
  CHECK_OUTPUT(haggle_life_step, haggle_item_advance(&life, &happened, out, &error));
  end_sold(&s);
}

#define CHECK_INIT(name, macro)                                                     \
  do {                                                                              \
    haggle_##name by_macro = macro;                                                 \
    haggle_##name by_call;                                                          \
    memset(&by_call, 0xAA, sizeof by_call);                                         \
    CHECK(haggle_##name##_init(&by_call, sizeof by_call) == HAGGLE_OK);             \
    CHECK(memcmp(&by_macro, &by_call, sizeof by_call) == 0);                        \
    CHECK(haggle_##name##_init(NULL, sizeof by_call) == HAGGLE_E_BAD_ARGUMENT);     \
    CHECK(haggle_##name##_init(&by_call, sizeof by_call - 1) == HAGGLE_E_BAD_SIZE); \
  } while (0)

TEST(sold_sizes_that_init_sets_are_those_of_the_macros) {
  CHECK_INIT(life_step, HAGGLE_LIFE_STEP_INIT);
  CHECK_INIT(index_facts, HAGGLE_INDEX_FACTS_INIT);
  CHECK_INIT(search_options, HAGGLE_SEARCH_OPTIONS_INIT);
  CHECK_INIT(valuation_options, HAGGLE_VALUATION_OPTIONS_INIT);
  CHECK_INIT(query, HAGGLE_QUERY_INIT);
  CHECK_INIT(valuation, HAGGLE_VALUATION_INIT);
  CHECK_INIT(season_options, HAGGLE_SEASON_OPTIONS_INIT);
  CHECK_INIT(season, HAGGLE_SEASON_INIT);
  CHECK_INIT(fit, HAGGLE_FIT_INIT);
  CHECK_INIT(history_limits, HAGGLE_HISTORY_LIMITS_INIT);
  CHECK_INIT(sale_defaults, HAGGLE_SALE_DEFAULTS_INIT);
  CHECK_INIT(sale_event, HAGGLE_SALE_EVENT_INIT);
}

#define CHECK_NULL(call, place) CHECK_ERROR(call, HAGGLE_E_BAD_ARGUMENT, place)

TEST(sold_arguments_that_are_null) {
  haggle_index* made = NULL;
  uint64_t removed = 0;
  size_t needed = 0;
  haggle_sale sale;
  s = make_sold();
  CHECK_NULL(haggle_index_create(3, NULL, NULL, NULL, NULL, &error), "out");
  CHECK_NULL(haggle_index_view(NULL, 64, &made, &error), "bytes");
  CHECK_NULL(haggle_index_copy(NULL, NULL, NULL, NULL, &made, &error), "index");
  CHECK_NULL(haggle_index_reserve(NULL, 1, &error), "index");
  CHECK_NULL(haggle_index_remove(s.index, "a", 1, NULL, &error), "removed");
  CHECK_NULL(haggle_index_remove(s.index, NULL, 1, &removed, &error), "sale");
  CHECK_NULL(haggle_index_remove_sold_before(NULL, 0, &removed, &error), "index");
  CHECK_NULL(haggle_index_compact(s.index, NULL, 99, 1, NULL, NULL, &error), "rows");
  CHECK_NULL(haggle_index_row(NULL, 0, &sale, NULL, &error), "index");
  CHECK_NULL(haggle_index_row(s.index, 0, NULL, NULL, &error), "out");
  CHECK_NULL(haggle_index_embedding(s.index, 0, NULL, 99, &error), "out");
  CHECK_NULL(haggle_index_write(s.index, NULL, 99, &needed, &error), "buffer");
  CHECK_NULL(haggle_index_verify(NULL, &error), "index");
  CHECK_NULL(haggle_cosine(NULL, s.embeddings, 3, NULL, &error), "a");
  haggle_index_destroy(NULL);
  haggle_valuation_policy_destroy(NULL);
  haggle_calibration_destroy(NULL);
  haggle_sale_reader_destroy(NULL);
  end_sold(&s);
}

static haggle_status search(const float* query, haggle_neighbour* out, size_t k, uint32_t size) {
  return haggle_index_search(s.index, query, size, NULL, NULL, NULL, out, k, &found, &error);
}

TEST(sold_searches_that_cannot_be) {
  float bad[sold_dimension] = {0};
  s = make_sold();
  CHECK_NULL(search(NULL, near, 3, sold_dimension), "query");
  CHECK_NULL(
      search((const float*)(const void*)((const char*)s.embeddings + 2), near, 3, sold_dimension),
      "query");
  CHECK_NULL(search(s.embeddings, NULL, 3, sold_dimension), "neighbours");
  CHECK_ERROR(search(s.embeddings, near, 0, sold_dimension), HAGGLE_E_OUT_OF_RANGE, "k");
  CHECK_ERROR(search(s.embeddings, near, HAGGLE_NEIGHBOURS_MAX + 1, sold_dimension),
              HAGGLE_E_OUT_OF_RANGE, "k");
  CHECK(search(s.embeddings, near, 3, 5) == HAGGLE_E_WRONG_DIMENSION);
  CHECK(search(bad, near, 3, sold_dimension) == HAGGLE_E_ZERO_VECTOR);
  bad[4] = (float)(1e300 * 1e10);
  CHECK(search(bad, near, 3, sold_dimension) == HAGGLE_E_NOT_FINITE);
  CHECK(error.index == 4);
  end_sold(&s);
}

TEST(sold_rows_that_cannot_be_added) {
  haggle_index_facts facts = HAGGLE_INDEX_FACTS_INIT;
  const size_t row_bytes = sold_dimension * sizeof(float), sale_bytes = sizeof(haggle_sale);
#define ADD(stride, dimension, sales, sales_stride, parts)                                   \
  haggle_index_add(s.index, s.embeddings, stride, dimension, sales, sales_stride, sold_rows, \
                   parts, NULL, NULL, &error)
  s = make_sold();
  CHECK_NULL(ADD(row_bytes - 4, sold_dimension, s.sales, sale_bytes, 1), "embeddings_stride");
  CHECK_NULL(ADD(row_bytes + 2, sold_dimension, s.sales, sale_bytes, 1), "embeddings_stride");
  CHECK_NULL(ADD(row_bytes, sold_dimension, NULL, sale_bytes, 1), "sales");
  CHECK_NULL(ADD(row_bytes, sold_dimension, s.sales, sale_bytes - 8, 1), "sales_stride");
  CHECK_ERROR(ADD(row_bytes, 5, s.sales, sale_bytes, 1), HAGGLE_E_WRONG_DIMENSION, "embeddings");
  CHECK_ERROR(ADD(row_bytes, sold_dimension, s.sales, sale_bytes, HAGGLE_PARTS_MAX + 1),
              HAGGLE_E_OUT_OF_RANGE, "parts");
  s.sales[9].condition = 7;
  CHECK_ERROR(ADD(row_bytes, sold_dimension, s.sales, sale_bytes, 1), HAGGLE_E_UNKNOWN_VALUE,
              "sales[].condition");
  CHECK(error.row == 9 && error.index == 9);
  s.sales[9].condition = 0;
  s.sales[8].brand[63] = 'x';
  CHECK_ERROR(ADD(row_bytes, sold_dimension, s.sales, sale_bytes, 1), HAGGLE_E_BAD_ID,
              "sales[].brand");
  s.sales[8].brand[63] = 0;
  s.sales[7].reserved[2] = 1;
  CHECK_NULL(ADD(row_bytes, sold_dimension, s.sales, sale_bytes, 1), "sales[].reserved");
  s.sales[7].reserved[2] = 0;
  memset(&s.embeddings[6 * sold_dimension], 0, row_bytes);
  CHECK_ERROR(ADD(row_bytes, sold_dimension, s.sales, sale_bytes, 1), HAGGLE_E_ZERO_VECTOR,
              "embeddings[]");
  CHECK(error.row == 6);
  CHECK_OK(haggle_index_about(s.index, &facts, &error));
  CHECK(facts.rows_count == sold_rows);
  end_sold(&s);
}
