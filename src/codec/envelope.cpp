#include "codec/envelope.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// A member that is of this kind.
JsonValue member(JsonValue object, std::string_view key, JsonKind kind) {
  const JsonValue value = object.get(key);
  return value.is(kind) ? value : JsonValue{};
}

/// What a topic's envelope holds.
JsonValue message_of(JsonValue value) {
  const JsonValue type = member(value, "Type", JsonKind::string);
  const bool is_topic = type.exists() && equal_caseless(type.text(), "Notification");
  return is_topic ? member(value, "Message", JsonKind::string) : JsonValue{};
}

/// What a queue gave. A feed of prices has messages too, but they have no bodies.
JsonValue received_in(JsonValue value) {
  const JsonValue list = member(value, "Messages", JsonKind::array);
  if (!list.exists() || list.count() == 0) return list;
  for (const JsonValue record : list) {
    if (record.get("Body").exists()) return list;
  }
  return {};
}

/// Whether a value looks like a message, or like something that has one in it.
bool is_record(JsonValue value) {
  for (const char* key : {"NotificationType", "Payload", "Body", "detail", "Sns"}) {
    if (value.get(key).exists()) return true;
  }
  return false;
}

/// A list of records without anything round it.
bool is_batch(JsonValue value) {
  if (!value.is(JsonKind::array)) return false;
  for (const JsonValue element : value) {
    if (is_record(element)) return true;
  }
  return false;
}

/// A document that was made a string once more.
bool is_document(JsonValue value) {
  if (!value.is(JsonKind::string)) return false;
  const std::size_t first = value.text().find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && value.text()[first] == '{';
}

/// The first of these that is there.
template <std::size_t N>
Enclosed first_of(const Enclosed (&choices)[N]) {
  for (const Enclosed& choice : choices) {
    if (choice.value.exists()) return choice;
  }
  return {};
}

bool says_its_type(JsonValue value) {
  return value.get("NotificationType").exists();
}

}  // namespace

Enclosed look_into(JsonValue value) {
  if (says_its_type(value)) return {};
  if (is_batch(value)) return {EnvelopeKind::records, value, ""};
  if (is_document(value)) return {EnvelopeKind::text, value, ""};
  const Enclosed choices[] = {
      {EnvelopeKind::text, message_of(value), "Message"},
      {EnvelopeKind::text, member(value, "Body", JsonKind::string), "Body"},
      {EnvelopeKind::value, member(value, "detail", JsonKind::object), "detail"},
      {EnvelopeKind::records, member(value, "Records", JsonKind::array), "Records"},
      {EnvelopeKind::records, received_in(value), "Messages"},
  };
  return first_of(choices);
}

Enclosed look_into_record(JsonValue record) {
  if (says_its_type(record)) return {};
  const JsonValue topic = member(record, "Sns", JsonKind::object);
  const Enclosed choices[] = {
      {EnvelopeKind::text, member(record, "Body", JsonKind::string), "Body"},
      // Some triggers have opened the text already.
      {EnvelopeKind::value, member(record, "Body", JsonKind::object), "Body"},
      {EnvelopeKind::text, member(topic, "Message", JsonKind::string), "Sns.Message"},
  };
  return first_of(choices);
}

std::string_view id_of_record(JsonValue record) {
  const JsonValue own = member(record, "messageId", JsonKind::string);
  if (own.exists()) return own.text();
  const JsonValue topic = member(record.get("Sns"), "MessageId", JsonKind::string);
  return topic.exists() ? topic.text() : std::string_view{};
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
