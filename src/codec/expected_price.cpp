#include "haggle/codec/expected_price.hpp"

#include "codec/answer_reading.hpp"
#include "codec/message_money.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

struct IdPaths {
  const char* self;
  const char* marketplace;
  const char* item;
  const char* seller;
  const char* sku;
  const char* fulfilment;
};

template <PathText self>
constexpr IdPaths id_paths{path<self>,          path<self, ".marketplaceId">,
                           path<self, ".asin">, path<self, ".sellerId">,
                           path<self, ".sku">,  path<self, ".fulfillmentType">};

/// Money in the lower-case spelling of 2022-05-01.
template <PathText... parts>
constexpr MoneyPath amount_path{path<parts...>, path<parts..., ".amount">,
                                path<parts..., ".currencyCode">};

struct PricePaths {
  const char* self;
  MoneyPath price;
  MoneyPath shipping;
  const char* points;
  const char* points_count;
  MoneyPath points_value;
};

template <PathText self>
constexpr PricePaths price_paths{path<self>,
                                 amount_path<self, ".listingPrice">,
                                 amount_path<self, ".shippingPrice">,
                                 path<self, ".points">,
                                 path<self, ".points.pointsNumber">,
                                 amount_path<self, ".points.pointsMonetaryValue">};

struct OfferPaths {
  const char* self;
  IdPaths id;
  const char* condition;
  PricePaths price;
};

template <PathText self>
constexpr OfferPaths offer_paths{path<self>, id_paths<joined<self, ".offerIdentifier">>,
                                 path<self, ".condition">, price_paths<joined<self, ".price">>};

constexpr PathText body_path{"responses[].body"};
constexpr auto result_path = joined<body_path, ".featuredOfferExpectedPriceResults[]">;

class EntryReader {
 public:
  EntryReader(JsonValue entry, std::size_t index)
      : entry_(entry),
        index_(index),
        body_(object(entry.get("body"), {path<body_path>, index})),
        money_(fields(), local_currency()) {}

  Result<ExpectedPriceAnswer> read() {
    read_head();
    out_.offer = read_id(body_.get("offerIdentifier"),
                         id_paths<joined<body_path, ".offerIdentifier">>, index_);
    std::size_t row = 0;
    const JsonValue results = body_.get("featuredOfferExpectedPriceResults");
    for (const JsonValue result : read_.list(results, {path<result_path>})) {
      out_.results.push_back(read_result(result, row++));
    }
    out_.errors = read_.errors(body_.get("errors"), path<body_path, ".errors[]">);
    out_.currency = money_.currency();
    return answer_or_fault(read_, std::move(out_));
  }

 private:
  FieldReader& fields() { return read_.fields(); }
  JsonValue object(JsonValue value, Place place) { return fields().object(value, place); }

  JsonValue request() { return object(entry_.get("request"), {"responses[].request", index_}); }

  MarketplaceId marketplace(JsonValue value, Place place) {
    const auto made = marketplace_from(fields().text(value, place), place.where);
    if (!made) fields().refuse(made.error().code, place, value);
    return made.value_or(MarketplaceId{});
  }

  /// The marketplace's, where it is a known one: amounts may come without a currency.
  Currency local_currency() {
    out_.marketplace =
        marketplace(request().get("marketplaceId"), {"responses[].request.marketplaceId", index_});
    const Marketplace* known = find_marketplace(out_.marketplace.text());
    return known != nullptr ? known->currency : Currency{};
  }

  void read_head() {
    out_.sku = fields().id<Sku>(request().get("sku"), {"responses[].request.sku", index_});
    const JsonValue status = object(entry_.get("status"), {"responses[].status", index_});
    out_.status_code =
        read_.count(status.get("statusCode"), {"responses[].status.statusCode", index_});
    out_.reason =
        read_.text(status.get("reasonPhrase"), {"responses[].status.reasonPhrase", index_});
  }

  std::optional<Fulfilment> fulfilment(JsonValue value, Place place) {
    const std::string_view said = fields().text(value, place);
    if (equal_caseless(said, "AFN")) return Fulfilment::marketplace;
    if (equal_caseless(said, "MFN")) return Fulfilment::merchant;
    return std::nullopt;
  }

  FeaturedOfferId read_id(JsonValue value, const IdPaths& at, std::size_t index) {
    const JsonValue from = object(value, {at.self, index});
    FeaturedOfferId out;
    out.marketplace = marketplace(from.get("marketplaceId"), {at.marketplace, index});
    out.item = fields().id<ItemId>(from.get("asin"), {at.item, index});
    out.seller = fields().id<SellerId>(from.get("sellerId"), {at.seller, index});
    out.sku = fields().id<Sku>(from.get("sku"), {at.sku, index});
    out.fulfilment = fulfilment(from.get("fulfillmentType"), {at.fulfilment, index});
    return out;
  }

  /// None where it is not said; where it is begun it needs a listing price.
  std::optional<FeaturedPrice> read_price(JsonValue value, const PricePaths& at,
                                          std::size_t index) {
    const JsonValue from = object(value, {at.self, index});
    if (!from.exists()) return std::nullopt;
    const auto listing = money_.read(from.get("listingPrice"), at.price, index);
    if (!listing) fields().refuse(Errc::missing_field, {at.price.object, index}, from);
    FeaturedPrice out;
    out.price_minor = listing.value_or(0);
    out.shipping_minor = money_.read(from.get("shippingPrice"), at.shipping, index);
    const JsonValue points = object(from.get("points"), {at.points, index});
    out.points_count = read_.count(points.get("pointsNumber"), {at.points_count, index});
    out.points_minor = money_.read(points.get("pointsMonetaryValue"), at.points_value, index);
    return out;
  }

  std::optional<FeaturedOffer> read_offer(JsonValue value, const OfferPaths& at,
                                          std::size_t index) {
    const JsonValue from = object(value, {at.self, index});
    if (!from.exists()) return std::nullopt;
    FeaturedOffer out;
    out.id = read_id(from.get("offerIdentifier"), at.id, index);
    out.condition = read_.text(from.get("condition"), {at.condition, index});
    out.price = read_price(from.get("price"), at.price, index);
    return out;
  }

  ExpectedPrice read_result(JsonValue value, std::size_t row) {
    constexpr const char* status = path<result_path, ".resultStatus">;
    const JsonValue from = object(value, {path<result_path>, row});
    ExpectedPrice out;
    out.status_text = read_.text(from.get("resultStatus"), {status, row});
    if (out.status_text.empty()) fields().refuse(Errc::missing_field, {status, row}, value);
    out.status = word_in(expected_price_status_words, out.status_text);
    out.expected = read_price(from.get("featuredOfferExpectedPrice"),
                              price_paths<joined<result_path, ".featuredOfferExpectedPrice">>, row);
    out.competing = read_offer(from.get("competingFeaturedOffer"),
                               offer_paths<joined<result_path, ".competingFeaturedOffer">>, row);
    out.featured_now = read_offer(from.get("currentFeaturedOffer"),
                                  offer_paths<joined<result_path, ".currentFeaturedOffer">>, row);
    return out;
  }

  AnswerReader read_{};
  ExpectedPriceAnswer out_{};
  JsonValue entry_;
  std::size_t index_;
  JsonValue body_;
  MoneyReader money_;
};

Result<ExpectedPriceAnswer> read_entry(JsonValue entry, std::size_t index) {
  if (entry.is(JsonKind::object)) return EntryReader{entry, index}.read();
  return fail(Errc::wrong_type, "responses[]", index, entry.node().end);
}

/// A request that was refused as a whole.
Result<ExpectedPriceAnswer> refused_request(JsonValue root) {
  AnswerReader read;
  ExpectedPriceAnswer out;
  out.errors = read.errors_of(root);
  return answer_or_fault(read, std::move(out));
}

}  // namespace
}  // namespace codec

Result<std::vector<Result<ExpectedPriceAnswer>>> read_expected_prices(std::string_view bytes) {
  const auto document = codec::JsonDocument::parse(bytes);
  if (!document) return tl::unexpected<Error>(document.error());
  const codec::JsonValue root = document->root();
  const codec::JsonValue list = root.get("responses");
  std::vector<Result<ExpectedPriceAnswer>> out;
  if (!list.exists() && codec::is_said(root.get("errors"))) {
    out.push_back(codec::refused_request(root));
    return out;
  }
  if (!list.exists()) return fail(Errc::missing_field, "responses", 0, root.node().end);
  if (!list.is(codec::JsonKind::array)) {
    return fail(Errc::wrong_type, "responses", 0, list.node().end);
  }
  if (list.count() > codec::entries_max) {
    return fail(Errc::out_of_range, "responses", 0, list.node().end);
  }
  for (const codec::JsonValue entry : list) out.push_back(codec::read_entry(entry, out.size()));
  return out;
}

}  // namespace v0
}  // namespace haggle
