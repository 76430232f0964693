// What every harness needs. A harness is one function of bytes; an expectation that does not hold
// ends the program, which is how a fuzzer is told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "haggle/base/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace haggle::test {

inline void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// An error has a code of the table and a place.
inline void expect_sound(const Error& error) {
  expect(entry_of(error.code).code == error.code, "the code is in the table");
  expect(error.where != nullptr, "the error says where");
}

}  // namespace haggle::test
