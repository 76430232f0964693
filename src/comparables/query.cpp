#include "comparables/query.hpp"

#include <algorithm>
#include <cmath>

#include "comparables/slack.hpp"

namespace haggle::inline v0::detail {
namespace {

// Two products of a row's code and a word of 63 stay inside 16 bits, which AVX2 counts in.
constexpr double word_most = 63.0;
constexpr double prefix_word_most = 127.0;

/// To the nearest whole number, without a call; of numbers below 2^51.
double nearest(double x) {
  constexpr double big = 6'755'399'441'055'744.0;  // 1.5 x 2^52: its last bit is worth one
  return (x + big) - big;
}

/// Of the sizes; in lanes, so that it is done in vectors.
template <class T>
T largest_of(std::span<const T> numbers) {
  constexpr std::size_t lanes = 8;
  T most[lanes]{};
  const auto take = [&](std::size_t lane, T number) {
    const T size = std::abs(number);
    most[lane] = most[lane] < size ? size : most[lane];
  };
  std::size_t i = 0;
  for (; i + lanes <= numbers.size(); i += lanes) {
    for (std::size_t j = 0; j < lanes; ++j) take(j, numbers[i + j]);
  }
  for (; i < numbers.size(); ++i) take(0, numbers[i]);
  return *std::max_element(most, most + lanes);
}

/// Divides numbers into whole steps, leaves in them what is over, and returns the step.
template <class T>
double take_level(std::span<T> numbers, double most, std::int8_t* words) {
  const T largest = largest_of(std::span<const T>{numbers});
  if (!(largest > T{0}) || !std::isfinite(largest)) return 0;
  const double step = static_cast<double>(largest) / most;
  const double inverse = most / static_cast<double>(largest);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    // What is no number, out of a damaged index, becomes one: the constants come first.
    const double nearest_word = nearest(static_cast<double>(numbers[i]) * inverse);
    const double word = std::max(-most, std::min(most, nearest_word));
    words[i] = static_cast<std::int8_t>(static_cast<int>(word));
    numbers[i] = static_cast<T>(static_cast<double>(numbers[i]) - step * word);
  }
  return step;
}

std::int64_t sum_of(const std::vector<std::int8_t>& words) {
  std::int64_t sum = 0;
  for (const std::int8_t word : words) sum += word;
  return sum;
}

template <class T>
double norm_of(std::span<const T> numbers) {
  double square = 0;
  for (const T one : numbers) square += static_cast<double>(one) * static_cast<double>(one);
  return std::sqrt(square);
}

void code(const Query& query, CodedQuery& out) {
  const std::size_t size = query.vector.size();
  out.high.assign(code_stride(size), 0);
  out.low.assign(code_stride(size), 0);
  std::vector<double> rest(size);
  const double inverse = 1.0 / std::sqrt(query.square);
  for (std::size_t i = 0; i < size; ++i) rest[i] = static_cast<double>(query.vector[i]) * inverse;
  out.high_scale = take_level(std::span<double>{rest}, word_most, out.high.data());
  out.low_scale = take_level(std::span<double>{rest}, word_most, out.low.data());
  out.high_sum = sum_of(out.high);
  out.low_sum = sum_of(out.low);
  // A row's scale is rounded to float, its components were, and the sums here are in double.
  out.width = norm_of(std::span<const double>{rest}) * (1.0 + root_slack) + rounded_slack +
              2.0 * float_unit + score_slack;
}

/// The words in the order of a block's bytes is the order of the dimensions.
void project_query(const Basis& basis, Query& out) {
  std::vector<float> coordinates(basis.count());
  kernels().project_one({basis.matrix, basis.count(), basis.stride}, out.unit.data(),
                        coordinates.data());
  const std::span<float> inside{coordinates.data() + 1, basis.prefix};
  const double mean = static_cast<double>(coordinates[0]);
  const double norm = norm_of(std::span<const float>{inside});
  const double projection = projection_slack(basis.count(), basis.stride);
  const double square = square_slack(basis.error, projection);
  out.words.assign(basis.prefix, 0);
  const double step = take_level(inside, prefix_word_most, out.words.data());
  // The rest of the rounding is a vector of floats with an error of its own.
  const double width = norm_of(std::span<const float>{inside}) + 4.0 * float_unit;
  const double rest = std::sqrt(std::max(1.0 - mean * mean - norm * norm + square, 0.0));
  const double slack = score_slack + 2.0 * basis.error + 3.0 * projection +
                       std::abs(mean) * mean_slack + norm * scale_slack + evaluation_slack;
  out.prefix = {out.words.data(),
                basis.prefix,
                static_cast<float>(step),
                static_cast<std::int32_t>(15 * sum_of(out.words)),
                static_cast<float>(mean),
                static_cast<float>(norm * norm + root_slack),
                std::nextafter(static_cast<float>(std::sqrt(norm * norm + root_slack)), 2.0F),
                static_cast<float>(rest),
                block_bytes(basis.prefix),
                static_cast<float>(width * (1.0 + 1.0 / 1'024.0)),
                static_cast<float>(slack)};
}

}  // namespace

double code_bound(const CodedQuery& query, const CodeNumbers& row, const CodeDots& dots) noexcept {
  const auto high = static_cast<double>(dots.high - 128 * query.high_sum);
  const auto low = static_cast<double>(dots.low - 128 * query.low_sum);
  const double scale = static_cast<double>(row.scale);
  const double along = scale * (query.high_scale * high + query.low_scale * low);
  const double least = std::max(std::abs(along) - query.width, 0.0);
  const double across = std::sqrt(std::max(1.0 + root_slack - least * least, 0.0));
  return along + across * static_cast<double>(row.error) + query.width;
}

void prepare(std::span<const float> vector, bool coded, const Basis& basis, Query& out) {
  out.vector = vector;
  out.square = kernels().dot(vector.data(), vector.data(), vector.size());
  if (coded) code(out, out.coded);
  if (coded && basis.prefix == 0) return;
  out.unit.resize(unit_stride(vector.size()));
  make_unit(vector, out.square, out.unit.data());
  if (coded) project_query(basis, out);
}

}  // namespace haggle::inline v0::detail
