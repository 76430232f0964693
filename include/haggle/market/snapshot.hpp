// haggle/market/snapshot.hpp -- floor 2 (market).
//
// The facts of one moment, as a view of what the caller holds: one listing, one market, one
// audience. A snapshot owns nothing and is cheap to copy.
#pragma once

#include <cstdint>
#include <span>

#include "haggle/market/business.hpp"
#include "haggle/market/listing.hpp"
#include "haggle/market/market.hpp"
#include "haggle/market/offer.hpp"

namespace haggle {
inline namespace v0 {

/// The moment at which is decided, and the seller's place on the day.
struct Clock {
  Instant now{};
  std::int32_t utc_offset_minutes{0};  ///< of the seller, for hours; -1'440..1'440
};

struct Snapshot {
  const Listing& listing;
  const Market& market;
  std::span<const Offer> offers{};  ///< at most offers_max; order does not matter
  Clock clock{};
};

struct BusinessSnapshot {
  const BusinessListing& business;
  const Market& market;
  std::span<const Offer> offers{};
  std::span<const QuantityBreak> breaks{};  ///< quantity prices of the offers, in any order
  Clock clock{};
};

}  // namespace v0
}  // namespace haggle
