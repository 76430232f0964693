// haggle/codec/listing_json.hpp -- floor 6 (codec).
//
// Our own listings as JSON, both ways, and the lines of a catalogue, which hold listings and
// policies. Amounts are "USD 12.34", or bare decimals in the listing's currency.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/market/business.hpp"
#include "haggle/market/listing.hpp"

namespace haggle {
inline namespace v0 {

/// Reads one listing: seller, sku, item, marketplace and floor must be there.
/// Rules:  the currency is the one that `currency` names, else the marketplace's, else that of the
///         first amount. A known marketplace is called by its name, whatever the text calls it. The
///         name of a policy and the business half of a text are read and left out.
/// Errors: of the text: malformed_json, bad_encoding, repeated_key, too_deep, too_large; of a
///         field: missing_field, unknown_field, wrong_type, id_too_long, bad_id, unknown_value,
///         bad_amount, amount_precision, out_of_range, rate_precision, bad_instant,
///         unknown_currency, currency_mismatch; of the whole: floor_required, bounds_contradict
///         (on one basis).
///         `where` is the field, `offset` the bytes read when it had been read.
/// Cost:   a few microseconds.
[[nodiscard]] Result<Listing> read_listing(std::string_view json);

/// Reads one business listing with its ladder. Its audience is business.
/// Errors: those of `read_listing`; not_this_listing (another audience, no business half),
///         too_many_tiers, tiers_not_rising; `index` is the tier.
[[nodiscard]] Result<BusinessListing> read_business_listing(std::string_view json);

/// What one text says of listings: a consumer listing, a business listing, or both where the text
/// has a business half (`b2b_rules`).
struct ListingEntry {
  std::optional<Listing> listing{};           ///< of consumers
  std::string policy{};                       ///< the name of its policy; empty: none is named
  std::optional<BusinessListing> business{};  ///< the business price and its ladder
  std::string business_policy{};              ///< the name of the ladder's policy
};

/// Reads what one text says of listings.  Errors: those of the two functions above.
[[nodiscard]] Result<ListingEntry> read_listing_entry(std::string_view json);

/// Reads one line of a catalogue: {"policy": {"id": "gentle", ...}}, which goes into the book, or
/// {"listing": {..., "policy": "gentle"}}, which is returned. Whether the book has the policy that
/// a listing names is for the caller to ask, so that a policy may stand behind its listings.
/// Errors: those of `read_listing_entry` and `PolicyBook::add`; unknown_field (neither of the two);
///         repeated_key (both). A line that is refused changes nothing.
[[nodiscard]] Result<std::optional<ListingEntry>> read_catalogue_line(std::string_view json,
                                                                      PolicyBook& policies);

/// A listing as one line of JSON, in the order of the table in the room's README; what is not known
/// is left out. `read_listing` gives the same back.
[[nodiscard]] std::string write_listing(const Listing& listing);
[[nodiscard]] std::string write_business_listing(const BusinessListing& business);

}  // namespace v0
}  // namespace haggle
