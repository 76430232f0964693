// src/codec/message_content.hpp -- floor 6 (codec).
//
// What has been taken out of all envelopes: a notification, a webhook, or an answer. It becomes the
// deliveries that are in it.
#pragma once

#include "codec/delivery_tray.hpp"
#include "codec/json.hpp"
#include "haggle/codec/message.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Adds one delivery, or one for each part of an answer that has several.
/// Errors: in the deliveries; unknown_message where it is no message at all.
void deliver_content(JsonValue content, const MessageDefaults& defaults, DeliveryTray& tray);

/// Adds what is in an answer: responses, one answer about offers, or errors.
/// Returns: false, and adds nothing, where it is no answer.
bool deliver_answer(JsonValue content, const MessageDefaults& defaults, DeliveryTray& tray);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
