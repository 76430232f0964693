// The stream as a whole: rows that cannot be decided on, chunks that fail, who releases what.
#include <gtest/gtest.h>

#include <cerrno>
#include <functional>
#include <string>
#include <vector>

#include "capi/arrow_small.hpp"

namespace haggle::test::made {
namespace {

TEST(Arrow, ASmallTable) {
  const Answer answer = ask({{small_table()}});
  ASSERT_EQ(answer.status, HAGGLE_OK) << answer.error.message;
  EXPECT_EQ(prices_of(answer), all_match);
  EXPECT_EQ(answer.rows[0].action, "reprice");
  EXPECT_EQ(answer.rows[0].reason, "chase_buy_box");
  EXPECT_EQ(answer.rows[0].state, "buy_box_other");
  EXPECT_EQ(answer.rows[0].change, -100);
  EXPECT_EQ(answer.rows[0].error, "");
  EXPECT_EQ(open_count, 0);
}

TEST(Arrow, TheListingSaysWhatNoColumnSays) {
  Node table = small_table();
  for (const char* name :
       {"seller", "marketplace", "floor_minor", "ceiling_minor", "shipping_minor"}) {
    table = without(table, name);
  }
  Call call;
  call.listing = listing();
  EXPECT_EQ(prices_of(ask({{table}}, call)), all_match);
  call.listing->floor.amount_minor = 901;
  EXPECT_EQ(prices_of(ask({{table}}, call)), (Prices{901, 901, 902}));
}

TEST(Arrow, AMarketOfAnotherCurrencyIsRefused) {
  Call call;
  call.market = market();
  call.market->currency = currency("EUR");
  EXPECT_EQ(errors_of(ask({{small_table()}}, call))[0], "currency_mismatch at market.currency");
}

TEST(Arrow, RowsWithoutOffersAndListsThatAreNull) {
  Node table = small_table();
  Node& offers = column(table, "offers");
  offers = with_gaps(offers, {1});  // its two offers stand behind the null
  const Answer answer = ask({{table}});
  EXPECT_EQ(answer.rows[0].price, 900);
  EXPECT_EQ(answer.rows[1].reason, "offers_unknown");
  EXPECT_EQ(answer.rows[1].price, 1000);
  EXPECT_EQ(answer.rows[2].price, 902);
  EXPECT_EQ(prices_of(ask({{without(small_table(), "offers")}})), (Prices{1000, 1000, 1000}));
}

TEST(Arrow, AnOfferThatIsNullIsAnErrorOfItsRow) {
  Node table = small_table();
  Node& items = column(table, "offers").children[0];
  items = with_gaps(items, {3});
  const Answer answer = ask({{table}});
  EXPECT_EQ(prices_of(answer), (Prices{900, {}, 902}));
  EXPECT_EQ(errors_of(answer)[1], "missing_field at offers[1]");
}

TEST(Arrow, TooManyOffersAreAnErrorOfTheirRow) {
  const std::size_t many = 1'025;
  std::vector<std::int64_t> prices(many + 2, 905);
  Node items =
      structure("item", {int64s("price_minor", prices), utf8("seller", Texts(prices.size(), "A"))});
  Node table = with(small_table(), "offers", lists<std::int64_t>("offers", {1, many, 1}, items));
  const Answer answer = ask({{table}});
  EXPECT_EQ(errors_of(answer), (std::vector<std::string>{"", "too_many_offers at offers", ""}));
  EXPECT_EQ(answer.rows[2].price, 905);
}

TEST(Arrow, ARowWithAnErrorKeepsItsMemory) {
  Memory memory;
  memory.version = Memory::version_now;
  memory.safe_minor = 950;
  Node table = plus(small_table(), numbers<Memory>("memory", "w:40", {memory, memory, memory}));
  column(table, "seller") = utf8("seller", {"US", std::string(32, 'x'), "US"});
  const Answer answer = ask({{table}});
  EXPECT_EQ(errors_of(answer)[1], "id_too_long at seller");
  EXPECT_EQ(answer.rows[1].memory, memory);
  EXPECT_EQ(answer.rows[1].price, std::nullopt);
}

TEST(Arrow, TheFirstErrorOfARowCounts) {
  Node table = small_table();
  column(table, "seller") = utf8("seller", {"US", std::string(32, 'x'), "US"});
  column(table, "marketplace") = utf8("marketplace", {"US", std::string(40, 'm'), "US"});
  EXPECT_EQ(errors_of(ask({{table}})),
            (std::vector<std::string>{"", "id_too_long at marketplace", ""}));
}

TEST(Arrow, MarketplacesMayAlternate) {
  Node table = with(small_table(), "marketplace", utf8("marketplace", {"US", "JP", "US"}));
  const Answer answer = ask({{table}});
  EXPECT_EQ(prices_of(answer), all_match) << errors_of(answer)[1];
  table = plus(table, dictionary("audience", {"consumer", "business", "consumer"}));
  EXPECT_EQ(prices_of(ask({{table}})), all_match);
  table = with(table, "audience", utf8("audience", {"", "anybody", "consumer"}));
  EXPECT_EQ(errors_of(ask({{table}}))[1], "unknown_value at audience");
}

TEST(Arrow, OnlyTheColumnsThatAreWanted) {
  Call call;
  call.options.columns = HAGGLE_ARROW_PRICE | HAGGLE_ARROW_ERROR;
  const Answer answer = ask({{small_table()}}, call);
  EXPECT_EQ(prices_of(answer), all_match);
  EXPECT_EQ(answer.rows[0].action, "");
  call.options.columns = 2 * HAGGLE_ARROW_ERROR;
  EXPECT_EQ(ask({{small_table()}}, call).status, HAGGLE_E_UNKNOWN_VALUE);
}

TEST(Arrow, AStreamThatFailsInTheMiddle) {
  const Answer answer = ask({{small_table(), small_table()}, 1});
  EXPECT_EQ(answer.rows.size(), 3U);
  EXPECT_EQ(answer.stream_status, EIO);
  EXPECT_EQ(answer.stream_words, "the disk is gone");
  EXPECT_EQ(open_count, 0);
}

TEST(Arrow, AStreamWithoutASchema) {
  Source source{{small_table()}};
  source.schema_fails = true;
  const Answer answer = ask(source);
  EXPECT_EQ(answer.status, HAGGLE_E_BAD_ARGUMENT);
  EXPECT_NE(std::string{answer.error.message}.find("the disk is gone"), std::string::npos);
  EXPECT_EQ(open_count, 0);
}

TEST(Arrow, AChunkThatIsNotAsTheSchemaSays) {
  const std::vector<std::function<void(Node&)>> breaks{
      [](Node& t) { t.children.pop_back(); },
      [](Node& t) { column(t, "seller").buffers.pop_back(); },
      [](Node& t) { column(t, "price_minor").length = 2; },
      [](Node& t) { column(t, "price_minor").offset = -1; },
      [](Node& t) { column(t, "offers").buffers[0][4] = 9; },
      [](Node& t) { column(t, "offers").children.clear(); },
      [](Node& t) { column(t, "offers").children[0].length = 5; },
      [](Node& t) { column(t, "offers").children[0].children[0].length = 5; },
      [](Node& t) { t.known.emplace(3, true), (*t.known)[1] = false; },
      [](Node& t) { t.length = -1; }};
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    Node broken = small_table();
    breaks[i](broken);
    const Answer answer = ask({{small_table(), broken}});
    EXPECT_EQ(answer.stream_status, EINVAL) << i;
    EXPECT_FALSE(answer.stream_words.empty());
    EXPECT_EQ(answer.rows.size(), 3U);
  }
  EXPECT_EQ(open_count, 0);
}

/// Who reads may keep one column and release the rest before.
TEST(Arrow, AColumnOutlivesItsTable) {
  haggle_policy* const policy = make_policy("{}");
  const haggle_clock clock{sizeof(haggle_clock), 0, test_now.ms};
  ArrowArrayStream in;
  ArrowArrayStream out;
  give(Source{{small_table()}}, &in);
  ASSERT_EQ(haggle_decide_arrow(policy, &clock, nullptr, nullptr, nullptr, &in, &out, nullptr), 0);
  EXPECT_EQ(in.release, nullptr);
  haggle_policy_destroy(policy);
  ArrowArray chunk;
  ASSERT_EQ(out.get_next(&out, &chunk), 0);
  ArrowArray kept = *chunk.children[0];
  chunk.children[0]->release = nullptr;
  chunk.release(&chunk);
  out.release(&out);
  EXPECT_EQ(chunk.release, nullptr);
  EXPECT_EQ(out.release, nullptr);
  EXPECT_EQ(static_cast<const std::int64_t*>(kept.buffers[1])[2], 902);
  kept.release(&kept);
  EXPECT_EQ(open_count, 0);
}

TEST(Arrow, ArgumentsThatAreWrong) {
  haggle_policy* const policy = make_policy("{}");
  const haggle_clock clock{sizeof(haggle_clock), 0, 0};
  haggle_arrow_options options = HAGGLE_ARROW_OPTIONS_INIT;
  haggle_listing listing = HAGGLE_LISTING_INIT;
  ArrowArrayStream in;
  ArrowArrayStream out;
  ArrowArrayStream released{};
  give(Source{{small_table()}}, &in);
  const auto call = [&](const haggle_policy* p, const haggle_clock* c, ArrowArrayStream* i,
                        ArrowArrayStream* o) {
    haggle_error error = HAGGLE_ERROR_INIT;
    const auto status = haggle_decide_arrow(p, c, &listing, nullptr, &options, i, o, &error);
    return std::string{haggle_status_name(status)} + " " + error.where;
  };
  EXPECT_EQ(call(nullptr, &clock, &in, &out), "bad_argument policy");
  EXPECT_EQ(call(policy, nullptr, &in, &out), "bad_argument clock");
  EXPECT_EQ(call(policy, &clock, nullptr, &out), "bad_argument in");
  EXPECT_EQ(call(policy, &clock, &released, &out), "bad_argument in");
  EXPECT_EQ(out.release, nullptr);
  EXPECT_EQ(call(policy, &clock, &in, nullptr), "bad_argument out");
  options.flags = 2;
  EXPECT_EQ(call(policy, &clock, &in, &out), "unknown_value options.flags");
  options.size = 8;
  EXPECT_EQ(call(policy, &clock, &in, &out), "bad_size options");
  options = HAGGLE_ARROW_OPTIONS_INIT;
  options.reserved = 1;
  EXPECT_EQ(call(policy, &clock, &in, &out), "unknown_value options.reserved");
  options = HAGGLE_ARROW_OPTIONS_INIT;
  listing.size = 3;
  EXPECT_EQ(call(policy, &clock, &in, &out), "bad_size listing");
  EXPECT_NE(in.release, nullptr);
  in.release(&in);
  haggle_policy_destroy(policy);
  EXPECT_EQ(open_count, 0);
}

}  // namespace
}  // namespace haggle::test::made
