// Notifications in the usual form, with everything in them that may be there or not, and forms of
// them that are a little off.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "support/dice.hpp"

namespace haggle::test {

class UsualTexts {
 public:
  explicit UsualTexts(Dice& dice) : dice_(dice) {}

  std::string notification() {
    currency_ = dice_.pick<std::string_view>({"USD", "USD", "JPY", "KWD"});
    out_ = R"({"NotificationVersion":"1.0","NotificationType":"ANY_OFFER_CHANGED",)"
           R"("PayloadVersion":"1.0","EventTime":"2020-07-13T19:42:04.284Z")";
    const bool ahead = dice_.chance(50);
    if (ahead) metadata();
    out_ += R"(,"Payload":{"AnyOfferChangedNotification":{"SellerId":"A3TH9S8BH6GOGM")";
    trigger();
    if (!dice_.chance(5)) summary();
    list(R"(,"Offers":[)", 5, [this] { offer(); });
    out_ += "}}";
    if (!ahead && dice_.chance(90)) metadata();
    return out_ + "}";
  }

  /// One or two changes: of bytes, numbers, blanks, the case of letters, or whole members.
  std::string changed(std::string text) {
    for (std::size_t turns = 1 + dice_.below(2); turns > 0 && text.size() > 8; --turns) {
      change(text);
    }
    return text;
  }

 private:
  void change(std::string& text) {
    const std::size_t at = dice_.below(text.size());
    switch (dice_.below(9)) {
      case 0:
        text[at] = static_cast<char>(dice_.below(256));
        break;
      case 1:
        text[at] = "\"\\{}[],:.0 9-eE\n\x80"[dice_.below(17)];
        break;
      case 2:
        text.insert(at, 1, " \n\"\\,0x"[dice_.below(7)]);
        break;
      case 3:
        text.erase(at, 1 + dice_.below(3));
        break;
      case 4:
        text[at] = static_cast<char>(text[at] ^ 0x20);
        break;
      case 5:
        change_number(text, at);
        break;
      default:
        change_member(text, at);
    }
  }

  void change_number(std::string& text, std::size_t at) {
    const std::size_t begin = text.find_first_of("0123456789", at);
    if (begin == text.npos) return;
    const std::size_t end = std::min(text.find_first_not_of("0123456789.", begin), text.size());
    text.replace(begin, end - begin,
                 dice_.pick<std::string_view>({"0",
                                               "00",
                                               "0.0",
                                               "1.005",
                                               "1.0050",
                                               "12.3400",
                                               "-1",
                                               "1e2",
                                               "1.",
                                               ".5",
                                               "999999999999999",
                                               "1000000000000000",
                                               "9999999999999999",
                                               "123456.78",
                                               "4294967295",
                                               "4294967296",
                                               "100.0001",
                                               "100.00001",
                                               "99.5",
                                               "12345678",
                                               "123456789",
                                               "1234567.8",
                                               "12345.678",
                                               "null",
                                               "\"7.5\"",
                                               "true",
                                               "\"\""}));
  }

  /// Takes out, doubles or moves what stands between two commas.
  void change_member(std::string& text, std::size_t at) {
    const std::size_t begin = text.find(",", at);
    if (begin == text.npos) return;
    const std::size_t end = std::min(text.find_first_of(",}]", begin + 1), text.size());
    const std::string member = text.substr(begin, end - begin);
    if (!dice_.chance(40)) text.erase(begin, end - begin);
    const std::size_t to = text.find(",", dice_.below(text.size()));
    if (dice_.chance(60) && to != text.npos) text.insert(to, member);
  }

  void text(std::string_view key, std::string_view value) {
    out_ += ",\"";
    out_ += key;
    out_ += "\":\"";
    out_ += value;
    out_ += '"';
  }

  void metadata() {
    out_ += R"(,"NotificationMetadata":{"ApplicationId":"amzn1.app")";
    text("SubscriptionId", "7d78cc50");
    text("PublishTime", dice_.chance(10) ? "" : "2020-01-11T00:02:50.501Z");
    text("NotificationId", dice_.pick<std::string_view>({" 2012e8e5-b365", "d0e9e693", ""}));
    out_ += '}';
  }

  void trigger() {
    out_ += R"(,"OfferChangeTrigger":{"MarketplaceId":")";
    out_ += dice_.pick<std::string_view>({"ATVPDKIKX0DER", "A1VC38T7YXB528", "SOMEWHERE"});
    out_ += '"';
    text("ASIN", "B00V5DG6IQ");
    text("ItemCondition", dice_.pick<std::string_view>({"new", "New", "used", "Collectible", ""}));
    text("TimeOfOfferChange",
         dice_.pick<std::string_view>({"2020-07-13T19:42:04.284Z", "2020-07-13T19:42:04Z"}));
    if (dice_.chance(80)) text("OfferChangeType", dice_.chance(20) ? "" : "Internal");
    out_ += '}';
  }

  template <class Row>
  void list(std::string_view begin, std::size_t most, Row row) {
    out_ += begin;
    for (std::size_t count = dice_.below(most + 1); count > 0; --count) {
      row();
      if (count > 1) out_ += ',';
    }
    out_ += ']';
  }

  void number(std::size_t most) { out_ += std::to_string(dice_.below(most)); }

  void amount(std::string_view key) {
    out_ += ",\"";
    out_ += key;
    out_ += R"(":{"Amount":)";
    number(dice_.pick<std::size_t>({10, 1000, 1'000'000'000}));
    const std::string_view parts = currency_ == "JPY"   ? "|.0|.00"
                                   : currency_ == "KWD" ? "|.5|.125"
                                                        : "|.5|.99";
    const std::size_t part = dice_.below(3);
    if (part == 1) out_ += parts.substr(1, parts.find('|', 1) - 1);
    if (part == 2) out_ += parts.substr(parts.find('|', 1) + 1);
    out_ += R"(,"CurrencyCode":")";
    out_ += currency_;
    out_ += "\"}";
  }

  void row_begin(bool has_channel) {
    out_ += R"({"Condition":")";
    out_ += dice_.pick<std::string_view>({"new", "New", "used", "Used", "any", ""});
    out_ += '"';
    if (has_channel) {
      text("FulfillmentChannel", dice_.pick<std::string_view>({"Amazon", "Merchant", "else"}));
    }
  }

  void count_row() {
    row_begin(true);
    out_ += ",\"OfferCount\":";
    number(60);
    out_ += '}';
  }

  void price_row(bool has_channel) {
    row_begin(has_channel);
    if (dice_.chance(90)) amount("LandedPrice");
    if (dice_.chance(95)) amount("ListingPrice");
    if (dice_.chance(90)) amount("Shipping");
    points();
    out_ += '}';
  }

  void points() {
    if (!dice_.chance(15)) return;
    out_ += ",\"Points\":{\"PointsNumber\":";
    number(400);
    out_ += '}';
  }

  void summary() {
    out_ += ",\"Summary\":{";
    if (dice_.chance(3)) {
      out_ += '}';
      return;
    }
    list(R"("NumberOfOffers":[)", 3, [this] { count_row(); });
    if (dice_.chance(90)) list(R"(,"LowestPrices":[)", 3, [this] { price_row(true); });
    if (dice_.chance(90)) list(R"(,"BuyBoxPrices":[)", 2, [this] { price_row(false); });
    if (dice_.chance(70)) amount("ListPrice");
    if (dice_.chance(30)) amount("MinimumAdvertisedPrice");
    if (dice_.chance(70)) amount("SuggestedLowerPricePlusShipping");
    if (dice_.chance(30)) out_ += ",\"TotalBuyBoxEligibleOffers\":", number(100);
    if (dice_.chance(80)) {
      list(R"(,"SalesRankings":[)", 2,
           [this] { out_ += R"({"ProductCategoryId":"home_garden","Rank":1716})"; });
    }
    if (dice_.chance(80)) {
      list(R"(,"NumberOfBuyBoxEligibleOffers":[)", 2, [this] { count_row(); });
    }
    if (dice_.chance(60)) amount("CompetitivePriceThreshold");
    out_ += '}';
  }

  void offer() {
    out_ += R"({"SellerId":")";
    out_ += dice_.pick<std::string_view>({"A1", "A28SS3BS1DBQ92", "AQNACJEM8PUJ1", ""});
    out_ += '"';
    text("SubCondition", dice_.pick<std::string_view>({"new", "New", "very_good", "VeryGood", ""}));
    if (dice_.chance(90)) {
      out_ += ",\"SellerFeedbackRating\":{\"FeedbackCount\":";
      number(300'000);
      out_ += ",\"SellerPositiveFeedbackRating\":";
      number(101);
      out_ += '}';
    }
    if (dice_.chance(95)) {
      out_ += ",\"ShippingTime\":{\"MinimumHours\":0,\"MaximumHours\":";
      number(100);
      text("AvailabilityType", "NOW");
      text("AvailableDate", "");
      out_ += '}';
    }
    amount("ListingPrice");
    points();
    if (dice_.chance(95)) amount("Shipping");
    offer_end();
  }

  void truth(std::string_view key) {
    if (!dice_.chance(90)) return;
    out_ += ",\"";
    out_ += key;
    out_ += dice_.chance(50) ? "\":true" : "\":false";
  }

  void offer_end() {
    if (dice_.chance(60)) {
      out_ += R"(,"ShipsFrom":{"Country":")";
      out_ += dice_.pick<std::string_view>({"US", "USA", "us", "", "Germany"});
      out_ += '"';
      text("State", "NY");
      out_ += '}';
    }
    truth("IsFulfilledByAmazon");
    truth("IsBuyBoxWinner");
    if (dice_.chance(40)) {
      text("ConditionNotes",
           dice_.pick<std::string_view>({"", "As new", "a \\\"box\\\" \xE2\x80\x93 \\u00e4\\n",
                                         "\\ud83d\\ude00 and \xF0\x9F\x98\x80", "c:\\\\d\\/e"}));
    }
    if (dice_.chance(80)) {
      out_ += R"(,"PrimeInformation":{"IsOfferPrime":true,"IsOfferNationalPrime":false})";
    }
    truth("IsExpeditedShippingAvailable"), truth("IsFeaturedMerchant");
    truth("ShipsDomestically"), truth("ShipsInternationally");
    out_ += '}';
  }

  Dice& dice_;
  std::string out_{};
  std::string_view currency_{};
};

}  // namespace haggle::test
