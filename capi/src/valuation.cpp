#include "valuation.hpp"

#include "haggle/valuation/value.hpp"

using namespace haggle::capi;
using haggle::Comparable;

haggle_status haggle_value(const haggle_valuation_policy* policy, const haggle_query* query,
                           const haggle_comparable* comparables, size_t comparables_count,
                           size_t comparables_stride, const double* query_attributes,
                           const double* attributes, size_t attributes_count,
                           haggle_weight* weights, haggle_valuation* valuation, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(valuation, "valuation")) return wrong;
    clear_struct(valuation);
    const Attributes own{query_attributes, attributes_count};
    haggle::Query asked;
    std::vector<Comparable> sold;
    const Wrong wrong = first_wrong(
        [&] { return check_handle(policy, "policy"); },
        [&] {
          return is_aligned(weights) ? Wrong{} : Wrong{haggle::Errc::bad_argument, "weights"};
        },
        [&] { return own.check(1, "query_attributes"); },
        [&] { return query_from(query, own.row(0), asked); },
        [&] {
          return comparables_from({comparables, comparables_count, comparables_stride},
                                  {attributes, attributes_count}, sold);
        });
    if (wrong) return wrong;
    const auto valued = haggle::value(asked, sold, *policy->content);
    if (!valued) return valued.error();
    put_weights(valued->weights, weights);
    write_struct(valuation_of(*valued), valuation);
    return {};
  });
}

const char* haggle_value_refusal_name(uint8_t refusal) {
  return name_in(haggle::refusal_names, refusal);
}

const char* haggle_cut_name(uint8_t cut) {
  return name_in(haggle::cut_names, cut);
}

const char* haggle_range_basis_name(uint8_t basis) {
  return name_in(haggle::range_basis_names, basis);
}

const char* haggle_quality_name(uint8_t quality) {
  return name_in(haggle::quality_names, quality);
}
