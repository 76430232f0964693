// src/codec/json_space.hpp -- floor 6 (codec).
//
// Memory for bytes that is kept from use to use.
#pragma once

#include <cstddef>
#include <memory>

namespace haggle {
inline namespace v0 {
namespace codec {

/// Bytes that are never filled and only ever made more. What moves is the owner, not the bytes.
class ByteSpace {
 public:
  /// Room for so many bytes; what was in it is lost where it was too small.
  char* room(std::size_t bytes_count) {
    if (bytes_count > bytes_count_) {
      bytes_ = std::make_unique_for_overwrite<char[]>(bytes_count);
      bytes_count_ = bytes_count;
    }
    return bytes_.get();
  }

 private:
  std::unique_ptr<char[]> bytes_{};
  std::size_t bytes_count_{0};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
