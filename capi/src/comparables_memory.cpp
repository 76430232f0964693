#include "comparables_memory.hpp"

#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace haggle::capi {
namespace {

constexpr std::align_val_t column_alignment{index_alignment};

void* take_small(std::size_t bytes) noexcept {
  return ::operator new(bytes, column_alignment, std::nothrow);
}

void give_small(void* memory) noexcept {
  ::operator delete(memory, column_alignment);
}

#if defined(__linux__)

constexpr std::size_t huge_page_bytes = std::size_t{2} << 20U;

[[nodiscard]] constexpr std::size_t whole_pages(std::size_t bytes) noexcept {
  return (bytes + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
}

/// Whole huge pages: a mapping that is one page larger, without what stands before and behind.
void* map_pages(std::size_t bytes) noexcept {
  const std::size_t wanted = whole_pages(bytes);
  if (wanted < bytes || wanted + huge_page_bytes < wanted) return nullptr;
  void* const mapped = mmap(nullptr, wanted + huge_page_bytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  auto* const begin = static_cast<char*>(mapped);
  const std::size_t past = reinterpret_cast<std::uintptr_t>(begin) % huge_page_bytes;
  const std::size_t before = past == 0 ? 0 : huge_page_bytes - past;
  if (before > 0) munmap(begin, before);
  const std::size_t behind = huge_page_bytes - before;
  if (behind > 0) munmap(begin + before + wanted, behind);
  madvise(begin + before, wanted, MADV_HUGEPAGE);  // advice: small pages are as right
  return begin + before;
}

void* allocate_pages(void* /*context*/, std::size_t bytes) noexcept {
  return bytes < huge_page_bytes ? take_small(bytes) : map_pages(bytes);
}

void release_pages(void* /*context*/, void* memory, std::size_t bytes) noexcept {
  if (bytes < huge_page_bytes) return give_small(memory);
  munmap(memory, whole_pages(bytes));
}

#else

void* allocate_pages(void* /*context*/, std::size_t bytes) noexcept {
  return take_small(bytes);
}

void release_pages(void* /*context*/, void* memory, std::size_t /*bytes*/) noexcept {
  give_small(memory);
}

#endif

}  // namespace

Wrong memory_from(haggle_allocate allocate, haggle_release release, void* context,
                  haggle::IndexMemory& out) noexcept {
  if ((allocate == nullptr) != (release == nullptr)) {
    return {Errc::bad_argument, allocate == nullptr ? "allocate" : "release"};
  }
  out = allocate != nullptr ? haggle::IndexMemory{allocate, release, context}
                            : haggle::IndexMemory{allocate_pages, release_pages, nullptr};
  return {};
}

}  // namespace haggle::capi
