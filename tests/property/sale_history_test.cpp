// The check of two copies of a history against counts that are made in another way.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "haggle/valuation/history_check.hpp"
#include "property/campaign.hpp"

namespace haggle::test {
namespace {

using HistoryRows = std::vector<HistoryRow>;
constexpr Instant now{1'800'000'000'000};

HistoryRow random_row(Dice& dice) {
  HistoryRow row;
  row.sale.id = *SaleId::from("s" + std::to_string(dice.below(30)));
  row.sale.tenant = *Label::from(dice.chance(50) ? "a" : "b");
  row.sale.product = *ProductId::from("p");
  row.sale.category = *Label::from("c");
  row.sale.brand = dice.chance(90) ? *Label::from("b") : Label{};
  row.sale.price_minor = dice.between(0, 4);
  row.sale.currency = dice.chance(70) ? Currency{"USD"} : Currency{"ISK"};
  row.sale.sold_at = {now.ms - dice.between(-10, 200'000'000)};
  row.dimension = dice.chance(90) ? 1'024 : 0;
  return row;
}

HistoryRows random_rows(Dice& dice) {
  HistoryRows rows;
  for (std::size_t i = dice.below(40); i > 0; --i) rows.push_back(random_row(dice));
  return rows;
}

using Keys = std::map<std::string, const HistoryRow*>;

/// The first row of each key.
Keys keys_of(const HistoryRows& rows) {
  Keys keys;
  for (const HistoryRow& row : rows) {
    keys.emplace(std::string(row.sale.tenant.text()) + "/" + std::string(row.sale.id.text()), &row);
  }
  return keys;
}

std::size_t only_in_first(const Keys& first, const Keys& second) {
  return static_cast<std::size_t>(std::count_if(
      first.begin(), first.end(), [&](const auto& one) { return !second.contains(one.first); }));
}

template <class IsSo>
std::size_t count(const HistoryRows& rows, IsSo is_so) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), is_so));
}

HistoryReport report_of(const HistoryRows& source, const HistoryRows& copy) {
  return *check_history({source, copy}, now);
}

TEST(SaleHistoryLaw, TheCountsAreThoseOfASlowCount) {
  campaign(5'000, 1, [](Dice& dice) {
    const HistoryRows source = random_rows(dice);
    const HistoryRows copy = random_rows(dice);
    const HistoryReport report = report_of(source, copy);
    const Keys before = keys_of(source);
    const Keys after = keys_of(copy);
    EXPECT_EQ(report.of(HistoryCheck::missing).found, only_in_first(before, after));
    EXPECT_EQ(report.of(HistoryCheck::extra).found, only_in_first(after, before));
    EXPECT_EQ(report.of(HistoryCheck::repeated).found, source.size() - before.size());
    const auto found = [&](HistoryCheck check) {
      return report.of(check, HistoryCopy::copy).found;
    };
    EXPECT_EQ(found(HistoryCheck::embeddings),
              count(copy, [](const HistoryRow& row) { return row.dimension == 0; }));
    EXPECT_EQ(found(HistoryCheck::future),
              count(copy, [](const HistoryRow& row) { return row.sale.sold_at > now; }));
    EXPECT_EQ(found(HistoryCheck::fields),
              count(copy, [](const HistoryRow& row) { return row.sale.brand.empty(); }) +
                  count(copy, [](const HistoryRow& row) { return row.sale.price_minor == 0; }));
    return true;
  });
}

TEST(SaleHistoryLaw, TheTwoChangeTheirPlaces) {
  campaign(5'000, 1, [](Dice& dice) {
    const HistoryRows source = random_rows(dice);
    const HistoryRows copy = random_rows(dice);
    const HistoryReport one = report_of(source, copy);
    const HistoryReport other = report_of(copy, source);
    EXPECT_EQ(one.of(HistoryCheck::missing).found, other.of(HistoryCheck::extra).found);
    EXPECT_EQ(one.of(HistoryCheck::altered).found, other.of(HistoryCheck::altered).found);
    EXPECT_EQ(one.of(HistoryCheck::freshness, HistoryCopy::source).measure,
              other.of(HistoryCheck::freshness, HistoryCopy::copy).measure);
    return true;
  });
}

/// A history is good against itself in whatever order, but for what is wrong in it alone.
TEST(SaleHistoryLaw, AnOrderIsNoDifference) {
  campaign(5'000, 2, [](Dice& dice) {
    const HistoryRows rows = random_rows(dice);
    HistoryRows source;
    for (const auto& [key, row] : keys_of(rows)) source.push_back(*row);
    HistoryRows copy = source;
    dice.shuffle(copy);
    const HistoryReport report = report_of(source, copy);
    for (const auto check : {HistoryCheck::rows, HistoryCheck::missing, HistoryCheck::extra,
                             HistoryCheck::altered, HistoryCheck::price_mean}) {
      EXPECT_EQ(report.of(check).measure, 0.0);
    }
    EXPECT_LT(report.of(HistoryCheck::price_sigma).measure, 1e-12);
    return source.size() > 1;
  });
}

/// Of whatever prices, at most one in nine is three sigmas away.
TEST(SaleHistoryLaw, OutliersAreFew) {
  campaign(5'000, 2, [](Dice& dice) {
    HistoryRows rows = random_rows(dice);
    for (HistoryRow& row : rows) row.sale.price_minor = dice.chance(95) ? 100 : 1'000'000;
    const HistoryFinding found = report_of(rows, rows).of(HistoryCheck::outliers);
    EXPECT_LE(9 * found.found, found.of);
    return rows.size() > 10;
  });
}

}  // namespace
}  // namespace haggle::test
