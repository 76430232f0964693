// The assertion that is on whatever NDEBUG says.
#undef HAGGLE_ASSERTIONS
#define HAGGLE_ASSERTIONS 1
#include "haggle/base/assert.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

constexpr int halved(int even) {
  HAGGLE_ASSERT(even % 2 == 0);
  return even / 2;
}
static_assert(halved(6) == 3);  // may stand in constant expressions

TEST(Assert, EvaluatesItsConditionOnce) {
  int seen = 0;
  HAGGLE_ASSERT(++seen == 1);
  EXPECT_EQ(seen, 1);
}

TEST(AssertDeathTest, EndsTheProcessWhereItDoesNotHold) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_DEATH(static_cast<void>(halved(7)), "");
}

}  // namespace
}  // namespace haggle
