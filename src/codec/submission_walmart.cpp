#include <string>
#include <string_view>

#include "codec/fields_text.hpp"
#include "codec/submission_check.hpp"
#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// One item of Walmart's price bodies.
/// Source: Walmart's Price Management API, JSON schema 1.7.
void write_item(JsonWriter& to, const PriceSubmission& from, const SubmissionTarget& target) {
  to.open('{');
  to.key("sku").text(from.sku.text());
  to.key("pricing").open('[').open('{');
  to.key("currentPriceType").text("BASE");
  to.key("currentPrice").open('{');
  to.key("currency").text(target.marketplace->currency.text());
  to.key("amount").raw(minor_text(from.consumer->price_minor.value_or(0), target.exponent));
  to.close('}').close('}').close(']').close('}');
}

}  // namespace
}  // namespace codec

Result<std::string> write_walmart_price(const PriceSubmission& submission) {
  const auto target = codec::check_for_walmart(submission, {});
  if (!target) return tl::unexpected<Error>(target.error());
  codec::JsonWriter to;
  codec::write_item(to, submission, *target);
  return to.take();
}

Result<std::string> write_walmart_price_feed(std::span<const PriceSubmission> submissions) {
  if (submissions.empty()) return fail(Errc::bad_argument, "submissions");
  codec::JsonWriter to;
  to.open('{');
  to.key("PriceHeader").open('{').key("version").text("1.7");
  to.close('}').key("Price").open('[');
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    const auto place = codec::SubmissionPlace::in_list(row);
    const auto target = codec::check_for_walmart(submissions[row], place);
    if (!target) return tl::unexpected<Error>(target.error());
    codec::write_item(to, submissions[row], *target);
  }
  if (auto fault = codec::find_repeated(submissions)) return tl::unexpected<Error>(*fault);
  to.close(']').close('}');
  return to.take();
}

}  // namespace v0
}  // namespace haggle
