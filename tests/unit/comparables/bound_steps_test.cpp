#include "comparables/bound_steps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace haggle::test {
namespace {

using detail::BoundSteps;
using detail::Hit;

std::size_t reaching(const std::vector<Hit>& hits, const BoundSteps& steps, std::size_t step) {
  std::size_t count = 0;
  for (const Hit& hit : hits) count += steps.of(hit) >= step ? 1U : 0U;
  return count;
}

// A search goes on until nothing is left: a step that nobody reached would make it endless.
TEST(BoundSteps, AsManyAsAreWantedReachTheStepEvenWhereAllAreAlike) {
  for (float bar = -1.1F; bar < 1.0F; bar = std::nextafter(bar + 0.003F, 2.0F)) {
    const BoundSteps steps{bar};
    for (float bound = bar; bound < 1.2F; bound = std::nextafter(bound + 0.0017F, 2.0F)) {
      const std::vector<Hit> hits(9, Hit{0, bound});
      ASSERT_EQ(reaching(hits, steps, steps.reached_by(hits, 4)), 9U) << bar << " " << bound;
    }
  }
}

TEST(BoundSteps, TheLikeliestReachTheStep) {
  std::vector<Hit> hits;
  for (std::uint32_t i = 0; i < 1'000; ++i)
    hits.push_back({i, 0.7F + 0.0003F * static_cast<float>(i)});
  const BoundSteps steps{0.7F};
  const std::size_t step = steps.reached_by(hits, 40);
  EXPECT_GE(reaching(hits, steps, step), 40U);
  EXPECT_LT(reaching(hits, steps, step), 48U);
  EXPECT_EQ(steps.reached_by(hits, hits.size()), 0U);
}

}  // namespace
}  // namespace haggle::test
