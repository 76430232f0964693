#include "texts.hpp"

#include "haggle/codec/instant_text.hpp"

namespace haggle::sim {
namespace {

std::string decimal(std::int64_t minor) {
  const std::string cents = std::to_string(minor % 100);
  return std::to_string(minor / 100) + '.' + (cents.size() < 2 ? "0" : "") + cents;
}
std::string amount(std::int64_t minor) {
  return R"({"Amount":)" + decimal(minor) + R"(,"CurrencyCode":"USD"})";
}

std::string offer(std::int64_t price_minor, bool wins, bool is_used, Dice& dice) {
  const bool is_ours = dice.percent(15);
  std::string out = R"({"SellerId":")";
  out += is_ours ? "S" : "R";
  out += std::to_string(dice.below(is_ours ? 4 : 9));
  out += is_used ? R"(","SubCondition":"good",)" : R"(","SubCondition":"new",)";
  out += R"("ListingPrice":)" + amount(price_minor) + R"(,"Shipping":)";
  out += amount(dice.percent(30) ? 299 : 0);
  out += R"(,"IsFulfilledByAmazon":)";
  out += dice.percent(40) ? "true" : "false";
  out += wins ? R"(,"IsBuyBoxWinner":true)" : "";
  return out + R"(,"IsFeaturedMerchant":true})";
}

std::string offers(const Told& told, Dice& dice) {
  const std::size_t count = 2 + dice.below(5);
  const std::size_t winner = dice.below(count + 1);
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) out += ',';
    const std::int64_t price = told.base_minor + dice.between(-400, 900);
    out += offer(price, i == winner, told.is_used, dice);
  }
  return out;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string amazon_text(const Told& told, Dice& dice) {
  const std::string time = instant_text(told.time);
  const bool b2b = told.is_business;
  std::string out = R"({"NotificationVersion":"1.0","NotificationType":")";
  out += b2b ? "B2B_ANY_OFFER_CHANGED" : "ANY_OFFER_CHANGED";
  out += R"(","EventTime":")" + time + R"(","NotificationMetadata":{"NotificationId":")" + told.id;
  out += R"("},"Payload":{")";
  out += b2b ? "B2BAnyOfferChangedNotification" : "AnyOfferChangedNotification";
  out += R"(":{"SellerId":"S0","OfferChangeTrigger":{"MarketplaceId":"ATVPDKIKX0DER","ASIN":")";
  out += told.item + R"(","ItemCondition":")";
  out += told.is_used ? "used" : "new";
  out += R"(","TimeOfOfferChange":")" + time;
  return out + R"("},"Offers":[)" + offers(told, dice) + "]}}}";
}

std::string walmart_text(const Told& told, Dice& dice) {
  const auto price = [&] { return decimal(told.base_minor + dice.between(-400, 900)); };
  std::string out = R"({"source":{"eventType":"BUY_BOX_CHANGED","eventTime":")";
  out += instant_text(told.time) + R"(","eventId":")" + told.id;
  out += R"("},"payload":{"partnerId":"S0","itemInfo":{"itemId":")" + told.item;
  out += R"(","sku":"SKU","totalNumberOfOffers":3},"offer":{"currentOffer":{"sellerName":"Us",)";
  out += R"("sellerOfferPrice":)" + price() + R"(,"sellerShippingPrice":0.00},"winningOffer":)";
  out += R"({"sellerName":"Them","sellerOfferPrice":)" + price();
  return out + R"(,"sellerShippingPrice":0.00}}}})";
}

std::string notice_text(const Told& told, Dice& dice) {
  const char* type = dice.percent(50) ? "PRICING_HEALTH" : "SOMETHING_ELSE_CHANGED";
  std::string out = R"({"NotificationVersion":"1.0","NotificationType":")";
  out += type;
  out += R"(","EventTime":")" + instant_text(told.time);
  out += R"(","NotificationMetadata":{"NotificationId":")" + told.id;
  out += R"("},"Payload":{"OfferChangeTrigger":{"MarketplaceId":"ATVPDKIKX0DER","ASIN":")";
  return out + told.item + R"("},"MerchantOffer":{}}})";
}

std::string poison_text(const Told& told, Dice& dice) {
  std::string whole = amazon_text(told, dice);
  const auto without = [&](std::string_view name) {
    std::string out = whole;
    out.replace(out.find(name), name.size(), "Nothing");
    return out;
  };
  switch (dice.below(6)) {
    case 0:
      return whole.substr(0, 1 + dice.below(whole.size() - 1));
    case 1:
      return without("ASIN");
    case 2:
      return without("ListingPrice");
    case 3:
      return "no message " + told.item + ' ' + instant_text(told.time);
    case 4:
      return whole.replace(whole.find(told.item), 2, "\xC3\x28");
    default:
      return R"({"greeting":"hello","from":")" + told.item + instant_text(told.time) + R"("})";
  }
}

std::string records_text(const std::string& first, const std::string& second) {
  return R"({"Records":[{"messageId":"a","eventSource":"aws:sqs","body":")" + escaped(first) +
         R"("},{"messageId":"b","eventSource":"aws:sqs","body":")" + escaped(second) + R"("}]})";
}

}  // namespace haggle::sim
