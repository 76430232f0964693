// Many decisions in one call; the property tests say that each is the one that `decide` makes.
#include "haggle/reprice/decide_each.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "support/build.hpp"
#include "support/table.hpp"

namespace haggle {
namespace {

using test::offer;

/// Two rows in columns: a rival at 9.00, and a rival below the floor.
struct Columns {
  test::OfferTable offers;
  test::RowTable rows;
  SnapshotColumns columns;

  Columns() {
    for (const std::int64_t price : {900, 700}) {
      offers.add({offer("A", price), offer("US", 1'000)});
      rows.add(test::listing(), test::market());
    }
    columns.rows_count = 2;
    columns.listings.like = test::listing();
    columns.markets.like = test::market();
    columns.clock = {test::test_now, 0};
    rows.write(columns.listings, columns.markets);
    columns.offers = offers.columns();
  }
};

PolicySpec a_cent_below() {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 2);
  return spec;
}

TEST(DecideEach, AnswersInColumns) {
  const Columns given;
  test::Answer answer{2};
  ASSERT_FALSE(decide_each(given.columns, test::policy(a_cent_below()), answer.columns()));
  EXPECT_EQ(answer.price, (std::vector<std::int64_t>{899, 800}));
  EXPECT_EQ(answer.action, (std::vector{Action::reprice, Action::reprice}));
  EXPECT_EQ(answer.binding, (std::vector{BoundKind::none, BoundKind::hard_min}));
  EXPECT_EQ(answer.failed, (std::vector<std::uint8_t>{0, 0}));
}

TEST(DecideEach, WritesOnlyWhatIsAskedFor) {
  const Columns given;
  std::vector<std::int64_t> price(2);
  DecisionColumns out;
  out.price_minor = price;
  ASSERT_FALSE(decide_each(given.columns, test::policy(a_cent_below()), out));
  EXPECT_EQ(price, (std::vector<std::int64_t>{899, 800}));
}

TEST(DecideEach, KeepsTheErrorOfARowInItsRow) {
  Columns given;
  given.columns.listings.floor_minor.known = nullptr;
  const std::vector<std::int64_t> floors{0, 800};
  given.columns.listings.floor_minor = {floors.data()};
  test::Answer answer{2};
  ASSERT_FALSE(decide_each(given.columns, test::policy(a_cent_below()), answer.columns()));
  EXPECT_EQ(answer.failed, (std::vector<std::uint8_t>{1, 0}));
  EXPECT_EQ(answer.errors[0].code, Errc::floor_required);
  EXPECT_EQ(answer.price, (std::vector<std::int64_t>{0, 800}));
}

TEST(DecideEach, RefusesArraysThatDoNotFit) {
  Columns given;
  const Policy policy = test::policy();
  const auto where = [&] {
    test::Answer answer{2};
    const auto error = decide_each(given.columns, policy, answer.columns());
    return error ? std::string{error->where} : std::string{};
  };
  EXPECT_EQ(where(), "");
  test::Answer longer{3};
  EXPECT_EQ(decide_each(given.columns, policy, longer.columns())->code, Errc::bad_argument);
  const std::vector<std::uint32_t> falling{0, 3, 2};
  given.columns.offers.first = falling;
  EXPECT_EQ(where(), "offers.first");
  given.columns.offers.first = std::span{falling}.first(2);
  EXPECT_EQ(where(), "offers.first");
}

TEST(DecideEach, TakesAnOfferOutsideItsLimitsAsThatRowsError) {
  Columns given;
  const std::vector<std::int64_t> prices{900, 1'000, amount_minor_max + 1, 1'000};
  given.columns.offers.price_minor = {prices.data()};
  test::Answer answer{2};
  ASSERT_FALSE(decide_each(given.columns, test::policy(a_cent_below()), answer.columns()));
  EXPECT_EQ(answer.failed, (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(answer.price[0], 899);
  EXPECT_STREQ(answer.errors[1].where, "offers[].price");
}

TEST(DecideEach, DecidesNoRows) {
  SnapshotColumns none;
  const std::vector<std::uint32_t> first{0};
  none.offers.first = first;
  EXPECT_FALSE(decide_each(none, test::policy(), DecisionColumns{}));
  EXPECT_FALSE(decide_each(std::span<const Snapshot>{}, test::policy(), DecisionColumns{}));
}

}  // namespace
}  // namespace haggle
