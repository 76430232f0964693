#include "haggle/pipeline/kept_market.hpp"

#include <array>
#include <cstring>
#include <type_traits>

#include "haggle/base/limits.hpp"
#include "pipeline/words.hpp"

namespace haggle {
inline namespace v0 {
namespace {

/// Behind it stand the market, the offers, the breaks.
struct ImageHead {
  std::array<char, 8> magic{'h', 'a', 'g', 'g', 'l', 'e', 'M', '1'};
  std::uint64_t checksum{0};  ///< of everything behind this field
  std::uint32_t market_bytes{sizeof(Market)};
  std::uint32_t offer_bytes{sizeof(Offer)};
  std::uint32_t offers_count{0};
  std::uint32_t breaks_count{0};
  std::uint64_t kind{0};
  MarketStamp stamp{};
  SellerId recipient{};
};
static_assert(std::has_unique_object_representations_v<ImageHead>);

constexpr std::size_t unchecked_bytes = 16;  // magic and checksum

/// Any change of a byte changes it. Four sums side by side: one alone would wait for each product.
std::uint64_t checksum_of(std::string_view bytes) {
  constexpr std::size_t lanes_count = 4;
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  std::array<std::uint64_t, lanes_count> lanes{1, 2, 3, bytes.size()};
  while (bytes.size() >= sizeof lanes) {
    std::array<std::uint64_t, lanes_count> words{};
    std::memcpy(words.data(), bytes.data(), sizeof words);
    for (std::size_t i = 0; i < lanes_count; ++i) {
      lanes[i] = (lanes[i] ^ words[i]) * odd;
      lanes[i] ^= lanes[i] >> 32;
    }
    bytes.remove_prefix(sizeof words);
  }
  std::uint64_t sum = 0;
  for (const std::uint64_t lane : lanes) sum = (sum ^ lane) * odd, sum ^= sum >> 32;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return sum;
}

template <class T>
void append_bytes(std::string& out, const T* values, std::size_t count) {
  static_assert(std::has_unique_object_representations_v<T>);
  out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

/// Copies values off the front.  Needs: as many bytes are there.
template <class T>
void take_bytes(std::string_view& from, T* values, std::size_t count) {
  if (count != 0) std::memcpy(values, from.data(), count * sizeof(T));
  from.remove_prefix(count * sizeof(T));
}

std::size_t size_of(const ImageHead& head) {
  return sizeof(ImageHead) + sizeof(Market) + head.offers_count * sizeof(Offer) +
         head.breaks_count * sizeof(QuantityBreak);
}

constexpr std::size_t breaks_max = offers_max * tiers_max;

bool is_ours(const ImageHead& head, std::string_view image) {
  return head.magic == ImageHead{}.magic && head.market_bytes == sizeof(Market) &&
         head.offer_bytes == sizeof(Offer) && head.offers_count <= offers_max &&
         head.breaks_count <= breaks_max && image.size() == size_of(head) &&
         head.stamp.notification.well_formed() && head.recipient.well_formed() &&
         head.checksum == checksum_of(image.substr(unchecked_bytes));
}

Result<ImageHead> head_of(std::string_view image) {
  ImageHead head;
  if (image.size() < sizeof head) return fail(Errc::index_damaged, "market");
  std::memcpy(&head, image.data(), sizeof head);
  if (!is_ours(head, image)) return fail(Errc::index_damaged, "market");
  return head;
}

}  // namespace

std::string market_field(const MarketKey& key) {
  std::string out{key.item.marketplace.text()};
  out += '|';
  out += pipeline::name_in(audience_words, key.audience);
  out += '|';
  out += pipeline::name_in(condition_words, key.condition);
  return out;
}

void pack_market(const Message& message, const MarketStamp& stamp, std::string& out) {
  ImageHead head;
  head.offers_count = static_cast<std::uint32_t>(message.offers.size());
  head.breaks_count = static_cast<std::uint32_t>(message.breaks.size());
  head.kind = static_cast<std::uint64_t>(message.kind);
  head.stamp = stamp;
  head.recipient = message.recipient;
  out.clear();
  out.reserve(size_of(head));
  append_bytes(out, &head, 1);
  append_bytes(out, &message.market, 1);
  append_bytes(out, message.offers.data(), message.offers.size());
  append_bytes(out, message.breaks.data(), message.breaks.size());
  head.checksum = checksum_of(std::string_view{out}.substr(unchecked_bytes));
  std::memcpy(out.data(), &head, sizeof head);
}

Result<MarketStamp> stamp_of_image(std::string_view image) {
  const auto head = head_of(image);
  if (!head) return tl::unexpected<Error>(head.error());
  return head->stamp;
}

Result<void> open_market(std::string_view image, Message& message) {
  message.clear();
  const auto head = head_of(image);
  if (!head) return tl::unexpected<Error>(head.error());
  message.kind = static_cast<MessageKind>(head->kind);
  message.notification_id = head->stamp.notification.text();
  message.recipient = head->recipient;
  std::string_view rest = image.substr(sizeof(ImageHead));
  take_bytes(rest, &message.market, 1);
  message.offers.resize(head->offers_count);
  take_bytes(rest, message.offers.data(), head->offers_count);
  message.breaks.resize(head->breaks_count);
  take_bytes(rest, message.breaks.data(), head->breaks_count);
  return {};
}

}  // namespace v0
}  // namespace haggle
