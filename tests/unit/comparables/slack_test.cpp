// The two bounds hold: no row is ever more similar than they say, whatever the data, and by how
// little they hold at the least is printed.
#include "comparables/slack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <limits>

#include "comparables/query.hpp"
#include "comparables/vectors.hpp"
#include "differential/comparables_world.hpp"
#include "haggle/comparables/canonical_dot.hpp"

namespace haggle::test {
namespace {

using detail::Vectors;

constexpr float lowest = -std::numeric_limits<float>::infinity();

/// The least that a bound was above the exact similarity; negative is a broken bound.
struct Margins {
  double prefix{4};
  double first{4};  // level of the codes
  double codes{4};
  std::size_t pairs{0};
};

void take_prefix(const Vectors& vectors, const detail::Query& query,
                 const std::vector<double>& exact, Margins& margins) {
  const std::size_t blocks = detail::round_up(vectors.size(), 16) / 16;
  std::vector<detail::Hit> hits(blocks * 16);
  for (const auto* table = detail::all_kernels(); *table != nullptr; ++table) {
    detail::Seeker seeker{&query.prefix, lowest, hits.data(), 0};
    (*table)->prefix_hits(&seeker, 1, vectors.blocks.data(), blocks, 0);
    ASSERT_EQ(seeker.count, blocks * 16) << (*table)->name;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      ASSERT_EQ(hits[i].row, i);
      margins.prefix = std::min(margins.prefix, static_cast<double>(hits[i].bound) - exact[i]);
    }
  }
}

void take_codes(const Vectors& vectors, const detail::Query& query,
                const std::vector<double>& exact, Margins& margins) {
  const std::size_t stride = detail::code_stride(vectors.dimension());
  std::vector<std::uint32_t> rows(vectors.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
  const auto dots_of = [&](const detail::Level& level) {
    std::vector<std::int32_t> dots(rows.size());
    detail::kernels().code_dots({vectors.codes.data(), stride, rows.data(), rows.size()},
                                level.words.data(), stride, dots.data());
    return dots;
  };
  const detail::CodedQuery& coded = query.coded;
  const auto high = dots_of(coded.high);
  const auto low = dots_of(coded.low);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const detail::CodeNumbers& row = vectors.numbers[i];
    const double first = coded.high.along(row, high[i]);
    const double both = first + coded.low.along(row, low[i]);
    margins.first = std::min(margins.first, code_bound(first, coded.high_width, row) - exact[i]);
    margins.codes = std::min(margins.codes, code_bound(both, coded.width, row) - exact[i]);
  }
}

void take(const Vectors& vectors, const Rows& rows, const Vector& vector, Margins& margins) {
  detail::Query query;
  detail::prepare(vector, {true, vectors.basis()}, {}, query);
  std::vector<double> exact(rows.count());
  for (std::size_t i = 0; i < exact.size(); ++i) exact[i] = cosine(vector, rows.row(i));
  if (vectors.shape.prefix != 0) take_prefix(vectors, query, exact, margins);
  take_codes(vectors, query, exact, margins);
  margins.pairs += rows.count();
}

/// At right angles to a row, as far as floats let it be.
Vector across(const Rows& rows, Dice& dice) {
  const auto row = rows.row(dice.below(rows.count()));
  const Vector other = random_vector(rows.dimension, dice);
  const double share = canonical_dot(row, other) / canonical_dot(row, row);
  Vector out = other;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] =
        static_cast<float>(static_cast<double>(other[i]) - share * static_cast<double>(row[i]));
  }
  return is_row(out) ? out : other;
}

/// A direction of the basis itself: nothing is outside the prefix, or nothing inside.
Vector along_the_basis(const Vectors& vectors, Dice& dice) {
  const detail::Basis basis = vectors.basis();
  if (basis.prefix == 0) return random_vector(vectors.dimension(), dice);
  const float* from = basis.matrix + dice.below(basis.count()) * basis.stride;
  return {from, from + vectors.dimension()};
}

Margins margins_of(Kind kind, std::size_t dimension, std::size_t count, Dice& dice) {
  const Rows rows = make_rows(kind, dimension, count, dice);
  Vectors vectors{dimension, {}};
  vectors.add(rows.values, {});
  Margins out;
  for (std::size_t i = 0; i < 12; ++i) {
    take(vectors, rows, make_query(rows, dice), out);
    take(vectors, rows, across(rows, dice), out);
    take(vectors, rows, along_the_basis(vectors, dice), out);
  }
  return out;
}

struct Shape {
  std::size_t dimension;
  std::size_t count;
};

TEST(Slack, NoRowIsMoreSimilarThanItsBounds) {
  Margins least;
  for (const Shape& shape : {Shape{128, 40}, Shape{128, 700}, Shape{129, 300}, Shape{200, 1'030},
                             Shape{512, 300}, Shape{1'024, 260}}) {
    for (std::size_t i = 0; i < kinds_count; ++i) {
      Dice dice(71 + shape.dimension + shape.count * 13 + i);
      const Margins one = margins_of(static_cast<Kind>(i), shape.dimension, shape.count, dice);
      EXPECT_GE(one.prefix, 0.0) << kind_names[i] << " of " << shape.dimension;
      EXPECT_GE(one.first, 0.0) << kind_names[i] << " of " << shape.dimension;
      EXPECT_GE(one.codes, 0.0) << kind_names[i] << " of " << shape.dimension;
      least.prefix = std::min(least.prefix, one.prefix);
      least.codes = std::min(least.codes, one.codes);
      least.pairs += one.pairs;
    }
  }
  std::cout << "least margins over " << least.pairs << " pairs: prefix " << least.prefix
            << ", codes " << least.codes << "\n";
}

// A bound that is never met anywhere near would hold too, and be of no use.
TEST(Slack, BoundsAreNotFarOff) {
  Dice dice(73);
  const Margins prefix = margins_of(Kind::few_directions, 256, 600, dice);
  EXPECT_LT(prefix.prefix, 0.02);
  EXPECT_LT(prefix.codes, 2e-4);
}

/// The similarity in numbers of 64 bits after the point: what a canonical one is compared with.
long double true_cosine(std::span<const float> a, std::span<const float> b) {
  long double dot = 0;
  long double square_a = 0;
  long double square_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto x = static_cast<long double>(a[i]);
    const auto y = static_cast<long double>(b[i]);
    dot += x * y;
    square_a += x * x;
    square_b += y * y;
  }
  return dot / std::sqrt(square_a * square_b);
}

TEST(Slack, ACanonicalCosineIsOffByLessThanItsSlack) {
  for (const std::size_t dimension : {1U, 17U, 128U, 1'024U, 4'096U}) {
    Dice dice(79 + dimension);
    const Rows rows = make_rows(Kind::ulp_apart, dimension, 50, dice);
    for (std::size_t i = 0; i < rows.count(); ++i) {
      const Vector query = make_query(rows, dice);
      const auto exact = true_cosine(query, rows.row(i));
      const auto off = std::abs(static_cast<long double>(cosine(query, rows.row(i))) - exact);
      EXPECT_LE(static_cast<double>(off), detail::score_slack);
    }
  }
}

TEST(Slack, UnitVectorsKeepAllButTheirSlack) {
  Dice dice(83);
  for (std::size_t i = 0; i < 200; ++i) {
    const Kind kind = dice.chance(50) ? Kind::scaled : Kind::spikes;
    const Rows rows = make_rows(kind, 1 + dice.below(300), 1, dice);
    std::vector<float> unit(detail::unit_stride(rows.dimension));
    const double square = canonical_dot(rows.row(0), rows.row(0));
    detail::make_unit(rows.row(0), square, unit.data());
    double rest = 0;
    for (std::size_t j = 0; j < rows.dimension; ++j) {
      const double wanted = static_cast<double>(rows.row(0)[j]) / std::sqrt(square);
      rest += std::pow(static_cast<double>(unit[j]) - wanted, 2);
    }
    EXPECT_LE(std::sqrt(rest), detail::rounded_slack);
    EXPECT_TRUE(std::all_of(unit.begin() + static_cast<std::ptrdiff_t>(rows.dimension), unit.end(),
                            [](float x) { return x == 0; }));
  }
}

/// The basis's coordinates in doubles against those of each kernel.
TEST(Slack, AProjectionIsOffByLessThanItsSlack) {
  Dice dice(89);
  const Rows rows = make_rows(Kind::clustered, 300, 400, dice);
  Vectors vectors{300, {}};
  vectors.add(rows.values, {});
  const detail::Basis basis = vectors.basis();
  std::vector<float> unit(basis.stride);
  std::vector<float> got(basis.count());
  for (std::size_t i = 0; i < 100; ++i) {
    detail::make_unit(rows.row(i), vectors.squares[i], unit.data());
    for (const auto* table = detail::all_kernels(); *table != nullptr; ++table) {
      (*table)->project_one({basis.matrix, basis.count(), basis.stride}, unit.data(), got.data());
      double rest = 0;
      for (std::size_t r = 0; r < basis.count(); ++r) {
        double wanted = 0;
        for (std::size_t j = 0; j < basis.stride; ++j) {
          wanted += static_cast<double>(basis.matrix[r * basis.stride + j]) *
                    static_cast<double>(unit[j]);
        }
        rest += std::pow(static_cast<double>(got[r]) - wanted, 2);
      }
      EXPECT_LE(std::sqrt(rest), detail::projection_slack(basis.count(), basis.stride));
    }
  }
}

}  // namespace
}  // namespace haggle::test
