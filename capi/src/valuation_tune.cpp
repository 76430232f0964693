#include <utility>
#include <vector>

#include "haggle/valuation/tune.hpp"
#include "valuation.hpp"

namespace haggle::capi {
namespace {

/// Items whose price is known, as the caller lays them out.
struct Cases {
  Strided<haggle_query> queries;
  const std::int64_t* prices;
  Strided<haggle_comparable> comparables;
  const std::uint32_t* first;
  Attributes of_queries;
  Attributes of_comparables;
};

/// The same as C++ sees them; what they view stands in the caller's arrays and in here.
class CasesIn {
 public:
  [[nodiscard]] Wrong read(Cases given) {
    if (const Wrong wrong = check(given)) return wrong;
    const std::size_t count = given.queries.count;
    given.comparables.count = count == 0 ? 0 : given.first[count];
    const Wrong wrong = comparables_from(given.comparables, given.of_comparables, comparables_);
    if (wrong) return wrong;
    cases_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (Wrong bad = read_case(given, i)) {
        bad.row = static_cast<std::uint32_t>(i);
        return bad;
      }
    }
    return {};
  }
  [[nodiscard]] std::span<const KnownPrice> operator*() const noexcept { return cases_; }

 private:
  [[nodiscard]] static Wrong check(const Cases& given) noexcept {
    const std::size_t count = given.queries.count;
    const Wrong wrong =
        check_array(given.queries, sizeof(std::uint32_t), "queries", "queries_stride");
    if (wrong || count == 0) return wrong;
    if (given.prices == nullptr || !is_aligned(given.prices)) {
      return {Errc::bad_argument, "prices"};
    }
    if (given.first == nullptr) return {Errc::bad_argument, "first"};
    for (std::size_t i = 0; i < count; ++i) {
      if (given.first[i] > given.first[i + 1]) return {Errc::bad_argument, "first[]", i};
    }
    return given.of_queries.check(count, "query_attributes");
  }
  [[nodiscard]] Wrong read_case(const Cases& given, std::size_t i) noexcept {
    const haggle_query* query = given.queries.at(i);
    if (!fits(query, given.queries.stride)) return {Errc::bad_size, "query"};
    const std::size_t first = given.first[i];
    cases_[i].price_minor = given.prices[i];
    cases_[i].comparables = std::span{comparables_}.subspan(first, given.first[i + 1] - first);
    return query_from(query, given.of_queries.row(i), cases_[i].query);
  }

  std::vector<Comparable> comparables_{};
  std::vector<KnownPrice> cases_{};
};

haggle_fit fit_from(const Fit& from) noexcept {
  haggle_fit out = HAGGLE_FIT_INIT;
  out.error_median = from.error_median;
  out.error_mean = from.error_mean;
  out.refused_count = from.refused_count;
  return out;
}

/// An error of the core, whose index is the case.
Wrong in_case(const Error& error) noexcept {
  const bool of_case = std::string_view{error.where}.starts_with("cases[]");
  return of_case ? in_row(error) : Wrong{error};
}

/// Options that can be written to, and are of the preset that is tuned.
Wrong check_options(haggle_valuation_options* options, Given<haggle_valuation_options>& in) {
  const Wrong wrong = first_wrong([&] { return check_out(options, "options"); },
                                  [&] { return in.read(options, "options"); });
  if (wrong) return wrong;
  const bool is_tuned = in->preset == HAGGLE_PRESET_CALIBRATED;
  return is_tuned ? Wrong{} : Wrong{Errc::unknown_value, "options.preset"};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_fit_of(const haggle_valuation_policy* policy, const haggle_query* queries,
                            size_t queries_stride, const int64_t* prices, size_t cases_count,
                            const haggle_comparable* comparables, size_t comparables_stride,
                            const uint32_t* first, const double* query_attributes,
                            const double* attributes, size_t attributes_count, haggle_fit* fit,
                            haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Cases given{{queries, cases_count, queries_stride}, prices,
                      {comparables, 0, comparables_stride},   first,
                      {query_attributes, attributes_count},   {attributes, attributes_count}};
    CasesIn cases;
    const Wrong wrong =
        first_wrong([&] { return check_handle(policy, "policy"); },
                    [&] { return check_out(fit, "fit"); }, [&] { return cases.read(given); });
    if (wrong) return wrong;
    const auto done = haggle::fit_of(*cases, *policy->content);
    if (!done) return in_case(done.error());
    write_struct(fit_from(*done), fit);
    return {};
  });
}

haggle_status haggle_tune(const haggle_query* queries, size_t queries_stride, const int64_t* prices,
                          size_t cases_count, const haggle_comparable* comparables,
                          size_t comparables_stride, const uint32_t* first,
                          const double* query_attributes, const double* attributes,
                          size_t attributes_count, haggle_valuation_options* options,
                          haggle_fit* fit, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Cases given{{queries, cases_count, queries_stride}, prices,
                      {comparables, 0, comparables_stride},   first,
                      {query_attributes, attributes_count},   {attributes, attributes_count}};
    CasesIn cases;
    Given<haggle_valuation_options> start;
    const Wrong wrong =
        first_wrong([&] { return check_options(options, start); },
                    [&] { return check_out(fit, "fit"); }, [&] { return cases.read(given); });
    if (wrong) return wrong;
    const auto tuned = haggle::tune(*cases, calibrated_from(*start));
    if (!tuned) return in_case(tuned.error());
    haggle_valuation_options found = *start;
    put_calibrated(tuned->options, found);
    write_struct(found, options);
    write_struct(fit_from(tuned->fit), fit);
    return {};
  });
}
