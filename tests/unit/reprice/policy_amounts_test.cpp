// A policy's amounts in minor units, and what they may not be to each other.
#include "haggle/reprice/policy_amounts.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>

#include "support/build.hpp"

namespace haggle {
namespace {

/// -0.01 and the like, whatever the currency.
constexpr Amount cents(std::int64_t n) {
  return Amount::decimal(n, 2);
}

PolicySpec everything() {
  PolicySpec spec;
  spec.beat_by = cents(-5);
  spec.shape.tick = cents(5);
  spec.shape.ending = EndingSpec{cents(100), cents(95), cents(60)};
  spec.shape.step_up = cents(50);
  spec.shape.step_down = Rate{20'000};
  spec.shape.min_change = cents(5);
  spec.maximize.mode = MaximizeMode::probe;
  spec.maximize.probe_step = cents(20);
  spec.maximize.probe_interval = minutes(10);
  spec.bounds.profit = cents(250);
  return spec;
}

TEST(PolicyAmounts, AreThoseOfTheDecimals) {
  struct Row {
    int exponent;
    std::int64_t unit;  ///< minor units of 0.01
  };
  for (const Row& row : {Row{2, 1}, Row{3, 10}, Row{4, 100}}) {
    SCOPED_TRACE(row.exponent);
    const Result<PolicyAmounts> read = amounts_at(everything(), row.exponent, false);
    ASSERT_TRUE(read.has_value());
    const PolicyAmounts& a = *read;
    EXPECT_EQ(a.beat_by, (Size{-5 * row.unit, false}));
    EXPECT_EQ(a.tick, (Grid{5 * row.unit, 0}));
    EXPECT_EQ(a.ending->grid, (Grid{100 * row.unit, 95 * row.unit}));
    EXPECT_EQ(a.ending->window_minor, 60 * row.unit);
    EXPECT_EQ(a.step.up, (Size{50 * row.unit, false}));
    EXPECT_EQ(a.step.down, (Size{20'000, true}));
    EXPECT_EQ(a.min_change, (Size{5 * row.unit, false}));
    EXPECT_EQ(a.profit->minor, 250 * row.unit);
    EXPECT_EQ(a.maximize.mode, MaximizeMode::probe);
    EXPECT_EQ(a.maximize.beat_by, a.beat_by);
    EXPECT_EQ(a.maximize.tick_minor, 5 * row.unit);
    EXPECT_EQ(a.maximize.probe_step_minor, 20 * row.unit);
    EXPECT_EQ(a.maximize.probe_interval, minutes(10));
  }
}

TEST(PolicyAmounts, CannotBeFinerThanTheCurrency) {
  struct Row {
    const char* where;
    std::function<void(PolicySpec&)> change;
  };
  const Amount fine = Amount::decimal(1, 3);
  const Row rows[] = {
      {"policy.beat_by", [&](PolicySpec& p) { p.beat_by = fine; }},
      {"policy.tick", [&](PolicySpec& p) { p.shape.tick = fine; }},
      {"policy.step_up", [&](PolicySpec& p) { p.shape.step_up = fine; }},
      {"policy.step_down", [&](PolicySpec& p) { p.shape.step_down = fine; }},
      {"policy.min_change", [&](PolicySpec& p) { p.shape.min_change = fine; }},
      {"policy.ending.modulus", [&](PolicySpec& p) { p.shape.ending->modulus = fine; }},
      {"policy.ending.residue", [&](PolicySpec& p) { p.shape.ending->residue = fine; }},
      {"policy.ending.window", [&](PolicySpec& p) { p.shape.ending->window = fine; }},
      {"policy.profit", [&](PolicySpec& p) { p.bounds.profit = fine; }},
      {"policy.probe_step", [&](PolicySpec& p) { p.maximize.probe_step = fine; }},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where);
    PolicySpec spec = everything();
    row.change(spec);
    const Result<PolicyAmounts> read = amounts_at(spec, 2, false);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, Errc::amount_precision);
    EXPECT_STREQ(read.error().where, row.where);
    const std::string in_band = std::string{"policy.bands[]."} + row.where;
    EXPECT_EQ(amounts_at(spec, 2, true).error().where, in_band);
  }
}

struct Row {
  const char* name;
  const char* where;  ///< null: it is allowed
  Errc code;
  std::function<void(PolicySpec&)> change;
};

void expect_relations(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    PolicySpec spec = everything();
    row.change(spec);
    const Result<PolicyAmounts> read = amounts_at(spec, 2, false);
    EXPECT_EQ(read.has_value(), row.where == nullptr);
    if (read || row.where == nullptr) continue;
    EXPECT_EQ(entry_of(read.error().code).name, entry_of(row.code).name);
    EXPECT_STREQ(read.error().where, row.where);
  }
}

TEST(PolicyAmounts, StandOnTheTick) {
  using P = PolicySpec;
  constexpr Errc off = Errc::ending_off_tick;
  constexpr Errc range = Errc::out_of_range;
  const auto ending = [](std::int64_t modulus, std::int64_t residue, std::int64_t window) {
    return
        [=](P& p) { p.shape.ending = EndingSpec{cents(modulus), cents(residue), cents(window)}; };
  };
  expect_relations({
      {"tick of nothing", "policy.tick", range, [](P& p) { p.shape.tick = cents(0); }},
      {"tick below nothing", "policy.tick", range, [](P& p) { p.shape.tick = cents(-5); }},
      {"ending on the tick", nullptr, {}, ending(100, 95, 60)},
      {"ending of zero", nullptr, {}, ending(100, 0, 0)},
      {"ending off the tick", "policy.ending", off, ending(100, 99, 60)},
      {"every so often off the tick", "policy.ending", off, ending(99, 95, 60)},
      {"not below what it repeats", "policy.ending", range, ending(100, 100, 60)},
      {"below zero", "policy.ending", range, ending(100, -5, 60)},
      {"repeats never", "policy.ending", range, ending(0, 0, 60)},
      {"window below zero", "policy.ending", range, ending(100, 95, -1)},
  });
}

TEST(PolicyAmounts, StepByATickAtLeast) {
  using P = PolicySpec;
  constexpr Errc small = Errc::step_below_tick;
  constexpr Errc probe = Errc::probe_step_too_small;
  expect_relations({
      {"step of a tick", nullptr, {}, [](P& p) { p.shape.step_up = cents(5); }},
      {"step up below", "policy.step_up", small, [](P& p) { p.shape.step_up = cents(4); }},
      {"step down below", "policy.step_down", small, [](P& p) { p.shape.step_down = cents(4); }},
      {"a small rate", nullptr, {}, [](P& p) { p.shape.step_up = Rate{1}; }},
      {"no steps", nullptr, {}, [](P& p) { p.shape.step_up.reset(), p.shape.step_down.reset(); }},
      {"change below zero", "policy.min_change", Errc::out_of_range,
       [](P& p) { p.shape.min_change = cents(-1); }},
      {"probe of a tick", nullptr, {}, [](P& p) { p.maximize.probe_step = cents(5); }},
      {"probe below the tick", "policy.probe_step", probe,
       [](P& p) { p.maximize.probe_step = cents(4), p.shape.min_change = cents(0); }},
      {"probe below the change", "policy.probe_step", probe,
       [](P& p) { p.shape.min_change = cents(21); }},
      {"a change by rate is not compared",
       nullptr,
       {},
       [](P& p) { p.shape.min_change = Rate{900'000}; }},
      {"without a probe its step is free",
       nullptr,
       {},
       [](P& p) { p.maximize.mode = MaximizeMode::hold, p.maximize.probe_step = cents(0); }},
  });
}

TEST(PolicyAmounts, NameTheFirstFaultOnly) {
  PolicySpec spec = everything();
  spec.beat_by = Amount::decimal(1, 5);
  spec.shape.tick = cents(0);
  EXPECT_STREQ(amounts_at(spec, 2, false).error().where, "policy.beat_by");
  spec.beat_by = Amount::decimal(amount_minor_max, 0);
  EXPECT_EQ(amounts_at(spec, 2, false).error().code, Errc::out_of_range);
}

}  // namespace
}  // namespace haggle
