// haggle/pipeline/kept_market.hpp -- floor 7 (pipeline).
//
// The last market of an item as bytes, so that what waits can be decided again after a crash: the
// market, its offers and breaks, each as the words in which it differs from the one before, behind
// a head that says their sizes. Some 60 bytes an offer, of 128 in memory.
#pragma once

#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/codec/message.hpp"
#include "haggle/pipeline/decision_version.hpp"
#include "haggle/pipeline/listed.hpp"

namespace haggle {
inline namespace v0 {

/// Which market of an item: of consumers or of businesses, of new goods or of used.
struct MarketKey {
  ItemKey item{};
  Audience audience{Audience::consumer};
  Condition condition{Condition::new_};
  friend constexpr bool operator==(const MarketKey&, const MarketKey&) = default;
};

[[nodiscard]] inline MarketKey market_key(const Market& market) noexcept {
  return {{market.item, market.marketplace}, market.audience, market.condition};
}
/// The market that decides on the listing's price.
[[nodiscard]] inline MarketKey market_key(const Listing& listing) noexcept {
  return {item_key(listing), listing.audience, listing.condition};
}
/// "US|consumer|new": the market's place under its item, as text.
[[nodiscard]] std::string market_field(const MarketKey& key);

/// Writes the image of a message's market over `out`.
/// Cost: some 15 ns an offer; allocates only where `out` is too small.
void pack_market(const Message& message, const MarketStamp& stamp, std::string& out);

/// The stamp at the head of an image.  Errors: index_damaged ("market").
[[nodiscard]] Result<MarketStamp> stamp_of_image(std::string_view image);

/// Puts an image's market into the message, whose memory is kept.
/// Errors: index_damaged ("market") for bytes that are no image of this version or changed since;
///         the message is then empty.
[[nodiscard]] Result<void> open_market(std::string_view image, Message& message);

}  // namespace v0
}  // namespace haggle
