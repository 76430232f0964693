// A row decided, and how that differs from what the row wants.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "haggle/reprice/decide_business.hpp"
#include "tables/outcome.hpp"
#include "tables/row_input.hpp"

namespace haggle::tables {

/// All that was said of one row: one decision, or one a rung.
struct Answer {
  std::vector<Said> rungs{};
  std::vector<std::uint32_t> quantities{};  ///< of the rungs; none where it is no ladder
};

inline Answer refused(const Input& in, const Error& error) {
  Answer answer;
  answer.rungs.push_back({in, tl::unexpected<Error>(error), {}, {}});
  return answer;
}

inline Answer answer_ladder(const Input& in, const Policy& policy) {
  const BusinessSnapshot snapshot{in.business, in.market, in.offers, in.breaks, in.clock};
  std::vector<Verdict> verdicts(in.offers.size());
  const auto result = decide_business(snapshot, policy, verdicts);
  if (!result) return refused(in, result.error());
  Answer answer;
  for (const BusinessRung& rung : (*result).ladder()) {
    Said said{in, rung.decision, verdicts, rung.dropped};
    if (rung.error) said.result = tl::unexpected<Error>(*rung.error);
    answer.rungs.push_back(std::move(said));
    answer.quantities.push_back(rung.quantity);
  }
  return answer;
}

inline Answer answer_plain(const Input& in, const Policy& policy) {
  std::vector<Verdict> verdicts(in.offers.size());
  const Snapshot snapshot{in.listing(), in.market, in.offers, in.clock};
  Answer answer;
  answer.rungs.push_back({in, decide(snapshot, policy, verdicts), {}, {}});
  answer.rungs.front().verdicts = std::move(verdicts);
  return answer;
}

/// Decides a row's input.
inline Answer answer_to(const Input& in) {
  const Result<Policy> policy = Policy::make(in.policy);
  if (!policy) return refused(in, policy.error());
  return in.is_ladder ? answer_ladder(in, *policy) : answer_plain(in, *policy);
}

/// What a row says of each rung, between semicolons; a cell that ends early says no more.
inline std::vector<std::string> wanted(const Row& row, const std::string& column,
                                       std::size_t count) {
  std::vector<std::string> pieces = split(row.cell(column), ';');
  if (pieces.size() > count) {
    throw Fault(row.place() + ": more pieces in `" + column + "` than rungs");
  }
  pieces.resize(count);
  return pieces;
}

/// What is true of every decision unless its row says otherwise.
inline constexpr std::array usual_facts{
    std::pair<std::string_view, std::string_view>{"notes", "none"},
    std::pair<std::string_view, std::string_view>{"dropped", "no"}};

inline void expect_text(std::string& differences, std::string_view name, const std::string& want,
                        const std::string& got) {
  if (want == got) return;
  differences += "\n  " + std::string{name} + ": want `" + want + "`, got `" + got + "`";
}

inline void expect_facts(std::string& differences, const Said& said, std::string_view cell) {
  std::vector<Field> asked = fields_of(cell);
  for (const auto& [name, value] : usual_facts) {
    const auto same = [&](const Field& field) { return field.name == name; };
    if (!said.result || std::any_of(asked.begin(), asked.end(), same)) continue;
    asked.push_back({std::string{name}, std::string{value}});
  }
  for (const Field& fact : asked) {
    expect_text(differences, fact.name, fact.value, fact_text(said, fact.name));
  }
}

/// A rung's decision begins with its quantity: "5: reprice 9.30".
inline std::string rung_text(const Answer& answer, std::size_t i) {
  const std::string quantity =
      answer.quantities.empty() ? "" : std::to_string(answer.quantities[i]) + ": ";
  return quantity + decision_text(answer.rungs[i]);
}

/// How an answer differs from what its row wants; empty where it does not.  Throws: Fault.
inline std::string differences(const Row& row, const Answer& answer) {
  std::string found;
  const std::size_t count = answer.rungs.size();
  const auto decisions = wanted(row, "decision", count);
  const auto whys = wanted(row, "why", count);
  const auto alsos = wanted(row, "also", count);
  for (std::size_t i = 0; i < count; ++i) {
    expect_text(found, "decision", decisions[i], rung_text(answer, i));
    expect_text(found, "why", whys[i], why_text(answer.rungs[i]));
    try {
      expect_facts(found, answer.rungs[i], alsos[i]);
    } catch (const Fault& fault) {
      throw Fault(row.place() + ": " + fault.what());
    }
  }
  return found;
}

}  // namespace haggle::tables
