#include "comparables/encode.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "comparables/lanes.hpp"
#include "comparables/slack.hpp"

namespace haggle::inline v0::detail {
namespace {

constexpr float code_most = 127.0F;
constexpr int middle = 128;

/// To the nearest whole number, without a branch and without a call, for numbers below 2^22.
float nearest(float x) {
  constexpr float big = 12'582'912.0F;  // 1.5 x 2^23: its last bit is worth one
  return (x + big) - big;
}

/// An upper bound as a float.
float float_above(double x) {
  const auto rounded = static_cast<float>(x);
  return std::nextafter(rounded, HUGE_VALF);
}

/// The step between the levels of four bits that loses least of a normal variable, in deviations.
constexpr float best_step = 0.3352F;
constexpr int tries = 5;
constexpr float try_step = 0.08F;
constexpr float codes_half = 8.0F;
constexpr float codes_most = 15.0F;

/// A coordinate's code; it stands for scale x (2 code - 15).
float code_of(float coordinate, float inverse_step) {
  const float code = nearest(coordinate * inverse_step + (codes_half - 0.5F));
  // No number, out of a damaged index, becomes one: the constant comes first.
  return std::min(codes_most, std::max(0.0F, code));
}

/// How well the codes of one step point where the coordinates do.
struct Fit {
  float product{0};  // of the codes and the coordinates
  float square{0};   // of the codes
  [[nodiscard]] float merit() const { return product * std::abs(product) / square; }
};

Fit fit(std::span<const float> coordinates, float inverse_step) {
  constexpr std::size_t lanes = 16;
  float products[lanes]{};
  float squares[lanes]{};
  for (std::size_t i = 0; i < coordinates.size(); i += lanes) {
    for (std::size_t j = 0; j < lanes; ++j) {
      const float value = 2 * code_of(coordinates[i + j], inverse_step) - codes_most;
      products[j] += value * coordinates[i + j];
      squares[j] += value * value;
    }
  }
  Fit out;
  for (std::size_t j = 0; j < lanes; ++j) {
    out.product += products[j];
    out.square += squares[j];
  }
  return out;
}

float best_inverse_step(std::span<const float> coordinates, double norm) {
  const auto deviation =
      static_cast<float>(norm / std::sqrt(static_cast<double>(coordinates.size())));
  // Of a vector of zeros any codes do: their scale is zero.
  if (!(deviation > 1e-12F)) return 0;
  float best = 0;
  float merit = -1;
  for (int i = 0; i < tries; ++i) {
    const int from_middle = i - tries / 2;
    const float factor = 1.0F + try_step * static_cast<float>(from_middle);
    const float inverse = 1.0F / (best_step * deviation * factor);
    const float found = fit(coordinates, inverse).merit();
    if (found > merit) {
      merit = found;
      best = inverse;
    }
  }
  return best;
}

/// Sixteen bits of a scale (kernels.hpp).
std::uint16_t scale_code(double scale) {
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(scale) + scale_least);
  const std::uint32_t half = 1U << (scale_shift - 1);
  const std::uint32_t code = (bits - scale_least_bits + half) >> scale_shift;
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(code, 0xFFFF));
}

/// Sixteen bits of a norm, rounded up.
std::uint16_t norm_code(double norm) {
  return static_cast<std::uint16_t>(std::min(65'535.0, std::ceil(norm / double{norm_unit})));
}

std::uint16_t mean_code(float mean) {
  const float code = nearest(mean / mean_unit);
  return static_cast<std::uint16_t>(
      static_cast<std::int16_t>(std::max(-32'767.0F, std::min(32'767.0F, code))));
}

/// Sixteen bits of one over a norm of codes, rounded down: the codes are odd and there are at least
/// 64 of them, so that their norm is at least 8.
std::uint16_t inverse_code(double square) {
  const double inverse = 1.0 / std::sqrt(square) / double{norm_inverse_unit};
  return static_cast<std::uint16_t>(std::min(65'535.0, std::floor(inverse)));
}

using Numbers = std::array<std::uint16_t, block_numbers>;

void put_numbers(const Numbers& numbers, std::size_t lane, std::uint8_t* from) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    std::memcpy(from + (i * block_rows + lane) * sizeof numbers[i], &numbers[i], sizeof numbers[i]);
  }
}

/// The byte of a block and the half of it that hold one row's code of one dimension.
void put_code(std::uint8_t code, std::size_t dimension, std::size_t lane, std::uint8_t* block) {
  const std::size_t in_group = dimension % 8;
  std::uint8_t& byte = block[dimension / 8 * 64 + lane * 4 + in_group % 4];
  const bool high = in_group >= 4;
  byte = static_cast<std::uint8_t>(high ? (byte & 0x0F) | code << 4 : (byte & 0xF0) | code);
}

}  // namespace

void make_unit(std::span<const float> row, double square, float* unit) {
  const double inverse = 1.0 / std::sqrt(square);
  for (std::size_t i = 0; i < row.size(); ++i) {
    unit[i] = static_cast<float>(static_cast<double>(row[i]) * inverse);
  }
  std::fill(unit + row.size(), unit + unit_stride(row.size()), 0.0F);
}

CodeNumbers encode_row(std::span<const float> unit, std::uint8_t* codes) {
  std::memset(codes, middle, code_stride(unit.size()));
  const float inverse = code_most / largest_of(unit);
  const auto number = [&](std::size_t i) { return static_cast<double>(unit[i]); };
  const auto code = [&](std::size_t i) { return static_cast<double>(codes[i]) - middle; };
  for (std::size_t i = 0; i < unit.size(); ++i) {
    const float word = std::max(-code_most, std::min(code_most, nearest(unit[i] * inverse)));
    codes[i] = static_cast<std::uint8_t>(static_cast<int>(word) + middle);
  }
  const std::size_t size = unit.size();
  const double product = sum_of(size, [&](std::size_t i) { return code(i) * number(i); });
  const double square = sum_of(size, [&](std::size_t i) { return code(i) * code(i); });
  const double whole = sum_of(size, [&](std::size_t i) { return number(i) * number(i); });
  const double error = std::sqrt(std::max(whole - product * product / square, 0.0));
  return {static_cast<float>(product / square), float_above(error + 1e-7)};
}

void encode_prefix(const Basis& basis, const float* coordinates, std::size_t lane,
                   std::uint8_t* block) {
  const std::span<const float> inside{coordinates + 1, basis.prefix};
  double square = 0;
  for (const float one : inside) square += static_cast<double>(one) * static_cast<double>(one);
  const float inverse = best_inverse_step(inside, std::sqrt(square));
  double product = 0;
  double codes_square = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const float code = code_of(inside[i], inverse);
    const double value = 2 * static_cast<double>(code) - 15;
    product += value * static_cast<double>(inside[i]);
    codes_square += value * value;
    put_code(static_cast<std::uint8_t>(code), i, lane, block);
  }
  const double slack = square_slack(basis.error, projection_slack(basis.count(), basis.stride));
  const double mean = static_cast<double>(coordinates[0]);
  // What the sums above can lose is far below 1e-7; a root makes it at most that.
  const double error = std::sqrt(std::max(square - product * product / codes_square, 0.0)) + 1e-7;
  const double rest = std::sqrt(std::max(1.0 - mean * mean - square + slack, 0.0)) + 1e-7;
  put_numbers({mean_code(coordinates[0]), scale_code(product / codes_square), norm_code(error),
               norm_code(rest), inverse_code(codes_square)},
              lane, block + basis.prefix * block_rows / 2);
}

}  // namespace haggle::inline v0::detail
