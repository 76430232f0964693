#include "codec/walmart.hpp"

#include <algorithm>
#include <utility>

#include "codec/walmart_offer.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/market/marketplaces.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The first bytes of a name that make a seller id, whole characters only.
std::string_view cut_to_id(std::string_view name) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t size = std::min(name.size(), SellerId::text_bytes_max);
  while (size != name.size() && size != 0 && continues(name[size])) --size;
  return name.substr(0, size);
}

/// The mart that messages are said to be from; null where it is none of Walmart's.
const Marketplace* find_mart(std::string_view name) {
  const Marketplace* mart = find_marketplace(name);
  return mart != nullptr && mart->name.starts_with("WALMART_") ? mart : nullptr;
}

class WalmartReader {
 public:
  WalmartReader(const MessageReading& reading, const Marketplace& mart)
      : reading_(reading),
        fields_(reading.fields),
        message_(reading.message),
        mart_(mart),
        money_(reading.fields, mart.currency) {}

  void read() {
    read_head(reading_, MessageKind::walmart_buy_box_changed);
    const JsonValue payload = fields_.object(reading_.head.payload, {"payload"});
    if (!payload.exists()) fields_.refuse(Errc::missing_field, {"payload"}, reading_.head.payload);
    message_.recipient = fields_.id<SellerId>(payload.get("partnerId"), {"payload.partnerId"});
    read_place();
    WalmartFacts& facts = message_.facts.emplace<WalmartFacts>();
    read_item(fields_.object(payload.get("itemInfo"), {"payload.itemInfo"}), payload);
    read_offers(payload);
    note_suppressed(payload);
    note_whole();
    offers_.give(message_.offers, facts.sellers);
    facts.price_difference_minor = difference_in(payload);
  }

 private:
  Market& market() { return message_.market; }

  void read_place() {
    market().currency = mart_.currency;
    market().country = mart_.country;
    market().marketplace = marketplace_from(mart_.name).value_or(MarketplaceId{});
    market().time = time_of(reading_);
  }

  void read_item(JsonValue info, JsonValue payload) {
    constexpr std::int64_t most = 1'000'000'000;
    if (!info.exists()) fields_.refuse(Errc::missing_field, {"payload.itemInfo"}, payload);
    market().item = fields_.needed_id<ItemId>(info, "itemId", {"payload.itemInfo.itemId"});
    message_.sku = fields_.id<Sku>(info.get("sku"), {"payload.itemInfo.sku"});
    std::get<WalmartFacts>(message_.facts).item_name =
        fields_.text(info.get("itemName"), {"payload.itemInfo.itemName"});
    const auto goods = read_walmart_goods(fields_, info, {"payload.itemInfo.itemCondition"});
    goods_ = goods.value_or(Goods{});
    market().condition = goods_.condition;
    const auto counted = fields_.whole(info.get("totalNumberOfOffers"),
                                       {"payload.itemInfo.totalNumberOfOffers"}, most);
    if (counted) market().set_offers_counted(*counted);
  }

  void read_offers(JsonValue payload) {
    const JsonValue offer = fields_.object(payload.get("offer"), {"payload.offer"});
    WalmartOfferReader reader{fields_, money_, goods_};
    const JsonValue inner = offer.get("offers");
    read_listed(reader, inner.exists() ? inner : payload.get("offers"));
    const auto current =
        reader.read(offer.get("currentOffer"), walmart_offer_paths<"payload.offer.currentOffer">);
    if (current) put_ours(*current);
    const auto winning =
        reader.read(offer.get("winningOffer"), walmart_offer_paths<"payload.offer.winningOffer">);
    if (winning) put_winner(*winning);
  }

  void read_listed(WalmartOfferReader& reader, JsonValue value) {
    const JsonValue list = fields_.list(value, {"payload.offer.offers"});
    if (list.count() + 2 > offers_max) {
      fields_.refuse(Errc::too_many_offers, {"payload.offer.offers"}, list);
      return;
    }
    std::size_t index = 0;
    for (const JsonValue row : list) {
      const auto read = reader.read(row, walmart_offer_paths<"payload.offer.offers[]">, index++);
      if (read) offers_.add(*read);
    }
  }

  /// Our offer, which the list may have already.
  void put_ours(NamedOffer ours) {
    message_.seller_name = ours.name;
    ours.offer.seller = message_.recipient;
    offers_.put(ours).flags |= Offer::is_mine;
  }

  /// The id of a seller who is named.
  SellerId seller_of(const NamedOffer& given) const {
    const SellerId listed = offers_.seller_of(given);
    if (!listed.empty() || given.name.empty()) return listed;
    for (const SellerName& known : reading_.defaults.sellers) {
      if (equal_caseless(known.name, given.name)) return known.seller;
    }
    return {};
  }

  void put_winner(NamedOffer winner) {
    if (winner.offer.seller.empty()) winner.offer.seller = seller_of(winner);
    market().winner_seller = winner.offer.seller;
    market().set_buy_box_landed(landed_minor(winner.offer, false));
    if (!winner.offer.seller.empty()) {
      offers_.put(winner).flags |= Offer::is_winner;
      return;
    }
    const Result<SellerId> name = SellerId::from(cut_to_id(winner.name));
    if (!name) fields_.refuse(name.error().code, {"payload.offer.winningOffer.sellerName"}, {});
    winner.offer.seller = name.value_or(SellerId{});
    offers_.put(winner);
  }

  /// Said beside the offers or among them.
  void note_suppressed(JsonValue payload) {
    const Tristate beside = fields_.yes_no(payload.get("isSuppressed"), {"payload.isSuppressed"});
    const Tristate inside =
        fields_.yes_no(payload.get("offer").get("isSuppressed"), {"payload.offer.isSuppressed"});
    if (beside == Tristate::yes || inside == Tristate::yes) {
      market().flags |= Market::buy_box_suppressed;
    }
  }

  void note_whole() {
    const bool whole = market().knows(Market::has_offers_counted) &&
                       std::cmp_equal(market().offers_counted, offers_.count_of(goods_.condition));
    if (whole) market().flags |= Market::list_is_whole;
  }

  /// Said beside the offers or among them. It can be worked out from them, so that a binary
  /// fraction of a sum is not worth refusing the message.
  [[nodiscard]] std::optional<std::int64_t> difference_in(JsonValue payload) const {
    const JsonValue inside = payload.get("offer").get("priceDifference");
    const JsonValue value = is_said(inside) ? inside : payload.get("priceDifference");
    const bool spelled = value.is(JsonKind::string) || value.is(JsonKind::number);
    const auto minor = parse_minor(spelled ? value.text() : "", exponent_of(mart_.currency));
    return minor ? std::optional{*minor} : std::nullopt;
  }

  const MessageReading& reading_;
  FieldReader& fields_;
  Message& message_;
  const Marketplace& mart_;
  MoneyReader money_;
  Goods goods_{};
  NamedOffers offers_{};
};

}  // namespace

void read_buy_box_changed(const MessageReading& reading) {
  const Marketplace* mart = find_mart(reading.defaults.walmart_mart);
  if (mart == nullptr) {
    reading.fields.refuse(Errc::unknown_value, {"defaults.walmart_mart"}, {});
    return;
  }
  WalmartReader{reading, *mart}.read();
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
