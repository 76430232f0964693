// Knows what was sent, edited and applied, and says at the end what was lost, overwritten by
// something older, or done twice. Shares nothing with the store's own rules.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "haggle/pipeline/counters.hpp"
#include "queue.hpp"
#include "store.hpp"

namespace haggle::sim {

struct Findings {
  std::uint64_t lost{0};
  std::uint64_t stale{0};
  std::uint64_t duplicates{0};
  [[nodiscard]] bool is_clean() const { return lost + stale + duplicates == 0; }
};

class Referee : public Witness {
 public:
  Referee(const World& world, Weather& weather);

  void applied(const PendingPrice& write, const ListingCell& before) override;
  /// After a failover: what is gone may be written anew.
  void begin_reign(const Store& store);

  void settled(std::size_t message, MessageFate outcome, Duration age_max);
  void buried(const DeadLetter& letter);
  void kept_row(const DecisionRow& row);
  void lose(std::string_view why, std::size_t number, std::size_t message = 0) {
    find(found.lost, why, number, message);
  }

  /// All faults have ended and nothing moves: is every listing where it has to be?
  void check_listings(const Store& store, const Queue& queue);
  void check_messages(Queue& queue);
  void check_letters(const Queue& queue);

  Findings found{};
  std::uint64_t decisions_count{0};
  bool keeps_history{true};

 private:
  struct Applied {
    DecisionVersion version{};
    std::int64_t price_minor{0};
    bool is_of_message{false};
  };
  struct Fate {
    bool is_settled{false};
    bool is_aged{false};  ///< a worker found it too old
    bool is_buried{false};
  };

  void find(std::uint64_t& count, std::string_view why, std::size_t number,
            std::size_t message = 0);
  [[nodiscard]] bool agrees(const PendingPrice& write, const ListingCell& before) const;
  [[nodiscard]] const WorldMarket* newest_for(const Listing& listing, const Queue& queue) const;
  [[nodiscard]] bool says_something(const Store& store, std::size_t listing,
                                    const WorldMarket& market) const;
  void check_record(const Store& store, const Queue& queue, std::size_t listing);
  void check_listing(const Store& store, const Queue& queue, std::size_t listing);

  const World& world_;
  Weather& weather_;
  std::vector<std::optional<DecisionVersion>> highest_;  ///< that stands, by listing
  std::vector<std::vector<Applied>> applied_;            ///< ever, by listing
  std::vector<std::vector<DecisionVersion>> rows_;       ///< of history, by listing
  std::vector<Fate> fates_{};
};

}  // namespace haggle::sim
