// src/codec/fee_promotion.hpp -- floor 6 (codec).
//
// Amazon's notice that fees are lower for a while.
#pragma once

#include "codec/message_head.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// FEE_PROMOTION. Nothing in it is needed but what it is.
void read_fee_promotion(const MessageReading& reading);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
