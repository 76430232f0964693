#include "submission.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace haggle::capi {
namespace {

constexpr std::uint32_t asked_known =
    HAGGLE_ASKED_HAS_PRICE | HAGGLE_ASKED_HAS_MIN | HAGGLE_ASKED_HAS_MAX | HAGGLE_ASKED_HAS_LEVELS;

/// Where one kind of buyer's prices stand in a submission.
struct AskedNames {
  const char* has;
  const char* levels;
  const char* level_reserved;
  const char* sales;
  const char* sale_start;
  const char* sale_end;
};
constexpr AskedNames consumer_names{"submission.consumer.has",
                                    "submission.consumer.levels",
                                    "submission.consumer.levels[].reserved",
                                    "submission.consumer_sales",
                                    "submission.consumer_sales[].start",
                                    "submission.consumer_sales[].end"};
constexpr AskedNames business_names{"submission.business.has",
                                    "submission.business.levels",
                                    "submission.business.levels[].reserved",
                                    "submission.business_sales",
                                    "submission.business_sales[].start",
                                    "submission.business_sales[].end"};

/// Ids are copied as they are; what is no id is refused where the submission is written.
template <class To, class From>
void copy_bytes(const From& from, To& to) noexcept {
  static_assert(sizeof(From) == sizeof(To));
  std::memcpy(static_cast<void*>(&to), &from, sizeof to);
}

Wrong read_levels(const haggle_asked& from, const AskedNames& names, AskedPrice& out) {
  if (from.levels_count > tiers_max) return {Errc::too_many_tiers, names.levels};
  out.levels.emplace();
  for (std::size_t i = 0; i < from.levels_count; ++i) {
    const haggle_level& level = from.levels[i];
    if (level.reserved != 0) return {Errc::unknown_value, names.level_reserved, i};
    out.levels->push_back({level.quantity, level.price_minor});
  }
  return {};
}

/// A text that fills its place up with zeros; false where it is none.
template <std::size_t Bytes>
bool read_padded(const char (&from)[Bytes], std::string& out) {
  const char* const end = from + Bytes;
  const char* const nul = std::find(from, end, '\0');
  if (nul == end || !is_zero(nul, end)) return false;
  out.assign(from, nul);
  return true;
}

Wrong read_sales(const haggle_sale_prices& from, const AskedNames& names, AskedPrice& out) {
  if (from.reserved != 0) return {Errc::unknown_value, names.sales};
  if (from.count > HAGGLE_SALES_MAX) return {Errc::out_of_range, names.sales};
  for (std::size_t i = 0; i < from.count; ++i) {
    SalePrice& sale = out.sales.emplace_back();
    sale.price_minor = from.sales[i].price_minor;
    if (!read_padded(from.sales[i].start, sale.start)) {
      return {Errc::bad_instant, names.sale_start, i};
    }
    if (!read_padded(from.sales[i].end, sale.end)) return {Errc::bad_instant, names.sale_end, i};
  }
  return {};
}

Wrong read_asked(const haggle_asked& from, const haggle_sale_prices& sales, const AskedNames& names,
                 std::optional<AskedPrice>& out) {
  if ((from.has & ~asked_known) != 0) return {Errc::unknown_value, names.has};
  if (from.has == 0 && sales.count == 0 && sales.reserved == 0) return {};
  out.emplace();
  if ((from.has & HAGGLE_ASKED_HAS_PRICE) != 0) out->price_minor = from.price_minor;
  if ((from.has & HAGGLE_ASKED_HAS_MIN) != 0) out->min_minor = from.min_minor;
  if ((from.has & HAGGLE_ASKED_HAS_MAX) != 0) out->max_minor = from.max_minor;
  if (const Wrong wrong = read_sales(sales, names, *out)) return wrong;
  return (from.has & HAGGLE_ASKED_HAS_LEVELS) != 0 ? read_levels(from, names, *out) : Wrong{};
}

Wrong read_product_type(const haggle_submission& from, PriceSubmission& out) {
  std::string said;
  if (!read_padded(from.product_type, said)) return {Errc::bad_id, "submission.product_type"};
  if (!said.empty()) out.product_type = std::move(said);
  return {};
}

void put_minor(const std::optional<std::int64_t>& from, std::uint32_t bit, haggle_asked& out,
               std::int64_t& to) noexcept {
  if (!from) return;
  out.has |= bit;
  to = *from;
}

haggle_asked asked_of(const std::optional<AskedPrice>& from) noexcept {
  haggle_asked out{};
  if (!from) return out;
  put_minor(from->price_minor, HAGGLE_ASKED_HAS_PRICE, out, out.price_minor);
  put_minor(from->min_minor, HAGGLE_ASKED_HAS_MIN, out, out.min_minor);
  put_minor(from->max_minor, HAGGLE_ASKED_HAS_MAX, out, out.max_minor);
  if (!from->levels) return out;
  out.has |= HAGGLE_ASKED_HAS_LEVELS;
  for (const PriceLevel& level : *from->levels) {
    out.levels[out.levels_count++] = {level.quantity, 0, level.price_minor};
  }
  return out;
}

/// Writes a text with zeros behind it; false where there is no room for it.
template <std::size_t Bytes>
bool put_padded(const std::string& from, char (&to)[Bytes]) noexcept {
  if (from.size() >= Bytes) return false;
  std::memset(to, 0, Bytes);
  std::memcpy(to, from.data(), from.size());
  return true;
}

Wrong put_sales(const std::optional<AskedPrice>& from, const AskedNames& names,
                haggle_sale_prices& to) noexcept {
  to = {};
  if (!from) return {};
  if (from->sales.size() > HAGGLE_SALES_MAX) return {Errc::out_of_range, names.sales};
  for (const SalePrice& sale : from->sales) {
    haggle_sale_price& out = to.sales[to.count];
    out.price_minor = sale.price_minor;
    if (!put_padded(sale.start, out.start)) return {Errc::out_of_range, names.sale_start, to.count};
    if (!put_padded(sale.end, out.end)) return {Errc::out_of_range, names.sale_end, to.count};
    ++to.count;
  }
  return {};
}

void put_names(const PriceSubmission& from, haggle_submission& to) noexcept {
  copy_bytes(from.seller, to.seller);
  copy_bytes(from.sku, to.sku);
  copy_bytes(from.marketplace, to.marketplace);
  copy_bytes(from.currency, to.currency);
}

bool has_same_names(const PriceSubmission& a, const haggle_submission& b) noexcept {
  haggle_submission names = b;
  put_names(a, names);
  return std::memcmp(&names, &b, sizeof b) == 0;
}

}  // namespace

Wrong read_submission(const haggle_submission& from, PriceSubmission& out) {
  const auto* reserved = reinterpret_cast<const char*>(from.reserved);
  if (!is_zero(reserved, reserved + sizeof from.reserved)) {
    return {Errc::unknown_value, "submission.reserved"};
  }
  copy_bytes(from.seller, out.seller);
  copy_bytes(from.sku, out.sku);
  copy_bytes(from.marketplace, out.marketplace);
  copy_bytes(from.currency, out.currency);
  out.op = PatchOp{from.op};
  return first_wrong(
      [&] { return read_product_type(from, out); },
      [&] { return read_asked(from.consumer, from.consumer_sales, consumer_names, out.consumer); },
      [&] { return read_asked(from.business, from.business_sales, business_names, out.business); });
}

Wrong read_submissions(const Strided<haggle_submission>& from, std::vector<PriceSubmission>& out) {
  const Wrong wrong =
      check_array(from, first_size<haggle_submission>, "submissions", "submissions_stride");
  if (wrong) return wrong;
  for (std::size_t row = 0; row < from.count; ++row) {
    const haggle_submission* given = from.at(row);
    Given<haggle_submission> in;
    Wrong in_row = first_wrong(
        [&] {
          return fits(given, from.stride) ? Wrong{} : Wrong{Errc::bad_size, "submissions[].size"};
        },
        [&] { return in.read(given, "submissions[].size"); },
        [&] { return read_submission(*in, out.emplace_back()); });
    if (!in_row) continue;
    in_row.row = static_cast<std::uint32_t>(row);
    return in_row;
  }
  return {};
}

void put_submission(const PriceSubmission& from, haggle_submission& to) noexcept {
  put_names(from, to);
  to.consumer = asked_of(from.consumer);
  to.business = asked_of(from.business);
  to.consumer_sales = {};
  to.business_sales = {};
}

Wrong put_read(const PriceSubmission& from, haggle_submission& to) noexcept {
  put_submission(from, to);
  to.op = static_cast<std::uint8_t>(from.op);
  if (!put_padded(from.product_type, to.product_type)) {
    return {Errc::out_of_range, "submission.product_type"};
  }
  const Wrong wrong = put_sales(from.consumer, consumer_names, to.consumer_sales);
  return wrong ? wrong : put_sales(from.business, business_names, to.business_sales);
}

Wrong join_submission(const PriceSubmission& from, haggle_submission& to) noexcept {
  const bool stands = to.consumer.has != 0 || to.business.has != 0;
  if (stands && !has_same_names(from, to)) return {Errc::not_this_listing, "submission"};
  put_names(from, to);
  if (from.consumer) to.consumer = asked_of(from.consumer);
  if (from.business) to.business = asked_of(from.business);
  return {};
}

}  // namespace haggle::capi
