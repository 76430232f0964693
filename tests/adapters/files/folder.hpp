// A folder that goes with the test, and a clock that is set by hand.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <haggle/pipeline/ports.hpp>
#include <iterator>
#include <string>

namespace files_test {

inline constexpr haggle::Instant noon{1'790'000'000'000};

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "files.XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }
  std::string put(const std::string& name, const std::string& bytes) const {
    std::ofstream{file(name), std::ios::binary} << bytes;
    return file(name);
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in{file(name), std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

 private:
  std::string path_;
};

class HandClock final : public haggle::TimeSource {
 public:
  haggle::Instant at{noon};
  haggle::Instant now() override { return at; }
  std::int64_t ticks_us() override { return at.ms * 1'000; }
};

}  // namespace files_test
