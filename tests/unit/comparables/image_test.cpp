// An index as bytes: what is written is viewed and verified, and what is not an index is refused.
#include <gtest/gtest.h>

#include <array>
#include <cstring>

#include "unit/comparables/cases.hpp"

namespace haggle::test {
namespace {

using Bytes = std::span<const std::byte>;

// Where the header says what the image is.
constexpr std::size_t magic_at = 0;
constexpr std::size_t version_at = 8;
constexpr std::size_t byte_order_at = 12;
constexpr std::size_t dimension_at = 16;
constexpr std::size_t bytes_at = 64;

std::optional<Error> view_error(Bytes bytes) {
  return error_of(ComparableIndex::view(bytes));
}

TEST(IndexImage, IsViewedAsItWasWritten) {
  const ComparableIndex index = fan(5);
  const Image image{index};
  EXPECT_EQ(image.bytes().size() % index_alignment, 0U);
  const ComparableIndex view = must(ComparableIndex::view(image.bytes()));
  EXPECT_TRUE(view.read_only());
  EXPECT_FALSE(view.verify().has_value());
  EXPECT_EQ(view.size(), 5U);
  EXPECT_EQ(view.live(), 5U);
  EXPECT_EQ(view.sale(3).id, id<SaleId>("s3"));
  EXPECT_EQ(view.sale(3).category, id<Label>("hats"));
  EXPECT_EQ(view.embedding(4)[1], 4.0F);
  EXPECT_EQ(static_cast<const void*>(view.embedding(0).data()) >= image.bytes().data(), true);
  EXPECT_EQ(view.bytes(), index.bytes());
}

TEST(IndexImage, StandsAnywhere) {
  const Image first{fan(5)};
  const Image second{must(ComparableIndex::view(first.bytes()))};
  ASSERT_EQ(first.bytes().size(), second.bytes().size());
  EXPECT_EQ(std::memcmp(first.bytes().data(), second.bytes().data(), first.bytes().size()), 0);
  const Image third{must(ComparableIndex::view(first.bytes())).copy()};
  ASSERT_EQ(first.bytes().size(), third.bytes().size());
  EXPECT_EQ(std::memcmp(first.bytes().data(), third.bytes().data(), first.bytes().size()), 0);
}

TEST(IndexImage, OfNoRowsIsAnIndexToo) {
  const Image image{must(ComparableIndex::make(7))};
  const ComparableIndex view = must(ComparableIndex::view(image.bytes()));
  EXPECT_EQ(view.dimension(), 7U);
  EXPECT_EQ(view.size(), 0U);
  EXPECT_FALSE(view.verify().has_value());
  EXPECT_FALSE(view.copy().add(Vector(7, 1.0F), {}).has_value());
}

TEST(IndexImage, DoesNotChange) {
  const Image image{fan(5)};
  ComparableIndex view = must(ComparableIndex::view(image.bytes()));
  const std::vector<std::byte> before(image.bytes().begin(), image.bytes().end());
  expect_error(view.add(Vector{1, 1}, {}), Errc::index_read_only, "index");
  expect_error(view.add_all({}, {}), Errc::index_read_only, "index");
  expect_error(error_of(view.remove(id<SaleId>("s1"))), Errc::index_read_only, "index");
  expect_error(error_of(view.remove_sold_before(Instant{9})), Errc::index_read_only, "index");
  expect_error(error_of(view.compact()), Errc::index_read_only, "index");
  view.reserve(1'000);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), image.bytes().begin()));
  EXPECT_EQ(searched(view, Vector{1, 2}, 1, {}).at(0).row, 2U);
}

TEST(IndexImage, IsRefusedWhereItIsNotAligned) {
  const Image image{fan(5)};
  std::vector<std::byte> room(image.bytes().size() + 2 * index_alignment);
  const auto start = reinterpret_cast<std::uintptr_t>(room.data()) % index_alignment;
  for (const std::size_t off : {1U, 8U, 32U, 63U}) {
    std::byte* const at = room.data() + (index_alignment - start) + off;
    std::memcpy(at, image.bytes().data(), image.bytes().size());
    expect_error(view_error({at, image.bytes().size()}), Errc::bad_argument, "bytes");
  }
}

TEST(IndexImage, IsRefusedWhereItIsShorterOrLonger) {
  const Image image{fan(5)};
  const Bytes bytes = image.bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    expect_error(view_error(bytes.first(size)), Errc::index_unreadable, "bytes");
  }
  // Room behind it is no part of it.
  ComparableIndex larger = fan(9);
  const Image more{larger};
  std::memcpy(more.bytes().data(), bytes.data(), bytes.size());
  expect_error(view_error(more.bytes()), Errc::index_unreadable, "bytes");
}

/// One byte of the header changed, and nothing else.
TEST(IndexImage, IsRefusedWhereAnyByteOfTheHeaderIsAnother) {
  const Image image{fan(5)};
  for (const std::size_t at : {magic_at, version_at, byte_order_at, dimension_at, bytes_at}) {
    for (std::size_t i = 0; i < 4; ++i) {
      std::byte& one = image.bytes()[at + i];
      one ^= std::byte{1};
      expect_error(view_error(image.bytes()), Errc::index_unreadable, "bytes");
      one ^= std::byte{1};
    }
  }
  EXPECT_FALSE(view_error(image.bytes()).has_value());
}

/// Whether a byte that is flipped is noticed, by the header or by `verify`.
bool is_noticed(const Image& image) {
  const auto view = ComparableIndex::view(image.bytes());
  return !view || view->verify().has_value();
}

/// How many of the bytes may be another without being noticed, of every `step`th.
std::size_t missed(const ComparableIndex& index, std::size_t step, Dice& dice) {
  const Image image{index};
  std::size_t out = 0;
  for (std::size_t i = dice.below(step); i < image.bytes().size(); i += step) {
    std::byte& one = image.bytes()[i];
    const std::byte was = one;
    one ^= static_cast<std::byte>(1U << dice.below(8));
    out += is_noticed(image) ? 0U : 1U;
    one = was;
  }
  return out;
}

TEST(IndexImage, VerifyFindsEveryByteThatIsAnother) {
  Dice dice(21);
  EXPECT_EQ(missed(fan(5), 1, dice), 0U);
  EXPECT_EQ(missed(must(ComparableIndex::make(3)), 1, dice), 0U);
  EXPECT_EQ(missed(index_of(make_rows(Kind::random, 128, 257, dice)), 997, dice), 0U);
}

TEST(IndexImage, IsWrittenIntoItsOwnSizeAlone) {
  const ComparableIndex index = fan(3);
  const Image image{index};
  expect_error(index.write(image.bytes().first(image.bytes().size() - 64)), Errc::bad_argument,
               "out");
  expect_error(index.write(image.bytes().subspan(1)), Errc::bad_argument, "out");
  expect_error(index.write({}), Errc::bad_argument, "out");
  const ComparableIndex view = must(ComparableIndex::view(image.bytes()));
  expect_error(view.write(image.bytes().first(64)), Errc::bad_argument, "out");
}

TEST(IndexImage, VerifyOfAnIndexInMemoryHasNothingToFind) {
  EXPECT_FALSE(fan(3).verify().has_value());
}

}  // namespace
}  // namespace haggle::test
