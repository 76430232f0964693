#include "codec/fee_promotion.hpp"

#include <string>
#include <vector>

#include "codec/message_money.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr PathText body_path = "Payload.FeePromotionNotification";
constexpr PathText fee_path = joined<body_path, ".PromotionInformation[]">;
constexpr PathText part_path = joined<fee_path, ".FeesEstimate.FeeDetails[]">;
constexpr PathText included_path = joined<part_path, ".IncludedFees[]">;

struct FeeReading {
  FieldReader& fields;
  MoneyReader& money;
};

/// The amounts of one fee. `Part` is its path.
template <PathText Part>
PromotedFeePart read_part(const FeeReading& reading, JsonValue value, std::size_t index) {
  MoneyReader& money = reading.money;
  const JsonValue row = reading.fields.object(value, {path<Part>, index});
  PromotedFeePart part;
  part.type = reading.fields.text(row.get("FeeType"), {path<Part, ".FeeType">, index});
  part.amount = money.read_money(row.get("FeeAmount"), money_path<Part, ".FeeAmount">, index);
  part.tax = money.read_money(row.get("TaxAmount"), money_path<Part, ".TaxAmount">, index);
  part.promotion =
      money.read_money(row.get("FeePromotion"), money_path<Part, ".FeePromotion">, index);
  part.final_amount = money.read_money(row.get("FinalFee"), money_path<Part, ".FinalFee">, index);
  return part;
}

std::vector<PromotedFeePart> read_parts(const FeeReading& reading, JsonValue estimate) {
  std::vector<PromotedFeePart> parts;
  const JsonValue list = reading.fields.short_list(either(estimate, "FeeDetails", "FeeDetailList"),
                                                   {path<fee_path, ".FeesEstimate.FeeDetails">});
  for (const JsonValue row : list) {
    parts.push_back(read_part<part_path>(reading, row, parts.size()));
    const JsonValue included =
        reading.fields.short_list(either(row, "IncludedFees", "IncludedFeeDetailList"),
                                  {path<part_path, ".IncludedFees">, parts.size() - 1});
    std::size_t index = 0;
    for (const JsonValue inner : included) {
      parts.back().included.push_back(read_part<included_path>(reading, inner, index++));
    }
  }
  return parts;
}

PromotedFee read_fee(const FeeReading& reading, JsonValue value, std::size_t index) {
  FieldReader& fields = reading.fields;
  MoneyReader& money = reading.money;
  const JsonValue row = fields.object(value, {path<fee_path>, index});
  PromotedFee fee;
  fee.type = fields.text(row.get("FeeType"), {path<fee_path, ".FeeType">, index});
  fee.discount_type =
      fields.text(row.get("FeeDiscountType"), {path<fee_path, ".FeeDiscountType">, index});
  fee.discount_value =
      fields.text(row.get("FeeDiscountValue"), {path<fee_path, ".FeeDiscountValue">, index});
  fee.price_threshold =
      money.read_money(row.get("PriceThreshold"), money_path<fee_path, ".PriceThreshold">, index);
  fee.discount = money.read_money(row.get("FeeDiscountMonetaryAmount"),
                                  money_path<fee_path, ".FeeDiscountMonetaryAmount">, index);
  const JsonValue estimate =
      fields.object(row.get("FeesEstimate"), {path<fee_path, ".FeesEstimate">, index});
  fee.estimated = fields.instant(estimate.get("TimeOfFeesEstimated"),
                                 {path<fee_path, ".FeesEstimate.TimeOfFeesEstimated">, index});
  fee.estimate = money.read_money(estimate.get("TotalFeesEstimate"),
                                  money_path<fee_path, ".FeesEstimate.TotalFeesEstimate">, index);
  fee.parts = read_parts(reading, estimate);
  return fee;
}

/// One list of identifiers, whose values are of one type.
void read_identifiers(FieldReader& fields, JsonValue value, std::size_t index,
                      std::vector<PromotedItem>& items) {
  const JsonValue group = fields.object(value, {path<body_path, ".Identifiers[]">, index});
  const std::string_view type = fields.text(
      group.get("IdentifierType"), {path<body_path, ".Identifiers[].IdentifierType">, index});
  constexpr const char* list_path = path<body_path, ".Identifiers[].IdentifierValues">;
  constexpr const char* row_path = path<body_path, ".Identifiers[].IdentifierValues[]">;
  std::size_t place = 0;
  for (const JsonValue element :
       fields.short_list(group.get("IdentifierValues"), {list_path, index})) {
    const JsonValue row = fields.object(element, {row_path, place});
    const auto text = [&](const char* key) {
      return std::string(fields.text(row.get(key), {row_path, place}));
    };
    items.push_back(
        {std::string(type), text("IdentifierValueId"), text("IdentifierValueFriendlyName")});
    ++place;
  }
}

void read_head_of_promotion(FieldReader& fields, JsonValue body, FeePromotionNotice& facts) {
  facts.type = fields.text(body.get("FeePromotionType"), {path<body_path, ".FeePromotionType">});
  facts.description = fields.text(body.get("FeePromotionTypeDescription"),
                                  {path<body_path, ".FeePromotionTypeDescription">});
  const JsonValue range = fields.object(body.get("PromotionActiveTimeRange"),
                                        {path<body_path, ".PromotionActiveTimeRange">});
  facts.from = fields.instant(range.get("EffectiveFromDate"),
                              {path<body_path, ".PromotionActiveTimeRange.EffectiveFromDate">});
  facts.through =
      fields.instant(range.get("EffectiveThroughDate"),
                     {path<body_path, ".PromotionActiveTimeRange.EffectiveThroughDate">});
  std::size_t index = 0;
  for (const JsonValue group :
       fields.short_list(body.get("Identifiers"), {path<body_path, ".Identifiers">})) {
    read_identifiers(fields, group, index++, facts.items);
  }
}

}  // namespace

void read_fee_promotion(const MessageReading& reading) {
  read_head(reading, MessageKind::fee_promotion);
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  message.market.time = time_of(reading);
  const JsonValue body =
      fields.object(reading.head.payload.get("FeePromotionNotification"), {path<body_path>});
  if (!body.exists()) fields.refuse(Errc::missing_field, {path<body_path>}, reading.head.payload);
  message.recipient = fields.id<SellerId>(body.get("MerchantId"), {path<body_path, ".MerchantId">});
  const auto id =
      fields.id<MarketplaceId>(body.get("MarketplaceId"), {path<body_path, ".MarketplaceId">});
  MoneyReader money{fields, take_marketplace(id, message.market)};
  auto& facts = message.facts.emplace<FeePromotionNotice>();
  read_head_of_promotion(fields, body, facts);
  // The guide writes it in the plural.
  const JsonValue list =
      fields.short_list(either(body, "PromotionInformation", "PromotionInformations"),
                        {path<body_path, ".PromotionInformation">});
  for (const JsonValue row : list) {
    facts.fees.push_back(read_fee({fields, money}, row, facts.fees.size()));
  }
  message.market.currency = money.currency();
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
