#include "answer.hpp"

#include <utility>

namespace haggle::capi {

void add_refusals(std::vector<AnswerError>& from, std::uint32_t row, Answer& out) {
  for (AnswerError& error : from) {
    haggle_refusal refusal = HAGGLE_REFUSAL_INIT;
    refusal.row = row;
    out.refusals.push_back({refusal, each_alone(std::move(error.code), std::move(error.message),
                                                std::move(error.details))});
  }
}

Wrong read_answer(std::uint32_t kind, std::string_view json, Answer& out) {
  switch (kind) {
    case HAGGLE_ANSWER_LISTINGS_PATCH:
      return read_listings_patch(json, out);
    case HAGGLE_ANSWER_FEED_REPORT:
      return read_report(json, out);
    case HAGGLE_ANSWER_WALMART_PRICE:
      return read_walmart_price(json, out);
    case HAGGLE_ANSWER_FEED_RECEIPT:
      return read_receipt(json, out);
    case HAGGLE_ANSWER_FEED_STATUS:
      return read_status(json, out);
    case HAGGLE_ANSWER_FEES:
      return read_fees(json, out);
    case HAGGLE_ANSWER_EXPECTED_PRICES:
      return read_expected(json, out);
    case HAGGLE_ANSWER_LISTING:
      return read_listing(json, out);
    default:
      return {Errc::unknown_value, "kind"};
  }
}

}  // namespace haggle::capi
