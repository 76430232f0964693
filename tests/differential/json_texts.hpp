// Random JSON texts and their damaged forms, for comparing readers.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "support/dice.hpp"

namespace haggle::test {

/// Makes texts: of every kind of value, in compact and in loose layout, with every kind of string
/// and number.
class JsonTexts {
 public:
  explicit JsonTexts(Dice& dice) : dice_(dice) {}

  std::string text() {
    out_.clear();
    loose_ = dice_.chance(30);
    if (dice_.chance(2)) out_ += "\xEF\xBB\xBF";
    blanks();
    value(dice_.below(5));
    blanks();
    return out_;
  }

  /// A text with some bytes changed, taken out, doubled or put in.
  std::string damaged(std::string text) {
    static constexpr std::string_view bytes =
        "{}[]:,\"\\/ \t\r\n0123456789+-.eEtrufalsn\x01\x1F\x7F\x80\xBF\xC3\xA4\xC0\xE2\x82\xAC\xED"
        "\xA0\xF0\x9F\x98\x80\xF4\x90\xFF";
    for (std::size_t turns = 1 + dice_.below(3); turns > 0 && !text.empty(); --turns) {
      const std::size_t at = dice_.below(text.size());
      const std::size_t size = 1 + dice_.below(4);
      switch (dice_.below(5)) {
        case 0:
          text[at] = bytes[dice_.below(bytes.size())];
          break;
        case 1:
          text.erase(at, size);
          break;
        case 2:
          text.insert(at, 1, bytes[dice_.below(bytes.size())]);
          break;
        case 3:
          text.insert(at, text.substr(dice_.below(text.size()), size * 4));
          break;
        default:
          text.resize(at);
      }
    }
    return text;
  }

 private:
  void blanks() {
    if (!loose_) return;
    for (std::size_t count = dice_.below(3); count > 0; --count) out_ += " \t\r\n"[dice_.below(4)];
  }

  void value(std::size_t depth) {
    const std::size_t kind = dice_.below(depth > 0 ? 10 : 6);
    if (kind >= 8) return array(depth - 1);
    if (kind >= 6) return object(depth - 1);
    if (kind >= 4) return string();
    if (kind >= 2) return number();
    out_ += dice_.pick<std::string_view>({"null", "true", "false"});
  }

  void array(std::size_t depth) {
    if (dice_.chance(30)) return alike(depth);
    out_ += '[';
    blanks();
    for (std::size_t count = dice_.below(6); count > 0; --count) {
      value(depth);
      blanks();
      if (count > 1) out_ += ',', blanks();
    }
    out_ += ']';
  }

  /// A list of one value again and again, now and then with a part of it left out.
  void alike(std::size_t depth) {
    out_ += '[';
    const std::size_t begin = out_.size();
    object(depth);
    const std::string one = out_.substr(begin);
    for (std::size_t count = dice_.below(5); count > 0; --count) {
      std::string next = one;
      const std::size_t from = next.find(',', dice_.below(next.size()));
      const std::size_t to = from == next.npos ? from : next.find_first_of(",}", from + 1);
      if (dice_.chance(40) && to != next.npos) next.erase(from, to - from);
      out_ += ',' + next;
    }
    out_ += ']';
  }

  void object(std::size_t depth) {
    out_ += '{';
    blanks();
    const std::size_t members = dice_.chance(3) ? 30 + dice_.below(60) : dice_.below(8);
    for (std::size_t i = 0; i < members; ++i) {
      key(i);
      blanks();
      out_ += ':';
      blanks();
      value(members > 8 ? 0 : depth);
      blanks();
      if (i + 1 < members) out_ += ',', blanks();
    }
    out_ += '}';
  }

  /// Mostly different from the object's other keys, sometimes in case alone.
  void key(std::size_t number) {
    if (dice_.chance(3)) return string();
    out_ += '"';
    const std::size_t same = dice_.chance(1) && number > 0 ? number - 1 : number;
    for (const char letter : std::string_view{"sellerid"}.substr(0, dice_.below(9))) {
      out_ += dice_.chance(20) ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    out_ += std::to_string(same) + '"';
  }

  void string() {
    out_ += '"';
    const std::size_t size = dice_.chance(10) ? dice_.below(200) : dice_.below(12);
    for (std::size_t i = 0; i < size; ++i) character();
    out_ += '"';
  }

  void character() {
    if (dice_.chance(88)) {
      out_ += static_cast<char>('a' + dice_.below(26));
    } else {
      out_ += dice_.pick<std::string_view>(
          {"\\\"", "\\\\", "\\/", "\\n", "\\u00e4", "\\uD83D\\uDE00", "\\u0000", "\xC3\xA4",
           "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x7F", "{", "]", ":", ",", " ", "'", "/"});
    }
  }

  void digits(std::size_t most) {
    for (std::size_t count = 1 + dice_.below(most); count > 0; --count) {
      out_ += static_cast<char>('0' + dice_.below(10));
    }
  }

  void number() {
    if (dice_.chance(15)) out_ += '-';
    if (dice_.chance(20)) {
      out_ += '0';
    } else {
      out_ += static_cast<char>('1' + dice_.below(9));
      if (dice_.chance(70)) digits(dice_.chance(3) ? 330 : 8);
    }
    if (dice_.chance(40)) out_ += '.', digits(dice_.chance(10) ? 30 : 3);
    if (dice_.chance(10)) {
      out_ += dice_.pick<std::string_view>({"e", "E", "e+", "e-", "E+", "E-"});
      digits(3);
    }
  }

  Dice& dice_;
  std::string out_{};
  bool loose_{false};
};

}  // namespace haggle::test
