// Random worlds through Arrow, in every layout, cut and chunked: row by row what C++ decides.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "capi/arrow_asked.hpp"
#include "capi/arrow_world.hpp"
#include "support/random_policy.hpp"
#include "support/random_world.hpp"

namespace haggle::test::made {
namespace {

World world_of(Dice& dice, const Clock& clock) {
  World out = random_world(dice);
  out.clock = clock;
  out.listing.floor.basis = out.listing.ceiling.basis = Basis::item;
  return out;
}

struct Worlds {
  std::vector<World> worlds{};
  Call call{};
  PolicySpec spec{};

  Worlds(std::uint64_t seed, std::size_t count) {
    Dice dice{seed};
    call.clock = Clock{market_time + seconds(20), 0};
    for (std::size_t i = 0; i < count; ++i) worlds.push_back(world_of(dice, call.clock));
    while (!Policy::make(spec = random_spec(dice))) {
    }
    call.policy = write_policy(spec);
  }

  [[nodiscard]] std::vector<Row> expected() const {
    const Policy made = policy(spec);
    std::vector<Row> out;
    for (const World& world : worlds) {
      out.push_back(row_of(decide(world.snapshot(), made), world.listing.memory));
    }
    return out;
  }
};

std::vector<Layout> layouts() {
  return {{"utf8", "utf8", "int64", false, false},
          {"large_utf8", "uint8", "int64", true, false},
          {"views", "views", "decimal", true, false},
          {"dictionary", "dictionary", "int32", false, true},
          {"fixed", "uint8", "int64", false, false},
          {"fixed", "fixed", "decimal", false, true},
          {"utf8", "large_utf8", "int64", true, true}};
}

std::string name_of(const Layout& l) {
  return l.text + "_" + l.words + "_" + l.amounts + (l.large_lists ? "_large" : "") +
         (l.unknown_as_gaps ? "_gaps" : "");
}

class ArrowLayouts : public testing::TestWithParam<Layout> {};

TEST_P(ArrowLayouts, RowsAreWhatDecideGives) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Worlds given{seed, 300};
    const Answer answer = ask({{table_of(given.worlds, GetParam())}}, given.call);
    ASSERT_EQ(answer.status, HAGGLE_OK) << answer.error.message;
    ASSERT_EQ(answer.stream_status, 0) << answer.stream_words;
    const std::vector<Row> expected = given.expected();
    ASSERT_EQ(answer.rows.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ(answer.rows[i], expected[i]) << "row " << i << " of seed " << seed;
    }
  }
  EXPECT_EQ(open_count, 0);
}

/// Rows 0..39, 40..40, none and the rest, each cut out of a table with other rows before it.
TEST_P(ArrowLayouts, ChunksThatAreCutFromMore) {
  const Worlds given{77, 200};
  const std::vector<std::pair<std::size_t, std::size_t>> cuts{
      {0, 40}, {40, 41}, {41, 41}, {41, 200}};
  Source source;
  for (const auto& [first, end] : cuts) {
    const std::vector<World> part(given.worlds.begin(),
                                  given.worlds.begin() + static_cast<std::ptrdiff_t>(end));
    source.chunks.push_back(from(table_of(part, GetParam()), static_cast<std::int64_t>(first)));
  }
  const Answer answer = ask(source, given.call);
  ASSERT_EQ(answer.status, HAGGLE_OK) << answer.error.message;
  EXPECT_EQ(answer.chunks, (std::vector<std::size_t>{40, 1, 0, 159}));
  EXPECT_EQ(answer.rows, given.expected());
  EXPECT_EQ(open_count, 0);
}

INSTANTIATE_TEST_SUITE_P(All, ArrowLayouts, testing::ValuesIn(layouts()),
                         [](const auto& given) { return name_of(given.param); });

/// A column of its own may be cut as well, whatever the table is.
TEST(Arrow, ColumnsThatAreCutByThemselves) {
  const Worlds given{78, 100};
  Node whole = table_of(given.worlds, {});
  Node cut = whole;
  for (Node& child : cut.children) child = from(child, 30);
  cut.length = 70;
  const std::vector<Row> expected = given.expected();
  const Answer answer = ask({{cut}}, given.call);
  ASSERT_EQ(answer.status, HAGGLE_OK) << answer.error.message;
  EXPECT_EQ(answer.rows, std::vector<Row>(expected.begin() + 30, expected.end()));
  EXPECT_EQ(open_count, 0);
}

}  // namespace
}  // namespace haggle::test::made
