// src/pipeline/batch.hpp -- floor 7 (pipeline).
//
// Messages that are worked on together, and what has become of each so far.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "haggle/pipeline/counters.hpp"
#include "haggle/pipeline/ports.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

/// Why a part of a message can never be handled.
struct Rejection {
  Error error{};
  Fault fault{};
  std::string where{};
  std::string record_id{};
  std::optional<ListingKey> listing{};
};

/// What one try found about a message.
struct Findings {
  std::array<std::uint32_t, message_fate_words.size()> outcomes{};
  std::vector<Rejection> rejections{};
  std::optional<Fault> fault{};  ///< something outside failed: it is tried again
  bool changed{false};           ///< a listing was decided elsewhere meanwhile: at once again
  std::optional<Duration> too_early{};  ///< its market is so far ahead of our clock
  std::vector<std::size_t> same_as{};   ///< messages of the batch that its markets are decided with

  void count(MessageFate outcome) { ++outcomes[static_cast<std::size_t>(outcome)]; }
  [[nodiscard]] bool is_settled() const { return !fault && !changed && !too_early; }
  /// It may be the same message, given out twice: it is done with when the other is.
  void share_fate_of(const Findings& other) {
    if (!fault) fault = other.fault;
    if (!too_early) too_early = other.too_early;
    changed = changed || other.changed;
  }
};

/// A message in hand.
struct Held {
  Received received{};
  std::int64_t arrived_us{0};
  std::int32_t tries_count{0};
  std::int32_t changes_count{0};
  Instant try_at{};
  Findings found{};
};

/// One market to decide on. The owner is a message of the batch, or one of its due listings.
struct Job {
  std::size_t owner{0};
  const Message* message{nullptr};
  MarketStamp stamp{};
  ItemKey item{};
  std::size_t shelf{0};
  const DueListing* due{nullptr};  ///< null: a message's
  std::string_view where{};        ///< its place in the message's bytes
  std::string_view record_id{};
};

/// One write that was sent, and what is counted when it is known to be written.
struct Sent {
  std::size_t owner{0};
  bool is_due{false};
  bool is_touch{false};  ///< of a repetition
  ItemKey item{};
  ListingKey key{};
  DecisionVersion version{};
  Action action{Action::hold};
  Reason reason{Reason::no_change};
  WriteStatus status{WriteStatus::failed};  ///< once it is known
};

enum class BatchStage : std::uint8_t { read, load, decide, take, history, bury, finish };

struct Batch {
  BatchStage stage{BatchStage::read};
  std::vector<Held> messages{};
  std::vector<DueListing> dues{};
  std::vector<Job> jobs{};
  std::vector<ItemKey> items{};
  std::vector<std::size_t> item_hashes{};  ///< beside `items`
  std::vector<Sent> sent{};
  std::vector<std::size_t> market_owners{};  ///< of the markets that were sent; dues have none
  std::vector<DecisionRow> rows{};           ///< beside `sent`, where history is kept
  std::vector<DueListing> dropped{};         ///< due without anything to decide

  /// Empty, with its memory.
  void clear() {
    stage = BatchStage::read;
    messages.clear(), dues.clear(), jobs.clear(), items.clear(), item_hashes.clear();
    sent.clear(), market_owners.clear(), rows.clear(), dropped.clear();
  }
};

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
