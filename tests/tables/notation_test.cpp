// The notation of the tables: what it reads, and how it says that it cannot.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "tables/answer.hpp"

namespace haggle::tables {
namespace {

constexpr const char* heading =
    "given listing: currency=USD price=10.00 floor=8.00 ceiling=15.00 shipping=0.00\n"
    "id | policy.beat_by | policy | listing | tiers | offers | clock | decision | why | also\n";

std::vector<Row> rows_of(const std::string& text) {
  std::istringstream lines{text};
  return read_rows(lines, "t.txt");
}

/// What is said of the last row of a text: a fault, or how it differs.
std::string said_of(const std::string& text) {
  try {
    const Row row = rows_of(text).back();
    const Input input = input_of(row);
    return differences(row, answer_to(input));
  } catch (const Fault& fault) {
    return fault.what();
  }
}

TEST(Notation, PutsGivensFieldsAndCellsTogether) {
  const Row row =
      rows_of(std::string{heading} + "\n# words\nX | -0.01 | paused | price=9 | | | |").back();
  EXPECT_EQ(row.id, "X");
  EXPECT_EQ(row.place(), "t.txt:5");
  EXPECT_EQ(row.cell("policy"), "beat_by=-0.01 paused");
  EXPECT_EQ(row.cell("listing"),
            "currency=USD price=10.00 floor=8.00 ceiling=15.00 shipping=0.00 price=9");
  EXPECT_EQ(row.cell("offers"), "");
  EXPECT_EQ(input_of(row).listing().price_minor, 900);
}

TEST(Notation, TakesARowsOffersInsteadOfThoseGiven) {
  const std::string text = std::string{"given offers: A 1.00\n"} + heading;
  EXPECT_EQ(rows_of(text + "X |").back().cell("offers"), "A 1.00");
  EXPECT_EQ(rows_of(text + "X | | | | | none").back().cell("offers"), "none");
}

TEST(Notation, ReadsValues) {
  EXPECT_EQ(amount("-0.01"), Amount::decimal(-1, 2));
  EXPECT_EQ(amount("+0.50"), Amount::decimal(50, 2));
  EXPECT_EQ(amount("USD-0.01").currency.text(), "USD");
  EXPECT_EQ(amount("minor:7"), Amount::minor(7));
  EXPECT_EQ(span("-61s").ms, -61'000);
  EXPECT_EQ(span("2d").ms, 172'800'000);
  EXPECT_EQ(span("now").ms, 0);
  EXPECT_EQ(minute("24:00"), 1'440);
  EXPECT_EQ(moment("1970-01-02T03:46:40Z").ms, 100'000'000);
  EXPECT_EQ(moment("2026-03-02T00:00:00Z").ms, 1'772'409'600'000);
  EXPECT_EQ(word(condition_words, "used"), Condition::used);
  EXPECT_EQ(word(condition_words, "77"), static_cast<Condition>(77));
}

TEST(Notation, WritesSpansAsItReadsThem) {
  for (const char* text : {"now", "+15m", "-61s", "+2h", "-1d", "+1ms", "+22400s"}) {
    EXPECT_EQ(span_text(span(text)), text);
  }
}

TEST(Notation, ReadsAnOfferWithEverything) {
  const Row row =
      rows_of(std::string{heading} +
              "X | | | | | A 9.50+2.00-0.20 fba wins ineligible consumer feedback=95% ratings=12 "
              "handling=48h from=CA stock=3 landed=11.30 condition=used/good 5@9.30 | | |")
          .back();
  const Input in = input_of(row);
  const Offer& o = in.offers.at(0);
  EXPECT_EQ(o.seller.text(), "A");
  EXPECT_EQ(o.price_minor, 950);
  EXPECT_EQ(o.shipping_minor, 200);
  EXPECT_EQ(o.points_minor, 20);
  EXPECT_EQ(o.fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(o.flags, Offer::is_winner);
  EXPECT_EQ(o.eligible, Tristate::no);
  EXPECT_EQ(o.audience, OfferAudience::consumer);
  EXPECT_EQ(o.feedback_score_ppm, 950'000U);
  EXPECT_EQ(o.feedback_count, 12U);
  EXPECT_EQ(o.handling_hours, 48U);
  EXPECT_EQ(o.ships_from.text(), "CA");
  EXPECT_EQ(o.stock, 3U);
  EXPECT_EQ(o.stated_landed_minor, 1'130);
  EXPECT_EQ(o.has, Offer::has_stated_landed | Offer::has_feedback_score |
                       Offer::has_feedback_count | Offer::has_handling | Offer::has_stock);
  EXPECT_EQ(o.sub_condition, SubCondition::good);
  EXPECT_EQ(in.breaks.at(0), (QuantityBreak{0, 5, 930}));
}

TEST(Notation, SaysHowARowDiffers) {
  const std::string row = std::string{heading} + "X | -0.01 | | | | A 9.50 wins | | ";
  EXPECT_EQ(said_of(row + "reprice 9.49 | chase_buy_box | goal=9.49"), "");
  EXPECT_EQ(said_of(row + "hold 9.49 | chase_buy_box"),
            "\n  decision: want `hold 9.49`, got `reprice 9.49`");
  EXPECT_EQ(said_of(row + "reprice 9.49 | floor"), "\n  why: want `floor`, got `chase_buy_box`");
  EXPECT_EQ(said_of(row + "reprice 9.49 | chase_buy_box | goal=9.50 notes=total_falls"),
            "\n  goal: want `9.50`, got `9.49`\n  notes: want `total_falls`, got `none`");
}

TEST(Notation, SaysWhatItCannotReadAndWhere) {
  struct Case {
    const char* text;
    const char* said;
  };
  const std::string text{heading};
  const Case cases[] = {
      {"X | -0.01 | colour=red", "t.txt:3: no such field: colour"},
      {"X | cheap", "t.txt:3: beat_by: bad_amount: cheap"},
      {"X | | max_rule=jump",
       "t.txt:3: max_rule: no such word: jump; there are jump_to_min "
       "jump_to_max jump_to_avg default_price match_rival next_rival "
       "do_nothing"},
      {"X | | cool_down=soon", "t.txt:3: cool_down: no span of time: soon"},
      {"X | | hours=10:00", "t.txt:3: hours: hours are FROM-TO: 10:00"},
      {"X | | hours=10-11", "t.txt:3: hours: no time of day: 10"},
      {"X | | ships_from=USA", "t.txt:3: ships_from: a country has two letters: USA"},
      {"X | | compete_with=lowest,lowest,lowest,lowest",
       "t.txt:3: compete_with: at most three kinds of reference"},
      {"X | | ; 5: paused", "t.txt:3: a band is FROM-TO or FROM+"},
      {"X | | ; paused", "t.txt:3: a band is DAYS: fields, not paused"},
      {"X | | | price=9.999", "t.txt:3: price: amount_precision: 9.999"},
      {"X | | | stock=x", "t.txt:3: stock: no number: x"},
      {"X | | | | 5", "t.txt:3: a tier is QUANTITY@PRICE: 5"},
      {"X | | | | | A", "t.txt:3: an offer is a seller and a price: A"},
      {"X | | | | | ABCDEFGHIJKLMNOPQRSTUVWXYZ123456 1.00",
       "t.txt:3: id_too_long: ABCDEFGHIJKLMNOPQRSTUVWXYZ123456"},
      {"X | | | | | | now=today", "t.txt:3: now: no moment: today"},
      {"X | | | | | | | ; hold 10.00", "t.txt:3: more pieces in `decision` than rungs"},
      {"X | | ; 0-1: paused | floor=none | | | | error floor_required | | goal=1.00",
       "t.txt:3: no such fact: goal; there are index where"},
      {" | -0.01", "t.txt:3: a row without an id"},
      {"X | | | | | | | | | | more", "t.txt:3: more cells than columns"},
      {"id | colour", "t.txt:3: no such column: colour"},
      {"given colour: red", "t.txt:3: no such column: colour"},
      {"given listing", "t.txt:3: a given is written `given COLUMN: what`"},
  };
  for (const Case& c : cases) EXPECT_EQ(said_of(text + c.text), c.said);
  EXPECT_EQ(said_of("X | paused"),
            "t.txt:1: a row before any header; a header begins with the column `id`");
  EXPECT_THROW(static_cast<void>(read_table("no_such_file.txt")), Fault);
}

}  // namespace
}  // namespace haggle::tables
