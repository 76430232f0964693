// haggle/reprice/decide_business.hpp -- floor 5 (reprice).
//
// A ladder for business buyers: the business price and up to five tiers, each a decision of its own
// within its own bounds, and then the laws that hold between them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "haggle/reprice/decide.hpp"

namespace haggle {
inline namespace v0 {

/// Why a rung is not in the ladder that goes out.
enum class Dropped : std::uint8_t { no = 0, not_cheaper = 1, out_of_bounds = 2, failed = 3 };
inline constexpr std::array dropped_words{
    Word{Dropped::no, "no"}, Word{Dropped::not_cheaper, "not_cheaper"},
    Word{Dropped::out_of_bounds, "out_of_bounds"}, Word{Dropped::failed, "failed"}};

/// One rung of the ladder that was decided: a decision or an error.
struct BusinessRung {
  std::uint32_t quantity{1};
  Dropped dropped{Dropped::no};
  std::optional<Error> error{};  ///< of this rung alone
  Decision decision{};           ///< where there is no error
};

/// The business price first, then the tiers in the order of the listing.
struct BusinessDecision {
  std::uint32_t rungs_count{0};
  std::array<BusinessRung, 1 + tiers_max> rungs{};
  [[nodiscard]] std::span<const BusinessRung> ladder() const noexcept {
    return {rungs.data(), rungs_count};
  }
};

namespace detail {

/// The business price alone, as a listing on a market.
inline Snapshot plain_of(const BusinessSnapshot& s) noexcept {
  return {s.business.listing, s.market, s.offers, s.clock};
}

/// A tier's price and memory; its bounds are those of its rung, and are checked there.
inline Fault check_tier_values(const Tier& tier, std::uint32_t i) noexcept {
  const Memory& memory = tier.memory;
  const auto fault = [&](const char* where) { return Fault{Errc::out_of_range, where, i}; };
  if (!is_own_amount(tier.price_minor)) return fault("listing.tiers[].price");
  if (!is_own_amount(memory.safe_minor)) return fault("listing.tiers[].memory.safe");
  if (!is_own_amount(memory.lost_minor)) return fault("listing.tiers[].memory.lost");
  if (!is_instant(memory.step_time)) return fault("listing.tiers[].memory.step_time");
  if (!is_instant(memory.lost_time)) return fault("listing.tiers[].memory.lost_time");
  return {};
}

inline Fault check_ladder(const BusinessSnapshot& s) noexcept {
  const BusinessListing& b = s.business;
  if (b.listing.audience != Audience::business) {
    return Fault{Errc::not_this_listing, "listing.audience"};
  }
  if (!is_own_amount(b.consumer_price_minor)) {
    return Fault{Errc::out_of_range, "listing.consumer_price"};
  }
  if (b.tiers_count > tiers_max) return Fault{Errc::too_many_tiers, "listing.tiers"};
  std::uint32_t last = 1;
  for (std::uint32_t i = 0; i < b.tiers_count; ++i) {
    const Tier& tier = b.tiers[i];
    if (tier.size != sizeof(Tier)) return Fault{Errc::bad_size, "listing.tiers[].size", i};
    if (tier.quantity <= last) {
      return Fault{Errc::tiers_not_rising, "listing.tiers[].quantity", i};
    }
    if (const Fault fault = check_tier_values(tier, i)) return fault;
    last = tier.quantity;
  }
  return {};
}

inline Fault check_breaks(const BusinessSnapshot& s) noexcept {
  for (std::uint32_t i = 0; i < s.breaks.size(); ++i) {
    const QuantityBreak& row = s.breaks[i];
    if (row.offer >= s.offers.size()) return Fault{Errc::out_of_range, "breaks[].offer", i};
    if (!is_amount(row.price_minor)) return Fault{Errc::out_of_range, "breaks[].price", i};
  }
  return {};
}

/// The listing as a tier sees it: its own price, bounds and memory, no default and no model price.
inline Listing of_tier(const Listing& listing, const Tier& tier) noexcept {
  constexpr std::uint32_t own = Tier::has_floor | Tier::has_ceiling | Tier::has_map;
  Listing seen = listing;
  seen.has = (listing.has & ~own) | (tier.has & own);
  seen.price_minor = tier.price_minor;
  seen.floor = tier.floor;
  seen.ceiling = tier.ceiling;
  seen.map_minor = tier.map_minor;
  seen.memory = tier.memory;
  seen.default_price_minor = 0;
  seen.model_price_minor = 0;
  return seen;
}

/// Writes each offer's unit price at a quantity: its highest break that is not above, else its own.
inline void price_at(const BusinessSnapshot& s, std::uint32_t quantity,
                     OfferScratch& scratch) noexcept {
  std::uint32_t reached[offers_max];
  std::fill_n(reached, s.offers.size(), 1U);
  for (std::size_t i = 0; i < s.offers.size(); ++i) {
    scratch.item_minor[i] = s.offers[i].price_minor;
  }
  for (const QuantityBreak& row : s.breaks) {
    if (row.quantity > quantity || row.quantity < reached[row.offer]) continue;
    const bool same = row.quantity == reached[row.offer];
    std::int64_t& item = scratch.item_minor[row.offer];
    item = same ? std::max(item, row.price_minor) : row.price_minor;
    reached[row.offer] = row.quantity;
  }
  const bool has_points = s.market.is(Market::has_points);
  for (std::size_t i = 0; i < s.offers.size(); ++i) {
    const std::int64_t item = scratch.item_minor[i];
    const std::int64_t landed =
        item + landed_minor(s.offers[i], has_points) - s.offers[i].price_minor;
    scratch.landed_minor[i] = landed;
    scratch.marks[i] = static_cast<std::uint16_t>((scratch.marks[i] & ~mark::price_zero) |
                                                  price_mark(item, landed));
  }
}

/// What all rungs share.
struct LadderRun {
  const BusinessSnapshot& snapshot;
  const Terms& terms;
  const PolicyAmounts& amounts;
  OfferScratch& scratch;
  const Survey& seen;  ///< of the offers at quantity 1
  bool in_band{false};

  [[nodiscard]] PricedOffers priced() const noexcept {
    return {snapshot.offers, scratch.item_minor, scratch.landed_minor, scratch.marks,
            snapshot.market.is(Market::has_points)};
  }
};

/// The offers at a rung's quantity: what the filters left of them, and the verdicts.
struct SiftedRung {
  const Rung& rung;
  Sifted sifted{};
  Verdict* verdicts{nullptr};
};

/// Decides one rung.  Needs: the offers' prices at its quantity in the scratch.
inline void decide_rung(const LadderRun& ladder, const SiftedRung& at, BusinessRung& out) noexcept {
  const BusinessSnapshot& s = ladder.snapshot;
  const Rung& rung = at.rung;
  const PricedOffers priced = ladder.priced();
  const RunInput in{s.market,       s.clock,    ladder.terms,
                    ladder.amounts, priced,     ladder.seen.own_row,
                    at.sifted,      at.verdicts};
  Run run{rung, in, out.decision};
  if (ladder.seen.landed_differs) run.out.notes |= note::landed_differs;
  const Snapshot raw{rung.listing, s.market, s.offers, s.clock};
  if (const Fault fault = run_rung(run, raw, ladder.in_band)) {
    out.error = fault.error();
    out.dropped = Dropped::failed;
  }
}

inline bool is_gated(const BusinessRung& rung) noexcept {
  if (rung.error) return false;
  return rung.decision.trail.entries[rung.decision.steps_count - 1].stage <= Stage::gates;
}

/// Prices fall strictly; a tier that is no cheaper or stands out of its bounds is dropped, and a
/// total that falls is noted.
inline void keep_ladder_laws(BusinessDecision& decided, std::int64_t standing_minor) noexcept {
  const BusinessRung& head = decided.rungs[0];
  std::uint32_t quantity = 1;
  std::int64_t price = head.error ? standing_minor : head.decision.price_minor;
  for (std::uint32_t i = 1; i < decided.rungs_count; ++i) {
    BusinessRung& rung = decided.rungs[i];
    if (rung.error || rung.decision.price_minor == 0) continue;
    const std::int64_t unit = rung.decision.price_minor;
    if (rung.decision.notes_that(note::standing_price_out_of_bounds)) {
      rung.dropped = Dropped::out_of_bounds;
    } else if (price != 0 && unit >= price) {
      rung.dropped = Dropped::not_cheaper;
    } else {
      const bool falls = Wide{rung.quantity} * unit < Wide{quantity} * price;
      if (falls) rung.decision.notes |= note::total_falls;
      quantity = rung.quantity;
      price = unit;
    }
  }
}

inline Fault check_business(const BusinessSnapshot& s, std::span<Verdict> verdicts) noexcept {
  if (const Fault fault = check_snapshot(plain_of(s), verdicts)) return fault;
  if (const Fault fault = check_ladder(s)) return fault;
  return check_breaks(s);
}

/// Every rung on its own; then, unless a gate left the ladder as it is, the laws between them.
inline void decide_ladder(const LadderRun& ladder, Verdict* verdicts,
                          BusinessDecision& out) noexcept {
  const BusinessListing& b = ladder.snapshot.business;
  const Rung head{b.listing, b.consumer_price_minor, false};
  decide_rung(ladder, {head, ladder.seen.sifted, verdicts}, out.rungs[0]);
  const Judge judge = judge_of(plain_of(ladder.snapshot), ladder.terms.spec());
  VerdictScratch own;
  for (std::uint32_t i = 0; i < b.tiers_count; ++i) {
    const Tier& tier = b.tiers[i];
    const Listing seen = of_tier(b.listing, tier);
    out.rungs[i + 1].quantity = tier.quantity;
    price_at(ladder.snapshot, tier.quantity, ladder.scratch);
    const Rung rung{seen, b.consumer_price_minor, true};
    const Sifted sifted = sift(ladder.priced(), judge, own.verdicts);
    decide_rung(ladder, {rung, sifted, own.verdicts}, out.rungs[i + 1]);
  }
  out.rungs_count = b.tiers_count + 1;
  if (std::any_of(out.rungs.begin(), out.rungs.begin() + out.rungs_count, is_gated)) return;
  keep_ladder_laws(out, b.listing.price_minor);
}

/// Writes the ladder.  Needs: room for one verdict an offer.
inline Fault decide_business_into(const BusinessSnapshot& snapshot, const Policy& policy,
                                  Verdict* verdicts, BusinessDecision& out) noexcept {
  InForce in_force;
  if (const Fault fault = find_in_force(policy, snapshot.business.listing, in_force)) return fault;
  const Terms& terms = *in_force.terms;
  OfferScratch scratch;
  const Survey seen = survey(plain_of(snapshot), terms.spec(), {scratch, verdicts});
  if (!seen.sound) return fault_of(snapshot.offers);
  decide_ladder(LadderRun{snapshot, terms, *in_force.amounts, scratch, seen, in_force.in_band},
                verdicts, out);
  return {};
}

}  // namespace detail

/// Decides the business price and its tiers.
/// Pure:     equal arguments give equal bytes; nothing is allocated.
/// Verdicts: the business price's; none, or room for one an offer.
/// Errors:   those of `decide`, too_many_tiers, tiers_not_rising, for the whole ladder; a rung's
///           own (its floor, its bounds) stand in the rung and do not stop the others.
/// Laws:     of the rungs that are not dropped none is above the standing consumer price, and
///           prices fall strictly with the quantity.
/// Cost:     one `decide` a rung.
[[nodiscard]] inline Result<BusinessDecision> decide_business(
    const BusinessSnapshot& snapshot, const Policy& policy,
    std::span<Verdict> verdicts = {}) noexcept {
  Result<BusinessDecision> result;  // the one object that is returned, so that it is never copied
  detail::VerdictScratch own;
  detail::Fault fault = detail::check_business(snapshot, verdicts);
  if (!fault) {
    Verdict* written = verdicts.empty() ? own.verdicts : verdicts.data();
    fault = detail::decide_business_into(snapshot, policy, written, *result);
  }
  if (fault) result = tl::unexpected<Error>(fault.error());
  return result;
}

}  // namespace v0
}  // namespace haggle
