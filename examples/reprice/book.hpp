// The store: listings with their policies, in memory, and what a decision leaves behind with them.
#pragma once

#include <cstddef>
#include <deque>
#include <haggle/codec/listing_json.hpp>
#include <haggle/codec/policy_json.hpp>
#include <haggle/market/business.hpp>
#include <haggle/market/market.hpp>
#include <haggle/reprice/keep.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace reprice {

struct ConsumerEntry {
  haggle::Listing listing{};
  const haggle::Policy* policy{nullptr};
};

struct BusinessEntry {
  haggle::BusinessListing ladder{};
  const haggle::Policy* policy{nullptr};
};

/// The listings that hold one item of one marketplace, in the order of the catalogue.
struct Shelf {
  std::vector<ConsumerEntry*> consumer{};
  std::vector<BusinessEntry*> business{};
};

class Book {
 public:
  Book();

  [[nodiscard]] haggle::PolicyBook& policies() noexcept { return policies_; }
  [[nodiscard]] const haggle::PolicyBook& policies() const noexcept { return policies_; }
  [[nodiscard]] std::size_t listings_count() const noexcept {
    return consumer_.size() + business_.size();
  }
  [[nodiscard]] bool has_sku(std::string_view sku) const;

  /// Puts what one catalogue line says. A listing that names no policy has the default one; a
  /// business listing that does not say the consumer price has that of the same SKU's listing.
  /// Errors: unknown_policy; repeated_key (seller, SKU, marketplace and audience are taken).
  ///         A line that is refused changes nothing.
  [[nodiscard]] std::optional<haggle::Error> put(const haggle::ListingEntry& line);

  /// The listings that hold the market's item; null where nobody does.
  [[nodiscard]] Shelf* shelf_of(const haggle::Market& market);

  /// Keeps what was decided. A consumer price caps the business price of the same SKU.
  void keep(ConsumerEntry& entry, const haggle::Decision& decision, const haggle::DecidedAt& at);
  static void keep(BusinessEntry& entry, const haggle::BusinessDecision& decision,
                   const haggle::DecidedAt& at);

 private:
  struct Pair {
    ConsumerEntry* consumer{nullptr};
    BusinessEntry* business{nullptr};
  };
  [[nodiscard]] const haggle::Policy* policy_of(const std::string& name) const;

  haggle::PolicyBook policies_{};
  haggle::Policy default_policy_;
  std::deque<ConsumerEntry> consumer_{};  // entries never move
  std::deque<BusinessEntry> business_{};
  std::unordered_map<std::string, Shelf> by_item_{};
  std::unordered_map<std::string, Pair> by_sku_{};
};

}  // namespace reprice
