// A store with one replica that lags behind: what is written is atomic by listing, replicated in
// order, and lost in a failover where the replica has it not yet. Prices live two hours, versions
// longer.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "haggle/pipeline/ports.hpp"
#include "strain.hpp"
#include "weather.hpp"
#include "world.hpp"

namespace haggle::sim {

struct ListingCell {
  std::size_t facts{0};
  std::string record{};  ///< empty: nothing was decided
  DecisionVersion version{};
  std::int64_t price_minor{0};  ///< what others are shown; 0: none
  Duration written_at{};
  std::optional<Instant> waits_until{};
  std::uint64_t token{0};     ///< another with every edit
  std::size_t facts_used{0};  ///< by the last decision
  [[nodiscard]] bool is_decided() const { return !record.empty(); }
};

struct MarketCell {
  MarketStamp stamp{};
  std::shared_ptr<const std::string> image{};  ///< null: none is kept
};

struct PolicyCell {
  std::size_t revision{1};
};

struct PendingMarket {
  std::size_t cell{0};
  std::size_t item{0};
  MarketStamp stamp{};
  std::shared_ptr<const std::string> image{};
};

struct PendingPrice {
  std::size_t cell{0};
  std::size_t item{0};
  Listed after{};
  std::optional<DecisionVersion> based_on{};
  std::optional<std::size_t> also_due{};
  Instant now{};
  bool has_price{false};
  bool is_of_message{false};  ///< not of a listing that was due
  std::uint64_t token{0};     ///< as the listing was read
  std::size_t facts{0};
  std::int64_t cap_minor{0};  ///< the consumer price that the ladder was decided under
};

/// Sees every decision that the store takes, with what stood there before.
class Witness {
 public:
  virtual ~Witness() = default;
  virtual void applied(const PendingPrice& write, const ListingCell& before) = 0;
};

class Store {
 public:
  Store(const World& world, Weather& weather, Witness& witness, Canary canary);

  /// Writes, and says where in the log of changes it stands.
  WriteStatus write(const PendingMarket& write);
  WriteStatus write(const PendingPrice& write);
  [[nodiscard]] std::uint64_t log_end() const { return log_begin_ + log_.size(); }
  /// Has the replica all changes before this one, or within the patience of a WAIT?
  bool is_confirmed(std::uint64_t log_end, std::uint64_t reign, Strain& strain);
  [[nodiscard]] std::uint64_t reign() const { return reign_; }

  std::size_t take_due(Instant now, Duration lease, std::size_t count_max,
                       std::vector<DueListing>& into);
  void drop_due(const DueListing& due);
  /// One item's listings that are behind their kept market become due.
  std::size_t sweep_item(std::size_t item, Instant now);

  void put_facts(std::size_t listing, std::size_t facts);
  void put_policy(std::size_t policy, std::size_t revision);
  void make_due(std::size_t listing, Instant now);

  /// The replica takes over; what it had not got is gone. Edits among that are listed.
  void fail_over();
  std::vector<std::size_t> lost_listings{}, lost_policies{};

  /// What arrives long after it was given up.
  void later(Duration at, std::function<void()> what) { late_.emplace_back(at, std::move(what)); }
  void tick();

  [[nodiscard]] std::size_t market_cell(const MarketKey& key) const;
  [[nodiscard]] const ListingCell& listing(std::size_t i) const { return now_.listings[i]; }
  [[nodiscard]] const MarketCell& market(std::size_t i) const { return now_.markets[i]; }
  [[nodiscard]] const PolicyCell& policy(std::size_t i) const { return now_.policies[i]; }
  [[nodiscard]] bool is_expired(const ListingCell& cell) const;
  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] Weather& weather() { return weather_; }
  [[nodiscard]] Canary canary() const { return canary_; }
  /// When the first waiting listing is due; none waits.
  [[nodiscard]] std::optional<Instant> next_due() const;

 private:
  struct State {
    std::vector<ListingCell> listings{};
    std::vector<MarketCell> markets{};
    std::vector<PolicyCell> policies{};
  };
  struct Change {
    Duration ready_at{};
    std::size_t cell{0};
    std::variant<ListingCell, MarketCell, PolicyCell> value{};
    bool is_edit{false};
  };

  template <class Cell>
  void commit(std::size_t number, const Cell& cell, bool is_edit = false);
  void replicate_first();
  void catch_up();

  const World& world_;
  Weather& weather_;
  Witness& witness_;
  Canary canary_;
  State now_{}, replica_{};
  std::deque<Change> log_{};
  std::uint64_t log_begin_{0};
  Duration last_ready_{};
  std::uint64_t reign_{0};  ///< rises with every failover
  std::uint64_t tokens_{0};
  std::set<std::pair<std::size_t, std::string>> keys_{};  ///< of a canary
  std::vector<std::pair<Duration, std::function<void()>>> late_{};
};

}  // namespace haggle::sim
