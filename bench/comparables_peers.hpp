// The searches of other libraries over rows of unit length, as they come from a package.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "haggle/comparables/neighbour.hpp"

namespace haggle::bench {

/// A matrix of rows, one after the other.
struct Matrix {
  const float* data;
  std::size_t rows;
  std::size_t dimension;
};

/// The products of all rows with a query, as Eigen does them. Nothing where there is no Eigen.
void eigen_products(const Matrix& matrix, const float* query, float* out);
/// The same of some rows, one after the other.
void eigen_products_of(const Matrix& matrix, std::span<const std::uint32_t> rows,
                       const float* query, float* out);
[[nodiscard]] bool eigen_had() noexcept;

/// The k best rows of each query as FAISS's flat index finds them: row by row, and from 20 queries
/// on by one product of matrices. Nothing where there is no FAISS.
void faiss_search(const Matrix& matrix, std::span<const float> queries, std::size_t k,
                  float* scores, std::int64_t* rows);
[[nodiscard]] bool faiss_had() noexcept;
/// One thread for FAISS, and for the products of matrices under it.
void faiss_one_thread() noexcept;

}  // namespace haggle::bench
