// A worker's port to the store: reads with a memory of what was read, writes in batches whose
// requests and answers can be lost anywhere.
#pragma once

#include <deque>
#include <vector>

#include "store.hpp"

namespace haggle::sim {

/// A listing as a worker holds it, and which state of the store it was read from.
struct Loaded : Listed {
  std::size_t cell{0};
  std::uint64_t token{0};
  std::size_t facts{0};
  std::int64_t cap_minor{0};  ///< that the last decision on the ladder was made under
};

class StorePort : public ListingStore, public PriceSink {
 public:
  StorePort(Store& store, Strain& strain);

  Answer<void> load(std::span<const ItemKey> items, Freshness freshness,
                    std::vector<std::span<Listed* const>>& shelves) override;
  void forget(const ItemKey& item) override;
  Answer<void> load_markets(std::span<const MarketKey> keys,
                            std::vector<std::string>& images) override;
  Answer<std::size_t> take_due(Instant now, Duration lease, std::size_t count_max,
                               std::vector<DueListing>& into) override;
  Answer<void> drop_due(std::span<const DueListing> due) override;
  Answer<std::size_t> sweep(Instant now, std::size_t items_max) override;

  void send(std::span<const MarketWrite> markets, std::span<const PriceWrite> prices) override;
  SendResults take() override;

  /// The ladder was decided on under this consumer price.
  void note_cap(const BusinessListing& ladder);

 private:
  struct Shelf {
    std::deque<Loaded> listings{};
    std::vector<Listed*> pointers{};
    bool is_known{false};
  };
  /// A batch on its way.
  struct Flight {
    std::vector<PendingMarket> markets{};
    std::vector<PendingPrice> prices{};
    std::vector<WriteResult> market_results{}, price_results{};
    std::optional<Fault> fault{};  ///< of the whole
    bool is_applied{false};
    std::uint64_t reign{0}, log_end{0};
    std::size_t arrived_count{0};   ///< of the requests, markets first
    std::size_t answered_count{0};  ///< of those
  };

  [[nodiscard]] std::optional<Fault> begin();
  [[nodiscard]] bool is_connected();
  void read(std::size_t item, Shelf& shelf);
  void read(std::size_t listing, Loaded& loaded);
  void set_out(Flight& flight);
  void apply(Flight& flight);
  static void apply_rest(Store& store, const Flight& flight);
  void apply_market(Flight& flight, std::size_t at);
  void apply_price(Flight& flight, std::size_t at);
  void answer(Flight& flight);

  Store& store_;
  Weather& weather_;
  const World& world_;
  Strain& strain_;
  std::vector<Shelf> shelves_;
  Shelf nothing_{};
  std::deque<std::shared_ptr<Flight>> flights_{};
  std::shared_ptr<Flight> taken_{};
  std::vector<std::size_t> refused_items_{};
  std::size_t sweep_at_{0};
  std::uint64_t reign_{0};  ///< in which the connection was made
};

/// The listing as it stands in a cell, without a policy: its facts and what its record says.
[[nodiscard]] Listed listed_of(const World& world, std::size_t listing, std::size_t facts,
                               const std::string& record);

}  // namespace haggle::sim
