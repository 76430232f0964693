// A repricer that many sellers come from keeps the business side of a listing inside it, and says
// condition and sub-condition in one word.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "codec/listing_record.hpp"
#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

// ---- condition ------------------------------------------------------------

struct BothConditions {
  Condition condition;
  SubCondition sub_condition;
};
using enum SubCondition;
constexpr std::array both_words{
    Word{BothConditions{Condition::new_, new_}, "New"},
    Word{BothConditions{Condition::new_, oem}, "NewOEM"},
    Word{BothConditions{Condition::used, open_box}, "NewOpenBox"},
    Word{BothConditions{Condition::used, like_new}, "UsedLikeNew"},
    Word{BothConditions{Condition::used, very_good}, "UsedVeryGood"},
    Word{BothConditions{Condition::used, good}, "UsedGood"},
    Word{BothConditions{Condition::used, acceptable}, "UsedAcceptable"},
    Word{BothConditions{Condition::used, poor}, "UsedPoor"},
    Word{BothConditions{Condition::collectible, like_new}, "CollectibleLikeNew"},
    Word{BothConditions{Condition::collectible, very_good}, "CollectibleVeryGood"},
    Word{BothConditions{Condition::collectible, good}, "CollectibleGood"},
    Word{BothConditions{Condition::collectible, acceptable}, "CollectibleAcceptable"},
    Word{BothConditions{Condition::refurbished, refurbished}, "Refurbished"},
    Word{BothConditions{Condition::club, SubCondition::club}, "Club"}};

// ---- the business half ------------------------------------------------------------

using R = ListingRecord;
using T = TierRecord;

template <PathText name, class Kind, auto member, std::uint32_t bit = 0>
constexpr Field<R> half(std::string_view doc) {
  return record_field<R, "listing.b2b_rules.", name, Kind, Fact<Kind, member, bit>>(doc);
}
template <PathText name, class Kind, auto member, std::uint32_t bit = 0>
constexpr Field<T> rung(std::string_view doc) {
  return record_field<T, "listing.b2b_rules.tiers[].", name, Kind, Fact<Kind, member, bit>>(doc);
}

/// Tiers have no default price; what is said of it is checked and left out.
std::optional<Error> pass_over_money(const Input& in, T&) {
  const auto value = MoneyText::read(in);
  return value ? std::nullopt : std::optional{value.error()};
}

template <PathText name>
constexpr Field<R> also(Field<R> one) {
  return other_name<"listing.b2b_rules.", name>(one);
}
template <PathText name>
constexpr Field<T> also(Field<T> one) {
  return other_name<"listing.b2b_rules.tiers[].", name>(one);
}

constexpr auto rung_price = rung<"price", MoneyText, &Tier::price_minor>("of one unit");
constexpr auto rung_floor = rung<"floor", BoundText, &Tier::floor, Tier::has_floor>("its floor");
constexpr auto rung_ceiling =
    rung<"ceiling", BoundText, &Tier::ceiling, Tier::has_ceiling>("its ceiling");
constexpr std::array rung_table{
    rung_price,
    also<"listed_price">(rung_price),
    rung_floor,
    also<"min">(rung_floor),
    also<"min_price">(rung_floor),
    rung_ceiling,
    also<"max">(rung_ceiling),
    also<"max_price">(rung_ceiling),
    Field<T>{"default_price", "listing.b2b_rules.tiers[].default_price", "", pass_over_money,
             write_nothing<T>, MoneyText::shape, "not used: a tier keeps its price instead"},
};
Fields<T> rung_fields() {
  return rung_table;
}
using RungObject = ObjectOf<T, rung_fields>;

/// {"5": {...}}: tiers by quantity, in any order.
std::optional<Error> read_rungs(const Input& in, R& out) {
  if (!in.is(JsonKind::object)) return in.refuse(Errc::wrong_type).value();
  std::vector<TierEntry> tiers;
  ReadContext context = in.context;
  context.index = 0;
  for (const JsonValue member : in.value) {
    const Input each{member, in.element, "", context};
    const std::string_view key = member.key();
    const bool digits = !key.empty() && key.size() <= 9 &&
                        std::all_of(key.begin(), key.end(), haggle::detail::is_digit);
    if (!digits) return each.refuse(Errc::unknown_value).value();
    auto tier = RungObject::read(each);
    if (!tier) return tier.error();
    for (const char digit : key) {
      tier->tier.quantity = tier->tier.quantity * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    tiers.push_back({*tier, member, context.index++});
  }
  std::sort(tiers.begin(), tiers.end(), [](const TierEntry& a, const TierEntry& b) {
    const auto place = [](const TierEntry& t) {
      return std::pair{t.record.tier.quantity, t.index};
    };
    return place(a) < place(b);
  });
  return put_tiers(in, tiers, out.business);
}

Shape rungs_shape() {
  const Shape rung_shape = RungObject::shape();
  return {"tiers by quantity: {\"5\": " + rung_shape.label + "}",
          R"({"type":"object","maxProperties":5,"additionalProperties":false,)"
          R"("patternProperties":{"^[0-9]{1,9}$":)" +
              rung_shape.schema + "}}"};
}

struct HalfPolicy {
  static constexpr auto put = [](R& to, std::string name) { to.policy = std::move(name); };
  static constexpr auto take = [](const R&) { return std::optional<std::string>{}; };
};

constexpr auto half_price = half<"price", MoneyText, &Listing::price_minor>("the business price");
constexpr auto half_floor =
    floor_field<R, "listing.b2b_rules.", BoundText,
                Fact<BoundText, &Listing::floor, Listing::has_floor>>("its floor");
constexpr auto half_ceiling =
    half<"ceiling", BoundText, &Listing::ceiling, Listing::has_ceiling>("its ceiling");
constexpr auto half_policy = record_field<R, "listing.b2b_rules.", "policy", NameText, HalfPolicy>(
    "the name of its policy; without it the listing's");
constexpr std::array half_table{
    half_price,
    also<"listed_price">(half_price),
    half_floor,
    also<"min">(half_floor),
    also<"min_price">(half_floor),
    half_ceiling,
    also<"max">(half_ceiling),
    also<"max_price">(half_ceiling),
    half<"default_price", MoneyText, &Listing::default_price_minor>("asked where nobody competes"),
    half_policy,
    also<"strategy_id">(half_policy),
    Field<R>{"tiers", "listing.b2b_rules.tiers", "listing.b2b_rules.tiers[]", read_rungs,
             write_nothing<R>, rungs_shape, "its ladder"},
};
Fields<R> half_fields() {
  return half_table;
}

}  // namespace

std::optional<Error> read_seed_condition(const Input& in, ListingRecord& out) {
  if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type).value();
  const auto both = value_of(both_words, in.text());
  if (!both) return in.refuse(Errc::unknown_value).value();
  body(out).condition = both->condition;
  body(out).sub_condition = both->sub_condition;
  out.says_sub_condition = true;
  return std::nullopt;
}

Shape seed_condition_shape() {
  WordsShape words;
  for (const auto& word : both_words) words.add(word.name, true);
  return words.shape();
}

std::optional<Error> read_business_half(const Input& in, ListingRecord& out) {
  if (!in.is(JsonKind::object)) return in.refuse(Errc::wrong_type).value();
  out.business_half = in.value;
  return std::nullopt;
}

Shape business_half_shape() {
  return ObjectOf<R, half_fields>::shape();
}

Result<ListingRecord> business_of(const ListingRecord& consumer, const ReadContext& context) {
  constexpr std::uint32_t of_consumers = Listing::has_price_time | Listing::has_floor |
                                         Listing::has_ceiling | Listing::has_map |
                                         Listing::has_last_applied;
  ListingRecord out = consumer;
  Listing& l = body(out);
  out.business.consumer_price_minor = l.price_minor;
  l.audience = Audience::business;
  l.has &= ~of_consumers;
  l.price_minor = l.default_price_minor = l.model_price_minor = l.map_minor = 0;
  l.price_time = l.last_applied = {};
  l.floor = l.ceiling = {};
  l.memory = {};
  const Input half{consumer.business_half, "listing.b2b_rules", "", context};
  if (const auto fault = read_fields(half, half_fields(), out))
    return tl::unexpected<Error>(*fault);
  if (const auto fault = bounds_fault(half, half_fields(), l)) return tl::unexpected<Error>(*fault);
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
