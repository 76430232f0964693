// Batches of answers: each entry is read or refused by itself, and errors of the marketplace are
// answers, not errors of ours.
#include "codec/pricing_answer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "haggle/codec/message_reader.hpp"
#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

const std::string good =
    R"({"status":{"statusCode":200,"reasonPhrase":"OK"},"body":{"payload":{"ASIN":"B0GOOD",)"
    R"("status":"Success","marketplaceId":"ATVPDKIKX0DER","Summary":{"TotalOfferCount":0},)"
    R"("Offers":[]}}})";
const std::string invalid =
    R"({"headers":{"Date":"Tue, 28 Jun 2022 14:21:22 GMT"},"status":{"statusCode":400,)"
    R"("reasonPhrase":"Bad Request"},"body":{"errors":[{"code":"InvalidInput","message":)"
    R"("B0BAD is not an ASIN","details":""},{"code":"Other"}]},"request":{"MarketplaceId":)"
    R"("ATVPDKIKX0DER","Asin":"B0BAD","ItemCondition":"Used"}})";

std::string responses(std::string_view entries) {
  return R"({"responses":[)" + std::string(entries) + "]}";
}

TEST(Answers, AnErrorOfOneItemIsThatItemsAnswer) {
  MessageReader reader;
  const std::string text = responses(good + "," + invalid + ",{},7," + good);
  const auto all = reader.read(text);
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[0].message.market.item.text(), "B0GOOD");
  EXPECT_TRUE(all[1].has_message());
  ASSERT_TRUE(all[2].error);
  EXPECT_EQ(all[2].error->code, Errc::unknown_message);
  EXPECT_EQ(all[2].where, "responses[2]");
  ASSERT_TRUE(all[3].error);
  EXPECT_EQ(all[4].message.market.item.text(), "B0GOOD");
}

TEST(Answers, ARefusalSaysWhichItemAndWhy) {
  const Message message = read(responses(invalid));
  EXPECT_EQ(message.kind, MessageKind::answer_refused);
  EXPECT_FALSE(message.has_market());
  EXPECT_EQ(message.market.item.text(), "B0BAD");
  EXPECT_EQ(message.market.marketplace.text(), "US");
  EXPECT_EQ(message.market.condition, Condition::used);
  EXPECT_EQ(message.market.time, Instant{1'656'426'082'000});
  const auto& facts = std::get<AnswerRefused>(message.facts);
  EXPECT_EQ(facts.http_status, 400);
  EXPECT_EQ(facts.reason, "Bad Request");
  ASSERT_EQ(facts.errors.size(), 2U);
  EXPECT_EQ(facts.errors[0], (AnswerError{"InvalidInput", "B0BAD is not an ASIN", ""}));
  EXPECT_EQ(facts.errors[1].code, "Other");
}

TEST(Answers, ErrorsMayStandAlone) {
  const Message message =
      read(R"({"errors":[{"code":"QuotaExceeded","message":"Slow down.","details":null}]})");
  EXPECT_EQ(message.kind, MessageKind::answer_refused);
  const auto& facts = std::get<AnswerRefused>(message.facts);
  EXPECT_FALSE(facts.http_status);
  EXPECT_EQ(facts.errors.at(0).code, "QuotaExceeded");
}

TEST(Answers, AFailedStatusIsARefusalWithoutErrorsToo) {
  const Message message =
      read(responses(R"({"status":{"statusCode":503},"body":{"asin":"B0","marketplaceId":"US"}})"));
  EXPECT_EQ(message.kind, MessageKind::answer_refused);
  EXPECT_EQ(std::get<AnswerRefused>(message.facts).http_status, 503);
  EXPECT_EQ(message.market.item.text(), "B0");
}

TEST(Answers, WhatTheMarketplaceRefusedMayBeNoIdAtAll) {
  const Message message = read(responses(
      R"({"status":{"statusCode":400},"body":{"errors":[{"code":"X"}]},"request":{"Asin":")" +
      std::string(100, 'B') + R"(","MarketplaceId":[],"ItemCondition":7}})"));
  EXPECT_EQ(message.kind, MessageKind::answer_refused);
  EXPECT_TRUE(message.market.item.empty());
  EXPECT_EQ(std::get<AnswerRefused>(message.facts).errors.at(0).code, "X");
}

TEST(Answers, DatesOfHeadersAreReadOrPassedOver) {
  const auto time_of = [](const char* date) {
    return read(responses(R"({"headers":{"Date":")" + std::string(date) +
                          R"("},"body":{"errors":[{"code":"X"}]}})"))
        .market.time;
  };
  EXPECT_EQ(time_of("Thu, 01 Jan 1970 00:00:01 GMT"), Instant{1000});
  EXPECT_EQ(time_of("Tue, 31 Dec 2030 23:59:59 GMT"), Instant{1'924'991'999'000});
  for (const char* date :
       {"", "yesterday", "Tue, 31 Dec 2030 23:59:59 CET", "Tue, 31 Feb 2030 23:59:59 GMT",
        "Tue, 31 anF 2030 23:59:59 GMT", "Tuesday, 1 Jan 30 00:00:00 GMT"}) {
    EXPECT_EQ(time_of(date), Instant{}) << date;
  }
}

TEST(Answers, OfOtherInterfacesSayWhichOrAreUnknown) {
  MessageReader reader;
  const std::string text = bytes_of(wire_folder / "spapi_pricing_2022_foep__sandbox.json");
  const auto all = reader.read(text);
  ASSERT_FALSE(all.empty());
  for (const Delivery& delivery : all) {
    ASSERT_FALSE(delivery.error);
    EXPECT_TRUE(delivery.message.type == "featuredOfferExpectedPrice" ||
                delivery.message.kind == MessageKind::answer_refused);
    EXPECT_FALSE(delivery.message.has_market());
  }
  EXPECT_EQ(refused(R"({"payload":{"FeesEstimateResult":{}}})").code, Errc::unknown_message);
  EXPECT_EQ(refused(R"({"payload":[]})").code, Errc::unknown_message);
  EXPECT_EQ(refused(R"({"errors":[]})").code, Errc::unknown_message);
}

TEST(Answers, ComeInEnvelopesToo) {
  const Message message =
      read(R"({"MessageId":"1","Body":"{\"errors\":[{\"code\":\"InvalidInput\"}]}"})");
  EXPECT_EQ(message.kind, MessageKind::answer_refused);
}

}  // namespace
}  // namespace haggle::test
