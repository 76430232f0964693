// Moments, spans, and the minute of the local day.
#include "haggle/market/instant.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace haggle {
namespace {

static_assert(sizeof(Instant) == 8 && sizeof(Duration) == 8);
static_assert(std::has_unique_object_representations_v<Instant>);
static_assert(seconds(2).ms == 2'000 && minutes(2).ms == 120'000 && days(2).ms == 172'800'000);
static_assert(Instant{5} - Instant{7} == Duration{-2} && Instant{5} + Duration{7} == Instant{12});
static_assert(Instant{5} < Instant{7} && Duration{7} >= Duration{7});
static_assert(instant_ms_max > days(365).ms * 3'000);

TEST(Instant, HasAMinuteOfTheLocalDay) {
  struct Row {
    std::int64_t ms;
    std::int32_t offset;
    std::int64_t whole;
    std::int32_t minute;
  };
  const Row rows[] = {
      {0, 0, 0, 0},
      {59'999, 0, 0, 0},
      {60'000, 0, 1, 1},
      {-1, 0, -1, 1'439},
      {-60'000, 0, -1, 1'439},
      {-60'001, 0, -2, 1'438},
      {100'000'000, 0, 1'666, 226},
      {100'000'000, 120, 1'666, 346},
      {100'000'000, -300, 1'666, 1'366},
      {100'000'000, 1'440, 1'666, 226},
      {100'000'000, -1'440, 1'666, 226},
      {0, -1, 0, 1'439},
      {0, -1'440, 0, 0},
      {86'399'999, 0, 1'439, 1'439},
      {86'400'000, 0, 1'440, 0},
      {-instant_ms_max, 0, -1'666'666'667, 853},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.ms << " at " << row.offset);
    EXPECT_EQ(whole_minutes({row.ms}), row.whole);
    EXPECT_EQ(minute_of_day({row.ms}, row.offset), row.minute);
  }
}

}  // namespace
}  // namespace haggle
