// Products in floats, for vectors without compressed copies: no row is passed over that reaches the
// bar.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "comparables/encode.hpp"
#include "comparables/kernels.hpp"
#include "comparables/slack.hpp"
#include "differential/comparables_world.hpp"
#include "haggle/comparables/canonical_dot.hpp"

namespace haggle::test {
namespace {

/// Every bar up to a row's own similarity lets it pass, by its product in floats; says how many
/// bars were tried.
std::size_t expect_reached(const Rows& rows, const Vector& query) {
  const std::size_t columns = detail::unit_stride(rows.dimension);
  std::vector<float> matrix(rows.count() * columns);
  std::vector<double> squares(rows.count());
  std::vector<double> scores(rows.count());
  for (std::size_t i = 0; i < rows.count(); ++i) {
    const auto row = rows.row(i);
    std::copy(row.begin(), row.end(), matrix.data() + i * columns);
    squares[i] = canonical_dot(row, row);
    scores[i] = cosine(query, row);
  }
  std::vector<float> unit(columns);
  detail::make_unit(query, canonical_dot(query, query), unit.data());
  std::vector<float> products(rows.count());
  std::vector<std::uint32_t> found(rows.count());
  for (const auto* table = detail::all_kernels(); *table != nullptr; ++table) {
    (*table)->project_one({matrix.data(), rows.count(), columns}, unit.data(), products.data());
    for (const double bar : scores) {
      const double least = bar - detail::product_slack(columns);
      const std::size_t count =
          (*table)->reaching({products.data(), squares.data(), rows.count()},
                             std::nextafter(static_cast<float>(least), -4.0F), found.data());
      for (std::uint32_t i = 0; i < rows.count(); ++i) {
        if (scores[i] < bar) continue;
        EXPECT_TRUE(std::binary_search(found.begin(), found.begin() + static_cast<long>(count), i))
            << (*table)->name << " leaves out row " << i;
      }
    }
  }
  return scores.size();
}

TEST(Products, NoRowIsMoreSimilarThanItsProductSays) {
  std::size_t bars = 0;
  for (const std::size_t dimension : {1U, 16U, 31U, 100U, 127U}) {
    for (std::size_t i = 0; i < kinds_count; ++i) {
      Dice dice(97 + dimension * 17 + i);
      const Rows rows = make_rows(static_cast<Kind>(i), dimension, 70, dice);
      for (int j = 0; j < 3; ++j) bars += expect_reached(rows, make_query(rows, dice));
      if (HasFailure()) return;
    }
  }
  EXPECT_EQ(bars, 5U * kinds_count * 3 * 70);
}

// Where floats run over, or have no bits left, a product says nothing; nor does no number.
TEST(Products, RowsBeyondTheRangeOfFloatsAreAlwaysLookedAt) {
  const float none = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> products(20, 0.5F);
  std::vector<double> squares(20, 1.0);
  squares[3] = 1e-40;
  squares[17] = 1e40;
  products[5] = none;
  squares[18] = static_cast<double>(none);
  products[9] = 0.9F;
  std::vector<std::uint32_t> found(20);
  for (const auto* table = detail::all_kernels(); *table != nullptr; ++table) {
    const std::size_t count =
        (*table)->reaching({products.data(), squares.data(), 20}, 0.8F, found.data());
    EXPECT_EQ(std::vector(found.begin(), found.begin() + static_cast<long>(count)),
              (std::vector<std::uint32_t>{3, 5, 9, 17, 18}))
        << (*table)->name;
  }
}

}  // namespace
}  // namespace haggle::test
