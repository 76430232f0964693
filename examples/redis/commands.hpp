// Commands as Redis reads them, written by hand: an array of byte strings is all there is to it.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace redis {

/// A buffer of commands. Arguments are bytes: they may hold anything, NUL and line ends too.
class Commands {
 public:
  /// Begins a command of so many words, its name among them.
  Commands& begin(std::size_t words) {
    char head[head_bytes_max];
    ++count_;
    return put({head, write_head(head, '*', words)});
  }

  Commands& word(std::string_view bytes) {
    char head[head_bytes_max];
    const std::size_t head_bytes = write_head(head, '$', bytes.size());
    char* to = grow(head_bytes + bytes.size() + 2);
    std::memcpy(to, head, head_bytes), to += head_bytes;
    if (!bytes.empty()) std::memcpy(to, bytes.data(), bytes.size()), to += bytes.size();
    to[0] = '\r', to[1] = '\n';
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
    count_ += count;
    return put(bytes);
  }

  [[nodiscard]] std::string_view bytes() const noexcept { return {room_.data(), size_}; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  void clear() noexcept { size_ = 0, count_ = 0; }

 private:
  static constexpr std::size_t head_bytes_max = 24;

  /// "$12\r\n".  Returns: its size.
  static std::size_t write_head(char* to, char kind, std::size_t number) {
    to[0] = kind;
    char* const end = std::to_chars(to + 1, to + 21, number).ptr;
    end[0] = '\r', end[1] = '\n';
    return static_cast<std::size_t>(end + 2 - to);
  }

  Commands& put(std::string_view bytes) {
    if (!bytes.empty()) std::memcpy(grow(bytes.size()), bytes.data(), bytes.size());
    return *this;
  }

  /// Room for so many bytes, which count as written.
  char* grow(std::size_t bytes) {
    if (room_.size() - size_ < bytes) room_.resize(std::max(2 * room_.size(), size_ + bytes));
    return room_.data() + std::exchange(size_, size_ + bytes);
  }

  std::string room_{};  ///< of which `size_` bytes are written
  std::size_t size_{0};
  std::size_t count_{0};
};

}  // namespace redis
