// haggle/codec/submission.hpp -- floor 6 (codec).
//
// Prices on their way out: the bodies that Amazon and Walmart accept. Only valid ones are written;
// what is missing, out of its bounds or for another marketplace is an error instead of a text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/market/business.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/market/listing.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "haggle/reprice/decision.hpp"

namespace haggle {
inline namespace v0 {

/// What becomes of the parts of an offer that a submission does not name.
enum class PatchOp : std::uint8_t {
  merge = 0,    ///< they stay
  replace = 1,  ///< they are deleted: bounds, sales and ladder have to be carried
};
inline constexpr std::array patch_op_words{Word{PatchOp::merge, "merge"},
                                           Word{PatchOp::replace, "replace"}};

/// One level of a ladder: from this quantity, this unit price.
struct PriceLevel {
  std::uint32_t quantity{0};
  std::int64_t price_minor{0};
  friend bool operator==(const PriceLevel&, const PriceLevel&) = default;
};

/// A lower price for some time. Start and end are a date or a moment, as Amazon writes them:
/// "2026-11-21" or "2026-11-21T08:00:00Z"; either may be empty.
struct SalePrice {
  std::int64_t price_minor{0};
  std::string start{};
  std::string end{};
  friend bool operator==(const SalePrice&, const SalePrice&) = default;
};

/// What one kind of buyer is asked, in minor units of the submission's currency. A part that is not
/// said is not written.
struct AskedPrice {
  std::optional<std::int64_t> price_minor{};
  std::optional<std::int64_t> min_minor{};  ///< the least price that the marketplace is to allow
  std::optional<std::int64_t> max_minor{};
  std::vector<SalePrice> sales{};
  /// Of business buyers: at most tiers_max levels, quantities rising from 2, prices falling below
  /// the price for one. Empty: the ladder that stands is taken away.
  std::optional<std::vector<PriceLevel>> levels{};
  friend bool operator==(const AskedPrice&, const AskedPrice&) = default;
};

/// New prices of one listing.
struct PriceSubmission {
  SellerId seller{};  ///< our account; a feed names it, the other bodies do not
  Sku sku{};
  MarketplaceId marketplace{};  ///< its name or its own id
  Currency currency{};          ///< none: the marketplace's
  std::optional<AskedPrice> consumer{};
  std::optional<AskedPrice> business{};  ///< Amazon only, for sellers who are enrolled there
  PatchOp op{PatchOp::merge};
  std::string product_type{"PRODUCT"};  ///< Amazon's; PRODUCT stands for whatever it is
  friend bool operator==(const PriceSubmission&, const PriceSubmission&) = default;
};

/// Whether bounds are sent with a price.
enum class BoundsSent : std::uint8_t {
  none = 0,       ///< those that the marketplace has stay
  effective = 1,  ///< floor and ceiling of the decision, which are item prices
};

/// The submission of a decided price, for the listing's audience.
/// Errors: bad_argument (`decision.action`: it holds), currency_mismatch, out_of_range (a price
///         below one minor unit).
[[nodiscard]] Result<PriceSubmission> submission_of(const Listing& listing,
                                                    const Decision& decision,
                                                    BoundsSent bounds = BoundsSent::none);

/// The submission of a decided ladder: the business price and the rungs that are not dropped. A
/// price of one unit that failed or stands out of its bounds is left out; the ladder is whole,
/// because a marketplace takes it as one.
/// Errors: bad_argument (`decision.rungs`: every rung holds, or a gate left the ladder as it is);
///         else as above.
[[nodiscard]] Result<PriceSubmission> submission_of(const BusinessListing& listing,
                                                    const BusinessDecision& decision,
                                                    BoundsSent bounds = BoundsSent::none);

/// Can it be written for Amazon?
/// Rules:  a price is at least one minor unit and within min and max; sales and levels too; a
///         business price is not above the consumer price beside it; a ladder falls. A price is
///         missing only where a ladder is merged to the one that stands.
/// Errors: bad_id (SKU), bad_encoding, unknown_value (marketplace, op), unknown_currency,
///         currency_mismatch (not the marketplace's), missing_field (a price, a product type),
///         out_of_range, bounds_contradict, bounds_violated (`offset` is the price),
///         too_many_tiers, tiers_not_rising, bad_instant, bad_argument (a ladder for consumers).
[[nodiscard]] Result<void> check_submission(const PriceSubmission& submission);

/// The body of Amazon's PATCH of one item (Listings Items 2021-08-01): `purchasable_offer`, one row
/// for each kind of buyer. Amounts are JSON numbers with the currency's decimals.
/// Errors: those of `check_submission`.
/// Cost:   one allocation or a few; nothing passes through binary floating point.
[[nodiscard]] Result<std::string> write_listings_patch(const PriceSubmission& submission);

/// Amazon's JSON_LISTINGS_FEED (2.0) of one seller: message `i + 1` is the submission at `i`.
/// Errors: those of `check_submission`, of the first row that has one, with `index` the row;
///         bad_argument (no rows, or rows of several sellers), bad_id (no seller), repeated_key (a
///         SKU twice for one marketplace).
[[nodiscard]] Result<std::string> write_listings_feed(std::span<const PriceSubmission> submissions,
                                                      std::string_view issue_locale = "en_US");

/// The body of Walmart's PUT /v3/price, for its mart in the United States; those of Canada and
/// Mexico take XML, which is not written. Bounds are checked and not sent.
/// Errors: as `check_submission`; unknown_value for another marketplace; bad_argument for what has
///         no place in it: business prices, sales.
[[nodiscard]] Result<std::string> write_walmart_price(const PriceSubmission& submission);

/// Walmart's price feed (PriceHeader 1.7).
/// Errors: as `write_walmart_price`, with `index` the row; bad_argument (no rows); repeated_key (a
///         SKU twice, of which Walmart would take either).
[[nodiscard]] Result<std::string> write_walmart_price_feed(
    std::span<const PriceSubmission> submissions);

}  // namespace v0
}  // namespace haggle
