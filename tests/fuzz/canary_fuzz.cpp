// A planted bug, which the fuzzer must find: a byte behind the end is read once a word is right.
#include <cstring>
#include <memory>

#include "fuzz/harness.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view word = "canary";
  if (size < word.size()) return 0;
  const std::unique_ptr<char[]> copy{new char[size]};
  std::memcpy(copy.get(), data, size);
  std::size_t same = 0;
  while (same < word.size() && copy[same] == word[same]) ++same;
  const volatile char* end = copy.get() + (same == word.size() ? size : size - 1);
  return *end == '\0' ? 0 : 0;
}
