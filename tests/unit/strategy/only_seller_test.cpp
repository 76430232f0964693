// OnlySeller: the default price, the mean, the ceiling, or nothing.
#include "haggle/strategy/only_seller.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

constexpr Bounds capped{800, 1'501, true, BoundKind::hard_min, BoundKind::hard_max};
constexpr Bounds open{800, 0, false, BoundKind::hard_min, BoundKind::none};

static_assert(propose_only_seller(OnlySellerMode::ceiling, capped, 0).price_minor == 1'501);

TEST(OnlySeller, ProposesOrHolds) {
  struct Row {
    OnlySellerMode mode;
    const Bounds& bounds;
    std::int64_t default_price;
    Reason reason;
    bool holds;
    std::int64_t price;
  };
  using enum OnlySellerMode;
  const Row rows[] = {
      {default_price, capped, 1'200, Reason::only_seller, false, 1'200},
      {default_price, open, 1'200, Reason::only_seller, false, 1'200},
      {default_price, capped, 5'000, Reason::only_seller, false, 5'000},
      {default_price, capped, 0, Reason::only_seller, false, 1'151},
      {default_price, open, 0, Reason::ceiling_required, true, 0},
      {ceiling, capped, 1'200, Reason::only_seller, false, 1'501},
      {ceiling, open, 1'200, Reason::ceiling_required, true, 0},
      {hold, capped, 1'200, Reason::only_seller_hold, true, 0},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string{name_of(only_seller_mode_words, row.mode)});
    const Outcome said = propose_only_seller(row.mode, row.bounds, row.default_price);
    EXPECT_EQ(said.reason, row.reason);
    EXPECT_EQ(said.holds, row.holds);
    EXPECT_EQ(said.price_minor, row.price);
  }
}

TEST(OnlySeller, HasWords) {
  EXPECT_EQ(only_seller_mode_words.size(), 3U);
  EXPECT_EQ(value_of(only_seller_mode_words, "default"), OnlySellerMode::default_price);
  EXPECT_EQ(value_of(only_seller_mode_words, "ceiling"), OnlySellerMode::ceiling);
  EXPECT_EQ(value_of(only_seller_mode_words, "hold"), OnlySellerMode::hold);
}

}  // namespace
}  // namespace haggle
