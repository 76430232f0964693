// src/codec/usual_cursor.hpp -- floor 6 (codec).
//
// Reads a text that is known beforehand but for its values: what must stand there is compared, and
// values are taken in the plainest form only. Whatever else stands there ends the reading; it is
// not said whether that would be wrong.
//
// `Inside`: the text is the content of a JSON string, as in an envelope, so that its quotes have
// backslashes before them.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "codec/json_wide.hpp"
#include "codec/message_path.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// How many bytes a text has in front of its end, as it stands in a string or not.
template <bool Inside, PathText Wanted>
inline constexpr std::size_t spelled_bytes = [] {
  std::size_t count = 0;
  for (const char c : std::string_view{Wanted.text}) count += Inside && c == '"' ? 2U : 1U;
  return count;
}();

/// Its bytes, with a backslash before each quote where it stands in a string.
template <bool Inside, PathText Wanted>
inline constexpr auto spelled = [] {
  std::array<char, spelled_bytes<Inside, Wanted>> out{};
  std::size_t at = 0;
  for (const char c : std::string_view{Wanted.text}) {
    if (Inside && c == '"') out[at++] = '\\';
    out[at++] = c;
  }
  return out;
}();

/// Digits that were read, with so many of them behind a point.
struct UsualNumber {
  std::uint64_t digits{0};
  std::size_t decimals{0};
};

template <bool Inside>
class UsualCursor {
 public:
  explicit UsualCursor(std::string_view text)
      : at_(text.data()),
        end_(at_ + text.size()),
        roomy_end_(text.size() < roomy_bytes ? at_ : end_ - roomy_bytes + 1) {}

  [[nodiscard]] bool done() const { return at_ == end_; }
  [[nodiscard, gnu::always_inline]] std::string_view rest() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }

  /// Takes these bytes; false, and stays, where others stand there.
  template <PathText Wanted>
  [[nodiscard, gnu::always_inline]] bool take() {
    constexpr const auto& wanted = spelled<Inside, Wanted>;
    static_assert(wanted.size() <= roomy_bytes);
    const bool there =
        is_roomy() ? stands_here(wanted) : stands_near_end({wanted.data(), wanted.size()}, rest());
    if (there) at_ += wanted.size();
    return there;
  }

  /// Takes these pieces, with blanks before each or without; false, and stays, where others stand.
  template <PathText... Pieces>
  [[nodiscard]] bool take_apart() {
    const char* const begin = at_;
    const bool good = ((skip_blanks(), take<Pieces>()) && ...);
    if (!good) at_ = begin;
    return good;
  }
  void skip_blanks() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  /// A string of plain ASCII, from behind its opening quote to behind its closing one.
  [[nodiscard, gnu::always_inline]] bool whole_text(std::string_view& out) {
    const char* const begin = at_;
    if (!skip_plain()) return false;
    out = {begin, static_cast<std::size_t>(at_ - begin)};
    return take<"\"">();
  }

  /// The same without the blanks round it.
  [[nodiscard, gnu::always_inline]] bool text(std::string_view& out) {
    const char* begin = at_;
    if (!skip_plain()) return false;
    const char* end = at_;
    while (begin != end && *begin == ' ') ++begin;
    while (begin != end && end[-1] == ' ') --end;
    out = {begin, static_cast<std::size_t>(end - begin)};
    return take<"\"">();
  }

  /// Any valid string.
  [[nodiscard, gnu::always_inline]] bool skip_text() {
    while (skip_plain()) {
      if (take<"\"">()) return true;
      at_ = behind_careful(at_, end_);
      if (at_ == nullptr) return false;
    }
    return false;
  }

  /// Digits, and behind a point more of them; at most 15. Not near the end of a text.
  [[nodiscard, gnu::always_inline]] bool number(UsualNumber& out) {
    if (!is_roomy() && bytes_left() < wide_bytes) return false;
    const std::uint32_t others = not_digits(at_);
    if (others == 0) return false;
    const auto whole = static_cast<std::size_t>(std::countr_zero(others));
    std::size_t bytes = whole;
    out.decimals = 0;
    if (at_[whole] == '.') {
      const std::uint32_t behind = others & (others - 1);
      if (behind == 0) return false;
      bytes = static_cast<std::size_t>(std::countr_zero(behind));
      out.decimals = bytes - whole - 1;
      if (out.decimals == 0) return false;
    }
    const bool leads_with_zero = whole > 1 && *at_ == '0';
    if (whole == 0 || leads_with_zero || (at_[bytes] | 0x20) == 'e') return false;
    out.digits = bytes <= 8 ? few_digits(whole, bytes) : many_digits(at_, bytes);
    at_ += bytes;
    return true;
  }

  /// Digits alone.
  [[nodiscard, gnu::always_inline]] bool whole(std::uint64_t& out) {
    UsualNumber read;
    const bool good = number(read) && read.decimals == 0;
    out = read.digits;
    return good;
  }

  /// Three bytes that are not compared yet, such as a currency, one behind the other.
  [[nodiscard, gnu::always_inline]] bool three_bytes(std::uint32_t& out) {
    if (!is_roomy() && bytes_left() < 3) return false;
    const auto byte = [this](std::size_t i) {
      return std::uint32_t{static_cast<unsigned char>(at_[i])};
    };
    out = byte(0) | byte(1) << 8U | byte(2) << 16U;
    at_ += 3;
    return true;
  }

  [[nodiscard, gnu::always_inline]] bool truth(bool& out) {
    out = take<"true">();
    return out || take<"false">();
  }

 private:
  /// So many bytes that each piece that is compared fits in them: all pieces but the last ones of a
  /// text are read with one comparison of places.
  static constexpr std::size_t roomy_bytes = 96;
  [[nodiscard, gnu::always_inline]] bool is_roomy() const { return at_ < roomy_end_; }
  [[nodiscard, gnu::always_inline]] std::size_t bytes_left() const {
    return static_cast<std::size_t>(end_ - at_);
  }

  template <std::size_t Bytes>
  using WordOf = std::conditional_t<
      Bytes == 8, std::uint64_t,
      std::conditional_t<Bytes == 4, std::uint32_t,
                         std::conditional_t<Bytes == 2, std::uint16_t, std::uint8_t>>>;
  template <class Word>
  static Word word(const char* from) {
    Word out = 0;
    std::memcpy(&out, from, sizeof out);
    return out;
  }

  /// Word by word; the last word overlaps the one before it.
  template <std::size_t Bytes>
  [[nodiscard, gnu::always_inline]] bool stands_here(const std::array<char, Bytes>& wanted) const {
    using Word = WordOf<std::bit_floor(std::min<std::size_t>(Bytes, 8))>;
    constexpr std::size_t last = Bytes - sizeof(Word);
    std::uint64_t different =
        std::uint64_t{word<Word>(at_ + last)} ^ word<Word>(wanted.data() + last);
    for (std::size_t i = 0; i < last; i += sizeof(Word)) {
      different |= std::uint64_t{word<Word>(at_ + i)} ^ word<Word>(wanted.data() + i);
    }
    return different == 0;
  }

  /// The same where fewer bytes are left than are compared at once.
  [[gnu::cold, gnu::noinline]] static bool stands_near_end(std::string_view wanted,
                                                           std::string_view rest) {
    return rest.starts_with(wanted);
  }

  /// Plain bytes, up to what stops them.
  [[gnu::always_inline]] bool skip_plain() {
    while (bytes_left() >= wide_bytes) {
      const std::uint32_t stops = string_stops(at_);
      if (stops != 0) {
        at_ += std::countr_zero(stops);
        return true;
      }
      at_ += wide_bytes;
    }
    at_ = behind_last_plain(at_, end_);
    return at_ != end_;
  }

  /// What stops the plain bytes, where fewer are left than are looked at at once.
  static const char* behind_last_plain(const char* at, const char* end);

  /// The place behind a character of a string that is not plain; null where it is not valid.
  static const char* behind_careful(const char* at, const char* end);

  [[nodiscard, gnu::always_inline]] std::uint64_t few_digits(std::size_t whole,
                                                             std::size_t bytes) const {
    if constexpr (std::endian::native != std::endian::little) return many_digits(at_, bytes);
    auto digits = word<std::uint64_t>(at_);
    std::size_t count = bytes;
    if (whole < bytes) {
      const std::uint64_t ahead = (std::uint64_t{1} << (8 * whole)) - 1;
      digits = (digits & ahead) | ((digits >> 8) & ~ahead);
      --count;
    }
    // The last digit becomes the highest byte; then pairs, fours and eights are put together.
    digits = (digits << (64 - 8 * count)) & 0x0F0F'0F0F'0F0F'0F0F;
    digits = (digits * 10 + (digits >> 8)) & 0x00FF'00FF'00FF'00FF;
    digits = (digits * 100 + (digits >> 16)) & 0x0000'FFFF'0000'FFFF;
    return (digits * 10'000 + (digits >> 32)) & 0xFFFF'FFFF;
  }

  static std::uint64_t many_digits(const char* at, std::size_t bytes);

  const char* at_;
  const char* end_;
  const char* roomy_end_;  ///< before it there is room for every piece
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
