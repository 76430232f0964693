// src/codec/amazon.hpp -- floor 6 (codec).
//
// Amazon's notifications about offers.
#pragma once

#include "codec/message_head.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// ANY_OFFER_CHANGED: the consumer market of one condition.
[[nodiscard]] Result<Message> read_any_offer_changed(const MessageHead& head,
                                                     const MessageDefaults& defaults);

/// B2B_ANY_OFFER_CHANGED: the business market, with quantity prices.
[[nodiscard]] Result<Message> read_b2b_any_offer_changed(const MessageHead& head,
                                                         const MessageDefaults& defaults);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
