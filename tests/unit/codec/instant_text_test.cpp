// Moments and spans of time as text.
#include "haggle/codec/instant_text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace haggle {
namespace {

struct Moment {
  std::string_view text;
  std::int64_t ms;
};

TEST(InstantText, IsReadAndWritten) {
  for (const Moment& row : {Moment{"1970-01-01T00:00:00Z", 0},
                            {"2026-11-21T10:00:00Z", 1'795'255'200'000},
                            {"2026-11-21T10:00:00.250Z", 1'795'255'200'250},
                            {"2000-02-29T23:59:59.999Z", 951'868'799'999},
                            {"1969-12-31T23:59:59.999Z", -1},
                            {"1600-02-29T00:00:00Z", -11'670'998'400'000},
                            {"0001-01-01T00:00:00Z", -62'135'596'800'000},
                            {"5138-11-16T09:46:40Z", instant_ms_max}}) {
    SCOPED_TRACE(row.text);
    ASSERT_TRUE(parse_instant(row.text));
    EXPECT_EQ(parse_instant(row.text)->ms, row.ms);
    EXPECT_EQ(instant_text({row.ms}), row.text);
  }
}

TEST(InstantText, IsReadInManyForms) {
  for (const Moment& row : {Moment{"0", 0},
                            {"-1", -1},
                            {"1795255200000", 1'795'255'200'000},
                            {"2026-11-21T11:00:00+01:00", 1'795'255'200'000},
                            {"2026-11-21T04:30:00-05:30", 1'795'255'200'000},
                            {"2026-11-21T10:00:00.2Z", 1'795'255'200'200},
                            {"2026-11-21T10:00:00.123456789Z", 1'795'255'200'123},
                            {"0001-01-01T00:00:00+23:59", -62'135'683'140'000},
                            {"100000000000000", instant_ms_max},
                            {"-100000000000000", -instant_ms_max}}) {
    SCOPED_TRACE(row.text);
    ASSERT_TRUE(parse_instant(row.text));
    EXPECT_EQ(parse_instant(row.text)->ms, row.ms);
  }
}

TEST(InstantText, OutsideItsYearsIsMilliseconds) {
  EXPECT_EQ(instant_text({-62'135'596'800'001}), "-62135596800001");
  EXPECT_EQ(instant_text({-instant_ms_max}), "-100000000000000");
  EXPECT_EQ(instant_text({1'000'000'000'000'000}), "1000000000000000");
}

TEST(InstantText, EveryDayOfFourCenturiesComesBack) {
  for (std::int64_t day = -150'000; day <= 150'000; day += 7) {
    const Instant at{day * 86'400'000 + day};
    ASSERT_EQ(parse_instant(instant_text(at)).value(), at) << instant_text(at);
  }
}

TEST(InstantText, RefusesWhatIsNoMoment) {
  struct Row {
    std::string_view text;
    Errc code;
    std::uint64_t offset;
  };
  for (const Row& row : {Row{"", Errc::bad_instant, 0},
                         {"-", Errc::bad_instant, 0},
                         {"yesterday", Errc::bad_instant, 0},
                         {"2026-11-21", Errc::bad_instant, 10},
                         {"2026-11-21T10:00:00", Errc::bad_instant, 19},
                         {"2026-11-21T10:00:00+0100", Errc::bad_instant, 22},
                         {"2026-11-21T10:00:00+24:00", Errc::bad_instant, 25},
                         {"2026-11-21T10:00:00.Z", Errc::bad_instant, 20},
                         {"2026-11-21T10:00:00.0123456789Z", Errc::bad_instant, 30},
                         {"2026-11-21 10:00:00Z", Errc::bad_instant, 10},
                         {"2026-11-21T10:00:00Z ", Errc::bad_instant, 20},
                         {"2026-13-21T10:00:00Z", Errc::bad_instant, 10},
                         {"2026-00-21T10:00:00Z", Errc::bad_instant, 10},
                         {"2026-11-31T10:00:00Z", Errc::bad_instant, 10},
                         {"2026-02-29T10:00:00Z", Errc::bad_instant, 10},
                         {"1900-02-29T10:00:00Z", Errc::bad_instant, 10},
                         {"2026-11-00T10:00:00Z", Errc::bad_instant, 10},
                         {"2026-11-21T24:00:00Z", Errc::bad_instant, 19},
                         {"2026-11-21T10:60:00Z", Errc::bad_instant, 19},
                         {"2026-11-21T23:59:60Z", Errc::bad_instant, 19},
                         {"20261121T100000Z", Errc::bad_instant, 4},
                         {"12.5", Errc::bad_instant, 2},
                         {"9999-12-31T00:00:00Z", Errc::out_of_range, 20},
                         {"100000000000001", Errc::out_of_range, 15},
                         {"-100000000000001", Errc::out_of_range, 16},
                         {"99999999999999999999999999", Errc::out_of_range, 26}}) {
    SCOPED_TRACE(row.text);
    const auto read = parse_instant(row.text, "listing.price_time");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, row.code);
    EXPECT_STREQ(read.error().where, "listing.price_time");
    EXPECT_EQ(read.error().offset, row.offset);
  }
}

TEST(DurationText, IsReadAndWritten) {
  for (const Moment& row : {Moment{"0s", 0},
                            {"1ms", 1},
                            {"90s", 90'000},
                            {"15min", 900'000},
                            {"2h", 7'200'000},
                            {"1d", 86'400'000},
                            {"1500ms", 1'500},
                            {"99999999999999ms", instant_ms_max - 1}}) {
    SCOPED_TRACE(row.text);
    ASSERT_TRUE(parse_duration(row.text));
    EXPECT_EQ(parse_duration(row.text)->ms, row.ms);
    EXPECT_EQ(duration_text({row.ms}), row.text);
  }
  EXPECT_EQ(parse_duration("0120min").value(), minutes(120));
  EXPECT_EQ(duration_text(minutes(120)), "2h");
  EXPECT_EQ(duration_text({-60'000}), "-1min");
}

TEST(DurationText, RefusesWhatIsNoSpan) {
  struct Row {
    std::string_view text;
    Errc code;
  };
  for (const Row& row : {Row{"", Errc::bad_instant},
                         {"15", Errc::bad_instant},
                         {"min", Errc::bad_instant},
                         {"15 min", Errc::bad_instant},
                         {"15m", Errc::bad_instant},
                         {"1w", Errc::bad_instant},
                         {"-15min", Errc::bad_instant},
                         {"1.5h", Errc::bad_instant},
                         {"1h30min", Errc::bad_instant},
                         {"100000000000001ms", Errc::out_of_range},
                         {"1157408d", Errc::out_of_range},
                         {"99999999999999999999d", Errc::out_of_range}}) {
    SCOPED_TRACE(row.text);
    const auto read = parse_duration(row.text, "policy.cool_down");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, row.code);
    EXPECT_STREQ(read.error().where, "policy.cool_down");
  }
  EXPECT_TRUE(parse_duration("1157407d"));
}

}  // namespace
}  // namespace haggle
