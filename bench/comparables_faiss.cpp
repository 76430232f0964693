#include "comparables_peers.hpp"

#ifdef HAGGLE_BENCH_FAISS
#include <faiss/utils/distances.h>
#include <omp.h>

// What OpenBLAS is told by; other libraries of matrices have no such function.
extern "C" [[gnu::weak]] void openblas_set_num_threads(int);

namespace haggle::bench {

bool faiss_had() noexcept {
  return true;
}

void faiss_search(const Matrix& matrix, std::span<const float> queries, std::size_t k,
                  float* scores, std::int64_t* rows) {
  faiss::knn_inner_product(queries.data(), matrix.data, matrix.dimension,
                           queries.size() / matrix.dimension, matrix.rows, k, scores, rows);
}

void faiss_one_thread() noexcept {
  omp_set_num_threads(1);
  if (openblas_set_num_threads != nullptr) openblas_set_num_threads(1);
}

}  // namespace haggle::bench

#else

namespace haggle::bench {

bool faiss_had() noexcept {
  return false;
}
void faiss_search(const Matrix&, std::span<const float>, std::size_t, float*, std::int64_t*) {}
void faiss_one_thread() noexcept {}

}  // namespace haggle::bench

#endif
