// The filters: which offers count as competition, and which filter is named where one does not.
#include "haggle/strategy/filters.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "haggle/strategy/judge.hpp"
#include "support/build.hpp"

namespace haggle {
namespace {

using test::offer;
using test::seller;

/// The verdict on a single offer of seller A.
Verdict judged(const Filters& filters, const Offer& offer,
               const std::function<void(test::World&)>& change = {}) {
  test::World world = test::world({offer});
  if (change) change(world);
  PolicySpec spec;
  spec.filters = filters;
  return test::decided(world, spec).verdicts.front();
}

TEST(ConditionFits, ByClassAndSubCondition) {
  using enum SubCondition;
  struct Row {
    ConditionFilter filter;
    Condition ours;
    SubCondition our_sub;
    Condition theirs;
    SubCondition their_sub;
    bool fits;
  };
  using Filter = ConditionFilter;
  constexpr Condition used = Condition::used;
  const Row rows[] = {
      {Filter::equal, used, good, used, good, true},
      {Filter::equal, used, good, used, very_good, false},
      {Filter::equal, used, good, Condition::collectible, good, false},
      {Filter::class_, used, good, used, acceptable, true},
      {Filter::class_, used, good, Condition::new_, new_, false},
      {Filter::same_or_better, used, good, used, good, true},
      {Filter::same_or_better, used, good, used, mint, true},
      {Filter::same_or_better, used, good, used, acceptable, false},
      {Filter::same_or_better, used, good, used, poor, false},
      {Filter::same_or_better, used, good, Condition::new_, new_, true},
      {Filter::same_or_better, used, good, Condition::new_, open_box, true},
      {Filter::same_or_better, used, good, Condition::collectible, like_new, false},
      {Filter::same_or_better, Condition::new_, new_, used, like_new, false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << name_of(condition_filter_words, row.filter) << " "
                                    << name_of(sub_condition_words, row.their_sub));
    Offer offer;
    offer.condition = row.theirs;
    offer.sub_condition = row.their_sub;
    EXPECT_EQ(condition_fits(row.filter, {row.ours, row.our_sub, {}, 0}, offer), row.fits);
  }
}

TEST(Filters, AskNothingByDefault) {
  EXPECT_EQ(judged({}, offer("A", 900)), Verdict::kept);
  Filters strict;
  strict.unknown = Unknown::reject;
  EXPECT_EQ(judged(strict, offer("A", 900)), Verdict::kept);
}

/// A filter on a number: what passes, what does not, and what an offer that does not say it gets.
struct NumberRow {
  const char* name;
  std::function<void(Filters&)> ask;
  std::function<void(Offer&, std::uint32_t)> say;
  std::uint32_t passes, fails;
  Verdict verdict;
};

const NumberRow number_rows[] = {
    {"feedback score", [](Filters& f) { f.feedback_score_ppm_min = 900'000; },
     [](Offer& o, std::uint32_t n) {
       o.feedback_score_ppm = n, o.has |= Offer::has_feedback_score;
     },
     900'000, 899'999, Verdict::feedback_score},
    {"feedback count", [](Filters& f) { f.feedback_count_min = 10; },
     [](Offer& o, std::uint32_t n) { o.feedback_count = n, o.has |= Offer::has_feedback_count; },
     10, 9, Verdict::feedback_count},
    {"handling", [](Filters& f) { f.handling_hours_max = 24; },
     [](Offer& o, std::uint32_t n) { o.handling_hours = n, o.has |= Offer::has_handling; }, 24, 25,
     Verdict::handling},
    {"stock", [](Filters& f) { f.stock_min = 1; },
     [](Offer& o, std::uint32_t n) { o.stock = n, o.has |= Offer::has_stock; }, 1, 0,
     Verdict::stock},
};

TEST(Filters, HaveInclusiveThresholds) {
  for (const NumberRow& row : number_rows) {
    SCOPED_TRACE(row.name);
    Filters filters;
    row.ask(filters);
    Offer said = offer("A", 900);
    row.say(said, row.passes);
    EXPECT_EQ(judged(filters, said), Verdict::kept);
    row.say(said, row.fails);
    EXPECT_EQ(judged(filters, said), row.verdict);
    filters.unknown = Unknown::reject;
    EXPECT_EQ(judged(filters, said), row.verdict);
    row.say(said, row.passes);
    EXPECT_EQ(judged(filters, said), Verdict::kept);
  }
}

TEST(Filters, KeepOrRejectWhatIsNotSaid) {
  for (const NumberRow& row : number_rows) {
    SCOPED_TRACE(row.name);
    Filters filters;
    row.ask(filters);
    EXPECT_EQ(judged(filters, offer("A", 900)), Verdict::kept);
    filters.unknown = Unknown::reject;
    EXPECT_EQ(judged(filters, offer("A", 900)), row.verdict);
  }
}

TEST(Filters, JudgePricesItemAndLanded) {
  struct Row {
    std::int64_t item, shipping, points;
    Verdict verdict;
  };
  const Row rows[] = {
      {1, 0, 0, Verdict::kept},         {0, 0, 0, Verdict::price_zero},
      {0, 500, 0, Verdict::price_zero}, {-100, 500, 0, Verdict::price_zero},
      {10, 0, 10, Verdict::price_zero}, {10, 0, 11, Verdict::price_zero},
      {10, 0, 9, Verdict::kept},        {10, -10, 0, Verdict::price_zero},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.item << "+" << row.shipping << "-" << row.points);
    Offer priced = test::with_shipping(offer("A", row.item), row.shipping);
    priced.points_minor = row.points;
    const auto with_points = [](test::World& w) { w.market.flags |= Market::has_points; };
    EXPECT_EQ(judged({}, priced, with_points), row.verdict);
  }
}

TEST(Filters, RejectAbsurdPrices) {
  struct Row {
    std::optional<std::int64_t> low, high;
    std::int64_t landed;
    Verdict verdict;
  };
  const Row rows[] = {
      {500'000, 2'000'000, 499, Verdict::price_absurd},
      {500'000, 2'000'000, 500, Verdict::kept},
      {500'000, 2'000'000, 2'000, Verdict::kept},
      {500'000, 2'000'000, 2'001, Verdict::price_absurd},
      {500'000, std::nullopt, 99'999, Verdict::kept},
      {500'000, std::nullopt, 1, Verdict::price_absurd},
      {std::nullopt, 2'000'000, 1, Verdict::kept},
      {std::nullopt, 2'000'000, 2'001, Verdict::price_absurd},
      {std::nullopt, std::nullopt, 1, Verdict::kept},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.landed);
    Filters filters;
    filters.absurd_low_ppm = row.low;
    filters.absurd_high_ppm = row.high;
    const auto with_reference = [](test::World& w) { w.listing.reference_price_minor = 1'000; };
    EXPECT_EQ(judged(filters, offer("A", row.landed), with_reference), row.verdict);
    EXPECT_EQ(judged(filters, offer("A", row.landed)), Verdict::kept) << "without a reference";
  }
}

TEST(Filters, JudgeFulfilmentCountryAndEligibility) {
  Filters filters;
  filters.fulfilment = Fulfilment::marketplace;
  EXPECT_EQ(judged(filters, offer("A", 900)), Verdict::fulfilment);
  EXPECT_EQ(judged(filters, test::by_marketplace(offer("A", 900))), Verdict::kept);

  struct Row {
    const char* from;
    bool by_marketplace;
    Unknown unknown;
    const char* marketplace;
    Verdict verdict;
  };
  const Row rows[] = {
      {"CA", false, Unknown::keep, "US", Verdict::kept},
      {"CN", false, Unknown::keep, "US", Verdict::ships_from},
      {"", false, Unknown::keep, "US", Verdict::kept},
      {"", false, Unknown::reject, "US", Verdict::ships_from},
      {"CN", true, Unknown::keep, "US", Verdict::kept},
      {"CA", true, Unknown::keep, "CN", Verdict::ships_from},
      {"CA", true, Unknown::reject, "", Verdict::ships_from},
      {"CA", true, Unknown::keep, "", Verdict::kept},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.from << " in " << row.marketplace);
    Filters from;
    from.ships_from = {test::country("US"), test::country("CA")};
    from.unknown = row.unknown;
    Offer shipped = offer("A", 900);
    if (row.by_marketplace) shipped = test::by_marketplace(shipped);
    shipped.ships_from = test::country(row.from);
    const auto change = [&](test::World& w) { w.market.country = test::country(row.marketplace); };
    EXPECT_EQ(judged(from, shipped, change), row.verdict);
  }
}

TEST(Filters, JudgeEligibility) {
  struct Row {
    Tristate said;
    Unknown unknown;
    Verdict verdict;
  };
  const Row rows[] = {{Tristate::yes, Unknown::keep, Verdict::kept},
                      {Tristate::yes, Unknown::reject, Verdict::kept},
                      {Tristate::no, Unknown::keep, Verdict::not_eligible},
                      {Tristate::no, Unknown::reject, Verdict::not_eligible},
                      {Tristate::unknown, Unknown::keep, Verdict::kept},
                      {Tristate::unknown, Unknown::reject, Verdict::not_eligible}};
  for (const Row& row : rows) {
    SCOPED_TRACE(static_cast<int>(row.said));
    Filters filters;
    filters.eligible_only = true;
    filters.unknown = row.unknown;
    Offer said = offer("A", 900);
    said.eligible = row.said;
    EXPECT_EQ(judged(filters, said), row.verdict);
  }
}

TEST(Filters, KnowSellersByName) {
  Filters filters;
  filters.exclude = {seller("B"), seller("A")};
  EXPECT_EQ(judged(filters, offer("A", 900)), Verdict::excluded);
  EXPECT_EQ(judged(filters, offer("C", 900)), Verdict::kept);
  filters.include = {seller("C"), seller("A")};
  EXPECT_EQ(judged(filters, offer("C", 900)), Verdict::kept);
  EXPECT_EQ(judged(filters, offer("D", 900)), Verdict::not_included);
  EXPECT_EQ(judged(filters, offer("A", 900)), Verdict::excluded);
  filters.include = std::vector<SellerId>{};
  EXPECT_EQ(judged(filters, offer("C", 900)), Verdict::not_included);
}

/// An offer that every filter rejects; taking one fault away after the other names each in turn.
TEST(Filters, NameTheFirstThatRejects) {
  Filters f;
  for (const NumberRow& row : number_rows) row.ask(f);
  f.absurd_high_ppm = 2'000'000;
  f.fulfilment = Fulfilment::merchant;
  f.ships_from = {test::country("US")};
  f.eligible_only = true;
  f.exclude = {seller("US"), seller("A")};
  f.include = std::vector<SellerId>{};
  Offer o = test::by_marketplace(offer("US", 0));
  o.condition = Condition::used;
  o.eligible = Tristate::no;
  for (const NumberRow& row : number_rows) row.say(o, row.fails);
  const auto change = [](test::World& w) {
    w.listing.reference_price_minor = 1'000;
    w.market.country = test::country("DE");
  };
  const std::pair<Verdict, std::function<void()>> in_order[] = {
      {Verdict::own_group, [&] { o.seller = seller("A"); }},
      {Verdict::price_zero, [&] { o.price_minor = 5'000; }},
      {Verdict::price_absurd, [&] { o.price_minor = 900; }},
      {Verdict::condition, [&] { o.condition = Condition::new_; }},
      {Verdict::fulfilment, [&] { o.fulfilment = Fulfilment::merchant; }},
      {Verdict::feedback_score, [&] { number_rows[0].say(o, 900'000); }},
      {Verdict::feedback_count, [&] { number_rows[1].say(o, 10); }},
      {Verdict::handling, [&] { o.ships_from = test::country("CN"), number_rows[2].say(o, 24); }},
      {Verdict::ships_from, [&] { o.ships_from = test::country("US"); }},
      {Verdict::stock, [&] { number_rows[3].say(o, 1); }},
      {Verdict::not_eligible, [&] { o.eligible = Tristate::yes; }},
      {Verdict::excluded, [&] { f.exclude.clear(); }},
      {Verdict::not_included, [&] { f.include.reset(); }},
  };
  for (const auto& [verdict, mend] : in_order) {
    EXPECT_EQ(judged(f, o, change), verdict) << name_of(verdict_words, verdict);
    mend();
  }
  EXPECT_EQ(judged(f, o, change), Verdict::kept);
}

TEST(Filters, HaveAWordForEachNumber) {
  EXPECT_EQ(verdict_words.size(), 15U);
  for (std::size_t i = 0; i < verdict_words.size(); ++i) {
    EXPECT_EQ(verdict_words[i].value, static_cast<Verdict>(i));
  }
  EXPECT_EQ(name_of(verdict_words, Verdict{}), "not_examined");
  EXPECT_EQ(value_of(condition_filter_words, "class"), ConditionFilter::class_);
  EXPECT_EQ(value_of(unknown_words, "reject"), Unknown::reject);
}

}  // namespace
}  // namespace haggle
