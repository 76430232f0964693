// haggle/reprice/keep.hpp -- floor 5 (reprice).
//
// What a listing is after its decision: the price that went out and when, the memory, and which
// market was decided on, so that the next decision goes by what then stands.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "haggle/reprice/decide_business.hpp"
#include "haggle/reprice/decision.hpp"

namespace haggle {
inline namespace v0 {

/// When it was decided, and on a market of which time.
struct DecidedAt {
  Instant market_time{};
  Instant now{};  ///< also the time at which the price is taken to be sent
};

namespace detail {

inline void advance(Listing& listing, Instant market_time) noexcept {
  const bool newer =
      !listing.knows(Listing::has_last_applied) || market_time > listing.last_applied;
  if (newer) listing.set_last_applied(market_time);
}

inline bool goes_out(const BusinessRung& rung) noexcept {
  return !rung.error && rung.dropped == Dropped::no;
}

inline bool is_sent(const BusinessRung& rung) noexcept {
  return goes_out(rung) && rung.decision.action == Action::reprice;
}

/// The price that stands when the ladder has gone out; a tier that is not in it has none.
inline std::int64_t price_in_ladder(const BusinessRung& rung) noexcept {
  return goes_out(rung) ? rung.decision.price_minor : 0;
}

}  // namespace detail

/// Keeps a decision in its listing: the memory and the market's time always, the price where one is
/// sent.  Needs: the listing that was decided on, and a price that goes out.
inline void keep(Listing& listing, const Decision& decision, const DecidedAt& at) noexcept {
  listing.memory = decision.memory;
  detail::advance(listing, at.market_time);
  if (decision.action == Action::reprice) listing.set_price(decision.price_minor, at.now);
}

/// Keeps a ladder. All prices of a ladder go out together: where any is sent, each rung has from
/// then on the price it was decided to have, and a tier that is dropped or failed has none. Rungs
/// with an error keep their memory, and the business price its price.
inline void keep(BusinessListing& ladder, const BusinessDecision& decision,
                 const DecidedAt& at) noexcept {
  const auto rungs = decision.ladder();
  const auto tiers = rungs.subspan(1);
  if (!rungs[0].error) ladder.listing.memory = rungs[0].decision.memory;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (!tiers[i].error) ladder.tiers[i].memory = tiers[i].decision.memory;
  }
  detail::advance(ladder.listing, at.market_time);
  if (std::none_of(rungs.begin(), rungs.end(), detail::is_sent)) return;
  const std::int64_t price =
      rungs[0].error ? ladder.listing.price_minor : rungs[0].decision.price_minor;
  ladder.listing.set_price(price, at.now);
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    ladder.tiers[i].price_minor = detail::price_in_ladder(tiers[i]);
  }
}

/// The consumer price that stands caps the business prices of the same SKU; none where the two are
/// in different currencies, which nothing compares.
inline void cap_by_consumer(BusinessListing& ladder, const Listing& consumer) noexcept {
  if (ladder.listing.currency == consumer.currency) {
    ladder.consumer_price_minor = consumer.price_minor;
  }
}

}  // namespace v0
}  // namespace haggle
