#include "haggle/codec/submission_read.hpp"

#include <utility>

#include "codec/message_money.hpp"
#include "codec/submission_rows.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

void read_patches(AnswerReader& read, JsonValue list, PriceRequest& out) {
  std::size_t index = 0;
  for (const JsonValue value : read.list(list, {"patches[]"})) {
    const Place place{"patches[]", index};
    const JsonValue patch = read.fields().object(value, place);
    const std::string_view where = read.fields().text(patch.get("path"), {"patches[].path", index});
    const std::string_view op = read.fields().text(patch.get("op"), {"patches[].op", index});
    if (where == "/attributes/purchasable_offer") {
      read_offer_rows(read, patch.get("value"), op, out.rows);
    } else {
      ++out.others_count;
    }
    ++index;
  }
}

/// What a body or a message says of prices: by patches or by attributes.
PriceRequest request_of(AnswerReader& read, JsonValue body) {
  PriceRequest out;
  out.product_type = read.text(body.get("productType"), {"productType"});
  read_patches(read, body.get("patches"), out);
  const JsonValue attributes = read.fields().object(body.get("attributes"), {"attributes"});
  for (const JsonValue one : attributes) {
    const bool prices = equal_caseless(one.key(), "purchasable_offer");
    if (prices) read_offer_rows(read, one, "", out.rows);
    if (!prices) ++out.others_count;
  }
  return out;
}

PriceRequest whole_request(AnswerReader& read, JsonValue root) {
  const bool said = is_said(root.get("patches")) || is_said(root.get("attributes"));
  read.need(said, "patches", root);
  return request_of(read, root);
}

Result<FeedMessage> feed_message(JsonValue value, std::size_t index) {
  AnswerReader read;
  FieldReader& fields = read.fields();
  const JsonValue from = fields.object(value, {"messages[]", index});
  FeedMessage out;
  const auto id = read.count(from.get("messageId"), {"messages[].messageId", index});
  if (!id) fields.refuse(Errc::missing_field, {"messages[].messageId", index}, from);
  out.id = id.value_or(0);
  out.sku = fields.id<Sku>(from.get("sku"), {"messages[].sku", index});
  if (out.sku.empty()) fields.refuse(Errc::bad_id, {"messages[].sku", index}, from);
  out.operation = read.text(from.get("operationType"), {"messages[].operationType", index});
  out.request = request_of(read, from);
  return answer_or_fault(read, std::move(out));
}

PriceFeed feed(AnswerReader& read, JsonValue root) {
  const JsonValue header = read.fields().object(root.get("header"), {"header"});
  read.need(header.exists(), "header", root);
  PriceFeed out;
  out.seller = read.text(header.get("sellerId"), {"header.sellerId"});
  out.version = read.text(header.get("version"), {"header.version"});
  out.issue_locale = read.text(header.get("issueLocale"), {"header.issueLocale"});
  const JsonValue list = read.list(root.get("messages"), {"messages"}, report_rows_max);
  read.need(list.exists(), "messages", root);
  for (const JsonValue one : list) out.messages.push_back(feed_message(one, out.messages.size()));
  return out;
}

ShownPrice shown_price(AnswerReader& read, JsonValue value, std::size_t index) {
  FieldReader& fields = read.fields();
  const JsonValue from = fields.object(value, {"offers[]", index});
  ShownPrice out;
  out.marketplace =
      read_marketplace(read, from.get("marketplaceId"), {"offers[].marketplaceId", index});
  out.offer_type = read.text(from.get("offerType"), {"offers[].offerType", index});
  const JsonValue audience = fields.object(from.get("audience"), {"offers[].audience", index});
  out.audience = read.text(audience.get("value"), {"offers[].audience.value", index});
  const JsonValue price = fields.object(from.get("price"), {"offers[].price", index});
  const JsonValue code = price.get("currencyCode");
  out.currency = read_currency(read, is_said(code) ? code : price.get("currency"),
                               {"offers[].price.currencyCode", index}, out.marketplace);
  const Place amount{"offers[].price.amount", index};
  const auto minor = MoneyReader{fields, out.currency}.read_bare(price.get("amount"), amount);
  if (!minor) fields.refuse(Errc::missing_field, amount, from);
  out.price_minor = minor.value_or(0);
  const JsonValue points = fields.object(from.get("points"), {"offers[].points", index});
  out.points_count =
      read.count(points.get("pointsNumber"), {"offers[].points.pointsNumber", index});
  return out;
}

ListingSummary listing_summary(AnswerReader& read, JsonValue value, std::size_t index) {
  const JsonValue from = read.fields().object(value, {"summaries[]", index});
  ListingSummary out;
  out.marketplace =
      read_marketplace(read, from.get("marketplaceId"), {"summaries[].marketplaceId", index});
  out.item = read.fields().id<ItemId>(from.get("asin"), {"summaries[].asin", index});
  out.product_type = read.text(from.get("productType"), {"summaries[].productType", index});
  out.statuses = read.texts(from.get("status"), {"summaries[].status", index});
  return out;
}

ListingPrices listing_prices(AnswerReader& read, JsonValue root) {
  FieldReader& fields = read.fields();
  ListingPrices out;
  out.sku = fields.id<Sku>(root.get("sku"), {"sku"});
  if (out.sku.empty()) fields.refuse(Errc::bad_id, {"sku"}, root);
  for (const JsonValue one : read.list(root.get("summaries"), {"summaries"})) {
    out.summaries.push_back(listing_summary(read, one, out.summaries.size()));
  }
  const JsonValue attributes = fields.object(root.get("attributes"), {"attributes"});
  read_offer_rows(read, attributes.get("purchasable_offer"), "", out.rows);
  for (const JsonValue one : read.list(root.get("offers"), {"offers"})) {
    out.shown.push_back(shown_price(read, one, out.shown.size()));
  }
  out.issues = read.issues(root.get("issues"), "issues[]");
  return out;
}

// ---- a request as a submission ------------------------------------------------------------

/// Does a row belong to the same offer of the same patch as the first?
bool is_alike(const OfferRow& row, const OfferRow& first) {
  return row.op == first.op && row.marketplace == first.marketplace &&
         row.currency == first.currency;
}

/// Puts a row where its buyers are.
std::optional<Error> take_row(const OfferRow& row, std::size_t index, PriceSubmission& out) {
  const auto fault = [index](Errc code, const char* where) {
    return Error{code, 0, static_cast<std::uint32_t>(index), 0, where};
  };
  const bool consumer = row.audience == "ALL";
  if (!consumer && row.audience != "B2B") {
    return fault(Errc::unknown_value, "purchasable_offer[].audience");
  }
  std::optional<AskedPrice>& place = consumer ? out.consumer : out.business;
  if (place) return fault(Errc::repeated_key, "purchasable_offer[].audience");
  if (!row.percent_levels.empty()) {
    return fault(Errc::bad_argument, "purchasable_offer[].quantity_discount_plan");
  }
  place = row.asked;
  return std::nullopt;
}

}  // namespace
}  // namespace codec

Result<PriceRequest> read_listings_patch(std::string_view bytes) {
  return codec::read_answer<codec::whole_request>(bytes);
}

Result<PriceFeed> read_listings_feed(std::string_view bytes) {
  return codec::read_answer<codec::feed>(bytes);
}

Result<ListingPrices> read_listing_prices(std::string_view bytes) {
  return codec::read_answer<codec::listing_prices>(bytes);
}

Result<PriceSubmission> submission_from(const PriceRequest& request, const SellerId& seller,
                                        const Sku& sku) {
  if (request.others_count != 0) return fail(Errc::bad_argument, "patches");
  if (request.rows.empty()) return fail(Errc::missing_field, "purchasable_offer");
  const OfferRow& first = request.rows.front();
  const auto op = value_of(patch_op_words, first.op);
  if (!op) return fail(Errc::unknown_value, "patches[].op");
  PriceSubmission out{seller, sku, first.marketplace,   first.currency, {},
                      {},     *op, request.product_type};
  for (std::size_t i = 0; i < request.rows.size(); ++i) {
    if (!codec::is_alike(request.rows[i], first)) {
      return fail(Errc::bad_argument, "purchasable_offer[]", i);
    }
    const auto fault = codec::take_row(request.rows[i], i, out);
    if (fault) return tl::unexpected<Error>(*fault);
  }
  const Result<void> checked = check_submission(out);
  if (!checked) return tl::unexpected<Error>(checked.error());
  return out;
}

Result<PriceSubmission> submission_from(const ListingPrices& listing, const SellerId& seller,
                                        const MarketplaceId& marketplace) {
  PriceRequest request;
  request.product_type = PriceSubmission{}.product_type;  // where no summary names one
  for (const ListingSummary& one : listing.summaries) {
    if (one.marketplace == marketplace) request.product_type = one.product_type;
  }
  for (const OfferRow& row : listing.rows) {
    if (row.marketplace != marketplace) continue;
    request.rows.push_back(row);
    request.rows.back().op = name_of(patch_op_words, PatchOp::replace);
  }
  return submission_from(request, seller, listing.sku);
}

}  // namespace v0
}  // namespace haggle
