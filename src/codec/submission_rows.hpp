// src/codec/submission_rows.hpp -- floor 6 (codec).
//
// Reads the rows of Amazon's `purchasable_offer`, wherever they stand.
#pragma once

#include <string_view>
#include <vector>

#include "codec/answer_reading.hpp"
#include "codec/json.hpp"
#include "haggle/codec/submission_read.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Appends the rows of a list; faults go to the reader.
void read_offer_rows(AnswerReader& read, JsonValue list, std::string_view op,
                     std::vector<OfferRow>& out);

/// A marketplace by its name, or an id that is not known as it is.
[[nodiscard]] MarketplaceId read_marketplace(AnswerReader& read, JsonValue value, Place place);

/// The currency that a text names, else the marketplace's.  Faults: unknown_currency,
/// missing_field (none is said, and the marketplace is not known).
[[nodiscard]] Currency read_currency(AnswerReader& read, JsonValue value, Place place,
                                     const MarketplaceId& marketplace);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
