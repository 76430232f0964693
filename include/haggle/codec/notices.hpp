// haggle/codec/notices.hpp -- floor 6 (codec).
//
// What messages say that are about something else than offers. What a notice is about (account,
// SKU, marketplace, item, time) stands in its Message, in the same places for every kind. A word
// that is not known here is kept as it was written and fails nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "haggle/codec/answer_error.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/market/offer.hpp"
#include "haggle/money/money.hpp"

namespace haggle {
inline namespace v0 {

/// PRICING_HEALTH: our offer may not be featured because of its price. The market of the message
/// is counted and summed up, and lists no offers.
struct PricingHealth {
  std::string issue{};                     ///< "BuyBoxDisqualification"
  std::optional<Offer> ours{};             ///< the recipient's
  std::optional<Money> average_selling{};  ///< what the marketplace compares with; absent: not said
  std::optional<Money> competitive_threshold{};
  std::optional<Money> msrp{};
  std::optional<Money> retail_offer{};
  friend bool operator==(const PricingHealth&, const PricingHealth&) = default;
};

/// LISTINGS_ITEM_STATUS_CHANGE. A listing that is not buyable is not to be repriced.
struct ListingStatusNotice {
  Tristate buyable{Tristate::unknown};  ///< unknown: the message has no list of statuses
  Tristate discoverable{Tristate::unknown};
  Tristate deleted{Tristate::unknown};
  std::vector<std::string> statuses{};  ///< as they were sent
  std::optional<Instant> created{};
  friend bool operator==(const ListingStatusNotice&, const ListingStatusNotice&) = default;
};

/// LISTINGS_ITEM_ISSUES_CHANGE.
struct ListingIssuesNotice {
  Tristate error{Tristate::unknown};  ///< unknown: the message has no list of severities
  Tristate warning{Tristate::unknown};
  Tristate search_suppressed{Tristate::unknown};  ///< unknown: no list of enforcement actions
  std::vector<std::string> severities{};          ///< as they were sent
  std::vector<std::string> enforcement_actions{};
  friend bool operator==(const ListingIssuesNotice&, const ListingIssuesNotice&) = default;
};

/// LISTINGS_ITEM_MFN_QUANTITY_CHANGE.
struct ListingQuantityNotice {
  std::string channel{};                   ///< "DEFAULT"
  std::optional<std::int64_t> quantity{};  ///< 0: sold out; absent: not said
  friend bool operator==(const ListingQuantityNotice&, const ListingQuantityNotice&) = default;
};

/// ITEM_PRODUCT_TYPE_CHANGE. Prices that are sent name the product type.
struct ProductTypeNotice {
  std::string previous{};
  std::string current{};
  friend bool operator==(const ProductTypeNotice&, const ProductTypeNotice&) = default;
};

/// One fee of an estimate. Fees that are included in another are inside its amount already.
struct PromotedFeePart {
  std::string type{};
  std::optional<Money> amount{};
  std::optional<Money> tax{};
  std::optional<Money> promotion{};
  std::optional<Money> final_amount{};
  std::vector<PromotedFeePart> included{};
  friend bool operator==(const PromotedFeePart&, const PromotedFeePart&) = default;
};

/// One fee that a promotion lowers.
struct PromotedFee {
  std::string type{};
  std::string discount_type{};
  std::string discount_value{};  ///< the digits as they were sent; what they count, the type says
  std::optional<Money> price_threshold{};
  std::optional<Money> discount{};
  std::optional<Instant> estimated{};
  std::optional<Money> estimate{};
  std::vector<PromotedFeePart> parts{};
  friend bool operator==(const PromotedFee&, const PromotedFee&) = default;
};

/// One of the things that a promotion is for.
struct PromotedItem {
  std::string type{};  ///< what the id is: "ASIN"
  std::string id{};
  std::string name{};
  friend bool operator==(const PromotedItem&, const PromotedItem&) = default;
};

/// FEE_PROMOTION: fees are lower for a while.
struct FeePromotionNotice {
  std::string type{};
  std::string description{};
  std::optional<Instant> from{};
  std::optional<Instant> through{};  ///< may stand before `from` in what is sent
  std::vector<PromotedItem> items{};
  std::vector<PromotedFee> fees{};
  friend bool operator==(const FeePromotionNotice&, const FeePromotionNotice&) = default;
};

/// How the work on a feed ended.
enum class FeedEnd : std::uint8_t { unknown = 0, done = 1, cancelled = 2, fatal = 3 };

/// FEED_PROCESSING_FINISHED.
struct FeedFinishedNotice {
  FeedEnd end{FeedEnd::unknown};
  std::string status{};  ///< as it was sent
  std::string account{};
  std::string feed_id{};
  std::string feed_type{};
  std::string result_document{};  ///< the id to fetch the report by; may be empty
  friend bool operator==(const FeedFinishedNotice&, const FeedFinishedNotice&) = default;
};

/// Says how far an answer about an item's offers is one.
enum class OffersStatus : std::uint8_t {
  unknown = 0,
  success = 1,
  no_buyable_offers = 2,        ///< the market is empty, and known to be
  missing_shipping_charge = 3,  ///< NoOfferDueToMissingShippingCharge
  too_soon_for_processing = 4,  ///< ActiveButTooSoonForProcessing: ask again later
  item_returned = 5,
};

/// What an answer to getItemOffers or getListingOffers says beside the offers.
struct OffersAnswer {
  OffersStatus status{OffersStatus::unknown};
  std::string status_word{};              ///< as it was sent
  std::optional<Instant> available_at{};  ///< when offers can be asked for again
  friend bool operator==(const OffersAnswer&, const OffersAnswer&) = default;
};

/// Buyers for whom an offer is the featured one.
struct FeaturedSegment {
  std::uint32_t offer{0};                     ///< index of the offer in the message
  std::string membership{};                   ///< "PRIME", "NON_PRIME", "DEFAULT"
  std::optional<std::uint32_t> weight_ppm{};  ///< share of the views; absent: not said
  friend bool operator==(const FeaturedSegment&, const FeaturedSegment&) = default;
};

/// A price that the marketplace compares with, such as "CompetitivePriceThreshold".
struct ReferencePrice {
  std::string name{};
  std::optional<Money> price{};
  friend bool operator==(const ReferencePrice&, const ReferencePrice&) = default;
};

/// What a competitive summary says beside the offers.
struct CompetitiveFacts {
  std::vector<FeaturedSegment> featured{};
  std::vector<ReferencePrice> reference_prices{};
  friend bool operator==(const CompetitiveFacts&, const CompetitiveFacts&) = default;
};

/// The marketplace answered a question about one item with errors. That is an answer: the entry
/// was read, and the message says which item it is about as far as the answer does.
struct AnswerRefused {
  std::optional<int> http_status{};
  std::string reason{};  ///< the status in words
  std::vector<AnswerError> errors{};
  friend bool operator==(const AnswerRefused&, const AnswerRefused&) = default;
};

/// What Walmart says of the sellers of the message's offers, in the same order.
struct WalmartSeller {
  std::string name{};
  std::string shipping_speed{};
  Tristate pro_badge{Tristate::unknown};
  friend bool operator==(const WalmartSeller&, const WalmartSeller&) = default;
};
struct WalmartFacts {
  std::string item_name{};
  std::optional<std::int64_t> price_difference_minor{};  ///< may be negative
  std::vector<WalmartSeller> sellers{};
  friend bool operator==(const WalmartFacts&, const WalmartFacts&) = default;
};

/// What a message of each kind says beside its market; nothing for the notifications about offers.
using MessageFacts =
    std::variant<std::monostate, PricingHealth, ListingStatusNotice, ListingIssuesNotice,
                 ListingQuantityNotice, ProductTypeNotice, FeePromotionNotice, FeedFinishedNotice,
                 OffersAnswer, CompetitiveFacts, AnswerRefused, WalmartFacts>;

}  // namespace v0
}  // namespace haggle
