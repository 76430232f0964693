// Orders by hand: what is taken, and that a slip in them is never taken for something else.
#include "webhook/operation.hpp"

#include <gtest/gtest.h>

namespace webhook {
namespace {

constexpr auto manual = OperationKind::set_price;
constexpr auto reset = OperationKind::reset_price;
constexpr auto resume = OperationKind::resume;

std::string code_of(OperationKind kind, std::string_view body) {
  const auto operation = read_operation(kind, body);
  return operation ? "ok" : operation.error().code;
}

TEST(Operation, KeepsTheDigitsOfAPrice) {
  const auto of_price = [](const std::string& price) {
    const auto read =
        read_operation(manual, R"({"seller":"S1","sku":"K","reason":"r","price":)" + price + "}");
    return read ? read->price : read.error().code;
  };
  EXPECT_EQ(of_price("29.90"), "29.90");
  EXPECT_EQ(of_price("\"29.90\""), "29.90");
  EXPECT_EQ(of_price("30"), "30");
  EXPECT_EQ(of_price("0.1000000000000000055"), "0.1000000000000000055");
  for (const char* bad : {"-1", "1e2", "\"1,5\"", "\"+1\"", "\" 1\"", "\"1.\"", "\".5\"",
                          "\"1.2.3\"", "\"0x10\"", "\"NaN\"", "\"\\u0661\""}) {
    EXPECT_EQ(of_price(bad), "bad_price") << bad;
  }
  EXPECT_EQ(of_price("null"), "wrong_type");
  EXPECT_EQ(of_price("[1]"), "wrong_type");
  EXPECT_EQ(of_price("\"1111111111111111111111111\""), "too_long");
}

TEST(Operation, TakesTheOlderNames) {
  const auto read =
      read_operation(manual, R"({"asin":"B0","seller_id":"S1","sku":"K","new_price":19.99,)"
                             R"("reason":"sale","marketplace":"US"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->item, "B0");
  EXPECT_EQ(read->seller, "S1");
  EXPECT_EQ(read->sku, "K");
  EXPECT_EQ(read->price, "19.99");
  EXPECT_EQ(read->reason, "sale");
  EXPECT_EQ(read->marketplace, "US");
}

TEST(Operation, IsReadStrictly) {
  const struct {
    OperationKind kind;
    const char* body;
    const char* code;
  } rows[]{
      {manual, R"({"seller":"S","sku":"K","reason":"r","price":"1"})", "ok"},
      {reset, R"({"seller":"S","sku":"K","reason":"r"})", "ok"},
      {resume, R"({"seller":"S"})", "ok"},
      {resume, R"({"seller_id":"S","marketplace":"US"})", "ok"},
      {manual, R"({"seller":"S","sku":"K","reason":"r"})", "missing_field"},
      {manual, R"({"seller":"S","sku":"K","price":"1"})", "missing_field"},
      {manual, R"({"seller":"S","sku":"","reason":"r","price":"1"})", "missing_field"},
      {reset, R"({"seller":"S","reason":"r"})", "missing_field"},
      {resume, R"({"sku":"K"})", "missing_field"},
      {resume, "{}", "missing_field"},
      {reset, R"({"seller":"S","sku":"K","reason":"r","price":"1"})", "unknown_field"},
      {resume, R"({"seller":"S","Seller":"S"})", "unknown_field"},
      {resume, R"({"seller":"S","":"S"})", "unknown_field"},
      {resume, R"({"seller":"S","seller":"T"})", "repeated_field"},
      {resume, R"({"seller":"S","seller_id":"T"})", "repeated_field"},
      {resume, R"({"seller":7})", "wrong_type"},
      {resume, R"({"seller":{"seller":"S"}})", "wrong_type"},
      {resume, R"(["S"])", "wrong_type"},
      {resume, R"("S")", "wrong_type"},
      {resume, "7", "wrong_type"},
      {resume, R"({"seller":"S"}{})", "malformed_json"},
      {resume, R"({"seller":"S",})", "malformed_json"},
      {resume, "", "malformed_json"},
      {resume, "{\"seller\":\"\xff\"}", "malformed_json"},
      {resume, R"({"seller":"S\u0000T"})", "too_long"},
      {resume, R"({"seller":"12345678901234567890123456789012"})", "too_long"},
  };
  for (const auto& row : rows) EXPECT_EQ(code_of(row.kind, row.body), row.code) << row.body;
}

}  // namespace
}  // namespace webhook
