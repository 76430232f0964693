// An error on its way: as much as an Error without a byte offset, in two words.
#include "haggle/reprice/fault.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

using detail::Fault;

static_assert(sizeof(Fault) == 16);
static_assert(!Fault{} && Fault{Errc::overflow, "sum"});

TEST(Fault, BecomesTheErrorThatItIs) {
  const Error error = Fault{Errc::out_of_range, "offers[].price", 3}.error();
  EXPECT_EQ(error.code, Errc::out_of_range);
  EXPECT_STREQ(error.where, "offers[].price");
  EXPECT_EQ(error.index, 3U);
  EXPECT_EQ(error.offset, 0U);
  const Error again = Fault{error}.error();
  EXPECT_EQ(again.code, error.code);
  EXPECT_EQ(again.index, error.index);
  EXPECT_STREQ(again.where, error.where);
}

}  // namespace
}  // namespace haggle
