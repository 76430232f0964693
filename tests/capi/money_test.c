#include "check.h"

static haggle_error error;

TEST(money_is_read_and_written) {
  char currency[4];
  int64_t minor = 0;
  char text[64];
  size_t needed = 0;
  CHECK_OK(haggle_money_parse("USD 12.34", 9, currency, &minor, &error));
  CHECK(minor == 1234 && strcmp(currency, "USD") == 0);
  CHECK_OK(haggle_money_format("USD", 1234, text, sizeof text, &needed, &error));
  CHECK(strcmp(text, "USD 12.34") == 0 && needed == 9);
  CHECK_OK(haggle_money_format("JPY", -5, text, sizeof text, &needed, &error));
  CHECK(strcmp(text, "JPY -5") == 0);
}

TEST(money_that_is_wrong) {
  char currency[4];
  int64_t minor = 0;
  size_t needed = 0;
  CHECK_ERROR(haggle_money_parse("USD 0.001", 9, currency, &minor, &error),
              HAGGLE_E_AMOUNT_PRECISION, "text");
  CHECK_ERROR(haggle_money_parse("12.34", 5, currency, &minor, &error), HAGGLE_E_BAD_AMOUNT,
              "text");
  CHECK_ERROR(haggle_money_parse("XQX 1.00", 8, currency, &minor, &error),
              HAGGLE_E_UNKNOWN_CURRENCY, "text");
  CHECK_ERROR(haggle_money_parse(NULL, 1, currency, &minor, &error), HAGGLE_E_BAD_ARGUMENT, "text");
  CHECK_ERROR(haggle_money_parse("USD 1", 5, NULL, &minor, &error), HAGGLE_E_BAD_ARGUMENT,
              "currency");
  CHECK_ERROR(haggle_money_parse("USD 1", 5, currency, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "minor");
  CHECK_ERROR(haggle_money_format("usd", 1, NULL, 0, &needed, &error), HAGGLE_E_UNKNOWN_CURRENCY,
              "currency");
  CHECK_ERROR(haggle_money_format(NULL, 1, NULL, 0, &needed, &error), HAGGLE_E_BAD_ARGUMENT,
              "currency");
  CHECK_ERROR(haggle_money_format("USD", 1, NULL, 0, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "needed");
  CHECK_ERROR(haggle_money_format("USD", 1, NULL, 8, &needed, &error), HAGGLE_E_BAD_ARGUMENT,
              "buffer");
  CHECK_ERROR(haggle_money_format("USD", HAGGLE_AMOUNT_MINOR_MAX + 1, NULL, 0, &needed, &error),
              HAGGLE_E_OUT_OF_RANGE, "minor");
  CHECK_ERROR(haggle_money_format("USD", INT64_MIN, NULL, 0, &needed, &error),
              HAGGLE_E_OUT_OF_RANGE, "minor");
}

TEST(money_has_decimals) {
  int32_t decimals = -1;
  CHECK_OK(haggle_currency_decimals("JPY", &decimals, &error));
  CHECK(decimals == 0);
  CHECK_OK(haggle_currency_decimals("KWD", &decimals, &error));
  CHECK(decimals == 3);
  CHECK_ERROR(haggle_currency_decimals("XXX", &decimals, &error), HAGGLE_E_UNKNOWN_CURRENCY,
              "currency");
  CHECK_ERROR(haggle_currency_decimals(NULL, &decimals, &error), HAGGLE_E_BAD_ARGUMENT, "currency");
  CHECK_ERROR(haggle_currency_decimals("USD", NULL, &error), HAGGLE_E_BAD_ARGUMENT, "decimals");
}
