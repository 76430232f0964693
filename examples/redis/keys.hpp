// What the keys and fields are called. The layout is the first users' own; what is new stands
// beside it, in the slot of the key that it belongs to.
#pragma once

#include <cstdint>
#include <haggle/pipeline/kept_market.hpp>
#include <haggle/pipeline/listed.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "commands.hpp"
#include "slots.hpp"

namespace redis {

inline constexpr std::string_view sellers_key = "haggle:sellers";      ///< set of sellers
inline constexpr std::string_view policies_key = "haggle:strategies";  ///< set of policies' names

/// ASIN_B01: hash, seller:field -> JSON of a listing.
[[nodiscard]] std::string listings_key(std::string_view item);
/// {ASIN_B01}:markets: hash, market_field -> image, and its stamp beside it.
[[nodiscard]] std::string markets_key(std::string_view item);
/// strategy.7: hash of a policy.
[[nodiscard]] std::string policy_key(std::string_view id);
/// haggle:items:A1: hash, field -> item, so that a listing is found by its SKU.
[[nodiscard]] std::string items_key(std::string_view seller);
/// haggle:strategy_listings:7: set of the listings that name a policy.
[[nodiscard]] std::string policy_listings_key(std::string_view id);

/// The keys of one seller, which are in one slot.
struct SellerKeys {
  explicit SellerKeys(std::string_view seller);
  std::string prices;    ///< CALCULATED_PRICES:A1: hash, SKU -> JSON
  std::string versions;  ///< {CALCULATED_PRICES:A1}:versions: hash, field -> record
  std::string waiting;   ///< {CALCULATED_PRICES:A1}:waiting: hash, field -> entry
  std::string due;       ///< {CALCULATED_PRICES:A1}:due: sorted set, field -> time in ms
  std::uint16_t slot;
  std::string written;  ///< the four as words of a command
};

/// The place of a listing in its seller's hashes: SKU, SKU|business, and on another marketplace
/// than home UK|SKU, UK|SKU|business.
[[nodiscard]] std::string field_of(const haggle::ListingKey& key, std::string_view home);
/// Backwards; none where the field is no listing's.
[[nodiscard]] std::optional<haggle::ListingKey> key_of(std::string_view seller,
                                                       std::string_view field,
                                                       std::string_view home);
/// Does the listing have a field of its own? An SKU with | in it has none.
[[nodiscard]] bool has_field(const haggle::ListingKey& key) noexcept;

/// When a listing is decided again, as text: "MS TOKEN ITEM". An edit brings a token of its own, by
/// which a worker sees that it came.
struct WaitingEntry {
  haggle::Instant at{};
  std::string_view token{};
  std::string_view item{};
};
inline constexpr std::string_view token_of_decision = "-";
[[nodiscard]] std::string write_entry(const WaitingEntry& entry);
[[nodiscard]] std::optional<WaitingEntry> read_entry(std::string_view text);
/// Which listing names a policy, as a member of the policy's set: seller, field and item with NUL
/// bytes between them, which no id has.
[[nodiscard]] std::string policy_member(std::string_view seller, std::string_view field,
                                        std::string_view item);
struct PolicyMember {
  std::string_view seller, field, item;
};
[[nodiscard]] PolicyMember read_policy_member(std::string_view member) noexcept;

/// Not the same twice.
[[nodiscard]] std::string new_token();

}  // namespace redis
