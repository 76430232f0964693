#include "haggle/pipeline/kept_market.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/pipeline.hpp"

namespace haggle::test {
namespace {

Message message() {
  auto read = read_message(notification("B0MUG", {1'782'000'000'000}, "n-1",
                                        {{"A1RIVAL", "23.49", true}, {"A2RIVAL", "25.00", false}}));
  return *std::move(read);
}

std::string packed(const Message& from) {
  std::string out;
  pack_market(from, stamp_of(from), out);
  return out;
}

TEST(KeptMarket, ComesBackAsItWas) {
  const Message before = message();
  Message after;
  ASSERT_TRUE(open_market(packed(before), after));
  EXPECT_EQ(after.market, before.market);
  EXPECT_EQ(after.offers, before.offers);
  EXPECT_EQ(after.recipient, before.recipient);
  EXPECT_TRUE(after.has_market());
  EXPECT_EQ(stamp_of(after), stamp_of(before));
  EXPECT_EQ(*stamp_of_image(packed(before)), stamp_of(before));
}

TEST(KeptMarket, EveryByteThatIsAnotherIsFound) {
  const std::string whole = packed(message());
  Message after;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    EXPECT_FALSE(open_market(damaged, after)) << i;
  }
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    EXPECT_FALSE(open_market(whole.substr(0, size), after)) << size;
  }
  EXPECT_FALSE(open_market(whole + "x", after));
}

TEST(KeptMarket, OffersThatSayMuchTheSameTakeLittle) {
  Message many = message();
  many.offers.assign(20, many.offers[0]);
  const std::size_t same = packed(many).size();
  for (std::size_t i = 0; i < many.offers.size(); ++i) {
    many.offers[i].price_minor = 1 + static_cast<std::int64_t>(i);
  }
  many.breaks = {{1, 2, 900}, {1, 5, 800}, {3, 2, 700}};
  Message after;
  ASSERT_TRUE(open_market(packed(many), after));
  EXPECT_EQ(after.offers, many.offers);
  EXPECT_EQ(after.breaks, many.breaks);
  EXPECT_LT(packed(many).size(), same + 20 * 8 + 3 * 17);
}

TEST(KeptMarket, ItsPlaceUnderTheItemIsText) {
  EXPECT_EQ(market_field(market_key(message().market)), "US|consumer|new");
}

TEST(Stamp, AMessageWithoutAnIdIsCalledByWhatItSays) {
  Message one = message();
  Message other = message();
  one.notification_id = other.notification_id = "with a blank";
  EXPECT_EQ(stamp_of(one), stamp_of(other));
  EXPECT_TRUE(stamp_of(one).notification.text().starts_with("content:"));
  other.offers[0].price_minor += 1;
  EXPECT_FALSE(stamp_of(one) == stamp_of(other));
  other.notification_id.assign(64, 'x');
  EXPECT_TRUE(stamp_of(other).notification.text().starts_with("content:"));
}

TEST(Version, IsOrderedByTimeRevisionNotificationAndRound) {
  const auto version = [](std::int64_t ms, std::int64_t revision, const char* id,
                          std::uint32_t round) {
    return DecisionVersion{{ms}, revision, *NotificationId::from(id), round, 0};
  };
  EXPECT_LT(version(1, 9, "z", 9), version(2, 0, "a", 0));
  EXPECT_LT(version(1, 1, "z", 9), version(1, 2, "a", 0));
  EXPECT_LT(version(1, 1, "a", 9), version(1, 1, "b", 0));
  EXPECT_LT(version(1, 1, "Z", 9), version(1, 1, "a", 0));  // by bytes, not by a locale
  EXPECT_LT(version(1, 1, "a", 0), version(1, 1, "a", 1));
  EXPECT_FALSE(version(1, 1, "a", 1) < version(1, 1, "a", 1));
}

}  // namespace
}  // namespace haggle::test
