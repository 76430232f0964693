// Notifications of real sizes from a fixed seed, for the benches: compact JSON in Amazon's order of
// keys, about twenty offers, 12 KB, now and then a seller's note with an escape or an umlaut.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "market_data.hpp"

namespace haggle::bench {

/// How many different messages a bench goes round: more than the second-level cache holds.
inline constexpr std::size_t messages_count = 1'000;

class MessageTexts {
 public:
  explicit MessageTexts(std::uint64_t seed) : random_(seed) {}

  /// One ANY_OFFER_CHANGED.
  std::string notification() {
    const std::size_t offers_count = 16 + pick(5);
    base_ = 499 + below(random_, 49'500);
    std::string out = fmt::format(
        R"({{"NotificationVersion":"1.0","NotificationType":"ANY_OFFER_CHANGED",)"
        R"("PayloadVersion":"1.0","EventTime":"{}","NotificationMetadata":{{"ApplicationId":)"
        R"("amzn1.sellerapps.app.{}","SubscriptionId":"{}","PublishTime":"{}",)"
        R"("NotificationId":"{}"}},"Payload":{{"AnyOfferChangedNotification":{{)"
        R"("SellerId":"A2XEXAMPLESELL","OfferChangeTrigger":{{"MarketplaceId":"ATVPDKIKX0DER",)"
        R"("ASIN":"B07{}","ItemCondition":"new","TimeOfOfferChange":"{}",)"
        R"("OfferChangeType":"{}"}},)",
        time(), uuid(), uuid(), time(), uuid(), letters(7), time(),
        word({"External", "Internal", "FeaturedOffer"}));
    out += summary(offers_count) + R"("Offers":[)";
    const std::size_t winner = pick(offers_count);
    for (std::size_t i = 0; i < offers_count; ++i) {
      if (i > 0) out += ',';
      out += offer(i == winner);
    }
    return out + "]}}}";
  }

  /// The same, as a topic relays it.
  std::string relayed(std::string_view notification) {
    return fmt::format(
        R"({{"Type":"Notification","MessageId":"{}",)"
        R"("TopicArn":"arn:aws:sns:us-east-1:123456789012:any-offer-changed","Message":"{}",)"
        R"("Timestamp":"{}","SignatureVersion":"1","Signature":"{}",)"
        R"("SigningCertURL":"https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0.pem",)"
        R"("UnsubscribeURL":"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&{}"}})",
        uuid(), escaped(notification), time(), letters(172), uuid());
  }

 private:
  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(below(random_, count)); }
  std::string_view word(std::initializer_list<std::string_view> words) {
    return *(words.begin() + static_cast<std::ptrdiff_t>(pick(words.size())));
  }
  bool chance(std::size_t percent) { return pick(100) < percent; }
  const char* yes_no(bool yes) { return yes ? "true" : "false"; }

  std::string letters(std::size_t count) {
    std::string out;
    for (; count > 0; --count) out += "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[pick(36)];
    return out;
  }
  std::string uuid() {
    return fmt::format("{:08x}-{:04x}-4{:03x}-9{:03x}-{:012x}", random_() & 0xFFFF'FFFF,
                       random_() & 0xFFFF, random_() & 0xFFF, random_() & 0xFFF,
                       random_() & 0xFFFF'FFFF'FFFF);
  }
  std::string time() {
    return fmt::format("2025-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", 1 + pick(12), 1 + pick(28),
                       pick(24), pick(60), pick(60), pick(1'000));
  }

  /// As Java writes it: at least one decimal.
  static std::string money(std::int64_t cents) {
    std::string digits = fmt::format("{}.{:02}", cents / 100, cents % 100);
    if (digits.back() == '0') digits.pop_back();
    return fmt::format(R"({{"Amount":{},"CurrencyCode":"USD"}})", digits);
  }
  std::string price(std::int64_t listing, std::int64_t shipping) {
    return fmt::format(R"("LandedPrice":{},"ListingPrice":{},"Shipping":{})",
                       money(listing + shipping), money(listing), money(shipping));
  }
  static std::string count(std::string_view channel, std::size_t offers) {
    return fmt::format(R"({{"Condition":"new","FulfillmentChannel":"{}","OfferCount":{}}})",
                       channel, offers);
  }

  std::string summary(std::size_t offers_count) {
    const std::size_t fulfilled = offers_count / 2;
    return fmt::format(
        R"("Summary":{{"NumberOfOffers":[{},{}],"LowestPrices":[{{"Condition":"new",)"
        R"("FulfillmentChannel":"Amazon",{}}},{{"Condition":"new","FulfillmentChannel":)"
        R"("Merchant",{}}}],"BuyBoxPrices":[{{"Condition":"New",{}}}],"ListPrice":{},)"
        R"("SuggestedLowerPricePlusShipping":{},"SalesRankings":[{{"ProductCategoryId":)"
        R"("home_garden_display_on_website","Rank":{}}},{{"ProductCategoryId":"{}",)"
        R"("Rank":{}}}],"NumberOfBuyBoxEligibleOffers":[{},{}],)"
        R"("CompetitivePriceThreshold":{}}},)",
        count("Amazon", fulfilled), count("Merchant", offers_count - fulfilled), price(base_, 0),
        price(base_, 499), price(base_ + 100, 0), money(base_ + 1'000), money(base_),
        1 + pick(900'000), 1'000'000 + pick(1'000'000'000), 1 + pick(9'000),
        count("Amazon", fulfilled / 2), count("Merchant", 3), money(base_ + 50));
  }

  std::string note() {
    if (chance(75)) return "";
    if (chance(50)) return "Brand new, factory sealed. Ships the same day with tracking.";
    return "Brand new \xE2\x80\x93 ships the same day in a \\\"frustration free\\\" box";
  }

  std::string offer(bool wins) {
    const bool fulfilled = chance(45);
    return fmt::format(
        R"({{"SellerId":"A{}","SubCondition":"new","SellerFeedbackRating":{{"FeedbackCount":{},)"
        R"("SellerPositiveFeedbackRating":{}}},"ShippingTime":{{"MinimumHours":{},)"
        R"("MaximumHours":{},"AvailabilityType":"NOW","AvailableDate":""}},"ListingPrice":{},)"
        R"("Shipping":{},"ShipsFrom":{{"Country":"US","State":"{}"}},"IsFulfilledByAmazon":{},)"
        R"("IsBuyBoxWinner":{},"ConditionNotes":"{}","PrimeInformation":{{"IsOfferPrime":{},)"
        R"("IsOfferNationalPrime":{}}},"IsExpeditedShippingAvailable":{},"IsFeaturedMerchant":{},)"
        R"("ShipsDomestically":true}})",
        letters(13), 3 + pick(250'000), 78 + pick(23), 24 * pick(3), 24 * pick(4),
        money(base_ + below(random_, 3'000)),
        money(fulfilled || chance(60) ? 0 : 399 + 100 * below(random_, 4)),
        word({"", "CA", "NY", "TX"}), yes_no(fulfilled), yes_no(wins), note(), yes_no(fulfilled),
        yes_no(fulfilled), yes_no(chance(30)), yes_no(chance(70)));
  }

  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  }

  Random random_;
  std::int64_t base_{0};
};

/// The messages of the benches, bare and relayed.
struct BenchMessages {
  std::vector<std::string> bare{};
  std::vector<std::string> relayed{};

  BenchMessages() {
    MessageTexts texts{42};
    for (std::size_t i = 0; i < messages_count; ++i) {
      bare.push_back(texts.notification());
      relayed.push_back(texts.relayed(bare.back()));
    }
  }
};

}  // namespace haggle::bench
