#include "codec/message_content.hpp"

#include "codec/message_head.hpp"
#include "codec/urepricer.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

const Shape* find_shape(JsonValue content, MessageHead& head, const MessageDefaults& defaults) {
  const Shape* shape = shape_of(head);
  if (shape != nullptr || defaults.dialect != MessageDialect::urepricer) return shape;
  return urepricer_shape(content, head);
}

}  // namespace

void deliver_content(JsonValue content, const MessageDefaults& defaults, DeliveryTray& tray) {
  MessageHead head = head_of(content);
  const Shape* shape = find_shape(content, head, defaults);
  if (shape != nullptr) {
    if (head.type.empty()) head.type = shape->type;
    tray.add_content([&](FieldReader& fields, Message& message) {
      shape->read({head, defaults, fields, message});
    });
    return;
  }
  if (head.type.empty()) {
    if (deliver_answer(content, defaults, tray)) return;
    tray.add_error(Error{Errc::unknown_message, 0, 0, content.node().end, ""});
    return;
  }
  tray.add_content([&](FieldReader& fields, Message& message) {
    read_head({head, defaults, fields, message}, MessageKind::unknown);
    // Nothing depends on it, so a fault in it is not worth refusing the message.
    fields.clear();
  });
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
