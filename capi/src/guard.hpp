// capi/src/guard.hpp -- floor 8 (capi).
//
// The one way into every function: nothing thrown leaves through C, and what is wrong is written
// into the caller's error.
#pragma once

#include <cstddef>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string_view>

#include "structs.hpp"
#include "wrong.hpp"

namespace haggle::capi {

[[nodiscard, gnu::cold, gnu::noinline]] inline haggle_status report(const Wrong& wrong,
                                                                    haggle_error* err) noexcept {
  write_wrong(wrong, err);
  return wrong.status();
}

/// Can the caller's error be written, if there is one?
[[nodiscard]] inline bool is_writable(const haggle_error* err) noexcept {
  return err == nullptr || (is_aligned(err) && is_size_of<haggle_error>(size_of(err)));
}

/// What was thrown, as a status.  Needs: to be called while it is handled.
[[nodiscard, gnu::cold, gnu::noinline]] inline haggle_status report_thrown(
    haggle_error* err) noexcept {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return report({no_memory, ""}, err);
  } catch (const std::length_error&) {  // a text or list that no memory could hold
    return report({no_memory, ""}, err);
  } catch (const std::exception& thrown) {
    write_wrong({internal, ""}, thrown.what(), err);
    return HAGGLE_E_INTERNAL;
  } catch (...) {
    return report({internal, ""}, err);
  }
}

/// Runs the body of a function, which returns what is wrong, or nothing: a Wrong, or a Fault where
/// every nanosecond counts.
template <class Body>
[[nodiscard, gnu::always_inline]] inline haggle_status guarded(haggle_error* err,
                                                               Body&& body) noexcept {
  if (!is_writable(err)) return HAGGLE_E_BAD_SIZE;
  try {
    const auto wrong = body();
    return wrong ? report(wrong, err) : HAGGLE_OK;
  } catch (...) {
    return report_thrown(err);
  }
}

/// The first of several checks that finds something; each is made only if those before found
/// nothing.
template <class... Checks>
[[nodiscard]] Wrong first_wrong(const Checks&... checks) {
  Wrong wrong;
  static_cast<void>(((wrong = checks(), static_cast<bool>(wrong)) || ...));
  return wrong;
}

template <class T>
[[nodiscard]] Wrong check_pointer(const T* given, const char* where) noexcept {
  return given != nullptr ? Wrong{} : Wrong{Errc::bad_argument, where};
}

/// A text of the caller's; without bytes it may be nowhere.
[[nodiscard]] inline Wrong check_text(const char* text, std::size_t size,
                                      const char* where) noexcept {
  return text != nullptr || size == 0 ? Wrong{} : Wrong{Errc::bad_argument, where};
}
[[nodiscard]] inline std::string_view text_of(const char* text, std::size_t size) noexcept {
  return size == 0 ? std::string_view{} : std::string_view{text, size};
}

/// Where a text goes.
struct TextOut {
  char* buffer;
  std::size_t capacity;
  std::size_t* needed;

  [[nodiscard]] Wrong check() const noexcept {
    if (buffer == nullptr && capacity != 0) return {Errc::bad_argument, "buffer"};
    return check_pointer(needed, "needed");
  }
  [[nodiscard]] Wrong put(std::string_view text) const noexcept {
    *needed = text.size();
    if (capacity == 0) return {};
    if (text.size() >= capacity) return {buffer_too_small, "buffer"};
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    return {};
  }
};

}  // namespace haggle::capi
