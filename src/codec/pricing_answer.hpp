// src/codec/pricing_answer.hpp -- floor 6 (codec).
//
// Answers of the pricing interfaces about one item. Which item it is stands in the answer, in its
// identifier or in the question that it repeats.
#pragma once

#include <optional>

#include "codec/delivery_tray.hpp"
#include "codec/json.hpp"
#include "codec/message_fields.hpp"
#include "haggle/codec/message.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// One entry of an answer.
struct PricingEntry {
  JsonValue status{};   ///< of the entry: statusCode, reasonPhrase; absent where there is one only
  JsonValue headers{};  ///< of the entry; absent where there is one only
  JsonValue request{};  ///< the question, where it is repeated
  JsonValue body{};     ///< what was answered
};

struct PricingReading {
  const PricingEntry& entry;
  const MessageDefaults& defaults;
  FieldReader& fields;
  Message& message;
};

/// When an entry was answered: as its headers say, else as the caller says, else 1970.
[[nodiscard]] Instant answer_time(const PricingReading& reading);

/// The errors of an entry, which are its answer.
void read_answer_refused(const PricingReading& reading);

/// getItemOffers and getListingOffers: body.payload is the market of one condition.
void read_item_offers(const PricingReading& reading);

/// competitiveSummary: a delivery for each condition and audience that offers are listed of, and
/// for each further condition that an offer is featured of; one where there is neither.
void deliver_competitive_summary(const PricingEntry& entry, const MessageDefaults& defaults,
                                 DeliveryTray& tray);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
