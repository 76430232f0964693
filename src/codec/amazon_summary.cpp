#include "codec/amazon_summary.hpp"

#include <utility>

#include "codec/message_words.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// A row's channel, under the name that notifications or the newer messages have for it.
std::optional<Fulfilment> read_channel(FieldReader& fields, JsonValue row, Place place) {
  return channel_word(fields.text(either(row, "FulfillmentChannel", "fulfillmentType"), place));
}

std::optional<Condition> read_condition(FieldReader& fields, JsonValue row, Place place) {
  return condition_word(fields.text(row.get("Condition"), place));
}

PriceRow read_price_row(const AmazonReading& reading, JsonValue row, const PricePaths& paths,
                        std::size_t index) {
  FieldReader& fields = reading.fields;
  MoneyReader& money = reading.money;
  PriceRow out;
  out.condition = read_condition(fields, row, {paths.condition, index});
  out.fulfilment = read_channel(fields, row, {paths.channel, index});
  out.audience = audience_word(fields.text(row.get("OfferType"), {paths.audience, index}));
  const auto quantity = fields.whole(row.get("QuantityTier"), {paths.quantity, index}, uint32_max);
  if (quantity) out.quantity = static_cast<std::uint32_t>(*quantity);
  out.listing_minor = money.read(row.get("ListingPrice"), paths.listing, index);
  out.shipping_minor = money.read(row.get("Shipping"), paths.shipping, index);
  out.landed_minor = money.read(row.get("LandedPrice"), paths.landed, index);
  const JsonValue points = fields.object(row.get("Points"), {paths.points, index});
  out.points =
      fields.whole(points.get("PointsNumber"), {paths.points_number, index}, amount_minor_max);
  out.seller = fields.id<SellerId>(row.get("SellerId"), {paths.seller, index});
  return out;
}

/// Whether a row is of the market's condition and audience and for one unit.
bool is_unit_row(const PriceRow& row, const Market& market) {
  const OfferAudience own =
      market.audience == Audience::business ? OfferAudience::business : OfferAudience::consumer;
  return row.condition == market.condition &&
         (row.audience == OfferAudience::as_market || row.audience == own) &&
         row.quantity.value_or(1) == 1;
}

void take_counts(const MarketSummary& summary, Market& market) {
  for (const CountRow& row : summary.counted) {
    if (row.condition != market.condition || !row.count) continue;
    market.set_offers_counted(market.offers_counted + *row.count);
  }
  // Nothing of any condition is nothing of this one.
  const bool none = summary.total_counted == 0 && !market.knows(Market::has_offers_counted);
  if (none) market.set_offers_counted(0);
}

void take_box(const MarketSummary& summary, Market& market) {
  for (const PriceRow& row : summary.buy_box) {
    if (!is_unit_row(row, market)) continue;
    const PriceParts parts{row.listing_minor, row.shipping_minor, row.landed_minor,
                           row.points.value_or(0)};
    const auto landed = landed_of(parts, market.is(Market::has_points));
    if (landed) market.set_buy_box_landed(*landed);
    market.winner_seller = row.seller;
    return;
  }
}

}  // namespace

void read_count_rows(const AmazonReading& reading, JsonValue value, const CountPaths& paths,
                     std::vector<CountRow>& rows) {
  constexpr std::int64_t most = 1'000'000'000;
  FieldReader& fields = reading.fields;
  std::size_t index = 0;
  for (const JsonValue element : fields.short_list(value, {paths.list})) {
    const JsonValue row = fields.object(element, {paths.row, index});
    if (row.exists()) {
      rows.push_back({read_condition(fields, row, {paths.condition, index}),
                      read_channel(fields, row, {paths.channel, index}),
                      fields.whole(row.get("OfferCount"), {paths.count, index}, most)});
    }
    ++index;
  }
}

void read_price_rows(const AmazonReading& reading, JsonValue value, const PricePaths& paths,
                     std::vector<PriceRow>& rows) {
  FieldReader& fields = reading.fields;
  std::size_t index = 0;
  for (const JsonValue element : fields.short_list(value, {paths.list})) {
    const JsonValue row = fields.object(element, {paths.row, index});
    if (row.exists()) rows.push_back(read_price_row(reading, row, paths, index));
    ++index;
  }
}

void conclude_market(Message& message) {
  Market& market = message.market;
  take_counts(message.summary, market);
  take_box(message.summary, market);
  const bool whole = market.knows(Market::has_offers_counted) &&
                     std::cmp_equal(market.offers_counted, message.offers.size());
  if (whole) market.flags |= Market::list_is_whole;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
