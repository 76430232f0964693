// Amounts of one message.
#include "codec/message_money.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace haggle::codec {
namespace {

constexpr MoneyPath paths = money_path<"Offers[].", "Price">;
constexpr Currency dollar{"USD"};
constexpr Currency yen{"JPY"};

struct Reading {
  Reading(std::string_view text, Currency local)
      : document(JsonDocument::parse(text).value()), money(fields, local) {}

  std::optional<std::int64_t> read(std::string_view key) {
    return money.read(document.root().get(key), paths, 5);
  }
  [[nodiscard]] Errc fault() const {
    return fields.fault() ? fields.fault()->code : Errc::bad_argument;
  }

  JsonDocument document;
  FieldReader fields{};
  MoneyReader money;
};

TEST(MoneyReader, ReadsEverySpellingExactly) {
  struct Row {
    const char* text;
    const char* currency;
    std::int64_t minor;
  };
  const Row rows[] = {
      {"10", "USD", 1000},        {"0.0", "USD", 0},
      {"681.00", "USD", 68'100},  {"8184.23", "USD", 818'423},
      {"\"24.99\"", "USD", 2499}, {"23.9500", "USD", 2395},
      {"2.41e1", "USD", 2410},    {"0e0", "USD", 0},
      {"-4.00", "USD", -400},     {"3000.00", "JPY", 3000},
      {"257.0", "JPY", 257},      {"0", "JPY", 0},
      {"1.234", "KWD", 1234},     {"10000000000000.00", "USD", 1'000'000'000'000'000},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const std::string code = row.currency;
    Reading reading{R"({"a":{"Amount":)" + std::string(row.text) + R"(,"CurrencyCode":")" + code +
                        R"("},"b":{"currencyCode":")" + code + R"(","amount":)" + row.text + "}}",
                    dollar};
    EXPECT_EQ(reading.read("a"), row.minor);
    EXPECT_EQ(reading.read("b"), row.minor);
    EXPECT_FALSE(reading.fields.fault());
    EXPECT_EQ(reading.money.currency().text(), code);
  }
}

TEST(MoneyReader, AbsentEmptyAndZeroAreThreeThings) {
  Reading reading{R"({"null":null,"zero":{"Amount":0,"CurrencyCode":"USD"},)"
                  R"("empty":{"Amount":"","CurrencyCode":"USD"}})",
                  dollar};
  EXPECT_EQ(reading.read("absent"), std::nullopt);
  EXPECT_EQ(reading.read("null"), std::nullopt);
  EXPECT_EQ(reading.read("zero"), 0);
  EXPECT_FALSE(reading.fields.fault());
  EXPECT_EQ(reading.read("empty"), std::nullopt);
  EXPECT_EQ(reading.fault(), Errc::missing_field);
}

TEST(MoneyReader, RefusesWhatIsNoAmount) {
  struct Row {
    const char* money;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {R"(7)", Errc::wrong_type, "Offers[].Price"},
      {R"([])", Errc::wrong_type, "Offers[].Price"},
      {R"({"CurrencyCode":"USD"})", Errc::missing_field, "Offers[].Price.Amount"},
      {R"({"Amount":null})", Errc::missing_field, "Offers[].Price.Amount"},
      {R"({"Amount":{"Value":24}})", Errc::wrong_type, "Offers[].Price.Amount"},
      {R"({"Amount":true})", Errc::wrong_type, "Offers[].Price.Amount"},
      {R"({"Amount":"FILTERED"})", Errc::bad_amount, "Offers[].Price.Amount"},
      {R"({"Amount":" 24.99"})", Errc::bad_amount, "Offers[].Price.Amount"},
      {R"({"Amount":"24,99"})", Errc::bad_amount, "Offers[].Price.Amount"},
      {R"({"Amount":24.999})", Errc::amount_precision, "Offers[].Price.Amount"},
      {R"({"Amount":"1e400"})", Errc::out_of_range, "Offers[].Price.Amount"},
      {R"({"Amount":9999999999999999.00})", Errc::out_of_range, "Offers[].Price.Amount"},
      {R"({"Amount":1,"CurrencyCode":"ZZZ"})", Errc::unknown_currency,
       "Offers[].Price.CurrencyCode"},
      {R"({"Amount":1,"CurrencyCode":"\u0000\u0000\u0000"})", Errc::unknown_currency,
       "Offers[].Price.CurrencyCode"},
      {R"({"Amount":1,"CurrencyCode":"string"})", Errc::unknown_currency,
       "Offers[].Price.CurrencyCode"},
      {R"({"Amount":1,"CurrencyCode":["USD"]})", Errc::wrong_type, "Offers[].Price.CurrencyCode"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.money);
    Reading reading{R"({"a":)" + std::string(row.money) + "}", dollar};
    reading.read("a");
    ASSERT_TRUE(reading.fields.fault());
    EXPECT_EQ(reading.fields.fault()->code, row.code);
    EXPECT_STREQ(reading.fields.fault()->where, row.where);
    EXPECT_EQ(reading.fields.fault()->index, 5U);
    EXPECT_GT(reading.fields.fault()->offset, 0U);
  }
}

TEST(MoneyReader, TwoCurrenciesNeverMeet) {
  Reading reading{
      R"({"a":{"Amount":1,"CurrencyCode":"CAD"},"b":{"Amount":1,"CurrencyCode":"USD"}})", dollar};
  EXPECT_EQ(reading.read("a"), 100);
  EXPECT_EQ(reading.money.currency().text(), "CAD");
  EXPECT_EQ(reading.read("b"), std::nullopt);
  EXPECT_EQ(reading.fault(), Errc::currency_mismatch);
  EXPECT_STREQ(reading.fields.fault()->where, "Offers[].Price.CurrencyCode");
}

TEST(MoneyReader, AnAmountWithoutCurrencyTakesTheLocalOne) {
  constexpr std::string_view text = R"({"a":{"Amount":"3000.0","CurrencyCode":""}})";
  Reading local{text, yen};
  EXPECT_EQ(local.read("a"), 3000);
  EXPECT_EQ(local.money.currency(), yen);
  Reading nowhere{text, Currency{}};
  EXPECT_EQ(nowhere.read("a"), std::nullopt);
  EXPECT_EQ(nowhere.fault(), Errc::missing_field);
}

TEST(MoneyReader, WithoutAmountsTheCurrencyIsTheLocalOne) {
  Reading reading{"{}", yen};
  EXPECT_EQ(reading.money.currency(), yen);
  EXPECT_FALSE(reading.fields.fault());
}

TEST(MoneyReader, MoneyIsTheAmountAndItsCurrency) {
  Reading reading{R"({"a":{"Amount":1.5,"CurrencyCode":"CAD"}})", dollar};
  const JsonValue root = reading.document.root();
  EXPECT_EQ(reading.money.read_money(root.get("a"), paths), (Money{150, Currency{"CAD"}}));
  EXPECT_EQ(reading.money.read_money(root.get("b"), paths), std::nullopt);
}

TEST(LandedOf, PartsGoBeforeWhatIsStated) {
  const std::optional<std::int64_t> none;
  struct Row {
    PriceParts parts;
    std::optional<std::int64_t> plain;
    std::optional<std::int64_t> with_points;
  };
  const Row rows[] = {
      {{2000, 400, 1100, 50}, 2400, 2350}, {{2000, none, 1100, 50}, 1100, 1100},
      {{none, 400, 1100, 50}, 1100, 1100}, {{2000, none, none, 50}, 2000, 1950},
      {{none, 400, none, 50}, none, none}, {{0, 0, none, 0}, 0, 0},
      {{none, none, none, 0}, none, none},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(landed_of(row.parts, false), row.plain);
    EXPECT_EQ(landed_of(row.parts, true), row.with_points);
  }
}

}  // namespace
}  // namespace haggle::codec
