// What one run consists of: a scheduler of events on a virtual clock, the processes, and all that
// is planned to happen to them.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <queue>

#include "process.hpp"
#include "run.hpp"

namespace haggle::sim {

inline constexpr std::size_t workers_count = 3;

/// A part of a run in which messages are sent and things go wrong.
struct Window {
  Duration begin{};
  Duration span{};
  std::size_t messages_count{0};
  int edits_count{0};
  int repeats_count{0};  ///< old messages that come once more
};
class Run {
 public:
  explicit Run(const RunOptions& options);

  [[nodiscard]] RunReport go();

 private:
  struct Event {
    Duration at{};
    std::uint64_t place{0};
    std::function<void()> what{};
    bool operator<(const Event& other) const {
      return at != other.at ? at > other.at : place > other.place;
    }
  };
  struct Seat {
    std::unique_ptr<Process> process{};
    std::uint64_t generation{0};
    bool is_stopping{false};
  };

  void at(Duration when, std::function<void()> what) {
    events_.push({when, ++events_count_, std::move(what)});
  }
  void after(std::int64_t ms, std::function<void()> what) {
    at({weather_.now.ms + ms}, std::move(what));
  }
  void go_until(Duration end);
  bool go_once(Duration end);

  // Workers.
  void start(std::size_t seat);
  void step(std::size_t seat, std::uint64_t generation);
  void kill(std::size_t seat);
  void restart(std::size_t seat);
  void stop_all();

  // What is planned for a window.
  void plan(const Window& window);
  void plan_sending(std::size_t message);
  void plan_faults(const Window& window);
  void plan_outages(Duration begin, Duration span);
  void spoil(bool& what, Duration begin, Duration length);
  void all_down(Duration begin, Duration length);

  // Edits.
  void edit();
  void edit_policy(std::size_t policy);
  void finish_policy_edit(std::size_t policy);
  void put_policy(std::size_t policy);
  void mend();
  void edit_lost();

  void settle(Duration latest);
  [[nodiscard]] bool is_quiet() const;

  Weather weather_;
  Dice dice_;
  World world_;
  Setting setting_;
  Referee referee_;
  Store store_;
  Queue queue_;
  std::array<Seat, workers_count> seats_{};
  std::priority_queue<Event> events_{};
  Duration last_arrival_{};
  std::uint64_t events_count_{0}, steps_{0}, crashes_{0};
};

}  // namespace haggle::sim
