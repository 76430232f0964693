#include "support/pipeline.hpp"

#include "haggle/codec/instant_text.hpp"

namespace haggle::test {
namespace {

std::string offer(const Rival& rival) {
  return R"({"SellerId":")" + rival.seller + R"(","SubCondition":"new","ListingPrice":{"Amount":)" +
         rival.price +
         R"(,"CurrencyCode":"USD"},"Shipping":{"Amount":0.00,"CurrencyCode":"USD"},)" +
         R"("IsFulfilledByAmazon":true,"IsFeaturedMerchant":true,"IsBuyBoxWinner":)" +
         (rival.wins ? "true}" : "false}");
}

}  // namespace

std::string notification(const std::string& item, Instant at, const std::string& id,
                         const std::vector<Rival>& rivals) {
  std::string offers;
  for (const Rival& rival : rivals) offers += (offers.empty() ? "" : ",") + offer(rival);
  const std::string count = std::to_string(rivals.size());
  return R"({"NotificationVersion":"1.0","NotificationType":"ANY_OFFER_CHANGED",)"
         R"("PayloadVersion":"1.0","EventTime":")" +
         instant_text(at) +
         R"(","Payload":{"AnyOfferChangedNotification":{"SellerId":"A2X","OfferChangeTrigger":{)"
         R"("MarketplaceId":"ATVPDKIKX0DER","ASIN":")" +
         item + R"(","ItemCondition":"new","TimeOfOfferChange":")" + instant_text(at) +
         R"("},"Summary":{"NumberOfOffers":[{"Condition":"new","FulfillmentChannel":"Amazon",)"
         R"("OfferCount":)" +
         count + R"(}]},"Offers":[)" + offers +
         R"(]}},"NotificationMetadata":{"NotificationId":")" + id + R"("}})";
}

}  // namespace haggle::test
