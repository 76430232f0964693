// simdjson as a peer: the fields of a notification, on demand and from its tree.
#pragma once

#include <simdjson.h>

#include <string_view>

#include "extract.hpp"

namespace haggle::bench {

/// On demand: what is not asked for is passed over, not checked.
class SimdjsonOnDemand {
 public:
  /// Throws where the text is not as expected.
  void read(simdjson::padded_string_view text, Extract& out) {
    simdjson::ondemand::document document = parser_.iterate(text);
    auto body = document["Payload"]["AnyOfferChangedNotification"].get_object();
    auto trigger = body["OfferChangeTrigger"].get_object();
    put(out.marketplace, trigger["MarketplaceId"].get_string().value());
    put(out.item, trigger["ASIN"].get_string().value());
    put(out.time, trigger["TimeOfOfferChange"].get_string().value());
    auto summary = body["Summary"].get_object();
    for (auto row : summary["BuyBoxPrices"].get_array()) {
      out.box_landed_minor = cents(row["LandedPrice"]["Amount"].get_double().value());
      break;
    }
    out.offers_count = 0;
    for (auto row : body["Offers"].get_array()) offer(row.get_object(), out);
  }

  /// A topic's envelope: its text is unescaped first, then read.
  void read_relayed(simdjson::padded_string_view text, Extract& out) {
    simdjson::ondemand::document document = outer_.iterate(text);
    const std::string_view inner = document["Message"].get_string();
    // The parser's own buffer has the room behind the text that it needs.
    const std::size_t room = inner.size() + simdjson::SIMDJSON_PADDING;
    read(simdjson::padded_string_view(inner.data(), inner.size(), room), out);
  }

 private:
  static void offer(simdjson::ondemand::object row, Extract& out) {
    ExtractedOffer& to = out.offers[out.offers_count++];
    put(to.seller, row["SellerId"].get_string().value());
    auto rating = row["SellerFeedbackRating"].get_object();
    to.feedback_count = rating["FeedbackCount"].get_int64();
    to.feedback_percent = rating["SellerPositiveFeedbackRating"].get_int64();
    to.hours = row["ShippingTime"]["MaximumHours"].get_int64();
    to.price_minor = cents(row["ListingPrice"]["Amount"].get_double());
    to.shipping_minor = cents(row["Shipping"]["Amount"].get_double());
    to.fulfilled = row["IsFulfilledByAmazon"].get_bool();
    to.wins = row["IsBuyBoxWinner"].get_bool();
    to.featured = row["IsFeaturedMerchant"].get_bool();
  }

  simdjson::ondemand::parser parser_{};
  simdjson::ondemand::parser outer_{};
};

/// From a tree of the whole text, which is checked.
class SimdjsonTree {
 public:
  void read(const simdjson::padded_string& text, Extract& out) {
    const simdjson::dom::element body =
        parser_.parse(text)["Payload"]["AnyOfferChangedNotification"];
    const simdjson::dom::element trigger = body["OfferChangeTrigger"];
    put(out.marketplace, trigger["MarketplaceId"].get_string().value());
    put(out.item, trigger["ASIN"].get_string().value());
    put(out.time, trigger["TimeOfOfferChange"].get_string().value());
    const auto box = body["Summary"]["BuyBoxPrices"].at(0);
    out.box_landed_minor = cents(box["LandedPrice"]["Amount"].get_double());
    out.offers_count = 0;
    for (const simdjson::dom::element row : body["Offers"].get_array()) offer(row, out);
  }

 private:
  static void offer(simdjson::dom::element row, Extract& out) {
    ExtractedOffer& to = out.offers[out.offers_count++];
    put(to.seller, row["SellerId"].get_string().value());
    const simdjson::dom::element rating = row["SellerFeedbackRating"];
    to.feedback_count = rating["FeedbackCount"].get_int64();
    to.feedback_percent = rating["SellerPositiveFeedbackRating"].get_int64();
    to.hours = row["ShippingTime"]["MaximumHours"].get_int64();
    to.price_minor = cents(row["ListingPrice"]["Amount"].get_double());
    to.shipping_minor = cents(row["Shipping"]["Amount"].get_double());
    to.fulfilled = row["IsFulfilledByAmazon"].get_bool();
    to.wins = row["IsBuyBoxWinner"].get_bool();
    to.featured = row["IsFeaturedMerchant"].get_bool();
  }

  simdjson::dom::parser parser_{};
};

}  // namespace haggle::bench
