// src/codec/amazon_reading.hpp -- floor 6 (codec).
//
// What the readers of the parts of one Amazon message share.
#pragma once

#include <cstdint>
#include <limits>

#include "codec/message_fields.hpp"
#include "codec/message_money.hpp"
#include "haggle/codec/message.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

inline constexpr std::int64_t uint32_max = std::numeric_limits<std::uint32_t>::max();

struct AmazonReading {
  FieldReader& fields;
  MoneyReader& money;
  Message& message;
  const MessageDefaults& defaults;

  [[nodiscard]] const Market& market() const { return message.market; }
};

/// The audience that a row names; nothing where it names none or a new one.
[[nodiscard]] inline OfferAudience audience_word(std::string_view text) {
  if (equal_caseless(text, "B2B")) return OfferAudience::business;
  if (equal_caseless(text, "B2C")) return OfferAudience::consumer;
  return OfferAudience::as_market;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
