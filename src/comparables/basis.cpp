#include "comparables/basis.hpp"

#include <Eigen/Dense>
#include <cmath>

namespace haggle::inline v0::detail {
namespace {

using Dense = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic>;
using ByRow = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Exact = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic>;
using Index = Eigen::Index;

constexpr int rounds = 2;

/// A sign for every number, as if thrown (the finaliser of splitmix64).
float sign_of(std::uint64_t number) {
  std::uint64_t z = (number + 1) * 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return ((z >> 63U) & 1U) != 0 ? 1.0F : -1.0F;
}

/// Takes out of one column what the columns before it hold, and scales it to one; returns what was
/// left of it. Twice, because the first time may leave as much as it takes.
template <class Columns>
auto make_apart(Columns& columns, Index at) {
  auto column = columns.col(at);
  for (int pass = 0; pass < 2; ++pass) {
    for (Index i = 0; i < at; ++i) column -= columns.col(i).dot(column) * columns.col(i);
  }
  const auto left = column.norm();
  if (left > 0) column /= left;
  return left;
}

/// Gram and Schmidt. A column that holds nothing new becomes a coordinate's direction that does:
/// the data have fewer directions than were asked for, and any other is as good.
template <class Columns>
void make_orthonormal(Columns& columns) {
  Index spare = 0;
  for (Index i = 0; i < columns.cols(); ++i) {
    const auto size = columns.col(i).norm();
    auto left = make_apart(columns, i);
    const bool is_new = left > size * 1e-4F;
    for (bool found = is_new; !found && spare < columns.rows(); found = left > 1e-3F) {
      columns.col(i).setZero();
      columns(spare++, i) = 1;
      left = make_apart(columns, i);
    }
  }
}

/// The strongest directions of a covariance, by subspace iteration: only the space counts, so no
/// eigenvectors are worked out.
Dense strongest(const Dense& covariance, Index count) {
  Dense space(covariance.rows(), count);
  for (Index i = 0; i < space.size(); ++i) {
    space.data()[i] = sign_of(static_cast<std::uint64_t>(i));
  }
  for (int i = 0; i < rounds; ++i) {
    const Dense once = covariance * space;
    space.noalias() = covariance * once;
    make_orthonormal(space);
  }
  return space;
}

/// Spreads what the strong directions hold evenly over all of them, so that one step suits all
/// their codes: signs, then the Walsh-Hadamard transform, which is orthonormal.
void mix(Exact& columns) {
  const Index count = columns.cols();
  for (Index i = 0; i < count; ++i) {
    columns.col(i) *= static_cast<double>(sign_of(static_cast<std::uint64_t>(i) + 0x10000));
  }
  for (Index half = 1; half < count; half *= 2) {
    for (Index i = 0; i < count; i += 2 * half) {
      for (Index j = i; j < i + half; ++j) {
        const Eigen::VectorXd sum = columns.col(j) + columns.col(j + half);
        columns.col(j + half) = columns.col(j) - columns.col(j + half);
        columns.col(j) = sum;
      }
    }
  }
  columns /= std::sqrt(static_cast<double>(count));
}

/// The Frobenius norm of M M' - I bounds how far the rows of M are from orthonormal; the sums in
/// double lose less than what is added.
double error_of(const ByRow& rows) {
  double square = 0;
  for (Index i = 0; i < rows.rows(); ++i) {
    for (Index j = 0; j < rows.rows(); ++j) {
      const double product = rows.row(i).cast<double>().dot(rows.row(j).cast<double>());
      const double off = product - (i == j ? 1.0 : 0.0);
      square += off * off;
    }
  }
  return std::sqrt(square) + 1e-12 * static_cast<double>(rows.rows());
}

}  // namespace

std::size_t prefix_for(std::size_t rows, std::size_t dimension) noexcept {
  if (rows < 256 || dimension < coded_least) return 0;
  std::size_t prefix = 64;
  if (rows >= 4'096) prefix = 128;
  if (rows >= 16'384) prefix = 256;
  while (prefix > 64 && prefix * 4 > dimension) prefix /= 2;
  return prefix;
}

LearntBasis learn_basis(std::span<const float> sample, std::size_t dimension, std::size_t prefix) {
  const auto stride = static_cast<Index>(unit_stride(dimension));
  const auto count = static_cast<Index>(prefix);
  const auto size = static_cast<Index>(dimension);
  const Eigen::Map<const ByRow> rows(sample.data(), static_cast<Index>(sample.size()) / stride,
                                     stride);
  const Eigen::VectorXf mean = rows.leftCols(size).colwise().mean();
  const ByRow centred = rows.leftCols(size).rowwise() - mean.transpose();
  Dense covariance = Dense::Zero(size, size);
  covariance.selfadjointView<Eigen::Lower>().rankUpdate(centred.transpose());
  covariance = Dense(covariance.selfadjointView<Eigen::Lower>());
  Exact columns(size, count + 1);
  // A mean of almost nothing is no direction; any other does.
  columns.col(0) = mean.norm() > 1e-3F ? Eigen::VectorXd(mean.cast<double>())
                                       : Eigen::VectorXd(Eigen::VectorXd::Ones(size));
  columns.rightCols(count) = strongest(covariance, count).cast<double>();
  make_orthonormal(columns);
  Exact inside = columns.rightCols(count);
  mix(inside);
  columns.rightCols(count) = inside;
  LearntBasis out;
  out.matrix.assign(static_cast<std::size_t>((count + 1) * stride), 0.0F);
  Eigen::Map<ByRow> matrix(out.matrix.data(), count + 1, stride);
  matrix.leftCols(size) = columns.transpose().cast<float>();
  out.error = error_of(matrix);
  return out;
}

}  // namespace haggle::inline v0::detail
