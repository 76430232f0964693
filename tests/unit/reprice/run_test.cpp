// What the stages share: a hold on its way out.
#include "haggle/reprice/run.hpp"

#include <gtest/gtest.h>

#include "support/build.hpp"

namespace haggle {
namespace {

using detail::Held;

static_assert(!Held{} && Held{Stage::gates, Reason::paused});

TEST(Held, SaysWhereWhyAndUntilWhen) {
  const Held held{Stage::gates, Reason::paused};
  EXPECT_EQ(held.stage, Stage::gates);
  EXPECT_EQ(held.reason, Reason::paused);
  EXPECT_FALSE(held.has_again_at);
  const Held until{Stage::gates, Reason::outside_hours, Instant{7}};
  EXPECT_TRUE(until.has_again_at);
  EXPECT_EQ(until.again_at, Instant{7});
}

TEST(Trail, GoesFromThePriceThatStoodToTheOneThatIsDecided) {
  test::World world = test::world({test::offer("US", 1'100), test::winner(test::offer("A", 700))});
  world.listing.set_age_days(5);
  PolicySpec spec;
  spec.bands.push_back({0, 90, {}});
  spec.bands[0].policy.shape.step_down = Amount::minor(50);
  const Decision decision = test::decision(world, spec);
  EXPECT_EQ(test::reasons(decision),
            "age_band changed_outside chase_buy_box jump_to_min step_limit");
  EXPECT_EQ(decision.steps().front().before_minor, 1'000);
  for (std::size_t i = 1; i < decision.steps().size(); ++i) {
    EXPECT_EQ(decision.steps()[i].before_minor, decision.steps()[i - 1].after_minor);
  }
  EXPECT_EQ(decision.steps().back().after_minor, 1'050);
  EXPECT_EQ(decision.price_minor, 1'050);
}

}  // namespace
}  // namespace haggle
