#include <algorithm>
#include <array>

#include "codec/listing_record.hpp"
#include "haggle/market/marketplaces.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using R = ListingRecord;
using L = Listing;

template <PathText name, class Kind, auto member, std::uint32_t bit = 0>
constexpr Field<R> fact(std::string_view doc, bool required = false) {
  return record_field<R, "listing.", name, Kind, Fact<Kind, member, bit>>(doc, required);
}
template <PathText name, auto member, std::uint32_t bit = 0>
constexpr Field<R> money(std::string_view doc) {
  return fact<name, MoneyText, member, bit>(doc);
}
template <PathText name, class Kind, class Access>
constexpr Field<R> by(std::string_view doc, bool required = false) {
  return record_field<R, "listing.", name, Kind, Access>(doc, required);
}
template <PathText name>
constexpr Field<R> also(Field<R> one) {
  return other_name<"listing.", name>(one);
}

// ---- who and what ------------------------------------------------------------

/// A known marketplace by its name, its own id or its country.
struct MarketplaceText : IdText<MarketplaceId> {
  static Result<MarketplaceId> read(const Input& in) {
    if (in.is(JsonKind::string)) {
      const Marketplace* known = find_marketplace(in.text());
      if (known != nullptr) return *MarketplaceId::from(known->name);
    }
    return IdText<MarketplaceId>::read(in);
  }
};

struct AudienceAccess {
  static constexpr auto put = [](R& to, Audience audience) {
    body(to).audience = audience;
    to.says_audience = true;
  };
  static constexpr auto take = Always<WordText<audience_words>, &L::audience>::take;
};

struct SubConditionAccess {
  static constexpr auto put = [](R& to, SubCondition sub_condition) {
    body(to).sub_condition = sub_condition;
    to.says_sub_condition = true;
  };
  static constexpr auto take = Always<WordText<sub_condition_words>, &L::sub_condition>::take;
};

constexpr std::array seed_status_words{
    Word{ListingStatus::active, "Active"},       Word{ListingStatus::inactive, "Inactive"},
    Word{ListingStatus::inactive, "Incomplete"}, Word{ListingStatus::inactive, "Suppressed"},
    Word{ListingStatus::inactive, "Paused"},     Word{ListingStatus::inactive, "Deleted"}};

struct FulfilledAccess {
  static constexpr auto put = [](R& to, bool by_marketplace) {
    body(to).fulfilment = by_marketplace ? Fulfilment::marketplace : Fulfilment::merchant;
  };
  static constexpr auto take = [](const R& from) {
    return std::optional{body(from).fulfilment == Fulfilment::marketplace};
  };
};

constexpr auto seller =
    by<"seller", IdText<SellerId>, Always<IdText<SellerId>, &L::seller>>("our account", true);
constexpr auto item = by<"item", IdText<ItemId>, Always<IdText<ItemId>, &L::item>>(
    "the marketplace's id of the product", true);
constexpr auto marketplace =
    by<"marketplace", MarketplaceText, Always<MarketplaceText, &L::marketplace>>(
        "its name or its own id", true);
constexpr auto condition =
    by<"condition", WordText<condition_words>, Always<WordText<condition_words>, &L::condition>>(
        "the class that buyers choose between");
using StatusText = WordText<status_words, seed_status_words>;

constexpr std::array who{
    seller,
    also<"seller_id">(seller),
    by<"sku", IdText<Sku>, Always<IdText<Sku>, &L::sku>>("our own id of the listing", true),
    item,
    also<"asin">(item),
    marketplace,
    also<"marketplace_type">(marketplace),
    fact<"currency", CurrencyText, &L::currency>(
        "of bare amounts; without it the marketplace's, else that of the first amount"),
    by<"audience", WordText<audience_words>, AudienceAccess>("whose price it is"),
    condition,
    by<"sub_condition", WordText<sub_condition_words>, SubConditionAccess>(
        "within the class; used and collectible items must say it"),
    by<"marketplace_fulfilled", Flag, FulfilledAccess>("the marketplace stores and ships"),
    by<"status", StatusText, Always<StatusText, &L::status>>("is it offered for sale"),
};

// ---- prices and bounds ------------------------------------------------------------

constexpr auto price = money<"price", &L::price_minor>("what we last sent");
constexpr auto floor =
    floor_field<R, "listing.", BoundText, Fact<BoundText, &L::floor, L::has_floor>>(
        "the hard minimum, at least one minor unit");
constexpr auto ceiling =
    fact<"ceiling", BoundText, &L::ceiling, L::has_ceiling>("the hard maximum");

constexpr std::array prices{
    price,
    also<"listed_price">(price),
    fact<"price_time", MomentText, &L::price_time, L::has_price_time>("when it was sent"),
    money<"shipping", &L::shipping_minor, L::has_shipping>("what the buyer pays for delivery"),
    money<"points", &L::points_minor>("given back to the buyer"),
    money<"default_price", &L::default_price_minor>("asked where nobody competes"),
    money<"model_price", &L::model_price_minor>("from a demand model of the caller's"),
    floor,
    also<"min">(floor),
    also<"min_price">(floor),
    ceiling,
    also<"max">(ceiling),
    also<"max_price">(ceiling),
    money<"map", &L::map_minor, L::has_map>("the minimum advertised price, on the item"),
    money<"reference_price", &L::reference_price_minor>("a dated outside price"),
    fact<"reference_time", MomentText, &L::reference_time, L::has_reference_time>(
        "when that was seen"),
};

// ---- the rest ------------------------------------------------------------

constexpr auto stock = fact<"stock", Whole<std::int32_t>, &L::stock, L::has_stock>(
    "units; without it there is no end of them");
constexpr auto age =
    fact<"age_days", Whole<std::int32_t>, &L::age_days, L::has_age>("days in stock");

struct PolicyAccess {
  static constexpr auto put = [](R& to, std::string name) { to.policy = std::move(name); };
  static constexpr auto take = [](const R& from) {
    return from.policy.empty() ? std::nullopt : std::optional{from.policy};
  };
};
constexpr auto policy = by<"policy", NameText, PolicyAccess>("the name of its policy");

struct ConsumerPriceAccess {
  static constexpr auto put = [](R& to, const Money& value) {
    to.business.consumer_price_minor = value.minor;
  };
  static constexpr auto take = [](const R& from) -> std::optional<Money> {
    if (from.business.consumer_price_minor == 0) return std::nullopt;
    return Money{from.business.consumer_price_minor, currency_of(from), 0};
  };
};

using Fee = RateText<std::int64_t, 0, ppm_one>;
using OwnMemory = MemoryText<"listing.memory.">;

constexpr std::array rest{
    fact<"last_applied", MomentText, &L::last_applied, L::has_last_applied>(
        "the time of the market that was last decided on"),
    stock,
    also<"quantity">(stock),
    also<"inventory_quantity">(stock),
    age,
    also<"inventory_age">(age),
    money<"cost", &L::cost_minor, L::has_cost>("of one unit"),
    fact<"fee", Fee, &L::fee_ppm>("the referral fee, of the item price"),
    money<"fee_fixed", &L::fee_fixed_minor>("a fixed fee of one unit"),
    fact<"memory", OwnMemory, &L::memory>("what the last decision wants to be given back"),
    policy,
    also<"strategy_id">(policy),
    by<"consumer_price", MoneyText, ConsumerPriceAccess>(
        "business only: the consumer price that stands, a cap"),
    Field<R>{"tiers", "listing.tiers", "listing.tiers[]", read_tiers, write_tiers, tiers_shape,
             "business only: up to five prices by rising quantity"},
    Field<R>{"item_condition", "listing.item_condition", "", read_seed_condition, write_nothing<R>,
             seed_condition_shape, "", "condition"},
    Field<R>{"b2b_rules", "listing.b2b_rules", "", read_business_half, write_nothing<R>,
             business_half_shape,
             "a second listing in the same text: the business price and its ladder"},
};

template <class... Arrays>
constexpr auto all_of(const Arrays&... arrays) {
  std::array<Field<R>, (std::tuple_size_v<Arrays> + ...)> out{};
  auto at = out.begin();
  ((at = std::copy(arrays.begin(), arrays.end(), at)), ...);
  return out;
}
constexpr auto fields = all_of(who, prices, rest);
static_assert(fields.size() <= 64, "read_fields has one bit a field");

}  // namespace

Fields<ListingRecord> listing_fields() {
  return fields;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
