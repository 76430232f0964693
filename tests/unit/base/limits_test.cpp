// The limits: what stands on them elsewhere.
#include "haggle/base/limits.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace haggle {
namespace {

static_assert(amount_minor_max == 1'000'000'000'000'000);
static_assert(offers_max == 1'024 && tiers_max == 5 && steps_max == 16);
static_assert(ppm_one == 1'000'000);

TEST(Limits, KeepAmountsExactInJsonAndTheirSumsIn64Bits) {
  constexpr std::int64_t exact_in_binary_floating_point = std::int64_t{1} << 53;
  EXPECT_LT(amount_minor_max, exact_in_binary_floating_point);
  EXPECT_GT(std::numeric_limits<std::int64_t>::max() / amount_minor_max, 9'000);
}

}  // namespace
}  // namespace haggle
