#include "process.hpp"

#include <algorithm>

namespace haggle::sim {

Answer<void> LettersDoor::put(std::span<const DeadLetter> letters) {
  strain_.add(weather_.dice);
  weather_.may_crash();
  if (weather_.letters_down || weather_.strikes(Ill::letters_fail)) {
    return faulted(FaultCategory::network, Severity::medium, "letters: refused");
  }
  for (const DeadLetter& letter : letters) referee_.buried(letter);
  weather_.may_crash();
  return {};
}

Answer<void> HistoryDoor::put(std::span<const DecisionRow> rows) {
  strain_.add(weather_.dice);
  weather_.may_crash();
  if (weather_.history_down || weather_.strikes(Ill::history_fails)) {
    return faulted(FaultCategory::external, Severity::medium, "history: throttled");
  }
  for (const DecisionRow& row : rows) referee_.kept_row(row);
  weather_.may_crash();
  if (weather_.strikes(Ill::reply_lost)) {
    return faulted(FaultCategory::network, Severity::medium, "history: no answer");
  }
  return {};
}

Setting any_setting(Dice& dice, Canary canary) {
  Setting setting;
  setting.canary = canary;
  setting.keeps_history = dice.percent(80);
  WorkerOptions& options = setting.options;
  options.batch_max = 1 + dice.below(10);
  options.in_flight_max = 1 + dice.below(3);
  options.wait_max = seconds(dice.between(1, 20));
  options.visibility = seconds(dice.between(30, 120));
  options.extend_before = seconds(dice.between(5, 20));
  options.breaker.recovery = seconds(dice.between(5, 60));
  options.breaker.probes_max = static_cast<std::int32_t>(dice.between(1, 2));
  options.age_max = dice.percent(50) ? minutes(120) : minutes(60 * 40);
  options.messages_per_second_max = dice.percent(20) ? dice.between(1, 5) : 0;
  options.due_interval = seconds(dice.between(1, 5));
  options.due_max = dice.percent(30) ? 2 : 100;
  options.sweep_interval = seconds(dice.between(30, 90));
  options.depth_interval = seconds(dice.percent(50) ? 10 : 0);
  return setting;
}

Process::Process(const Setting& setting, Queue& queue, Store& store, Referee& referee)
    : weather_(store.weather()),
      skew_{weather_.dice.percent(50) ? weather_.dice.between(-3'000, 3'000) : 0},
      clock_(weather_, strain_, skew_),
      queue_port_(queue, strain_, setting.canary),
      store_port_(store, strain_),
      letters_(weather_, strain_, referee),
      history_(weather_, strain_, referee),
      onlooker_(queue_port_, store_port_, referee, setting.options.age_max) {
  queue_port_.skew = skew_;
  Ports ports;
  ports.source = &queue_port_;
  ports.listings = &store_port_;
  ports.prices = &store_port_;
  ports.dead_letters = &letters_;
  ports.time = &clock_;
  ports.history = setting.keeps_history ? &history_ : nullptr;
  ports.observer = &onlooker_;
  WorkerOptions options = setting.options;
  options.seed = weather_.dice.bits();
  worker_ = std::make_unique<Worker>(options, ports);
}

Duration Process::step() {
  strain_.spent = {};
  const Stepped stepped = worker_->step();
  std::int64_t next = std::max<std::int64_t>(1, strain_.spent.ms);
  if (!stepped.worked) {
    const Instant local = epoch + Duration{weather_.now.ms + skew_.ms};
    next = std::max(next, (stepped.wake_at - local).ms);
  }
  return {next};
}

}  // namespace haggle::sim
