// What a decision leaves in the file: newest wins, nothing twice, and never a price without its
// record.
#pragma once

#include <cstdint>
#include <haggle/pipeline/ports.hpp>
#include <optional>
#include <string>

#include "connection.hpp"
#include "shelves.hpp"

namespace sqlite {

class Writes {
 public:
  Writes(Connection& db, Shelves& shelves, haggle::Duration price_life)
      : db_(db), shelves_(shelves), price_life_(price_life) {}

  // Both need a transaction that writes; what they return holds if it is committed.

  /// Keeps the market unless a newer one is kept.
  [[nodiscard]] haggle::WriteStatus put(const haggle::MarketWrite& write);

  /// Keeps the decision unless a newer one stands. One that was made on another state than the one
  /// that stands is refused as changed: another decision, or an edit since the listing was loaded,
  /// whose waiting entry would otherwise be taken away unseen.
  [[nodiscard]] haggle::WriteStatus put(const haggle::PriceWrite& write);

 private:
  struct Stored {
    std::int64_t listing{0};  ///< its number; 0: there is none
    std::optional<haggle::DecisionVersion> version{};
    std::int64_t setting{0};
  };
  [[nodiscard]] Stored find(const haggle::ListingKey& key);
  void write_record(std::int64_t listing, const haggle::Listed& listed);
  void write_price(std::int64_t listing, const haggle::PriceWrite& write);
  void write_waiting(std::int64_t listing, const haggle::Standing& standing, Loaded* loaded);
  void write_also_due(const haggle::ListingKey& key, haggle::Instant now);

  Connection& db_;
  Shelves& shelves_;
  haggle::Duration price_life_;
  std::string text_{};  // of records and entries; its memory is kept
};

}  // namespace sqlite
