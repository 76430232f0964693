// What the kernels are asked, the same on every machine: whole numbers from a counter, and floats
// made of them exactly.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "comparables/kernels.hpp"

namespace haggle::test {

class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(bits() % count); }
  std::int32_t between(std::int32_t least, std::int32_t most) {
    return least + static_cast<std::int32_t>(below(static_cast<std::size_t>(most - least + 1)));
  }

 private:
  std::uint64_t state_;
};

/// Components that differ by up to 2^`spread`, so that the order of additions shows.
inline std::vector<float> make_floats(std::size_t count, int spread, Numbers& numbers) {
  std::vector<float> out(count);
  for (float& one : out) {
    const auto whole = static_cast<float>(numbers.between(-8'388'607, 8'388'607));
    one = std::ldexp(whole, numbers.between(-23 - spread, -23));
  }
  return out;
}

template <class T>
std::vector<T> make_bytes(std::size_t count, int least, int most, Numbers& numbers) {
  std::vector<T> out(count);
  for (T& one : out) one = static_cast<T>(numbers.between(least, most));
  return out;
}

inline std::vector<std::uint32_t> make_list(std::size_t count, std::size_t below,
                                            Numbers& numbers) {
  std::vector<std::uint32_t> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    // Some side by side, some twice, some anywhere.
    const bool next = i > 0 && out[i - 1] + 1U < below && numbers.below(3) == 0;
    out[i] = next ? out[i - 1] + 1U : static_cast<std::uint32_t>(numbers.below(below));
  }
  return out;
}

/// Blocks of a prefix and a query against them.
struct PrefixCase {
  std::vector<std::int8_t> words;
  std::vector<std::uint8_t> blocks;
  detail::PrefixQuery query{};
  std::size_t count{0};
};

/// Sets a 16-bit number of every row of every block.
inline void set_number(PrefixCase& out, std::size_t which, std::uint16_t value) {
  constexpr std::size_t rows = detail::block_rows;
  const std::size_t numbers_at = out.query.prefix * rows / 2;
  for (std::size_t block = 0; block < out.count; ++block) {
    std::uint8_t* const from = out.blocks.data() + block * out.query.block_bytes + numbers_at;
    for (std::size_t i = 0; i < rows; ++i) {
      std::memcpy(from + (which * rows + i) * sizeof value, &value, sizeof value);
    }
  }
}

/// Codes and words of every size; the numbers are those of vectors of length one, or any.
inline PrefixCase make_prefix(std::size_t prefix, std::size_t count, int most, Numbers& numbers) {
  PrefixCase out;
  out.count = count;
  out.words =
      make_bytes<std::int8_t>(prefix, most == 0 ? 127 : -most, most == 0 ? 127 : most, numbers);
  out.blocks = make_bytes<std::uint8_t>(count * detail::block_bytes(prefix), 0, 255, numbers);
  std::int32_t sum = 0;
  for (const std::int8_t word : out.words) sum += word;
  const auto small = [&] { return std::ldexp(static_cast<float>(numbers.between(0, 1'023)), -10); };
  const float mean = small(), square = small();
  out.query = {out.words.data(),
               prefix,
               1.0F / 131'072.0F,
               15 * sum,
               mean,
               square,
               std::nextafter(std::sqrt(square), 2.0F),
               small(),
               detail::block_bytes(prefix),
               small() / 1'024.0F,
               small() / 1'024.0F};
  return out;
}

/// Makes the bound of a row the product of its codes and the words, exactly, times 2^-18.
inline void keep_products_alone(PrefixCase& out) {
  set_number(out, 0, 0);          // mean
  set_number(out, 1, 1U << 12U);  // scale: 2^-17 less the least
  set_number(out, 2, 0);          // error
  set_number(out, 3, 0);          // rest
  out.query.scale = 1;
  out.query.width = 0;
  out.query.slack = 0;
}

}  // namespace haggle::test
