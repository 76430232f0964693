// src/pipeline/decider.hpp -- floor 7 (pipeline).
//
// Decides on the jobs of a batch, listing by listing, and says what is to be written.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "haggle/pipeline/worker.hpp"
#include "pipeline/batch.hpp"
#include "pipeline/watch.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

using Shelf = std::span<Listed* const>;

/// What is sent of a batch. The memory is kept from batch to batch.
struct Outgoing {
  std::vector<MarketWrite> markets{};
  std::vector<PriceWrite> prices{};
  std::vector<std::string> images{};

  void clear() { markets.clear(), prices.clear(); }
};

/// The moment of a batch's decisions.
struct Moment {
  Instant now{};
  std::int64_t ticks_us{0};
};

class Decider {
 public:
  Decider(const WorkerOptions& options, const Ports& ports, Watch& watch)
      : options_(options), ports_(ports), watch_(watch) {}

  /// Decides on every job of the batch; writes what was found into its messages, what is to be sent
  /// into `out`, and beside it into the batch what is known of each write.
  void decide(Batch& batch, std::span<const Shelf> shelves, const Moment& at, Outgoing& out);

 private:
  /// One job in its surroundings.
  struct Scene {
    Batch& batch;
    const Job& job;
    Shelf shelf;
    Moment at;
    Outgoing& out;
  };
  /// What became of one listing of a job; `silent`: decided, and nothing is to be written.
  enum class Treated : std::uint8_t { not_asked, older, repeated, waits, silent, decided };

  void look_again(Scene& scene);
  [[nodiscard]] Treated treat(Scene& scene, Listed& listed);
  [[nodiscard]] Treated decide_price(Scene& scene, Listed& listed, const DecisionVersion& version);
  [[nodiscard]] Treated decide_ladder(Scene& scene, Listed& listed, const DecisionVersion& version);
  [[nodiscard]] Treated pass_over(const Decision& decision);
  void touch(Scene& scene, const Listed& listed);
  void write(Scene& scene, Listed& listed, PriceWrite write);
  Treated reject(Scene& scene, const Listed& listed, const Error& error);
  void note_unreadable(const Listed& listed, Instant now);
  void keep_market(Scene& scene);
  /// The offers as this seller must see them.
  [[nodiscard]] std::span<const Offer> offers_of(const Message& message, const SellerId& seller);
  [[nodiscard]] Clock clock(const Moment& at) const {
    return {at.now, options_.utc_offset_minutes};
  }

  const WorkerOptions& options_;
  const Ports& ports_;
  Watch& watch_;
  std::vector<Offer> own_offers_{};
  std::array<Verdict, offers_max> verdicts_{};
  std::string decision_json_{};  ///< of the listing that is decided on, where history is kept
};

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
