#include "run.hpp"

#include "run_impl.hpp"

namespace haggle::sim {
namespace {

constexpr std::uint64_t steps_max = 400'000;
constexpr Duration hour = minutes(60);

constexpr std::array windows{Window{{0}, minutes(8), 75, 9, 0},
                             Window{minutes(130), minutes(2), 15, 2, 6},
                             Window{minutes(26 * 60), minutes(2), 12, 2, 8}};

}  // namespace

Run::Run(const RunOptions& options)
    : weather_(options.seed * 2 + 1, options.talks),
      dice_(options.seed),
      world_(make_world(dice_)),
      setting_(any_setting(dice_, options.canary)),
      referee_(world_, weather_),
      store_(world_, weather_, referee_, options.canary),
      queue_(world_, weather_) {
  for (const Window& window : windows) {
    add_traffic(world_, {window.messages_count, window.begin, window.span}, dice_);
  }
  queue_.visibility = seconds(dice_.between(30, 90));
  queue_.receives_max = static_cast<std::int32_t>(dice_.between(5, 20));
  referee_.keeps_history = setting_.keeps_history;
}

// ---- workers -----------------------------------------------------------

void Run::start(std::size_t seat) {
  Seat& it = seats_[seat];
  it.process = std::make_unique<Process>(setting_, queue_, store_, referee_);
  it.is_stopping = false;
  const std::uint64_t generation = ++it.generation;
  after(0, [this, seat, generation] { step(seat, generation); });
}

void Run::kill(std::size_t seat) {
  Seat& it = seats_[seat];
  if (it.process == nullptr) return;
  weather_.note("killed");
  ++crashes_;
  it.process.reset();
  ++it.generation;
  after(dice_.between(200, 8'000), [this, seat] {
    if (seats_[seat].process == nullptr) start(seat);
  });
}

void Run::restart(std::size_t seat) {
  Seat& it = seats_[seat];
  if (it.process == nullptr || it.is_stopping) return;
  weather_.note("told to stop");
  ++weather_.faults;
  it.is_stopping = true;
  it.process->stop();
}

void Run::step(std::size_t seat, std::uint64_t generation) {
  Seat& it = seats_[seat];
  if (it.generation != generation || it.process == nullptr) return;
  weather_.actor = static_cast<int>(seat);
  ++steps_;
  Duration next{};
  try {
    next = it.process->step();
  } catch (const Crash&) {
    weather_.actor = -1;
    return kill(seat);
  }
  weather_.actor = -1;
  if (it.is_stopping && it.process->is_done()) {
    if (weather_.calm && it.process->holds_messages()) referee_.lose("LOST in a shutdown", seat);
    it.process.reset();
    ++it.generation;
    after(dice_.between(100, 3'000), [this, seat] {
      if (seats_[seat].process == nullptr) start(seat);
    });
    return;
  }
  if (weather_.strikes(Ill::pause)) next.ms += dice_.between(20'000, 150'000);
  after(next.ms, [this, seat, generation] { step(seat, generation); });
}

/// Everything is well: each must come to its end, holding nothing.
void Run::stop_all() {
  for (std::size_t seat = 0; seat < workers_count; ++seat) {
    Seat& it = seats_[seat];
    if (it.process == nullptr) continue;
    it.process->stop();
    int steps = 0;
    while (!it.process->is_done() && ++steps < 500) {
      weather_.now.ms += it.process->step().ms;
      store_.tick();
    }
    if (!it.process->is_done()) referee_.lose("LOST in stopping", seat);
    if (it.process->holds_messages()) referee_.lose("LOST in a shutdown", seat);
    it.process.reset();
    ++it.generation;
  }
}

// ---- the course of a run -----------------------------------------------

bool Run::go_once(Duration end) {
  if (events_.empty() || events_.top().at > end) return false;
  const Event event = events_.top();
  events_.pop();
  weather_.now = std::max(weather_.now, event.at);
  store_.tick();
  event.what();
  return true;
}

void Run::go_until(Duration end) {
  while (steps_ < steps_max && go_once(end)) {
  }
  weather_.now = std::max(weather_.now, end);
}

bool Run::is_quiet() const {
  const auto next_due = store_.next_due();
  const bool is_empty = queue_.is_empty() && last_arrival_ < weather_.now;
  return is_empty && (!next_due || *next_due > epoch + weather_.now);
}

/// Faults have ended. Goes on until nothing has moved for three minutes and nothing waits, which
/// must be before the latest moment.
void Run::settle(Duration latest) {
  weather_.calm = true;
  Duration quiet_since = weather_.now;
  while (weather_.now < latest && steps_ < steps_max) {
    go_until({weather_.now.ms + 5'000});
    if (!is_quiet()) quiet_since = weather_.now;
    const bool is_over = weather_.now.ms - quiet_since.ms > 200'000;
    if (is_over && !store_.next_due()) break;
  }
  if (steps_ >= steps_max) referee_.lose("LOST in steps", steps_);
  stop_all();
  weather_.note("settled");
}

RunReport Run::go() {
  RunReport report;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const Window& window = windows[i];
    const bool is_last = i + 1 == windows.size();
    weather_.calm = false;
    weather_.now = std::max(weather_.now, window.begin);
    plan(window);
    for (std::size_t seat = 0; seat < workers_count; ++seat) start(seat);
    if (is_last) after(1'000, [this] { queue_.redrive(); });
    go_until({window.begin.ms + window.span.ms});
    settle(is_last ? Duration{window.begin.ms + 3 * hour.ms}
                   : Duration{windows[i + 1].begin.ms - hour.ms / 2});
    referee_.check_listings(store_, queue_);
    referee_.check_messages(queue_);
    referee_.check_letters(queue_);
  }
  report.messages = world_.messages.size();
  report.deliveries = queue_.given_out;
  report.faults = weather_.faults;
  report.crashes = crashes_;
  report.decisions = referee_.decisions_count;
  report.found = referee_.found;
  report.fingerprint = weather_.fingerprint;
  return report;
}

RunReport run(const RunOptions& options) {
  return Run{options}.go();
}

}  // namespace haggle::sim
