// The lines of a catalogue and a text of policies. A line that is refused changes nothing.
#include "fuzz/harness.hpp"
#include "haggle/codec/listing_json.hpp"
#include "haggle/codec/policy_json.hpp"

namespace haggle::test {
namespace {

void read_line(std::string_view line, PolicyBook& book) {
  const std::size_t before = book.count();
  const auto entry = read_catalogue_line(line, book);
  if (!entry) {
    expect_sound(entry.error());
    expect(book.count() == before, "a refused line changes nothing");
  } else {
    expect(book.count() == before + (entry->has_value() ? 0 : 1), "a policy or a listing");
  }
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  std::string_view text = text_of(data, size);
  const auto all = haggle::read_policies(text);
  if (!all) expect_sound(all.error());
  haggle::PolicyBook book;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    read_line(text.substr(0, end), book);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return 0;
}
