// A folder for a test's spool, and what is done to its files behind its back.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "webhook/spool.hpp"

namespace webhook {

class SpoolWorld : public ::testing::Test {
 protected:
  SpoolWorld() {
    folder = (std::filesystem::temp_directory_path() / "spoolXXXXXX").string();
    EXPECT_NE(::mkdtemp(folder.data()), nullptr);
  }
  ~SpoolWorld() override { std::filesystem::remove_all(folder); }

  std::unique_ptr<FileSpool> open(std::size_t segment_bytes_max = 8 << 20,
                                  std::size_t bytes_max = 1 << 30) const {
    auto opened = FileSpool::open({folder, segment_bytes_max, bytes_max});
    if (!opened) ADD_FAILURE() << opened.error().text;
    return opened ? std::move(*opened) : nullptr;
  }

  /// The bodies of what waits, now; all of it is held then.
  static std::vector<std::string> bodies(FileSpool& spool) {
    std::vector<Delivery> events;
    spool.take(1'000'000, {}, events);
    std::vector<std::string> found;
    for (const Delivery& event : events) found.push_back(event.line.bytes);
    return found;
  }

  std::vector<std::filesystem::path> files(const std::string& extension) const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
      if (entry.path().extension() == extension) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  static std::string content(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  static void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
  }

  std::string folder{};
};

}  // namespace webhook
