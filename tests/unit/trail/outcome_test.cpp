// What one stage says.
#include "haggle/trail/outcome.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

constexpr Outcome moved = go(Reason::jump_to_min, 800);
static_assert(moved.price_minor == 800 && moved.reason == Reason::jump_to_min && !moved.holds);

TEST(Outcome, HoldsWithoutAPrice) {
  const Outcome held = hold(Reason::do_nothing);
  EXPECT_TRUE(held.holds);
  EXPECT_EQ(held.reason, Reason::do_nothing);
  EXPECT_EQ(held.price_minor, 0);
}

TEST(Outcome, GoesBelowZeroToo) {
  EXPECT_EQ(go(Reason::chase_buy_box, -5).price_minor, -5);
}

}  // namespace
}  // namespace haggle
