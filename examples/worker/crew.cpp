#include "crew.hpp"

#include <algorithm>
#include <chrono>

namespace worker {
namespace {

constexpr haggle::Duration longest_rest{1'000};
constexpr int steps_between_views = 64;

haggle::Ports ports_of(Doors& doors, haggle::TimeSource& time, Telling& telling) {
  haggle::Ports ports;
  ports.source = doors.source.get();
  ports.listings = doors.store.listings;
  ports.prices = doors.store.prices;
  ports.dead_letters = doors.dead_letters.get();
  ports.history = doors.history.get();
  ports.time = &time;
  ports.alerts = &telling;
  ports.observer = &telling;
  return ports;
}

}  // namespace

Crew::Crew(const Options& options, std::vector<Doors>& doors, Board& board, Telling& telling)
    : options_(options),
      doors_(doors),
      board_(board),
      telling_(telling),
      working_count_(doors.size()) {
  for (std::size_t i = 0; i < doors.size(); ++i) threads_.emplace_back([this, i] { work(i); });
}

Crew::~Crew() {
  stop();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::stop() {
  stopping_ = true;
  wake_.notify_all();
}

void Crew::rest_until(haggle::Instant at) {
  const std::int64_t ms = std::clamp<std::int64_t>((at - time_.now()).ms, 1, longest_rest.ms);
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, std::chrono::milliseconds{ms}, [this] { return stopping_.load(); });
}

void Crew::work(std::size_t number) {
  haggle::WorkerOptions options = options_.worker;
  options.seed = number + 1;
  SystemTime time;
  haggle::Worker worker{options, ports_of(doors_[number], time, telling_)};
  for (int steps = 0; !worker.is_done(); ++steps) {
    if (stopping_) worker.stop();
    const haggle::Stepped stepped = worker.step();
    if (!stepped.worked || steps % steps_between_views == 0) board_.put(number, worker.view());
    if (!stepped.worked) rest_until(stepped.wake_at);
  }
  board_.put(number, worker.view());
  --working_count_;
}

}  // namespace worker
