// Ports in memory, for tests and benches of the pipeline: a clock that is set by hand, a queue, and
// lists of what was put to the dead letters and told.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "haggle/pipeline/ports.hpp"

namespace haggle::test {

class HandClock : public TimeSource {
 public:
  Instant at{1'782'000'000'000};
  std::int64_t us{0};
  Instant now() override { return at; }
  std::int64_t ticks_us() override { return us += 7; }
  void pass(Duration span) {
    at = at + span;
    us += span.ms * 1'000;
  }
};

/// A queue that gives what was pushed until it is finished; it never loses its patience.
class ListSource : public MessageSource {
 public:
  explicit ListSource(HandClock& clock) : clock_(clock) {}

  void push(std::string body) { waiting_.push_back({next_++, std::move(body), {}, 0}); }
  void end() { ended_ = true; }
  [[nodiscard]] bool is_empty() const { return waiting_.empty() && held_.empty(); }
  [[nodiscard]] std::size_t held_count() const { return held_.size(); }

  Answer<std::size_t> receive(std::size_t count_max, Duration,
                              std::vector<Received>& into) override {
    ++receives_count;
    if (fault) return tl::unexpected<Fault>(*fault);
    std::size_t count = 0;
    for (auto at = waiting_.begin(); at != waiting_.end() && count < count_max;) {
      if (clock_.at < at->visible_at) {
        ++at;
        continue;
      }
      Letter& letter = held_[at->ticket] = std::move(*at);
      at = waiting_.erase(at);
      into.push_back({letter.body, letter.ticket, ++letter.receives_count, visible_until()});
      ++count;
    }
    return count;
  }
  Answer<std::vector<Ticket>> finish(std::span<const Ticket> tickets) override {
    if (finish_fault) return tl::unexpected<Fault>(*finish_fault);
    std::vector<Ticket> failed;
    for (const Ticket ticket : tickets) {
      const bool refused = refuses_to_finish > 0 && refuses_to_finish-- > 0;
      if (refused) failed.push_back(ticket);
      if (!refused) held_.erase(ticket), ++finished_count;
    }
    return failed;
  }
  Answer<void> give_back(std::span<const Ticket> tickets, Duration delay) override {
    for (const Ticket ticket : tickets) {
      Letter letter = std::move(held_.at(ticket));
      held_.erase(ticket);
      letter.visible_at = clock_.at + delay;
      waiting_.push_back(std::move(letter));
      ++given_back_count;
    }
    return {};
  }
  Answer<Instant> extend(std::span<const Ticket> tickets, Duration visibility) override {
    extended_count += tickets.size();
    return clock_.at + visibility;
  }
  Answer<std::optional<std::int64_t>> depth() override {
    return std::optional{static_cast<std::int64_t>(waiting_.size())};
  }
  [[nodiscard]] bool is_ended() const override { return ended_ && waiting_.empty(); }

  std::optional<Fault> fault{}, finish_fault{};
  std::optional<Duration> visible_for{};
  std::size_t refuses_to_finish{0};
  std::size_t receives_count{0}, finished_count{0}, given_back_count{0}, extended_count{0};

 private:
  struct Letter {
    Ticket ticket{0};
    std::string body{};
    Instant visible_at{};
    std::int32_t receives_count{0};
  };
  [[nodiscard]] std::optional<Instant> visible_until() const {
    return visible_for ? std::optional{clock_.at + *visible_for} : std::nullopt;
  }

  HandClock& clock_;
  std::deque<Letter> waiting_{};
  std::map<Ticket, Letter> held_{};
  Ticket next_{1};
  bool ended_{false};
};

class ListedLetters : public DeadLetters {
 public:
  struct Kept {
    std::string body{};
    Error error{};
    std::string where{};
    std::optional<ListingKey> listing{};
  };
  Answer<void> put(std::span<const DeadLetter> letters) override {
    if (fault) return tl::unexpected<Fault>(*fault);
    for (const DeadLetter& each : letters) {
      kept.push_back({std::string(each.body), each.error, each.where, each.listing});
    }
    return {};
  }
  std::vector<Kept> kept{};
  std::optional<Fault> fault{};
};

class ListedAlerts : public Alerts {
 public:
  void raise(const Alert& alert) override {
    raised.emplace_back(std::string(alert.part), alert.fault);
  }
  std::vector<std::pair<std::string, Fault>> raised{};
};

class ListedHistory : public HistoryStore {
 public:
  Answer<void> put(std::span<const DecisionRow> rows) override {
    if (fault) return tl::unexpected<Fault>(*fault);
    kept.insert(kept.end(), rows.begin(), rows.end());
    return {};
  }
  std::vector<DecisionRow> kept{};
  std::optional<Fault> fault{};
};

/// One offer of a notification.
struct Rival {
  std::string seller{"A1RIVAL"};
  std::string price{"24.00"};
  bool wins{true};
};

/// An ANY_OFFER_CHANGED of new goods in the US, as Amazon sends it, with few fields.
[[nodiscard]] std::string notification(const std::string& item, Instant at, const std::string& id,
                                       const std::vector<Rival>& rivals);

}  // namespace haggle::test
