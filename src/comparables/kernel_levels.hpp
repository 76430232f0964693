// src/comparables/kernel_levels.hpp -- floor 3 (comparables).
//
// The kernel that makes a query's numbers words. As kernel_body.hpp says of what a kind's code may
// call; number by number the same operations everywhere, so that every kind makes the same words.
#pragma once

#include <cstddef>
#include <cstdint>

namespace haggle::inline v0::detail {

template <class Kind>
struct LevelBody {
  /// To the nearest whole number, without a call; of numbers below 2^51.
  static double nearest(double x) {
    constexpr double big = 6'755'399'441'055'744.0;  // 1.5 x 2^52: its last bit is worth one
    return (x + big) - big;
  }

  /// Of the sizes, in lanes side by side.
  static double largest(const double* numbers, std::size_t count) {
    constexpr std::size_t lanes = 16;
    double most[lanes]{};
    const auto take = [&](std::size_t lane, double number) {
      const double size = __builtin_fabs(number);
      most[lane] = most[lane] < size ? size : most[lane];
    };
    const std::size_t whole = count / lanes * lanes;
    for (std::size_t i = 0; i < whole; i += lanes) {
      for (std::size_t j = 0; j < lanes; ++j) take(j, numbers[i + j]);
    }
    for (std::size_t i = whole; i < count; ++i) take(0, numbers[i]);
    for (std::size_t j = 1; j < lanes; ++j) take(0, most[j]);
    return most[0];
  }

  static double take_level(double* numbers, std::size_t count, double most, std::int8_t* words) {
    const double size = largest(numbers, count);
    if (!(size > 0) || size - size != 0) return 0;
    const double step = size / most;
    const double inverse = most / size;
    for (std::size_t i = 0; i < count; ++i) {
      const double whole = nearest(numbers[i] * inverse);
      // What is no number, out of a damaged index, becomes one: the comparison fails.
      const double below = whole < most ? whole : most;
      const double word = below > -most ? below : -most;
      words[i] = static_cast<std::int8_t>(static_cast<int>(word));
      numbers[i] -= step * word;
    }
    return step;
  }
};

}  // namespace haggle::inline v0::detail
