// The JSON reader against nlohmann-json: both read a text, or both find the same fault at the same
// byte. Two differences are meant: repeated keys and more than 64 levels are refused, which the
// referee is told to; and a NUL byte, which ends a text for the referee alone.
#include "codec/json.hpp"
#include "differential/json_referee.hpp"
#include "fuzz/harness.hpp"

namespace haggle::test {
namespace {

void expect_same(codec::JsonValue ours, const Referee& referee, std::size_t& at) {
  const RefereeNode& theirs = referee.nodes[at++];
  expect(ours.node().kind == theirs.kind, "the kind");
  expect(ours.node().truth == theirs.truth, "the truth");
  expect(ours.key() == theirs.key, "the key");
  expect(ours.node().end == theirs.end, "the end");
  expect(ours.count() == theirs.children_count, "the count");
  // The referee has the value of a whole number and not its digits.
  expect(ours.text() == theirs.text || ours.text() == "-0", "the text");
  for (const codec::JsonValue child : ours) {
    if (ours.is(codec::JsonKind::object)) {
      expect(ours.get(child.key()).node().end == child.node().end, "the member by its key");
    }
    expect_same(child, referee, at);
  }
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  static haggle::codec::JsonDocument document;
  const std::string_view text = text_of(data, size);
  const Referee referee{text};
  const auto ours = document.read(text);
  if (ours && referee.good) {
    std::size_t at = 0;
    expect_same(document.root(), referee, at);
    return 0;
  }
  if (text.find('\0') != text.npos && referee.offset <= size) return 0;
  expect(ours.has_value() == referee.good, "both read it, or neither");
  expect(ours.error().code == referee.code, "the fault");
  expect(ours.error().offset == referee.offset, "its place");
  return 0;
}
