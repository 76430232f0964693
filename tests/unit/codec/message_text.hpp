// Messages for tests, said in few words: what is not given is as in an ordinary message.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "haggle/codec/message.hpp"

namespace haggle::test {

/// A notification of Amazon; each text is the inside of its object or list.
struct AmazonText {
  std::string type = "ANY_OFFER_CHANGED";
  std::string wrapper = "AnyOfferChangedNotification";
  std::string marketplace = R"("MarketplaceId":"ATVPDKIKX0DER")";
  std::string item = R"("ASIN":"B0TEST")";
  std::string condition = R"("ItemCondition":"new")";
  std::string time = R"("TimeOfOfferChange":"2026-03-02T09:30:00Z")";
  std::string counts{};
  std::string box{};
  std::string summary{};  ///< what else is in the summary
  std::string offers{};

  [[nodiscard]] std::string text() const {
    return R"({"NotificationType":")" + type +
           R"(","EventTime":"2026-03-02T09:31:00Z","Payload":{")" + wrapper +
           R"(":{"SellerId":"A2US","OfferChangeTrigger":{)" + marketplace + "," + item + "," +
           condition + "," + time + R"(},"Summary":{"NumberOfOffers":[)" + counts +
           R"(],"BuyBoxPrices":[)" + box + "]" + (summary.empty() ? "" : "," + summary) +
           R"(},"Offers":[)" + offers + "]}}}";
  }
};

inline AmazonText business_text() {
  AmazonText made;
  made.type = "B2B_ANY_OFFER_CHANGED";
  made.wrapper = "B2BAnyOfferChangedNotification";
  return made;
}

/// An amount in dollars.
inline std::string usd(std::string_view amount) {
  return R"({"Amount":)" + std::string(amount) + R"(,"CurrencyCode":"USD"})";
}

/// An offer with a price, and what else is said of it.
inline std::string offer_text(std::string_view amount, std::string_view more = "") {
  return R"({"SellerId":"A1RIVAL","ListingPrice":)" + usd(amount) + (more.empty() ? "" : ",") +
         std::string(more) + "}";
}

/// Walmart's webhook; `offer` and `payload` are the inside of these objects.
struct WalmartText {
  std::string info = R"("itemId":"900","sku":"MUG-1","totalNumberOfOffers":3)";
  std::string offer{};
  std::string payload{};  ///< what else is in the payload

  [[nodiscard]] std::string text() const {
    return R"({"source":{"eventType":"BUY_BOX_CHANGED","eventTime":"2026-03-02T09:30:00Z",)"
           R"("eventId":"w-1"},"payload":{"partnerId":"100","itemInfo":{)" +
           info + R"(},"offer":{)" + offer + "}" + (payload.empty() ? "" : "," + payload) + "}}";
  }
};

/// The message of a text that must be readable; an empty one, and a failure, where it is not.
inline Message read(std::string_view text) {
  const Result<Message> message = read_message(text);
  if (message) return *message;
  ADD_FAILURE() << describe(message.error()) << "\n" << text;
  return {};
}
inline Message read(const AmazonText& text) {
  return read(text.text());
}
inline Message read(const WalmartText& text) {
  return read(text.text());
}

/// The error of a text that must be refused.
inline Error refused(std::string_view text) {
  const Result<Message> message = read_message(text);
  if (!message) return message.error();
  ADD_FAILURE() << "read, though it should be refused: " << text;
  return {};
}
inline Error refused(const AmazonText& text) {
  return refused(text.text());
}
inline Error refused(const WalmartText& text) {
  return refused(text.text());
}

}  // namespace haggle::test
