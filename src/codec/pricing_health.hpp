// src/codec/pricing_health.hpp -- floor 6 (codec).
//
// Amazon's notice that our offer may not be featured because of its price.
#pragma once

#include "codec/message_head.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// PRICING_HEALTH: the market that it is about, counted and summed up, and our own offer.
void read_pricing_health(const MessageReading& reading);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
