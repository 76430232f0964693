// What waits: leases, edits, the sweep, and edits that come between a look and a write.
#include "world.hpp"

namespace sqlite_test {
namespace {

class Due : public ::testing::Test {
 protected:
  void SetUp() override {
    put(listing_line("S0", "ITEM-S0", R"(,"policy":"gentle")"));
    put(R"({"policy":{"id":"gentle","beat_by":"-0.01"}})");
    settle();
  }
  void put(const std::string& line) {
    const auto done = store->put(line);
    ASSERT_TRUE(done.has_value()) << done.error().text;
  }
  /// Nothing is due any more.
  void settle() {
    const auto due = take_due(*store, noon);
    ASSERT_TRUE(store->drop_due(due).has_value());
    ASSERT_TRUE(take_due(*store, noon).empty());
  }
  haggle::Listed& listed(const std::string& sku = "S0") {
    return *load(*store, key_of(sku), "ITEM-" + sku);
  }
  bool is_due(Instant now = noon) { return !take_due(*store, now).empty(); }

  Folder folder{};
  std::unique_ptr<sqlite::Store> store{open(folder.file("store.db"))};
};

TEST_F(Due, ALeaseKeepsOthersAwayAndACrashLosesNothing) {
  const Instant then{noon.ms + 1'000};
  ASSERT_EQ(decide(*store, "S0", {version_at(noon), 800, noon, then}), WriteStatus::written);
  EXPECT_FALSE(is_due({then.ms - 1}));
  const auto mine = take_due(*store, then);
  ASSERT_EQ(mine.size(), 1U);
  EXPECT_EQ(mine[0].key, key_of("S0"));
  EXPECT_EQ(mine[0].item, item_of("ITEM-S0"));
  const auto other = open(folder.file("store.db"));
  EXPECT_TRUE(take_due(*other, then).empty());
  EXPECT_EQ(take_due(*other, then + haggle::minutes(1)).size(), 1U);
  // The first has lost its lease; what it drops is not what stands.
  ASSERT_TRUE(store->drop_due(mine).has_value());
  EXPECT_EQ(take_due(*other, then + haggle::minutes(2)).size(), 1U);
}

TEST_F(Due, ADecisionWithoutATimeEndsTheWaiting) {
  ASSERT_EQ(decide(*store, "S0", {version_at(noon), 800, noon, noon}), WriteStatus::written);
  ASSERT_TRUE(is_due());
  const Choice next{version_at(noon, "n", 0, 1), 800, noon};
  ASSERT_EQ(decide(*store, "S0", next), WriteStatus::written);
  EXPECT_FALSE(is_due(noon + hour));
}

TEST_F(Due, EveryEditMakesItsListingsDue) {
  put(listing_line("OTHER", "ITEM-OTHER"));
  settle();
  const auto is_its_only = [&] {
    const auto due = take_due(*store, noon);
    const bool is_it = due.size() == 1 && due[0].key == key_of("S0");
    EXPECT_TRUE(store->drop_due(due).has_value());
    return is_it;
  };
  put(listing_line("S0", "ITEM-S0", R"(,"policy":"gentle","stock":3)"));
  EXPECT_TRUE(is_its_only());
  EXPECT_TRUE(*store->set_status(key_of("S0"), haggle::ListingStatus::inactive));
  EXPECT_TRUE(is_its_only());
  EXPECT_EQ(listed().listing().status, haggle::ListingStatus::inactive);
  EXPECT_EQ(listed().listing().stock, 3);
  EXPECT_EQ(listed().policy_id, "gentle");
  put(R"({"policy":{"id":"gentle","beat_by":"-0.02"}})");
  EXPECT_TRUE(is_its_only());
  EXPECT_FALSE(*store->set_status(key_of("NONE"), haggle::ListingStatus::active));
}

TEST_F(Due, APolicysRevisionRisesAlsoThroughItsBands) {
  put(R"({"policy":{"id":"aged","age_bands":{"0-90":"gentle"}}})");
  put(listing_line("S0", "ITEM-S0", R"(,"policy":"aged")"));
  settle();
  const std::int64_t before = listed().policy_revision;
  ASSERT_NE(listed().policy, nullptr);
  put(R"({"policy":{"id":"gentle","beat_by":"-0.03"}})");
  EXPECT_GT(listed().policy_revision, before);
  EXPECT_TRUE(is_due());
}

TEST_F(Due, APolicyThatSpoilsAnotherIsRefused) {
  put(R"({"policy":{"id":"aged","age_bands":{"0-90":"gentle"}}})");
  const std::int64_t before = listed().policy_revision;
  for (const std::string bands : {R"({"0-9":"aged"})", R"({"0-9":{"beat_by":"-0.01"}})"}) {
    const auto nested = store->put(R"({"policy":{"id":"gentle","age_bands":)" + bands + "}}");
    ASSERT_FALSE(nested.has_value()) << bands;
    EXPECT_FALSE(nested.error().text.empty());
  }
  EXPECT_EQ(listed().policy_revision, before);
}

TEST_F(Due, ADroppedPolicyComesBackNewer) {
  const std::int64_t before = listed().policy_revision;
  EXPECT_TRUE(*store->drop_policy("gentle"));
  EXPECT_FALSE(*store->drop_policy("gentle"));
  EXPECT_EQ(listed().policy, nullptr);
  EXPECT_EQ(listed().policy_id, "gentle");
  const auto other = open(folder.file("store.db"));
  ASSERT_TRUE(other->put(R"({"policy":{"id":"gentle"}})").has_value());
  EXPECT_GT(listed().policy_revision, before);
  EXPECT_NE(listed().policy, nullptr);
}

TEST_F(Due, AnEditBetweenALookAndAWriteIsNotLost) {
  const auto other = open(folder.file("store.db"));
  const auto write = decided(listed(), {version_at(noon), 800});
  ASSERT_TRUE(other->set_status(key_of("S0"), haggle::ListingStatus::inactive).has_value());
  EXPECT_EQ(send(*store, write).status, WriteStatus::changed);
  EXPECT_TRUE(is_due());
  EXPECT_EQ(decide(*store, "S0", {version_at(noon), 800}), WriteStatus::written);
  EXPECT_FALSE(is_due(noon + hour));
}

TEST_F(Due, AConsumerPriceMakesTheBusinessListingDue) {
  put(listing_line("PAIR", "ITEM-PAIR",
                   R"(,"b2b_rules":{"price":"USD 19.00","floor":"USD 4.00"})"));
  settle();
  const ListingKey business = key_of("PAIR", haggle::Audience::business);
  haggle::Listed* ladder = load(*store, business, "ITEM-PAIR");
  ASSERT_NE(ladder, nullptr);
  EXPECT_EQ(ladder->ladder.consumer_price_minor, 2'000);
  const Choice choice{version_at(noon), 1'500, noon, {}, business};
  ASSERT_EQ(decide(*store, "PAIR", choice), WriteStatus::written);
  const auto due = take_due(*store, noon);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].key, business);
  ladder = load(*store, business, "ITEM-PAIR");
  EXPECT_EQ(ladder->ladder.consumer_price_minor, 1'500);
  EXPECT_EQ(send(*store, decided(*ladder, {version_at(noon), 1'490})).status, WriteStatus::written);
  EXPECT_EQ(price(*store, business, noon), 1'490);
}

TEST_F(Due, TheSweepFindsWhatWasNotDecidedOnItsMarket) {
  for (const std::string sku : {"S1", "S2", "S3"}) put(listing_line(sku, "ITEM-" + sku));
  for (const std::string sku : {"S0", "S1", "S2", "S3"}) {
    ASSERT_EQ(decide(*store, sku, {version_at(noon), 800}), WriteStatus::written);
    const haggle::MarketWrite market{
        haggle::market_key(listed(sku).listing()),
        {{noon.ms + (sku == "S2" ? 1 : 0)}, *haggle::NotificationId::from("n")},
        "image"};
    store->send({&market, 1}, {});
    ASSERT_EQ(store->take().markets[0].status, WriteStatus::written);
  }
  ASSERT_FALSE(is_due());
  EXPECT_EQ(*store->sweep(noon, 2), 0U);
  EXPECT_EQ(*store->sweep(noon, 2), 1U);
  const auto due = take_due(*store, noon);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].key, key_of("S2"));
  ASSERT_TRUE(store->drop_due(due).has_value());
  EXPECT_EQ(*store->sweep(noon, 2), 0U);
  EXPECT_EQ(*store->sweep(noon, 2), 1U) << "it goes round";
}

}  // namespace
}  // namespace sqlite_test
