// Damaged messages: cut after every byte, one byte changed, one piece taken out. No damage ends the
// program; what comes out is an error or a message inside every limit.
#include <gtest/gtest.h>

#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>

#include "haggle/base/limits.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/money/currency.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

constexpr std::uint64_t seed = 20'260'302;

/// splitmix64: the same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t state) : state_(state) {}

  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

bool is_amount(std::int64_t minor) {
  return -amount_minor_max <= minor && minor <= amount_minor_max;
}

void expect_sane_offer(const Offer& offer) {
  EXPECT_TRUE(offer.seller.well_formed());
  EXPECT_TRUE(is_amount(offer.price_minor) && is_amount(offer.shipping_minor));
  EXPECT_TRUE(is_amount(offer.points_minor) && is_amount(offer.stated_landed_minor));
  EXPECT_FALSE(name_of(condition_words, offer.condition).empty());
  EXPECT_FALSE(name_of(sub_condition_words, offer.sub_condition).empty());
  EXPECT_LE(offer.feedback_score_ppm, static_cast<std::uint32_t>(ppm_one));
}

void expect_sane_message(const Message& message) {
  EXPECT_FALSE(name_of(message_kind_words, message.kind).empty());
  EXPECT_LE(message.summary.lowest.size(), offers_max);
  EXPECT_LE(message.offers.size(), offers_max);
  if (!message.has_market()) return;
  EXPECT_TRUE(message.market.item.well_formed() && !message.market.item.empty());
  EXPECT_TRUE(message.market.marketplace.well_formed() && !message.market.marketplace.empty());
  EXPECT_TRUE(message.market.winner_seller.well_formed());
  EXPECT_TRUE(message.offers.empty() || exponent_of(message.market.currency) >= 0);
  EXPECT_GE(message.market.offers_counted, 0);
  for (const Offer& offer : message.offers) expect_sane_offer(offer);
  for (const QuantityBreak& row : message.breaks) {
    EXPECT_LT(row.offer, message.offers.size());
    EXPECT_GE(row.quantity, 2U);
  }
}

/// Reads it, and looks at what comes out. The reader has read damaged texts before.
bool expect_harmless(std::string_view text) {
  static MessageReader reader;
  bool all_read = true;
  for (const Delivery& delivery : reader.read(text)) {
    all_read = all_read && delivery.has_message();
    if (!delivery.error) {
      expect_sane_message(delivery.message);
      continue;
    }
    EXPECT_FALSE(entry_of(delivery.error->code).name.empty());
    EXPECT_NE(delivery.error->where, nullptr);
    EXPECT_LE(delivery.error->offset, text.size());
    EXPECT_EQ(delivery.message, Message{});
  }
  return all_read;
}

/// A few messages of every shape and envelope.
std::vector<std::string> victims() {
  std::vector<std::string> out;
  for (const char* name : {"02-same-seller-twice", "11-yen-with-decimals",
                           "16-topic-inside-records", "29-business-tiers-out-of-order",
                           "32-walmart-suppressed-inside-offer", "33-walmart-ours-by-name"}) {
    out.push_back(bytes_of(hand_folder / (std::string(name) + ".json")));
  }
  for (const char* name :
       {"spapi_notif_aoc__schema_example", "spapi_notif_pricing_health__schema_example",
        "spapi_notif_listings_item_status_change__schema_example",
        "spapi_notif_fee_promotion__schema_example", "spapi_pricing_v0_itemOffers__sandbox_1",
        "spapi_pricing_2022_competitiveSummary__sandbox"}) {
    out.push_back(bytes_of(wire_folder / (std::string(name) + ".json")));
  }
  return out;
}

TEST(Damaged, CutAfterEveryByte) {
  for (const std::string& text : victims()) {
    ASSERT_TRUE(expect_harmless(text));
    if (text.size() > 8'000) continue;  // costs grow with the square
    const std::size_t end = text.find_last_not_of(" \r\n\t");
    for (std::size_t size = 0; size < text.size(); ++size) {
      const bool read = expect_harmless(std::string_view(text).substr(0, size));
      EXPECT_TRUE(size > end || !read);
    }
  }
}

TEST(Damaged, OneByteChanged) {
  std::cout << "seed " << seed << '\n';
  Dice dice{seed};
  const std::string_view likely = "0123456789.-+eE\"\\{}[],: \n\x80\xC3\xFFnulltrueA";
  for (const std::string& text : victims()) {
    for (int round = 0; round < 1'000; ++round) {
      std::string damaged = text;
      const std::size_t at = dice.below(text.size());
      damaged[at] = dice.below(2) == 0 ? likely[dice.below(likely.size())]
                                       : static_cast<char>(dice.below(256));
      SCOPED_TRACE(at);
      expect_harmless(damaged);
    }
  }
}

TEST(Damaged, OnePieceTakenOutOrPutElsewhere) {
  Dice dice{seed + 1};
  for (const std::string& text : victims()) {
    for (int round = 0; round < 500; ++round) {
      std::string damaged = text;
      const std::size_t at = dice.below(text.size());
      const std::string piece = damaged.substr(at, 1 + dice.below(60));
      damaged.erase(at, piece.size());
      if (dice.below(2) == 0) damaged.insert(dice.below(damaged.size()), piece);
      SCOPED_TRACE(at);
      expect_harmless(damaged);
    }
  }
}

TEST(Damaged, EveryValueReplaced) {
  // Each value of a message in turn becomes something else: the tree stays well-formed, so that
  // this reaches every reader of a field.
  for (const std::string& text : victims()) {
    for (std::size_t at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
      const std::size_t end = text.find_first_of(",}]", at);
      if (end == text.npos) continue;
      for (const char* value : {"null", "true", "7", "-1", "1e99", "\"\"", "\"x\"", "[]", "{}",
                                "[null]", "[7]", "[{}]", "\"\\u0000\""}) {
        expect_harmless(text.substr(0, at + 1) + value + text.substr(end));
      }
    }
  }
}

TEST(Damaged, NestedAndLarge) {
  std::string bottomless;
  for (int i = 0; i < 30; ++i) bottomless += R"({"Type":"Notification","Message":")";
  expect_harmless(bottomless);
  expect_harmless(std::string(1'000'000, '['));
  expect_harmless(std::string(17U << 20U, '['));
  expect_harmless(R"({"NotificationType":")" + std::string(1'000'000, 'A') + "\"}");
}

}  // namespace
}  // namespace haggle::test
