#include "telling.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <haggle/codec/decision_json.hpp>
#include <haggle/codec/instant_text.hpp>
#include <string>

#include "clocks.hpp"
#include "reprice/text.hpp"

namespace worker {
namespace {

std::string head(std::string_view event) {
  return fmt::format(R"({{"at":"{}","event":"{}")", haggle::instant_text(SystemTime{}.now()),
                     event);
}

std::string rejected(const haggle::Listing& listing, const haggle::Error& error) {
  return fmt::format(R"({},"seller":{},"sku":{},"error":{}}})", head("rejected"),
                     reprice::json_text(listing.seller.text()),
                     reprice::json_text(listing.sku.text()), haggle::write_error(error));
}

std::uint64_t sum(const auto& row) {
  std::uint64_t all = 0;
  for (const std::uint64_t each : row) all += each;
  return all;
}

}  // namespace

void Telling::write(std::string_view line) {
  const std::scoped_lock lock{mutex_};
  std::string out = is_drawn_ ? "\r\033[K" : "";
  is_drawn_ = false;
  out += line, out += '\n';
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

void Telling::decided(const haggle::Snapshot& snapshot, std::span<const haggle::Verdict> verdicts,
                      const haggle::Result<haggle::Decision>& decision) {
  if (!wanted_.decisions) return;
  if (!decision) return write(rejected(snapshot.listing, decision.error()));
  write(fmt::format(R"({},"decision":{}}})", head("decided"),
                    haggle::write_decision(snapshot, verdicts, *decision)));
}

void Telling::decided(const haggle::BusinessSnapshot& snapshot,
                      std::span<const haggle::Verdict> verdicts,
                      const haggle::Result<haggle::BusinessDecision>& decision) {
  if (!wanted_.decisions) return;
  if (!decision) return write(rejected(snapshot.business.listing, decision.error()));
  write(fmt::format(R"({},"decision":{}}})", head("decided"),
                    haggle::write_business_decision(snapshot, verdicts, *decision)));
}

void Telling::raise(const haggle::Alert& alert) {
  say("alert", fmt::format("{}: {}", alert.part, alert.fault.text));
}

void Telling::say(std::string_view event, std::string_view text) {
  if (wanted_.status) return write(text);
  write(fmt::format(R"({},"text":{}}})", head(event), reprice::json_text(text)));
}

void Telling::show(const haggle::WorkerView& view, double seconds) {
  const haggle::Counters& counted = view.counters;
  if (!wanted_.status) {
    return write(fmt::format(R"({},"seconds":{:.1f},"stats":{}}})", head("stats"), seconds,
                             haggle::write_stats(view)));
  }
  const auto rate = seconds > 0 ? static_cast<double>(counted.received) / seconds : 0.0;
  const std::string depth = view.queue_depth ? fmt::format("{} wait  ", *view.queue_depth) : "";
  const std::string line = fmt::format(
      "\r\033[K{} messages  {}{} in hand  {} repriced  {} held  {:.0f}/s  {}", counted.received,
      depth, view.held_count, sum(counted.decisions[1]), sum(counted.decisions[0]), rate,
      haggle::health_state_words[static_cast<std::size_t>(haggle::worst_of(view.parts))].name);
  const std::scoped_lock lock{mutex_};
  is_drawn_ = true;
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace worker
