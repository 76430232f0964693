#include "codec/sale_event.hpp"

#include <string>

#include "codec/message_money.hpp"
#include "haggle/codec/instant_text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::int64_t revision_max = std::int64_t{1} << 53;
constexpr Duration day_ahead_max = minutes(840);  ///< of the clocks furthest east
constexpr Duration skew_max = seconds(1);         ///< some write a moment in whole seconds

/// A value and the path it stands at.
struct Said {
  JsonValue value{};
  const char* where{""};
};

/// The first of some members that is said; else the first of the names, for a fault.
template <std::size_t N>
Said first_said(JsonValue content, const char* const (&keys)[N]) {
  for (const char* key : keys) {
    if (const JsonValue value = content.get(key); is_said(value)) return {value, key};
  }
  return {{}, keys[0]};
}

Said or_of_frame(const Said& own, JsonValue frame, const char* where) {
  return is_said(own.value) || !is_said(frame) ? own : Said{frame, where};
}

/// What a type says after all that stands before "product.".
ItemEventKind kind_of(std::string_view type) {
  constexpr std::string_view marker = "product.";
  for (std::size_t i = 1; i < item_event_names.size(); ++i) {
    const std::size_t size = marker.size() + item_event_names[i].size();
    if (type.size() < size) continue;
    const std::string_view end = type.substr(type.size() - size);
    const bool stands_alone = type.size() == size || type[type.size() - size - 1] == '.';
    if (stands_alone && equal_caseless(end.substr(0, marker.size()), marker) &&
        equal_caseless(end.substr(marker.size()), item_event_names[i])) {
      return static_cast<ItemEventKind>(i);
    }
  }
  return ItemEventKind::unknown;
}

/// Reads one event, field by field.
class EventReader {
 public:
  explicit EventReader(const SaleReading& reading)
      : in_(reading), fields_(reading.fields), out_(reading.event) {}

  void read() {
    if (!read_type()) return;
    read_head();
    // Nothing depends on what is said of another kind, so it is not worth refusing.
    if (out_.kind == ItemEventKind::unknown) return fields_.clear();
    read_names();
    read_condition();
    read_prices();
    if (is_sale()) read_sale_day();
    read_vector();
  }

 private:
  [[nodiscard]] bool is_sale() const { return out_.kind == ItemEventKind::sold; }
  [[nodiscard]] JsonValue get(const char* key) const { return in_.content.get(key); }

  bool read_type() {
    const Said own = first_said(in_.content, {"type", "eventType"});
    const Said type = or_of_frame(own, in_.frame.type, "detail-type");
    out_.type = fields_.text(type.value, {type.where});
    if (out_.type.empty()) fields_.refuse(Errc::unknown_message, {""}, in_.content);
    out_.kind = kind_of(out_.type);
    return !out_.type.empty();
  }

  void read_head() {
    const Said id = or_of_frame({get("eventId"), "eventId"}, in_.frame.id, "id");
    out_.event_id = fields_.id<EventId>(id.value, {id.where});
    const SaidNumber revision = fields_.whole(get("version"), {"version"}, revision_max);
    out_.revision = static_cast<std::uint64_t>(revision.value_or(0));
    read_time();
  }

  /// The event's moment: its own, its envelope's, when it arrived.
  void read_time() {
    const Said own = first_said(in_.content, {"occurredAt", "timestamp", "eventTime"});
    const Said time = or_of_frame(own, in_.frame.time, "time");
    const auto said = fields_.instant(time.value, {time.where});
    if (!said && !in_.defaults.arrived) {
      fields_.refuse(Errc::missing_field, {time.where}, in_.content);
    }
    out_.occurred_at = said.value_or(in_.defaults.arrived.value_or(Instant{}));
  }

  template <class Id>
  Id name(const char* key, bool needed) {
    return needed ? fields_.needed_id<Id>(in_.content, key, {key})
                  : fields_.id<Id>(get(key), {key});
  }

  void read_names() {
    Sale& sale = out_.sale;
    sale.tenant = name<Label>("tenantId", true);
    const std::string_view tenant = in_.defaults.tenant;
    if (!tenant.empty() && sale.tenant.text() != tenant) {
      fields_.refuse(Errc::unknown_value, {"tenantId"}, get("tenantId"));
    }
    sale.product = name<ProductId>("productId", true);
    sale.category = name<Label>("category", is_sale());
    sale.brand = name<Label>("brand", is_sale());
    if (is_sale()) read_key();
  }

  /// A sale told again by the same event has the same key, whichever of the two is said.
  void read_key() {
    out_.sale.id = name<SaleId>("saleId", false);
    if (out_.sale.id.empty()) out_.sale.id = out_.event_id;
    if (out_.sale.id.empty()) fields_.refuse(Errc::missing_field, {"saleId"}, in_.content);
  }

  void read_condition() {
    const JsonValue value = get("condition");
    const std::string_view word = fields_.text(value, {"condition"});
    if (word.empty()) {
      if (is_sale()) fields_.refuse(Errc::missing_field, {"condition"}, in_.content);
      return;
    }
    for (std::size_t i = 1; i < sale_condition_names.size(); ++i) {
      if (equal_caseless(word, sale_condition_names[i])) {
        out_.sale.condition = static_cast<SaleCondition>(i);
      }
    }
    if (out_.sale.condition == SaleCondition::unknown) {
      fields_.refuse(Errc::unknown_value, {"condition"}, value);
    }
  }

  /// Without any amount a currency is not needed either.
  void read_prices() {
    const Said code = first_said(in_.content, {"saleCurrency", "currency"});
    read_currency(code);
    out_.asked_minor = price("listedPrice", code);
    if (!is_sale()) return;
    out_.sale.price_minor = price("salePrice", code);
    if (!is_said(get("salePrice"))) {
      fields_.refuse(Errc::missing_field, {"salePrice"}, in_.content);
    }
  }

  void read_currency(const Said& code) {
    out_.sale.currency = in_.defaults.currency;
    const std::string_view text = fields_.text(code.value, {code.where});
    if (text.empty()) return;
    const Result<Currency> named = currency_from(text);
    if (named) {
      out_.sale.currency = *named;
    } else {
      fields_.refuse(named.error().code, {code.where}, code.value);
    }
  }

  std::int64_t price(const char* key, const Said& code) {
    const JsonValue value = get(key);
    if (!is_said(value)) return 0;
    if (out_.sale.currency.empty()) {
      fields_.refuse(Errc::missing_field, {code.where}, in_.content);
      return 0;
    }
    MoneyReader money{fields_, out_.sale.currency};
    const SaidNumber minor = money.read_bare(value, {key});
    if (minor && *minor <= 0) fields_.refuse(Errc::price_not_positive, {key}, value);
    return minor.value_or(0);
  }

  void read_sale_day() {
    const Said day = first_said(in_.content, {"soldDate", "saleDate"});
    const std::string_view text = fields_.text(day.value, {day.where});
    if (text.empty()) return fields_.refuse(Errc::missing_field, {day.where}, in_.content);
    const bool is_day = text.size() == 10 && text[4] == '-';
    const auto read = is_day ? parse_instant(std::string(text) + "T00:00:00Z", day.where)
                             : parse_instant(text, day.where);
    if (!read) return fields_.refuse(read.error().code, {day.where}, day.value);
    const Instant latest = in_.defaults.arrived.value_or(out_.occurred_at);
    if (*read - latest > (is_day ? day_ahead_max : skew_max)) {
      return fields_.refuse(Errc::sold_in_future, {day.where}, day.value);
    }
    out_.sale.sold_at = *read < latest ? *read : latest;
  }

  void read_vector() {
    const JsonValue value = get("embedding");
    out_.embedding_id = fields_.text(get("embeddingId"), {"embeddingId"});
    read_embedding(value, in_.defaults.dimension, fields_, out_.embedding);
    const bool needed = is_sale() && in_.defaults.embedding_required;
    if (needed && !is_said(value)) {
      fields_.refuse(Errc::missing_field, {"embedding"}, in_.content);
    }
  }

  const SaleReading& in_;
  FieldReader& fields_;
  SaleEvent& out_;
};

}  // namespace

SaleFrame frame_of(JsonValue envelope, const SaleFrame& outer) {
  const JsonValue type = envelope.get("detail-type");
  if (!is_said(type)) return outer;
  return {type, envelope.get("id"), envelope.get("time")};
}

void read_event(const SaleReading& reading) {
  EventReader{reading}.read();
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
