// haggle/codec/message.hpp -- floor 6 (codec).
//
// What marketplaces send when a market has changed, as the market and its offers. Keys match in any
// case, amounts are exact, an envelope round the message is opened, and what a message does not say
// stays not known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/codec/market_summary.hpp"
#include "haggle/codec/notices.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/market/market.hpp"
#include "haggle/market/offer.hpp"

namespace haggle {
inline namespace v0 {

/// What a message is about. Numbers are for ever and only ever appended.
enum class MessageKind : std::uint8_t {
  unknown = 0,                  ///< of a type that has no reader; it has its type, id and time
  any_offer_changed = 1,        ///< Amazon ANY_OFFER_CHANGED: the consumer market
  b2b_any_offer_changed = 2,    ///< Amazon B2B_ANY_OFFER_CHANGED: the business market, with breaks
  walmart_buy_box_changed = 3,  ///< Walmart BUY_BOX_CHANGED
  pricing_health = 4,           ///< Amazon PRICING_HEALTH
  listing_status = 5,           ///< Amazon LISTINGS_ITEM_STATUS_CHANGE
  listing_issues = 6,           ///< Amazon LISTINGS_ITEM_ISSUES_CHANGE
  listing_quantity = 7,         ///< Amazon LISTINGS_ITEM_MFN_QUANTITY_CHANGE
  product_type = 8,             ///< Amazon ITEM_PRODUCT_TYPE_CHANGE
  fee_promotion = 9,            ///< Amazon FEE_PROMOTION
  feed_finished = 10,           ///< Amazon FEED_PROCESSING_FINISHED
  item_offers = 11,             ///< an answer to getItemOffers or getListingOffers
  competitive_summary = 12,     ///< an answer to competitiveSummary, one condition and audience
  answer_refused = 13,          ///< errors instead of an answer about one item
};

inline constexpr std::array message_kind_words{
    Word{MessageKind::unknown, "unknown"},
    Word{MessageKind::any_offer_changed, "any_offer_changed"},
    Word{MessageKind::b2b_any_offer_changed, "b2b_any_offer_changed"},
    Word{MessageKind::walmart_buy_box_changed, "walmart_buy_box_changed"},
    Word{MessageKind::pricing_health, "pricing_health"},
    Word{MessageKind::listing_status, "listing_status"},
    Word{MessageKind::listing_issues, "listing_issues"},
    Word{MessageKind::listing_quantity, "listing_quantity"},
    Word{MessageKind::product_type, "product_type"},
    Word{MessageKind::fee_promotion, "fee_promotion"},
    Word{MessageKind::feed_finished, "feed_finished"},
    Word{MessageKind::item_offers, "item_offers"},
    Word{MessageKind::competitive_summary, "competitive_summary"},
    Word{MessageKind::answer_refused, "answer_refused"}};

/// One message. Where it has a market, a view of it is
/// `Snapshot{listing, message.market, message.offers, clock}`.
struct Message {
  MessageKind kind{MessageKind::unknown};
  std::string type{};             ///< the type as the message writes it: "ANY_OFFER_CHANGED"
  std::string notification_id{};  ///< without blanks round it; a repetition has the same; may be
                                  ///< empty
  std::optional<Instant> event_time{};  ///< when it was sent; the market has its own time
  SellerId recipient{};                 ///< the account that the message was sent to; may be empty
  Sku sku{};                            ///< the recipient's, where the message names it
  std::string seller_name{};            ///< the recipient's shown name, where named (Walmart)

  Market market{};                      ///< of every kind, as far as the message names it: the
                                        ///< marketplace, the item, the time
  std::vector<Offer> offers{};          ///< in the message's order, at most offers_max
  std::vector<QuantityBreak> breaks{};  ///< quantity prices of the offers
  std::string change_type{};            ///< Amazon's "Internal", "External"; may be empty
  std::vector<OfferDetail> details{};   ///< of the offers, where the defaults keep them
  MarketSummary summary{};              ///< Amazon's counts and prices, row by row
  MessageFacts facts{};                 ///< what kinds say that are about more than offers

  /// Is it a market with its offers, so that prices can be decided on?
  [[nodiscard]] bool has_market() const noexcept {
    return kind == MessageKind::any_offer_changed || kind == MessageKind::b2b_any_offer_changed ||
           kind == MessageKind::walmart_buy_box_changed || kind == MessageKind::item_offers ||
           kind == MessageKind::competitive_summary;
  }

  /// As new; the memory of texts and lists is kept.
  void clear() noexcept {
    kind = MessageKind::unknown;
    type.clear(), notification_id.clear(), event_time.reset();
    recipient = {}, sku = {}, seller_name.clear();
    market = {}, offers.clear(), breaks.clear();
    change_type.clear(), details.clear(), summary.clear();
    facts = std::monostate{};
  }

  friend bool operator==(const Message&, const Message&) = default;
};

/// A seller by the name that buyers see.
struct SellerName {
  std::string_view name;
  SellerId seller;
};

/// Whose forms are read. A dialect adds to what the marketplaces send and takes nothing away.
enum class MessageDialect : std::uint8_t {
  official = 0,   ///< what Amazon and Walmart document or send
  urepricer = 1,  ///< also the forms that the repricer of that name expects, which nobody sends: a
                  ///< notification without its wrapper or without a trigger in it, channels of
                  ///< offers, and a flat webhook of Walmart's
};

/// What some messages leave to the place where they arrive.
struct MessageDefaults {
  std::string_view walmart_mart{"WALMART_US"};  ///< Walmart names neither mart nor currency
  std::span<const SellerName> sellers{};        ///< Walmart's older form has names, not ids
  MessageDialect dialect{MessageDialect::official};
  bool keeps_details{false};         ///< fills `Message::details` of Amazon's offers
  std::optional<Instant> arrived{};  ///< when it came; the time of what says none, such as answers
};

/// Reads exactly one message: JSON, bare or in up to four envelopes (see MessageReader, which reads
/// batches too and keeps its memory from message to message).
/// Returns: what the message says; for one of a type that has no reader, a message of kind
///          `unknown` that has its type, id and time only.
/// Rules:   `market.time` is the change's, else the event's or the answer's, else when it was
///          published, else `defaults.arrived`, else 1970, so that anything else is newer. Amounts
///          are of one currency. A missing shipping price counts as 0. `buy_box_landed` is the row
///          of the market's condition and audience for one unit, with landed recomputed where its
///          parts are given. Rows marked `is_mine` are the recipient's; see `offers_for`.
/// Errors:  of the text: malformed_json, bad_encoding, repeated_key, too_deep, too_large;
///          unknown_message (no message at all); bad_argument (several messages or none);
///          missing_field (no marketplace, no item and no SKU, or an offer without a price),
///          wrong_type, bad_instant, id_too_long, bad_id, unknown_value (of the item's condition),
///          out_of_range, too_many_offers; of amounts: bad_amount, amount_precision,
///          unknown_currency, currency_mismatch. `where` is a path in the documented spelling,
///          `offset` counts in the innermost text.
/// Cost:    one pass for each envelope; allocates.
[[nodiscard]] Result<Message> read_message(std::string_view bytes,
                                           const MessageDefaults& defaults = {});

/// The offers as a listing of this seller must see them: a mark `is_mine` that is the recipient's
/// is taken off where the seller is another. For the recipient's listings they are as they stand.
/// Cost: a copy; not needed where no offer is marked, as in Amazon's messages.
[[nodiscard]] std::vector<Offer> offers_for(const Message& message, const SellerId& seller);

}  // namespace v0
}  // namespace haggle
