// What stores keep for the pipeline: a record that is read is written as the same record; an image
// of a market that is opened is packed as the same image, and anything else is refused.
#include "fuzz/harness.hpp"
#include "haggle/pipeline/kept_market.hpp"
#include "haggle/pipeline/record.hpp"

namespace {

using namespace haggle;

void read_record(std::string_view text) {
  Listed listed;
  listed.ladder.tiers_count = 2;
  listed.ladder.tiers[0].quantity = 5, listed.ladder.tiers[1].quantity = 20;
  const Listed before = listed;
  const auto applied = apply_record(text, listed);
  if (!applied) {
    test::expect_sound(applied.error());
    test::expect(listed.ladder == before.ladder && !listed.standing.exists, "nothing changed");
    return;
  }
  std::string written;
  append_record(listed, written);
  Listed again = before;
  test::expect(apply_record(written, again).has_value(), "what is written can be read");
  test::expect(again.standing == listed.standing && again.ladder == listed.ladder, "the same");
  test::expect(*read_version(text) == listed.standing.version, "the version stands in front");
}

void open_image(std::string_view bytes) {
  Message message;
  const auto opened = open_market(bytes, message);
  if (!opened) {
    test::expect_sound(opened.error());
    test::expect(message == Message{}, "the message is empty");
    return;
  }
  std::string again;
  pack_market(message, *stamp_of_image(bytes), again);
  test::expect(again == bytes, "the same image");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = test::text_of(data, size);
  read_record(bytes);
  open_image(bytes);
  return 0;
}
