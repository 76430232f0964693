// Random decisions go out through C++ and through C as the same text, or with the same error; and
// schedules set the same prices.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "capi/c_world.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/codec/submission.hpp"
#include "haggle/reprice/schedule.hpp"
#include "support/random_policy.hpp"

namespace haggle::test {
namespace {

constexpr std::size_t worlds_count = 5'000;
constexpr std::size_t worlds_a_policy = 50;

struct BothPolicies {
  Policy cpp;
  CPolicy c;
  explicit BothPolicies(const PolicySpec& spec)
      : cpp{must(Policy::make(spec))}, c{write_policy(spec)} {}
};

/// What came of it, as one text.
std::string said(const Error& error) {
  return describe(error);
}
std::string said(const haggle_error& error) {
  return error.message;
}

std::string patch_of(const Result<PriceSubmission>& submission) {
  if (!submission) return said(submission.error());
  const auto text = write_listings_patch(*submission);
  return text ? *text : said(text.error());
}

std::string patch_of(const haggle_submission& submission) {
  std::string out(4'000, ' ');
  haggle_error error = HAGGLE_ERROR_INIT;
  std::size_t needed = 0;
  const haggle_status status =
      haggle_listings_patch_write(&submission, out.data(), out.size(), &needed, &error);
  return status == HAGGLE_OK ? out.substr(0, needed) : said(error);
}

/// Calls what makes a submission in C.
template <class Make>
std::string c_patch(Make make) {
  haggle_submission submission = HAGGLE_SUBMISSION_INIT;
  haggle_error error = HAGGLE_ERROR_INIT;
  return make(&submission, &error) == HAGGLE_OK ? patch_of(submission) : said(error);
}

constexpr std::array all_bounds{BoundsSent::none, BoundsSent::effective};

/// Returns: whether a text went out.
bool expect_same(const World& world, const BothPolicies& policies) {
  Listing listing = world.listing;
  listing.sku = id<Sku>("MUG-1");
  const auto decided = decide(world.snapshot(), policies.cpp);
  if (!decided) return false;
  const auto c_listing = to_c<haggle_listing>(listing);
  const auto c_decision = to_c<haggle_decision>(*decided);
  for (const BoundsSent bounds : all_bounds) {
    EXPECT_EQ(c_patch([&](haggle_submission* out, haggle_error* err) {
                return haggle_submission_of_decision(&c_listing, &c_decision,
                                                     static_cast<std::uint8_t>(bounds), out, err);
              }),
              patch_of(submission_of(listing, *decided, bounds)));
  }
  return decided->action == Action::reprice;
}

bool expect_same(const BusinessWorld& world, const BothPolicies& policies) {
  BusinessListing business = world.business;
  business.listing.sku = id<Sku>("MUG-1");
  const auto decided = decide_business(world.snapshot(), policies.cpp);
  if (!decided) return false;
  CBusinessWorld given{world};
  given.plain.listing = to_c<haggle_listing>(business.listing);
  const haggle_rung none = HAGGLE_RUNG_INIT;
  std::vector<haggle_rung> rungs(HAGGLE_RUNGS_MAX, none);
  EXPECT_EQ(
      haggle_decide_business(policies.c, &given.plain.listing, &given.ladder, &given.plain.market,
                             &given.plain.clock, given.plain.offers.data(),
                             given.plain.offers.size(), sizeof(haggle_offer), given.breaks.data(),
                             given.breaks.size(), nullptr, rungs.data(), sizeof none, nullptr),
      HAGGLE_OK);
  for (const BoundsSent bounds : all_bounds) {
    EXPECT_EQ(c_patch([&](haggle_submission* out, haggle_error* err) {
                return haggle_submission_of_ladder(&given.plain.listing, &given.ladder,
                                                   rungs.data(), sizeof none,
                                                   static_cast<std::uint8_t>(bounds), out, err);
              }),
              patch_of(submission_of(business, *decided, bounds)));
  }
  return submission_of(business, *decided).has_value();
}

template <class Draw>
void expect_all_same(std::uint64_t seed, Draw draw) {
  Dice dice{seed};
  std::size_t sent_count = 0;
  for (std::size_t i = 0; i < worlds_count && !testing::Test::HasFailure(); i += worlds_a_policy) {
    const BothPolicies policies{random_spec(dice)};
    for (std::size_t j = 0; j < worlds_a_policy; ++j) {
      SCOPED_TRACE(i + j);
      if (expect_same(draw(dice), policies)) ++sent_count;
    }
  }
  EXPECT_GT(sent_count, worlds_count / 10);
}

TEST(PricesDifferential, OfDecisions) {
  expect_all_same(3, [](Dice& dice) { return random_world(dice); });
}

TEST(PricesDifferential, OfLadders) {
  expect_all_same(5, [](Dice& dice) { return random_business_world(dice); });
}

ScheduleRule random_rule(Dice& dice) {
  ScheduleRule out;
  if (dice.chance(70)) out.reset_minute = static_cast<std::int32_t>(dice.between(-2, 1'441));
  if (dice.chance(70)) out.resume_minute = static_cast<std::int32_t>(dice.between(0, 1'439));
  out.utc_offset_minutes = dice.pick({0, 60, -480, 1'441});
  return out;
}

haggle_schedule_rule to_c_rule(const ScheduleRule& from) {
  haggle_schedule_rule out = HAGGLE_SCHEDULE_RULE_INIT;
  if (from.reset_minute) out.has |= HAGGLE_SCHEDULE_HAS_RESET;
  if (from.resume_minute) out.has |= HAGGLE_SCHEDULE_HAS_RESUME;
  out.reset_minute = from.reset_minute.value_or(0);
  out.resume_minute = from.resume_minute.value_or(0);
  out.utc_offset_minutes = from.utc_offset_minutes;
  return out;
}

void expect_same_schedule(Dice& dice, const BothPolicies& policies) {
  const Listing listing = random_world(dice).listing;
  const ScheduleRule rule = random_rule(dice);
  const Instant from{market_time.ms + dice.between(-100, 100)};
  const Instant to{from.ms + dice.between(-1, 2 * 86'400'000)};
  const auto cpp = scheduled(listing, policies.cpp, rule, {from, to});
  const auto c_listing = to_c<haggle_listing>(listing);
  const haggle_schedule_rule c_rule = to_c_rule(rule);
  haggle_decision c = HAGGLE_DECISION_INIT;
  haggle_error error = HAGGLE_ERROR_INIT;
  std::uint8_t due = 9;
  const haggle_status status =
      haggle_scheduled(policies.c, &c_listing, &c_rule, from.ms, to.ms, &due, &c, &error);
  ASSERT_EQ(status == HAGGLE_OK, cpp.has_value());
  if (!cpp) {
    EXPECT_EQ(said(error), said(cpp.error()));
  } else {
    EXPECT_EQ(due, cpp->has_value() ? 1 : 0);
    const haggle_decision none = HAGGLE_DECISION_INIT;
    const void* wanted = *cpp ? static_cast<const void*>(&**cpp) : &none;
    EXPECT_EQ(std::memcmp(wanted, &c, sizeof c), 0);
  }
}

TEST(PricesDifferential, OfSchedules) {
  Dice dice{9};
  for (std::size_t i = 0; i < worlds_count && !testing::Test::HasFailure(); i += worlds_a_policy) {
    const BothPolicies policies{random_spec(dice)};
    for (std::size_t j = 0; j < worlds_a_policy; ++j) {
      SCOPED_TRACE(i + j);
      expect_same_schedule(dice, policies);
    }
  }
}

}  // namespace
}  // namespace haggle::test
