// A reader that is used again: what it keeps, and what it does not.
#include "haggle/codec/message_reader.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

const char* const notification = "spapi_notif_aoc__schema_example.json";

TEST(MessageReader, ReadsWhatReadMessageReads) {
  MessageReader reader;
  for (const auto& folder : {wire_folder, hand_folder}) {
    for (const auto& file : files_of(folder)) {
      SCOPED_TRACE(file.filename().string());
      const std::string text = bytes_of(file);
      const auto all = reader.read(text);
      const Result<Message> one = read_message(text);
      if (all.size() != 1) {
        ASSERT_FALSE(one);
        EXPECT_EQ(one.error().code, Errc::bad_argument);
        continue;
      }
      ASSERT_EQ(all[0].has_message(), one.has_value());
      if (one) {
        EXPECT_EQ(all[0].message, *one);
      } else {
        EXPECT_EQ(all[0].error->code, one.error().code);
        EXPECT_STREQ(all[0].error->where, one.error().where);
      }
    }
  }
}

TEST(MessageReader, KeepsTheMemoryOfItsLists) {
  MessageReader reader;
  const std::string text = bytes_of(wire_folder / notification);
  const Offer* offers = reader.read(text)[0].message.offers.data();
  const PriceRow* rows = reader.read(text)[0].message.summary.lowest.data();
  static_cast<void>(reader.read("{"));
  static_cast<void>(
      reader.read(bytes_of(wire_folder / "spapi_notif_pricing_health__schema_example.json")));
  const Message& again = reader.read(text)[0].message;
  EXPECT_EQ(again.offers.data(), offers);
  EXPECT_EQ(again.summary.lowest.data(), rows);
}

TEST(MessageReader, TheDefaultsMayChange) {
  MessageReader reader{{.walmart_mart = "WALMART_CA"}};
  const std::string text = WalmartText{}.text();
  EXPECT_EQ(reader.defaults().walmart_mart, "WALMART_CA");
  EXPECT_EQ(reader.read(text)[0].message.market.currency, Currency{"CAD"});
  reader.set_defaults({});
  EXPECT_EQ(reader.read(text)[0].message.market.currency, Currency{"USD"});
}

TEST(MessageReader, DetailsAreKeptOnDemandOnly) {
  const std::string text = bytes_of(wire_folder / notification);
  MessageReader reader;
  EXPECT_TRUE(reader.read(text)[0].message.details.empty());
  MessageDefaults defaults;
  defaults.keeps_details = true;
  reader.set_defaults(defaults);
  const Message& message = reader.read(text)[0].message;
  EXPECT_EQ(message.details.size(), message.offers.size());
}

}  // namespace
}  // namespace haggle::test
