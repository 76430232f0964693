#include "codec/fields_text.hpp"
#include "haggle/pipeline/counters.hpp"
#include "haggle/pipeline/ports.hpp"
#include "pipeline/words.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using namespace pipeline;

/// One label of a sample, or none.
struct Label {
  std::string_view name{};
  std::string_view value{};
};

class Exposition {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    out_ += "# HELP haggle_", out_ += name, out_ += ' ', out_ += help, out_ += '\n';
    out_ += "# TYPE haggle_", out_ += name, out_ += ' ', out_ += type, out_ += '\n';
  }
  void sample(Label first, Label second, std::integral auto value) {
    labelled("", first, second);
    out_ += std::to_string(value), out_ += '\n';
  }
  void sample(Label label, std::integral auto value) { sample(label, {}, value); }
  void sample(std::integral auto value) { sample({}, {}, value); }
  void part(std::string_view suffix, Label label, std::string_view value) {
    labelled(suffix, label, {});
    out_ += value, out_ += '\n';
  }
  void counter(std::string_view name, std::string_view help, std::uint64_t value) {
    family(name, "counter", help);
    sample(value);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void labelled(std::string_view suffix, Label first, Label second) {
    out_ += "haggle_", out_ += name_, out_ += suffix;
    if (!first.name.empty()) {
      out_ += '{', pair(first);
      if (!second.name.empty()) out_ += ',', pair(second);
      out_ += '}';
    }
    out_ += ' ';
  }
  void pair(Label label) { out_ += label.name, out_ += "=\"", out_ += label.value, out_ += '"'; }

  std::string out_{};
  std::string_view name_{};
};

/// Microseconds as seconds: 2500 is 0.0025.
std::string seconds_text(std::uint64_t us) {
  std::string text = std::to_string(us / 1'000'000);
  std::string rest = std::to_string(us % 1'000'000);
  rest.insert(0, 6 - rest.size(), '0');
  rest.erase(rest.find_last_not_of('0') + 1);
  return rest.empty() ? text : text + '.' + rest;
}

void write_histogram(const LatencyHistogram& latency, Exposition& to) {
  to.family("decision_latency_seconds", "histogram",
            "From a message's arrival to its saved price.");
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < latency_bounds_us.size(); ++i) {
    below += latency.counts[i];
    const std::string bound = seconds_text(static_cast<std::uint64_t>(latency_bounds_us[i]));
    to.part("_bucket", {"le", bound}, std::to_string(below));
  }
  below += latency.counts.back();
  to.part("_bucket", {"le", "+Inf"}, std::to_string(below));
  to.part("_sum", {}, seconds_text(latency.sum_us));
  to.part("_count", {}, std::to_string(below));
}

void write_decisions(const Counters& counters, Exposition& to) {
  to.family("decisions_total", "counter", "Decisions by what they do and why.");
  for (const Word<Action>& action : action_words) {
    const auto& row = counters.decisions[static_cast<std::size_t>(action.value)];
    for (const ReasonEntry& reason : reason_table) {
      const std::uint64_t count = row[static_cast<std::size_t>(reason.reason)];
      if (count != 0) to.sample({"action", action.name}, {"reason", reason.name}, count);
    }
  }
}

void write_faults(const Counters& counters, Exposition& to) {
  to.family("faults_total", "counter", "Faults of the parts, by category.");
  for (const Word<FaultCategory>& category : fault_category_words) {
    for (const Word<Part>& part : part_words) {
      const std::uint64_t count = counters.faults[static_cast<std::size_t>(category.value)]
                                                 [static_cast<std::size_t>(part.value)];
      to.sample({"category", category.name}, {"part", part.name}, count);
    }
  }
}

void write_parts(const WorkerView& view, Exposition& to) {
  to.family("breaker_state", "gauge", "0 closed, 1 open, 2 half open.");
  for (const PartHealth& part : view.parts) {
    to.sample({"part", part.name}, static_cast<unsigned>(part.breaker));
  }
  to.family("health", "gauge", "0 healthy, 1 degraded, 2 unhealthy.");
  for (const PartHealth& part : view.parts) {
    to.sample({"part", part.name}, static_cast<unsigned>(part.state));
  }
}

template <class T, std::size_t words, std::size_t counts>
void write_by(std::string_view label, const std::array<Word<T>, words>& names,
              const std::array<std::uint64_t, counts>& values, Exposition& to) {
  static_assert(words == counts);
  for (const Word<T>& word : names) {
    to.sample({label, word.name}, values[static_cast<std::size_t>(word.value)]);
  }
}

template <class T, std::size_t words>
void json_by(codec::JsonWriter& to, std::string_view key, const std::array<Word<T>, words>& names,
             const std::array<std::uint64_t, words>& values) {
  to.key(key).open('{');
  for (const Word<T>& word : names) {
    const std::uint64_t value = values[static_cast<std::size_t>(word.value)];
    to.key(word.name).whole(static_cast<std::int64_t>(value));
  }
  to.close('}');
}

std::uint64_t total(const std::array<std::uint64_t, reason_numbers_count>& row) {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : row) sum += count;
  return sum;
}

}  // namespace

std::string write_metrics(const WorkerView& view) {
  const Counters& counted = view.counters;
  Exposition to;
  to.counter("received_total", "Messages taken in.", counted.received);
  to.family("messages_total", "counter", "Messages by what became of them.");
  write_by("outcome", message_fate_words, counted.messages, to);
  write_decisions(counted, to);
  to.counter("decisions_rejected_total", "Listings that reject their market.",
             counted.decisions_rejected);
  to.counter("policies_missing_total", "Listings whose policy is nowhere.",
             counted.policies_missing);
  to.counter("listings_unreadable_total", "Listings that do not parse in the store.",
             counted.listings_unreadable);
  to.family("writes_total", "counter", "Writes by their outcome.");
  write_by("status", write_status_words, counted.writes, to);
  to.counter("due_total", "Waiting listings that were decided again.", counted.due_taken);
  to.counter("due_dropped_total", "Of those, without a market.", counted.due_dropped);
  to.counter("swept_total", "Listings that the sweep found behind.", counted.swept);
  to.counter("retries_total", "Messages tried again.", counted.retries);
  to.counter("extended_total", "Messages kept longer.", counted.extended);
  write_faults(counted, to);
  write_histogram(counted.latency, to);
  write_parts(view, to);
  to.family("held", "gauge", "Messages in hand.");
  to.sample(view.held_count);
  if (view.queue_depth) {
    to.family("queue_depth", "gauge", "Messages that wait in the source.");
    to.sample(*view.queue_depth);
  }
  return to.take();
}

std::string write_stats(const WorkerView& view) {
  const Counters& counted = view.counters;
  codec::JsonWriter to;
  to.open('{');
  const auto say = [&](std::string_view key, std::uint64_t value) {
    to.key(key).whole(static_cast<std::int64_t>(value));
  };
  say("received", counted.received);
  json_by(to, "messages", message_fate_words, counted.messages);
  to.key("decisions").open('{');
  say("held", total(counted.decisions[0]));
  say("repriced", total(counted.decisions[1]));
  say("rejected", counted.decisions_rejected);
  to.close('}');
  json_by(to, "writes", write_status_words, counted.writes);
  say("due", counted.due_taken);
  say("swept", counted.swept);
  say("retries", counted.retries);
  say("held", view.held_count);
  if (view.queue_depth) to.key("queue_depth").whole(*view.queue_depth);
  return to.close('}').take();
}

}  // namespace v0
}  // namespace haggle
