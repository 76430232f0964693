// A policy that is read, written and read again is the same policy.
#include "fuzz/harness.hpp"
#include "haggle/codec/policy_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle;
  const std::string_view text = test::text_of(data, size);
  const auto spec = read_policy_spec(text);
  if (!spec) {
    test::expect_sound(spec.error());
    return 0;
  }
  const std::string written = write_policy(*spec);
  const auto again = read_policy_spec(written);
  test::expect(again.has_value(), "what is written can be read");
  test::expect(write_policy(*again) == written, "the same policy");
  test::expect(Policy::make(*spec).has_value() == Policy::make(*again).has_value(),
               "both are sound, or neither");
  test::expect(read_policy(text).has_value() == Policy::make(*spec).has_value(),
               "read_policy makes what it reads");
  return 0;
}
