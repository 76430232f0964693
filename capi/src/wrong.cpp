#include "wrong.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

#include "structs.hpp"

namespace haggle::capi {
namespace {

constexpr ErrorEntry own_entries[]{
    {buffer_too_small, "buffer_too_small", "give a buffer of the bytes needed and one more"},
    {no_memory, "no_memory", "an allocation failed; nothing was changed"},
    {internal, "internal", "a fault of haggle itself; please tell"}};

const ErrorEntry* find_entry(haggle_status status) noexcept {
  const auto is_it = [status](const ErrorEntry& entry) {
    return static_cast<haggle_status>(entry.code) == status;
  };
  const auto* own = std::find_if(std::begin(own_entries), std::end(own_entries), is_it);
  if (own != std::end(own_entries)) return own;
  const auto* entry = std::find_if(error_table.begin(), error_table.end(), is_it);
  return entry != error_table.end() ? entry : nullptr;
}

/// A line put together in a buffer of fixed size; what does not fit is cut off.
class Line {
 public:
  Line(char* to, std::size_t capacity) noexcept : at_(to), end_(to + capacity - 1) {}
  void put(std::string_view text) noexcept {
    const std::size_t count = std::min(text.size(), static_cast<std::size_t>(end_ - at_));
    at_ = std::copy_n(text.data(), count, at_);
  }
  void put(std::uint64_t number) noexcept {
    char digits[20];
    put({digits,
         static_cast<std::size_t>(std::to_chars(digits, digits + 20, number).ptr - digits)});
  }
  void end() noexcept { std::fill(at_, end_ + 1, '\0'); }

 private:
  char* at_;
  char* end_;
};

/// The path with the index in its innermost brackets.
void put_path(Line& line, std::string_view path, std::uint32_t index) noexcept {
  const std::size_t brackets = path.rfind("[]");
  if (brackets == path.npos) return line.put(path);
  line.put(path.substr(0, brackets + 1));
  line.put(index);
  line.put(path.substr(brackets + 1));
}

/// The sentence of `describe`, or with other words behind the colon.
void put_sentence(Line& line, const Error& error, const char* words) noexcept {
  const ErrorEntry* entry = find_entry(static_cast<haggle_status>(error.code));
  line.put(entry != nullptr ? entry->name : "unknown");
  if (*error.where != '\0') {
    line.put(" at ");
    put_path(line, error.where, error.index);
  }
  if (error.offset != 0) {
    line.put(error.code == Errc::bounds_violated ? " (minor units " : " (byte ");
    line.put(error.offset);
    line.put(")");
  }
  line.put(": ");
  line.put(words != nullptr ? std::string_view{words}
                            : (entry != nullptr ? entry->advice : std::string_view{}));
}

}  // namespace

void copy_where(const char* from, char (&to)[HAGGLE_WHERE_BYTES]) noexcept {
  Line line{to, sizeof to};
  line.put(from);
  line.end();
}

void write_wrong(const Wrong& wrong, const char* words, haggle_error* err) noexcept {
  if (err == nullptr) return;
  haggle_error out = HAGGLE_ERROR_INIT;
  out.status = wrong.status();
  out.index = wrong.error.index;
  out.row = wrong.row;
  out.offset = wrong.error.offset;
  copy_where(wrong.error.where, out.where);
  Line line{out.message, sizeof out.message};
  put_sentence(line, wrong.error, words);
  line.end();
  write_struct(out, err);
}

void write_wrong(const Wrong& wrong, haggle_error* err) noexcept {
  write_wrong(wrong, nullptr, err);
}

}  // namespace haggle::capi

using haggle::capi::find_entry;

const char* haggle_status_name(haggle_status status) {
  if (status == HAGGLE_OK) return "ok";
  const haggle::ErrorEntry* entry = find_entry(status);
  return entry != nullptr ? entry->name.data() : "unknown";
}

const char* haggle_status_advice(haggle_status status) {
  if (status == HAGGLE_OK) return "nothing is wrong";
  const haggle::ErrorEntry* entry = find_entry(status);
  return entry != nullptr ? entry->advice.data() : "this library knows no such status";
}
