// Memory on pages of 2 MiB where the system gives them: reading a matrix from them is a third
// faster than from small ones, for us and for the peers.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

#include "haggle/comparables/comparable_index.hpp"

namespace haggle::bench {

inline constexpr std::size_t page_bytes = std::size_t{1} << 21U;

[[nodiscard]] constexpr std::size_t whole_pages(std::size_t bytes) noexcept {
  return (bytes + page_bytes - 1) / page_bytes * page_bytes;
}

/// Zeros on large pages, or null.
inline void* map_pages(std::size_t bytes) noexcept {
  const std::size_t size = whole_pages(bytes);
  void* mapped = mmap(nullptr, size + page_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  auto* const begin = static_cast<std::byte*>(mapped);
  const std::size_t head = whole_pages(reinterpret_cast<std::uintptr_t>(begin)) -
                           reinterpret_cast<std::uintptr_t>(begin);
  if (head != 0) munmap(begin, head);
  if (head != page_bytes) munmap(begin + head + size, page_bytes - head);
  madvise(begin + head, size, MADV_HUGEPAGE);  // what it does not give costs time, not answers
  return begin + head;
}

inline void unmap_pages(void* memory, std::size_t bytes) noexcept {
  munmap(memory, whole_pages(bytes));
}

/// The same for an index.
[[nodiscard]] inline IndexMemory large_pages() noexcept {
  return {[](void*, std::size_t bytes) { return map_pages(bytes); },
          [](void*, void* memory, std::size_t bytes) { unmap_pages(memory, bytes); }, nullptr};
}

/// An array of floats on large pages.
class Floats {
 public:
  explicit Floats(std::size_t count)
      : data_(static_cast<float*>(map_pages(count * sizeof(float)))), count_(count) {
    if (data_ == nullptr) throw std::bad_alloc{};
  }
  Floats(Floats&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), count_(other.count_) {}
  Floats& operator=(Floats&&) = delete;
  ~Floats() {
    if (data_ != nullptr) unmap_pages(data_, count_ * sizeof(float));
  }
  [[nodiscard]] float* data() const noexcept { return data_; }
  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return count_ * sizeof(float); }

 private:
  float* data_;
  std::size_t count_;
};

}  // namespace haggle::bench
