// The canonical order of offers, which breaks every tie.
#include "haggle/strategy/priced_offers.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

static_assert(!OfferIndex{}.exists() && OfferIndex{0}.exists());
static_assert(sizeof(OfferScratch) <= 20'000);  // stands on the stack

/// Offers with their prices at quantity 1.
class Prices {
 public:
  explicit Prices(std::vector<Offer> offers) : offers_(std::move(offers)) {
    for (const Offer& o : offers_) {
      items_.push_back(o.price_minor);
      landed_.push_back(landed_minor(o, true));
    }
  }
  [[nodiscard]] PricedOffers view() const {
    PricedOffers priced;
    priced.offers = std::span<const Offer>{offers_};
    priced.item_minor = items_.data();
    priced.landed_minor = landed_.data();
    return priced;
  }

 private:
  std::vector<Offer> offers_;
  std::vector<std::int64_t> items_{};
  std::vector<std::int64_t> landed_{};
};

Offer full(const char* seller, std::int64_t item, std::int64_t shipping, std::int64_t points) {
  Offer out = test::with_shipping(test::offer(seller, item), shipping);
  out.points_minor = points;
  return out;
}
Offer of_sub_condition(Offer given, SubCondition sub_condition) {
  given.sub_condition = sub_condition;
  return given;
}

TEST(CanonicalOrder, GoesByOneAfterTheOther) {
  struct Row {
    const char* name;
    Offer first, second;
  };
  const Row rows[] = {
      {"landed", full("B", 900, 0, 0), full("A", 901, 0, 0)},
      {"landed, not the item", full("B", 950, 0, 0), full("A", 900, 60, 0)},
      {"points lower what is landed", full("B", 950, 0, 20), full("A", 940, 0, 0)},
      {"the marketplace's first", test::by_marketplace(full("B", 900, 0, 0)), full("A", 900, 0, 0)},
      {"seller", full("A", 900, 0, 0), full("B", 900, 0, 0)},
      {"item price", full("A", 850, 50, 0), full("A", 900, 0, 0)},
      {"shipping", full("A", 900, 10, 10), full("A", 900, 20, 20)},
      {"sub-condition", of_sub_condition(full("A", 900, 0, 0), SubCondition::mint),
       of_sub_condition(full("A", 900, 0, 0), SubCondition::like_new)},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Prices prices{{row.first, row.second}};
    const PricedOffers priced = prices.view();
    EXPECT_TRUE(canonically_before(priced, 0, 1));
    EXPECT_FALSE(canonically_before(priced, 1, 0));
    EXPECT_FALSE(canonically_before(priced, 0, 0));
  }
}

TEST(CanonicalOrder, GoesByPointsWhereTheyDoNotLand) {
  // The same landed price without points: only then can points alone differ.
  const std::vector<Offer> offers{full("A", 900, 0, 20), full("A", 900, 0, 10)};
  const std::vector<std::int64_t> prices{900, 900};
  PricedOffers priced;
  priced.offers = std::span<const Offer>{offers};
  priced.item_minor = priced.landed_minor = prices.data();
  EXPECT_TRUE(canonically_before(priced, 1, 0));
  EXPECT_FALSE(canonically_before(priced, 0, 1));
}

TEST(FirstOf, IsTheFirstInOrderOfThoseThatAreWanted) {
  const Prices prices{{full("D", 950, 0, 0), full("C", 900, 0, 0), full("B", 900, 0, 0),
                       full("A", 990, 0, 0), full("B", 900, 0, 0)}};
  const PricedOffers priced = prices.view();
  EXPECT_EQ(priced.count(), 5U);
  struct Row {
    std::vector<std::size_t> wanted;
    std::uint32_t first;
  };
  const Row rows[] = {{{0, 1, 2, 3, 4}, 2},   {{0, 1, 3}, 1}, {{0, 3}, 0}, {{3}, 3},
                      {{}, OfferIndex::none}, {{3, 0}, 0},    {{4, 2}, 2}, {{4}, 4}};
  for (const Row& row : rows) {
    const auto wanted = [&](std::size_t i) {
      return std::find(row.wanted.begin(), row.wanted.end(), i) != row.wanted.end();
    };
    EXPECT_EQ(first_of(priced, wanted).value, row.first);
  }
}

}  // namespace
}  // namespace haggle
