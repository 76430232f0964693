// Written indexes, and ways to spoil them: the header's layout once more, as image.cpp has it.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/harness.hpp"
#include "haggle/comparables/comparable_index.hpp"

namespace haggle::test {

/// The bytes of an input, one after the other, then zeros.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_{data, size} {}
  std::uint8_t next() { return at_ < data_.size() ? data_[at_++] : std::uint8_t{0}; }
  std::size_t next_place(std::size_t below) {
    const std::size_t high = next();
    const std::size_t middle = next();
    return (high << 16U | middle << 8U | next()) % below;
  }
  [[nodiscard]] bool more() const { return at_ < data_.size(); }

 private:
  std::span<const std::uint8_t> data_;
  std::size_t at_{0};
};

/// Bytes that are aligned as a mapped file is, and end where they end.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::size_t size)
      : data_{static_cast<std::byte*>(::operator new(size, alignment))}, size_{size} {}
  explicit AlignedBytes(const ComparableIndex& index) : AlignedBytes(index.bytes()) {
    expect(!index.write(all()), "an index is written");
  }
  AlignedBytes(AlignedBytes&& other) noexcept
      : data_{std::exchange(other.data_, nullptr)}, size_{other.size_} {}
  AlignedBytes& operator=(AlignedBytes&&) = delete;
  ~AlignedBytes() { ::operator delete(data_, alignment); }
  [[nodiscard]] std::span<std::byte> all() const { return {data_, size_}; }

 private:
  static constexpr std::align_val_t alignment{index_alignment};
  std::byte* data_;
  std::size_t size_;
};

// The header: 72 bytes, 14 sections of 24, and its checksum.
inline constexpr std::size_t header_words = 52;
inline constexpr std::size_t checksum_at = 408;

/// The checksum of image.cpp.
inline std::uint64_t image_checksum(std::span<const std::byte> bytes) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
  for (std::size_t i = 0; i < bytes.size(); i += 32) {
    std::array<std::uint64_t, 4> words{};
    std::memcpy(words.data(), bytes.data() + i, std::min<std::size_t>(32, bytes.size() - i));
    for (std::size_t j = 0; j < 4; ++j) lanes[j] = std::rotl((lanes[j] ^ words[j]) * odd, 29);
  }
  std::uint64_t out = bytes.size();
  for (const std::uint64_t lane : lanes) out = std::rotl((out ^ lane) * odd, 31);
  return out;
}

inline void agree(std::span<std::byte> image) {
  if (image.size() < checksum_at + 8) return;
  const std::uint64_t sum = image_checksum(image.first(checksum_at));
  std::memcpy(image.data() + checksum_at, &sum, sizeof sum);
}

inline ComparableIndex make_index(std::size_t dimension, std::size_t count) {
  ComparableIndex out = *ComparableIndex::make(dimension);
  std::vector<float> row(dimension);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < dimension; ++j) {
      row[j] = static_cast<float>(static_cast<int>((i * i + j * 7 + i * j) % 23) - 11);
    }
    row[i % dimension] += 0.5F;
    Sale sale;
    sale.id = *SaleId::from("s" + std::to_string(i));
    sale.category = *Label::from(i % 2 == 0 ? "shoes" : "hats");
    if (i % 3 == 0) sale.tenant = *Label::from("north");
    sale.condition = static_cast<SaleCondition>(i % 7);
    sale.sold_at.ms = static_cast<std::int64_t>(i * 5 % 256);
    expect(!out.add(row, sale), "a row is added");
  }
  expect(out.remove(*SaleId::from("s1")).has_value(), "a row is removed");
  return out;
}

/// Without codes, with codes, with a prefix too; and with no rows.
inline const ComparableIndex& example(std::size_t which) {
  static const std::array<ComparableIndex, 4> all{make_index(3, 9), make_index(128, 5),
                                                  make_index(128, 257), make_index(2, 0)};
  return all[which % all.size()];
}

/// Overwrites a word of the header, or bytes anywhere.
inline void spoil(std::span<std::byte> image, Bytes& bytes) {
  const std::uint8_t how = bytes.next();
  std::uint64_t word = 0;
  if (how % 4 == 0) {
    const std::size_t at = bytes.next() % header_words * 8;
    std::memcpy(&word, image.data() + at, sizeof word);
    word = (how & 4U) != 0 ? word + 64 * (how / 8 % 8U) - 128 : bytes.next();
    std::memcpy(image.data() + at, &word, sizeof word);
    return;
  }
  const std::size_t at = bytes.next_place(image.size() - 8);
  constexpr std::array<std::size_t, 4> sizes{0, 1, 4, 8};
  const bool all_ones = (how & 4U) != 0;
  for (std::size_t i = 0; i < sizes[how % 4]; ++i) {
    image[at + i] = all_ones ? std::byte{0xFF} : static_cast<std::byte>(bytes.next());
  }
}

inline AlignedBytes spoilt_image(Bytes& bytes) {
  const std::uint8_t how = bytes.next();
  const AlignedBytes whole{example(how)};
  const bool cut = how / 4 % 8 == 7;
  const std::size_t size = cut ? bytes.next_place(whole.all().size()) : whole.all().size();
  AlignedBytes out{size};
  std::copy_n(whole.all().begin(), size, out.all().begin());
  for (std::size_t i = bytes.next() % 16U; size > 512 && i > 0; --i) spoil(out.all(), bytes);
  if ((how & 32U) == 0) agree(out.all());
  return out;
}

}  // namespace haggle::test
