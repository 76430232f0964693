// Runs a harness over kept inputs, without a fuzzer: files, and the files of folders.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/harness.hpp"

namespace {

void replay(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::vector<char> read{std::istreambuf_iterator<char>(in), {}};
  // An array of just this size, so that a sanitizer sees a byte read beyond it.
  const std::vector<std::uint8_t> bytes(read.begin(), read.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

int replay_all(const std::filesystem::path& from) {
  if (!std::filesystem::is_directory(from)) return replay(from), 1;
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(from)) {
    replay(entry.path());
    ++count;
  }
  return count;
}

}  // namespace

int main(int count, char** arguments) {
  int inputs = 0;
  for (int i = 1; i < count; ++i) inputs += replay_all(arguments[i]);
  std::printf("%d inputs\n", inputs);
  return inputs > 0 ? 0 : 1;
}
