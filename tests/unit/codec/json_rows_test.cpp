// Rows of a list that are alike are found without their keys, and others by
// them.
#include "codec/json_rows.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace haggle::codec {
namespace {

constexpr std::array<RowMember, 5> members{{
    {of_row, "id"},
    {of_row, "price"},
    {1, "amount"},
    {1, "code"},
    {of_row, "last"},
}};

/// What a row reads, found as a row of its list and found alone; "-" where
/// there is nothing.
std::string texts_of(const JsonRow<5>& row) {
  std::string out;
  for (std::size_t i = 0; i < members.size(); ++i) {
    out += row[i].exists() ? "/" + std::string{row[i].text()} : "/-";
  }
  return out;
}

/// How many rows of a list are like the one before. What is read of each is
/// checked.
std::size_t alike_count(std::string_view list) {
  const JsonDocument document = JsonDocument::parse(list).value();
  JsonRow<5> row{members};
  std::size_t count = 0, index = 0;
  for (const JsonValue element : document.root()) {
    row.move_to(element);
    JsonRow<5> alone{members};
    alone.move_to(element);
    EXPECT_EQ(texts_of(row), texts_of(alone)) << list << " " << index;
    if (index++ > 0 && element.is_like_twin()) ++count;
  }
  return count;
}

TEST(JsonRow, IsFoundAtThePlacesOfARowThatIsAlike) {
  EXPECT_EQ(alike_count(R"([{"id":"a","price":{"amount":1,"code":"USD"},"last":3},)"
                        R"({"id":"b","price":{"amount":22,"code":"JPY"},"last":null},)"
                        R"({"id":"","price":{"amount":"x","code":true},"last":"e"}])"),
            2U);
  EXPECT_EQ(alike_count(R"([ { "id" : {} , "last": 1 }, { "id" : {} , "last":  -1e5 } , {} ])"),
            1U);
  EXPECT_EQ(
      alike_count(R"([{"id":[],"last":"\u00e4"},{"id":[],"last":"\n\n"},{"id":[],"last":""}])"),
      2U);
}

TEST(JsonRow, IsLookedForByItsKeysElse) {
  for (const std::string_view other :
       {R"({"id":"b","price":{"amount":2,"code":"c"}})",
        R"({"id":"b","price":{"amount":2},"last":5})",
        R"({"price":{"amount":2,"code":"c"},"id":"b","last":5})",
        R"({"id":"b","price":{"code":"c","amount":2},"last":5})",
        R"({"id":"b","price":{"amount":2,"code":"c"},"last":5,"more":6})",
        R"({"id":"b","price":{"amount":2,"code":"c","more":6},"last":5})",
        R"({"ID":"b","price":{"amount":2,"code":"c"},"last":5})",
        R"({"id":["b"],"price":{"amount":2,"code":"c"},"last":5})",
        R"({"id":["b"],"price":{"amount":2},"last":5})",
        R"({"id":{"a":"b"},"price":{"amount":2},"last":5})",
        R"({"id":"b","price":{"amount":[2],"code":"c"},"last":5})",
        R"({"id":"b","price":7,"last":5})",
        R"({"id":"b","price":[7,8],"last":5})",
        R"({"id":"b","price":[7,[8]],"last":5})",
        R"({"id":"b","price":{},"last":5})",
        R"({"id":"b","price":{"amount":2,"code":"c"},"last":[]})",
        R"({})",
        R"([])",
        R"(7)",
        R"({"id":"b","price":{"amount":2, "code":"c"},"last":5})"}) {
    const std::string usual = R"({"id":"a","price":{"amount":1,"code":"USD"},"last":3})";
    const std::string text{other};
    EXPECT_EQ(alike_count("[" + usual + "," + text + "]"), 0U) << other;
    alike_count("[" + text + "," + usual + "," + usual + "," + text + "," + text + "]");
    alike_count("[[" + text + "],[" + usual + "]]");
  }
}

TEST(JsonRow, ComesBehindARowThatIsNone) {
  const JsonDocument document = JsonDocument::parse(R"([7,{"id":"a"},{"id":"b"}])").value();
  JsonRow<5> row{members};
  std::vector<std::string> read;
  for (const JsonValue element : document.root()) {
    row.move_to(element.is(JsonKind::object) ? element : JsonValue{});
    read.push_back(texts_of(row));
  }
  EXPECT_EQ(read, (std::vector<std::string>{"/-/-/-/-/-", "/a/-/-/-/-", "/b/-/-/-/-"}));
}

TEST(JsonDigits, AreReadAllAtOnce) {
  struct Row {
    const char* text;
    std::int64_t digits;
    std::int32_t decimals;
  };
  const Row rows[] = {{"0", 0, 0},
                      {"7", 7, 0},
                      {"00000000", 0, 0},
                      {"12345678", 12'345'678, 0},
                      {"99999999", 99'999'999, 0},
                      {"1.5", 15, 1},
                      {"0.05", 5, 2},
                      {"49999.99", 4'999'999, 2},
                      {"1.234567", 1'234'567, 6},
                      {"123456.7", 1'234'567, 1},
                      {"007", 7, 0},
                      {".5", -1, 0},
                      {"5.", -1, 0},
                      {"1.2.3", -1, 0},
                      {"-5", -1, 0},
                      {"1e3", -1, 0},
                      {" 5", -1, 0},
                      {"5 ", -1, 0},
                      {"1/2", -1, 0},
                      {"1:2", -1, 0},
                      {"..", -1, 0},
                      {".", -1, 0},
                      {"\xB5", -1, 0},
                      {"1\xFF"
                       "1",
                       -1, 0},
                      {"123456789", -1, 0},
                      {"", -1, 0},
                      {"1-.5", -1, 0},
                      {"12.-5", -1, 0}};
  for (const Row& row : rows) {
    const std::string padded = std::string("99.9999\"") + row.text;
    const std::size_t bytes = std::string_view{row.text}.size();
    if (bytes == 0 || bytes > short_bytes_max) continue;
    const ShortNumber read = short_number_before(padded.data() + padded.size(), bytes);
    EXPECT_EQ(read.good(), row.digits >= 0) << row.text;
    if (!read.good()) continue;
    EXPECT_EQ(read.digits, row.digits) << row.text;
    EXPECT_EQ(read.decimals, row.decimals) << row.text;
  }
}

}  // namespace
}  // namespace haggle::codec
