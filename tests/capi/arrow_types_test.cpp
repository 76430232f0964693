// Which types each column takes, how they are read, and what is said of the others.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "capi/arrow_small.hpp"
#include "haggle/base/wide.hpp"

namespace haggle::test::made {
namespace {

TEST(ArrowTypes, IntegersOfEveryWidthAreAmounts) {
  const auto check = [](const Node& floor) {
    const Answer answer = ask({{with(small_table(), "floor_minor", floor)}});
    EXPECT_EQ(prices_of(answer), all_match) << floor.format << " " << answer.error.message;
  };
  check(numbers<std::int16_t>("floor_minor", "s", {800, 800, 800}));
  check(numbers<std::uint16_t>("floor_minor", "S", {800, 800, 800}));
  check(numbers<std::int32_t>("floor_minor", "i", {800, 800, 800}));
  check(numbers<std::uint32_t>("floor_minor", "I", {800, 800, 800}));
  check(numbers<std::uint64_t>("floor_minor", "L", {800, 800, 800}));
  check(numbers<std::int8_t>("floor_minor", "c", {80, 80, 80}));
  check(numbers<std::uint8_t>("floor_minor", "C", {200, 200, 200}));
}

TEST(ArrowTypes, DecimalsAreUnitsOfTheCurrency) {
  const auto check = [](const Node& floor) {
    const Answer answer = ask({{with(small_table(), "floor_minor", floor)}});
    EXPECT_EQ(prices_of(answer), all_match) << floor.format << " " << answer.error.message;
  };
  check(numbers<Wide>("floor", "d:38,2", {800, 800, 800}));
  check(numbers<Wide>("floor", "d:38,0", {8, 8, 8}));
  check(numbers<Wide>("floor", "d:19,10,128", {80'000'000'000, 80'000'000'000, 80'000'000'000}));
  check(numbers<std::int64_t>("floor", "d:18,3,64", {8'000, 8'000, 8'000}));
  check(numbers<std::int32_t>("floor", "d:9,1,32", {80, 80, 80}));
}

TEST(ArrowTypes, DecimalsAreExactOrTheRowIsRefused) {
  const Wide huge = Wide{1'000'000'000'000'000'000} * 1'000'000'000'000'000'000;
  const Node floor = numbers<Wide>("floor", "d:38,3", {8'000, 8'001, -huge});
  const Answer answer = ask({{with(small_table(), "floor_minor", floor)}});
  EXPECT_EQ(prices_of(answer), (Prices{900, {}, {}}));
  EXPECT_EQ(errors_of(answer),
            (std::vector<std::string>{"", "amount_precision at floor", "out_of_range at floor"}));
  const Node units = numbers<Wide>("floor", "d:38,0", {8, huge, -huge});
  EXPECT_EQ(errors_of(ask({{with(small_table(), "floor_minor", units)}})),
            (std::vector<std::string>{"", "out_of_range at floor", "out_of_range at floor"}));
}

TEST(ArrowTypes, DecimalsFollowEachRowsCurrency) {
  Node table =
      with(small_table(), "floor_minor", numbers<Wide>("floor", "d:38,3", {8'000, 800'000, 800}));
  table = plus(without(table, "ceiling_minor"), utf8("currency", {"USD", "JPY", "KWD"}));
  const Answer answer = ask({{table}});
  EXPECT_EQ(prices_of(answer), (Prices{900, 901, 902})) << errors_of(answer)[1];
  EXPECT_EQ(errors_of(answer), (std::vector<std::string>{"", "", ""}));
}

TEST(ArrowTypes, TimestampsOfEveryUnit) {
  const std::int64_t s = test_now.ms / 1'000;
  const auto check = [](const std::string& format, std::int64_t value) {
    const Node time = numbers<std::int64_t>("market_time", format, {value, value, value});
    const Answer answer = ask({{with(small_table(), "market_time", time)}});
    EXPECT_EQ(prices_of(answer), all_match) << format << " " << answer.error.message;
  };
  check("tss:", s);
  check("tsm:UTC", s * 1'000);
  check("tsu:Europe/Berlin", s * 1'000'000);
  check("tsn:", s * 1'000'000'000);
  check("l", s * 1'000);
}

TEST(ArrowTypes, AMomentBetweenMillisecondsIsRefused) {
  const Node time = numbers<std::int64_t>("market_time", "tsu:", {1'000, 1'001, 1'000});
  EXPECT_EQ(errors_of(ask({{with(small_table(), "market_time", time)}}))[1],
            "bad_instant at market_time");
  const Node far = numbers<std::int64_t>("market_time", "tss:", {1, INT64_MAX, INT64_MIN});
  const std::vector<std::string> errors =
      errors_of(ask({{with(small_table(), "market_time", far)}}));
  EXPECT_EQ(errors[1], "out_of_range at market_time");
  EXPECT_EQ(errors[2], "out_of_range at market_time");
}

TEST(ArrowTypes, NumbersThatDoNotFit) {
  const Node stock = numbers<std::int64_t>("stock", "l", {5, std::int64_t{1} << 31, -5});
  EXPECT_EQ(errors_of(ask({{plus(small_table(), stock)}}))[1], "out_of_range at stock");
  const Node floor = numbers<std::uint64_t>("floor_minor", "L", {800, UINT64_MAX, 800});
  EXPECT_EQ(errors_of(ask({{with(small_table(), "floor_minor", floor)}}))[1],
            "out_of_range at floor_minor");
  Node table = small_table();
  column(table, "offers")
      .children[0]
      .children.push_back(numbers<std::int32_t>("stock", "i", {0, 1, 2, -3, 4, 5}));
  EXPECT_EQ(errors_of(ask({{table}}))[1], "out_of_range at offers[1].stock");
}

TEST(ArrowTypes, TextThatIsNoId) {
  const std::string longest(31, 'x');
  const std::string nul("A\0B", 3);
  for (const auto& make : {utf8, large_utf8, views}) {
    Node table = small_table();
    column(table, "offers[].seller") = make("seller", {"A", longest, "A", longest + "y", "A", nul});
    const std::vector<std::string> errors = errors_of(ask({{table}}));
    EXPECT_EQ(errors, (std::vector<std::string>{"", "id_too_long at offers[1].seller",
                                                "bad_id at offers[1].seller"}));
  }
}

TEST(ArrowTypes, WordsThatAreNone) {
  const Node conditions = dictionary("condition", {"new", "shiny", ""});
  EXPECT_EQ(errors_of(ask({{plus(small_table(), conditions)}})),
            (std::vector<std::string>{"", "unknown_value at condition", ""}));
  const Node currencies = utf8("currency", {"USD", "XXQ", "usd"});
  EXPECT_EQ(errors_of(ask({{plus(small_table(), currencies)}})),
            (std::vector<std::string>{"", "unknown_currency at currency",
                                      "unknown_currency at currency"}));
  Node table = small_table();
  column(table, "offers")
      .children[0]
      .children.push_back(utf8("ships_from", {"US", "", "usa", "US", "us", "D"}));
  EXPECT_EQ(errors_of(ask({{table}})),
            (std::vector<std::string>{"", "unknown_value at offers[0].ships_from",
                                      "unknown_value at offers[0].ships_from"}));
}

TEST(ArrowTypes, AnIndexOutsideItsDictionaryIsRefused) {
  Node sellers = dictionary("seller", {"US", "US", "US"});
  sellers.buffers[0] = {0, 7, 0xFF, 0};
  const std::vector<std::string> errors =
      errors_of(ask({{with(small_table(), "seller", sellers)}}));
  EXPECT_EQ(errors,
            (std::vector<std::string>{"", "bad_argument at seller", "bad_argument at seller"}));
}

TEST(ArrowTypes, RowsWithoutAnyOfferAskNoDictionary) {
  Node items = structure("item", {int64s("price_minor", {}), dictionary("condition", {}),
                                  views("seller", {}), flags("is_winner", {})});
  const Node none = lists<std::int32_t>("offers", {0, 0, 0}, items);
  const Answer answer = ask({{with(small_table(), "offers", none)}});
  EXPECT_EQ(answer.stream_status, 0) << answer.stream_words;
  EXPECT_EQ(prices_of(answer), (Prices{1000, 1000, 1000}));
}

TEST(ArrowTypes, AColumnOfNullsIsNotKnown) {
  Node table = plus(small_table(), nothing("stock", 3));
  EXPECT_EQ(prices_of(ask({{table}})), all_match);
  EXPECT_EQ(errors_of(ask({{with(small_table(), "floor_minor", nothing("floor_minor", 3))}}))[0],
            "floor_required at listing.floor");
}

/// One column in place of another, and what is said of it.
struct Wrong {
  Node column;
  haggle_status status;
  std::string where;
  std::string said;
};

TEST(ArrowTypes, AWrongSchemaNamesTheColumn) {
  const std::vector<Wrong> cases{
      {numbers<double>("price_minor", "g", {1, 2, 3}), HAGGLE_E_WRONG_TYPE, "price_minor",
       "is float64; expected is an integer of minor units"},
      {numbers<Wide>("price_minor", "d:38,2", {1, 2, 3}), HAGGLE_E_WRONG_TYPE, "price_minor",
       "decimals are read from the column without _minor"},
      {int64s("cost", {1, 2, 3}), HAGGLE_E_WRONG_TYPE, "cost", "is int64; expected is a decimal"},
      {numbers<Wide>("floor", "d:38,2", {1, 2, 3}), HAGGLE_E_REPEATED_KEY, "floor", "two columns"},
      {int64s("selller", {1, 2, 3}), HAGGLE_E_UNKNOWN_FIELD, "selller", "no column of this name"},
      {int64s("condition", {1, 2, 3}), HAGGLE_E_WRONG_TYPE, "condition", "is int64"},
      {numbers<std::int32_t>("market_time", "tdD", {1, 2, 3}), HAGGLE_E_WRONG_TYPE, "market_time",
       "is date32; expected is a timestamp"},
      {utf8("memory", {"", "", ""}), HAGGLE_E_WRONG_TYPE, "memory", "fixed_size_binary(40)"},
      {int64s("offers", {1, 2, 3}), HAGGLE_E_WRONG_TYPE, "offers", "expected is a list"},
      {lists<std::int32_t>("offers", {1, 1, 1}, int64s("item", {1, 2, 3})), HAGGLE_E_WRONG_TYPE,
       "offers[]", "is int64; expected is a struct"},
      {lists<std::int32_t>("offers", {1, 1, 1}, structure("item", {utf8("seller", {"", "", ""})})),
       HAGGLE_E_MISSING_FIELD, "offers[].price_minor", "no such column"},
      {lists<std::int32_t>("offers", {1, 1, 1}, structure("item", {int64s("prize", {1, 2, 3})})),
       HAGGLE_E_UNKNOWN_FIELD, "offers[].prize", "no column of this name"},
  };
  for (const Wrong& wrong : cases) {
    const Node table = plus(without(small_table(), wrong.column.name), wrong.column);
    const Answer answer = ask({{table}});
    EXPECT_EQ(answer.status, wrong.status) << answer.error.message;
    EXPECT_EQ(answer.error.where, wrong.where);
    EXPECT_NE(std::string{answer.error.message}.find(wrong.said), std::string::npos)
        << answer.error.message;
  }
  EXPECT_EQ(open_count, 0);
}

TEST(ArrowTypes, UnknownColumnsArePassedOverOnRequest) {
  Call call;
  call.options.flags = HAGGLE_ARROW_PASS_UNKNOWN;
  Node table = plus(small_table(), numbers<double>("weight", "g", {1, 2, 3}));
  column(table, "offers").children[0].children.push_back(int64s("rank", {1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(prices_of(ask({{table}}, call)), all_match);
}

TEST(ArrowTypes, TheTimeOfTheMarketMustBeSaid) {
  const Node table = without(small_table(), "market_time");
  EXPECT_EQ(ask({{table}}).status, HAGGLE_E_MISSING_FIELD);
  Call call;
  call.market = market();
  EXPECT_EQ(prices_of(ask({{table}}, call)), all_match);
}

}  // namespace
}  // namespace haggle::test::made
