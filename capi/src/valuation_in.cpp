#include <cstring>

#include "valuation.hpp"

namespace haggle::capi {
namespace {

constexpr std::uint32_t query_has_all =
    HAGGLE_QUERY_HAS_ITEM_SIZE | HAGGLE_QUERY_HAS_MISS_RATE | HAGGLE_QUERY_HAS_QUALITY_FACTOR;

Wrong check_reserved(const haggle_comparable& given, std::size_t index) noexcept {
  if ((given.has & ~std::uint32_t{HAGGLE_COMPARABLE_HAS_ITEM_SIZE}) != 0) {
    return {Errc::unknown_value, "comparables[].has", index};
  }
  const bool good = are_zero(given.reserved) && are_zero(given.reserved_end);
  return good ? Wrong{} : Wrong{Errc::bad_argument, "comparables[].reserved", index};
}

Comparable comparable_of(const haggle_comparable& given) noexcept {
  Comparable out;
  out.row = given.row;
  out.similarity = given.similarity;
  out.price_minor = given.price_minor;
  std::memcpy(out.currency.code, given.currency, sizeof given.currency);
  out.sold_at.ms = given.sold_ms;
  out.condition = SaleCondition{given.condition};
  if ((given.has & HAGGLE_COMPARABLE_HAS_ITEM_SIZE) != 0) out.size = given.item_size;
  return out;
}

}  // namespace

Wrong Attributes::check(std::size_t rows, const char* where) const noexcept {
  if (count == 0 || rows == 0) return {};
  const bool good = data != nullptr && is_aligned(data);
  return good ? Wrong{} : Wrong{Errc::bad_argument, where};
}

Wrong query_from(const haggle_query* given, std::span<const double> attributes,
                 Query& out) noexcept {
  Given<haggle_query> in;
  if (const Wrong wrong = in.read(given, "query")) return wrong;
  if ((in->has & ~query_has_all) != 0) return {Errc::unknown_value, "query.has"};
  if (!are_zero(in->reserved)) return {Errc::bad_argument, "query.reserved"};
  out = {};
  out.now.ms = in->now_ms;
  std::memcpy(out.currency.code, in->currency, sizeof in->currency);
  out.condition = SaleCondition{in->condition};
  out.quality = Quality{in->quality};
  out.attributes = attributes;
  if ((in->has & HAGGLE_QUERY_HAS_QUALITY_FACTOR) != 0) out.quality_factor = in->quality_factor;
  if ((in->has & HAGGLE_QUERY_HAS_ITEM_SIZE) != 0) out.size = in->item_size;
  if ((in->has & HAGGLE_QUERY_HAS_MISS_RATE) != 0) out.miss_rate = in->miss_rate;
  return label_from(in->category, "query.category", out.category);
}

Wrong comparables_from(const Strided<haggle_comparable>& given, const Attributes& attributes,
                       std::vector<Comparable>& out) {
  const Wrong wrong = first_wrong(
      [&] {
        return check_array(given, sizeof(haggle_comparable), "comparables", "comparables_stride");
      },
      [&] { return attributes.check(given.count, "attributes"); });
  if (wrong) return wrong;
  out.reserve(given.count);
  for (std::size_t i = 0; i < given.count; ++i) {
    if (const Wrong bad = check_reserved(*given.at(i), i)) return bad;
    out.push_back(comparable_of(*given.at(i)));
    out.back().attributes = attributes.row(i);
  }
  return {};
}

haggle_valuation valuation_of(const Valuation& from) noexcept {
  haggle_valuation out = HAGGLE_VALUATION_INIT;
  out.refusal = static_cast<std::uint8_t>(from.refusal);
  out.range_basis = static_cast<std::uint8_t>(from.range_basis);
  std::memcpy(out.currency, from.currency.code, sizeof out.currency);
  out.price_minor = from.price_minor;
  out.low_minor = from.low_minor;
  out.high_minor = from.high_minor;
  out.confidence = from.confidence;
  out.coverage = from.coverage;
  out.effective_count = from.effective_count;
  out.top_similarity = from.top_similarity;
  out.price_log = from.price_log;
  out.spread_log = from.spread_log;
  return out;
}

void put_weights(std::span<const NeighbourWeight> from, haggle_weight* out) noexcept {
  if (out == nullptr) return;
  for (std::size_t i = 0; i < from.size(); ++i) {
    out[i] = {from[i].row, static_cast<std::uint8_t>(from[i].cut), {}, from[i].weight};
  }
}

}  // namespace haggle::capi
