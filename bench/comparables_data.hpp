// Embeddings as a catalogue of sold items has them, from a fixed seed: any row can be made alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace haggle::bench {

enum class Shape : std::uint8_t {
  clustered = 1,  ///< families of like items in fifty categories; a family is 25 rows on average
  hard = 2,       ///< no families: a whole category lies as near as the best rows
  shapeless = 3,  ///< the same spread in every direction: few components say nothing about a row
  equal = 4,      ///< one row, again and again; what is not in the catalogue is as `hard`
};

[[nodiscard]] std::string_view name_of(Shape shape) noexcept;

/// What stands beside an embedding.
struct RowFacts {
  std::uint32_t category;  // below 50
  std::uint32_t age_days;  // below 365
};

/// The rows of the filtered scene: one category of fifty, sold in 90 days of 365; one of 200.
inline constexpr std::uint32_t filtered_category = 25;
inline constexpr std::uint32_t filtered_days = 90;
[[nodiscard]] constexpr bool passes_filter(const RowFacts& facts) noexcept {
  return facts.category == filtered_category && facts.age_days <= filtered_days;
}

/// Numbers of items that no catalogue holds: the queries.
inline constexpr std::uint64_t first_query = 4'000'000'000;

/// Unit vectors. `clustered` is a mean direction (0.30 of the square), a category's (0.20), a
/// family's, and noise of 0.04 to 0.40; `hard` is a mean direction (0.45), a category's, and noise
/// of 0.25 to 0.35. A direction's spectrum falls off; all is then rotated, so that no component is
/// more than another.
class Catalogue {
 public:
  static constexpr std::uint32_t categories_count = 50;

  /// Needs: `dimension` is a power of two.
  Catalogue(Shape shape, std::size_t rows, std::size_t dimension);

  /// Writes row `number`; numbers past `rows` are items that the catalogue does not hold.
  RowFacts make(std::uint64_t number, std::span<float> out) const;

  [[nodiscard]] std::size_t dimension() const noexcept { return spectrum_.size(); }

 private:
  struct Shares {
    double mean, category, family, noise;
  };
  [[nodiscard]] Shares shares(double u) const noexcept;
  void add_direction(std::uint64_t seed, double share, std::span<float> out) const;
  void rotate(std::span<float> out) const;

  Shape shape_;
  std::size_t rows_;
  std::size_t families_;
  std::vector<float> spectrum_;
  std::vector<float> signs_;
  std::vector<float> mean_;
  std::vector<float> categories_;
};

}  // namespace haggle::bench
