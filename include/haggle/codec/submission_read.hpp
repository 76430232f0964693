// haggle/codec/submission_read.hpp -- floor 6 (codec).
//
// What bodies that set prices say, and what a listing says of its prices: our own requests read
// back, anybody's, and Amazon's getListingsItem. They are read as they stand, wrong words too;
// `submission_from` says whether it is one that may be sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/codec/submission.hpp"
#include "haggle/codec/submission_answer.hpp"
#include "haggle/market/id.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

/// One level of a ladder that is said in percent: from this quantity, so much off the price.
struct PercentLevel {
  std::uint32_t quantity{0};
  std::int64_t off_ppm{0};
  friend bool operator==(const PercentLevel&, const PercentLevel&) = default;
};

/// One row of `purchasable_offer`.
struct OfferRow {
  std::string op{};        ///< of its patch, as written: "merge", "REPLACE"; empty in a listing
  std::string audience{};  ///< "ALL", which is also what no word means; "B2B"; others as written
  MarketplaceId marketplace{};
  Currency currency{};
  AskedPrice asked{};  ///< a ladder that is null is an empty one
  std::vector<PercentLevel> percent_levels{};
};

/// What one request says.
struct PriceRequest {
  std::string product_type{};
  std::vector<OfferRow> rows{};
  std::size_t others_count{0};  ///< patches of other attributes, which are not read
};

/// Reads the body of a PATCH, or of a PUT with `attributes`.
/// Errors: of the text; missing_field (neither `patches` nor `attributes`, a price that has no
///         schedule, an amount), wrong_type, out_of_range (several prices where one is meant, a
///         quantity), unknown_currency, amount_precision, bad_amount, id_too_long. Paths begin at
///         `patches[]` or `purchasable_offer[]`.
[[nodiscard]] Result<PriceRequest> read_listings_patch(std::string_view bytes);

/// One message of a feed.
struct FeedMessage {
  std::int64_t id{0};
  Sku sku{};
  std::string operation{};  ///< "PATCH", "UPDATE", "PARTIAL_UPDATE", "DELETE", as written
  PriceRequest request{};
};

/// A JSON_LISTINGS_FEED.
struct PriceFeed {
  std::string seller{};
  std::string version{};
  std::string issue_locale{};
  std::vector<Result<FeedMessage>> messages{};  ///< in the feed's order; each good or bad by itself
};

/// Reads a feed.
/// Errors: of the text; missing_field (`header`, `messages`), wrong_type; of a message: bad_id (no
///         SKU), missing_field (its id), and those of `read_listings_patch`.
[[nodiscard]] Result<PriceFeed> read_listings_feed(std::string_view bytes);

/// The submission that a request is.
/// Needs:  the SKU and the seller, who stand outside the body.
/// Errors: unknown_value (an `op` but `merge` and `replace`, an audience but `ALL` and `B2B`),
///         repeated_key (an audience twice), bad_argument (several ops, marketplaces or currencies;
///         a ladder in percent; other attributes), and those of `check_submission`.
[[nodiscard]] Result<PriceSubmission> submission_from(const PriceRequest& request,
                                                      const SellerId& seller, const Sku& sku);

/// A price that buyers see.
struct ShownPrice {
  MarketplaceId marketplace{};
  std::string offer_type{};  ///< "B2C", "B2B"
  std::string audience{};    ///< "ALL"; may be empty
  Currency currency{};
  std::int64_t price_minor{0};
  std::optional<std::int64_t> points_count{};
};

/// What is said of a listing in one marketplace.
struct ListingSummary {
  MarketplaceId marketplace{};
  ItemId item{};
  std::string product_type{};           ///< what a submission may name
  std::vector<std::string> statuses{};  ///< "BUYABLE", "DISCOVERABLE"; empty: not for sale
};

/// Amazon's getListingsItem, as far as it is about prices.
struct ListingPrices {
  Sku sku{};
  std::vector<ListingSummary> summaries{};
  std::vector<OfferRow> rows{};  ///< `attributes.purchasable_offer`; may lack a ladder that stands
  std::vector<ShownPrice> shown{};
  std::vector<SubmissionIssue> issues{};
};

/// Reads a listing. Amounts in quotes are amounts too.
/// Errors: of the text; bad_id (no SKU), and those of `read_listings_patch`.
[[nodiscard]] Result<ListingPrices> read_listing_prices(std::string_view bytes);

/// The submission that would ask again all that a listing asks in one marketplace.
/// Needs:  the seller, who stands outside the listing.
/// Errors: missing_field (`purchasable_offer`: it asks nothing there), and those of the other
///         `submission_from`.
[[nodiscard]] Result<PriceSubmission> submission_from(const ListingPrices& listing,
                                                      const SellerId& seller,
                                                      const MarketplaceId& marketplace);

}  // namespace v0
}  // namespace haggle
