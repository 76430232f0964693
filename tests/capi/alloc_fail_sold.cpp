// Every allocation of the calls about sold items fails once.
#include <cstdint>
#include <cstring>
#include <vector>

#include "capi/alloc_fail.hpp"

namespace haggle::test {
namespace {

constexpr std::uint32_t dimension = 8;
constexpr std::size_t rows_count = 60;
constexpr std::size_t row_bytes = dimension * sizeof(float);
constexpr std::int64_t now_ms = 1'763'712'000'000;

constexpr char sold_json[] =
    R"({"type": "a.long.name.of.a.product.sold", "eventId": "e-1", "tenantId": "acme",)"
    R"( "occurredAt": "2026-01-17T14:22:05Z", "productId": "p-1", "category": "mugs", "brand":)"
    R"( "mill", "condition": "good", "salePrice": "12.50", "saleCurrency": "USD", "soldDate":)"
    R"( "2026-01-17", "embeddingId": "a key of some length, as they are", "embedding": [1, 2]})";

/// Rows, and what is asked about them.
struct Sold {
  std::vector<float> vectors = std::vector<float>(rows_count * dimension);
  std::vector<haggle_sale> sales = std::vector<haggle_sale>(rows_count);
  std::vector<std::int64_t> prices = std::vector<std::int64_t>(rows_count, 1'000);
  std::vector<haggle_comparable> comparables = std::vector<haggle_comparable>(rows_count);
  std::vector<haggle_observation> observations = std::vector<haggle_observation>(rows_count);
  std::vector<haggle_dated_price> dated = std::vector<haggle_dated_price>(rows_count);
  std::vector<haggle_history_row> history = std::vector<haggle_history_row>(rows_count);
  haggle_query query = HAGGLE_QUERY_INIT;
  haggle_index* index{};
  haggle_calibration* calibration{};
  haggle_valuation_policy* policy{};

  Sold();
  Sold(const Sold&) = delete;
  Sold& operator=(const Sold&) = delete;
  ~Sold() {
    end(haggle_index_destroy, index);
    end(haggle_calibration_destroy, calibration);
    end(haggle_valuation_policy_destroy, policy);
  }
  haggle_status add(haggle_index* to, haggle_error* err) const {
    return haggle_index_add(to, vectors.data(), row_bytes, dimension, sales.data(), sizeof sales[0],
                            rows_count, 1, nullptr, nullptr, err);
  }
  haggle_status make_policy(haggle_valuation_policy** out, haggle_error* err) const {
    haggle_valuation_options options = HAGGLE_VALUATION_OPTIONS_INIT;
    haggle_valuation_options_usual(HAGGLE_PRESET_CALIBRATED, &options, nullptr);
    return haggle_valuation_policy_create(&options, calibration, out, err);
  }
  haggle_status make_calibration(haggle_calibration** out, haggle_error* err) const {
    return haggle_calibration_create(observations.data(), rows_count, sizeof observations[0], 0.9,
                                     0.1, out, err);
  }
};

Sold::Sold() {
  for (std::size_t i = 0; i < rows_count; ++i) {
    vectors[i * dimension] = 1;
    vectors[i * dimension + i % dimension] += static_cast<float>(i) / 100;
    sales[i].sold_ms = now_ms;
    std::strcpy(sales[i].brand, "mill");
    comparables[i].similarity = 0.9;
    comparables[i].price_minor = prices[i];
    comparables[i].sold_ms = now_ms;
    std::strcpy(comparables[i].currency, "USD");
    dated[i].price_minor = prices[i];
    dated[i].sold_ms = now_ms;
    std::strcpy(dated[i].currency, "USD");
    history[i].sale.id[0] = static_cast<char>('0' + i);
  }
  query.now_ms = now_ms;
  std::strcpy(query.currency, "USD");
  bool good = haggle_index_create(dimension, nullptr, nullptr, nullptr, &index, nullptr) == 0;
  good &= add(index, nullptr) == HAGGLE_OK;
  good &= make_calibration(&calibration, nullptr) == HAGGLE_OK;
  good &= make_policy(&policy, nullptr) == HAGGLE_OK;
  expect(good, "sold items", "are made");
}

std::uint64_t rows_of(const haggle_index* index) {
  haggle_index_facts facts = HAGGLE_INDEX_FACTS_INIT;
  haggle_index_about(index, &facts, nullptr);
  return facts.rows_count;
}

haggle_status change(const Sold& with, haggle_error* err) {
  haggle_index* index = nullptr;
  std::uint64_t removed = 0;
  auto status = haggle_index_create(dimension, nullptr, nullptr, nullptr, &index, err);
  if (status == HAGGLE_OK) status = haggle_index_reserve(index, 10, err);
  if (status == HAGGLE_OK) {
    status = with.add(index, err);
    expect(rows_of(index) == (status == HAGGLE_OK ? rows_count : 0), "index_add", "all or none");
  }
  if (status == HAGGLE_OK) status = haggle_index_remove(index, "", 0, &removed, err);
  if (status == HAGGLE_OK) {
    status = haggle_index_compact(index, nullptr, 0, 1, nullptr, nullptr, err);
    expect(rows_of(index) == (status == HAGGLE_OK ? 0 : rows_count), "index_compact",
           "nothing is changed where it fails");
  }
  end(haggle_index_destroy, index);
  return status;
}

haggle_status copy(const Sold& with, haggle_error* err) {
  haggle_index* index = nullptr;
  const auto status = haggle_index_copy(with.index, nullptr, nullptr, nullptr, &index, err);
  end(haggle_index_destroy, index);
  return status;
}

haggle_status search(const Sold& with, haggle_error* err) {
  haggle_neighbour neighbours[6];
  haggle_found found[2];
  haggle_search_options options = HAGGLE_SEARCH_OPTIONS_INIT;
  std::strcpy(options.brand, "mill");
  const auto status = haggle_index_search(with.index, with.vectors.data(), dimension, &options,
                                          nullptr, nullptr, neighbours, 3, found, err);
  if (status != HAGGLE_OK) return status;
  return haggle_index_search_each(with.index, with.vectors.data(), 2 * row_bytes, 2, dimension,
                                  &options, nullptr, nullptr, neighbours, 3, found, err);
}

haggle_status value(const Sold& with, haggle_error* err) {
  haggle_valuation out = HAGGLE_VALUATION_INIT;
  const auto status =
      haggle_value(with.policy, &with.query, with.comparables.data(), rows_count,
                   sizeof with.comparables[0], nullptr, nullptr, 0, nullptr, &out, err);
  if (status != HAGGLE_OK) return status;
  return haggle_index_value(with.index, with.policy, with.vectors.data(), dimension, &with.query,
                            nullptr, with.prices.data(), rows_count, nullptr, nullptr, nullptr,
                            nullptr, 0, nullptr, &out, err);
}

haggle_status learn(const Sold& with, haggle_error* err) {
  haggle_calibration* calibration = nullptr;
  haggle_valuation_policy* policy = nullptr;
  haggle_season season = HAGGLE_SEASON_INIT;
  auto status = with.make_calibration(&calibration, err);
  if (status == HAGGLE_OK) status = with.make_policy(&policy, err);
  if (status == HAGGLE_OK) {
    status = haggle_learn_season(with.dated.data(), rows_count, sizeof with.dated[0], now_ms,
                                 nullptr, &season, err);
  }
  end(haggle_calibration_destroy, calibration);
  end(haggle_valuation_policy_destroy, policy);
  return status;
}

haggle_status fit(const Sold& with, haggle_error* err) {
  const std::uint32_t first[] = {0, rows_count};
  haggle_fit out = HAGGLE_FIT_INIT;
  return haggle_fit_of(with.policy, &with.query, sizeof with.query, with.prices.data(), 1,
                       with.comparables.data(), sizeof with.comparables[0], first, nullptr, nullptr,
                       0, &out, err);
}

haggle_status check_history(const Sold& with, haggle_error* err) {
  haggle_finding findings[HAGGLE_FINDINGS_COUNT];
  std::uint8_t verdict = 0;
  char text[4'000];
  std::size_t needed = 0;
  const auto status = haggle_check_history(
      with.history.data(), rows_count, sizeof with.history[0], with.history.data(), rows_count - 1,
      sizeof with.history[0], now_ms, nullptr, findings, &verdict, err);
  if (status != HAGGLE_OK) return status;
  return haggle_history_text(findings, text, sizeof text, &needed, err);
}

haggle_status read_event(haggle_error* err) {
  haggle_sale_reader* reader = nullptr;
  haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
  std::size_t count = 0;
  auto status =
      haggle_sale_event_read(sold_json, sizeof sold_json - 1, nullptr, &event, nullptr, 0, err);
  if (status == HAGGLE_OK) status = haggle_sale_reader_create(nullptr, &reader, err);
  if (status == HAGGLE_OK) {
    status = haggle_sale_reader_read(reader, sold_json, sizeof sold_json - 1, nullptr, &count, err);
  }
  end(haggle_sale_reader_destroy, reader);
  return status;
}

}  // namespace

void fail_each_of_sold_items() {
  const Sold with;
  fail_each("index, changed", [&](haggle_error* err) { return change(with, err); });
  fail_each("index, copied", [&](haggle_error* err) { return copy(with, err); });
  fail_each("index, searched", [&](haggle_error* err) { return search(with, err); });
  fail_each("value", [&](haggle_error* err) { return value(with, err); });
  fail_each("learn", [&](haggle_error* err) { return learn(with, err); });
  fail_each("fit", [&](haggle_error* err) { return fit(with, err); });
  fail_each("history", [&](haggle_error* err) { return check_history(with, err); });
  fail_each("sale event", read_event);
}

}  // namespace haggle::test
