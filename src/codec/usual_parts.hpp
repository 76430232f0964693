// src/codec/usual_parts.hpp -- floor 6 (codec).
//
// What the parts of a notification in its usual form are made of: members, rows, ids, whole
// numbers, amounts. The object that holds the place in the text lives in one function, and its
// small steps are always made a part of that function, so that the place stays in a register.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "codec/message_words.hpp"
#include "codec/usual_cursor.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/codec/instant_text.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

inline constexpr std::uint64_t amount_most = amount_minor_max;

/// Powers of ten: a number has at most fifteen digits, and one of them stands before the point.
inline constexpr std::array<std::uint64_t, 16> tens = [] {
  std::array<std::uint64_t, 16> out{1};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * 10;
  return out;
}();

template <bool Inside>
class UsualParts {
 public:
  explicit UsualParts(std::string_view text) : in_(text) {}

  /// The currency of the amounts, which is that of the first; `local` where there are none.
  [[nodiscard]] Currency currency_or(Currency local) const {
    return code_ == 0 ? local : currency_of(code_);
  }

 protected:
  template <PathText Wanted>
  [[gnu::always_inline]] bool take() {
    return in_.template take<Wanted>();
  }

  /// Reads a member if it is the next one and was not there before. False where it is wrong.
  template <PathText Key, class Read>
  [[gnu::always_inline]] bool member_of(std::uint32_t& seen, std::uint32_t bit, Read read) {
    if ((seen & bit) != 0 || !take<Key>()) return true;
    seen |= bit;
    return read();
  }

  /// Reads members, in the usual order as a rule, up to the end of their object.
  template <class Members>
  [[gnu::always_inline]] bool members(Members read_members) {
    std::uint32_t seen = 0;
    while (!take<"}">()) {
      const std::uint32_t before = seen;
      if (!read_members(seen) || seen == before) return false;
    }
    return true;
  }

  /// Reads rows, from behind the bracket of their list to behind its end.
  template <class Read>
  [[gnu::always_inline]] bool rows(Read read) {
    if (take<"]">()) return true;
    do {
      if (!read()) return false;
    } while (take<",">());
    return take<"]">();
  }

  template <class Id>
  [[gnu::always_inline]] bool id(Id& out) {
    std::string_view text;
    if (!in_.text(text) || text.size() > Id::text_bytes_max) return false;
    out = Id{};
    std::memcpy(static_cast<void*>(&out), text.data(), text.size());  // it is plain: without a NUL
    return true;
  }

  template <class Whole>
  [[gnu::always_inline]] bool whole(Whole& out, std::uint64_t most) {
    std::uint64_t read = 0;
    if (!in_.whole(read) || read > most) return false;
    out = static_cast<Whole>(read);
    return true;
  }
  template <class Whole>
  [[gnu::always_inline]] bool whole(std::optional<Whole>& out, std::uint64_t most) {
    return whole(out.emplace(), most);
  }

  [[gnu::always_inline]] bool skip_number() {
    UsualNumber number;
    return in_.number(number);
  }
  [[gnu::always_inline]] bool skip_truth() {
    bool truth = false;
    return in_.truth(truth);
  }

  [[gnu::always_inline]] bool instant(Instant& out) {
    std::string_view text;
    if (!in_.text(text)) return false;
    const Result<Instant> read = parse_instant(text);
    out = read.value_or(Instant{});
    return read.has_value();
  }

  /// Rows say "new" or "New" as a rule.
  [[gnu::always_inline]] bool condition(std::optional<Condition>& out) {
    if (take<R"(new")">() || take<R"(New")">()) {
      out = Condition::new_;
      return true;
    }
    std::string_view word;
    if (!in_.text(word)) return false;
    out = condition_word(word);
    return true;
  }

  [[gnu::always_inline]] bool channel(std::optional<Fulfilment>& out) {
    if (take<R"(Amazon")">()) {
      out = Fulfilment::marketplace;
      return true;
    }
    if (take<R"(Merchant")">()) {
      out = Fulfilment::merchant;
      return true;
    }
    std::string_view word;
    if (!in_.text(word)) return false;
    out = channel_word(word);
    return true;
  }

  /// Two capital letters, which is how countries are written as a rule.
  [[gnu::always_inline]] static bool is_code(std::string_view country) {
    if (country.size() != 2) return false;
    const char a = country[0];
    const char b = country[1];
    return 'A' <= a && a <= 'Z' && 'A' <= b && b <= 'Z';
  }

  /// All amounts are of one currency.
  [[gnu::always_inline]] bool take_currency() {
    std::uint32_t code = 0;
    if (!in_.three_bytes(code)) return false;
    if (code_ != 0) return code == code_;
    code_ = code;
    const int exponent = decimals_of(code);
    exponent_ = static_cast<std::size_t>(exponent);
    return exponent >= 0;
  }

  [[gnu::always_inline]] bool amount(std::int64_t& out) {
    UsualNumber number;
    if (!take<R"({"Amount":)">() || !in_.number(number)) return false;
    if (!take<R"(,"CurrencyCode":")">() || !take_currency() || !take<R"("})">()) return false;
    return to_minor(number, out);
  }
  [[gnu::always_inline]] bool amount(std::optional<std::int64_t>& out) {
    return amount(out.emplace());
  }

  /// Fifteen digits and four more decimals fit in 64 bits.
  [[gnu::always_inline]] bool to_minor(const UsualNumber& number, std::int64_t& out) const {
    std::uint64_t minor = number.digits;
    if (number.decimals <= exponent_) {
      minor *= tens[exponent_ - number.decimals];
    } else {
      const std::uint64_t unit = tens[number.decimals - exponent_];
      if (minor % unit != 0) return false;
      minor /= unit;
    }
    out = static_cast<std::int64_t>(minor);
    return minor <= amount_most;
  }

  static Currency currency_of(std::uint32_t code) {
    const auto letter = [code](unsigned shift) { return static_cast<char>(code >> shift & 0xFFU); };
    return {{letter(0), letter(8), letter(16), '\0'}};
  }
  [[gnu::noinline]] static int decimals_of(std::uint32_t code) {
    return exponent_of(currency_of(code));
  }

  UsualCursor<Inside> in_;
  std::uint32_t code_{0};  ///< three bytes of the amounts' currency; 0: none yet
  std::size_t exponent_{0};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
