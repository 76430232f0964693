// Every row of every table is decided and must come out as it says.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tables/answer.hpp"

namespace haggle::tables {
namespace {

const std::filesystem::path folder = std::filesystem::path{HAGGLE_TESTS_DIR} / "tables";

/// Each step of a trail begins where the one before ended, and the last is at the price.
void expect_unbroken(const Row& row, const Decision& decision) {
  const auto steps = decision.steps();
  ASSERT_FALSE(steps.empty()) << row.place();
  for (std::size_t i = 1; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].before_minor, steps[i - 1].after_minor) << row.place() << " step " << i;
    EXPECT_GE(steps[i].stage, steps[i - 1].stage) << row.place() << " step " << i;
  }
  EXPECT_EQ(steps.back().after_minor, decision.price_minor) << row.place();
}

void check(const Row& row) {
  const Input input = input_of(row);
  const Answer answer = answer_to(input);
  const std::string found = differences(row, answer);
  if (!found.empty()) {
    ADD_FAILURE_AT(row.file.c_str(), row.line) << row.place() << ": " << row.text << found;
  }
  for (const Said& said : answer.rungs) {
    if (said.result) expect_unbroken(row, said.decision());
  }
}

class Tables : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Tables, HoldRowByRow) {
  for (const Row& row : read_table(GetParam())) {
    try {
      check(row);
    } catch (const Fault& fault) {
      ADD_FAILURE_AT(row.file.c_str(), row.line) << fault.what();
    }
  }
}

std::string name_of_file(const testing::TestParamInfo<std::filesystem::path>& info) {
  return info.param.stem().string();
}

INSTANTIATE_TEST_SUITE_P(, Tables, testing::ValuesIn(tables_in(folder)), name_of_file);

TEST(TablesTogether, NameEachRowOnceAndMissNoReason) {
  std::map<std::string, std::string> places;
  std::map<std::string, int> said;
  for (const auto& file : tables_in(folder)) {
    for (const Row& row : read_table(file)) {
      const auto [place, is_new] = places.emplace(row.id, row.place());
      EXPECT_TRUE(is_new) << row.place() << ": the id " << row.id << " stands at " << place->second;
      for (const std::string& rung : split(row.cell("why"), ';')) {
        for (const std::string& reason : words(rung)) ++said[reason];
      }
    }
  }
  EXPECT_GE(places.size(), 250U);
  for (const ReasonEntry& entry : reason_table) {
    const bool of_a_schedule =
        entry.reason == Reason::price_reset || entry.reason == Reason::price_resume;
    EXPECT_EQ(said[std::string{entry.name}] > 0, !of_a_schedule) << entry.name;
  }
}

}  // namespace
}  // namespace haggle::tables
