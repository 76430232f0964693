// src/pipeline/text_out.hpp -- floor 7 (pipeline).
//
// Writes behind a text whose memory is kept: what every decision writes is written without
// allocating, and without asking for room at every piece.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "haggle/base/assert.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

inline constexpr std::size_t whole_bytes_max = 20;    ///< of a number, sign and all
inline constexpr std::size_t amount_bytes_max = 24;   ///< of an amount in decimals
inline constexpr std::size_t instant_bytes_max = 40;  ///< also outside of the years 1 to 9999

/// Of a text as JSON, with its quotes, all of it escaped.
[[nodiscard]] constexpr std::size_t json_bytes_max(std::size_t text_bytes) noexcept {
  return 2 + 6 * text_bytes;
}

/// The end of a text that grows. The text has its size when this goes.
class TextOut {
 public:
  /// Needs: no more than so many bytes are written.
  TextOut(std::string& out, std::size_t bytes_max) : out_(out) {
    const std::size_t begin = out.size();
    out.resize(begin + bytes_max);
    at_ = out.data() + begin;
  }
  ~TextOut() {
    HAGGLE_ASSERT(at_ <= out_.data() + out_.size());
    out_.resize(static_cast<std::size_t>(at_ - out_.data()));
  }
  TextOut(const TextOut&) = delete;
  TextOut& operator=(const TextOut&) = delete;

  /// What stands in the code: as many bytes as it has there.
  template <std::size_t Bytes>
  void literal(const char (&text)[Bytes]) {
    std::memcpy(at_, text, Bytes - 1);
    at_ += Bytes - 1;
  }
  void one(char c) { *at_++ = c; }
  void text(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void whole(std::integral auto value) { at_ = std::to_chars(at_, at_ + 24, value).ptr; }
  /// The last so many digits of a number that is not negative, zeros in front.
  void padded(std::int64_t value, std::size_t width) {
    for (std::size_t i = width; i-- > 0; value /= 10) at_[i] = static_cast<char>('0' + value % 10);
    at_ += width;
  }
  /// An amount in decimals of its currency: 1234 USD is 12.34.
  void amount(std::int64_t minor, Currency currency);
  /// "2026-11-21T10:00:00.123Z", as instant_text.
  void instant(Instant at);
  /// A JSON string with its quotes; what is not printable ASCII is escaped or, above 127, left as
  /// it is.
  void json(std::string_view text);

 private:
  std::string& out_;
  char* at_{nullptr};
};

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
