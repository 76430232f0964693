// src/codec/amazon_summary.hpp -- floor 6 (codec).
//
// The summary of an Amazon message: how many offers there are, who has the buy box, and at which
// price. First its rows as they were sent, then what they mean for the market. The `Summary`
// argument of the templates is the path of the summary, for errors.
#pragma once

#include <vector>

#include "codec/amazon_reading.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// The paths of the fields of count rows.
struct CountPaths {
  const char* list;
  const char* row;
  const char* condition;
  const char* channel;
  const char* count;
};
template <PathText List>
inline constexpr CountPaths count_paths{path<List>, path<List, "[]">, path<List, "[].Condition">,
                                        path<List, "[].FulfillmentChannel">,
                                        path<List, "[].OfferCount">};

template <PathText List>
inline constexpr CountPaths camel_count_paths{
    path<List>, path<List, "[]">, path<List, "[].condition">, path<List, "[].fulfillmentType">,
    path<List, "[].offerCount">};

/// The paths of the fields of price rows.
struct PricePaths {
  const char* list;
  const char* row;
  const char* condition;
  const char* channel;
  const char* audience;
  const char* quantity;
  const char* seller;
  MoneyPath listing;
  MoneyPath shipping;
  MoneyPath landed;
  const char* points;
  const char* points_number;
};
template <PathText List>
inline constexpr PricePaths price_paths{path<List>,
                                        path<List, "[]">,
                                        path<List, "[].Condition">,
                                        path<List, "[].FulfillmentChannel">,
                                        path<List, "[].OfferType">,
                                        path<List, "[].QuantityTier">,
                                        path<List, "[].SellerId">,
                                        money_path<List, "[].ListingPrice">,
                                        money_path<List, "[].Shipping">,
                                        money_path<List, "[].LandedPrice">,
                                        path<List, "[].Points">,
                                        path<List, "[].Points.PointsNumber">};

template <PathText List>
inline constexpr PricePaths camel_price_paths{path<List>,
                                              path<List, "[]">,
                                              path<List, "[].condition">,
                                              path<List, "[].fulfillmentType">,
                                              path<List, "[].offerType">,
                                              path<List, "[].quantityTier">,
                                              path<List, "[].sellerId">,
                                              camel_money_path<List, "[].listingPrice">,
                                              camel_money_path<List, "[].shipping">,
                                              camel_money_path<List, "[].landedPrice">,
                                              path<List, "[].points">,
                                              path<List, "[].points.pointsNumber">};

void read_count_rows(const AmazonReading& reading, JsonValue value, const CountPaths& paths,
                     std::vector<CountRow>& rows);

void read_price_rows(const AmazonReading& reading, JsonValue value, const PricePaths& paths,
                     std::vector<PriceRow>& rows);

template <PathText Summary>
void read_amazon_totals(const AmazonReading& reading, JsonValue summary) {
  constexpr std::int64_t most = 1'000'000'000;
  FieldReader& fields = reading.fields;
  MoneyReader& money = reading.money;
  MarketSummary& out = reading.message.summary;
  out.total_counted =
      fields.whole(summary.get("TotalOfferCount"), {path<Summary, ".TotalOfferCount">}, most);
  out.total_eligible = fields.whole(summary.get("TotalBuyBoxEligibleOffers"),
                                    {path<Summary, ".TotalBuyBoxEligibleOffers">}, most);
  out.list_price_minor = money.read(summary.get("ListPrice"), money_path<Summary, ".ListPrice">, 0);
  out.suggested_lower_landed_minor =
      money.read(summary.get("SuggestedLowerPricePlusShipping"),
                 money_path<Summary, ".SuggestedLowerPricePlusShipping">, 0);
  out.minimum_advertised_minor = money.read(summary.get("MinimumAdvertisedPrice"),
                                            money_path<Summary, ".MinimumAdvertisedPrice">, 0);
  out.competitive_threshold_minor =
      money.read(summary.get("CompetitivePriceThreshold"),
                 money_path<Summary, ".CompetitivePriceThreshold">, 0);
}

/// Which lists the summary has.
inline void note_lists(JsonValue summary, MarketSummary& out) {
  const auto note = [&](JsonValue value, std::uint32_t list) {
    if (is_said(value)) out.has |= list;
  };
  note(summary.get("NumberOfOffers"), MarketSummary::has_counted);
  note(either(summary, "NumberOfBuyBoxEligibleOffers", "BuyBoxEligibleOffers"),
       MarketSummary::has_eligible);
  note(summary.get("LowestPrices"), MarketSummary::has_lowest);
  note(summary.get("BuyBoxPrices"), MarketSummary::has_buy_box);
}

/// The rows and totals as they were sent.
template <PathText Summary>
void read_amazon_summary(const AmazonReading& reading, JsonValue summary) {
  MarketSummary& out = reading.message.summary;
  note_lists(summary, out);
  read_count_rows(reading, summary.get("NumberOfOffers"),
                  count_paths<joined<Summary, ".NumberOfOffers">>, out.counted);
  read_count_rows(reading, either(summary, "NumberOfBuyBoxEligibleOffers", "BuyBoxEligibleOffers"),
                  count_paths<joined<Summary, ".BuyBoxEligibleOffers">>, out.eligible);
  read_price_rows(reading, summary.get("LowestPrices"),
                  price_paths<joined<Summary, ".LowestPrices">>, out.lowest);
  read_price_rows(reading, summary.get("BuyBoxPrices"),
                  price_paths<joined<Summary, ".BuyBoxPrices">>, out.buy_box);
  read_amazon_totals<Summary>(reading, summary);
}

/// What the summary means for the market, whose condition and audience are known: the offers that
/// are counted, the buy box (the first row of the condition and audience for one unit; a row that
/// does not say its audience or quantity is of the market's, for one), and whether all offers are
/// listed. No such row: not known.
void conclude_market(Message& message);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
