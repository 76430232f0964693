// The version says the same in numbers and as text.
#include "haggle/base/version.hpp"

#include <gtest/gtest.h>

#include <string>

namespace haggle {
namespace {

TEST(Version, IsTheSameInNumbersAndAsText) {
  const std::string text = std::to_string(HAGGLE_VERSION_MAJOR) + "." +
                           std::to_string(HAGGLE_VERSION_MINOR) + "." +
                           std::to_string(HAGGLE_VERSION_PATCH);
  EXPECT_EQ(text, HAGGLE_VERSION_TEXT);
}

}  // namespace
}  // namespace haggle
