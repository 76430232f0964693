// capi/src/catalogue.hpp -- floor 8 (capi).
//
// Listings and their policies in memory, found by marketplace and item, and what a decision leaves
// behind with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "haggle/codec/listing_json.hpp"
#include "haggle/codec/message.hpp"
#include "haggle/reprice/keep.hpp"
#include "handles.hpp"

namespace haggle::capi {

/// One listing; of a consumer listing the ladder is empty.
struct Entry {
  BusinessListing business{};
  const Policy* policy{nullptr};
  std::uint32_t pair{HAGGLE_NO_LISTING};  ///< the same SKU for the other audience
  [[nodiscard]] const Listing& listing() const noexcept { return business.listing; }
  [[nodiscard]] bool is_business() const noexcept {
    return business.listing.audience == Audience::business;
  }
};

/// Text in a place: an item or a SKU on a marketplace.
template <class Text>
struct PlaceKey {
  MarketplaceId marketplace{};
  Text text{};
  friend bool operator==(const PlaceKey&, const PlaceKey&) = default;
};
using ItemKey = PlaceKey<ItemId>;
using SkuKey = PlaceKey<Sku>;

struct PlaceHash {
  template <class Text>
  std::size_t operator()(const PlaceKey<Text>& key) const noexcept {
    const std::hash<std::string_view> hash;
    return hash(key.text.text()) * 31 + hash(key.marketplace.text());
  }
};

using Numbers = std::vector<std::uint32_t>;

class Catalogue {
 public:
  /// Without a policy of the caller's the default one is the fallback.
  explicit Catalogue(std::shared_ptr<const PolicyContent> fallback);

  /// Reads one line.  Errors: those of `read_catalogue_line`, unknown_policy, repeated_key (seller,
  /// SKU, marketplace and audience are taken). A line that is refused changes nothing.
  [[nodiscard]] std::optional<Error> put(std::string_view line);

  [[nodiscard]] std::size_t count() const noexcept { return entries_.size(); }
  [[nodiscard]] const Entry& entry(std::uint32_t number) const noexcept { return entries_[number]; }
  [[nodiscard]] Entry& entry(std::uint32_t number) noexcept { return entries_[number]; }

  /// The listings that a message is about, whatever their condition and audience: those that hold
  /// its item, or its SKU where it names no item.
  [[nodiscard]] std::span<const std::uint32_t> find(const Message& message) const noexcept;
  [[nodiscard]] std::span<const std::uint32_t> find_sku(const SkuKey& key) const noexcept;

  /// Keeps what was decided as if it was sent. A consumer price caps the business price of the same
  /// SKU.
  void keep(std::uint32_t number, const Decision& decision, const DecidedAt& at) noexcept;
  void keep(std::uint32_t number, const BusinessDecision& decision, const DecidedAt& at) noexcept;

 private:
  [[nodiscard]] const Policy* policy_of(const std::string& name) const noexcept;
  [[nodiscard]] bool has(const Listing& listing) const noexcept;
  std::uint32_t add(const BusinessListing& listing, const Policy* policy);
  void drop(std::size_t count) noexcept;
  void add_all(const ListingEntry& line, const Policy* policy, const Policy* ladder_policy);

  std::shared_ptr<const PolicyContent> fallback_;
  Policy default_policy_;
  PolicyBook policies_{};
  std::deque<Entry> entries_{};
  std::unordered_map<ItemKey, Numbers, PlaceHash> by_item_{};
  std::unordered_map<SkuKey, Numbers, PlaceHash> by_sku_{};
};

/// The lines of a text that were refused, each with its number from 0.
struct Refused {
  std::uint32_t line;
  Error error;
};

/// Puts every line; what names a policy that stands behind it is read again at the end.
[[nodiscard]] std::vector<Refused> put_lines(Catalogue& catalogue, std::string_view lines);

}  // namespace haggle::capi

struct haggle_catalogue : haggle::capi::Handle<haggle::capi::Catalogue> {
  using Handle::Handle;
};
