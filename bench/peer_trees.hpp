// nlohmann-json and RapidJSON as peers: the fields of a notification out of a tree.
#pragma once

#if !defined(__clang__)  // version 1.1 assigns to a const member, which clang does not let pass
#include <rapidjson/document.h>
#endif

#include <nlohmann/json.hpp>
#include <string_view>

#include "extract.hpp"

namespace haggle::bench {

/// The steps that both trees share. `Tree` tells how members are reached and read.
template <class Tree, class Value>
void extract_from(const Value& root, Extract& out) {
  const Value& body = Tree::at(Tree::at(root, "Payload"), "AnyOfferChangedNotification");
  const Value& trigger = Tree::at(body, "OfferChangeTrigger");
  put(out.marketplace, Tree::text(Tree::at(trigger, "MarketplaceId")));
  put(out.item, Tree::text(Tree::at(trigger, "ASIN")));
  put(out.time, Tree::text(Tree::at(trigger, "TimeOfOfferChange")));
  const Value& box = *Tree::begin(Tree::at(Tree::at(body, "Summary"), "BuyBoxPrices"));
  const auto money = [](const Value& row, const char* key) {
    return cents(Tree::number(Tree::at(Tree::at(row, key), "Amount")));
  };
  out.box_landed_minor = money(box, "LandedPrice");
  out.offers_count = 0;
  const Value& offers = Tree::at(body, "Offers");
  for (auto at = Tree::begin(offers); at != Tree::end(offers); ++at) {
    const Value& row = *at;
    ExtractedOffer& to = out.offers[out.offers_count++];
    put(to.seller, Tree::text(Tree::at(row, "SellerId")));
    const Value& rating = Tree::at(row, "SellerFeedbackRating");
    to.feedback_count = Tree::whole(Tree::at(rating, "FeedbackCount"));
    to.feedback_percent = Tree::whole(Tree::at(rating, "SellerPositiveFeedbackRating"));
    to.hours = Tree::whole(Tree::at(Tree::at(row, "ShippingTime"), "MaximumHours"));
    to.price_minor = money(row, "ListingPrice");
    to.shipping_minor = money(row, "Shipping");
    to.fulfilled = Tree::truth(Tree::at(row, "IsFulfilledByAmazon"));
    to.wins = Tree::truth(Tree::at(row, "IsBuyBoxWinner"));
    to.featured = Tree::truth(Tree::at(row, "IsFeaturedMerchant"));
  }
}

struct NlohmannTree {
  using Value = nlohmann::json;
  static const Value& at(const Value& object, const char* key) { return object.at(key); }
  static std::string_view text(const Value& value) { return value.get_ref<const std::string&>(); }
  static double number(const Value& value) { return value.get<double>(); }
  static std::int64_t whole(const Value& value) { return value.get<std::int64_t>(); }
  static bool truth(const Value& value) { return value.get<bool>(); }
  static auto begin(const Value& list) { return list.begin(); }
  static auto end(const Value& list) { return list.end(); }

  static void read(const std::string& text, Extract& out) {
    extract_from<NlohmannTree>(Value::parse(text), out);
  }
};

#if !defined(__clang__)
struct RapidJsonTree {
  using Value = rapidjson::Value;
  static const Value& at(const Value& object, const char* key) { return object[key]; }
  static std::string_view text(const Value& value) {
    return {value.GetString(), value.GetStringLength()};
  }
  static double number(const Value& value) { return value.GetDouble(); }
  static std::int64_t whole(const Value& value) { return value.GetInt64(); }
  static bool truth(const Value& value) { return value.GetBool(); }
  static auto begin(const Value& list) { return list.Begin(); }
  static auto end(const Value& list) { return list.End(); }

  static void read(const std::string& text, Extract& out) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag>(text.c_str(), text.size());
    extract_from<RapidJsonTree>(static_cast<const Value&>(document), out);
  }
};
#endif

}  // namespace haggle::bench
