// The room `valuation` behind a line protocol, for comparing it with another implementation. A line
// is a question in JSON; the answer is one line of JSON. Unreadable input ends the program with 2.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "haggle/valuation/adaptive.hpp"
#include "haggle/valuation/season.hpp"
#include "haggle/valuation/tune.hpp"
#include "haggle/valuation/value.hpp"

namespace haggle {
namespace {

using Json = nlohmann::json;

/// Attributes are viewed by queries and comparables, so they stand here.
using Store = std::deque<std::vector<double>>;

Json told(const Error& error) {
  return {{"error", entry_of(error.code).name}, {"where", error.where}, {"index", error.index}};
}

Currency currency(const Json& text) {
  Currency out;
  const auto code = text.get<std::string>().substr(0, 3);
  code.copy(out.code, code.size());
  return out;
}

template <class Named>
Named numbered(const Json& from) {
  return static_cast<Named>(from.get<int>());
}

std::optional<double> maybe(const Json& from, const char* name) {
  if (!from.contains(name)) return std::nullopt;
  return from.at(name).get<double>();
}

std::span<const double> attributes(const Json& from, Store& store) {
  store.push_back(from.at("attributes").get<std::vector<double>>());
  return store.back();
}

Query query(const Json& from, Store& store) {
  Query out;
  out.now.ms = from.at("now").get<std::int64_t>();
  out.currency = currency(from.at("currency"));
  out.condition = numbered<SaleCondition>(from.at("condition"));
  out.quality = numbered<Quality>(from.at("quality"));
  out.quality_factor = from.at("quality_factor").get<double>();
  out.size = maybe(from, "size");
  out.attributes = attributes(from, store);
  out.category = *Label::from(from.at("category").get<std::string>());
  out.miss_rate = maybe(from, "miss_rate");
  return out;
}

Comparable comparable(const Json& from, Store& store) {
  Comparable out;
  out.row = from.at("row").get<std::uint32_t>();
  out.similarity = from.at("similarity").get<double>();
  out.price_minor = from.at("price").get<std::int64_t>();
  out.currency = currency(from.at("currency"));
  out.sold_at.ms = from.at("sold_at").get<std::int64_t>();
  out.condition = numbered<SaleCondition>(from.at("condition"));
  out.size = maybe(from, "size");
  out.attributes = attributes(from, store);
  return out;
}

std::vector<Comparable> comparables(const Json& from, Store& store) {
  std::vector<Comparable> out;
  for (const Json& one : from) out.push_back(comparable(one, store));
  return out;
}

NeighbourChoice choice(const Json& from) {
  return {from.at("similarity_min").get<double>(), from.at("age_days_max").get<double>(),
          from.at("neighbours_max").get<std::uint32_t>(), from.at("half_life_days").get<double>()};
}

Adjustments adjustments(const Json& from) {
  Adjustments out;
  out.season.factor = from.at("season").get<std::array<double, months_count>>();
  return out;
}

Result<Calibration> calibration(const Json& from) {
  std::vector<Observation> seen;
  for (const Json& row : from.at("observations")) {
    seen.push_back({*Label::from(row[0].get<std::string>()), row[1].get<double>(),
                    row[2].get<double>(), row[3].get<double>()});
  }
  return calibrate(seen, {from.at("coverage").get<double>(), from.at("floor").get<double>()});
}

Result<ValuationPolicy> calibrated_policy(const Json& from) {
  CalibratedOptions out;
  out.choice = choice(from);
  out.adjustments = adjustments(from);
  out.temperature = from.at("temperature").get<double>();
  out.attribute_width = from.at("attribute_width").get<double>();
  out.size_exponent = from.at("size_exponent").get<double>();
  out.centre_share = from.at("centre_share").get<double>();
  out.outlier_mads = from.at("outlier_mads").get<double>();
  out.effective_count_min = from.at("effective_count_min").get<double>();
  out.spread_max = from.at("spread_max").get<double>();
  out.coverage = from.at("coverage").get<double>();
  if (from.contains("observations")) {
    const auto learned = calibration(from);
    if (!learned) return tl::unexpected<Error>(learned.error());
    out.calibration = *learned;
  }
  return calibrated(out);
}

Result<ValuationPolicy> policy(const Json& from) {
  if (!from.contains("as_seed")) return calibrated_policy(from);
  VisualOptions out;
  out.choice = choice(from);
  out.adjustments = adjustments(from);
  out.as_seed = from.at("as_seed").get<bool>();
  return visual_similarity(out);
}

Json told(const Valuation& v) {
  Json weights = Json::array();
  for (const NeighbourWeight& each : v.weights) {
    weights.push_back({each.row, static_cast<int>(each.cut), each.weight});
  }
  return {{"refusal", static_cast<int>(v.refusal)},
          {"basis", static_cast<int>(v.range_basis)},
          {"price", v.price_minor},
          {"low", v.low_minor},
          {"high", v.high_minor},
          {"confidence", v.confidence},
          {"coverage", v.coverage},
          {"effective_count", v.effective_count},
          {"top_similarity", v.top_similarity},
          {"price_log", v.price_log},
          {"spread_log", v.spread_log},
          {"weights", weights}};
}

Json do_value(const Json& from) {
  Store store;
  const auto with = policy(from.at("options"));
  if (!with) return told(with.error());
  const auto out =
      value(query(from.at("query"), store), comparables(from.at("comparables"), store), *with);
  return out ? told(*out) : told(out.error());
}

Json do_season(const Json& from) {
  std::vector<DatedPrice> sales;
  for (const Json& row : from.at("sales")) {
    sales.push_back({row[0].get<std::int64_t>(), currency(row[1]), {row[2].get<std::int64_t>()}});
  }
  const auto out = learn_season(sales, {from.at("now").get<std::int64_t>()});
  if (!out) return told(out.error());
  return {{"factor", (*out).table.factor},
          {"counts", (*out).counts},
          {"passed_over", (*out).passed_over_count}};
}

Json do_adaptive(const Json& from) {
  auto state = adaptive_coverage(from.at("coverage").get<double>(), from.at("rate").get<double>());
  if (!state) return told(state.error());
  Json out = Json::array();
  for (const Json& held : from.at("held")) {
    state = update(*state, held.get<bool>());
    out.push_back((*state).miss_rate());
  }
  return out;
}

Json do_fit(const Json& from) {
  Store store;
  const auto with = policy(from.at("options"));
  std::deque<std::vector<Comparable>> sets;
  std::vector<KnownPrice> cases;
  for (const Json& one : from.at("cases")) {
    sets.push_back(comparables(one.at("comparables"), store));
    cases.push_back(
        {query(one.at("query"), store), sets.back(), one.at("price").get<std::int64_t>()});
  }
  const auto out = fit_of(cases, *with);
  if (!out) return told(out.error());
  return {{"median", (*out).error_median},
          {"mean", (*out).error_mean},
          {"refused", (*out).refused_count}};
}

const std::map<std::string, Json (*)(const Json&)> operations{
    {"value", do_value}, {"season", do_season}, {"adaptive", do_adaptive}, {"fit", do_fit}};

}  // namespace
}  // namespace haggle

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const auto asked = nlohmann::json::parse(line, nullptr, false);
    const auto found = haggle::operations.find(asked.is_object() ? asked.value("op", "") : "");
    if (found == haggle::operations.end()) {
      std::cerr << "not understood: " << line << '\n';
      return 2;
    }
    std::cout << found->second(asked) << '\n';
  }
  return 0;
}
