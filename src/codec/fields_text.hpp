// src/codec/fields_text.hpp -- floor 6 (codec).
//
// Writes JSON from left to right on one line. The commas look after themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace haggle {
inline namespace v0 {
namespace codec {

class JsonWriter {
 public:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& key(std::string_view name);

  void text(std::string_view value);  ///< bytes that are not UTF-8 become U+FFFD
  void whole(std::int64_t value);
  void truth(bool value);
  /// A value that is JSON already.
  void raw(std::string_view json);

  [[nodiscard]] std::size_t size() const { return out_.size(); }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate();

  std::string out_{};
  bool needs_comma_{false};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
