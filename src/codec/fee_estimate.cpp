#include "haggle/codec/fee_estimate.hpp"

#include "codec/answer_reading.hpp"
#include "codec/fee_time.hpp"
#include "codec/message_money.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr PathText result_path{"FeesEstimateResult"};

/// A path below the estimate.
template <PathText... tail>
constexpr const char* in_result = path<result_path, tail...>;

/// The paths of a line's members.
struct LinePaths {
  const char* self;
  const char* type;
  MoneyPath amount;
  MoneyPath promotion;
  MoneyPath tax;
  MoneyPath final;
};

template <PathText self>
constexpr LinePaths line_paths{path<self>,
                               path<self, ".FeeType">,
                               money_path<self, ".FeeAmount">,
                               money_path<self, ".FeePromotion">,
                               money_path<self, ".TaxAmount">,
                               money_path<self, ".FinalFee">};

constexpr auto fee_list = joined<result_path, ".FeesEstimate.FeeDetailList[]">;
constexpr LinePaths fee_paths = line_paths<fee_list>;
constexpr LinePaths included_paths = line_paths<joined<fee_list, ".IncludedFeeDetailList[]">>;

class FeeReader {
 public:
  explicit FeeReader(JsonValue result)
      : result_(result),
        identifier_(object(result, "FeesEstimateIdentifier", in_result<".FeesEstimateIdentifier">)),
        money_(fields(), local_currency()) {}

  Result<FeeEstimate> read() {
    out_.status_text = read_.text(result_.get("Status"), {in_result<".Status">});
    out_.status = word_in(fee_status_words, out_.status_text);
    read_.need(!out_.status_text.empty(), in_result<".Status">, result_);
    read_identifier();
    read_price();
    read_fees();
    read_error();
    out_.currency = money_.currency();
    return answer_or_fault(read_, std::move(out_));
  }

 private:
  FieldReader& fields() { return read_.fields(); }

  JsonValue object(JsonValue parent, std::string_view key, const char* where) {
    return fields().object(parent.get(key), {where});
  }

  /// The marketplace's, where it is a known one: amounts may come without a currency.
  Currency local_currency() {
    constexpr const char* where = in_result<".FeesEstimateIdentifier.MarketplaceId">;
    const std::string_view id = fields().text(identifier_.get("MarketplaceId"), {where});
    const auto marketplace = marketplace_from(id, where);
    if (!marketplace) fields().refuse(marketplace.error().code, {where}, identifier_);
    out_.marketplace = marketplace.value_or(MarketplaceId{});
    const Marketplace* known = find_marketplace(id);
    return known != nullptr ? known->currency : Currency{};
  }

  void read_identifier() {
    constexpr PathText self{"FeesEstimateResult.FeesEstimateIdentifier"};
    const JsonValue from = identifier_;
    out_.id_type = read_.text(from.get("IdType"), {path<self, ".IdType">});
    out_.id = read_.text(from.get("IdValue"), {path<self, ".IdValue">});
    out_.seller = fields().id<SellerId>(from.get("SellerId"), {path<self, ".SellerId">});
    out_.request_id =
        read_.text(from.get("SellerInputIdentifier"), {path<self, ".SellerInputIdentifier">});
    out_.marketplace_fulfilled =
        fields().yes_no(from.get("IsAmazonFulfilled"), {path<self, ".IsAmazonFulfilled">});
    out_.program = read_.text(from.get("OptionalFulfillmentProgram"),
                              {path<self, ".OptionalFulfillmentProgram">});
  }

  void read_price() {
    constexpr PathText self{"FeesEstimateResult.FeesEstimateIdentifier.PriceToEstimateFees"};
    const JsonValue from = object(identifier_, "PriceToEstimateFees", path<self>);
    out_.price_minor = money_.read(from.get("ListingPrice"), money_path<self, ".ListingPrice">, 0);
    out_.shipping_minor = money_.read(from.get("Shipping"), money_path<self, ".Shipping">, 0);
    const JsonValue points = object(from, "Points", path<self, ".Points">);
    out_.points_count =
        read_.count(points.get("PointsNumber"), {path<self, ".Points.PointsNumber">});
    out_.points_minor = money_.read(points.get("PointsMonetaryValue"),
                                    money_path<self, ".Points.PointsMonetaryValue">, 0);
  }

  void read_fees() {
    constexpr PathText self{"FeesEstimateResult.FeesEstimate"};
    const JsonValue from = object(result_, "FeesEstimate", path<self>);
    read_time(from.get("TimeOfFeesEstimation"), {path<self, ".TimeOfFeesEstimation">});
    out_.total_minor =
        money_.read(from.get("TotalFeesEstimate"), money_path<self, ".TotalFeesEstimate">, 0);
    std::size_t index = 0;
    for (const JsonValue row : read_.list(from.get("FeeDetailList"), {fee_paths.self})) {
      out_.fees.push_back({read_line(row, fee_paths, index++), read_included(row)});
    }
  }

  void read_time(JsonValue value, Place place) {
    const std::string_view said = fields().text(value, place);
    if (said.empty()) return;
    const Result<Instant> time = parse_fee_time(said);
    if (time) out_.time = *time;
    if (!time) fields().refuse(time.error().code, place, value);
  }

  FeeLine read_line(JsonValue row, const LinePaths& at, std::size_t index) {
    const JsonValue from = fields().object(row, {at.self, index});
    FeeLine out;
    out.type = read_.text(from.get("FeeType"), {at.type, index});
    if (out.type.empty()) fields().refuse(Errc::missing_field, {at.type, index}, row);
    out.amount_minor = money_.read(from.get("FeeAmount"), at.amount, index);
    out.promotion_minor = money_.read(from.get("FeePromotion"), at.promotion, index);
    out.tax_minor = money_.read(from.get("TaxAmount"), at.tax, index);
    out.final_minor = money_.read(from.get("FinalFee"), at.final, index);
    return out;
  }

  std::vector<FeeLine> read_included(JsonValue row) {
    std::vector<FeeLine> out;
    std::size_t index = 0;
    const JsonValue list = row.get("IncludedFeeDetailList");
    for (const JsonValue line : read_.list(list, {included_paths.self})) {
      out.push_back(read_line(line, included_paths, index++));
    }
    return out;
  }

  /// An error of empty texts beside a success says nothing.
  void read_error() {
    constexpr PathText self{"FeesEstimateResult.Error"};
    const JsonValue from = object(result_, "Error", path<self>);
    AnswerError error;
    error.code = read_.text(from.get("Code"), {path<self, ".Code">});
    error.message = read_.text(from.get("Message"), {path<self, ".Message">});
    error.details = read_.text(from.get("Type"), {path<self, ".Type">});
    if (error != AnswerError{}) out_.error = error;
  }

  AnswerReader read_{};
  FeeEstimate out_{};
  JsonValue result_;
  JsonValue identifier_;
  MoneyReader money_;
};

/// The estimate of an answer: bare, or in `payload` and under its name.
JsonValue estimate_in(JsonValue root) {
  return unwrapped(unwrapped(root, "payload"), "FeesEstimateResult");
}

/// A request that was refused as a whole.
Result<FeeEstimate> refused_estimate(JsonValue root) {
  AnswerReader read;
  FeeEstimate out;
  out.status = FeeStatus::refused;
  std::vector<AnswerError> errors = read.errors_of(root);
  if (!errors.empty()) out.error = std::move(errors.front());
  return answer_or_fault(read, std::move(out));
}

Result<FeeEstimate> read_estimate(JsonValue root) {
  if (!root.is(JsonKind::object)) {
    return fail(Errc::wrong_type, in_result<>, 0, root.node().end);
  }
  const JsonValue result = estimate_in(root);
  const bool refused = is_said(root.get("errors")) && !is_said(result.get("Status"));
  return refused ? refused_estimate(root) : FeeReader{result}.read();
}

}  // namespace
}  // namespace codec

std::optional<std::int64_t> FeeEstimate::sum_minor() const {
  if (fees.empty()) return std::nullopt;
  Wide sum = 0;
  for (const Fee& fee : fees) {
    if (!fee.line.final_minor) return std::nullopt;
    sum += *fee.line.final_minor;
  }
  const bool inside = -amount_minor_max <= sum && sum <= amount_minor_max;
  return inside ? std::optional{static_cast<std::int64_t>(sum)} : std::nullopt;
}

Result<FeeEstimate> read_fee_estimate(std::string_view bytes) {
  const auto document = codec::JsonDocument::parse(bytes);
  if (!document) return tl::unexpected<Error>(document.error());
  return codec::read_estimate(document->root());
}

Result<std::vector<Result<FeeEstimate>>> read_fee_estimates(std::string_view bytes) {
  const auto document = codec::JsonDocument::parse(bytes);
  if (!document) return tl::unexpected<Error>(document.error());
  std::vector<Result<FeeEstimate>> out;
  const codec::JsonValue root = document->root();
  if (root.is(codec::JsonKind::object)) {
    out.push_back(codec::read_estimate(root));
    return out;
  }
  if (!root.is(codec::JsonKind::array)) return fail(Errc::wrong_type, "", 0, root.node().end);
  if (root.count() > codec::entries_max) return fail(Errc::out_of_range, "", 0, root.node().end);
  for (const codec::JsonValue entry : root) out.push_back(codec::read_estimate(entry));
  return out;
}

}  // namespace v0
}  // namespace haggle
