// capi/src/arrow_owned.hpp -- floor 8 (capi).
//
// Arrow's structs as we give them out: each is released on its own, its children and its dictionary
// with it, unless somebody took those.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "haggle/haggle.h"

namespace haggle::arrow {

/// What an array keeps alive, and what it points to. Children are made where they stay.
struct ArrayParts {
  std::shared_ptr<const void> owner{};
  std::array<const void*, 3> buffers{};
  std::vector<ArrowArray> children{};
  std::vector<ArrowArray*> child_pointers{};
  ArrowArray dictionary{};
};

struct SchemaParts {
  std::vector<ArrowSchema> children{};
  std::vector<ArrowSchema*> child_pointers{};
  ArrowSchema dictionary{};
};

namespace owned {

template <class Struct>
void release_if(Struct* one) noexcept {
  if (one != nullptr && one->release != nullptr) one->release(one);
}

template <class Parts, class Struct>
void release(Struct* one) noexcept {
  for (std::int64_t i = 0; i < one->n_children; ++i) release_if(one->children[i]);
  release_if(one->dictionary);
  delete static_cast<Parts*>(one->private_data);
  one->release = nullptr;
}

}  // namespace owned

/// Makes one of children, all of them released, which the caller writes.
/// Needs: `out` that holds nothing.  Returns: its parts.
inline ArrayParts& make_array(std::size_t children_count, ArrowArray* out) {
  auto parts = std::make_unique<ArrayParts>();
  parts->children.resize(children_count);
  for (ArrowArray& child : parts->children) parts->child_pointers.push_back(&child);
  *out = {};
  out->n_children = static_cast<std::int64_t>(children_count);
  out->children = parts->child_pointers.data();
  out->buffers = parts->buffers.data();
  out->release = owned::release<ArrayParts, ArrowArray>;
  out->private_data = parts.get();
  return *parts.release();
}

inline SchemaParts& make_schema(std::size_t children_count, ArrowSchema* out) {
  auto parts = std::make_unique<SchemaParts>();
  parts->children.resize(children_count);
  for (ArrowSchema& child : parts->children) parts->child_pointers.push_back(&child);
  *out = {};
  out->n_children = static_cast<std::int64_t>(children_count);
  out->children = parts->child_pointers.data();
  out->release = owned::release<SchemaParts, ArrowSchema>;
  out->private_data = parts.get();
  return *parts.release();
}

/// One of somebody's structs that is ours now; released at the end.
template <class Struct>
class Taken {
 public:
  Taken() noexcept : one_{} {}
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  ~Taken() { owned::release_if(&one_); }

  [[nodiscard]] Struct* operator->() noexcept { return &one_; }
  [[nodiscard]] Struct& operator*() noexcept { return one_; }
  [[nodiscard]] bool exists() const noexcept { return one_.release != nullptr; }
  /// Moves one in; the caller's is marked as released.
  void take(Struct& from) noexcept {
    one_ = from;
    from.release = nullptr;
  }

 private:
  Struct one_;
};

}  // namespace haggle::arrow
