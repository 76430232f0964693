// What stands round the events of items: the envelopes of messages, and an event bus that says
// type, id and time on its own.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/codec/sale_message.hpp"
#include "unit/codec/sale_text.hpp"

namespace haggle::test {
namespace {

std::string as_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string topic(std::string_view text) {
  return R"({"Type":"Notification","MessageId":"t-1","Message":)" + as_text(text) + "}";
}
std::string queue(std::string_view text) {
  return R"({"MessageId":"q-1","Body":)" + as_text(text) + "}";
}
std::string record(std::string_view id, std::string_view text) {
  return R"({"messageId":")" + std::string(id) + R"(","body":)" + as_text(text) + "}";
}
/// An event bus's envelope: the detail says neither type nor id nor time.
std::string bus(std::string_view type, std::string_view id, const std::string& detail) {
  return R"({"version":"0","id":")" + std::string(id) + R"(","detail-type":")" + std::string(type) +
         R"(","source":"carousel.products","time":"2026-03-02T10:00:00Z","detail":)" + detail + "}";
}
std::string detail() {
  return SaleText{}.with("type", "").with("eventId", "").with("occurredAt", "").text();
}

/// Type and sale of all events inside, or the names of their errors.
std::string inside(std::string_view text) {
  SaleReader reader;
  std::string all;
  for (const SaleDelivery& one : reader.read(text)) {
    if (!all.empty()) all += ' ';
    all += one.error ? std::string(entry_of(one.error->code).name)
                     : one.event.type + "=" + std::string(one.event.sale.id.text());
  }
  return all;
}

TEST(SaleEnvelope, OpensEveryKind) {
  const std::string bare = SaleText{}.text();
  EXPECT_EQ(inside(bare), "product.sold=e-1");
  EXPECT_EQ(inside(topic(bare)), "product.sold=e-1");
  EXPECT_EQ(inside(queue(bare)), "product.sold=e-1");
  EXPECT_EQ(inside(queue(topic(bare))), "product.sold=e-1");
  EXPECT_EQ(inside(R"({"Messages":[)" + queue(bare) + "]}"), "product.sold=e-1");
  EXPECT_EQ(inside("[" + bare + "," + bare + "]"), "product.sold=e-1 product.sold=e-1");
  EXPECT_EQ(inside(as_text(bare)), "product.sold=e-1");
  EXPECT_EQ(inside(R"({"Records":[]})"), "");
}

TEST(SaleEnvelope, AnEventBusSaysWhatTheDetailDoesNot) {
  const std::string text = bus("carousel.product.sold", "b-1", detail());
  EXPECT_EQ(inside(text), "carousel.product.sold=b-1");
  EXPECT_EQ(inside(queue(text)), "carousel.product.sold=b-1");
  EXPECT_EQ(inside(topic(text)), "carousel.product.sold=b-1");
  SaleReader reader;
  EXPECT_EQ(reader.read(text)[0].event.occurred_at, *parse_instant("2026-03-02T10:00:00Z"));
  EXPECT_EQ(reader.read(text)[0].where, "detail");
}

TEST(SaleEnvelope, WhatTheDetailSaysItselfCounts) {
  SaleReader reader;
  const SaleEvent& event = reader.read(bus("product.listed", "b-1", SaleText{}.text()))[0].event;
  EXPECT_EQ(event.kind, ItemEventKind::sold);
  EXPECT_EQ(event.event_id.text(), "e-1");
  EXPECT_EQ(event.occurred_at, *parse_instant("2026-03-02T09:30:00Z"));
}

/// A frame is not handed on: the second record's bus is not the first's, and text has none.
TEST(SaleEnvelope, AFrameEndsWithItsEnvelope) {
  const std::string list = R"({"Records":[)" + record("1", bus("product.sold", "b-1", detail())) +
                           "," + record("2", detail()) + "]}";
  EXPECT_EQ(inside(list), "product.sold=b-1 unknown_message");
}

TEST(SaleEnvelope, OneBadRecordLeavesTheRest) {
  const std::string list = R"({"Records":[)" + record("r-1", SaleText{}.text()) + "," +
                           record("r-2", sale_with("salePrice", "0")) + "," + record("r-3", "{") +
                           "," + record("r-4", sale_with("eventId", R"("e-4")")) + "]}";
  SaleReader reader;
  const auto all = reader.read(list);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_TRUE(all[0].has_event() && all[3].has_event());
  EXPECT_EQ(all[1].error->code, Errc::price_not_positive);
  EXPECT_EQ(all[2].error->code, Errc::malformed_json);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].record, i);
    EXPECT_EQ(all[i].record_id, "r-" + std::to_string(i + 1));
    EXPECT_EQ(all[i].where, "Records[" + std::to_string(i) + "].body");
  }
}

TEST(SaleEnvelope, AFifthIsNotOpened) {
  std::string text = SaleText{}.text();
  for (std::size_t i = 0; i < envelopes_max; ++i) text = topic(text);
  EXPECT_EQ(inside(text), "product.sold=e-1");
  EXPECT_EQ(inside(topic(text)), "too_deep");
}

TEST(SaleEnvelope, AsManyRecordsAsMessagesMayHave) {
  std::string list = "[{}";
  for (std::size_t i = 1; i < deliveries_max; ++i) list += ",{}";
  SaleReader reader;
  EXPECT_EQ(reader.read(list + "]").size(), deliveries_max);
  EXPECT_EQ(inside(list + ",{}]"), "too_large");
}

}  // namespace
}  // namespace haggle::test
