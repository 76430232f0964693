#include "comparables_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace haggle::bench {
namespace {

/// Weyl's sequence, mixed (SplitMix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept : state_(mixed(seed)) {}
  std::uint64_t word() noexcept { return mixed(state_ += 0x9E37'79B9'7F4A'7C15ULL); }
  double unit() noexcept { return static_cast<double>(word() >> 11U) * 0x1p-53; }
  /// Nearly normal, variance 1: four even numbers of 16 bits.
  float bell() noexcept {
    const std::uint64_t w = word();
    const auto sum = static_cast<std::int32_t>((w & 0xFFFFU) + (w >> 16U & 0xFFFFU) +
                                               (w >> 32U & 0xFFFFU) + (w >> 48U));
    return static_cast<float>(sum - 131'070) * (1.0F / 37'837.0F);
  }

 private:
  static std::uint64_t mixed(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D0'49BB'1331'11EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

// Seeds of different things never meet.
constexpr std::uint64_t of_mean = 1'000'001;
constexpr std::uint64_t of_category = 2'000'003;
constexpr std::uint64_t of_family = 1ULL << 40U;
constexpr std::uint64_t of_noise = 1ULL << 50U;
constexpr std::uint64_t of_row = 1ULL << 60U;

float norm_of(std::span<const float> v) noexcept {
  std::array<float, 16> sums{};
  for (std::size_t i = 0; i + 16 <= v.size(); i += 16) {
    for (std::size_t j = 0; j < 16; ++j) sums[j] += v[i + j] * v[i + j];
  }
  float sum = 0;
  for (const float one : sums) sum += one;
  for (std::size_t i = v.size() / 16 * 16; i < v.size(); ++i) sum += v[i] * v[i];
  return std::sqrt(sum);
}

void scale(std::span<float> v, float by) noexcept {
  for (float& one : v) one *= by;
}

/// Hadamard's transform, which keeps lengths but for the root of the size.
void transform(std::span<float> v) noexcept {
  for (std::size_t half = 1; half < v.size(); half *= 2) {
    for (std::size_t i = 0; i < v.size(); i += 2 * half) {
      for (std::size_t j = i; j < i + half; ++j) {
        const float a = v[j];
        const float b = v[j + half];
        v[j] = a + b;
        v[j + half] = a - b;
      }
    }
  }
}

}  // namespace

std::string_view name_of(Shape shape) noexcept {
  constexpr std::array<std::string_view, 5> names{"", "clustered", "hard", "shapeless", "equal"};
  return names[static_cast<std::size_t>(shape)];
}

Catalogue::Catalogue(Shape shape, std::size_t rows, std::size_t dimension)
    : shape_(shape),
      rows_(rows),
      families_(std::max<std::size_t>(categories_count, rows / 25)),
      spectrum_(dimension),
      signs_(dimension),
      mean_(dimension),
      categories_(categories_count * dimension) {
  Random random{77};
  for (std::size_t i = 0; i < dimension; ++i) {
    const float step = static_cast<float>(32 * i) / static_cast<float>(dimension);
    spectrum_[i] = shape == Shape::shapeless ? 1.0F : 1.0F / std::sqrt(1.0F + step);
    signs_[i] = (random.word() & 1U) != 0 ? 1.0F : -1.0F;
  }
  add_direction(of_mean, 1.0, mean_);
  for (std::size_t c = 0; c < categories_count; ++c) {
    add_direction(of_category + c, 1.0, std::span{categories_}.subspan(c * dimension, dimension));
  }
}

Catalogue::Shares Catalogue::shares(double u) const noexcept {
  const double noise = shape_ == Shape::clustered ? 0.04 + 0.36 * u * u : 0.25 + 0.10 * u;
  if (shape_ == Shape::shapeless) return {0, 0, 0, 1};
  if (shape_ == Shape::clustered) return {0.30, 0.20, 0.50 - noise, noise};
  return {0.45, 0.55 - noise, 0, noise};
}

void Catalogue::add_direction(std::uint64_t seed, double share, std::span<float> out) const {
  if (share <= 0) return;
  std::array<float, 4'096> direction;
  const std::span<float> made{direction.data(), out.size()};
  Random random{seed};
  for (std::size_t i = 0; i < made.size(); ++i) made[i] = random.bell() * spectrum_[i];
  const float by = static_cast<float>(std::sqrt(share)) / norm_of(made);
  for (std::size_t i = 0; i < made.size(); ++i) out[i] += by * made[i];
}

void Catalogue::rotate(std::span<float> out) const {
  const std::size_t last = out.size() - 1;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] *= signs_[i];
  transform(out);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] *= signs_[(5 * i + 3) & last];
  transform(out);
}

RowFacts Catalogue::make(std::uint64_t number, std::span<float> out) const {
  if (shape_ == Shape::equal && number < rows_) number = 0;
  Random random{of_row + number};
  const double place = random.unit();  // squared: some families are large
  const auto family = static_cast<std::uint64_t>(static_cast<double>(families_) * place * place);
  const auto category = static_cast<std::uint32_t>(family % categories_count);
  const Shares of = shares(random.unit());
  const auto age = static_cast<std::uint32_t>(random.word() % 365);
  const float mean = static_cast<float>(std::sqrt(of.mean));
  const float own = static_cast<float>(std::sqrt(of.category));
  const float* direction = categories_.data() + category * out.size();
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = mean * mean_[i] + own * direction[i];
  add_direction(of_family + family, of.family, out);
  add_direction(of_noise + number, of.noise, out);
  rotate(out);
  scale(out, 1.0F / norm_of(out));
  return {category, age};
}

}  // namespace haggle::bench
