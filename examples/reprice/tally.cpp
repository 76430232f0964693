#include "tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "text.hpp"

namespace reprice {
namespace {

bool is_sent(const haggle::BusinessRung& rung) {
  const bool in_ladder = !rung.error && rung.dropped == haggle::Dropped::no;
  return in_ladder && rung.decision.action == haggle::Action::reprice;
}

void count(Counts& counts, std::string_view name) {
  ++counts.try_emplace(std::string{name}).first->second;
}

/// Counts, most first, on as many lines as they need; nothing where there are none.
std::string list_lines(std::string_view title, const Counts& counts) {
  constexpr std::size_t columns = 96;
  std::vector<std::pair<std::string, std::size_t>> most_first{counts.begin(), counts.end()};
  std::sort(most_first.begin(), most_first.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::string text;
  std::string line = fmt::format("  {:<14}", title);
  for (const auto& [name, times] : most_first) {
    const bool is_last = name == most_first.back().first;
    const std::string item = fmt::format(" {} {}{}", name, times, is_last ? "" : ",");
    if (line.size() + item.size() > columns) {
      text += line + '\n';
      line = fmt::format("  {:<14}", "");
    }
    line += item;
  }
  return counts.empty() ? "" : text + line + '\n';
}

std::string message_lines(const MessageCounts& messages) {
  const std::size_t refused = total(messages.refused);
  const std::string head = fmt::format("messages   {}: {} read, {} refused\n", messages.all(),
                                       messages.all() - refused, refused);
  const std::string read =
      fmt::format("  {:<14} {} decided on, {} duplicates, {} of unknown type, {} passed over\n",
                  "read", messages.decided, messages.duplicates, total(messages.unknown_types),
                  total(messages.passed_over));
  return head + read + list_lines("unknown type", messages.unknown_types) +
         list_lines("passed over", messages.passed_over) + list_lines("refused", messages.refused);
}

std::string decision_lines(const DecisionCounts& decisions) {
  return fmt::format("decisions  {}: {} repriced, {} held, {} rejected\n", decisions.all(),
                     decisions.repriced, total(decisions.held), total(decisions.rejected)) +
         list_lines("held", decisions.held) + list_lines("rejected", decisions.rejected) +
         list_lines("rungs rejected", decisions.rungs);
}

}  // namespace

std::size_t total(const Counts& counts) {
  std::size_t sum = 0;
  for (const auto& [name, times] : counts) sum += times;
  return sum;
}

std::size_t MessageCounts::all() const {
  return decided + duplicates + total(refused) + total(unknown_types) + total(passed_over);
}

std::size_t DecisionCounts::all() const {
  return repriced + total(held) + total(rejected);
}

void DecisionCounts::add(const haggle::Result<haggle::Decision>& decision) {
  if (!decision) {
    count(rejected, haggle::entry_of(decision.error().code).name);
  } else if (decision->action == haggle::Action::reprice) {
    ++repriced;
  } else {
    count(held, haggle::name_of(decision->reason()));
  }
}

void DecisionCounts::add(const haggle::Result<haggle::BusinessDecision>& decision) {
  if (!decision) {
    count(rejected, haggle::entry_of(decision.error().code).name);
    return;
  }
  const auto ladder = decision->ladder();
  for (const haggle::BusinessRung& rung : ladder) {
    if (rung.error) count(rungs, haggle::entry_of(rung.error->code).name);
  }
  if (std::any_of(ladder.begin(), ladder.end(), is_sent)) {
    ++repriced;
  } else if (ladder[0].error) {
    count(rejected, haggle::entry_of(ladder[0].error->code).name);
  } else {
    count(held, haggle::name_of(ladder[0].decision.reason()));
  }
}

std::string summary(const Closing& closing) {
  std::string text = fmt::format("catalogue  {} policies, {} listings; {} of {} lines refused\n",
                                 closing.book.policies().count(), closing.book.listings_count(),
                                 closing.catalogue.refused_count, closing.catalogue.lines_count);
  text += message_lines(closing.tally.messages) + decision_lines(closing.tally.decisions);
  if (!closing.kept_in.empty()) {
    text += fmt::format("kept       {} messages in {}\n", closing.kept_count, closing.kept_in);
  }
  const auto messages = static_cast<double>(closing.tally.messages.all());
  const double rate = closing.seconds > 0 ? messages / closing.seconds : 0;
  return printable(text) +
         fmt::format("speed      {:.0f} messages/s ({:.2f} s)\n", rate, closing.seconds);
}

}  // namespace reprice
