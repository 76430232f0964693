// src/comparables/slack.hpp -- floor 3 (comparables).
//
// The slack constants of the two bounds, derived and not chosen; README.md of the room has the
// derivation, tests/unit/comparables/slack_test.cpp its check. All vectors are unit vectors.
#pragma once

#include <cmath>
#include <cstddef>

namespace haggle::inline v0::detail {

/// Largest relative error of one operation on floats, and on doubles.
inline constexpr double float_unit = 1.0 / 16'777'216.0;           // 2^-24
inline constexpr double double_unit = float_unit / 536'870'912.0;  // 2^-53

/// A canonical cosine differs from the cosine of the same vectors by at most this: each of its
/// three dot products has at most 256 + 4 additions, the root and the quotient five operations
/// more, and the errors of the norms count half each.
inline constexpr double score_slack = 2.0 * (256 + 4 + 5) * 1.01 * double_unit;

/// A component that is rounded to float keeps all but this of a unit vector.
inline constexpr double rounded_slack = 2.0 * float_unit;

/// The mean coefficient is stored to this, and a scale to this part of itself.
inline constexpr double mean_slack = 1.0 / 32'768.0;
inline constexpr double scale_slack = 1.01 / 8'192.0;  // 2^-13

/// What the evaluation of the bound in floats can lose: at most 40 operations on numbers below 4.
inline constexpr double evaluation_slack = 160.0 * float_unit;
/// The same inside its roots.
inline constexpr double root_slack = 64.0 * float_unit;

/// A projection's error as a vector: `count` dot products of `size` floats, each with a chain of
/// size / 16 additions in sixteen lanes, sixteen more to add up the lanes, its product, and
/// components that were rounded before.
[[nodiscard]] inline double projection_slack(std::size_t count, std::size_t size) {
  const double chain = static_cast<double>(size) / 16.0 + 18.0;
  return std::sqrt(static_cast<double>(count)) * 1.01 * (chain * float_unit + rounded_slack);
}

/// How far below the bar the quotient of a row's product with a unit vector and its norm, both in
/// floats, may be where the row reaches it: the product's error, and four operations on the bar.
[[nodiscard]] inline double product_slack(std::size_t size) {
  return score_slack + projection_slack(1, size) + 4.0 * float_unit;
}

/// How far squared norms inside and outside the basis may be off: the basis is orthonormal but for
/// `basis_error` (the Frobenius norm of M M' - I), and the projection is not exact.
[[nodiscard]] inline double square_slack(double basis_error, double projection) {
  return 2.0 * basis_error + 3.0 * projection;
}

}  // namespace haggle::inline v0::detail
