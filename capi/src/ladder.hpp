// capi/src/ladder.hpp -- floor 8 (capi).
//
// Business listings and their rungs, between the caller's structs and C++.
#pragma once

#include <array>
#include <span>

#include "haggle/reprice/decide_business.hpp"
#include "market_in.hpp"

namespace haggle::capi {

static_assert(HAGGLE_RUNGS_MAX == 1 + tiers_max);

/// Puts a listing and its ladder together.
[[nodiscard]] inline Wrong read_ladder(const haggle_ladder* given, const Listing& listing,
                                       BusinessListing& out) noexcept {
  Given<haggle_ladder> ladder;
  if (const Wrong wrong = ladder.read(given, "ladder")) return wrong;
  if (ladder->tiers_count > tiers_max) return {Errc::too_many_tiers, "listing.tiers"};
  out.listing = listing;
  out.consumer_price_minor = ladder->consumer_price_minor;
  out.tiers_count = ladder->tiers_count;
  std::memcpy(static_cast<void*>(out.tiers.data()), ladder->tiers, sizeof ladder->tiers);
  return {};
}

/// Writes a business listing's own part.  Needs: a struct that can be written to.
inline void write_ladder(const BusinessListing& from, haggle_ladder* to) noexcept {
  haggle_ladder out = HAGGLE_LADDER_INIT;
  out.tiers_count = from.tiers_count;
  out.consumer_price_minor = from.consumer_price_minor;
  std::memcpy(out.tiers, from.tiers.data(), sizeof out.tiers);
  write_struct(out, to);
}

/// Writes the error of one part of an answer: the same members in haggle_rung and haggle_outcome.
template <class C>
void put_error(const Error& error, C& out) noexcept {
  out.status = static_cast<haggle_status>(error.code);
  out.index = error.index;
  out.offset = error.offset;
  copy_where(error.where, out.where);
}

/// What a caller gives of a ladder's market.
struct BusinessIn {
  SnapshotIn market;
  BusinessListing business;
  std::span<const QuantityBreak> breaks;

  [[nodiscard]] Wrong read_breaks(const haggle_break* given, std::size_t count) noexcept {
    const Strided<haggle_break> rows{given, count, sizeof *given};
    const Wrong wrong = check_array(rows, sizeof *given, "breaks", "breaks_count");
    if (!wrong && count != 0) breaks = {reinterpret_cast<const QuantityBreak*>(given), count};
    return wrong;
  }
  [[nodiscard]] BusinessSnapshot snapshot() const noexcept {
    return {business, *market.market, *market.offers, breaks, market.moment.clock};
  }
};

/// So many rungs, where the caller wants or has them.
[[nodiscard]] inline Wrong check_rungs(const Strided<haggle_rung>& rungs) noexcept {
  const Wrong wrong = check_array(rungs, first_size<haggle_rung>, "rungs", "rungs_stride");
  if (wrong) return wrong;
  for (std::size_t i = 0; i < rungs.count; ++i) {
    const haggle_rung* rung = rungs.at(i);
    const bool good = is_size_of<haggle_rung>(size_of(rung)) && fits(rung, rungs.stride);
    if (!good) return {Errc::bad_size, "rungs[].size", i};
  }
  return {};
}

}  // namespace haggle::capi
