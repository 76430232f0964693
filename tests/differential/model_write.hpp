// Writes what was decided in the model's own form.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "haggle/reprice/decide_business.hpp"

namespace haggle::model {

using Json = nlohmann::json;

inline Json instant_or_null(bool known, Instant at) {
  return known ? Json(at.ms) : Json();
}

template <class T, std::size_t N>
Json word_or_null(const std::array<Word<T>, N>& words, T value) {
  return value == T::not_reached ? Json() : Json(name_of(words, value));
}

/// What equals its default is left out.
inline Json written(const Memory& memory) {
  Json out = Json::object();
  if (memory.safe_minor != 0) out["safe"] = memory.safe_minor;
  if (memory.lost_minor != 0) out["lost"] = memory.lost_minor;
  if ((memory.has & Memory::has_step_time) != 0) out["step_time"] = memory.step_time.ms;
  if ((memory.has & Memory::has_lost_time) != 0) out["lost_time"] = memory.lost_time.ms;
  return out;
}

inline Json written(const Step& step) {
  return {{"stage", static_cast<int>(step.stage)},
          {"reason", name_of(step.reason)},
          {"before", step.before_minor},
          {"after", step.after_minor}};
}

inline Json written(const Decision& decision) {
  Json trail = Json::array(), reasons = Json::array(), notes = Json::array();
  for (const Step& step : decision.steps()) {
    trail.push_back(written(step));
    reasons.push_back(name_of(step.reason));
  }
  for (const auto& word : note_words) {
    if (decision.notes_that(word.value)) notes.push_back(word.name);
  }
  return {
      {"action", name_of(action_words, decision.action)},
      {"price", decision.price_minor},
      {"current", decision.current_minor},
      {"goal", decision.goal_minor},
      {"state", word_or_null(state_words, decision.state)},
      {"strategy", word_or_null(strategy_words, decision.strategy)},
      {"reasons", reasons},
      {"trail", trail},
      {"reference", decision.knows(Decision::has_reference) ? Json(decision.reference) : Json()},
      {"again_at", instant_or_null(decision.knows(Decision::has_again_at), decision.again_at)},
      {"notes", notes},
      {"memory", written(decision.memory)}};
}

inline Json written(std::span<const Verdict> verdicts) {
  Json out = Json::array();
  for (const Verdict verdict : verdicts) out.push_back(name_of(verdict_words, verdict));
  return out;
}

/// A rung; its verdicts are the business price's, so a tier has none.
inline Json written(const BusinessRung& rung) {
  Json out = rung.error ? Json::object() : written(rung.decision);
  const bool dropped = rung.dropped != Dropped::no && rung.dropped != Dropped::failed;
  out["quantity"] = rung.quantity;
  out["error"] = rung.error ? Json(entry_of(rung.error->code).name) : Json();
  out["dropped"] = dropped ? Json(name_of(dropped_words, rung.dropped)) : Json();
  return out;
}

}  // namespace haggle::model
