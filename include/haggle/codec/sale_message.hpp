// haggle/codec/sale_message.hpp -- floor 6 (codec).
//
// What a shop says of an item's life: product.listed, product.updated, product.sold and
// product.delisted, bare or in envelopes, each as an event with its sale and its embedding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/item_life.hpp"
#include "haggle/market/sale.hpp"

namespace haggle {
inline namespace v0 {

inline constexpr std::size_t embedding_size_max = 4'096;

/// One event of an item. Amounts are of `sale.currency`, in minor units.
struct SaleEvent {
  ItemEventKind kind{ItemEventKind::unknown};  ///< unknown: of a type that has no reader
  std::string type{};                          ///< as the message writes it
  EventId event_id{};                          ///< may be empty
  std::uint64_t revision{0};                   ///< the sender's version of the item; 0: not said
  Instant occurred_at{};
  Sale sale{};                     ///< what is said of the item; a price, day and key of sales only
  std::int64_t asked_minor{0};     ///< the price it was or is listed at; 0: not said
  std::string embedding_id{};      ///< the sender's key of the embedding; may be empty
  std::vector<float> embedding{};  ///< empty: not said

  /// The event as the item's life needs it.
  [[nodiscard]] ItemEvent item_event() const noexcept {
    return {{occurred_at, revision, event_id, kind, {}}, sale.id};
  }

  /// As new; the memory of texts and of the embedding is kept.
  void clear() noexcept {
    kind = ItemEventKind::unknown;
    type.clear(), event_id = {}, revision = 0, occurred_at = {};
    sale = {}, asked_minor = 0, embedding_id.clear(), embedding.clear();
  }

  friend bool operator==(const SaleEvent&, const SaleEvent&) = default;
};

/// What some messages leave to the place where they arrive, and what is asked of all.
struct SaleDefaults {
  Currency currency{};               ///< of amounts that name none
  std::string_view tenant{};         ///< the only tenant that is read; empty: any
  std::uint32_t dimension{0};        ///< that embeddings must have; 0: any, 1 to 4,096
  bool embedding_required{true};     ///< of sales
  std::optional<Instant> arrived{};  ///< when it came; the time of an event that says none
};

/// One event of what arrived, or why it could not be read.
struct SaleDelivery {
  std::string where{};      ///< its place in what arrived: "Records[2].body.detail"; empty: all
  std::string record_id{};  ///< the id of the outermost record it came in; may be empty
  std::size_t record{0};    ///< the place of that record in its list, from 0
  std::optional<Error> error{};  ///< of this delivery; `where` and `offset` count inside its place
  SaleEvent event{};             ///< empty where there is an error

  [[nodiscard]] bool has_event() const noexcept { return !error.has_value(); }
};

/// Reads texts one after the other and keeps its memory. Not to be used by two threads at once.
class SaleReader {
 public:
  /// Needs: what the defaults view lives as long as the reader is used.
  explicit SaleReader(const SaleDefaults& defaults = {});
  SaleReader(SaleReader&&) noexcept;
  SaleReader& operator=(SaleReader&&) noexcept;
  ~SaleReader();

  [[nodiscard]] const SaleDefaults& defaults() const noexcept;
  void set_defaults(const SaleDefaults& defaults) noexcept;

  /// Reads a text: an event, a list of events, or up to four envelopes round them, the same ones
  /// that MessageReader opens. Of an event bus's envelope the detail-type, the id and the time are
  /// the event's where the detail says none.
  /// Returns: what was in it, in its order; valid until the next call. A text that is no JSON, or
  ///          no event, is one delivery with that error; a list without records is none.
  /// Errors:  in the deliveries: those of read_sale_event; too_deep where a fifth envelope is
  ///          opened. More than deliveries_max records are one delivery with too_large.
  /// Cost:    one pass for each envelope; memory of the largest text so far is kept.
  [[nodiscard]] std::span<const SaleDelivery> read(std::string_view bytes);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads exactly one event.
/// Fields:  type (or eventType), eventId, version, occurredAt (or timestamp, eventTime), tenantId,
///          productId, category, brand, condition, salePrice, saleCurrency (or currency), soldDate
///          (or saleDate), saleId, listedPrice, embeddingId, embedding. Keys match in any case;
///          others are not looked at, as in every message. A type ends in product.listed and so
///          on, whatever stands before: "carousel.product.sold".
/// Rules:   Every event names tenant and product. A sale also names category, brand, condition,
///          price, day and, unless the defaults say otherwise, its embedding; its key is saleId,
///          else the event's id. Amounts are decimal text or numbers, exact. A day without a time
///          is its midnight in UTC; where it has begun only east of there, the event's moment.
/// Returns: the event; of another type only its kind `unknown`, type, id and time.
/// Errors:  of the text, as read_message; unknown_message (no type at all); bad_argument (several
///          events or none); missing_field, wrong_type, bad_instant, id_too_long, bad_id,
///          out_of_range; unknown_value (condition, or a tenant that is not asked for);
///          price_not_positive, bad_amount, amount_precision, unknown_currency; sold_in_future;
///          wrong_dimension, not_finite (beyond float32) and zero_vector of the embedding.
/// Cost:    one pass for each envelope; allocates.
[[nodiscard]] Result<SaleEvent> read_sale_event(std::string_view bytes,
                                                const SaleDefaults& defaults = {});

}  // namespace v0
}  // namespace haggle
