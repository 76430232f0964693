#include <algorithm>
#include <cstring>

#include "comparables.hpp"
#include "haggle/valuation/season.hpp"

namespace haggle::capi {
namespace {

constexpr SeasonOptions usual{};

haggle_season_options options_of(const SeasonOptions& from) noexcept {
  haggle_season_options out = HAGGLE_SEASON_OPTIONS_INIT;
  out.month_count_min = from.month_count_min;
  out.month_count_full = from.month_count_full;
  out.sales_count_min = from.sales_count_min;
  out.age_days_max = from.age_days_max;
  out.factor_min = from.factor_min;
  out.factor_max = from.factor_max;
  return out;
}

Wrong options_from(const haggle_season_options* given, SeasonOptions& out) noexcept {
  if (given == nullptr) return {};
  Given<haggle_season_options> in;
  if (const Wrong wrong = in.read(given, "options")) return wrong;
  out = {in->month_count_min, in->month_count_full, in->sales_count_min,
         in->age_days_max,    in->factor_min,       in->factor_max};
  return {};
}

Wrong prices_from(const Strided<haggle_dated_price>& given, std::vector<DatedPrice>& out) {
  const Wrong wrong = check_array(given, sizeof(haggle_dated_price), "sales", "sales_stride");
  if (wrong) return wrong;
  out.resize(given.count);
  for (std::size_t i = 0; i < given.count; ++i) {
    const haggle_dated_price& from = *given.at(i);
    if (!are_zero(from.reserved)) return {Errc::bad_argument, "sales[].reserved", i};
    out[i].price_minor = from.price_minor;
    out[i].sold_at.ms = from.sold_ms;
    std::memcpy(out[i].currency.code, from.currency, sizeof from.currency);
  }
  return {};
}

haggle_season season_of(const LearnedSeason& from) noexcept {
  haggle_season out = HAGGLE_SEASON_INIT;
  out.passed_over_count = from.passed_over_count;
  std::copy(from.counts.begin(), from.counts.end(), std::begin(out.counts));
  std::copy(from.table.factor.begin(), from.table.factor.end(), std::begin(out.factor));
  return out;
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_season_options_usual(haggle_season_options* out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(out, "out")) return wrong;
    write_struct(options_of(usual), out);
    return {};
  });
}

haggle_status haggle_learn_season(const haggle_dated_price* sales, size_t sales_count,
                                  size_t sales_stride, int64_t now_ms,
                                  const haggle_season_options* options, haggle_season* out,
                                  haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    haggle::SeasonOptions how;
    std::vector<haggle::DatedPrice> prices;
    const Wrong wrong = first_wrong(
        [&] { return check_out(out, "out"); }, [&] { return options_from(options, how); },
        [&] { return prices_from({sales, sales_count, sales_stride}, prices); });
    if (wrong) return wrong;
    const auto learned = haggle::learn_season(prices, haggle::Instant{now_ms}, how);
    if (!learned) return learned.error();
    write_struct(season_of(*learned), out);
    return {};
  });
}
