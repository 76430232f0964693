// Spoils listings, markets and offers field by field, with values at the limits, beyond them, and
// of no set at all.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "support/build.hpp"
#include "support/dice.hpp"

namespace haggle::test::hostile {

/// Amounts round the limit of 10^15, and what 64 bits can hold.
inline std::int64_t amount(Dice& dice) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (dice.chance(80)) {
    return dice.pick<std::int64_t>({amount_minor_max, amount_minor_max - 1, amount_minor_max / 2, 0,
                                    1, -1, -amount_minor_max});
  }
  return dice.pick<std::int64_t>({Limits::max(), Limits::min(), Limits::max() - 1,
                                  amount_minor_max + 1, -amount_minor_max - 1,
                                  std::int64_t{1} << 53, dice.between(-100, 100)});
}
inline std::int64_t ppm(Dice& dice) {
  return dice.chance(80) ? dice.pick<std::int64_t>({0, 1, -1, 999'999, 1'000'000, 100'000'000,
                                                    -1'000'000, -100'000'000})
                         : amount(dice);
}
inline std::int64_t moment(Dice& dice) {
  return dice.chance(80) ? dice.pick<std::int64_t>({instant_ms_max, -instant_ms_max, 0, 1, -1,
                                                    instant_ms_max + 1, -instant_ms_max - 1})
                         : amount(dice);
}
template <class T>
T number(Dice& dice) {
  using Limits = std::numeric_limits<T>;
  return dice.pick<T>({Limits::max(), Limits::min(), T{0}, T{1}, static_cast<T>(dice.bits())});
}
template <class T>
void word(Dice& dice, T& out) {
  out = static_cast<T>(dice.below(256));
}
/// Bytes that no reader made: without an end, or with something after it.
template <class T>
void bytes(Dice& dice, T& out) {
  static_assert(std::is_trivially_copyable_v<T>);
  unsigned char raw[sizeof(T)];
  for (unsigned char& byte : raw) byte = dice.chance(50) ? 0xFF : 0;
  std::memcpy(&out, raw, sizeof(T));
}

inline void spoil(Dice& dice, Memory& m) {
  switch (dice.below(6)) {
    case 0:
      m.safe_minor = amount(dice);
      break;
    case 1:
      m.lost_minor = amount(dice);
      break;
    case 2:
      m.step_time.ms = moment(dice);
      break;
    case 3:
      m.lost_time.ms = moment(dice);
      break;
    case 4:
      m.has = number<std::uint32_t>(dice);
      break;
    default:
      m.version = number<std::uint32_t>(dice);
  }
}

/// Bounds and price, of a listing or of a tier.
template <class T>
void spoil_rung(Dice& dice, T& out) {
  switch (dice.below(6)) {
    case 0:
      out.price_minor = amount(dice);
      break;
    case 1:
      out.set_floor({amount(dice), Basis::item});
      break;
    case 2:
      out.set_ceiling({amount(dice), dice.pick({Basis::item, Basis::landed})});
      break;
    case 3:
      out.set_map(amount(dice));
      break;
    case 4:
      word(dice, dice.chance(50) ? out.floor.basis : out.ceiling.basis);
      break;
    default:
      spoil(dice, out.memory);
  }
}

inline void spoil_amount(Dice& dice, Listing& l) {
  std::int64_t* const amounts[]{&l.shipping_minor,       &l.points_minor, &l.default_price_minor,
                                &l.model_price_minor,    &l.cost_minor,   &l.fee_fixed_minor,
                                &l.reference_price_minor};
  *amounts[dice.below(std::size(amounts))] = amount(dice);
}

inline void spoil(Dice& dice, Listing& l) {
  switch (dice.below(12)) {
    case 0:
      l.size = number<std::uint32_t>(dice);
      break;
    case 1:
      l.has = number<std::uint32_t>(dice);
      break;
    case 2:
      bytes(dice, l.seller);
      break;
    case 3:
      bytes(dice, l.currency);
      break;
    case 4:
      word(dice, l.condition), word(dice, l.status);
      break;
    case 5:
      word(dice, l.sub_condition);
      break;
    case 6:
      l.stock = number<std::int32_t>(dice), l.age_days = number<std::int32_t>(dice);
      break;
    case 7:
      l.price_time.ms = moment(dice), l.last_applied.ms = moment(dice);
      break;
    case 8:
      l.set_reference(l.reference_price_minor, {moment(dice)});
      break;
    case 9:
      l.fee_ppm = ppm(dice);
      break;
    case 10:
      spoil_amount(dice, l);
      break;
    default:
      spoil_rung(dice, l);
  }
}

inline void spoil(Dice& dice, Market& m) {
  switch (dice.below(9)) {
    case 0:
      m.size = number<std::uint32_t>(dice);
      break;
    case 1:
      m.has = number<std::uint32_t>(dice);
      break;
    case 2:
      m.flags = number<std::uint32_t>(dice);
      break;
    case 3:
      bytes(dice, m.currency);
      break;
    case 4:
      bytes(dice, m.winner_seller);
      break;
    case 5:
      word(dice, m.audience), word(dice, m.condition);
      break;
    case 6:
      m.time.ms = moment(dice);
      break;
    case 7:
      m.set_offers_counted(amount(dice));
      break;
    default:
      m.set_buy_box_landed(amount(dice));
  }
}

inline void spoil(Dice& dice, Offer& o) {
  switch (dice.below(10)) {
    case 0:
      o.price_minor = amount(dice);
      break;
    case 1:
      o.shipping_minor = amount(dice);
      break;
    case 2:
      o.points_minor = amount(dice);
      break;
    case 3:
      o.stated_landed_minor = amount(dice), o.has = number<std::uint32_t>(dice);
      break;
    case 4:
      o.flags = number<std::uint32_t>(dice);
      break;
    case 5:
      bytes(dice, o.seller), bytes(dice, o.ships_from);
      break;
    case 6:
      word(dice, o.condition), word(dice, o.sub_condition);
      break;
    case 7:
      word(dice, o.fulfilment), word(dice, o.audience);
      break;
    case 8:
      word(dice, o.eligible);
      break;
    default:
      o.stock = o.handling_hours = o.feedback_count = number<std::uint32_t>(dice);
  }
}

inline void spoil(Dice& dice, World& world) {
  switch (dice.below(5)) {
    case 0:
    case 1:
      spoil(dice, world.listing);
      break;
    case 2:
      spoil(dice, world.market);
      break;
    case 3:
      if (!world.offers.empty()) spoil(dice, world.offers[dice.below(world.offers.size())]);
      break;
    default:
      world.clock.now.ms = moment(dice);
      if (dice.chance(20)) world.clock.utc_offset_minutes = number<std::int32_t>(dice);
  }
}

inline void spoil(Dice& dice, BusinessWorld& world) {
  BusinessListing& b = world.business;
  switch (dice.below(6)) {
    case 0:
      b.consumer_price_minor = amount(dice);
      break;
    case 1:
      b.tiers_count = number<std::uint32_t>(dice);
      break;
    case 2:
      b.tiers[dice.below(tiers_max)].quantity = number<std::uint32_t>(dice);
      break;
    case 3:
      spoil_rung(dice, b.tiers[dice.below(tiers_max)]);
      break;
    case 4:
      world.breaks.push_back(
          {number<std::uint32_t>(dice), number<std::uint32_t>(dice), amount(dice)});
      break;
    default: {
      World plain{b.listing, world.market, world.offers, world.clock};
      spoil(dice, plain);
      b.listing = plain.listing, world.market = plain.market;
      world.offers = plain.offers, world.clock = plain.clock;
    }
  }
}

}  // namespace haggle::test::hostile
