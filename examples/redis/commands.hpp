// Commands as Redis reads them, written by hand: an array of byte strings is all there is to it.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace redis {

/// A buffer of commands. Arguments are bytes: they may hold anything, NUL and line ends too.
class Commands {
 public:
  /// Begins a command of so many words, its name among them.
  Commands& begin(std::size_t words) {
    put('*', words);
    ++count_;
    return *this;
  }

  Commands& word(std::string_view bytes) {
    put('$', bytes.size());
    bytes_.append(bytes).append("\r\n", 2);
    return *this;
  }

  Commands& word(std::int64_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return word(std::string_view(digits, static_cast<std::size_t>(end - digits)));
  }

  /// A whole command.
  template <class... Words>
  Commands& add(const Words&... words) {
    begin(sizeof...(words));
    (word(words), ...);
    return *this;
  }

  /// Commands that were written before.
  Commands& raw(std::string_view bytes, std::size_t count) {
    bytes_.append(bytes);
    count_ += count;
    return *this;
  }

  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  void clear() noexcept { bytes_.clear(), count_ = 0; }

 private:
  void put(char kind, std::size_t number) {
    char digits[24];
    digits[0] = kind;
    char* const end = std::to_chars(digits + 1, digits + 21, number).ptr;
    end[0] = '\r', end[1] = '\n';
    bytes_.append(digits, static_cast<std::size_t>(end + 2 - digits));
  }

  std::string bytes_{};
  std::size_t count_{0};
};

}  // namespace redis
