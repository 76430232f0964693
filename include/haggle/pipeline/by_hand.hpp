// haggle/pipeline/by_hand.hpp -- floor 7 (pipeline).
//
// A price that a person sets: within the listing's bounds, and by the same door as any other.
#pragma once

#include <cstdint>

#include "haggle/base/error.hpp"
#include "haggle/pipeline/ports.hpp"

namespace haggle {
inline namespace v0 {

/// Sets this price; the next market is decided on as ever. It is one more round on the market that
/// was last decided on, so that a newer market wins over it and an older one does not.
/// Returns: what to send; `listed` stands as after it.
/// Errors:  unknown_policy (its bounds are not known), bounds_violated ("price"), and what the
///          policy's amounts say of the currency; the listing is then as it was.
[[nodiscard]] Result<PriceWrite> set_by_hand(Listed& listed, std::int64_t price_minor, Instant now);

/// The same with the listing's default price.
/// Errors: missing_field ("listing.default_price") where it has none.
[[nodiscard]] Result<PriceWrite> reset_by_hand(Listed& listed, Instant now);

}  // namespace v0
}  // namespace haggle
