#include "sales.hpp"

#include <algorithm>
#include <cstring>

#include "market_in.hpp"

namespace haggle::capi {
namespace {

Wrong currency_from_bytes(const char (&bytes)[4], Currency& out) noexcept {
  std::memcpy(out.code, bytes, sizeof out.code);
  const bool none = std::all_of(bytes, bytes + 4, [](char c) { return c == 0; });
  const bool good = none || exponent_of(out) >= 0;
  return good ? Wrong{} : Wrong{Errc::unknown_currency, "defaults.currency"};
}

Wrong find_delivery(const haggle_sale_reader* reader, std::size_t number,
                    const SaleDelivery*& out) noexcept {
  if (const Wrong wrong = check_handle(reader, "reader")) return wrong;
  const auto deliveries = reader->content->deliveries();
  if (number >= deliveries.size()) return {Errc::out_of_range, "number"};
  out = &deliveries[number];
  return {};
}

haggle_sale_event said_in(const SaleEvent& from) noexcept {
  haggle_sale_event out = HAGGLE_SALE_EVENT_INIT;
  out.revision = from.revision;
  out.occurred_ms = from.occurred_at.ms;
  out.asked_minor = from.asked_minor;
  out.embedding_size = static_cast<std::uint32_t>(from.embedding.size());
  out.kind = static_cast<std::uint8_t>(from.kind);
  std::memcpy(out.event_id, &from.event_id, sizeof out.event_id);
  out.sale = sale_of(from.sale);
  return out;
}

haggle_sale_event event_of(const SaleDelivery& from) noexcept {
  haggle_sale_event out = HAGGLE_SALE_EVENT_INIT;
  if (from.error) {
    out.status = static_cast<haggle_status>(from.error->code);
    out.index = from.error->index;
    out.offset = from.error->offset;
    copy_where(from.error->where, out.where);
  } else {
    out = said_in(from.event);
  }
  out.record = static_cast<std::uint32_t>(from.record);
  return out;
}

const std::string* find_text(const SaleDelivery& delivery, std::uint32_t which) noexcept {
  switch (which) {
    case HAGGLE_SALE_TEXT_TYPE:
      return &delivery.event.type;
    case HAGGLE_SALE_TEXT_EMBEDDING_ID:
      return &delivery.event.embedding_id;
    case HAGGLE_SALE_TEXT_RECORD_ID:
      return &delivery.record_id;
    case HAGGLE_SALE_TEXT_PLACE:
      return &delivery.where;
    default:
      return nullptr;
  }
}

/// The embedding where it is wanted, all of it or nothing.
Wrong put_embedding(std::span<const float> from, float* out, std::size_t capacity) noexcept {
  if (capacity == 0 || from.empty()) return {};
  if (const Wrong wrong = check_vector(out, "embedding")) return wrong;
  if (capacity < from.size()) return {buffer_too_small, "embedding"};
  std::copy(from.begin(), from.end(), out);
  return {};
}

}  // namespace

Wrong SaleDefaultsIn::read(const haggle_sale_defaults* given) noexcept {
  if (given == nullptr) return {};
  Given<haggle_sale_defaults> in;
  if (const Wrong wrong = in.read(given, "defaults")) return wrong;
  if ((in->has & ~std::uint32_t{HAGGLE_SALE_DEFAULTS_HAS_ARRIVED}) != 0) {
    return {Errc::unknown_value, "defaults.has"};
  }
  if (in->dimension > embedding_size_max) return {Errc::out_of_range, "defaults.dimension"};
  if (in->embedding_optional > 1) return {Errc::unknown_value, "defaults.embedding_optional"};
  if (!are_zero(in->reserved)) return {Errc::bad_argument, "defaults.reserved"};
  defaults_.dimension = in->dimension;
  defaults_.embedding_required = in->embedding_optional == 0;
  if (in->has != 0) defaults_.arrived = Instant{in->arrived_ms};
  if (const Wrong wrong = currency_from_bytes(in->currency, defaults_.currency)) return wrong;
  return label_from(in->tenant, "defaults.tenant", tenant_);
}

std::span<const SaleDelivery> SaleReading::read(std::string_view bytes,
                                                std::optional<Instant> arrived) {
  deliveries_ = {};  // where reading throws there are none
  SaleDefaults defaults = defaults_.defaults();
  if (arrived) defaults.arrived = arrived;
  reader_.set_defaults(defaults);
  deliveries_ = reader_.read(bytes);
  return deliveries_;
}

}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Errc;
using haggle::Instant;
using haggle::SaleDelivery;

haggle_status haggle_sale_event_read(const char* body, size_t body_size,
                                     const haggle_sale_defaults* defaults, haggle_sale_event* event,
                                     float* embedding, size_t capacity, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(event, "event")) return wrong;
    clear_struct(event);
    SaleDefaultsIn asked;
    const Wrong wrong = first_wrong([&] { return check_text(body, body_size, "body"); },
                                    [&] { return asked.read(defaults); });
    if (wrong) return wrong;
    const auto read = haggle::read_sale_event(text_of(body, body_size), asked.defaults());
    if (!read) return read.error();
    const Wrong bad = put_embedding(read->embedding, embedding, capacity);
    haggle_sale_event written = said_in(*read);
    if (bad) {
      written = HAGGLE_SALE_EVENT_INIT;
      written.embedding_size = static_cast<std::uint32_t>(read->embedding.size());
    }
    write_struct(written, event);
    return bad;
  });
}

haggle_status haggle_sale_reader_create(const haggle_sale_defaults* defaults,
                                        haggle_sale_reader** out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    SaleDefaultsIn asked;
    if (const Wrong wrong = asked.read(defaults)) return wrong;
    *out = new haggle_sale_reader{asked};
    return {};
  });
}

void haggle_sale_reader_destroy(haggle_sale_reader* reader) {
  destroy(reader);
}

haggle_status haggle_sale_reader_read(haggle_sale_reader* reader, const char* body,
                                      size_t body_size, const haggle_clock* arrived,
                                      size_t* events_count, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    ClockIn moment;
    const Wrong wrong =
        first_wrong([&] { return check_handle(reader, "reader"); },
                    [&] { return check_text(body, body_size, "body"); },
                    [&] { return check_pointer(events_count, "events_count"); },
                    [&] { return arrived != nullptr ? moment.read(arrived, "arrived") : Wrong{}; });
    if (wrong) return wrong;
    const auto at = arrived != nullptr ? std::optional{moment.clock.now} : std::nullopt;
    *events_count = reader->content->read(text_of(body, body_size), at).size();
    return {};
  });
}

haggle_status haggle_sale_reader_event(const haggle_sale_reader* reader, size_t number,
                                       haggle_sale_event* out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const SaleDelivery* delivery = nullptr;
    const Wrong wrong = first_wrong([&] { return find_delivery(reader, number, delivery); },
                                    [&] { return check_out(out, "out"); });
    if (wrong) return wrong;
    write_struct(event_of(*delivery), out);
    return {};
  });
}

haggle_status haggle_sale_reader_embedding(const haggle_sale_reader* reader, size_t number,
                                           float* out, size_t capacity, size_t* count,
                                           haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const SaleDelivery* delivery = nullptr;
    const Wrong wrong = first_wrong([&] { return find_delivery(reader, number, delivery); },
                                    [&] { return check_pointer(count, "count"); });
    if (wrong) return wrong;
    *count = delivery->event.embedding.size();
    return put_embedding(delivery->event.embedding, out, capacity);
  });
}

haggle_status haggle_sale_reader_text(const haggle_sale_reader* reader, size_t number,
                                      uint32_t which, char* buffer, size_t capacity, size_t* needed,
                                      haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const TextOut text{buffer, capacity, needed};
    const SaleDelivery* delivery = nullptr;
    const Wrong wrong = first_wrong([&] { return find_delivery(reader, number, delivery); },
                                    [&] { return text.check(); });
    if (wrong) return wrong;
    const std::string* found = find_text(*delivery, which);
    return found != nullptr ? text.put(*found) : Wrong{Errc::unknown_value, "which"};
  });
}
