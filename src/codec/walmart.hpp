// src/codec/walmart.hpp -- floor 6 (codec).
//
// Walmart's webhook about the buy box.
#pragma once

#include "codec/message_head.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// BUY_BOX_CHANGED, before its change of March 2026 and since. The older form names sellers instead
/// of identifying them: the winner is who has the name of our own offer or of a seller given in the
/// defaults; else there is a buy box without a holder, and an offer whose seller id is the name.
void read_buy_box_changed(const MessageReading& reading);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
