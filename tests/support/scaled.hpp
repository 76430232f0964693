// Every amount of a case k times as large.
#pragma once

#include <cstdint>
#include <variant>

#include "support/build.hpp"

namespace haggle::test {
namespace scaling {

inline void by(std::int64_t k, Amount& amount) {
  amount.digits *= k;
}
inline void by(std::int64_t k, AmountOrRate& size) {
  if (auto* amount = std::get_if<Amount>(&size)) amount->digits *= k;
}
inline void by(std::int64_t k, Memory& memory) {
  memory.safe_minor *= k, memory.lost_minor *= k;
}
/// Price, bounds and memory, of a listing or of a tier.
template <class T>
void rung_by(std::int64_t k, T& rung) {
  rung.price_minor *= k;
  rung.floor.amount_minor *= k;
  rung.ceiling.amount_minor *= k;
  rung.map_minor *= k;
  by(k, rung.memory);
}

}  // namespace scaling

inline World scaled(World given, std::int64_t k) {
  Listing& l = given.listing;
  scaling::rung_by(k, l);
  for (std::int64_t* amount : {&l.shipping_minor, &l.points_minor, &l.default_price_minor,
                               &l.model_price_minor, &l.reference_price_minor, &l.cost_minor,
                               &l.fee_fixed_minor, &given.market.buy_box_landed_minor}) {
    *amount *= k;
  }
  for (Offer& o : given.offers) {
    o.price_minor *= k, o.shipping_minor *= k, o.points_minor *= k, o.stated_landed_minor *= k;
  }
  return given;
}

inline BusinessWorld scaled(BusinessWorld given, std::int64_t k) {
  const World plain =
      scaled(World{given.business.listing, given.market, given.offers, given.clock}, k);
  given.business.listing = plain.listing;
  given.market = plain.market;
  given.offers = plain.offers;
  given.business.consumer_price_minor *= k;
  for (std::uint32_t i = 0; i < given.business.tiers_count; ++i) {
    scaling::rung_by(k, given.business.tiers[i]);
  }
  for (QuantityBreak& row : given.breaks) row.price_minor *= k;
  return given;
}

/// The tick too: scale policies of tick 1 by hand where it must stay.
inline PolicySpec scaled(PolicySpec given, std::int64_t k) {
  scaling::by(k, given.beat_by);
  scaling::by(k, given.maximize.probe_step);
  ShapeSpec& shape = given.shape;
  scaling::by(k, shape.tick);
  scaling::by(k, shape.min_change);
  if (shape.step_up) scaling::by(k, *shape.step_up);
  if (shape.step_down) scaling::by(k, *shape.step_down);
  if (shape.ending) {
    scaling::by(k, shape.ending->modulus);
    scaling::by(k, shape.ending->residue);
    scaling::by(k, shape.ending->window);
  }
  if (given.bounds.profit) scaling::by(k, *given.bounds.profit);
  for (AgeBandSpec& band : given.bands) band.policy = scaled(band.policy, k);
  return given;
}

}  // namespace haggle::test
