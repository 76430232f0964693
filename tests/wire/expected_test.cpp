// Every published message against EXPECTED.json, which was read out of it mechanically.
#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/message_reader.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

using nlohmann::json;

/// "8184.23" -> 818423, by moving digits.
std::int64_t cents(const json& amount) {
  std::string digits = amount.get<std::string>();
  const std::size_t dot = digits.find('.');
  const std::size_t decimals = dot == digits.npos ? 0 : digits.size() - dot - 1;
  if (dot != digits.npos) digits.erase(dot, 1);
  return std::stoll(digits) * (decimals == 0 ? 100 : decimals == 1 ? 10 : 1);
}

std::string text_of(const json& value) {
  return value.get<std::string>();
}

std::string small(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// The member with this key in any case; null where there is none.
json member(const json& object, const std::string& key) {
  for (const auto& [name, value] : object.items()) {
    if (small(name) == small(key)) return value;
  }
  return {};
}

Tristate tristate(const json& value) {
  return value.is_null() ? Tristate::unknown : value.get<bool>() ? Tristate::yes : Tristate::no;
}

std::string country_of(const json& expected) {
  const json country = member(expected.value("shipsFrom", json::object()), "Country");
  const std::string text = country.is_null() ? "" : text_of(country);
  return text == "USA" ? "US" : text;
}

constexpr Currency dollar{"USD"};

/// Whether both are there, and the same.
template <class T>
void expect_same(const json& expected, const std::optional<T>& read) {
  EXPECT_EQ(read.has_value(), !expected.is_null()) << expected;
  if (!expected.is_null()) {
    EXPECT_EQ(read, expected.get<T>());
  }
}

/// An amount is [digits, currency] or null.
void expect_amount(const json& expected, const std::optional<std::int64_t>& read) {
  EXPECT_EQ(read.has_value(), !expected.is_null()) << expected;
  if (expected.is_null()) return;
  EXPECT_EQ(expected[1], "USD");
  EXPECT_EQ(read, cents(expected[0]));
}

template <class T, std::size_t N>
std::string word_of(const std::array<Word<T>, N>& words, const std::optional<T>& value) {
  return value ? std::string(name_of(words, *value)) : "";
}

std::string channel_of(const json& row, const std::string& key) {
  const json channel = member(row, key);
  if (channel.is_null()) return "";
  return small(text_of(channel)) == "amazon" ? "marketplace" : "merchant";
}

OfferAudience audience_of(const json& type) {
  if (type.is_null()) return OfferAudience::as_market;
  return type == "B2B" ? OfferAudience::business : OfferAudience::consumer;
}

void expect_counts(const json& expected, bool sent, const std::vector<CountRow>& rows) {
  EXPECT_EQ(sent, !expected.is_null());
  ASSERT_EQ(rows.size(), expected.is_null() ? 0U : expected.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(word_of(condition_words, rows[i].condition),
              small(text_of(member(expected[i], "Condition"))));
    EXPECT_EQ(word_of(fulfilment_words, rows[i].fulfilment),
              channel_of(expected[i], "FulfillmentChannel"));
    expect_same(member(expected[i], "OfferCount"), rows[i].count);
  }
}

void expect_prices(const json& expected, const std::vector<PriceRow>& rows) {
  ASSERT_EQ(rows.size(), expected.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    SCOPED_TRACE(i);
    const json& row = expected[i];
    EXPECT_EQ(word_of(condition_words, rows[i].condition), small(text_of(row["condition"])));
    EXPECT_EQ(word_of(fulfilment_words, rows[i].fulfilment), channel_of(row, "channel"));
    EXPECT_EQ(rows[i].audience, audience_of(row["offerType"]));
    expect_same(row["tier"], rows[i].quantity);
    expect_amount(row["listing"], rows[i].listing_minor);
    expect_amount(row["shipping"], rows[i].shipping_minor);
    expect_amount(row["landed"], rows[i].landed_minor);
    expect_same(row["points"], rows[i].points);
  }
}

void expect_summary(const json& expected, const MarketSummary& summary) {
  expect_counts(expected["numberOfOffers"], summary.knows(MarketSummary::has_counted),
                summary.counted);
  expect_counts(expected["eligible"], summary.knows(MarketSummary::has_eligible), summary.eligible);
  expect_prices(expected["lowest"], summary.lowest);
  expect_prices(expected["buybox"], summary.buy_box);
  expect_same(expected["total"], summary.total_counted);
  expect_amount(expected["threshold"], summary.competitive_threshold_minor);
  expect_amount(expected["list"], summary.list_price_minor);
}

/// "0.0" or 96 in parts per million.
std::uint32_t rating_of(const json& rating) {
  if (!rating.is_string()) return rating.get<std::uint32_t>() * 10'000U;
  return static_cast<std::uint32_t>(cents(rating)) * 100U;
}

void expect_rating(const json& expected, const Offer& offer) {
  EXPECT_EQ(offer.knows(Offer::has_feedback_score), expected.contains("rating"));
  EXPECT_EQ(offer.knows(Offer::has_feedback_count), expected.contains("fbcount"));
  EXPECT_EQ(offer.feedback_score_ppm,
            expected.contains("rating") ? rating_of(expected["rating"]) : 0U);
  EXPECT_EQ(offer.feedback_count, expected.value("fbcount", 0U));
}

void expect_offer(const json& expected, const Offer& offer) {
  EXPECT_EQ(offer.seller.text(), text_of(expected["seller"]));
  EXPECT_EQ(offer.price_minor, cents(expected["listing"][0]));
  EXPECT_EQ(offer.shipping_minor, cents(expected["shipping"][0]));
  EXPECT_EQ(offer.points_minor, expected.value("points", 0));
  EXPECT_EQ(name_of(sub_condition_words, offer.sub_condition), small(text_of(expected["sub"])));
  EXPECT_EQ(offer.fulfilment == Fulfilment::marketplace, expected["fba"].get<bool>());
  EXPECT_EQ(offer.is(Offer::is_winner), expected.value("win", false));
  EXPECT_EQ(offer.is(Offer::is_mine), expected.value("mine", false));
  EXPECT_EQ(offer.eligible, tristate(expected.value("featured", json{})));
  EXPECT_EQ(offer.ships_from.text(), country_of(expected));
  expect_rating(expected, offer);
  const json hours = member(expected.value("shipTime", json::object()), "MaximumHours");
  EXPECT_EQ(offer.knows(Offer::has_handling), !hours.is_null());
  EXPECT_EQ(offer.handling_hours, hours.is_null() ? 0U : hours.get<std::uint32_t>());
}

json either_of(const json& object, const std::string& key, const std::string& other) {
  const json value = member(object, key);
  return value.is_null() ? member(object, other) : value;
}

void expect_detail(const json& expected, const OfferDetail& detail) {
  const json none = json::object();
  const json prime = expected.value("prime", none);
  EXPECT_EQ(detail.prime, tristate(either_of(prime, "IsOfferPrime", "IsPrime")));
  EXPECT_EQ(detail.national_prime,
            tristate(either_of(prime, "IsOfferNationalPrime", "IsNationalPrime")));
  const json time = expected.value("shipTime", none);
  expect_same(member(time, "MinimumHours"), detail.handling_hours_min);
  const json availability = member(time, "AvailabilityType");
  EXPECT_EQ(detail.availability, availability.is_null() ? "" : text_of(availability));
  const json date = member(time, "AvailableDate");
  const bool dated = !date.is_null() && date != "";
  EXPECT_EQ(detail.available_at ? instant_text(*detail.available_at) : "",
            dated ? text_of(date) : "");
  const json state = member(expected.value("shipsFrom", none), "State");
  EXPECT_EQ(detail.state, state.is_null() ? "" : text_of(state));
}

/// The offers of the item's condition; null where that condition is not counted.
json counted(const json& expected) {
  json sum;
  for (const json& row : expected["numberOfOffers"]) {
    const json count = member(row, "OfferCount");
    if (small(text_of(member(row, "Condition"))) != small(text_of(expected["itemCondition"])) ||
        count.is_null()) {
      continue;
    }
    sum = (sum.is_null() ? 0 : sum.get<int>()) + count.get<int>();
  }
  return sum.is_null() && expected["total"] == 0 ? json(0) : sum;
}

/// The landed price of the row of the item's condition for one unit; null where there is none.
json box(const json& expected, const std::string& offer_type) {
  for (const json& row : expected["buybox"]) {
    const bool ours =
        small(text_of(row["condition"])) == small(text_of(expected["itemCondition"])) &&
        (row["offerType"].is_null() || row["offerType"] == offer_type) &&
        (row["tier"].is_null() || row["tier"] == 1);
    if (ours) return cents(row["listing"][0]) + cents(row["shipping"][0]);
  }
  return {};
}

void expect_market(const json& expected, const Message& message) {
  const Market& market = message.market;
  const bool business = market.audience == Audience::business;
  const std::string place = text_of(expected["marketplace"]);
  EXPECT_EQ(market.marketplace.text(), place == "ATVPDKIKX0DER" ? "US" : place);
  EXPECT_EQ(market.item.text(), text_of(expected["asin"]));
  EXPECT_EQ(name_of(condition_words, market.condition), small(text_of(expected["itemCondition"])));
  if (!expected["time"].is_null()) {
    EXPECT_EQ(instant_text(market.time), text_of(expected["time"]));
  }
  EXPECT_EQ(message.change_type,
            expected["changeType"].is_null() ? "" : text_of(expected["changeType"]));
  EXPECT_EQ(market.currency, dollar);
  const json count = counted(expected);
  EXPECT_EQ(market.knows(Market::has_offers_counted), !count.is_null());
  EXPECT_EQ(market.offers_counted, count.is_null() ? 0 : count.get<int>());
  const json landed = box(expected, business ? "B2B" : "B2C");
  EXPECT_EQ(market.knows(Market::has_buy_box_landed), !landed.is_null());
  EXPECT_EQ(market.buy_box_landed_minor, landed.is_null() ? 0 : landed.get<std::int64_t>());
  expect_summary(expected, message.summary);
}

std::vector<QuantityBreak> breaks_of(const json& offers) {
  std::vector<QuantityBreak> breaks;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    for (const json& row : offers[i].value("qd", json::array())) {
      breaks.push_back({static_cast<std::uint32_t>(i), row["tier"].get<std::uint32_t>(),
                        cents(row["listing"][0])});
    }
  }
  return breaks;
}

void expect_offers(const json& expected, const Message& message) {
  expect_market(expected, message);
  const json& offers = expected["offers"];
  ASSERT_EQ(message.offers.size(), offers.size());
  ASSERT_EQ(message.details.size(), offers.size());
  for (std::size_t i = 0; i < message.offers.size(); ++i) {
    SCOPED_TRACE(i);
    expect_offer(offers[i], message.offers[i]);
    expect_detail(offers[i], message.details[i]);
  }
  EXPECT_EQ(message.breaks, breaks_of(offers));
}

void expect_notification(const json& expected, const Message& message) {
  const bool business = expected["type"] == "B2B_ANY_OFFER_CHANGED";
  EXPECT_EQ(message.type, text_of(expected["type"]));
  EXPECT_EQ(message.recipient.text(), text_of(expected["recipient"]));
  EXPECT_EQ(message.market.audience, business ? Audience::business : Audience::consumer);
  expect_offers(expected, message);
}

void expect_answer(const json& expected, const Message& message) {
  EXPECT_EQ(message.kind, MessageKind::item_offers);
  EXPECT_EQ(std::get<OffersAnswer>(message.facts).status_word, text_of(expected["status"]));
  EXPECT_EQ(message.sku.text(), expected["sku"].is_null() ? "" : text_of(expected["sku"]));
  expect_offers(expected, message);
}

json all_expected() {
  const std::string text = bytes_of(wire_folder / "EXPECTED.json");
  EXPECT_FALSE(text.empty()) << "the published messages are not there: " << wire_folder;
  return text.empty() ? json::object() : json::parse(text);
}

MessageReader detailed_reader() {
  MessageDefaults defaults;
  defaults.keeps_details = true;
  return MessageReader{defaults};
}

TEST(Expected, EveryNotificationAboutOffersIsReadFieldByField) {
  MessageReader reader = detailed_reader();
  int seen = 0;
  const json all = all_expected();
  for (const auto& [name, expected] : all.items()) {
    if (!expected.is_object() || !expected.contains("offers")) continue;
    SCOPED_TRACE(name);
    const std::string text = bytes_of(wire_folder / name);
    const auto deliveries = reader.read(text);
    ASSERT_EQ(deliveries.size(), 1U);
    ASSERT_FALSE(deliveries[0].error) << describe(*deliveries[0].error);
    expect_notification(expected, deliveries[0].message);
    ++seen;
  }
  EXPECT_EQ(seen, 5);
}

TEST(Expected, EveryAnswerAboutOffersIsReadFieldByField) {
  MessageReader reader = detailed_reader();
  std::size_t seen = 0;
  const json all = all_expected();
  for (const auto& [name, expected] : all.items()) {
    if (!expected.is_array()) continue;
    SCOPED_TRACE(name);
    const std::string text = bytes_of(wire_folder / name);
    const auto deliveries = reader.read(text);
    ASSERT_EQ(deliveries.size(), expected.size());
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
      SCOPED_TRACE(i);
      ASSERT_FALSE(deliveries[i].error) << describe(*deliveries[i].error);
      expect_answer(expected[i], deliveries[i].message);
      ++seen;
    }
  }
  EXPECT_EQ(seen, 11U);
}

TEST(Expected, DetailsChangeNothingElse) {
  MessageReader plain;
  MessageReader detailed = detailed_reader();
  for (const auto& file : files_of(wire_folder)) {
    SCOPED_TRACE(file.filename().string());
    const std::string text = bytes_of(file);
    const auto without = plain.read(text);
    const auto with = detailed.read(text);
    ASSERT_EQ(without.size(), with.size());
    for (std::size_t i = 0; i < with.size(); ++i) {
      Message bare = with[i].message;
      bare.details.clear();
      EXPECT_EQ(bare, without[i].message);
    }
  }
}

TEST(Expected, EveryOtherNotificationIsOfItsKind) {
  const std::pair<std::string, MessageKind> kinds[] = {
      {"FEE_PROMOTION", MessageKind::fee_promotion},
      {"ITEM_PRODUCT_TYPE_CHANGE", MessageKind::product_type},
      {"LISTINGS_ITEM_ISSUES_CHANGE", MessageKind::listing_issues},
      {"LISTINGS_ITEM_MFN_QUANTITY_CHANGE", MessageKind::listing_quantity},
      {"LISTINGS_ITEM_STATUS_CHANGE", MessageKind::listing_status},
      {"PRICING_HEALTH", MessageKind::pricing_health},
  };
  const json all = all_expected();
  std::size_t seen = 0;
  for (const auto& [name, expected] : all.items()) {
    if (!expected.is_object() || expected.contains("offers")) continue;
    SCOPED_TRACE(name);
    const Result<Message> message = read_message(bytes_of(wire_folder / name));
    ASSERT_TRUE(message) << describe(message.error());
    for (const auto& [type, kind] : kinds) {
      EXPECT_TRUE(expected["type"] != type || message->kind == kind);
    }
    EXPECT_EQ(message->type, text_of(expected["type"]));
    EXPECT_FALSE(message->has_market());
    ++seen;
  }
  EXPECT_EQ(seen, std::size(kinds));
}

TEST(Expected, WhatIsNoMessageIsSaidToBeUnknown) {
  int seen = 0;
  for (const auto& file : files_of(wire_folder)) {
    const std::string name = file.filename().string();
    if (name.starts_with("spapi_notif_") || name.starts_with("spapi_pricing_")) continue;
    SCOPED_TRACE(name);
    const Result<Message> message = read_message(bytes_of(file));
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().code, Errc::unknown_message);
    ++seen;
  }
  EXPECT_EQ(seen, 6);
}

}  // namespace
}  // namespace haggle::test
