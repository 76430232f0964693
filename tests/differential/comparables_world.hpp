// Rows and queries of many kinds for the search, each out to break a bound or a tie.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "support/dice.hpp"

namespace haggle::test {

enum class Kind : std::uint8_t {
  random,
  clustered,
  duplicated,
  ulp_apart,
  scaled,
  denormal,
  one_direction,
  opposites,
  rank_one,
  few_directions,
  coordinates,
  spikes,
  all_equal,
};
inline constexpr std::size_t kinds_count = 13;
inline constexpr std::array<std::string_view, kinds_count> kind_names{
    "random",      "clustered",     "duplicated", "ulp_apart", "scaled",
    "denormal",    "one_direction", "opposites",  "rank_one",  "few_directions",
    "coordinates", "spikes",        "all_equal"};

/// Many vectors of one size, one after the other.
struct Rows {
  std::size_t dimension{0};
  std::vector<float> values;
  [[nodiscard]] std::size_t count() const { return values.size() / dimension; }
  [[nodiscard]] std::span<const float> row(std::size_t i) const {
    return std::span{values}.subspan(i * dimension, dimension);
  }
};

using Vector = std::vector<float>;

/// About -2 to 2 and nearly normal.
inline float near_normal(Dice& dice) {
  double sum = 0;
  for (int i = 0; i < 4; ++i) sum += static_cast<double>(dice.between(-1'000'000, 1'000'000));
  return static_cast<float>(sum / 2'000'000.0);
}

inline Vector random_vector(std::size_t dimension, Dice& dice) {
  Vector out(dimension);
  for (float& one : out) one = near_normal(dice);
  if (out[0] == 0) out[0] = 1;
  return out;
}

inline Vector times(Vector vector, float factor) {
  for (float& one : vector) one *= factor;
  return vector;
}

inline Vector plus(Vector a, const Vector& b, float factor) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += factor * b[i];
  return a;
}

/// The same vector with some components one step of a float further.
inline Vector ulp_further(Vector vector, Dice& dice) {
  for (std::size_t i = 0; i < 1 + vector.size() / 8; ++i) {
    float& one = vector[dice.below(vector.size())];
    one = std::nextafter(one, dice.chance(50) ? 2.0F : -2.0F);
  }
  return vector;
}

inline Vector coordinate(std::size_t dimension, std::size_t at, float value) {
  Vector out(dimension, 0.0F);
  out[at] = value;
  return out;
}

/// One component far above all others: the step of its codes swallows them.
inline Vector spiked(std::size_t dimension, Dice& dice) {
  Vector out = times(random_vector(dimension, dice), 1e-3F);
  out[dice.below(dimension)] = dice.chance(50) ? 1.0F : -1.0F;
  return out;
}

/// What the rows of one world have in common.
struct Common {
  std::vector<Vector> centres;
  float spread{0.1F};
};

inline Vector near_a_centre(Common& common, float spread, Dice& dice) {
  return plus(dice.any(common.centres), random_vector(common.centres[0].size(), dice), spread);
}

inline Vector next_row(Kind kind, Common& common, Dice& dice) {
  Vector& first = common.centres[0];
  const std::size_t dimension = first.size();
  switch (kind) {
    case Kind::random:
      return random_vector(dimension, dice);
    case Kind::clustered:
      return near_a_centre(common, common.spread, dice);
    case Kind::duplicated:
      return dice.any(common.centres);
    case Kind::ulp_apart:
      return ulp_further(dice.any(common.centres), dice);
    case Kind::scaled:
      return times(near_a_centre(common, common.spread, dice), dice.pick({1e-30F, 1.0F, 1e30F}));
    case Kind::denormal:
      return times(near_a_centre(common, 0.3F, dice), 1e-42F);
    case Kind::one_direction:
      return times(first, static_cast<float>(dice.between(1, 9)));
    case Kind::opposites:
      return times(dice.any(common.centres), dice.chance(50) ? 1.0F : -1.0F);
    case Kind::rank_one:
      return times(first, near_normal(dice));
    case Kind::few_directions:
      return plus(plus(first, dice.any(common.centres), near_normal(dice)),
                  dice.any(common.centres), near_normal(dice));
    case Kind::coordinates:
      return coordinate(dimension, dice.below(dimension), dice.chance(50) ? 1.0F : -2.0F);
    case Kind::spikes:
      return spiked(dimension, dice);
    case Kind::all_equal:
      return first;
  }
  return first;
}

/// Not a vector that an index refuses: a random factor or a sum may be zero.
inline bool is_row(const Vector& vector) {
  bool any = false;
  for (const float one : vector) {
    if (!std::isfinite(one)) return false;
    any = any || one != 0.0F;
  }
  return any;
}

inline Rows make_rows(Kind kind, std::size_t dimension, std::size_t count, Dice& dice) {
  Common common;
  common.spread = dice.pick({0.5F, 0.1F, 0.01F, 1e-4F});
  for (std::size_t i = 0; i < 7; ++i) common.centres.push_back(random_vector(dimension, dice));
  Rows out{dimension, {}};
  while (out.values.size() < count * dimension) {
    const Vector row = next_row(kind, common, dice);
    if (is_row(row)) out.values.insert(out.values.end(), row.begin(), row.end());
    // Row and its opposite by turns: a mean of exactly zero.
    if (kind == Kind::opposites && out.values.size() < count * dimension) {
      const Vector turned = times(row, -1.0F);
      out.values.insert(out.values.end(), turned.begin(), turned.end());
    }
  }
  return out;
}

/// A query that stands near rows, on one, against one, or nowhere.
inline Vector make_query(const Rows& rows, Dice& dice) {
  const auto any = rows.row(dice.below(rows.count()));
  const Vector row(any.begin(), any.end());
  Vector out;
  switch (dice.below(7)) {
    case 0:
      out = row;
      break;
    case 1:
      out = ulp_further(row, dice);
      break;
    case 2:
      out = times(row, -1.0F);
      break;
    case 3:
      out = times(row, dice.pick({1e-6F, 1e6F}));
      break;
    case 4:
      out = coordinate(rows.dimension, dice.below(rows.dimension), 1.0F);
      break;
    case 5:
      out = plus(random_vector(rows.dimension, dice), row, 1.0F);
      break;
    default:
      out = random_vector(rows.dimension, dice);
      break;
  }
  return is_row(out) ? out : random_vector(rows.dimension, dice);
}

}  // namespace haggle::test
