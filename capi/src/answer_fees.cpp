#include <utility>

#include "answer.hpp"
#include "haggle/codec/fee_estimate.hpp"
#include "ladder.hpp"

namespace haggle::capi {
namespace {

void add_fee(FeeLine& from, bool included, Answer& out) {
  haggle_fee fee = HAGGLE_FEE_INIT;
  fee.estimate = count_of(out.estimates);
  fee.included = included ? 1 : 0;
  put_known(from.amount_minor, HAGGLE_FEE_HAS_AMOUNT, fee, fee.amount_minor);
  put_known(from.promotion_minor, HAGGLE_FEE_HAS_PROMOTION, fee, fee.promotion_minor);
  put_known(from.tax_minor, HAGGLE_FEE_HAS_TAX, fee, fee.tax_minor);
  put_known(from.final_minor, HAGGLE_FEE_HAS_FINAL, fee, fee.final_minor);
  out.fees.push_back({fee, each_alone(std::move(from.type))});
}

void put_asked(const FeeEstimate& from, haggle_fee_estimate& out) noexcept {
  put_id(from.marketplace, out.marketplace);
  put_id(from.seller, out.seller);
  put_id(from.currency, out.currency);
  out.marketplace_fulfilled = static_cast<std::uint8_t>(from.marketplace_fulfilled);
  put_known(from.price_minor, HAGGLE_ESTIMATE_HAS_PRICE, out, out.price_minor);
  put_known(from.shipping_minor, HAGGLE_ESTIMATE_HAS_SHIPPING, out, out.shipping_minor);
  put_known(from.points_count, HAGGLE_ESTIMATE_HAS_POINTS_COUNT, out, out.points_count);
  put_known(from.points_minor, HAGGLE_ESTIMATE_HAS_POINTS, out, out.points_minor);
}

void put_answered(const FeeEstimate& from, haggle_fee_estimate& out) {
  out.fee_status = static_cast<std::uint8_t>(from.status);
  out.total_differs = from.total_differs() ? 1 : 0;
  put_known(from.time, HAGGLE_ESTIMATE_HAS_TIME, out, out.time_ms);
  put_known(from.total_minor, HAGGLE_ESTIMATE_HAS_TOTAL, out, out.total_minor);
  put_known(from.sum_minor(), HAGGLE_ESTIMATE_HAS_SUM, out, out.sum_minor);
}

void add_fees(std::vector<Fee>& from, Answer& out) {
  for (Fee& fee : from) {
    add_fee(fee.line, false, out);
    for (FeeLine& line : fee.included) add_fee(line, true, out);
  }
}

void add_estimate(FeeEstimate& from, Answer& out) {
  haggle_fee_estimate estimate = HAGGLE_FEE_ESTIMATE_INIT;
  put_asked(from, estimate);
  put_answered(from, estimate);
  estimate.fees_first = count_of(out.fees);
  estimate.refusals_first = count_of(out.refusals);
  add_fees(from.fees, out);
  if (from.error) {
    std::vector<AnswerError> errors{std::move(*from.error)};
    add_refusals(errors, count_of(out.estimates), out);
  }
  estimate.fees_count = count_of(out.fees) - estimate.fees_first;
  estimate.refusals_count = count_of(out.refusals) - estimate.refusals_first;
  out.estimates.push_back(
      {estimate,
       each_alone(std::move(from.status_text), std::move(from.id_type), std::move(from.id),
                  std::move(from.request_id), std::move(from.program))});
}

void add_bad_estimate(const Error& error, Answer& out) {
  haggle_fee_estimate estimate = HAGGLE_FEE_ESTIMATE_INIT;
  put_error(error, estimate);
  out.estimates.push_back({estimate, {}});
}

}  // namespace

Wrong read_fees(std::string_view json, Answer& out) {
  auto read = read_fee_estimates(json);
  if (!read) return read.error();
  for (Result<FeeEstimate>& one : *read) {
    if (one) {
      add_estimate(*one, out);
    } else {
      add_bad_estimate(one.error(), out);
    }
  }
  return {};
}

}  // namespace haggle::capi
