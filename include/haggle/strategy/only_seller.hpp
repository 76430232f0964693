// haggle/strategy/only_seller.hpp -- floor 4 (strategy).
//
// OnlySeller: nobody competes, so the seller's own price stands.
#pragma once

#include <array>
#include <cstdint>

#include "haggle/bounds/min_max_rule.hpp"

namespace haggle {
inline namespace v0 {

enum class OnlySellerMode : std::uint8_t {
  default_price = 0,  ///< the default price; without one the mean of floor and ceiling
  ceiling = 1,
  hold = 2,
};
inline constexpr std::array only_seller_mode_words{Word{OnlySellerMode::default_price, "default"},
                                                   Word{OnlySellerMode::ceiling, "ceiling"},
                                                   Word{OnlySellerMode::hold, "hold"}};

/// The proposal of OnlySeller.
[[nodiscard]] constexpr Outcome propose_only_seller(OnlySellerMode mode, const Bounds& bounds,
                                                    std::int64_t default_price_minor) noexcept {
  if (mode == OnlySellerMode::hold) return hold(Reason::only_seller_hold);
  if (mode == OnlySellerMode::ceiling) return ceiling_of(bounds, Reason::only_seller);
  if (default_price_minor != 0) return go(Reason::only_seller, default_price_minor);
  return mean_of(bounds, Reason::only_seller);
}

}  // namespace v0
}  // namespace haggle
