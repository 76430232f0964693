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
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/market/market.hpp"
#include "haggle/market/offer.hpp"

namespace haggle {
inline namespace v0 {

/// What a message is about. Numbers are for ever and only ever appended.
enum class MessageKind : std::uint8_t {
  unknown = 0,                  ///< a notification of a type that has no reader; it has no market
  any_offer_changed = 1,        ///< Amazon ANY_OFFER_CHANGED: the consumer market
  b2b_any_offer_changed = 2,    ///< Amazon B2B_ANY_OFFER_CHANGED: the business market, with breaks
  walmart_buy_box_changed = 3,  ///< Walmart BUY_BOX_CHANGED
};

inline constexpr std::array message_kind_words{
    Word{MessageKind::unknown, "unknown"},
    Word{MessageKind::any_offer_changed, "any_offer_changed"},
    Word{MessageKind::b2b_any_offer_changed, "b2b_any_offer_changed"},
    Word{MessageKind::walmart_buy_box_changed, "walmart_buy_box_changed"}};

/// One message. A market view of it is `Snapshot{listing, message.market, message.offers, clock}`.
struct Message {
  MessageKind kind{MessageKind::unknown};
  std::string type{};             ///< the type as the message writes it: "ANY_OFFER_CHANGED"
  std::string notification_id{};  ///< without blanks round it; a repetition has the same; may be
                                  ///< empty
  std::optional<Instant> event_time{};  ///< when it was sent; the market has its own time
  SellerId recipient{};                 ///< the account that the message was sent to; may be empty
  Sku sku{};                            ///< the recipient's, where the message names it (Walmart)
  std::string seller_name{};            ///< the recipient's shown name, where named (Walmart)

  Market market{};                      ///< nothing in it where the kind is unknown
  std::vector<Offer> offers{};          ///< in the message's order, at most offers_max
  std::vector<QuantityBreak> breaks{};  ///< quantity prices of the offers

  [[nodiscard]] bool has_market() const noexcept { return kind != MessageKind::unknown; }
};

/// A seller by the name that buyers see.
struct SellerName {
  std::string_view name;
  SellerId seller;
};

/// What some messages leave to the place where they arrive.
struct MessageDefaults {
  std::string_view walmart_mart{"WALMART_US"};  ///< Walmart names neither mart nor currency
  std::span<const SellerName> sellers{};        ///< Walmart's older form has names, not ids
};

/// Reads one message: JSON, bare or in up to four envelopes (a topic's Type and Message, a queue's
/// Body or its list of one record, an event's detail).
/// Returns: the market and its offers; or, for a notification of a type that has no reader, a
///          message of kind `unknown` that has its type, id and time only.
/// Rules:   `market.time` is the change's, else the event's. Amounts are of one currency. A missing
///          shipping price counts as 0. `buy_box_landed` is the row of the market's condition and
///          audience for one unit, with landed recomputed where its parts are given. Rows marked
///          `is_mine` are the recipient's; see `offers_for`.
/// Errors:  of the text: malformed_json, bad_encoding, repeated_key, too_deep, too_large;
///          unknown_message (no notification at all); missing_field (no marketplace, item, time or
///          an offer's price), wrong_type, bad_instant, id_too_long, bad_id, unknown_value (of the
///          item's condition), out_of_range, too_many_offers; of amounts: bad_amount,
///          amount_precision, unknown_currency, currency_mismatch. `where` is a path in the
///          documented spelling, `offset` counts in the innermost text.
/// Cost:    one pass for each envelope; allocates.
[[nodiscard]] Result<Message> read_message(std::string_view bytes,
                                           const MessageDefaults& defaults = {});

/// The offers as a listing of this seller must see them: a mark `is_mine` that is the recipient's
/// is taken off where the seller is another. For the recipient's listings they are as they stand.
/// Cost: a copy; not needed where no offer is marked, as in Amazon's messages.
[[nodiscard]] std::vector<Offer> offers_for(const Message& message, const SellerId& seller);

}  // namespace v0
}  // namespace haggle
