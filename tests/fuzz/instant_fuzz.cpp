// Moments and spans as text: what is read can be written and read again.
#include "fuzz/harness.hpp"
#include "haggle/codec/instant_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle;
  const std::string_view text = test::text_of(data, size);
  const auto at = parse_instant(text);
  if (at) {
    test::expect(at->ms <= instant_ms_max && at->ms >= -instant_ms_max, "inside the range");
    const auto again = parse_instant(instant_text(*at));
    test::expect(again.has_value() && *again == *at, "the same moment");
  } else {
    test::expect_sound(at.error());
    test::expect(at.error().offset <= size, "the place is in the text");
  }
  const auto span = parse_duration(text);
  if (span) {
    const auto again = parse_duration(duration_text(*span));
    test::expect(again.has_value() && *again == *span, "the same span");
  } else {
    test::expect_sound(span.error());
  }
  return 0;
}
