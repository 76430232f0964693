// What a reader says of a text that it refuses.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"

namespace haggle::test {

/// A text and the error that it should be.
struct Refused {
  std::string_view text;
  Errc code{};
  std::string_view where{};
  std::uint32_t index{0};
  std::optional<std::uint64_t> offset{};  ///< not said: not compared, but inside the text
};

template <class T>
void expect_refused(const Refused& row, const Result<T>& read) {
  SCOPED_TRACE(row.text.substr(0, 200));
  ASSERT_FALSE(read) << "it was read";
  const Error& error = read.error();
  EXPECT_EQ(entry_of(error.code).name, entry_of(row.code).name);
  EXPECT_EQ(std::string_view(error.where), row.where);
  EXPECT_EQ(error.index, row.index);
  EXPECT_EQ(error.offset, row.offset.value_or(error.offset));
  EXPECT_LE(error.offset, row.text.size() + 1);
}

}  // namespace haggle::test
