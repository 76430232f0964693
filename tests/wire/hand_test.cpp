// The hand-written messages: each nasty thing is read as hand-expected.json says, and rightly.
#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "haggle/codec/message.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

using nlohmann::json;

constexpr std::int64_t none = -1;

TEST(Hand, IsReadOrRefusedAsExpected) {
  const json all = json::parse(bytes_of(sample_folder / "hand-expected.json"));
  ASSERT_EQ(all.size(), files_of(hand_folder).size());
  for (const auto& [name, expected] : all.items()) {
    SCOPED_TRACE(name);
    const Result<Message> message = read_message(bytes_of(hand_folder / name));
    if (expected["reads"] == "yes") {
      EXPECT_TRUE(message && message->has_market());
    } else if (expected["reads"] == "no") {
      EXPECT_FALSE(message);
    } else {
      EXPECT_TRUE(!message || message->has_market());
    }
  }
}

/// What is in a message that can be read; counted and box are -1 where they are not known.
struct Row {
  const char* file;
  std::size_t offers;
  std::int64_t counted;
  std::int64_t box;
  std::size_t winners;
  const char* winner;  ///< the holder's id, where the message has one
  bool whole;
};

const Row rows[] = {
    {"01-window-of-67", 20, 67, 2167, 1, "", false},
    {"02-same-seller-twice", 5, 5, 2439, 1, "", true},
    {"03-no-winner-flagged", 3, 3, 2349, 0, "", true},
    {"04-two-winners", 3, 3, 2349, 2, "", true},
    {"05-winner-price-differs", 3, 3, 2295, 1, "", true},
    {"06-landed-absent", 2, 2, 2348, 1, "", true},
    {"07-landed-contradicts", 2, 2, 2400, 1, "", true},
    {"08-zero-price", 3, 3, 2375, 1, "", true},
    {"09-one-cent-rival", 2, 2, 1, 1, "", true},
    {"10-empty-strings", 2, 2, 2305, 1, "", true},
    {"11-yen-with-decimals", 3, 3, 3227, 1, "", true},
    {"12-keys-in-mixed-case", 2, 2, 2315, 1, "", true},
    {"13-leading-space-in-id", 2, 2, 2320, 1, "", true},
    {"14-no-ships-from", 3, 3, 2330, 1, "", true},
    {"15-type-says-test", 2, 2, 2340, 1, "", true},
    {"16-topic-inside-records", 2, 2, 2345, 1, "", true},
    {"19-amounts-as-text", 2, 2, 2365, 1, "", true},
    {"20-counted-but-none-listed", 0, 3, 2370, 0, "", false},
    {"21-no-summary-no-offers", 0, none, none, 0, "", false},
    {"22-used-without-a-used-box", 4, 4, none, 0, "", true},
    {"23-unknown-keys-and-values", 3, 3, 2380, 1, "", true},
    {"25-byte-order-mark", 2, 2, 2390, 1, "", true},
    {"27-zeros-and-exponents", 3, 3, 2395, 1, "", true},
    {"28-other-currency-than-listing", 2, 2, 2399, 1, "", true},
    {"29-business-tiers-out-of-order", 3, 3, 9725, 1, "A1RIVALNORTH01", true},
    {"30-business-without-tiers", 2, 2, 9725, 1, "", true},
    {"31-walmart-no-winner", 1, 3, none, 0, "", false},
    {"32-walmart-suppressed-inside-offer", 3, 3, none, 0, "", false},
    {"33-walmart-ours-by-name", 1, 2, 2499, 1, "10000104477", false},
    {"36-box-is-ours", 3, 3, 2499, 1, "", true},
    {"37-nobody-else", 1, 1, 2499, 1, "", true},
};

Message hand(const std::string& name) {
  const Result<Message> message = read_message(bytes_of(hand_folder / (name + ".json")));
  if (message) return *message;
  ADD_FAILURE() << name << ": " << describe(message.error());
  return {};
}

std::size_t winners_of(const Message& message) {
  std::size_t count = 0;
  for (const Offer& offer : message.offers) count += offer.is(Offer::is_winner) ? 1U : 0U;
  return count;
}

TEST(Hand, TheMarketIsAsTheMessageSays) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.file);
    const Message message = hand(row.file);
    const Market& market = message.market;
    EXPECT_EQ(message.offers.size(), row.offers);
    EXPECT_EQ(market.knows(Market::has_offers_counted) ? market.offers_counted : none, row.counted);
    EXPECT_EQ(market.knows(Market::has_buy_box_landed) ? market.buy_box_landed_minor : none,
              row.box);
    EXPECT_EQ(winners_of(message), row.winners);
    EXPECT_EQ(market.winner_seller.text(), row.winner);
    EXPECT_EQ(market.is(Market::list_is_whole), row.whole);
    EXPECT_EQ(market.time, Instant{1'772'443'800'000});
  }
}

TEST(Hand, YenHaveNoDecimalsAndPointsCount) {
  const Message message = hand("11-yen-with-decimals");
  EXPECT_EQ(message.market.currency.text(), "JPY");
  EXPECT_TRUE(message.market.is(Market::has_points));
  EXPECT_EQ(message.offers[0].price_minor, 3000);
  EXPECT_EQ(message.offers[0].shipping_minor, 257);
  EXPECT_EQ(message.offers[0].points_minor, 30);
}

TEST(Hand, AnIdHasNoBlanksRoundIt) {
  EXPECT_EQ(hand("13-leading-space-in-id").notification_id, "0c0ffee0-0000-4000-8000-000000000013");
}

TEST(Hand, EmptyTextsAreNotKnown) {
  const Message message = hand("10-empty-strings");
  EXPECT_FALSE(message.event_time);
  EXPECT_TRUE(message.offers[0].ships_from.empty());
}

TEST(Hand, UsedGoodsHaveTheirSubConditions) {
  const Message message = hand("22-used-without-a-used-box");
  EXPECT_EQ(message.market.condition, Condition::used);
  for (const Offer& offer : message.offers) {
    EXPECT_EQ(offer.condition, Condition::used);
    EXPECT_NE(offer.sub_condition, SubCondition::new_);
    EXPECT_NE(offer.sub_condition, SubCondition::other);
  }
}

TEST(Hand, TiersAreTheOffersInTheirOrder) {
  const std::vector<QuantityBreak> expected = {{0, 20, 9500}, {0, 5, 9350}};
  EXPECT_EQ(hand("29-business-tiers-out-of-order").breaks, expected);
  EXPECT_TRUE(hand("30-business-without-tiers").breaks.empty());
}

TEST(Hand, WalmartsSuppressionAndConditions) {
  const Message message = hand("32-walmart-suppressed-inside-offer");
  EXPECT_TRUE(message.market.is(Market::buy_box_suppressed));
  EXPECT_EQ(message.offers[0].shipping_minor, 200);
  EXPECT_EQ(message.offers[1].condition, Condition::refurbished);
  EXPECT_EQ(message.offers[2].flags, Offer::is_mine);
  EXPECT_EQ(message.offers[2].fulfilment, Fulfilment::marketplace);
}

TEST(Hand, RefusalsSayWhy) {
  struct Refusal {
    const char* file;
    Errc code;
    const char* where;
  };
  const Refusal refusals[] = {
      {"17-truncated-utf8", Errc::bad_encoding, ""},
      {"18-amount-1e400", Errc::out_of_range, ""},
      {"24-amount-twice", Errc::repeated_key, ""},
      {"26-finer-than-a-cent", Errc::amount_precision,
       "Payload.AnyOfferChangedNotification.Offers[].ListingPrice.Amount"},
      {"34-empty-file", Errc::malformed_json, ""},
      {"35-rubbish-after-the-end", Errc::malformed_json, ""},
  };
  for (const Refusal& row : refusals) {
    SCOPED_TRACE(row.file);
    const auto message = read_message(bytes_of(hand_folder / (std::string(row.file) + ".json")));
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().code, row.code);
    EXPECT_STREQ(message.error().where, row.where);
  }
}

}  // namespace
}  // namespace haggle::test
