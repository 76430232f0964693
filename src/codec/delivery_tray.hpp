// src/codec/delivery_tray.hpp -- floor 6 (codec).
//
// Where the deliveries of messages are put while a text is read.
#pragma once

#include "codec/tray.hpp"
#include "haggle/codec/message_reader.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

using DeliveryTray = Tray<Delivery, &Delivery::message>;

}  // namespace codec
}  // namespace v0
}  // namespace haggle
