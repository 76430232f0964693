// The published and the hand-written messages, as files.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace haggle::test {

inline const std::filesystem::path wire_folder{HAGGLE_TESTS_DIR "/wire"};
inline const std::filesystem::path sample_folder{HAGGLE_TESTS_DIR "/../examples/reprice/sample"};
inline const std::filesystem::path hand_folder{sample_folder / "hand"};

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The JSON files of a folder whose names begin so, in the order of their names.
inline std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder,
                                                   const std::string& begin = "") {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const bool wanted = entry.path().filename().string().starts_with(begin);
    if (wanted && entry.path().extension() == ".json") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace haggle::test
