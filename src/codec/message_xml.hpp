// src/codec/message_xml.hpp -- floor 6 (codec).
//
// The predecessor of today's interfaces sent XML. It is recognised, so that it can be told from
// damage, and not read.
#pragma once

#include <string_view>

#include "codec/delivery_tray.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Adds a delivery where the text begins with '<': a message of kind `unknown` whose type is
/// "XML AnyOfferChanged" or the like, or malformed_json at "XML" where the text names no type.
/// Returns: false, and adds nothing, where it is no XML.
bool deliver_xml(std::string_view text, DeliveryTray& tray);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
