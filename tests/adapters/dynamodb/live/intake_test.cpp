// A shop's messages into the table, on a real service, with failures between its two writes.
#include <gtest/gtest.h>

#include <dynamodb/intake.hpp>

#include "live/service.hpp"
#include "samples.hpp"

namespace {

using dynamodb::Intake;
using dynamodb::Json;
using dynamodb::Tally;

/// A message of a bag; what is said of it beside its type can be given.
Json message(const std::string& type, int number, const Json& more = Json::object()) {
  const std::string id = std::to_string(number);
  Json out{{"type", "carousel.product." + type},
           {"eventId", type + "-" + id},
           {"occurredAt", "2026-11-18T10:00:00Z"},
           {"tenantId", "shop"},
           {"productId", "bag-" + id},
           {"category", "bags"},
           {"condition", "good"}};
  if (type == "sold") {
    out.update({{"saleId", "sale-" + id},
                {"salePrice", "120.50"},
                {"saleCurrency", "EUR"},
                {"soldDate", "2026-11-18"},
                {"brand", "gucci"},
                {"embedding", {1, 2, 3}}});
  }
  out.update(more);
  return out;
}

class IntakeTest : public testing::Test {
 protected:
  Tally take(const Json& messages) {
    const auto taken = intake_.take(
        messages.dump(),
        [this](std::string_view, std::string_view why) { refusals_.emplace_back(why); });
    EXPECT_TRUE(taken) << aws::describe(taken.error());
    return taken.value_or(Tally{});
  }

  /// The sales that stand in the table.
  std::size_t sales_count() {
    dynamodb::Sales sales(store_.table(), samples::tenant());
    auto rows = sales.with_embedding(dynamodb::days_before(samples::now)).value();
    std::size_t count = 0;
    while (rows.next().value()) ++count;
    return count;
  }

  static haggle::SaleDefaults defaults() {
    haggle::SaleDefaults out;
    out.tenant = "shop";
    return out;
  }

  live::Store store_{live::Way::through_proxy};
  Intake intake_{store_.table(), samples::tenant(), defaults()};
  std::vector<std::string> refusals_;
};

TEST_F(IntakeTest, KeepsALifeAndASale) {
  const Json messages{message("listed", 1), message("sold", 1, {{"eventId", "z"}}),
                      message("sold", 2)};
  const Tally first = take(messages);
  EXPECT_EQ(first.events, 3U);
  EXPECT_EQ(first.steps, 3U);
  EXPECT_EQ(first.sales, 2U);
  EXPECT_EQ(sales_count(), 2U);
  const Tally again = take(messages);
  EXPECT_EQ(again.steps, 0U);
  EXPECT_EQ(again.sales, 0U);
  EXPECT_EQ(again.duplicates, 2U);
  EXPECT_EQ(sales_count(), 2U);
}

TEST_F(IntakeTest, RefusesWhatSaysNothingAndTakesTheRest) {
  const Tally tally = take({message("sold", 1, {{"salePrice", "-1"}}),
                            message("sold", 2, {{"tenantId", "other"}}),
                            {{"type", "weather.changed"}},
                            message("sold", 3)});
  EXPECT_EQ(tally.refused, 2U);
  EXPECT_EQ(refusals_.size(), 2U);
  EXPECT_EQ(tally.sales, 1U);
  EXPECT_EQ(sales_count(), 1U);
}

// The life was stepped, the sale was not written: the message comes again, and writes the sale.
TEST_F(IntakeTest, WritesASaleWhoseFirstTryFailedBehindItsStep) {
  live::plan({"through", "through", "denied"});
  const auto failed = intake_.take(message("sold", 1).dump(), [](auto, auto) {});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, aws::Kind::denied);
  EXPECT_EQ(sales_count(), 0U);
  const Tally tally = take(message("sold", 1));
  EXPECT_EQ(tally.steps, 0U);
  EXPECT_EQ(tally.sales, 1U);
  EXPECT_EQ(sales_count(), 1U);
}

}  // namespace
