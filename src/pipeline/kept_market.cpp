#include "haggle/pipeline/kept_market.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

#include "haggle/base/limits.hpp"
#include "pipeline/words.hpp"

namespace haggle {
inline namespace v0 {
namespace {

/// What is said once.
struct Facts {
  std::uint64_t kind{0};
  MarketStamp stamp{};
  SellerId recipient{};
  Market market{};
};

/// Behind it stand the facts, the offers and the breaks as rows.
struct ImageHead {
  std::array<char, 8> magic{'h', 'a', 'g', 'g', 'l', 'e', 'M', '2'};
  std::uint64_t checksum{0};  ///< of everything behind this field
  std::uint32_t facts_bytes{sizeof(Facts)};
  std::uint32_t offer_bytes{sizeof(Offer)};
  std::uint32_t offers_count{0};
  std::uint32_t breaks_count{0};
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

// ---- rows --------------------------------------------------------------
// A row is written as the words in which it differs from the row before, behind a bit for each of
// its words: most offers of a market say the same of most things, and ids are short.

template <class T>
using WordsOf = std::array<std::uint64_t, sizeof(T) / sizeof(std::uint64_t)>;

template <class T>
constexpr std::size_t mask_bytes = (WordsOf<T>{}.size() + 7) / 8;
template <class T>
constexpr std::size_t row_bytes_max = mask_bytes<T> + sizeof(T);

template <class T>
std::uint64_t word_of(const T& row, std::size_t at) {
  static_assert(std::has_unique_object_representations_v<T> && sizeof(T) % 8 == 0);
  static_assert(WordsOf<T>{}.size() <= 64);
  std::uint64_t word = 0;
  std::memcpy(&word, reinterpret_cast<const char*>(&row) + at * sizeof word, sizeof word);
  return word;
}

/// Returns: the place behind it.  Needs: room for row_bytes_max.
template <class T>
char* put_row(const T& row, const T& before, char* to) {
  char* const mask_place = to;
  std::uint64_t mask = 0;
  to += mask_bytes<T>;
  for (std::size_t i = 0; i < WordsOf<T>{}.size(); ++i) {
    const std::uint64_t word = word_of(row, i);
    const std::uint64_t differs = word != word_of(before, i) ? 1 : 0;
    std::memcpy(to, &word, sizeof word);
    to += differs * sizeof word;
    mask |= differs << i;
  }
  std::memcpy(mask_place, &mask, mask_bytes<T>);
  return to;
}

/// Takes a row off the front; `row` is the one before, and becomes this one.
/// Returns: false where the bytes are none that put_row writes.
template <class T>
bool take_row(std::string_view& from, T& row) {
  auto words = std::bit_cast<WordsOf<T>>(row);
  if (from.size() < mask_bytes<T>) return false;
  std::uint64_t mask = 0;
  std::memcpy(&mask, from.data(), mask_bytes<T>);
  from.remove_prefix(mask_bytes<T>);
  if (words.size() < 64 && mask >> words.size() != 0) return false;
  for (; mask != 0; mask &= mask - 1) {
    std::uint64_t& word = words[static_cast<std::size_t>(std::countr_zero(mask))];
    const std::uint64_t before = word;
    if (from.size() < sizeof word) return false;
    std::memcpy(&word, from.data(), sizeof word);
    from.remove_prefix(sizeof word);
    if (word == before) return false;
  }
  row = std::bit_cast<T>(words);
  return true;
}

/// A list of rows, the first of them beside an empty one.
template <class T>
char* put_rows(const std::vector<T>& rows, char* to) {
  static constexpr T nothing{};
  const T* before = &nothing;
  for (const T& row : rows) to = put_row(row, *std::exchange(before, &row), to);
  return to;
}

template <class T>
bool take_rows(std::string_view& from, std::vector<T>& rows) {
  T row{};
  for (T& each : rows) {
    if (!take_row(from, row)) return false;
    each = row;
  }
  return true;
}

// ---- the head ----------------------------------------------------------

constexpr std::size_t breaks_max = offers_max * tiers_max;

bool is_ours(const ImageHead& head, std::string_view image) {
  return head.magic == ImageHead{}.magic && head.facts_bytes == sizeof(Facts) &&
         head.offer_bytes == sizeof(Offer) && head.offers_count <= offers_max &&
         head.breaks_count <= breaks_max &&
         head.checksum == checksum_of(image.substr(unchecked_bytes));
}

struct Opened {
  ImageHead head{};
  Facts facts{};
  std::string_view rows{};  ///< behind the facts
};

Result<Opened> opened(std::string_view image) {
  Opened out;
  if (image.size() < sizeof out.head) return fail(Errc::index_damaged, "market");
  std::memcpy(&out.head, image.data(), sizeof out.head);
  out.rows = image.substr(sizeof out.head);
  const bool good = is_ours(out.head, image) && take_row(out.rows, out.facts) &&
                    out.facts.stamp.notification.well_formed() && out.facts.recipient.well_formed();
  if (!good) return fail(Errc::index_damaged, "market");
  return out;
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
  static constexpr Facts nothing{};
  const Facts facts{static_cast<std::uint64_t>(message.kind), stamp, message.recipient,
                    message.market};
  out.resize(sizeof head + row_bytes_max<Facts> + head.offers_count * row_bytes_max<Offer> +
             head.breaks_count * row_bytes_max<QuantityBreak>);
  char* to = put_row(facts, nothing, out.data() + sizeof head);
  to = put_rows(message.offers, to);
  to = put_rows(message.breaks, to);
  out.resize(static_cast<std::size_t>(to - out.data()));
  std::memcpy(out.data(), &head, sizeof head);
  head.checksum = checksum_of(std::string_view{out}.substr(unchecked_bytes));
  std::memcpy(out.data(), &head, sizeof head);
}

Result<MarketStamp> stamp_of_image(std::string_view image) {
  const auto found = opened(image);
  if (!found) return tl::unexpected<Error>(found.error());
  return found->facts.stamp;
}

Result<void> open_market(std::string_view image, Message& message) {
  message.clear();
  auto found = opened(image);
  if (!found) return tl::unexpected<Error>(found.error());
  message.offers.resize(found->head.offers_count);
  message.breaks.resize(found->head.breaks_count);
  const bool whole = take_rows(found->rows, message.offers) &&
                     take_rows(found->rows, message.breaks) && found->rows.empty();
  if (!whole) {
    message.clear();
    return fail(Errc::index_damaged, "market");
  }
  message.kind = static_cast<MessageKind>(found->facts.kind);
  message.notification_id = found->facts.stamp.notification.text();
  message.recipient = found->facts.recipient;
  message.market = found->facts.market;
  return {};
}

}  // namespace v0
}  // namespace haggle
