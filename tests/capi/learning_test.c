#include <math.h>

#include "sold.h"

enum { observations_count = 100 };

static haggle_error error;

/* Prices that are missed by 1 % to 100 %, all in one category. */
static haggle_calibration* make_calibration(double coverage) {
  static haggle_observation seen[observations_count];
  haggle_calibration* out = NULL;
  for (int i = 0; i < observations_count; ++i) {
    strcpy(seen[i].category, "mugs");
    seen[i].actual_log = 9 + (i + 1) / 100.0;
    seen[i].predicted_log = 9;
    seen[i].spread_log = 0.9;
  }
  CHECK_OK(haggle_calibration_create(seen, observations_count, sizeof seen[0], coverage, 0.1, &out,
                                     &error));
  return out;
}

TEST(calibration_has_rising_scores_of_a_category) {
  double scores[observations_count];
  size_t needed = 0, categories = 0;
  haggle_calibration* calibration = make_calibration(0.9);
  CHECK_OK(haggle_calibration_categories(calibration, &categories, &error));
  CHECK(categories == 1);
  CHECK_OK(haggle_calibration_scores(calibration, "mugs", 4, NULL, 0, &needed, &error));
  CHECK(needed == observations_count);
  CHECK_ERROR(haggle_calibration_scores(calibration, "mugs", 4, scores, 99, &needed, &error),
              HAGGLE_E_BUFFER_TOO_SMALL, "scores");
  CHECK_OK(haggle_calibration_scores(calibration, "mugs", 4, scores, 100, &needed, &error));
  for (int i = 0; i < observations_count; ++i) CHECK(fabs(scores[i] - (i + 1) / 100.0) < 1e-9);
  CHECK_OK(haggle_calibration_scores(calibration, "other", 5, scores, 100, &needed, &error));
  CHECK(needed == 0);
  haggle_calibration_destroy(calibration);
  CHECK_OK(haggle_scores_needed(0.9, &needed, &error));
  CHECK(needed == 9);
  CHECK_ERROR(haggle_scores_needed(1, &needed, &error), HAGGLE_E_OUT_OF_RANGE, "coverage");
}

TEST(calibration_makes_the_range_of_a_policy) {
  haggle_valuation_options options = HAGGLE_VALUATION_OPTIONS_INIT;
  haggle_valuation valuation = HAGGLE_VALUATION_INIT;
  haggle_valuation_policy* policy = NULL;
  haggle_calibration* calibration = make_calibration(0.9);
  haggle_observation seen;
  struct sold s = make_sold();
  CHECK_OK(haggle_valuation_options_usual(HAGGLE_PRESET_CALIBRATED, &options, &error));
  CHECK_OK(haggle_valuation_policy_create(&options, calibration, &policy, &error));
  options.coverage = 0.8;
  haggle_valuation_policy* none = NULL;
  CHECK(haggle_valuation_policy_create(&options, calibration, &none, NULL) ==
        HAGGLE_E_BAD_ARGUMENT);
  CHECK_OK(haggle_valuation_options_usual(HAGGLE_PRESET_VISUAL_SIMILARITY, &options, &error));
  CHECK_ERROR(haggle_valuation_policy_create(&options, calibration, &none, &error),
              HAGGLE_E_BAD_ARGUMENT, "calibration");
  haggle_calibration_destroy(calibration);
  strcpy(s.query.category, "mugs");
  CHECK_OK(haggle_index_value(s.index, policy, s.embeddings, sold_dimension, &s.query, NULL,
                              s.prices, sold_rows, NULL, NULL, NULL, NULL, 0, NULL, &valuation,
                              &error));
  CHECK(valuation.range_basis == HAGGLE_RANGE_BASIS_CONFORMAL && valuation.coverage == 0.9);
  CHECK(valuation.low_minor <= valuation.price_minor &&
        valuation.price_minor <= valuation.high_minor);
  CHECK_OK(haggle_observe(&valuation, 12345, "mugs", 4, &seen, &error));
  CHECK(strcmp(seen.category, "mugs") == 0 && fabs(seen.actual_log - log(12345)) < 1e-12);
  CHECK(seen.predicted_log == valuation.price_log && seen.spread_log == valuation.spread_log);
  CHECK(haggle_observe(&valuation, 0, "mugs", 4, &seen, NULL) == HAGGLE_E_PRICE_NOT_POSITIVE);
  CHECK_ERROR(haggle_observe(&valuation, 1, NULL, 4, &seen, &error), HAGGLE_E_BAD_ARGUMENT,
              "category");
  haggle_valuation_policy_destroy(policy);
  end_sold(&s);
}

TEST(adaptive_coverage_widens_after_a_miss) {
  haggle_adaptive state;
  double before = 0, after = 0;
  CHECK_OK(haggle_adaptive_start(0.9, 0.05, &state, &error));
  CHECK_OK(haggle_adaptive_miss_rate(&state, &before, &error));
  CHECK_OK(haggle_adaptive_update(&state, 0, &error));
  CHECK_OK(haggle_adaptive_miss_rate(&state, &after, &error));
  CHECK(fabs(before - 0.1) < 1e-12 && fabs(after - 0.055) < 1e-12);
  CHECK_OK(haggle_adaptive_update(&state, 1, &error));
  CHECK_OK(haggle_adaptive_miss_rate(&state, &after, &error));
  CHECK(fabs(after - 0.06) < 1e-12);
  CHECK_ERROR(haggle_adaptive_update(&state, 2, &error), HAGGLE_E_UNKNOWN_VALUE, "held");
  state.alpha = NAN;
  CHECK_ERROR(haggle_adaptive_update(&state, 1, &error), HAGGLE_E_NOT_FINITE, "state.alpha");
  CHECK_ERROR(haggle_adaptive_start(2, 0.05, &state, &error), HAGGLE_E_OUT_OF_RANGE, "coverage");
}

TEST(season_is_learned_from_dated_prices) {
  enum { each = 30 };
  static haggle_dated_price sales[2 * each];
  haggle_season season = HAGGLE_SEASON_INIT;
  haggle_season_options options = HAGGLE_SEASON_OPTIONS_INIT;
  const int64_t january = INT64_C(1736899200000), july = INT64_C(1752537600000);
  for (int i = 0; i < 2 * each; ++i) {
    strcpy(sales[i].currency, "USD");
    sales[i].sold_ms = i % 2 == 0 ? january : july;
    sales[i].price_minor = i % 2 == 0 ? 9000 : 11000;
  }
  CHECK_OK(
      haggle_learn_season(sales, 2 * each, sizeof sales[0], SOLD_NOW_MS, NULL, &season, &error));
  CHECK(fabs(season.factor[0] - 0.9) < 1e-9 && fabs(season.factor[6] - 1.1) < 1e-9);
  CHECK(season.factor[1] == 1 && season.counts[0] == each && season.passed_over_count == 0);
  CHECK_OK(haggle_season_options_usual(&options, &error));
  CHECK(options.sales_count_min == 30 && options.factor_max == 1.5);
  options.age_days_max = 150;
  CHECK_OK(haggle_learn_season(sales, 2 * each, sizeof sales[0], SOLD_NOW_MS, &options, &season,
                               &error));
  CHECK(season.passed_over_count == each && season.counts[0] == 0);
  sales[5].price_minor = 0;
  CHECK(haggle_learn_season(sales, 2 * each, sizeof sales[0], SOLD_NOW_MS, NULL, &season, NULL) ==
        HAGGLE_E_PRICE_NOT_POSITIVE);
}

/* Two cases of three comparables each, of which the nearest says the price. */
struct cases {
  haggle_query queries[2];
  int64_t prices[2];
  haggle_comparable comparables[6];
  uint32_t first[3];
};

static struct cases make_cases(void) {
  const haggle_query query = HAGGLE_QUERY_INIT;
  struct cases out;
  memset(&out, 0, sizeof out);
  for (int i = 0; i < 6; ++i) {
    haggle_comparable* sold = &out.comparables[i];
    sold->row = (uint32_t)i;
    sold->similarity = 0.99 - 0.1 * (i % 3);
    sold->price_minor = 10000 + 3000 * (i % 3);
    sold->sold_ms = SOLD_NOW_MS;
    sold->condition = HAGGLE_SALE_CONDITION_GOOD;
    strcpy(sold->currency, "USD");
  }
  for (int i = 0; i < 2; ++i) {
    out.queries[i] = query;
    out.queries[i].now_ms = SOLD_NOW_MS;
    out.queries[i].condition = HAGGLE_SALE_CONDITION_GOOD;
    strcpy(out.queries[i].currency, "USD");
    out.prices[i] = 10000;
    out.first[i + 1] = 3 * (uint32_t)(i + 1);
  }
  return out;
}

static haggle_status tune(const struct cases* given, haggle_valuation_options* options,
                          haggle_fit* fit) {
  return haggle_tune(given->queries, sizeof given->queries[0], given->prices, 2, given->comparables,
                     sizeof given->comparables[0], given->first, NULL, NULL, 0, options, fit,
                     &error);
}

TEST(tune_finds_options_that_fit_better) {
  struct cases given = make_cases();
  haggle_valuation_options options = HAGGLE_VALUATION_OPTIONS_INIT;
  haggle_fit before = HAGGLE_FIT_INIT, after = HAGGLE_FIT_INIT;
  haggle_valuation_policy* policy = NULL;
  CHECK_OK(haggle_valuation_options_usual(HAGGLE_PRESET_CALIBRATED, &options, &error));
  options.effective_count_min = 1;
  options.temperature = 100; /* all weigh the same, so that the middle one says the price */
  CHECK_OK(haggle_valuation_policy_create(&options, NULL, &policy, &error));
  CHECK_OK(haggle_fit_of(policy, given.queries, sizeof given.queries[0], given.prices, 2,
                         given.comparables, sizeof given.comparables[0], given.first, NULL, NULL, 0,
                         &before, &error));
  CHECK(fabs(before.error_median - 0.3) < 1e-9 && before.refused_count == 0);
  CHECK_OK(tune(&given, &options, &after));
  CHECK(after.error_median < before.error_median);
  CHECK(options.preset == HAGGLE_PRESET_CALIBRATED && options.effective_count_min == 1);
  given.prices[1] = 0;
  CHECK_ERROR(tune(&given, &options, &after), HAGGLE_E_PRICE_NOT_POSITIVE, "cases[].price");
  CHECK(error.row == 1);
  given.first[1] = 7;
  CHECK_ERROR(tune(&given, &options, &after), HAGGLE_E_BAD_ARGUMENT, "first[]");
  options.preset = HAGGLE_PRESET_VISUAL_SIMILARITY;
  CHECK_ERROR(tune(&given, &options, &after), HAGGLE_E_UNKNOWN_VALUE, "options.preset");
  haggle_valuation_policy_destroy(policy);
}
