// haggle/codec/expected_price.hpp -- floor 6 (codec).
//
// At which price would our offer be the featured one (Amazon's featuredOfferExpectedPrice,
// 2022-05-01)? It is a listing price: shipping is added to compare it with a landed one. Where
// Amazon names no price there is none, which is not zero.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/codec/answer_error.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

/// What Amazon says of the price. More words may come, and are `unknown`.
enum class ExpectedPriceStatus : std::uint8_t {
  unknown = 0,
  valid = 1,
  no_competing_offer = 2,
  offer_not_eligible = 3,
  offer_not_found = 4,
  asin_not_eligible = 5,
};
/// The plural is what Amazon's own sample writes.
inline constexpr std::array expected_price_status_words{
    Word{ExpectedPriceStatus::valid, "VALID_FOEP"},
    Word{ExpectedPriceStatus::no_competing_offer, "NO_COMPETING_OFFER"},
    Word{ExpectedPriceStatus::no_competing_offer, "NO_COMPETING_OFFERS"},
    Word{ExpectedPriceStatus::offer_not_eligible, "OFFER_NOT_ELIGIBLE"},
    Word{ExpectedPriceStatus::offer_not_found, "OFFER_NOT_FOUND"},
    Word{ExpectedPriceStatus::asin_not_eligible, "ASIN_NOT_ELIGIBLE"}};

/// A price of an answer and its parts, in minor units of the answer's currency.
struct FeaturedPrice {
  std::int64_t price_minor{0};                   ///< of the item
  std::optional<std::int64_t> shipping_minor{};  ///< absent is not free
  std::optional<std::int64_t> points_count{};
  std::optional<std::int64_t> points_minor{};  ///< what the points are worth
  friend bool operator==(const FeaturedPrice&, const FeaturedPrice&) = default;
};

/// Which offer it is.
struct FeaturedOfferId {
  MarketplaceId marketplace{};
  ItemId item{};
  SellerId seller{};
  Sku sku{};  ///< our own offer's only
  std::optional<Fulfilment> fulfilment{};
  friend bool operator==(const FeaturedOfferId&, const FeaturedOfferId&) = default;
};

struct FeaturedOffer {
  FeaturedOfferId id{};
  std::string condition{};  ///< as written: "New"
  std::optional<FeaturedPrice> price{};
};

/// One result; an offer may have several, for different buyers.
struct ExpectedPrice {
  ExpectedPriceStatus status{ExpectedPriceStatus::unknown};
  std::string status_text{};                    ///< as written
  std::optional<FeaturedPrice> expected{};      ///< without shipping
  std::optional<FeaturedOffer> competing{};     ///< what ours would compete with
  std::optional<FeaturedOffer> featured_now{};  ///< may be ours
};

/// One entry of a batch: what was asked, and results or errors.
struct ExpectedPriceAnswer {
  MarketplaceId marketplace{};                ///< of the request
  Sku sku{};                                  ///< of the request, by which an entry is found again
  std::optional<std::int64_t> status_code{};  ///< of this entry: 200, 400, ...
  std::string reason{};
  Currency currency{};      ///< of every amount; none where no amount names one
  FeaturedOfferId offer{};  ///< ours, where Amazon found it
  std::vector<ExpectedPrice> results{};
  std::vector<AnswerError> errors{};

  [[nodiscard]] bool answered() const noexcept { return errors.empty() && !results.empty(); }
};

/// Reads the answer to a batch of getFeaturedOfferExpectedPriceBatch.
/// Returns: one result an entry, in the order of the answer; an entry that cannot be read is an
///          error of its own. What the marketplace refused is a good result with its errors; a
///          request that was refused as a whole is one such entry.
/// Errors:  of the text; missing_field (`responses`), wrong_type, out_of_range (more than 1,024
///          entries); of an entry: missing_field (a `resultStatus`, a price that is begun),
///          wrong_type, id_too_long, out_of_range; of amounts: bad_amount, amount_precision,
///          unknown_currency, currency_mismatch.
[[nodiscard]] Result<std::vector<Result<ExpectedPriceAnswer>>> read_expected_prices(
    std::string_view bytes);

}  // namespace v0
}  // namespace haggle
