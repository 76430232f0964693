#include <string>
#include <string_view>

#include "codec/fields_text.hpp"
#include "codec/submission_check.hpp"
#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// Writes what one submission says of `purchasable_offer`.
/// Source: Listings Items 2021-08-01; every price is one schedule inside a list of one.
class PatchWriter {
 public:
  PatchWriter(JsonWriter& to, const PriceSubmission& from, const SubmissionTarget& target)
      : to_(to), from_(from), target_(target) {}

  /// The members `productType` and `patches` of an object that is open.
  void write() {
    to_.key("productType").text(from_.product_type);
    to_.key("patches").open('[').open('{');
    to_.key("op").text(name_of(patch_op_words, from_.op));
    to_.key("path").text("/attributes/purchasable_offer");
    to_.key("value").open('[');
    if (from_.consumer) write_offer("ALL", *from_.consumer);
    if (from_.business) write_offer("B2B", *from_.business);
    to_.close(']').close('}').close(']');
  }

 private:
  /// One row: marketplace, currency and audience say which, the rest is what it becomes.
  void write_offer(std::string_view audience, const AskedPrice& asked) {
    to_.open('{');
    to_.key("marketplace_id").text(target_.marketplace->id);
    to_.key("currency").text(target_.marketplace->currency.text());
    to_.key("audience").text(audience);
    write_price("our_price", asked.price_minor);
    write_price("minimum_seller_allowed_price", asked.min_minor);
    write_price("maximum_seller_allowed_price", asked.max_minor);
    write_sales(asked.sales);
    if (asked.levels) write_levels(*asked.levels);
    to_.close('}');
  }

  void write_price(std::string_view name, std::optional<std::int64_t> minor) {
    if (!minor) return;
    open_schedule(name);
    to_.open('{');
    write_amount("value_with_tax", *minor);
    to_.close('}');
    close_schedule();
  }

  void write_sales(const std::vector<SalePrice>& sales) {
    if (sales.empty()) return;
    open_schedule("discounted_price");
    for (const SalePrice& sale : sales) {
      to_.open('{');
      write_amount("value_with_tax", sale.price_minor);
      if (!sale.start.empty()) to_.key("start_at").text(sale.start);
      if (!sale.end.empty()) to_.key("end_at").text(sale.end);
      to_.close('}');
    }
    close_schedule();
  }

  /// No level: `merge` takes an attribute away by null, `replace` by leaving it out.
  void write_levels(const std::vector<PriceLevel>& levels) {
    if (levels.empty()) {
      if (from_.op == PatchOp::merge) to_.key("quantity_discount_plan").raw("null");
      return;
    }
    open_schedule("quantity_discount_plan");
    to_.open('{').key("discount_type").text("fixed");
    to_.key("levels").open('[');
    for (const PriceLevel& level : levels) {
      to_.open('{').key("lower_bound").whole(level.quantity);
      write_amount("value", level.price_minor);
      to_.close('}');
    }
    to_.close(']').close('}');
    close_schedule();
  }

  void open_schedule(std::string_view name) {
    to_.key(name).open('[').open('{').key("schedule").open('[');
  }
  void close_schedule() { to_.close(']').close('}').close(']'); }

  void write_amount(std::string_view name, std::int64_t minor) {
    to_.key(name).raw(minor_text(minor, target_.exponent));
  }

  JsonWriter& to_;
  const PriceSubmission& from_;
  const SubmissionTarget& target_;
};

void write_feed_head(JsonWriter& to, const SellerId& seller, std::string_view issue_locale) {
  to.key("header").open('{');
  to.key("sellerId").text(seller.text());
  to.key("version").text("2.0");
  if (!issue_locale.empty()) to.key("issueLocale").text(issue_locale);
  to.close('}');
}

void write_feed_message(JsonWriter& to, std::size_t row, const PriceSubmission& from,
                        const SubmissionTarget& target) {
  to.open('{');
  to.key("messageId").whole(static_cast<std::int64_t>(row) + 1);
  to.key("sku").text(from.sku.text());
  to.key("operationType").text("PATCH");
  PatchWriter{to, from, target}.write();
  to.close('}');
}

/// Whose feed it is: of one seller, who is named.
std::optional<Error> check_seller(std::span<const PriceSubmission> submissions) {
  if (submissions.empty()) return Error{Errc::bad_argument, 0, 0, 0, "submissions"};
  const SellerId& seller = submissions.front().seller;
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    const auto place = SubmissionPlace::in_list(row);
    const SellerId& own = submissions[row].seller;
    if (own.empty() || !own.well_formed()) return place.fault(Errc::bad_id, place.paths.seller);
    if (!is_utf8(own.text())) return place.fault(Errc::bad_encoding, place.paths.seller);
    if (own != seller) return place.fault(Errc::bad_argument, place.paths.seller);
  }
  return std::nullopt;
}

}  // namespace
}  // namespace codec

Result<std::string> write_listings_patch(const PriceSubmission& submission) {
  const auto target = codec::check_for_amazon(submission, {});
  if (!target) return tl::unexpected<Error>(target.error());
  codec::JsonWriter to;
  to.open('{');
  codec::PatchWriter{to, submission, *target}.write();
  to.close('}');
  return to.take();
}

Result<std::string> write_listings_feed(std::span<const PriceSubmission> submissions,
                                        std::string_view issue_locale) {
  if (auto fault = codec::check_seller(submissions)) return tl::unexpected<Error>(*fault);
  if (!codec::is_utf8(issue_locale)) return fail(Errc::bad_encoding, "issue_locale");
  codec::JsonWriter to;
  to.open('{');
  codec::write_feed_head(to, submissions.front().seller, issue_locale);
  to.key("messages").open('[');
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    const auto place = codec::SubmissionPlace::in_list(row);
    const auto target = codec::check_for_amazon(submissions[row], place);
    if (!target) return tl::unexpected<Error>(target.error());
    codec::write_feed_message(to, row, submissions[row], *target);
  }
  if (auto fault = codec::find_repeated(submissions)) return tl::unexpected<Error>(*fault);
  to.close(']').close('}');
  return to.take();
}

}  // namespace v0
}  // namespace haggle
