// What arrives in, the decisions of every listing that holds its items out.
#pragma once

#include <functional>
#include <haggle/codec/message_reader.hpp>
#include <haggle/market/snapshot.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "book.hpp"
#include "dead_letters.hpp"
#include "report.hpp"
#include "tally.hpp"

namespace reprice {

/// The moment of the decisions.
struct Time {
  haggle::Clock clock{};
  bool follows_messages{false};  ///< a newer message moves it forward
};

class Worker {
 public:
  /// Needs: a book, a report and a tally that live longer.
  Worker(Book& book, Report& report, Tally& tally) : book_(book), report_(report), tally_(tally) {}

  Time time{};

  /// Needs: what the defaults view lives as long as the worker.
  void set_defaults(const haggle::MessageDefaults& defaults) { reader_.set_defaults(defaults); }

  /// Reads a message or a batch and decides, message by message, on the price of every listing that
  /// holds its item, of every seller; keeps and tells what it decided. The same notification is not
  /// decided on twice.
  /// Refuse: is told why not, of each message that cannot be read or that a listing rejects; the
  ///         other messages and listings are decided on all the same.
  void handle(std::string_view bytes, const std::function<void(const Rejected&)>& refuse);

 private:
  struct Outcome {
    bool decided{false};
    std::optional<Rejected> rejected{};
  };
  [[nodiscard]] std::optional<Rejected> take(const haggle::Delivery& delivery);
  [[nodiscard]] bool is_repeated(const haggle::Message& message);
  [[nodiscard]] std::optional<Rejected> reprice(const haggle::Message& message);
  void decide_one(ConsumerEntry& entry, const haggle::Message& message, Outcome& outcome);
  void decide_one(BusinessEntry& entry, const haggle::Message& message, Outcome& outcome);

  Book& book_;
  Report& report_;
  Tally& tally_;
  haggle::MessageReader reader_{};
  std::unordered_set<std::string> seen_{};  // of notifications
  std::vector<haggle::Verdict> verdicts_{std::vector<haggle::Verdict>(haggle::offers_max)};
};

}  // namespace reprice
