// haggle/strategy/reference.hpp -- floor 4 (strategy).
//
// The offer that a price goes by, from an ordered list of kinds; and prices relative to it. Never
// one of our own group.
#pragma once

#include <array>
#include <cstdint>

#include "haggle/bounds/bounds.hpp"
#include "haggle/bounds/size.hpp"
#include "haggle/strategy/state.hpp"
#include "haggle/trail/outcome.hpp"

namespace haggle {
inline namespace v0 {

enum class ReferenceKind : std::uint8_t { none = 0, buy_box = 1, lowest_fba = 2, lowest = 3 };
inline constexpr std::array reference_kind_words{
    Word{ReferenceKind::none, "none"}, Word{ReferenceKind::buy_box, "buy_box"},
    Word{ReferenceKind::lowest_fba, "lowest_fba"}, Word{ReferenceKind::lowest, "lowest"}};

/// Kinds in the order in which they are tried; `none` ends the list.
using CompeteWith = std::array<ReferenceKind, 3>;
inline constexpr CompeteWith compete_with_default{ReferenceKind::buy_box, ReferenceKind::lowest_fba,
                                                  ReferenceKind::lowest};

/// What the stages from the state on know of the market.
struct Scene {
  const PricedOffers& priced;
  const Market& market;
  const Verdict* verdicts;
  Holder holder{};
  OwnTerms own{};

  [[nodiscard]] bool survives(std::size_t i) const noexcept { return verdicts[i] == Verdict::kept; }
  /// An item price of ours that lands where `landed_minor` does.
  [[nodiscard]] constexpr std::int64_t to_item(std::int64_t landed_minor) const noexcept {
    return landed_minor - own.shipping_minor + own.points_minor;
  }
};

namespace detail {

/// The holder if it survived; with an unknown holder, a survivor at exactly the row's landed price.
/// The row shows the price of quantity 1, for a tier too.
inline OfferIndex buy_box_reference(const Scene& scene) noexcept {
  const Holder& holder = scene.holder;
  if (holder.row.exists()) return scene.survives(holder.row.value) ? holder.row : OfferIndex{};
  if (holder.who != Holder::Who::nobody_known) return {};
  if (!scene.market.knows(Market::has_buy_box_landed)) return {};
  const std::int64_t landed = scene.market.buy_box_landed_minor;
  return first_of(scene.priced, [&](std::size_t i) {
    return scene.survives(i) &&
           scene.priced.offers.landed_minor(i, scene.priced.has_points) == landed;
  });
}

inline OfferIndex lowest(const Scene& scene) noexcept {
  return first_of(scene.priced, [&](std::size_t i) { return scene.survives(i); });
}

inline OfferIndex lowest_fulfilled(const Scene& scene) noexcept {
  return first_of(scene.priced, [&](std::size_t i) {
    return scene.survives(i) && scene.priced.offers.fulfilment(i) == Fulfilment::marketplace;
  });
}

inline OfferIndex reference_of(const Scene& scene, ReferenceKind kind) noexcept {
  switch (kind) {
    case ReferenceKind::buy_box:
      return buy_box_reference(scene);
    case ReferenceKind::lowest_fba:
      return lowest_fulfilled(scene);
    case ReferenceKind::lowest:
      return lowest(scene);
    case ReferenceKind::none:
      break;
  }
  return {};
}

}  // namespace detail

/// The first of the list that exists.  Cost: at most one pass for each kind.
[[nodiscard]] inline OfferIndex find_reference(const Scene& scene,
                                               const CompeteWith& kinds) noexcept {
  for (const ReferenceKind kind : kinds) {
    if (const OfferIndex found = detail::reference_of(scene, kind); found.exists()) return found;
  }
  return {};
}

/// ChaseBuyBox: the offer's landed price and beat_by, as our item price. Never clamps; goes up as
/// readily as down.
[[nodiscard]] inline std::int64_t beaten(const Scene& scene, std::uint32_t offer,
                                         Size beat_by) noexcept {
  const std::int64_t landed = scene.priced.landed_minor[offer];
  return scene.to_item(landed + away_from_zero(beat_by, landed));
}

/// Min/max rule match_rival: the reference's own price, only if that is inside.
[[nodiscard]] inline Outcome match_rival(const Scene& scene, OfferIndex reference,
                                         const Bounds& bounds) noexcept {
  if (!reference.exists()) return hold(Reason::no_reference);
  const std::int64_t price = scene.to_item(scene.priced.landed_minor[reference.value]);
  if (bounds.outside(price)) return hold(Reason::rival_outside);
  return go(Reason::match_rival, price);
}

/// Min/max rule next_rival below the floor: the lowest survivor above the reference whose beaten
/// price is inside, else the floor.  Cost: one pass.
[[nodiscard]] inline Outcome next_rival(const Scene& scene, OfferIndex reference, Size beat_by,
                                        const Bounds& bounds) noexcept {
  if (!reference.exists()) return go(Reason::next_rival, bounds.floor_minor);
  const std::int64_t above = scene.priced.landed_minor[reference.value];
  const OfferIndex next = first_of(scene.priced, [&](std::size_t i) {
    return scene.survives(i) && scene.priced.landed_minor[i] > above &&
           !bounds.outside(beaten(scene, static_cast<std::uint32_t>(i), beat_by));
  });
  if (!next.exists()) return go(Reason::next_rival, bounds.floor_minor);
  return go(Reason::next_rival, beaten(scene, next.value, beat_by));
}

}  // namespace v0
}  // namespace haggle
