// haggle/market/bound.hpp -- floor 2 (market).
//
// A bound on a price always says which price it bounds. Vendors disagree on what "minimum price"
// means, and two offers at one delivered price differ by it, so it is never left open.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "haggle/market/kinds.hpp"

namespace haggle {
inline namespace v0 {

/// The price that a bound is on.
enum class Basis : std::uint8_t {
  item = 0,               ///< the item price
  landed = 1,             ///< item + our shipping - our points
  item_minus_points = 2,  ///< item - our points
};

inline constexpr std::array basis_words{Word{Basis::item, "item"}, Word{Basis::landed, "landed"},
                                        Word{Basis::item_minus_points, "item_minus_points"}};

/// An amount on its own basis.
struct Bound {
  std::int64_t amount_minor{0};  ///< minor units of the listing's currency
  Basis basis{Basis::item};
  std::uint8_t reserved[7]{};  ///< zero
  friend constexpr bool operator==(const Bound&, const Bound&) = default;
};
static_assert(sizeof(Bound) == 16 && std::has_unique_object_representations_v<Bound>);

}  // namespace v0
}  // namespace haggle
