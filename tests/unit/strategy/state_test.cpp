// Who holds the buy box, and the eight states with their answers.
#include "haggle/strategy/state.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::mine;
using test::offer;
using test::seller;
using test::winner;

struct Row {
  const char* name;
  std::vector<Offer> offers;
  std::function<void(Market&)> change;
  State state;
  std::optional<std::uint32_t> holder{};
};

void by_id(Market& market, const char* id) {
  market.winner_seller = seller(id);
}

void expect_states(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    test::World world = test::world(row.offers);
    if (row.change) row.change(world.market);
    PolicySpec spec;
    spec.sisters = {seller("G")};
    spec.filters.feedback_count_min = 1;
    const Decision decision = test::decision(world, spec);
    EXPECT_EQ(name_of(state_words, decision.state), name_of(state_words, row.state));
    EXPECT_EQ(decision.knows(Decision::has_holder), row.holder.has_value());
    EXPECT_EQ(decision.holder, row.holder.value_or(0));
  }
}

Offer filtered(Offer given) {
  given.has |= Offer::has_feedback_count;
  return given;
}
Offer for_consumers(Offer given) {
  given.audience = OfferAudience::consumer;
  return given;
}

TEST(State, IsKnownAloneByCountsOrByAWholeList) {
  const Offer us = offer("US", 1'000);
  const auto counted = [](std::int64_t count) {
    return [count](Market& m) { m.set_offers_counted(count); };
  };
  const auto whole = [](Market& m) { m.flags |= Market::list_is_whole; };
  expect_states({
      {"nothing known", {}, {}, State::offers_unknown},
      {"ours alone, nothing known", {us}, {}, State::offers_unknown},
      {"whole", {us}, whole, State::only_seller},
      {"whole and empty", {}, whole, State::only_seller},
      {"counted none", {}, counted(0), State::only_seller},
      {"counted one, ours not listed", {}, counted(1), State::only_seller},
      {"counted two, ours not listed", {}, counted(2), State::offers_unknown},
      {"counted two, ours and a sister's", {us, offer("G", 990)}, counted(2), State::only_seller},
      {"counted three", {us, offer("G", 990)}, counted(3), State::offers_unknown},
      {"counts come before the list",
       {us},
       [&](Market& m) { whole(m), counted(2)(m); },
       State::offers_unknown},
      {"a rival is listed", {offer("A", 900)}, counted(0), State::buy_box_suppressed},
  });
}

TEST(State, IsFilteredWhereRivalsExistAndNoneSurvives) {
  expect_states({
      {"filtered", {filtered(offer("A", 900))}, {}, State::all_filtered},
      {"even if we hold the box",
       {winner(offer("US", 1'000)), filtered(offer("A", 900))},
       {},
       State::all_filtered,
       0},
      {"even if suppressed",
       {filtered(offer("A", 900))},
       [](Market& m) { m.flags |= Market::buy_box_suppressed; },
       State::all_filtered},
      {"not all", {filtered(offer("A", 900)), offer("B", 950)}, {}, State::buy_box_suppressed},
  });
}

TEST(State, GoesByTheFlaggedHolder) {
  const Offer us = offer("US", 1'000);
  const Offer a = offer("A", 950);
  expect_states({
      {"ours", {winner(us), a}, {}, State::buy_box_ours, 0},
      {"another's", {us, winner(a)}, {}, State::buy_box_other, 1},
      {"a sister's", {us, winner(offer("G", 940)), a}, {}, State::buy_box_sister, 1},
      {"another row of ours",
       {us, winner(test::by_marketplace(us)), a},
       {},
       State::buy_box_sister,
       1},
      {"marked rows count first", {winner(us), mine(us), a}, {}, State::buy_box_sister, 0},
      {"the marked row", {us, winner(mine(us)), a}, {}, State::buy_box_ours, 1},
      {"two flags, one ours", {winner(a), winner(us)}, {}, State::buy_box_ours, 1},
      {"two flags, one another row of ours",
       {us, winner(offer("A", 900)), winner(test::by_marketplace(us))},
       {},
       State::buy_box_sister,
       2},
      {"two flags of rivals", {winner(a), winner(offer("B", 940))}, {}, State::buy_box_other, 1},
      {"a sister and a rival: by the order",
       {winner(offer("G", 940)), winner(a)},
       {},
       State::buy_box_sister,
       0},
      {"a flag comes before an id",
       {us, winner(a)},
       [](Market& m) { by_id(m, "US"); },
       State::buy_box_other,
       1},
      {"filtered, and still the holder",
       {winner(filtered(a)), offer("B", 990)},
       {},
       State::buy_box_other,
       0},
  });
}

TEST(State, GoesByTheHoldersId) {
  const Offer us = offer("US", 1'000);
  const Offer a = offer("A", 950);
  const auto ours = [](Market& m) { by_id(m, "US"); };
  expect_states({
      {"ours, not listed", {a}, ours, State::buy_box_ours},
      {"ours, the only row", {us, a}, ours, State::buy_box_ours, 0},
      {"ours, the only row is not this listing",
       {test::by_marketplace(us), a},
       ours,
       State::buy_box_sister},
      {"ours, one of two", {us, test::by_marketplace(us), a}, ours, State::buy_box_sister, 0},
      {"ours, one of two alike", {us, us, a}, ours, State::buy_box_sister},
      {"ours, the other row is for others",
       {us, for_consumers(us), a},
       ours,
       State::buy_box_sister},
      {"a sister", {a}, [](Market& m) { by_id(m, "G"); }, State::buy_box_sister},
      {"another", {us, a}, [](Market& m) { by_id(m, "A"); }, State::buy_box_other, 1},
      {"another with two rows",
       {a, offer("A", 940)},
       [](Market& m) { by_id(m, "A"); },
       State::buy_box_other,
       1},
      {"another, not listed", {a}, [](Market& m) { by_id(m, "Z"); }, State::buy_box_other},
      {"another, nobody listed", {}, [](Market& m) { by_id(m, "Z"); }, State::buy_box_other},
  });
}

TEST(State, IsSuppressedOrUnknownWithoutAHolder) {
  const Offer a = offer("A", 950);
  const auto said = [](Market& m) { m.flags |= Market::buy_box_suppressed; };
  const auto row = [](Market& m) { m.set_buy_box_landed(960); };
  expect_states({
      {"rivals, nothing else", {a}, {}, State::buy_box_suppressed},
      {"said so", {winner(a)}, said, State::buy_box_suppressed, 0},
      {"said so, with a row", {a}, [&](Market& m) { said(m), row(m); }, State::buy_box_suppressed},
      {"said so, nobody listed", {}, said, State::buy_box_suppressed},
      {"a row", {a}, row, State::buy_box_unknown},
      {"a row, nobody listed", {}, row, State::buy_box_unknown},
      {"a row and a holder", {winner(a)}, row, State::buy_box_other, 0},
      {"ours comes first", {winner(offer("US", 1'000)), a}, said, State::buy_box_ours, 0},
  });
}

TEST(State, HasOneAnswerOrAChoice) {
  const Reactions usual;
  const Reactions chosen{Strategy::hold, Strategy::chase_buy_box, Strategy::floor};
  struct Answer {
    State state;
    Strategy usual, chosen;
  };
  const Answer answers[] = {
      {State::only_seller, Strategy::only_seller, Strategy::only_seller},
      {State::all_filtered, Strategy::only_seller, Strategy::hold},
      {State::buy_box_ours, Strategy::maximize_profit, Strategy::maximize_profit},
      {State::buy_box_sister, Strategy::hold, Strategy::chase_buy_box},
      {State::buy_box_suppressed, Strategy::chase_buy_box, Strategy::floor},
      {State::buy_box_unknown, Strategy::chase_buy_box, Strategy::chase_buy_box},
      {State::buy_box_other, Strategy::chase_buy_box, Strategy::chase_buy_box},
      {State::offers_unknown, Strategy::hold, Strategy::hold},
      {State::not_reached, Strategy::hold, Strategy::hold},
  };
  ASSERT_EQ(std::size(answers), state_words.size());
  for (const Answer& answer : answers) {
    SCOPED_TRACE(std::string{name_of(state_words, answer.state)});
    EXPECT_EQ(reaction_to(answer.state, usual), answer.usual);
    EXPECT_EQ(reaction_to(answer.state, chosen), answer.chosen);
  }
}

TEST(State, IsHeldWhereItIsNone) {
  EXPECT_EQ(reaction_to(State{99}, {}), Strategy::hold);
}

TEST(State, HasAWordForEachNumber) {
  for (std::size_t i = 0; i < state_words.size(); ++i) {
    EXPECT_EQ(state_words[i].value, static_cast<State>(i));
  }
  for (std::size_t i = 0; i < strategy_words.size(); ++i) {
    EXPECT_EQ(strategy_words[i].value, static_cast<Strategy>(i));
  }
  EXPECT_EQ(state_words.size(), 9U);
  EXPECT_EQ(strategy_words.size(), 6U);
}

}  // namespace
}  // namespace haggle
