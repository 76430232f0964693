// Compiled for the processor that it runs on.
#include "comparables_peers.hpp"

#if __has_include(<Eigen/Core>)
#include <Eigen/Core>

namespace haggle::bench {
namespace {

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const Eigen::VectorXf> vector_of(const float* data, std::size_t size) {
  return {data, static_cast<Eigen::Index>(size)};
}

}  // namespace

bool eigen_had() noexcept {
  return true;
}

void eigen_products(const Matrix& matrix, const float* query, float* out) {
  const Eigen::Map<const RowMajor> rows{matrix.data, static_cast<Eigen::Index>(matrix.rows),
                                        static_cast<Eigen::Index>(matrix.dimension)};
  Eigen::Map<Eigen::VectorXf> products{out, rows.rows()};
  products.noalias() = rows * vector_of(query, matrix.dimension);
}

void eigen_products_of(const Matrix& matrix, std::span<const std::uint32_t> rows,
                       const float* query, float* out) {
  const auto other = vector_of(query, matrix.dimension);
  for (const std::uint32_t row : rows) {
    *out++ = vector_of(matrix.data + row * matrix.dimension, matrix.dimension).dot(other);
  }
}

}  // namespace haggle::bench

#else

namespace haggle::bench {

bool eigen_had() noexcept {
  return false;
}
void eigen_products(const Matrix&, const float*, float*) {}
void eigen_products_of(const Matrix&, std::span<const std::uint32_t>, const float*, float*) {}

}  // namespace haggle::bench

#endif
