// Listings, alone or with a ladder: what is read, written and read again is the same.
#include "fuzz/harness.hpp"
#include "haggle/codec/listing_json.hpp"

namespace haggle::test {
namespace {

void expect_same(const Listing& listing) {
  const auto again = read_listing(write_listing(listing));
  expect(again.has_value(), "a written listing can be read");
  expect(write_listing(*again) == write_listing(listing), "the same listing");
}

void expect_same(const BusinessListing& business) {
  const auto again = read_business_listing(write_business_listing(business));
  expect(again.has_value(), "a written ladder can be read");
  expect(write_business_listing(*again) == write_business_listing(business), "the same ladder");
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  const auto entry = haggle::read_listing_entry(text_of(data, size));
  if (!entry) {
    expect_sound(entry.error());
    return 0;
  }
  expect(entry->listing || entry->business, "a listing, a ladder or both");
  if (entry->listing) expect_same(*entry->listing);
  if (entry->business) expect_same(*entry->business);
  return 0;
}
