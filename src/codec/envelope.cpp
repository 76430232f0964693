#include "codec/envelope.hpp"

#include <utility>

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// What an envelope holds, and its path.
struct Inner {
  JsonValue value{};
  const char* where{""};
};

/// A member that is of this kind.
JsonValue member(JsonValue object, std::string_view key, JsonKind kind) {
  const JsonValue value = object.get(key);
  return value.is(kind) ? value : JsonValue{};
}

bool is_topic(JsonValue value) {
  const JsonValue type = member(value, "Type", JsonKind::string);
  return type.exists() && equal_caseless(type.text(), "Notification");
}

/// The only element of a list.
JsonValue only_record(JsonValue value, std::string_view key) {
  const JsonValue list = member(value, key, JsonKind::array);
  return list.count() == 1 ? *list.begin() : JsonValue{};
}

/// What stands in an envelope; absent where the value is none. A message that says its type is not
/// an envelope, whatever else stands in it.
Inner inside(JsonValue value) {
  if (value.get("NotificationType").exists()) return {};
  const Inner inners[] = {
      {is_topic(value) ? member(value, "Message", JsonKind::string) : JsonValue{}, "Message"},
      {member(value, "Body", JsonKind::string), "Body"},
      {member(value, "detail", JsonKind::object), "detail"},
      {only_record(value, "Records"), "Records[]"},
      {only_record(value, "Messages"), "Messages[]"},
  };
  for (const Inner& inner : inners) {
    if (inner.value.exists()) return inner;
  }
  return {};
}

}  // namespace

Result<JsonValue> Envelope::parse(std::string_view text, const char* where) {
  Result<JsonDocument> document = JsonDocument::parse(text);
  if (!document) {
    Error fault = document.error();
    fault.where = where;
    return tl::unexpected<Error>(fault);
  }
  documents_.push_back(std::move(*document));
  return documents_.back().root();
}

Result<Envelope> Envelope::open(std::string_view bytes) {
  Envelope envelope;
  Result<JsonValue> value = envelope.parse(bytes, "");
  for (std::size_t opened = 0; value; ++opened) {
    const Inner inner = inside(*value);
    if (!inner.value.exists()) {
      envelope.content_ = *value;
      return envelope;
    }
    if (opened == envelopes_max) {
      return fail(Errc::too_deep, inner.where, 0, inner.value.node().end);
    }
    const bool is_text = inner.value.is(JsonKind::string);
    value = is_text ? envelope.parse(inner.value.text(), inner.where) : inner.value;
  }
  return tl::unexpected<Error>(value.error());
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
