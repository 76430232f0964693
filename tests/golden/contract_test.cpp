// The contract of a decision stands in one table, in the room's README, made from the tables that
// the code itself uses. HAGGLE_UPDATE=1 rewrites it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "haggle/haggle.hpp"

namespace {
using namespace haggle;

constexpr const char* readme = HAGGLE_TESTS_DIR "/../include/haggle/reprice/README.md";
constexpr std::string_view begin_mark = "<!-- contract: begin -->\n";
constexpr std::string_view end_mark = "<!-- contract: end -->";

constexpr std::array stage_words{Word{Stage::age_band, "age_band"},
                                 Word{Stage::resolve, "resolve"},
                                 Word{Stage::gates, "gates"},
                                 Word{Stage::filter, "filter"},
                                 Word{Stage::state, "state"},
                                 Word{Stage::strategy, "strategy"},
                                 Word{Stage::reference, "reference"},
                                 Word{Stage::propose, "propose"},
                                 Word{Stage::min_max_rule, "min_max_rule"},
                                 Word{Stage::grid, "grid"},
                                 Word{Stage::step_limit, "step_limit"},
                                 Word{Stage::bounds, "bounds"},
                                 Word{Stage::worth_it, "worth_it"}};

std::string row(std::initializer_list<std::string> cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string head(const std::string& title, std::initializer_list<std::string> columns) {
  std::string rule = "|";
  for (std::size_t i = 0; i < columns.size(); ++i) rule += "---|";
  return "\n### " + title + "\n\n" + row(columns) + rule + "\n";
}

template <class T, std::size_t N>
std::string words(const std::string& title, const std::array<Word<T>, N>& all) {
  std::string text = head(title, {"number", "name"});
  for (const Word<T>& word : all) {
    text += row(
        {std::to_string(static_cast<unsigned>(word.value)), "`" + std::string{word.name} + "`"});
  }
  return text;
}

std::string effect_of(Effect effect) {
  if (effect == Effect::holds) return "holds";
  return effect == Effect::moves ? "moves" : "notes";
}

std::string reasons() {
  std::string text = head("Reasons", {"number", "name", "effect", "meaning"});
  for (const ReasonEntry& entry : reason_table) {
    text += row({std::to_string(static_cast<unsigned>(entry.reason)),
                 "`" + std::string{entry.name} + "`", effect_of(entry.effect),
                 std::string{entry.sentence}});
  }
  return text;
}

std::string states() {
  std::string text = head("States", {"number", "name", "reaction unless the policy chooses"});
  for (const auto& word : state_words) {
    if (word.value == State::not_reached) continue;
    const Strategy reaction = reaction_to(word.value, Reactions{});
    text +=
        row({std::to_string(static_cast<unsigned>(word.value)), "`" + std::string{word.name} + "`",
             "`" + std::string{name_of(strategy_words, reaction)} + "`"});
  }
  return text;
}

std::string errors() {
  std::string text = head("Errors", {"number", "name", "what to do"});
  for (const ErrorEntry& entry : error_table) {
    text += row({std::to_string(static_cast<unsigned>(entry.code)),
                 "`" + std::string{entry.name} + "`", std::string{entry.advice}});
  }
  return text;
}

std::string minutes_of(Duration span) {
  return std::to_string(span.ms / ms_per_minute) + " min";
}
template <class T>
std::string none_or(const std::optional<T>& value) {
  return value ? "set" : "none";
}

std::string defaults() {
  const PolicySpec spec;
  std::string text = head("Defaults of a policy", {"field", "default"});
  text += row({"settle_time", minutes_of(spec.gates.settle_time)});
  text += row({"step_interval", minutes_of(spec.gates.step_interval)});
  text += row({"cool_down", minutes_of(spec.gates.cool_down)});
  text += row({"snapshot_age_max", none_or(spec.gates.snapshot_age_max)});
  text += row({"hours", none_or(spec.gates.hours)});
  text += row({"condition", std::string{name_of(condition_filter_words, spec.filters.condition)}});
  text += row({"unknown", std::string{name_of(unknown_words, spec.filters.unknown)}});
  std::string kinds;
  for (const ReferenceKind kind : spec.compete_with) {
    kinds += (kinds.empty() ? "" : ", ") + std::string{name_of(reference_kind_words, kind)};
  }
  text += row({"compete_with", kinds});
  text += row({"beat_by", std::to_string(std::get<Amount>(spec.beat_by).digits) + " minor units"});
  text += row({"maximize", std::string{name_of(maximize_mode_words, spec.maximize.mode)}});
  text += row({"probe_step", std::to_string(spec.maximize.probe_step.digits) + " minor unit"});
  text += row({"probe_interval", minutes_of(spec.maximize.probe_interval)});
  text += row({"probe_memory", minutes_of(spec.maximize.probe_memory)});
  text += row({"only_seller", std::string{name_of(only_seller_mode_words, spec.only_seller)}});
  text += row({"min_rule", std::string{name_of(min_max_rule_words, spec.min_rule)}});
  text += row({"max_rule", std::string{name_of(min_max_rule_words, spec.max_rule)}});
  text += row({"tick", std::to_string(spec.shape.tick.digits) + " minor unit"});
  text += row({"ending", none_or(spec.shape.ending)});
  text += row({"step_up, step_down", none_or(spec.shape.step_up)});
  text += row({"min_change",
               std::to_string(std::get<Amount>(spec.shape.min_change).digits) + " minor units"});
  text += row({"margin, roi, profit, ceiling_ratio, reference_age_max", none_or(spec.bounds.roi)});
  return text;
}

std::string limits() {
  std::string text = head("Limits", {"what", "most"});
  text += row({"amount, minor units", std::to_string(amount_minor_max)});
  text += row({"offers of a snapshot", std::to_string(offers_max)});
  text += row({"tiers of a ladder", std::to_string(tiers_max)});
  text += row({"steps of a trail", std::to_string(steps_max)});
  text += row({"rate of a policy, ppm", std::to_string(rate_ppm_max)});
  return text;
}

std::string contract() {
  return words("Stages", stage_words) + states() + words("Strategies", strategy_words) + reasons() +
         words("Verdicts", verdict_words) + words("Notes", note_words) +
         words("Bounds", bound_kind_words) + words("Dropped tiers", dropped_words) + errors() +
         defaults() + limits() + "\n";
}

std::string read(const char* path) {
  std::ifstream in{path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(Contract, StandsInTheReadmeAsTheCodeHasIt) {
  const std::string page = read(readme);
  const std::size_t from = page.find(begin_mark);
  const std::size_t to = page.find(end_mark);
  ASSERT_NE(from, std::string::npos);
  ASSERT_NE(to, std::string::npos);
  const std::size_t inside = from + begin_mark.size();
  if (std::getenv("HAGGLE_UPDATE") != nullptr) {
    std::ofstream{readme} << page.substr(0, inside) << contract() << page.substr(to);
    return;
  }
  EXPECT_EQ(page.substr(inside, to - inside), contract());
}

}  // namespace
