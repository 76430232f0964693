#include "haggle/pipeline/record.hpp"

#include <gtest/gtest.h>

#include <string>

#include "haggle/codec/listing_json.hpp"
#include "haggle/pipeline/by_hand.hpp"

namespace haggle {
namespace {

Listed ladder() {
  Listed listed;
  listed.ladder = *read_business_listing(
      R"({"seller":"A2X","sku":"MUG-1","item":"B0MUG","marketplace":"US","audience":"business",)"
      R"("price":"USD 98.00","floor":"USD 80.00","tiers":[{"quantity":5,"price":"USD 96.00",)"
      R"("floor":"USD 78.00"},{"quantity":20,"price":"USD 94.00","floor":"USD 76.00"}]})");
  listed.policy_id = "gentle";
  return listed;
}

Listed decided() {
  Listed listed = ladder();
  Standing& standing = listed.standing;
  standing.exists = true;
  standing.version = {{1'782'000'000'000}, 3, *NotificationId::from("n-1"), 2, 0};
  standing.action = Action::reprice;
  standing.strategy = Strategy::chase_buy_box;
  standing.reason = Reason::chase_buy_box;
  standing.binding = BoundKind::none;
  standing.old_price_minor = 9'800;
  standing.competitor_minor = 9'725;
  standing.decided_at = {1'782'000'000'500};
  standing.again_at = Instant{1'782'000'060'000};
  listed.listing().set_price(9'724, {1'782'000'000'500});
  listed.listing().set_last_applied({1'782'000'000'000});
  listed.listing().memory = {1, 3, 9'000, {5}, 9'100, {6}};
  listed.ladder.tiers[0].price_minor = 9'349;
  listed.ladder.tiers[1].memory.version = 1;
  return listed;
}

std::string record_of(const Listed& listed) {
  std::string out;
  append_record(listed, out);
  return out;
}

TEST(Record, GivesBackWhatTheDecisionLeft) {
  const Listed before = decided();
  Listed after = ladder();
  ASSERT_TRUE(apply_record(record_of(before), after));
  EXPECT_EQ(after.standing, before.standing);
  EXPECT_EQ(after.ladder, before.ladder);
}

TEST(Record, BeginsWithTheVersionForScriptsToCompare) {
  const Listed listed = decided();
  EXPECT_TRUE(record_of(listed).starts_with("1782000000000 3 2 n-1 1 "));
  EXPECT_EQ(write_version(listed.standing.version), "1782000000000 3 2 n-1");
  EXPECT_EQ(*read_version(record_of(listed)), listed.standing.version);
}

TEST(Record, APriceThatWasSetOutsideSinceStands) {
  Listed after = ladder();
  after.listing().set_price(9'900, {1'782'000'000'501});
  ASSERT_TRUE(apply_record(record_of(decided()), after));
  EXPECT_EQ(after.listing().price_minor, 9'900);
  EXPECT_EQ(after.ladder.tiers[0].price_minor, 9'600);
  EXPECT_EQ(after.listing().memory.safe_minor, 9'000);
}

TEST(Record, ATierThatIsGoneIsPassedOver) {
  Listed after = ladder();
  after.ladder.tiers_count = 1;
  ASSERT_TRUE(apply_record(record_of(decided()), after));
  EXPECT_EQ(after.ladder.tiers[0].price_minor, 9'349);
}

TEST(Record, DamageIsFoundAndChangesNothing) {
  const std::string whole = record_of(decided());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Listed after = ladder();
    const auto applied = apply_record(whole.substr(0, size), after);
    if (applied) continue;  // a shorter last number is a number too
    EXPECT_EQ(applied.error().code, Errc::malformed_json);
    EXPECT_EQ(after.ladder, ladder().ladder);
    EXPECT_FALSE(after.standing.exists);
  }
  for (const char* wrong : {"", "x", "1 2 3", "1 2 3 id 2 0 0 0", "1 2 3 id 1 9 0 50 0 0 0 0 -"}) {
    Listed after = ladder();
    EXPECT_FALSE(apply_record(wrong, after)) << wrong;
  }
}

TEST(PriceEntry, HasTheFieldsThatOthersRead) {
  std::string out;
  append_price_entry(decided(), 1'250, {1'782'007'200'500}, out);
  EXPECT_EQ(out,
            R"({"new_price":"97.24","old_price":"98.00","currency":"USD",)"
            R"("strategy_used":"chase_buy_box","strategy_id":"gentle","reason":"chase_buy_box",)"
            R"("calculated_at":"2026-06-21T00:00:00.500Z","competitor_price":"97.25",)"
            R"("processing_time_ms":1.250,"tier_prices":{"5":"93.49","20":"94.00"},)"
            R"("asin":"B0MUG","seller_id":"A2X","sku":"MUG-1","marketplace":"US",)"
            R"("version":"1782000000000 3 2 n-1","saved_at":"2026-06-21T00:00:00.500Z",)"
            R"("expires_at":"2026-06-21T02:00:00.500Z"})");
}

TEST(ByHand, APriceIsSetWithinTheBoundsAndOneRoundLater) {
  Listed listed = decided();
  listed.policy = std::make_shared<const Policy>(*Policy::make({}));
  const auto write = set_by_hand(listed, 9'000, {1'782'000'100'000});
  ASSERT_TRUE(write);
  EXPECT_TRUE(write->has_price);
  EXPECT_EQ(write->based_on, decided().standing.version);
  EXPECT_EQ(listed.listing().price_minor, 9'000);
  EXPECT_EQ(listed.standing.version.round, 3U);
  EXPECT_LT(*write->based_on, listed.standing.version);
}

TEST(ByHand, NothingOutsideTheBoundsGoesOut) {
  Listed listed = decided();
  listed.policy = std::make_shared<const Policy>(*Policy::make({}));
  EXPECT_EQ(set_by_hand(listed, 7'999, {0}).error().code, Errc::bounds_violated);
  EXPECT_EQ(set_by_hand(listed, 0, {0}).error().code, Errc::bounds_violated);
  EXPECT_EQ(reset_by_hand(listed, {0}).error().code, Errc::missing_field);
  listed.policy = nullptr;
  EXPECT_EQ(set_by_hand(listed, 9'000, {0}).error().code, Errc::unknown_policy);
  EXPECT_EQ(listed.standing, decided().standing);
}

}  // namespace
}  // namespace haggle
