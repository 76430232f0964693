// What marketplaces answer to prices, fees and expected prices that were asked for: read, or an
// error, whatever the bytes; and what a request says is what is written of it.
#include "fuzz/harness.hpp"
#include "haggle/codec/expected_price.hpp"
#include "haggle/codec/fee_estimate.hpp"
#include "haggle/codec/submission.hpp"
#include "haggle/codec/submission_answer.hpp"
#include "haggle/codec/submission_read.hpp"

namespace haggle::test {
namespace {

template <class T>
void expect_read(const Result<T>& read) {
  if (!read) expect_sound(read.error());
}

template <class T>
void expect_each_read(const Result<std::vector<Result<T>>>& read) {
  expect_read(read);
  if (!read) return;
  for (const Result<T>& one : *read) expect_read(one);
}

/// A patch that is read and can be written is written as the same submission.
void expect_same_patch(const PriceRequest& request) {
  const auto submission = submission_from(request, *SellerId::from("A2X"), *Sku::from("MUG-1"));
  if (!submission) return expect_sound(submission.error());
  const auto written = write_listings_patch(*submission);
  if (!written) return expect_sound(written.error());
  const auto again = read_listings_patch(*written);
  expect(again.has_value(), "a written patch can be read");
  const auto same = submission_from(*again, *SellerId::from("A2X"), *Sku::from("MUG-1"));
  expect(same.has_value(), "and is a submission");
  expect(*write_listings_patch(*same) == *written, "the same patch");
}

void read_patch(std::string_view text) {
  const auto patch = read_listings_patch(text);
  expect_read(patch);
  if (patch) expect_same_patch(*patch);
}

/// One reader; blanks behind a text make it the next one's.
void read_with(std::size_t reader, std::string_view text) {
  switch (reader) {
    case 0:
      return read_patch(text);
    case 1:
      return expect_read(read_listings_answer(text));
    case 2:
      return expect_read(read_feed_report(text));
    case 3:
      return expect_read(read_walmart_price_answer(text));
    case 4:
      return expect_read(read_feed_receipt(text));
    case 5:
      return expect_read(read_listings_feed(text));
    case 6:
      return expect_read(read_listing_prices(text));
    case 7:
      return expect_each_read(read_fee_estimates(text));
    default:
      return expect_each_read(read_expected_prices(text));
  }
}

}  // namespace
}  // namespace haggle::test

/// The length chooses the reader.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  haggle::test::read_with(size % 9, haggle::test::text_of(data, size));
  return 0;
}
