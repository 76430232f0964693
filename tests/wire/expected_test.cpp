// Every published message against EXPECTED.json, which was read out of it mechanically.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/message.hpp"
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

void expect_rating(const json& expected, const Offer& offer) {
  EXPECT_EQ(offer.knows(Offer::has_feedback_score), expected.contains("rating"));
  EXPECT_EQ(offer.knows(Offer::has_feedback_count), expected.contains("fbcount"));
  EXPECT_EQ(offer.feedback_score_ppm, expected.value("rating", 0U) * 10'000U);
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
  EXPECT_EQ(offer.eligible, tristate(expected.value("featured", json{})));
  EXPECT_EQ(offer.ships_from.text(), country_of(expected));
  expect_rating(expected, offer);
  const json hours = member(expected.value("shipTime", json::object()), "MaximumHours");
  EXPECT_EQ(offer.knows(Offer::has_handling), !hours.is_null());
  EXPECT_EQ(offer.handling_hours, hours.is_null() ? 0U : hours.get<std::uint32_t>());
}

/// The offers of the item's condition; null where that condition is not counted.
json counted(const json& expected) {
  json sum;
  for (const json& row : expected["numberOfOffers"]) {
    if (small(text_of(member(row, "Condition"))) != small(text_of(expected["itemCondition"])))
      continue;
    sum = (sum.is_null() ? 0 : sum.get<int>()) + member(row, "OfferCount").get<int>();
  }
  return sum;
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
  const bool business = message.kind == MessageKind::b2b_any_offer_changed;
  const std::string place = text_of(expected["marketplace"]);
  EXPECT_EQ(market.marketplace.text(), place == "ATVPDKIKX0DER" ? "US" : place);
  EXPECT_EQ(market.item.text(), text_of(expected["asin"]));
  EXPECT_EQ(name_of(condition_words, market.condition), small(text_of(expected["itemCondition"])));
  EXPECT_EQ(instant_text(market.time), text_of(expected["time"]));
  EXPECT_EQ(market.audience, business ? Audience::business : Audience::consumer);
  EXPECT_EQ(market.currency.text(), "USD");
  const json count = counted(expected);
  EXPECT_EQ(market.knows(Market::has_offers_counted), !count.is_null());
  EXPECT_EQ(market.offers_counted, count.is_null() ? 0 : count.get<int>());
  const json landed = box(expected, business ? "B2B" : "B2C");
  EXPECT_EQ(market.knows(Market::has_buy_box_landed), !landed.is_null());
  EXPECT_EQ(market.buy_box_landed_minor, landed.is_null() ? 0 : landed.get<std::int64_t>());
}

void expect_message(const json& expected, const Message& message) {
  EXPECT_EQ(message.type, text_of(expected["type"]));
  EXPECT_EQ(message.recipient.text(), text_of(expected["recipient"]));
  expect_market(expected, message);
  ASSERT_EQ(message.offers.size(), expected["offers"].size());
  for (std::size_t i = 0; i < message.offers.size(); ++i) {
    SCOPED_TRACE(i);
    expect_offer(expected["offers"][i], message.offers[i]);
  }
}

bool has_reader(const json& expected) {
  const std::string type = expected.is_object() ? expected.value("type", "") : "";
  return type == "ANY_OFFER_CHANGED" || type == "B2B_ANY_OFFER_CHANGED";
}

TEST(Expected, EveryMessageWithAReaderIsReadFieldByField) {
  const json all = json::parse(bytes_of(wire_folder / "EXPECTED.json"));
  int read = 0;
  for (const auto& [name, expected] : all.items()) {
    if (!has_reader(expected)) continue;
    SCOPED_TRACE(name);
    const Result<Message> message = read_message(bytes_of(wire_folder / name));
    ASSERT_TRUE(message) << describe(message.error());
    expect_message(expected, *message);
    ++read;
  }
  EXPECT_EQ(read, 5);
}

TEST(Expected, EveryOtherNotificationSaysItsType) {
  const json all = json::parse(bytes_of(wire_folder / "EXPECTED.json"));
  int seen = 0;
  for (const auto& file : files_of(wire_folder, "spapi_notif_")) {
    const json expected = all.at(file.filename().string());
    if (has_reader(expected)) continue;
    SCOPED_TRACE(file.filename().string());
    const Result<Message> message = read_message(bytes_of(file));
    ASSERT_TRUE(message) << describe(message.error());
    EXPECT_EQ(message->kind, MessageKind::unknown);
    EXPECT_EQ(message->type, text_of(expected["type"]));
    EXPECT_TRUE(message->offers.empty());
    ++seen;
  }
  EXPECT_EQ(seen, 6);
}

TEST(Expected, WhatIsNoNotificationIsSaidToBeUnknown) {
  int seen = 0;
  for (const auto& file : files_of(wire_folder)) {
    if (file.filename().string().starts_with("spapi_notif_")) continue;
    SCOPED_TRACE(file.filename().string());
    const Result<Message> message = read_message(bytes_of(file));
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().code, Errc::unknown_message);
    ++seen;
  }
  EXPECT_EQ(seen, 10);
}

}  // namespace
}  // namespace haggle::test
