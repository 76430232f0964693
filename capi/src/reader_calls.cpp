#include <cstring>

#include "ladder.hpp"
#include "market_in.hpp"
#include "reader.hpp"

namespace haggle::capi {
namespace {

/// The delivery of that number.
Wrong find_delivery(const haggle_reader* reader, std::size_t number,
                    const Delivery*& out) noexcept {
  if (const Wrong wrong = check_handle(reader, "reader")) return wrong;
  const auto deliveries = reader->content->deliveries();
  if (number >= deliveries.size()) return {Errc::out_of_range, "delivery"};
  out = &deliveries[number];
  return {};
}

/// The message in it, unless that could not be read.
Wrong find_message(const haggle_reader* reader, std::size_t number, const Message*& out) noexcept {
  const Delivery* delivery = nullptr;
  if (const Wrong wrong = find_delivery(reader, number, delivery)) return wrong;
  if (delivery->error) return *delivery->error;
  out = &delivery->message;
  return {};
}

haggle_delivery delivery_of(const Delivery& from) noexcept {
  haggle_delivery out = HAGGLE_DELIVERY_INIT;
  const Message& message = from.message;
  out.record = static_cast<std::uint32_t>(from.record);
  if (from.error) {
    put_error(*from.error, out);
    return out;
  }
  out.event_time_ms = message.event_time ? message.event_time->ms : 0;
  out.offers_count = static_cast<std::uint32_t>(message.offers.size());
  out.breaks_count = static_cast<std::uint32_t>(message.breaks.size());
  out.kind = static_cast<std::uint8_t>(message.kind);
  out.has_market = message.has_market() ? 1 : 0;
  std::memcpy(out.recipient, &message.recipient, sizeof out.recipient);
  std::memcpy(out.sku, &message.sku, sizeof out.sku);
  return out;
}

const std::string* find_text(const Delivery& delivery, std::uint32_t which) noexcept {
  switch (which) {
    case HAGGLE_TEXT_TYPE:
      return &delivery.message.type;
    case HAGGLE_TEXT_NOTIFICATION_ID:
      return &delivery.message.notification_id;
    case HAGGLE_TEXT_RECORD_ID:
      return &delivery.record_id;
    case HAGGLE_TEXT_PLACE:
      return &delivery.where;
    case HAGGLE_TEXT_SELLER_NAME:
      return &delivery.message.seller_name;
    case HAGGLE_TEXT_CHANGE_TYPE:
      return &delivery.message.change_type;
    default:
      return nullptr;
  }
}

/// Copies all elements or none.
template <class T, class C>
Wrong put_all(std::span<const T> from, const Strided<C>& to, std::size_t* count,
              const char* where) noexcept {
  static_assert(sizeof(T) == sizeof(C));
  *count = from.size();
  if (to.count == 0) return {};
  if (from.size() > to.count) return {buffer_too_small, where};
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::memcpy(const_cast<C*>(to.at(i)), &from[i], sizeof(C));
  }
  return {};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Delivery;
using haggle::Errc;
using haggle::Instant;
using haggle::Message;
using haggle::MessageDialect;
using haggle::SellerId;

haggle_status haggle_reader_create(const haggle_reader_options* options, haggle_reader** out,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    const haggle_reader_options defaults = HAGGLE_READER_OPTIONS_INIT;
    Given<haggle_reader_options> in;
    const auto* given = options != nullptr ? options : &defaults;
    if (const Wrong wrong = in.read(given, "options")) return wrong;
    if (in->dialect > HAGGLE_DIALECT_UREPRICER) return {Errc::unknown_value, "options.dialect"};
    haggle::MarketplaceId mart;
    std::memcpy(static_cast<void*>(&mart), in->walmart_mart, sizeof mart);
    if (!is_well_formed(mart)) return {Errc::bad_id, "options.walmart_mart"};
    *out = new haggle_reader{MessageDialect{in->dialect}, std::string{mart.text()}};
    return {};
  });
}

void haggle_reader_destroy(haggle_reader* reader) {
  destroy(reader);
}

haggle_status haggle_reader_name_seller(haggle_reader* reader, const char* name, size_t name_size,
                                        const char* id, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_handle(reader, "reader"); },
                                    [&] { return check_text(name, name_size, "name"); },
                                    [&] { return check_pointer(id, "id"); });
    if (wrong) return wrong;
    const auto seller = SellerId::from(id, "id");
    if (!seller) return seller.error();
    if (seller->empty()) return {Errc::bad_id, "id"};
    reader->content->name_seller(text_of(name, name_size), *seller);
    return {};
  });
}

haggle_status haggle_reader_read(haggle_reader* reader, const char* body, size_t body_size,
                                 const haggle_clock* arrived, size_t* deliveries_count,
                                 haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    ClockIn moment;
    const Wrong wrong =
        first_wrong([&] { return check_handle(reader, "reader"); },
                    [&] { return check_text(body, body_size, "body"); },
                    [&] { return arrived == nullptr ? Wrong{} : moment.read(arrived, "arrived"); },
                    [&] { return check_pointer(deliveries_count, "deliveries_count"); });
    if (wrong) return wrong;
    *deliveries_count = 0;
    const auto time = arrived == nullptr ? std::nullopt : std::optional{moment.clock.now};
    *deliveries_count = reader->content->read(text_of(body, body_size), time).size();
    return {};
  });
}

haggle_status haggle_reader_delivery(const haggle_reader* reader, size_t delivery,
                                     haggle_delivery* out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Delivery* found = nullptr;
    const Wrong wrong = first_wrong([&] { return check_out(out, "out"); },
                                    [&] { return find_delivery(reader, delivery, found); });
    if (!wrong) write_struct(delivery_of(*found), out);
    return wrong;
  });
}

haggle_status haggle_reader_market(const haggle_reader* reader, size_t delivery,
                                   haggle_market* market, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Message* found = nullptr;
    const Wrong wrong = first_wrong([&] { return check_out(market, "market"); },
                                    [&] { return find_message(reader, delivery, found); });
    if (!wrong) write_value(found->market, market);
    return wrong;
  });
}

haggle_status haggle_reader_offers(const haggle_reader* reader, size_t delivery, const char* seller,
                                   haggle_offer* offers, size_t offers_stride, size_t capacity,
                                   size_t* count, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Message* found = nullptr;
    const Strided<haggle_offer> out{offers, capacity, offers_stride};
    const Wrong wrong =
        first_wrong([&] { return find_message(reader, delivery, found); },
                    [&] { return check_array(out, sizeof *offers, "offers", "offers_stride"); },
                    [&] { return check_pointer(count, "count"); });
    if (wrong) return wrong;
    if (seller == nullptr) return put_all(std::span{found->offers}, out, count, "offers");
    const auto id = SellerId::from(seller, "seller");
    if (!id) return id.error();
    const auto seen = haggle::offers_for(*found, *id);
    return put_all(std::span{seen}, out, count, "offers");
  });
}

haggle_status haggle_reader_breaks(const haggle_reader* reader, size_t delivery,
                                   haggle_break* breaks, size_t capacity, size_t* count,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Message* found = nullptr;
    const Strided<haggle_break> out{breaks, capacity, sizeof *breaks};
    const Wrong wrong =
        first_wrong([&] { return find_message(reader, delivery, found); },
                    [&] { return check_array(out, sizeof *breaks, "breaks", "capacity"); },
                    [&] { return check_pointer(count, "count"); });
    return wrong ? wrong : put_all(std::span{found->breaks}, out, count, "breaks");
  });
}

haggle_status haggle_reader_text(const haggle_reader* reader, size_t delivery, uint32_t which,
                                 char* buffer, size_t capacity, size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Delivery* found = nullptr;
    const TextOut out{buffer, capacity, needed};
    const Wrong wrong = first_wrong([&] { return find_delivery(reader, delivery, found); },
                                    [&] { return out.check(); });
    if (wrong) return wrong;
    const std::string* text = find_text(*found, which);
    return text != nullptr ? out.put(*text) : Wrong{Errc::unknown_value, "which"};
  });
}
