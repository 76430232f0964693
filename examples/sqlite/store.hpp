// The durable embedded store: listings, policies, markets and prices in one SQLite file. Several
// workers are several of these over one file.
#pragma once

#include <cstddef>
#include <deque>
#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connection.hpp"
#include "due.hpp"
#include "policies.hpp"
#include "shelves.hpp"
#include "writes.hpp"

namespace sqlite {

struct StoreOptions {
  haggle::Duration price_life{7'200'000};  ///< how long a price is served
  haggle::Duration busy{5'000};            ///< waited for the locks of others
  bool checks_whole{true};                 ///< reads the whole file when it is opened
  std::size_t listings_kept_max{100'000};  ///< texts that are remembered with what they say
};

class Store final : public haggle::ListingStore,
                    public haggle::PriceSink,
                    public haggle::ListingEditor {
 public:
  /// Opens the file, or makes it.
  [[nodiscard]] static Answer<std::unique_ptr<Store>> open(const std::string& path,
                                                           const StoreOptions& options = {});

  // ListingStore. What is remembered is checked against the file at each load, so `cached` and
  // `fresh` are the same.
  Answer<void> load(std::span<const haggle::ItemKey> items, haggle::Freshness freshness,
                    std::vector<std::span<haggle::Listed* const>>& shelves) override;
  void forget(const haggle::ItemKey&) override {}
  Answer<void> load_markets(std::span<const haggle::MarketKey> keys,
                            std::vector<std::string>& images) override;
  Answer<std::size_t> take_due(haggle::Instant now, haggle::Duration lease, std::size_t count_max,
                               std::vector<haggle::DueListing>& into) override;
  Answer<void> drop_due(std::span<const haggle::DueListing> due) override;
  Answer<std::size_t> sweep(haggle::Instant now, std::size_t items_max) override;

  // PriceSink. A batch is one transaction: it is on the disk before `send` returns.
  void send(std::span<const haggle::MarketWrite> markets,
            std::span<const haggle::PriceWrite> prices) override;
  haggle::SendResults take() override;

  // ListingEditor
  Answer<void> put(std::string_view catalogue_line) override;
  Answer<bool> drop_policy(std::string_view id) override;
  Answer<bool> drop_listing(const haggle::ListingKey& key) override;
  Answer<bool> set_status(const haggle::ListingKey& key, haggle::ListingStatus status) override;
  Answer<std::optional<haggle::ItemKey>> item_of(const haggle::ListingKey& key) override;

  /// Puts many lines in one transaction, which is how a catalogue is read in.
  /// Returns: one answer each, in order. A line that is refused leaves the others.
  [[nodiscard]] std::vector<Answer<void>> put_all(std::span<const std::string_view> lines);

  /// The price that is in force, as its entry says it; none where there is none or it has expired.
  [[nodiscard]] Answer<std::optional<std::string>> price_of(const haggle::ListingKey& key,
                                                            haggle::Instant now);

 private:
  struct Results {
    std::vector<haggle::WriteResult> markets{};
    std::vector<haggle::WriteResult> prices{};
  };
  Store(std::unique_ptr<Connection> db, const StoreOptions& options);

  std::unique_ptr<Connection> db_;
  Policies policies_;
  Shelves shelves_;
  Writes writes_;
  SweepPlace place_{};
  std::deque<Results> sent_{};
  Results taken_{};
};

}  // namespace sqlite
