// capi/src/wrong.hpp -- floor 8 (capi).
//
// What is wrong with a call: an Error, or none; and how it is written into the caller's
// haggle_error without an allocation, so that it can also say that there is no memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "haggle/base/error.hpp"
#include "haggle/haggle.h"
#include "haggle/reprice/fault.hpp"

namespace haggle::capi {

/// What can go wrong in C only.
inline constexpr Errc buffer_too_small{HAGGLE_E_BUFFER_TOO_SMALL};
inline constexpr Errc no_memory{HAGGLE_E_NO_MEMORY};
inline constexpr Errc internal{HAGGLE_E_INTERNAL};

struct Wrong {
  Error error{Errc{}};
  std::uint32_t row{0};  ///< line of a catalogue or row of a batch

  constexpr Wrong() noexcept = default;
  // Meant to be returned where a Wrong is: what is wrong is what they say.
  constexpr Wrong(const Error& given) noexcept  // NOLINT(google-explicit-constructor)
      : error(given) {}
  constexpr Wrong(const detail::Fault& fault) noexcept {  // NOLINT(google-explicit-constructor)
    if (fault) error = fault.error();
  }
  constexpr Wrong(Errc code, const char* where, std::size_t index = 0) noexcept
      : error{code, 0, static_cast<std::uint32_t>(index), 0, where} {}

  [[nodiscard]] explicit constexpr operator bool() const noexcept { return error.code != Errc{}; }
  [[nodiscard]] constexpr haggle_status status() const noexcept {
    return static_cast<haggle_status>(error.code);
  }
};

/// Writes what is wrong.  Needs: null, or an error that can be written.
void write_wrong(const Wrong& wrong, haggle_error* err) noexcept;

/// The same with words of one's own for people instead of the advice.
void write_wrong(const Wrong& wrong, const char* words, haggle_error* err) noexcept;

/// Copies a path; what does not fit is cut off.
void copy_where(const char* from, char (&to)[HAGGLE_WHERE_BYTES]) noexcept;

}  // namespace haggle::capi
