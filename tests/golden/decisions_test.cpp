// Whole decisions as canonical JSON, one file each in decisions/: what is known, and what was
// decided on it, byte for byte. HAGGLE_UPDATE=1 writes the decisions anew; the change is then
// read by people. Policy and listing are as the codec reads them; a market is in whole minor
// units.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "golden/case.hpp"

namespace haggle::golden {
namespace {

const std::filesystem::path folder = HAGGLE_TESTS_DIR "/golden/decisions";

std::vector<std::filesystem::path> cases() {
  std::vector<std::filesystem::path> out;
  for (const auto& file : std::filesystem::directory_iterator(folder)) out.push_back(file.path());
  std::sort(out.begin(), out.end());
  return out;
}

void check(const std::filesystem::path& file) {
  SCOPED_TRACE(file.filename().string());
  Ordered given = Ordered::parse(std::ifstream(file));
  const std::string decided = answer(given);
  if (std::getenv("HAGGLE_UPDATE") != nullptr) {
    given["decision"] = Ordered::parse(decided);
    std::ofstream(file) << given.dump(2) << '\n';
  }
  ASSERT_TRUE(given.contains("decision"));
  EXPECT_EQ(decided, given["decision"].dump());
}

TEST(Golden, EveryDecisionIsAsItWas) {
  const auto files = cases();
  EXPECT_GE(files.size(), 25U);
  for (const auto& file : files) check(file);
}

}  // namespace
}  // namespace haggle::golden
