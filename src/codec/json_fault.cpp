#include "codec/json_fault.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "codec/json.hpp"
#include "codec/json_number.hpp"
#include "codec/json_text.hpp"
#include "codec/json_utf8.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

enum class Token : std::uint8_t {
  fault,
  end,
  object,
  object_end,
  array,
  array_end,
  colon,
  comma,
  text,
  value,
};

/// Takes a text apart into words.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() && std::string_view{" \t\n\r"}.find(text_[at_]) != text_.npos) ++at_;
    read(at_);
    if (at_ == text_.size()) return Token::end;
    switch (text_[at_]) {
      case '{':
        return one(Token::object);
      case '}':
        return one(Token::object_end);
      case '[':
        return one(Token::array);
      case ']':
        return one(Token::array_end);
      case ':':
        return one(Token::colon);
      case ',':
        return one(Token::comma);
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  /// At the start of the text only.
  bool take_byte_order_mark() {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (!text_.starts_with(mark[0])) return true;
    for (const char wanted : mark) {
      if (!take(wanted)) return read(at_ + 1), false;
    }
    return true;
  }

  [[nodiscard]] Errc code() const { return code_; }
  [[nodiscard]] std::size_t furthest() const { return furthest_; }
  [[nodiscard]] const std::string& text() const { return string_; }
  /// Is the value that was read a number beyond all others?
  [[nodiscard]] bool is_infinite() const { return is_infinite_; }

 private:
  void read(std::size_t to) { furthest_ = std::max(furthest_, std::min(to, text_.size())); }

  Token one(Token token) {
    read(++at_);
    return token;
  }

  bool take(char wanted) {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    read(++at_);
    return true;
  }

  /// Something is wrong with the byte here.
  Token fault(Errc code = Errc::malformed_json) {
    read(at_ + 1);
    code_ = code;
    return Token::fault;
  }

  Token word(std::string_view wanted) {
    for (const char letter : wanted) {
      if (!take(letter)) return fault();
    }
    is_infinite_ = false;
    return Token::value;
  }

  Token number() {
    const NumberScan scan = scan_number(text_.substr(at_));
    const std::string_view digits = text_.substr(at_, scan.bytes);
    at_ += scan.bytes;
    if (!scan.good) return fault();
    read(at_ + 1);  // that it has ended is seen from what follows
    is_infinite_ = !scan.plain && !is_finite(digits);
    return Token::value;
  }

  Token string() {
    string_.clear();
    for (read(++at_); at_ < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '"') return one(Token::text);
      if (byte < 0x20) return fault();
      if (!(byte == '\\' ? take_escape() : take_character())) return Token::fault;
    }
    return fault();
  }

  bool take_escape() {
    const Escape escape = read_escape(text_.substr(at_));
    at_ += escape.bytes;
    if (!escape.good) return fault(), false;
    read(at_);
    string_.append(escape.out, escape.out_bytes);
    return true;
  }

  bool take_character() {
    const CharacterScan scan = scan_character(text_.substr(at_));
    string_.append(text_.substr(at_, scan.bytes));
    at_ += scan.bytes;
    if (!scan.good) return fault(Errc::bad_encoding), false;
    read(at_);
    return true;
  }

  std::string_view text_;
  std::size_t at_{0};
  std::size_t furthest_{0};
  std::string string_{};
  bool is_infinite_{false};
  Errc code_{Errc::malformed_json};
};

/// The objects and lists that are open, and the keys of the objects.
class Walk {
 public:
  Walk(std::string_view text, JsonFault* place) : words_(text), place_(place) {}

  std::optional<Error> run() {
    if (!words_.take_byte_order_mark()) return stop(Errc::malformed_json);
    std::optional<Error> fault = value(words_.next());
    while (!fault && !open_.empty()) fault = member();
    if (!fault && words_.next() != Token::end) fault = wrong_word();
    return fault;
  }

 private:
  struct Open {
    bool is_object;
    bool is_new{true};
    std::size_t first_key;  ///< in `keys_`
  };

  /// The next element or member of the innermost list or object, or its end.
  std::optional<Error> member() {
    Open& open = open_.back();
    Token token = words_.next();
    const bool is_first = std::exchange(open.is_new, false);
    if (token == (open.is_object ? Token::object_end : Token::array_end)) return close();
    if (!is_first) {
      if (token != Token::comma) return wrong_word();
      token = words_.next();
    }
    if (!open.is_object) return value(token);
    if (token != Token::text) return wrong_word();
    key_ = words_.text();
    keys_.push_back(lower_case(key_));
    if (words_.next() != Token::colon) return wrong_word();
    return value(words_.next());
  }

  std::optional<Error> value(Token token) {
    switch (token) {
      case Token::object:
      case Token::array:
        if (open_.size() == json_depth_max) return stop(Errc::too_deep);
        open_.push_back({token == Token::object, true, keys_.size()});
        break;
      case Token::value:
        if (words_.is_infinite()) return stop(Errc::out_of_range);
        break;
      case Token::text:
        break;
      default:
        return wrong_word();
    }
    key_.clear();
    return std::nullopt;
  }

  std::optional<Error> close() {
    const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(open_.back().first_key);
    std::sort(first, keys_.end());
    if (std::adjacent_find(first, keys_.end()) != keys_.end()) return stop(Errc::repeated_key);
    keys_.erase(first, keys_.end());
    open_.pop_back();
    return std::nullopt;
  }

  /// The word that was read last is wrong, or wrong here.
  std::optional<Error> wrong_word() { return stop(words_.code()); }

  std::optional<Error> stop(Errc code) {
    if (place_ != nullptr) *place_ = {key_, open_.size()};
    return Error{code, 0, 0, words_.furthest(), ""};
  }

  Words words_;
  JsonFault* place_;
  std::vector<Open> open_{};
  std::vector<std::string> keys_{};
  std::string key_{};
};

}  // namespace

std::optional<Error> find_fault(std::string_view text, JsonFault* place) {
  return Walk{text, place}.run();
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
