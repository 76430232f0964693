#include "codec/submission_rows.hpp"

#include "codec/message_money.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr PathText row_path{"purchasable_offer[]"};

/// The path of a member of a row. The index is always that of the row.
template <PathText... tail>
constexpr const char* in_row = path<row_path, ".", tail...>;

/// Quantities are not larger.
constexpr std::int64_t quantity_max = 1'000'000'000;

class RowReader {
 public:
  RowReader(AnswerReader& read, JsonValue row, std::size_t index)
      : read_(read), row_(read.fields().object(row, {path<row_path>, index})), index_(index) {}

  OfferRow read() {
    out_.marketplace =
        read_marketplace(read_, row_.get("marketplace_id"), at(in_row<"marketplace_id">));
    out_.currency =
        read_currency(read_, row_.get("currency"), at(in_row<"currency">), out_.marketplace);
    out_.audience = read_.text(row_.get("audience"), at(in_row<"audience">));
    if (out_.audience.empty()) out_.audience = "ALL";
    MoneyReader money{fields(), out_.currency};
    money_ = &money;
    AskedPrice& asked = out_.asked;
    asked.price_minor = price("our_price", in_row<"our_price">);
    asked.min_minor = price("minimum_seller_allowed_price", in_row<"minimum_seller_allowed_price">);
    asked.max_minor = price("maximum_seller_allowed_price", in_row<"maximum_seller_allowed_price">);
    read_sales();
    read_plan();
    return std::move(out_);
  }

 private:
  FieldReader& fields() { return read_.fields(); }
  [[nodiscard]] Place at(const char* where) const { return {where, index_}; }

  /// The schedule of an attribute; absent where the attribute is.
  JsonValue schedule(std::string_view name, const char* where) {
    const JsonValue value = row_.get(name);
    const JsonValue list = read_.list(value, at(where));
    if (!list.exists()) return {};
    if (list.count() > 1) fields().refuse(Errc::out_of_range, at(where), list);
    const JsonValue holder = list.count() == 0 ? JsonValue{} : *list.begin();
    const JsonValue found =
        read_.list(fields().object(holder, at(where)).get("schedule"), at(where));
    if (found.count() == 0) fields().refuse(Errc::missing_field, at(where), list);
    return found;
  }

  std::optional<std::int64_t> amount(JsonValue parent, std::string_view key, const char* where) {
    const auto read = money_->read_bare(parent.get(key), at(where));
    if (!read) fields().refuse(Errc::missing_field, at(where), parent);
    return read;
  }

  std::optional<std::int64_t> price(std::string_view name, const char* where) {
    const JsonValue list = schedule(name, where);
    if (list.count() == 0) return std::nullopt;
    if (list.count() > 1) fields().refuse(Errc::out_of_range, at(where), list);
    return amount(fields().object(*list.begin(), at(where)), "value_with_tax", where);
  }

  /// A time, bare or in an object with a `value`.
  std::string time(JsonValue value, const char* where) {
    return read_.text(value.is(JsonKind::object) ? value.get("value") : value, at(where));
  }

  void read_sales() {
    constexpr const char* where = in_row<"discounted_price">;
    for (const JsonValue value : schedule("discounted_price", where)) {
      const JsonValue row = fields().object(value, at(where));
      SalePrice sale;
      sale.price_minor = amount(row, "value_with_tax", where).value_or(0);
      sale.start = time(row.get("start_at"), where);
      sale.end = time(row.get("end_at"), where);
      out_.asked.sales.push_back(std::move(sale));
    }
  }

  void read_plan() {
    constexpr const char* where = in_row<"quantity_discount_plan">;
    if (row_.get("quantity_discount_plan").is(JsonKind::null)) out_.asked.levels.emplace();
    const JsonValue list = schedule("quantity_discount_plan", where);
    if (list.count() == 0) return;
    if (list.count() > 1) fields().refuse(Errc::out_of_range, at(where), list);
    const JsonValue plan = fields().object(*list.begin(), at(where));
    const std::string kind = read_.text(plan.get("discount_type"), at(where));
    const JsonValue levels = read_.list(plan.get("levels"), at(where));
    if (!levels.exists()) fields().refuse(Errc::missing_field, at(where), plan);
    if (equal_caseless(kind, "percent")) {
      for (const JsonValue level : levels) read_percent(level);
    } else if (equal_caseless(kind, "fixed")) {
      out_.asked.levels.emplace();
      for (const JsonValue level : levels) read_fixed(level);
    } else {
      fields().refuse(kind.empty() ? Errc::missing_field : Errc::unknown_value,
                      at(in_row<"quantity_discount_plan.discount_type">), plan);
    }
  }

  std::uint32_t quantity(JsonValue level) {
    constexpr const char* where = in_row<"quantity_discount_plan.lower_bound">;
    const auto read = fields().whole(level.get("lower_bound"), at(where), quantity_max);
    if (!read) fields().refuse(Errc::missing_field, at(where), level);
    return static_cast<std::uint32_t>(read.value_or(0));
  }

  void read_fixed(JsonValue value) {
    constexpr const char* where = in_row<"quantity_discount_plan.value">;
    const JsonValue level = fields().object(value, at(where));
    out_.asked.levels->push_back({quantity(level), amount(level, "value", where).value_or(0)});
  }

  void read_percent(JsonValue value) {
    constexpr const char* where = in_row<"quantity_discount_plan.value">;
    constexpr int decimals = 4;  // of a percent: parts per million
    const JsonValue level = fields().object(value, at(where));
    const auto off = fields().number(level.get("value"), at(where), decimals, ppm_one);
    if (!off) fields().refuse(Errc::missing_field, at(where), level);
    out_.percent_levels.push_back({quantity(level), off.value_or(0)});
  }

  AnswerReader& read_;
  JsonValue row_;
  std::size_t index_;
  OfferRow out_{};
  MoneyReader* money_{nullptr};
};

}  // namespace

void read_offer_rows(AnswerReader& read, JsonValue list, std::string_view op,
                     std::vector<OfferRow>& out) {
  for (const JsonValue row : read.list(list, {path<row_path>})) {
    out.push_back(RowReader{read, row, out.size()}.read());
    out.back().op = op;
  }
}

MarketplaceId read_marketplace(AnswerReader& read, JsonValue value, Place place) {
  const auto made = marketplace_from(read.fields().text(value, place), place.where);
  if (!made) read.fields().refuse(made.error().code, place, value);
  return made.value_or(MarketplaceId{});
}

Currency read_currency(AnswerReader& read, JsonValue value, Place place,
                       const MarketplaceId& marketplace) {
  const std::string_view code = read.fields().text(value, place);
  if (!code.empty()) {
    const Result<Currency> named = currency_from(code);
    if (!named) read.fields().refuse(named.error().code, place, value);
    return named.value_or(Currency{});
  }
  const Marketplace* known = find_marketplace(marketplace.text());
  if (known == nullptr) read.fields().refuse(Errc::missing_field, place, value);
  return known != nullptr ? known->currency : Currency{};
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
