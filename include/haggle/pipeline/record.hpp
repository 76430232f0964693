// haggle/pipeline/record.hpp -- floor 7 (pipeline).
//
// What a store keeps of a listing between two decisions, as one line of text: the version first, so
// that a script can compare it, then everything the next decision is to be given back. It outlives
// the price.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/pipeline/listed.hpp"

namespace haggle {
inline namespace v0 {

/// The version as text: "MARKET_MS REVISION ROUND NOTIFICATION", numbers in decimal.
[[nodiscard]] std::string write_version(const DecisionVersion& version);
void append_version(const DecisionVersion& version, std::string& out);
inline constexpr std::size_t version_bytes_max = 63 + NotificationId::text_bytes_max;

/// Appends the listing's record: the version, a blank, "1" (the form's number), and numbers:
/// action, strategy, reason, binding, old price, competitor's, decided at, again at (or "-"),
/// price, when it was sent (or "-"), the six of the memory, the count of tiers, and of each
/// quantity, price and memory.
/// Needs: a standing that exists.  Cost: under 200 ns; allocates only where `out` is too small.
void append_record(const Listed& listed, std::string& out);

/// The version at the head of a record.  Errors: malformed_json ("record").
[[nodiscard]] Result<DecisionVersion> read_version(std::string_view record);

/// Puts back what the record says: standing, memory, the market's time that was last decided on,
/// and the price that was sent, unless the listing itself says one of a later time, which was then
/// set outside.
/// Tiers are found by their quantity; one that is gone from the listing is passed over.
/// Errors: malformed_json ("record"); the listing is then as it was.
[[nodiscard]] Result<void> apply_record(std::string_view record, Listed& listed);

/// The price of a listing as stores show it to others: one JSON object with what urepricer's
/// entries have: new_price, old_price, strategy_used, strategy_id, calculated_at, competitor_price,
/// processing_time_ms, tier_prices (of a ladder), asin, seller_id, sku, saved_at, expires_at; and
/// reason, marketplace, currency and version. Amounts are decimal text, times RFC 3339.
/// Units: processing_us is from the message's arrival to the decision.
void append_price_entry(const Listed& listed, std::int64_t processing_us, Instant expires_at,
                        std::string& out);

}  // namespace v0
}  // namespace haggle
