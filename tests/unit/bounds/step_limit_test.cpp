// No further than a step, and never frozen.
#include "haggle/bounds/step_limit.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

namespace haggle {
namespace {

constexpr Size amount(std::int64_t minor) {
  return {minor, false};
}
constexpr Size rate(std::int64_t ppm) {
  return {ppm, true};
}

static_assert(step_minor(rate(20'000), 999, {1, 0}) == 19);

TEST(StepLimit, RoundsARateDownToOneTickAtLeast) {
  struct Row {
    Size size;
    std::int64_t current, tick, step;
  };
  const Row rows[] = {
      {amount(50), 1'000, 1, 50},        {amount(50), 1'000, 20, 50}, {rate(20'000), 1'000, 1, 20},
      {rate(20'000), 999, 1, 19},        {rate(1'000), 1'000, 5, 5},  {rate(1), 1'000, 1, 1},
      {rate(100'000'000), 10, 1, 1'000},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.size.value << " of " << row.current);
    EXPECT_EQ(step_minor(row.size, row.current, {row.tick, 0}), row.step);
  }
}

TEST(StepLimit, StopsAtTheLastTickInsideTheStep) {
  struct Row {
    const char* name;
    std::int64_t price, current;
    StepLimit limit;
    std::int64_t tick, limited;
  };
  const Row rows[] = {
      {"no limit", 5'000, 1'000, {}, 1, 5'000},
      {"down", 800, 1'000, {{}, amount(50)}, 1, 950},
      {"up", 1'400, 1'000, {rate(20'000), {}}, 1, 1'020},
      {"up is not limited", 1'400, 1'000, {{}, amount(50)}, 1, 1'400},
      {"down is not limited", 100, 1'000, {amount(50), {}}, 1, 100},
      {"near enough", 960, 1'000, {amount(50), amount(50)}, 1, 960},
      {"just near enough", 950, 1'000, {amount(50), amount(50)}, 1, 950},
      {"the last tick down", 800, 1'010, {{}, amount(50)}, 20, 960},
      {"the last tick up", 1'400, 1'003, {amount(50), {}}, 20, 1'040},
      {"stays", 1'000, 1'000, {amount(1), amount(1)}, 1, 1'000},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(limit_step(row.price, row.current, row.limit, {row.tick, 0}), row.limited);
  }
}

/// The definition: the price if it is inside the step, else the tick inside it that is nearest to
/// the price.
std::int64_t limited_by_search(std::int64_t price, std::int64_t current, std::int64_t up,
                               std::int64_t down, std::int64_t tick) {
  if (current - down <= price && price <= current + up) return price;
  std::optional<std::int64_t> best;
  for (std::int64_t inside = current - down; inside <= current + up; ++inside) {
    if (inside % tick != 0) continue;
    const auto far = [&](std::int64_t from) { return from > price ? from - price : price - from; };
    if (!best || far(inside) < far(*best)) best = inside;
  }
  return best.value_or(current);
}

TEST(StepLimit, IsWhatASearchFindsAndAlwaysMoves) {
  for (const std::int64_t tick : {1, 3, 4}) {
    for (std::int64_t step = tick; step <= tick + 5; ++step) {
      for (std::int64_t current = 20; current <= 32; ++current) {
        for (std::int64_t price = 0; price <= 60; price += tick) {
          SCOPED_TRACE(testing::Message()
                       << price << " from " << current << " by " << step << " tick " << tick);
          const StepLimit limit{amount(step), amount(step)};
          const std::int64_t limited = limit_step(price, current, limit, {tick, 0});
          ASSERT_EQ(limited, limited_by_search(price, current, step, step, tick));
          ASSERT_EQ(limited == current, price == current);
        }
      }
    }
  }
}

}  // namespace
}  // namespace haggle
