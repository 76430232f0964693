// capi/src/market_in.hpp -- floor 8 (capi).
//
// The listing, the market, the moment and the offers of one call, as C++ sees them.
#pragma once

#include <cstring>
#include <span>
#include <vector>

#include "guard.hpp"
#include "haggle/market/snapshot.hpp"
#include "structs.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace haggle::capi {

/// Is everything behind the first NUL a NUL, and is there one?
template <std::size_t Bytes>
[[nodiscard]] inline bool is_well_formed(const Id<Bytes>& id) noexcept {
  return id.well_formed();
}

#if defined(__SSE2__)
/// The same of a seller, which is asked at every decision: a bit for each byte that is no NUL, and
/// those bits must be the lowest ones, and not all.
template <>
[[nodiscard]] inline bool is_well_formed(const SellerId& id) noexcept {
  const auto* halves = reinterpret_cast<const __m128i*>(&id);
  const auto nuls_of = [](__m128i bytes) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, __m128i{})));
  };
  const std::uint32_t nuls =
      nuls_of(_mm_loadu_si128(halves)) | (nuls_of(_mm_loadu_si128(halves + 1)) << 16U);
  const std::uint32_t text = ~nuls;
  return nuls != 0 && (text & (text + 1)) == 0;
}
#endif

struct ClockIn {
  Clock clock{};

  [[nodiscard]] Wrong read(const haggle_clock* given, const char* where = "clock") noexcept {
    Given<haggle_clock> in;
    if (const Wrong wrong = in.read(given, where)) return wrong;
    clock = {{in->now_ms}, in->utc_offset_minutes};
    return {};
  }
};

/// The offers of one market, in place where they stand side by side, else a copy.
class OffersIn {
 public:
  [[nodiscard]] Wrong read(const Strided<haggle_offer>& given) {
    const Wrong wrong = check_array(given, sizeof(haggle_offer), "offers", "offers_stride");
    if (wrong || given.count == 0) return wrong;
    if (given.count > offers_max) return {Errc::too_many_offers, "offers"};
    if (given.stride == sizeof(haggle_offer)) {
      offers_ = {reinterpret_cast<const Offer*>(given.data), given.count};
    } else {
      gather(given);
    }
    return {};
  }
  [[nodiscard]] std::span<const Offer> operator*() const noexcept { return offers_; }

 private:
  [[gnu::cold, gnu::noinline]] void gather(const Strided<haggle_offer>& given) {
    copies_.resize(given.count);
    for (std::size_t i = 0; i < given.count; ++i) {
      std::memcpy(static_cast<void*>(&copies_[i]), given.at(i), sizeof(Offer));
    }
    offers_ = copies_;
  }

  std::span<const Offer> offers_{};
  std::vector<Offer> copies_{};
};

/// An id that is compared with others: what stands behind its NUL would make it another one.
[[nodiscard]] inline Wrong check_sellers(const Listing& listing, const Market& market) noexcept {
  if (!is_well_formed(listing.seller)) return {Errc::bad_id, "listing.seller"};
  if (!is_well_formed(market.winner_seller)) return {Errc::bad_id, "market.winner_seller"};
  return {};
}

/// Everything that a decision goes by but the policy.
struct SnapshotIn {
  Given<haggle_listing> listing;
  Given<haggle_market> market;
  ClockIn moment;
  OffersIn offers;

  [[nodiscard]] Wrong read(const haggle_listing* listing_given, const haggle_market* market_given,
                           const haggle_clock* clock_given,
                           const Strided<haggle_offer>& offers_given) {
    return first_wrong([&] { return listing.read(listing_given, "listing"); },
                       [&] { return market.read(market_given, "market"); },
                       [&] { return moment.read(clock_given); },
                       [&] { return offers.read(offers_given); },
                       [&] { return check_sellers(*listing, *market); });
  }
  [[nodiscard]] Snapshot snapshot() const noexcept {
    return {*listing, *market, *offers, moment.clock};
  }
};

}  // namespace haggle::capi
