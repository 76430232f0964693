// Two copies of a history: what differs, what is not fit to value by, and where each check turns.
#include "haggle/valuation/history_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace haggle::test {
namespace {

using Rows = std::vector<HistoryRow>;
constexpr Instant now{1'800'000'000'000};
constexpr std::int64_t hour = 3'600'000;

HistoryRow row_of(std::size_t number) {
  HistoryRow row;
  row.sale.id = *SaleId::from("s-" + std::to_string(number));
  row.sale.product = *ProductId::from("p-" + std::to_string(number));
  row.sale.tenant = *Label::from("t");
  row.sale.category = *Label::from("coats");
  row.sale.brand = *Label::from("66 North");
  row.sale.price_minor = 1'000 + static_cast<std::int64_t>(number % 10) * 100;
  row.sale.currency = Currency{"USD"};
  row.sale.condition = SaleCondition::good;
  row.sale.sold_at = {now.ms - hour * static_cast<std::int64_t>(number)};
  row.dimension = 1'024;
  return row;
}

Rows rows_of(std::size_t count) {
  Rows rows;
  for (std::size_t i = 0; i < count; ++i) rows.push_back(row_of(i));
  return rows;
}

HistoryReport report_of(const Rows& source, const Rows& copy, const HistoryLimits& limits = {}) {
  const auto report = check_history({source, copy}, now, limits);
  EXPECT_TRUE(report) << describe(report.error());
  return report.value_or(HistoryReport{});
}

/// The names of all findings that are not good.
std::string bad_ones(const HistoryReport& report) {
  std::string out;
  for (const HistoryFinding& one : report.findings) {
    if (one.verdict == HistoryVerdict::good) continue;
    if (!out.empty()) out += ' ';
    out += history_check_names[static_cast<std::size_t>(one.check)];
    out += one.verdict == HistoryVerdict::fails ? "!" : "?";
  }
  return out;
}

TEST(HistoryCheck, EqualCopiesAreGood) {
  const HistoryReport report = report_of(rows_of(100), rows_of(100));
  EXPECT_EQ(bad_ones(report), "");
  EXPECT_EQ(report.verdict(), HistoryVerdict::good);
}

/// The order of the rows is no matter.
TEST(HistoryCheck, AShuffledCopyIsTheSame) {
  Rows copy = rows_of(100);
  std::reverse(copy.begin(), copy.end());
  const HistoryReport one = report_of(rows_of(100), rows_of(100));
  const HistoryReport other = report_of(rows_of(100), copy);
  EXPECT_EQ(history_text(one), history_text(other));
}

/// Each limit is exclusive: five of a hundred are good, six warn, ten warn, eleven fail.
TEST(HistoryCheck, RowsThatAreMissing) {
  struct Row {
    std::size_t lost;
    const char* bad;
  };
  for (const Row& row : {Row{0, ""},
                         {5, ""},
                         {6, "rows? missing?"},
                         {10, "rows? missing?"},
                         {11, "rows! missing!"}}) {
    const Rows source = rows_of(100);
    Rows copy = source;
    copy.erase(copy.begin() + 20, copy.begin() + 20 + static_cast<std::ptrdiff_t>(row.lost));
    const HistoryReport report = report_of(source, copy);
    EXPECT_EQ(bad_ones(report), row.bad) << row.lost;
    const HistoryFinding& missing = report.of(HistoryCheck::missing);
    EXPECT_EQ(missing.found, row.lost);
    EXPECT_EQ(missing.row, row.lost == 0 ? HistoryFinding::no_row : 20U);
    EXPECT_EQ(report.of(HistoryCheck::rows).found, 100 - row.lost);
  }
}

TEST(HistoryCheck, RowsThatAreTooMany) {
  const HistoryReport report = report_of(rows_of(100), rows_of(106));
  EXPECT_EQ(bad_ones(report), "rows? extra?");
  EXPECT_EQ(report.of(HistoryCheck::extra).found, 6U);
  EXPECT_EQ(report.of(HistoryCheck::extra).row, 100U);
}

/// As many rows as there should be, but not the same ones: the count alone sees nothing.
TEST(HistoryCheck, RowsThatAreOthers) {
  Rows copy = rows_of(100);
  for (std::size_t i = 0; i < 12; ++i) copy[i].sale.tenant = *Label::from("other");
  EXPECT_EQ(bad_ones(report_of(rows_of(100), copy)), "missing! extra!");
}

TEST(HistoryCheck, RowsThatDiffer) {
  const auto altered = [](auto change) {
    Rows copy = rows_of(10);
    change(copy[7]);
    const HistoryFinding found = report_of(rows_of(10), copy).of(HistoryCheck::altered);
    return found.found == 1 && found.row == 7 && found.measure == 0.1;
  };
  EXPECT_TRUE(altered([](HistoryRow& row) { row.sale.price_minor += 1; }));
  EXPECT_TRUE(altered([](HistoryRow& row) { row.sale.currency = Currency{"EUR"}; }));
  EXPECT_TRUE(altered([](HistoryRow& row) { row.sale.sold_at.ms -= 1; }));
  EXPECT_TRUE(altered([](HistoryRow& row) { row.sale.condition = SaleCondition::fair; }));
  EXPECT_TRUE(altered([](HistoryRow& row) { row.sale.product = *ProductId::from("x"); }));
  EXPECT_TRUE(altered([](HistoryRow& row) { row.sale.category = *Label::from("x"); }));
  EXPECT_TRUE(altered([](HistoryRow& row) { row.sale.brand = *Label::from("x"); }));
  EXPECT_TRUE(altered([](HistoryRow& row) { row.dimension = 512; }));
  EXPECT_FALSE(altered([](HistoryRow&) {}));
}

TEST(HistoryCheck, AKeyTwiceIsCountedOnceAsARow) {
  Rows copy = rows_of(100);
  copy.push_back(copy[3]);
  const HistoryReport report = report_of(rows_of(100), copy);
  EXPECT_EQ(bad_ones(report), "repeated?");
  EXPECT_EQ(report.of(HistoryCheck::repeated, HistoryCopy::copy).row, 100U);
  EXPECT_EQ(report.of(HistoryCheck::extra).found, 0U);
  EXPECT_EQ(report.of(HistoryCheck::repeated, HistoryCopy::source).found, 0U);
}

TEST(HistoryCheck, EmbeddingsThatAreMissingOrOfAnotherSize) {
  Rows copy = rows_of(200);
  copy[150].dimension = 0;
  copy[60].dimension = 512;
  EXPECT_EQ(bad_ones(report_of(copy, copy)), "");
  copy[61].dimension = 1'025;
  EXPECT_EQ(bad_ones(report_of(copy, copy)), "embeddings? embeddings?");
  for (std::size_t i = 0; i < 9; ++i) copy[i].dimension = 0;
  const HistoryReport report = report_of(copy, copy);
  EXPECT_EQ(bad_ones(report), "embeddings! embeddings!");
  EXPECT_EQ(report.of(HistoryCheck::embeddings).found, 12U);
  HistoryLimits limits;
  limits.dimension = 512;
  EXPECT_EQ(report_of(copy, copy, limits).of(HistoryCheck::embeddings).found, 199U);
}

/// By hand: of 19 rows at 1000 and one at 5000 the mean is 1200, sigma 871.78, so that
/// 5000 is 4.36 sigmas away.
TEST(HistoryCheck, PricesFarFromTheirMean) {
  Rows rows = rows_of(20);
  for (HistoryRow& row : rows) row.sale.price_minor = 1'000;
  rows[4].sale.price_minor = 5'000;
  const HistoryFinding outlier = report_of(rows, rows).of(HistoryCheck::outliers);
  EXPECT_EQ(outlier.found, 1U);
  EXPECT_EQ(outlier.of, 20U);
  EXPECT_EQ(outlier.row, 4U);
  EXPECT_EQ(outlier.verdict, HistoryVerdict::good);
  HistoryLimits limits;
  limits.outlier_sigmas = 4.4;
  EXPECT_EQ(report_of(rows, rows, limits).of(HistoryCheck::outliers).found, 0U);
  limits.outlier_sigmas = 4.3;
  limits.outliers = {0.04, 1.0};
  EXPECT_EQ(report_of(rows, rows, limits).verdict(), HistoryVerdict::warns);
}

/// In one currency a price may be far from the mean that is near it in its own.
TEST(HistoryCheck, PricesAreOfTheirCurrency) {
  Rows rows = rows_of(40);
  for (std::size_t i = 30; i < 40; ++i) {
    rows[i].sale.currency = Currency{"ISK"};
    rows[i].sale.price_minor *= 1'000;
  }
  EXPECT_EQ(report_of(rows, rows).of(HistoryCheck::outliers).found, 0U);
  Rows copy = rows;
  for (std::size_t i = 30; i < 40; ++i) copy[i].sale.price_minor *= 2;
  const HistoryReport report = report_of(rows, copy);
  EXPECT_EQ(report.of(HistoryCheck::price_mean).measure, 1.0);
  EXPECT_EQ(report.of(HistoryCheck::price_sigma).measure, 1.0);
  for (std::size_t i = 30; i < 40; ++i) copy[i].sale.currency = Currency{"EUR"};
  EXPECT_EQ(report_of(rows, copy).of(HistoryCheck::price_mean).measure, 1.0);
}

TEST(HistoryCheck, PricesThatMovedAsAWhole) {
  const auto moved = [](std::int64_t percent) {
    Rows copy = rows_of(100);
    for (HistoryRow& row : copy) row.sale.price_minor = row.sale.price_minor * percent / 100;
    const HistoryReport report = report_of(rows_of(100), copy);
    EXPECT_EQ(report.of(HistoryCheck::altered).verdict, HistoryVerdict::fails);
    return report.of(HistoryCheck::price_mean).verdict;
  };
  EXPECT_EQ(moved(104), HistoryVerdict::good);
  EXPECT_EQ(moved(106), HistoryVerdict::warns);
  EXPECT_EQ(moved(93), HistoryVerdict::warns);
  EXPECT_EQ(moved(89), HistoryVerdict::fails);
}

TEST(HistoryCheck, EveryFieldThatIsNotFilledCounts) {
  Rows rows = rows_of(2);
  rows[1] = HistoryRow{};
  const HistoryFinding fields = report_of(rows, rows).of(HistoryCheck::fields);
  EXPECT_EQ(fields.found, 8U);
  EXPECT_EQ(fields.row, 1U);
  const auto verdict = [](std::size_t count) {
    Rows all = rows_of(200);
    for (std::size_t i = 0; i < count; ++i) all[i].sale.brand = {};
    return report_of(all, all).of(HistoryCheck::fields).verdict;
  };
  EXPECT_EQ(verdict(10), HistoryVerdict::good);
  EXPECT_EQ(verdict(11), HistoryVerdict::warns);
  EXPECT_EQ(verdict(101), HistoryVerdict::fails);
}

TEST(HistoryCheck, HowOldTheNewestIs) {
  const auto verdict = [](std::int64_t ms) {
    Rows rows = rows_of(3);
    for (HistoryRow& row : rows) row.sale.sold_at = {now.ms - ms};
    return report_of(rows, rows).of(HistoryCheck::freshness).verdict;
  };
  EXPECT_EQ(verdict(24 * hour), HistoryVerdict::good);
  EXPECT_EQ(verdict(24 * hour + 1), HistoryVerdict::warns);
  EXPECT_EQ(verdict(48 * hour), HistoryVerdict::warns);
  EXPECT_EQ(verdict(48 * hour + 1), HistoryVerdict::fails);
  EXPECT_EQ(verdict(-1), HistoryVerdict::fails);  // later than now is not new, it is wrong
}

TEST(HistoryCheck, SalesLaterThanNow) {
  Rows rows = rows_of(100);
  rows[9].sale.sold_at = {now.ms + 1};
  const HistoryReport report = report_of(rows, rows);
  EXPECT_EQ(bad_ones(report), "future? future?");
  EXPECT_EQ(report.of(HistoryCheck::future).row, 9U);
}

TEST(HistoryCheck, EmptyCopies) {
  EXPECT_EQ(bad_ones(report_of({}, {})), "freshness! freshness!");
  EXPECT_EQ(bad_ones(report_of(rows_of(10), {})),
            "rows! missing! price_mean! price_sigma! freshness!");
  EXPECT_EQ(bad_ones(report_of({}, rows_of(10))), "rows! extra! price_mean! freshness!");
}

TEST(HistoryCheck, LimitsThatMeanNothing) {
  const auto refused = [](auto change, const char* where) {
    HistoryLimits limits;
    change(limits);
    const auto report = check_history({}, now, limits);
    ASSERT_FALSE(report) << where;
    EXPECT_EQ(report.error().code, Errc::bad_argument);
    EXPECT_STREQ(report.error().where, where);
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  refused([](HistoryLimits& l) { l.dimension = 0; }, "limits.dimension");
  refused([](HistoryLimits& l) { l.dimension = 4'097; }, "limits.dimension");
  refused([](HistoryLimits& l) { l.outlier_sigmas = 0; }, "limits.outlier_sigmas");
  refused([=](HistoryLimits& l) { l.outlier_sigmas = nan; }, "limits.outlier_sigmas");
  refused([](HistoryLimits& l) { l.variance = {0.2, 0.1}; }, "limits.variance");
  refused([=](HistoryLimits& l) { l.repeated.warns = nan; }, "limits.repeated");
  refused([=](HistoryLimits& l) { l.embeddings.fails = nan; }, "limits.embeddings");
  refused([](HistoryLimits& l) { l.outliers.warns = -0.1; }, "limits.outliers");
  refused([](HistoryLimits& l) { l.fields = {2, 1}; }, "limits.fields");
  refused([](HistoryLimits& l) { l.freshness = {2, 1}; }, "limits.freshness");
  refused([](HistoryLimits& l) { l.future = {2, 1}; }, "limits.future");
}

TEST(HistoryCheck, TheReportInWords) {
  Rows copy = rows_of(50);
  copy.erase(copy.begin() + 2, copy.begin() + 8);
  copy[0].dimension = 0;
  copy[1].sale.brand = {};
  const std::string text = history_text(report_of(rows_of(50), copy));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 18);
  EXPECT_TRUE(
      text.starts_with("fails  rows         both    44 for 50, 12.00 %\n"
                       "fails  missing      both    6 of 50, 12.00 %, first at row 2\n"
                       "warns  embeddings   copy    1 of 44, 2.27 %, first at row 0\n"))
      << text;
  EXPECT_NE(text.find("good   altered      both    2 of 50, 4.00 %, first at row 0\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("good   fields       copy    1 not filled in 44 rows, first at row 1\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("good   freshness    copy    0.0 h\n"), std::string::npos) << text;
  EXPECT_NE(history_text(report_of({}, {})).find("fails  freshness    source  no sale\n"),
            std::string::npos);
}

}  // namespace
}  // namespace haggle::test
