// src/codec/sale_event.hpp -- floor 6 (codec).
//
// One event of an item, taken out of its envelopes. What an event bus writes on its envelope
// stands in where the event itself says nothing.
#pragma once

#include <string_view>

#include "codec/json.hpp"
#include "codec/message_fields.hpp"
#include "haggle/codec/sale_message.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// What the innermost event bus's envelope says of what is in it; absent where there is none.
struct SaleFrame {
  JsonValue type{};
  JsonValue id{};
  JsonValue time{};
};

/// The frame of an envelope that has a detail-type; else the one round it.
[[nodiscard]] SaleFrame frame_of(JsonValue envelope, const SaleFrame& outer);

/// One event on its way into place. Faults are kept by `fields`.
struct SaleReading {
  JsonValue content;
  const SaleFrame& frame;
  const SaleDefaults& defaults;
  FieldReader& fields;
  SaleEvent& event;
};

/// Reads an event.  Needs: an event that is clear.
/// Faults: as read_sale_event.
void read_event(const SaleReading& reading);

/// Reads a list of numbers, each to the nearest float32.
/// Needs: an empty `out`.
/// Faults: wrong_type, wrong_dimension, not_finite, zero_vector.
void read_embedding(JsonValue value, std::uint32_t dimension, FieldReader& fields,
                    std::vector<float>& out);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
