// The published schemas and the page of fields are those that the tables make.
// HAGGLE_UPDATE=1 writes them anew.
#include "haggle/codec/schema.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "codec/schema_page.hpp"

namespace haggle {
namespace {

const std::string room = HAGGLE_TESTS_DIR "/../include/haggle/codec/";

std::string text_of(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

bool updates() {
  return std::getenv("HAGGLE_UPDATE") != nullptr;
}

void expect_file(const std::string& file, const std::string& made) {
  if (updates()) std::ofstream(file, std::ios::binary) << made;
  EXPECT_EQ(text_of(file), made) << file
                                 << " is not what the tables make; HAGGLE_UPDATE=1 writes it";
}

TEST(Schema, ThePublishedFilesAreThoseOfTheTables) {
  expect_file(room + "schema/policy.json", policy_schema());
  expect_file(room + "schema/listing.json", listing_schema());
  expect_file(room + "schema/decision.json", decision_schema());
}

TEST(Schema, ThePageHasTheTables) {
  const std::string begin = "<!-- fields: begin -->\n";
  const std::string end = "<!-- fields: end -->";
  const std::string page = text_of(room + "README.md");
  const std::size_t from = page.find(begin);
  const std::size_t to = page.find(end);
  ASSERT_NE(from, std::string::npos);
  ASSERT_NE(to, std::string::npos);
  const std::string head = page.substr(0, from + begin.size());
  expect_file(room + "README.md", head + codec::fields_page() + page.substr(to));
}

TEST(Schema, EveryReferenceLeadsSomewhere) {
  for (const std::string& text : {policy_schema(), listing_schema(), decision_schema()}) {
    const auto schema = nlohmann::json::parse(text);
    EXPECT_EQ(schema.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
    const std::string_view mark = "\"#/$defs/";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      const std::size_t start = at + mark.size();
      const std::string name = text.substr(start, text.find('"', start) - start);
      EXPECT_TRUE(schema.at("$defs").contains(name)) << name;
    }
  }
}

TEST(Schema, EveryFieldIsDescribedAndNothingElseIsAllowed) {
  for (const std::string& text : {policy_schema(), listing_schema()}) {
    const auto schema = nlohmann::json::parse(text);
    EXPECT_EQ(schema.at("additionalProperties"), false);
    for (const auto& [name, field] : schema.at("properties").items()) {
      EXPECT_FALSE(field.at("description").get<std::string>().empty()) << name;
    }
  }
}

}  // namespace
}  // namespace haggle
