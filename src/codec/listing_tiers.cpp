#include <array>
#include <limits>
#include <vector>

#include "codec/listing_record.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using T = TierRecord;
using Quantity = Whole<std::uint32_t, 2>;

template <PathText name, class Kind, auto member, std::uint32_t bit = 0>
constexpr Field<T> fact(std::string_view doc, bool required = false) {
  return record_field<T, "listing.tiers[].", name, Kind, Fact<Kind, member, bit>>(doc, required);
}

using TierMemory = MemoryText<"listing.tiers[].memory.">;
constexpr std::array fields{
    fact<"quantity", Quantity, &Tier::quantity>("from this many units", true),
    fact<"price", MoneyText, &Tier::price_minor>("of one unit, now in force"),
    fact<"floor", BoundText, &Tier::floor, Tier::has_floor>(
        "the hard minimum; a tier without one is not priced"),
    fact<"ceiling", BoundText, &Tier::ceiling, Tier::has_ceiling>("the hard maximum"),
    fact<"map", MoneyText, &Tier::map_minor, Tier::has_map>("the minimum advertised price"),
    fact<"memory", TierMemory, &Tier::memory>("what the last decision wants to be given back"),
};

using TierObject = ObjectOf<TierRecord, tier_fields>;

}  // namespace

Fields<TierRecord> tier_fields() {
  return fields;
}

std::optional<Error> put_tiers(const Input& in, std::span<const TierEntry> tiers,
                               BusinessListing& out) {
  if (tiers.size() > tiers_max) return in.refuse(Errc::too_many_tiers).value();
  std::uint32_t last = 1;
  for (const TierEntry& tier : tiers) {
    if (tier.record.tier.quantity <= last) {
      return Error{Errc::tiers_not_rising, 0, tier.index, tier.value.node().end,
                   "listing.tiers[].quantity"};
    }
    last = tier.record.tier.quantity;
    out.tiers[out.tiers_count++] = tier.record.tier;
  }
  return std::nullopt;
}

std::optional<Error> read_tiers(const Input& in, ListingRecord& out) {
  if (!in.is(JsonKind::array)) return in.refuse(Errc::wrong_type).value();
  std::vector<TierEntry> tiers;
  ReadContext context = in.context;
  context.index = 0;
  for (const JsonValue value : in.value) {
    const auto tier = TierObject::read({value, in.element, "", context});
    if (!tier) return tier.error();
    tiers.push_back({*tier, value, context.index++});
  }
  return put_tiers(in, tiers, out.business);
}

void write_tiers(JsonWriter& to, std::string_view name, const ListingRecord& from) {
  if (from.business.tiers_count == 0) return;
  to.key(name).open('[');
  for (std::uint32_t i = 0; i < from.business.tiers_count; ++i) {
    TierObject::write(to, {from.business.tiers[i], currency_of(from)});
  }
  to.close(']');
}

Shape tiers_shape() {
  Shape list = list_shape(TierObject::shape());
  list.schema.insert(list.schema.size() - 1, R"(,"maxItems":5)");
  return list;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
