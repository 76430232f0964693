// Tables of any columns in any layout, with bytes spoilt wherever Arrow lets them be checked: each
// is refused, fails as a batch, or gives every row its decision or its error; nothing is lost.
#include <array>
#include <string>
#include <utility>

#include "capi/arrow_asked.hpp"
#include "fuzz/harness.hpp"

namespace haggle::test {
namespace {

using made::Bytes;
using made::Node;
using made::Texts;

/// Choices, one after the other; zeros at the end.
class Feed {
 public:
  Feed(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
  std::uint8_t byte() { return at_ == end_ ? std::uint8_t{0} : *at_++; }
  std::size_t below(std::size_t count) { return byte() % count; }
  [[nodiscard]] bool is_empty() const { return at_ == end_; }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

constexpr std::array columns{
    "seller",      "item",          "sku",         "marketplace",    "currency",
    "audience",    "condition",     "status",      "fulfilment",     "stock",
    "price_minor", "price",         "floor_minor", "ceiling",        "shipping_minor",
    "price_time",  "memory",        "market_time", "winner_seller",  "offers_counted",
    "has_points",  "list_is_whole", "fee_ppm",     "buy_box_landed", "market_condition"};
constexpr std::array offer_columns{
    "price_minor", "price",         "shipping_minor", "seller",
    "condition",   "sub_condition", "fulfilment",     "audience",
    "eligible",    "is_winner",     "is_mine",        "flags",
    "ships_from",  "stock",         "feedback_count", "stated_landed_minor"};
constexpr std::array words{"US",  "A2X",      "new",         "used",     "marketplace",
                           "USD", "consumer", "refurbished", "DE",       "EUR",
                           "",    "active",   "business",    "merchant", "a text of twenty bytes"};

Texts texts(Feed& feed, std::size_t count) {
  Texts out;
  for (std::size_t i = 0; i < count; ++i) out.emplace_back(words[feed.below(words.size())]);
  return out;
}

template <class T>
Node any_numbers(Feed& feed, const char* name, const char* format, std::size_t count) {
  std::vector<T> values(count);
  for (T& value : values) value = static_cast<T>(feed.byte() * (feed.byte() == 0 ? 1'000'003 : 9));
  return made::numbers(name, format, values);
}

/// Bytes of a buffer in which any bytes are allowed.
void spoil(Feed& feed, Bytes& bytes) {
  for (std::size_t i = feed.below(4); i > 0 && !bytes.empty(); --i) {
    bytes[feed.below(bytes.size())] = feed.byte();
  }
}

Node text_node(Feed& feed, const char* name, std::size_t count) {
  const Texts given = texts(feed, count);
  Node out;
  switch (feed.below(6)) {
    case 0:
      return made::utf8(name, given);
    case 1:
      return made::large_utf8(name, given);
    case 2:
      return made::fixed(name, 32, given);
    case 3:
      return made::fixed(name, 1 + feed.below(40), given);
    case 4:
      out = made::views(name, given);
      break;
    default:
      out = made::dictionary(name, given);
  }
  spoil(feed, out.buffers[0]);
  return out;
}

Node number_node(Feed& feed, const char* name, std::size_t count) {
  switch (feed.below(12)) {
    case 0:
      return any_numbers<std::int8_t>(feed, name, "c", count);
    case 1:
      return any_numbers<std::uint8_t>(feed, name, "C", count);
    case 2:
      return any_numbers<std::int32_t>(feed, name, "i", count);
    case 3:
      return any_numbers<std::uint32_t>(feed, name, "I", count);
    case 4:
      return any_numbers<std::uint64_t>(feed, name, "L", count);
    case 5:
      return any_numbers<Wide>(feed, name, "d:38,2", count);
    case 6:
      return any_numbers<std::int64_t>(feed, name, "tsu:", count);
    case 7:
      return made::nothing(name, count);
    case 8:
      return made::flags(name, std::vector<bool>(count, feed.below(2) == 0));
    case 9:
      return made::fixed(name, 40, texts(feed, count));
    default:
      return any_numbers<std::int64_t>(feed, name, "l", count);
  }
}

Node any_node(Feed& feed, const char* name, std::size_t count) {
  Node out = feed.below(2) == 0 ? text_node(feed, name, count) : number_node(feed, name, count);
  if (out.has_bits_buffer && count != 0 && feed.below(3) == 0) {
    out = made::with_gaps(std::move(out), {feed.below(count)});
  }
  return out;
}

template <class Names>
std::vector<Node> any_columns(Feed& feed, const Names& names, std::size_t count) {
  std::vector<Node> out;
  for (std::size_t i = feed.below(names.size()); i > 0; --i) {
    out.push_back(any_node(feed, names[feed.below(names.size())], count));
  }
  return out;
}

Node any_table(Feed& feed) {
  const std::size_t rows = feed.below(5);
  std::vector<std::size_t> counts(rows);
  std::size_t offers = 0;
  for (std::size_t& count : counts) offers += count = feed.below(4);
  std::vector<Node> nodes = any_columns(feed, columns, rows);
  if (feed.below(8) != 0) {
    nodes.push_back(any_numbers<std::int64_t>(feed, "market_time", "tsm:", rows));
  }
  std::vector<Node> of_offers = any_columns(feed, offer_columns, offers);
  of_offers.push_back(any_numbers<std::int64_t>(feed, "price_minor", "l", offers));
  Node items = made::structure("item", std::move(of_offers));
  items.length = static_cast<std::int64_t>(offers);
  Node lists = feed.below(2) == 0 ? made::lists<std::int32_t>("offers", counts, items)
                                  : made::lists<std::int64_t>("offers", counts, items);
  spoil(feed, lists.buffers[0]);
  nodes.push_back(std::move(lists));
  Node table = made::structure("", std::move(nodes));
  table.length = static_cast<std::int64_t>(rows);
  return rows == 0 ? table : made::from(table, static_cast<std::int64_t>(feed.below(rows)));
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  Feed feed{data, size};
  made::Call call;
  call.options.flags = HAGGLE_ARROW_PASS_UNKNOWN;
  if (feed.below(2) == 0) call.listing = listing();
  const made::Answer answer = made::ask({{any_table(feed)}}, call);
  expect(answer.status == HAGGLE_OK || answer.error.message[0] != '\0', "it says what is wrong");
  expect(answer.status != HAGGLE_E_INTERNAL, "it is no fault of haggle");
  expect(answer.stream_status == 0 || !answer.stream_words.empty(), "it says why it ends");
  for (const made::Row& row : answer.rows) {
    expect(row.price.has_value() == row.error.empty(), "a price or an error");
    expect(row.price.has_value() == !row.reason.empty(), "a reason where there is a price");
  }
  expect(made::open_count == 0, "all is given back");
  return 0;
}
