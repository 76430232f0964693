// The path for the usual form against the general path alone: a blank behind a text, which changes
// no place in it, leaves it to the general one. Both deliver the same, or the same fault at the
// same byte. Bytes that do not begin like a text throw the dice of the usual form and of what may
// be changed in it.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "differential/topic_text.hpp"
#include "differential/usual_texts.hpp"
#include "fuzz/harness.hpp"
#include "haggle/codec/message_reader.hpp"
#include "support/dice.hpp"

namespace haggle::test {
namespace {

/// Only the end of a text that is cut off is moved by the blank.
void expect_same_fault(const Error& own, const Error& other, std::size_t text_bytes) {
  expect(own.code == other.code && own.index == other.index, "the fault");
  expect(std::string_view{own.where} == other.where, "its path");
  const bool at_end = own.offset >= text_bytes && other.offset == own.offset + 1;
  expect(own.offset == other.offset || at_end, "its place");
}

void expect_same(const Delivery& own, const Delivery& other, std::size_t text_bytes) {
  expect(own.where == other.where && own.record_id == other.record_id, "where it was");
  expect(own.record == other.record, "its record");
  expect(own.error.has_value() == other.error.has_value(), "both read it, or neither");
  if (own.error) expect_same_fault(*own.error, *other.error, text_bytes);
  expect(own.message == other.message, "the same message");
}

std::string drawn(Dice& dice) {
  UsualTexts texts{dice};
  std::string text = texts.notification();
  const bool is_relayed = dice.chance(40);
  if (is_relayed && dice.chance(50)) text = texts.changed(std::move(text));
  if (is_relayed) text = in_topic(dice, text);
  return dice.chance(60) ? texts.changed(std::move(text)) : text;
}

void expect_the_same_of_both_paths(std::string_view text) {
  static MessageReader reader, general;
  const auto own = reader.read(text);
  const auto other = general.read(std::string{text} + ' ');
  expect(own.size() == other.size(), "as many deliveries");
  for (std::size_t i = 0; i < own.size(); ++i) expect_same(own[i], other[i], text.size());
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  const std::string_view text = text_of(data, size);
  if (text.starts_with('{') || text.starts_with('[')) {
    expect_the_same_of_both_paths(text);
    return 0;
  }
  Dice dice{{data, size}};
  const std::string made = drawn(dice);
  // A buffer of just this size, so that a sanitizer sees a byte read beyond it.
  const std::vector<char> bytes(made.begin(), made.end());
  expect_the_same_of_both_paths({bytes.data(), bytes.size()});
  return 0;
}
