// What was decided, in the words of a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/money/text.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "tables/input.hpp"

namespace haggle::tables {

/// One decision or error, and what its words need.
struct Said {
  const Input& input;
  Result<Decision> result{};
  std::vector<Verdict> verdicts{};
  Dropped dropped{Dropped::no};

  [[nodiscard]] const Decision& decision() const { return *result; }
  [[nodiscard]] std::string money(std::int64_t minor) const {
    return minor_text(minor, exponent_of(input.listing().currency));
  }
  [[nodiscard]] std::string moment(bool known, Instant at) const {
    return known ? span_text(at - input.clock.now) : "none";
  }
  [[nodiscard]] std::string seller(bool known, std::uint32_t index) const {
    return known ? std::string{input.offers.at(index).seller.text()} : "none";
  }
};

/// Adds one more to a list.
inline void append(std::string& list, std::string_view more, std::string_view between) {
  if (!list.empty()) list += between;
  list += more;
}

inline std::string notes_text(const Decision& decision) {
  std::string list;
  for (const auto& note : note_words) {
    if (decision.notes_that(note.value)) append(list, note.name, ",");
  }
  return list.empty() ? "none" : list;
}

inline std::string verdicts_text(std::span<const Verdict> verdicts) {
  std::string list;
  for (const Verdict verdict : verdicts) append(list, name_of(verdict_words, verdict), ",");
  return list;
}

/// "10.00>9.40>9.50": where each step of the trail ended, from where it began.
inline std::string way_text(const Said& said) {
  std::string list = said.money(said.decision().steps().front().before_minor);
  for (const Step& step : said.decision().steps()) append(list, said.money(step.after_minor), ">");
  return list;
}

/// "reprice 12.00", "hold 10.00", "error floor_required".
inline std::string decision_text(const Said& said) {
  if (!said.result) return "error " + std::string{entry_of(said.result.error().code).name};
  const Decision& decision = said.decision();
  return std::string{name_of(action_words, decision.action)} + " " +
         said.money(decision.price_minor);
}

/// The reasons of the trail in order.
inline std::string why_text(const Said& said) {
  std::string list;
  if (!said.result) return list;
  for (const Step& step : said.decision().steps()) append(list, name_of(step.reason), " ");
  return list;
}

using Fact = std::string (*)(const Said&);

/// What a row may ask of an error.
inline const std::map<std::string_view, Fact>& error_facts() {
  static const std::map<std::string_view, Fact> facts{
      {"where", [](const Said& s) { return std::string{s.result.error().where}; }},
      {"index", [](const Said& s) { return std::to_string(s.result.error().index); }},
  };
  return facts;
}

template <class Words, class Value>
std::string known_word(const Words& words, Value value) {
  return std::string{name_of(words, value)};
}

/// What a row may ask of a decision.
inline const std::map<std::string_view, Fact>& decision_facts() {
  using S = Said;
  using D = Decision;
  static const std::map<std::string_view, Fact> facts{
      {"state", [](const S& s) { return known_word(state_words, s.decision().state); }},
      {"strategy", [](const S& s) { return known_word(strategy_words, s.decision().strategy); }},
      {"goal", [](const S& s) { return s.money(s.decision().goal_minor); }},
      {"current", [](const S& s) { return s.money(s.decision().current_minor); }},
      {"change", [](const S& s) { return s.money(s.decision().change_minor); }},
      {"change_rate", [](const S& s) { return rate_text({s.decision().change_ppm}); }},
      {"floor", [](const S& s) { return s.money(s.decision().floor_minor); }},
      {"ceiling",
       [](const S& s) {
         return s.decision().knows(D::has_ceiling) ? s.money(s.decision().ceiling_minor) : "none";
       }},
      {"floor_kind",
       [](const S& s) { return known_word(bound_kind_words, s.decision().floor_kind); }},
      {"ceiling_kind",
       [](const S& s) { return known_word(bound_kind_words, s.decision().ceiling_kind); }},
      {"binding", [](const S& s) { return known_word(bound_kind_words, s.decision().binding); }},
      {"rivals", [](const S& s) { return std::to_string(s.decision().rivals_count); }},
      {"survivors", [](const S& s) { return std::to_string(s.decision().survivors_count); }},
      {"reference",
       [](const S& s) {
         return s.seller(s.decision().knows(D::has_reference), s.decision().reference);
       }},
      {"holder",
       [](const S& s) { return s.seller(s.decision().knows(D::has_holder), s.decision().holder); }},
      {"again_at",
       [](const S& s) {
         return s.moment(s.decision().knows(D::has_again_at), s.decision().again_at);
       }},
      {"notes", [](const S& s) { return notes_text(s.decision()); }},
      {"verdicts", [](const S& s) { return verdicts_text(s.verdicts); }},
      {"way", way_text},
      {"dropped", [](const S& s) { return known_word(dropped_words, s.dropped); }},
      {"safe", [](const S& s) { return s.money(s.decision().memory.safe_minor); }},
      {"lost", [](const S& s) { return s.money(s.decision().memory.lost_minor); }},
      {"stepped",
       [](const S& s) {
         const Memory& memory = s.decision().memory;
         return s.moment((memory.has & Memory::has_step_time) != 0, memory.step_time);
       }},
      {"lost_at",
       [](const S& s) {
         const Memory& memory = s.decision().memory;
         return s.moment((memory.has & Memory::has_lost_time) != 0, memory.lost_time);
       }},
  };
  return facts;
}

/// One fact in words.  Throws: Fault, with the names that there are.
inline std::string fact_text(const Said& said, std::string_view name) {
  const auto& facts = said.result ? decision_facts() : error_facts();
  const auto found = facts.find(name);
  if (found != facts.end()) return found->second(said);
  std::string names;
  for (const auto& [known, fact] : facts) append(names, known, " ");
  throw Fault("no such fact: " + std::string{name} + "; there are " + names);
}

}  // namespace haggle::tables
