// src/comparables/column.hpp -- floor 3 (comparables).
//
// A column of an index: grows at its end in the caller's memory, or stands in somebody's bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include "haggle/comparables/comparable_index.hpp"

namespace haggle::inline v0::detail {

template <class T>
class GrowingColumn {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  GrowingColumn() noexcept = default;
  explicit GrowingColumn(const IndexMemory& memory) noexcept : memory_(memory) {}
  GrowingColumn(GrowingColumn&& other) noexcept { swap(other); }
  GrowingColumn& operator=(GrowingColumn&& other) noexcept {
    swap(other);
    return *this;
  }
  GrowingColumn(const GrowingColumn&) = delete;
  GrowingColumn& operator=(const GrowingColumn&) = delete;
  ~GrowingColumn() { release(data_, capacity_); }

  /// A column that stands in bytes of somebody else.
  static GrowingColumn view(std::span<const T> values) noexcept {
    GrowingColumn out;
    // Never written through: what changes an index asks first whether it is a view.
    out.data_ = const_cast<T*>(values.data());
    out.size_ = values.size();
    return out;
  }

  void reserve(std::size_t size) {
    if (size <= capacity_) return;
    T* const larger = allocate(size);
    if (size_ > 0) std::memcpy(static_cast<void*>(larger), data_, size_ * sizeof(T));
    release(std::exchange(data_, larger), std::exchange(capacity_, size));
  }
  /// Makes it so long; what is new is to be written before it is read.
  void resize(std::size_t size) {
    // An eighth more than needed: the columns are most of the index, and it is promised to be
    // small.
    if (size > capacity_) reserve(std::max(size, capacity_ + capacity_ / 8 + 64));
    size_ = size;
  }
  /// Keeps at most the first ones.
  void cut(std::size_t size) noexcept { size_ = std::min(size, size_); }
  void assign(std::span<const T> values) {
    resize(0);
    resize(values.size());
    std::copy(values.begin(), values.end(), data_);
  }
  void add(const T& value) {
    resize(size_ + 1);
    data_[size_ - 1] = value;
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] T* data() noexcept { return data_; }
  [[nodiscard]] const T* data() const noexcept { return data_; }
  [[nodiscard]] T& operator[](std::size_t i) noexcept { return data_[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return data_[i]; }
  [[nodiscard]] std::span<const T> values() const noexcept { return {data_, size_}; }

 private:
  void swap(GrowingColumn& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }
  [[nodiscard]] T* allocate(std::size_t size) const {
    const std::size_t bytes = size * sizeof(T);
    void* const out = memory_.allocate != nullptr
                          ? memory_.allocate(memory_.context, bytes)
                          : ::operator new(bytes, std::align_val_t{index_alignment});
    if (out == nullptr) throw std::bad_alloc();
    return static_cast<T*>(out);
  }
  void release(T* data, std::size_t capacity) noexcept {
    if (data == nullptr || capacity == 0) return;
    if (memory_.allocate == nullptr) {
      ::operator delete(data, std::align_val_t{index_alignment});
    } else if (memory_.release != nullptr) {
      memory_.release(memory_.context, data, capacity * sizeof(T));
    }
  }

  IndexMemory memory_{};
  T* data_{nullptr};
  std::size_t size_{0};
  std::size_t capacity_{0};  // zero of a view
};

}  // namespace haggle::inline v0::detail
