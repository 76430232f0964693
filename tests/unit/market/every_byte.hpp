// Every byte of a flat struct counts: two that differ in any one are not equal.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <type_traits>

namespace haggle::test {

template <class T>
void expect_every_byte_counts(const T& given) {
  static_assert(std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>);
  EXPECT_EQ(given, T{given});
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &given, sizeof(T));
    bytes[i] ^= 1U;
    T other;
    std::memcpy(&other, bytes, sizeof(T));
    EXPECT_FALSE(other == given) << "byte " << i;
  }
}

}  // namespace haggle::test
