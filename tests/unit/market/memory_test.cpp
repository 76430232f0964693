// What a probe remembers: flat, versioned, all zero for nothing.
#include "haggle/market/memory.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Memory) == 40 && std::is_trivially_copyable_v<Memory>);
static_assert(offsetof(Memory, version) == 0 && offsetof(Memory, has) == 4);
static_assert(offsetof(Memory, safe_minor) == 8 && offsetof(Memory, step_time) == 16);
static_assert(offsetof(Memory, lost_minor) == 24 && offsetof(Memory, lost_time) == 32);
static_assert(Memory::version_now == 1);

TEST(Memory, IsAllZeroWhereNothingIsRemembered) {
  const Memory nothing;
  const char zeros[sizeof(Memory)]{};
  EXPECT_EQ(std::memcmp(&nothing, zeros, sizeof nothing), 0);
  Memory something = nothing;
  something.lost_minor = 1;
  EXPECT_FALSE(something == nothing);
}

TEST(Memory, CountsByEveryByte) {
  test::expect_every_byte_counts(Memory{});
}

}  // namespace
}  // namespace haggle
