#include "valuation/input_check.hpp"

#include <limits>

#include "haggle/base/limits.hpp"
#include "haggle/valuation/adjustments.hpp"
#include "valuation/range_check.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {
namespace {

constexpr double size_least = std::numeric_limits<double>::min();

template <class Named, class Names>
bool has_number(Named value, const Names& names) noexcept {
  return static_cast<std::size_t>(value) < names.size();
}

Result<void> check_attributes(std::span<const double> attributes, const char* where,
                              std::size_t index) noexcept {
  for (const double attribute : attributes) {
    const Limited limited{attribute, -attribute_max, attribute_max, where};
    if (const auto checked = check_number(limited, index); !checked) return checked;
  }
  return {};
}

Result<void> check_size(std::optional<double> size, const char* where, std::size_t index) noexcept {
  if (!size) return {};
  return check_number({*size, size_least, attribute_max, where}, index);
}

Result<void> check_labels(const Query& query) noexcept {
  if (exponent_of(query.currency) < 0) return fail(Errc::unknown_currency, "query.currency");
  if (!has_number(query.condition, sale_condition_names)) {
    return fail(Errc::unknown_value, "query.condition");
  }
  if (!has_number(query.quality, quality_names)) {
    return fail(Errc::unknown_value, "query.quality");
  }
  return {};
}

Result<void> check_query(const Query& query) noexcept {
  if (const auto checked = check_labels(query); !checked) return checked;
  if (const auto checked = check_moment(query.now, "query.now", 0); !checked) return checked;
  const Limited numbers[] = {
      {query.quality_factor, factor_least, factor_most, "query.quality_factor"},
      {query.miss_rate.value_or(0), 0, 1, "query.miss_rate"},
  };
  if (const auto checked = check_numbers(numbers); !checked) return checked;
  if (const auto checked = check_size(query.size, "query.size", 0); !checked) return checked;
  return check_attributes(query.attributes, "query.attributes", 0);
}

Result<void> check_kinds(const Query& query, const Comparable& sold, std::size_t index) noexcept {
  if (sold.currency != query.currency) {
    return fail(Errc::currency_mismatch, "comparables[].currency", index);
  }
  if (!has_number(sold.condition, sale_condition_names)) {
    return fail(Errc::unknown_value, "comparables[].condition", index);
  }
  if (sold.attributes.size() != query.attributes.size()) {
    return fail(Errc::wrong_dimension, "comparables[].attributes", index);
  }
  return {};
}

Result<void> check_sale(Instant now, const Comparable& sold, std::size_t index) noexcept {
  const auto price = check_price(sold.price_minor, "comparables[].price", index);
  if (!price) return price;
  const auto moment = check_moment(sold.sold_at, "comparables[].sold_at", index);
  if (!moment) return moment;
  if (sold.sold_at > now) return fail(Errc::sold_in_future, "comparables[].sold_at", index);
  return {};
}

Result<void> check_comparable(const Query& query, const Comparable& sold,
                              std::size_t index) noexcept {
  const Limited similarity{sold.similarity, -1, 1, "comparables[].similarity"};
  if (const auto checked = check_number(similarity, index); !checked) return checked;
  if (const auto checked = check_sale(query.now, sold, index); !checked) return checked;
  if (const auto checked = check_kinds(query, sold, index); !checked) return checked;
  const auto size = check_size(sold.size, "comparables[].size", index);
  if (!size) return size;
  return check_attributes(sold.attributes, "comparables[].attributes", index);
}

}  // namespace

Result<void> check_price(std::int64_t price_minor, const char* where, std::size_t index) noexcept {
  if (price_minor <= 0) return fail(Errc::price_not_positive, where, index);
  if (price_minor > amount_minor_max) return fail(Errc::out_of_range, where, index);
  return {};
}

Result<void> check_moment(Instant at, const char* where, std::size_t index) noexcept {
  if (at.ms > instant_ms_max || at.ms < -instant_ms_max) {
    return fail(Errc::out_of_range, where, index);
  }
  return {};
}

Result<void> check_input(const Query& query, std::span<const Comparable> comparables) {
  if (const auto checked = check_query(query); !checked) return checked;
  for (std::size_t i = 0; i < comparables.size(); ++i) {
    if (const auto checked = check_comparable(query, comparables[i], i); !checked) return checked;
  }
  return {};
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
