#include "haggle/pipeline/decision_version.hpp"

#include <algorithm>
#include <span>
#include <type_traits>

namespace haggle {
inline namespace v0 {
namespace {

bool is_plain(std::string_view id) {
  const auto printable = [](char c) { return c > ' ' && c <= '~'; };
  return !id.empty() && id.size() <= NotificationId::text_bytes_max &&
         std::all_of(id.begin(), id.end(), printable);
}

class Fnv1a {
 public:
  template <class T>
    requires std::has_unique_object_representations_v<T>
  void add(std::span<const T> values) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(values.data());
    for (std::size_t i = 0; i < values.size_bytes(); ++i) {
      state_ = (state_ ^ bytes[i]) * 0x100000001B3U;
    }
  }
  [[nodiscard]] std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_{0xCBF29CE484222325U};
};

NotificationId id_of_content(const Message& message) {
  Fnv1a hash;
  const auto kind = static_cast<std::uint8_t>(message.kind);
  hash.add(std::span{&kind, 1});
  hash.add(std::span{&message.market, 1});
  hash.add(std::span<const Offer>{message.offers});
  hash.add(std::span<const QuantityBreak>{message.breaks});
  hash.add(std::span<const char>{message.notification_id});
  std::string name = "content:";
  for (int shift = 60; shift >= 0; shift -= 4) {
    name += "0123456789abcdef"[(hash.value() >> shift) & 15U];
  }
  return *NotificationId::from(name);
}

}  // namespace

MarketStamp stamp_of(const Message& message) {
  const std::string_view id = message.notification_id;
  if (!is_plain(id)) return {message.market.time, id_of_content(message)};
  return {message.market.time, *NotificationId::from(id)};
}

}  // namespace v0
}  // namespace haggle
