#include "sold.h"

enum { count = 6 };

static haggle_error error;
static haggle_valuation_policy* policy;
static haggle_query query;
static haggle_comparable sold[count];
static haggle_weight weights[count];
static haggle_valuation valuation = HAGGLE_VALUATION_INIT;

static void begin(uint32_t preset) {
  policy = make_valuation_policy(preset);
  query = (haggle_query)HAGGLE_QUERY_INIT;
  query.now_ms = SOLD_NOW_MS;
  query.condition = HAGGLE_SALE_CONDITION_VERY_GOOD;
  query.quality = HAGGLE_QUALITY_GOOD;
  strcpy(query.currency, "USD");
  memset(sold, 0, sizeof sold);
  for (uint32_t i = 0; i < count; ++i) {
    sold[i].row = i;
    sold[i].similarity = 0.9;
    sold[i].price_minor = 10000;
    sold[i].sold_ms = SOLD_NOW_MS;
    sold[i].condition = HAGGLE_SALE_CONDITION_VERY_GOOD;
    strcpy(sold[i].currency, "USD");
  }
}
static void end(void) {
  haggle_valuation_policy_destroy(policy);
}
static haggle_status value_all(void) {
  return haggle_value(policy, &query, sold, count, sizeof sold[0], NULL, NULL, 0, weights,
                      &valuation, &error);
}

TEST(value_is_a_price_with_its_range_and_weights) {
  begin(HAGGLE_PRESET_VISUAL_SIMILARITY);
  CHECK_OK(value_all());
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_NONE && valuation.price_minor == 10000);
  CHECK(strcmp(valuation.currency, "USD") == 0);
  /* 0.3 x 6/10 + 0.4 x 0.9 + 0.15 + 0.15 is above 0.7: 15 % either side */
  CHECK(valuation.range_basis == HAGGLE_RANGE_BASIS_PERCENT);
  CHECK(valuation.low_minor == 8500 && valuation.high_minor == 11500);
  CHECK(0.8399 < valuation.confidence && valuation.confidence < 0.8401);
  for (uint32_t i = 0; i < count; ++i) {
    CHECK(weights[i].row == i && weights[i].cut == HAGGLE_CUT_KEPT);
    CHECK(0.1666 < weights[i].weight && weights[i].weight < 0.1667);
  }
  query.quality = HAGGLE_QUALITY_EXCELLENT;
  query.has = HAGGLE_QUERY_HAS_QUALITY_FACTOR;
  query.quality_factor = 2;
  CHECK_OK(value_all());
  CHECK(valuation.price_minor == 23000);
  end();
}

TEST(value_refuses_and_says_why) {
  begin(HAGGLE_PRESET_VISUAL_SIMILARITY);
  CHECK_OK(haggle_value(policy, &query, NULL, 0, 0, NULL, NULL, 0, NULL, &valuation, &error));
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_TOO_FEW && valuation.price_minor == 0);
  for (int i = 0; i < count; ++i) sold[i].similarity = 0.1;
  CHECK_OK(value_all());
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_TOO_FAR && weights[0].cut == HAGGLE_CUT_TOO_FAR);
  for (int i = 0; i < count; ++i) sold[i].similarity = 0.9;
  for (int i = 0; i < count; ++i) sold[i].sold_ms -= 100 * SOLD_DAY_MS;
  CHECK_OK(value_all());
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_TOO_OLD);
  CHECK(strcmp(haggle_value_refusal_name(valuation.refusal), "too_old") == 0);
  CHECK(strcmp(haggle_value_refusal_name(99), "unknown") == 0);
  CHECK(strcmp(haggle_cut_name(HAGGLE_CUT_OUTLIER), "outlier") == 0);
  CHECK(strcmp(haggle_cut_name(99), "unknown") == 0);
  CHECK(strcmp(haggle_range_basis_name(HAGGLE_RANGE_BASIS_CONFORMAL), "conformal") == 0);
  CHECK(strcmp(haggle_range_basis_name(99), "unknown") == 0);
  CHECK(strcmp(haggle_quality_name(HAGGLE_QUALITY_FAIR), "fair") == 0);
  CHECK(strcmp(haggle_quality_name(99), "unknown") == 0);
  end();
}

TEST(value_says_what_is_wrong_with_a_comparable) {
  begin(HAGGLE_PRESET_VISUAL_SIMILARITY);
  sold[3].price_minor = 0;
  valuation.price_minor = 17;
  CHECK_ERROR(value_all(), HAGGLE_E_PRICE_NOT_POSITIVE, "comparables[].price");
  CHECK(error.index == 3 && valuation.price_minor == 0);
  sold[3].price_minor = 10000;
  strcpy(sold[3].currency, "EUR");
  CHECK_ERROR(value_all(), HAGGLE_E_CURRENCY_MISMATCH, "comparables[].currency");
  strcpy(sold[3].currency, "USD");
  sold[3].sold_ms = SOLD_NOW_MS + 1;
  CHECK_ERROR(value_all(), HAGGLE_E_SOLD_IN_FUTURE, "comparables[].sold_at");
  sold[3].sold_ms = SOLD_NOW_MS;
  sold[3].reserved_end[15] = 1;
  CHECK_ERROR(value_all(), HAGGLE_E_BAD_ARGUMENT, "comparables[].reserved");
  sold[3].reserved_end[15] = 0;
  sold[3].has = 2;
  CHECK_ERROR(value_all(), HAGGLE_E_UNKNOWN_VALUE, "comparables[].has");
  sold[3].has = 0;
  query.category[63] = 'x';
  CHECK_ERROR(value_all(), HAGGLE_E_BAD_ID, "query.category");
  query.category[63] = 0;
  query.has = 8;
  CHECK_ERROR(value_all(), HAGGLE_E_UNKNOWN_VALUE, "query.has");
  query.has = 0;
  CHECK_OK(value_all());
  end();
}

TEST(value_weighs_by_attributes_and_size) {
  const double own[2] = {0, 0};
  double theirs[2 * count] = {0};
  begin(HAGGLE_PRESET_CALIBRATED);
  query.has = HAGGLE_QUERY_HAS_ITEM_SIZE;
  query.item_size = 2;
  for (int i = 0; i < count; ++i) {
    sold[i].has = HAGGLE_COMPARABLE_HAS_ITEM_SIZE;
    sold[i].item_size = 1;
    theirs[2 * i] = i;
  }
  CHECK_OK(haggle_value(policy, &query, sold, count, sizeof sold[0], own, theirs, 2, weights,
                        &valuation, &error));
  CHECK(valuation.price_minor == 20000);
  for (int i = 1; i < count; ++i) CHECK(weights[i].weight < weights[i - 1].weight);
  CHECK_ERROR(haggle_value(policy, &query, sold, count, sizeof sold[0], NULL, theirs, 2, weights,
                           &valuation, &error),
              HAGGLE_E_BAD_ARGUMENT, "query_attributes");
  CHECK_ERROR(haggle_value(policy, &query, sold, count, sizeof sold[0], own, NULL, 2, weights,
                           &valuation, &error),
              HAGGLE_E_BAD_ARGUMENT, "attributes");
  end();
}

TEST(value_policies_are_valid_or_are_not) {
  haggle_valuation_options options = HAGGLE_VALUATION_OPTIONS_INIT;
  haggle_valuation_policy* made = NULL;
  CHECK_ERROR(haggle_valuation_options_usual(0, &options, &error), HAGGLE_E_UNKNOWN_VALUE,
              "preset");
  CHECK_ERROR(haggle_valuation_policy_create(&options, NULL, &made, &error), HAGGLE_E_UNKNOWN_VALUE,
              "options.preset");
  CHECK_OK(haggle_valuation_options_usual(HAGGLE_PRESET_CALIBRATED, &options, &error));
  CHECK(options.preset == HAGGLE_PRESET_CALIBRATED && options.neighbours_max == 20);
  CHECK(options.condition_factor[HAGGLE_SALE_CONDITION_NEW_WITH_TAGS] == 1.2);
  CHECK(options.season_factor[11] == 1 && options.coverage == 0.9);
  options.temperature = -1;
  CHECK(haggle_valuation_policy_create(&options, NULL, &made, NULL) == HAGGLE_E_OUT_OF_RANGE);
  CHECK(made == NULL);
  options.temperature = 0.1;
  options.as_seed = 2;
  CHECK_ERROR(haggle_valuation_policy_create(&options, NULL, &made, &error), HAGGLE_E_UNKNOWN_VALUE,
              "options.as_seed");
  CHECK_OK(haggle_valuation_options_usual(HAGGLE_PRESET_VISUAL_SIMILARITY, &options, &error));
  CHECK(options.similarity_min == 0.7 && options.age_days_max == 90 && options.as_seed == 0);
}

TEST(value_from_an_index_in_one_call) {
  static haggle_neighbour near[20];
  static haggle_weight its[20];
  static haggle_comparable same[20];
  haggle_found found;
  haggle_valuation by_hand = HAGGLE_VALUATION_INIT;
  haggle_search_options options = HAGGLE_SEARCH_OPTIONS_INIT;
  struct sold s = make_sold();
  strcpy(options.category, "even");
  CHECK_OK(haggle_index_value(s.index, s.policy, s.embeddings, sold_dimension, &s.query, &options,
                              s.prices, sold_rows, NULL, NULL, near, its, 20, &found, &valuation,
                              &error));
  CHECK(found.count == 20 && valuation.refusal == HAGGLE_VALUE_REFUSAL_NONE);
  memset(same, 0, sizeof same);
  for (int i = 0; i < 20; ++i) {
    const uint32_t row = near[i].row;
    CHECK(row % 2 == 0 && its[i].row == row && its[i].weight > 0);
    same[i].row = row;
    same[i].similarity = near[i].similarity;
    same[i].price_minor = s.prices[row];
    same[i].sold_ms = s.sales[row].sold_ms;
    same[i].condition = s.sales[row].condition;
    strcpy(same[i].currency, "USD");
  }
  CHECK_OK(haggle_value(s.policy, &s.query, same, 20, sizeof same[0], NULL, NULL, 0, NULL, &by_hand,
                        &error));
  CHECK(memcmp(&by_hand, &valuation, sizeof by_hand) == 0);
  end_sold(&s);
}

static haggle_status value_at(struct sold* s, int64_t now, const float* vector) {
  haggle_query later = s->query;
  later.now_ms = now;
  return haggle_index_value(s->index, s->policy, vector, sold_dimension, &later, NULL, s->prices,
                            sold_rows, NULL, NULL, NULL, NULL, 0, NULL, &valuation, &error);
}

TEST(value_from_an_index_says_why_there_is_none) {
  const float away[sold_dimension] = {0, 0, 0, 1, 0, 0};
  haggle_neighbour near[20];
  struct sold s = make_sold();
  CHECK_OK(value_at(&s, SOLD_NOW_MS, away));
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_TOO_FAR);
  CHECK_OK(value_at(&s, SOLD_NOW_MS + 200 * SOLD_DAY_MS, s.embeddings));
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_TOO_OLD);
  CHECK_OK(value_at(&s, SOLD_NOW_MS - 200 * SOLD_DAY_MS, s.embeddings));
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_TOO_FEW);
  CHECK_OK(value_at(&s, SOLD_NOW_MS - 10 * SOLD_DAY_MS, s.embeddings));
  CHECK(valuation.refusal == HAGGLE_VALUE_REFUSAL_NONE);
  CHECK_ERROR(value_at(&s, INT64_MIN, s.embeddings), HAGGLE_E_OUT_OF_RANGE, "query.now");
  CHECK_ERROR(
      haggle_index_value(s.index, s.policy, s.embeddings, sold_dimension, &s.query, NULL, s.prices,
                         sold_rows - 1, NULL, NULL, NULL, NULL, 0, NULL, &valuation, &error),
      HAGGLE_E_BUFFER_TOO_SMALL, "prices");
  CHECK_ERROR(
      haggle_index_value(s.index, s.policy, s.embeddings, sold_dimension, &s.query, NULL, s.prices,
                         sold_rows, NULL, NULL, near, NULL, 19, NULL, &valuation, &error),
      HAGGLE_E_BUFFER_TOO_SMALL, "neighbours");
  end_sold(&s);
}
