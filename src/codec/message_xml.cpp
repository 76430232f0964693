#include "codec/message_xml.hpp"

#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// Without a byte order mark and blanks before it.
std::string_view from_first(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? std::string_view{} : text.substr(first);
}

/// What stands between the tags of the type; empty where there is none, or too much.
std::string_view type_of(std::string_view text) {
  constexpr std::string_view tag = "<NotificationType>";
  constexpr std::size_t most = 64;
  const std::size_t at = text.find(tag);
  if (at == text.npos) return {};
  const std::string_view rest = text.substr(at + tag.size());
  const std::size_t end =
      rest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz0123456789");
  const bool is_word = end <= most && rest[end] == '<';  // none found is beyond `most`
  return is_word ? rest.substr(0, end) : std::string_view{};
}

}  // namespace

bool deliver_xml(std::string_view text, DeliveryTray& tray) {
  const std::string_view xml = from_first(text);
  if (!xml.starts_with('<')) return false;
  const std::string_view type = type_of(xml.substr(0, json_bytes_max));
  if (type.empty()) {
    tray.add_error(Error{Errc::malformed_json, 0, 0, text.size() - xml.size() + 1, "XML"});
  } else if (Delivery* delivery = tray.add(); delivery != nullptr) {
    delivery->message.type.assign("XML ").append(type);
  }
  return true;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
