// A policy that exists is valid: its bands, and its amounts in each currency.
#include "haggle/reprice/policy.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::currency;

Listing of_age(std::optional<std::int32_t> days) {
  Listing listing;
  if (days) listing.set_age_days(*days);
  return listing;
}

TEST(Policy, HoldsTheBandOfAnAge) {
  PolicySpec spec;
  for (const auto& [start, end, minor] :
       {std::tuple{0, std::optional{90}, -1}, std::tuple{91, std::optional{180}, -2},
        std::tuple{271, std::optional{365}, -3}, std::tuple{366, std::optional<int>{}, -4}}) {
    PolicySpec inner;
    inner.beat_by = Amount::minor(minor);
    spec.bands.push_back({start, end, inner});
  }
  const Policy policy = test::policy(spec);
  struct Row {
    std::optional<std::int32_t> age;
    std::int64_t beat_by;  ///< 0: no band
  };
  const Row rows[] = {{std::nullopt, 0}, {0, -1},  {90, -1},       {91, -2},  {180, -2},
                      {181, 0},          {270, 0}, {271, -3},      {365, -3}, {366, -4},
                      {99'999, -4},      {-1, 0},  {INT32_MAX, -4}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.age.value_or(-99));
    const Terms* band = policy.band_of(of_age(row.age));
    ASSERT_EQ(band != nullptr, row.beat_by != 0);
    if (band == nullptr) continue;
    EXPECT_EQ((*band->amounts_in(currency("USD")))->beat_by.value, row.beat_by);
  }
  EXPECT_EQ(test::policy().band_of(of_age(5)), nullptr);
}

TEST(Policy, HasAmountsInEachCurrency) {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-100, 2);  // -1.00
  const Policy policy = test::policy(spec);
  struct Row {
    const char* code;
    std::int64_t beat_by;
  };
  for (const Row& row : {Row{"USD", -100}, Row{"EUR", -100}, Row{"JPY", -1}, Row{"KWD", -1'000},
                         Row{"CLF", -10'000}}) {
    SCOPED_TRACE(row.code);
    const auto amounts = policy.base().amounts_in(currency(row.code));
    ASSERT_TRUE(amounts.has_value());
    EXPECT_EQ((*amounts)->beat_by.value, row.beat_by);
    EXPECT_EQ((*amounts)->tick.step_minor, 1);
  }
}

void expect_error(const Policy& policy, Currency in, Errc code, const std::string& where) {
  SCOPED_TRACE(std::string{in.text()});
  const auto amounts = policy.base().amounts_in(in);
  ASSERT_FALSE(amounts.has_value());
  EXPECT_EQ(entry_of(amounts.error().code).name, entry_of(code).name);
  EXPECT_EQ(amounts.error().where, where);
}

TEST(Policy, CannotBeUsedInACurrencyThatIsTooCoarseOrUnknown) {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 2);
  const Policy policy = test::policy(spec);
  expect_error(policy, currency("JPY"), Errc::amount_precision, "policy.beat_by");
  expect_error(policy, Currency{"XXX"}, Errc::unknown_currency, "listing.currency");
  expect_error(policy, Currency{}, Errc::unknown_currency, "listing.currency");
  EXPECT_TRUE(policy.base().amounts_in(currency("USD")).has_value());
}

TEST(Policy, IsRefusedWhereNoCurrencyCanUseIt) {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 5);
  const Result<Policy> policy = Policy::make(spec);
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().code, Errc::amount_precision);
  spec.beat_by = Amount::decimal(-1, 4);
  const Policy in_four_decimals = test::policy(spec);
  EXPECT_TRUE(in_four_decimals.base().amounts_in(currency("CLF")).has_value());
  expect_error(in_four_decimals, currency("KWD"), Errc::amount_precision, "policy.beat_by");
}

TEST(Policy, KeepsToTheCurrencyThatItNames) {
  PolicySpec spec;
  spec.beat_by = Amount::of({-1, currency("EUR")});
  spec.shape.tick = Amount::decimal(5, 2);  // a bare amount goes along
  const Policy policy = test::policy(spec);
  EXPECT_TRUE(policy.base().amounts_in(currency("EUR")).has_value());
  expect_error(policy, currency("USD"), Errc::currency_mismatch, "policy");
  expect_error(policy, currency("JPY"), Errc::currency_mismatch, "policy");
  spec.shape.tick = Amount::decimal(5, 3);
  EXPECT_EQ(Policy::make(spec).error().code, Errc::amount_precision);
}

TEST(Policy, NamesOneCurrencyAtMost) {
  using P = PolicySpec;
  struct Row {
    const char* name;
    void (*change)(P&, Amount);
  };
  const Row rows[] = {
      {"probe_step", [](P& p, Amount a) { p.maximize.probe_step = a; }},
      {"tick", [](P& p, Amount a) { p.shape.tick = a; }},
      {"min_change", [](P& p, Amount a) { p.shape.min_change = a; }},
      {"step_up", [](P& p, Amount a) { p.shape.step_up = a; }},
      {"step_down", [](P& p, Amount a) { p.shape.step_down = a; }},
      {"modulus", [](P& p, Amount a) { p.shape.ending = EndingSpec{a, {}, {}}; }},
      {"residue", [](P& p, Amount a) { p.shape.ending = EndingSpec{Amount::minor(200), a, {}}; }},
      {"window", [](P& p, Amount a) { p.shape.ending = EndingSpec{Amount::minor(200), {}, a}; }},
      {"profit", [](P& p, Amount a) { p.bounds.profit = a; }},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    PolicySpec spec;
    spec.beat_by = Amount::of({-100, currency("USD")});
    row.change(spec, Amount::of({100, currency("USD")}));
    EXPECT_TRUE(Policy::make(spec).has_value());
    row.change(spec, Amount::of({100, currency("EUR")}));
    const Result<Policy> policy = Policy::make(spec);
    ASSERT_FALSE(policy.has_value());
    EXPECT_EQ(policy.error().code, Errc::currency_mismatch);
    EXPECT_STREQ(policy.error().where, "policy");
  }
}

TEST(Policy, NamesACurrencyThatExists) {
  PolicySpec spec;
  spec.bounds.profit = Amount::of({100, Currency{"XXX"}});
  const Result<Policy> policy = Policy::make(spec);
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().code, Errc::unknown_currency);
  EXPECT_STREQ(policy.error().where, "policy");
  PolicySpec outer;
  outer.bands.push_back({0, 90, spec});
  EXPECT_STREQ(Policy::make(outer).error().where, "policy.bands[].policy");
}

TEST(Policy, KnowsWhetherProfitIsAskedFor) {
  PolicySpec spec;
  EXPECT_FALSE(test::policy(spec).base().asks_profit());
  for (const auto& ask : {+[](PolicySpec& p) { p.bounds.margin = Margin{0}; },
                          +[](PolicySpec& p) { p.bounds.roi = Roi{0}; },
                          +[](PolicySpec& p) { p.bounds.profit = Amount::minor(0); }}) {
    PolicySpec asking;
    ask(asking);
    EXPECT_TRUE(test::policy(asking).base().asks_profit());
  }
}

TEST(Policy, OutlivesWhatItWasMadeOf) {
  auto spec = std::make_unique<PolicySpec>();
  spec->filters.exclude = {test::seller("A")};
  spec->bands.push_back({0, 90, *spec});
  const Policy policy = test::policy(*spec);
  spec.reset();
  const Policy copy = policy;
  EXPECT_EQ(copy.base().spec().filters.exclude.front(), test::seller("A"));
  EXPECT_EQ(copy.band_of(of_age(5))->spec().filters.exclude.front(), test::seller("A"));
}

}  // namespace
}  // namespace haggle
