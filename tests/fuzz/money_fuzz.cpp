// Amounts as text, with and without their currency: exact, or refused.
#include "fuzz/harness.hpp"
#include "haggle/money/text.hpp"

namespace haggle::test {
namespace {

void expect_exact(const Result<Money>& read) {
  if (!read) return expect_sound(read.error());
  expect(read->minor <= amount_minor_max && read->minor >= -amount_minor_max, "inside the limits");
  const auto again = parse_money(money_text(*read));
  expect(again.has_value() && *again == *read, "the same money");
}

/// The minor units of a text with a currency of so many decimals, worked out digit by digit.
void expect_same_digits(std::string_view text, int exponent) {
  const auto minor = parse_minor(text, exponent, "amount");
  if (!minor) return expect_sound(minor.error());
  const auto finer = parse_minor(text, exponent + 1, "amount");
  if (finer) expect(*finer == *minor * 10, "ten times as many of a tenth");
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  const std::string_view text = text_of(data, size);
  expect_exact(haggle::parse_money(text));
  expect_same_digits(text, 0);
  expect_same_digits(text, 2);
  const auto amount = haggle::parse_amount(text);
  if (!amount) expect_sound(amount.error());
  return 0;
}
