// src/codec/amazon.hpp -- floor 6 (codec).
//
// Amazon's notifications about offers.
#pragma once

#include "codec/message_head.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// ANY_OFFER_CHANGED: the consumer market of one condition.
void read_any_offer_changed(const MessageReading& reading);

/// B2B_ANY_OFFER_CHANGED: the business market, with quantity prices.
void read_b2b_any_offer_changed(const MessageReading& reading);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
