// A listing as Amazon has it: where it is, what buyers see, and what it asks.
#include <utility>

#include "answer.hpp"
#include "haggle/market/marketplaces.hpp"
#include "submission.hpp"

namespace haggle::capi {
namespace {

void add_presence(ListingSummary& from, Answer& out) {
  haggle_presence presence = HAGGLE_PRESENCE_INIT;
  presence.statuses_count = count_of(from.statuses);
  put_id(from.marketplace, presence.marketplace);
  put_id(from.item, presence.item);
  std::vector<Texts> texts = each_alone(std::string{from.product_type});  // `asked` names it too
  texts.push_back(std::move(from.statuses));
  out.presences.push_back({presence, std::move(texts)});
}

void add_shown(ShownPrice& from, Answer& out) {
  haggle_shown_price price = HAGGLE_SHOWN_PRICE_INIT;
  price.price_minor = from.price_minor;
  put_known(from.points_count, HAGGLE_SHOWN_HAS_POINTS_COUNT, price, price.points_count);
  put_id(from.marketplace, price.marketplace);
  put_id(from.currency, price.currency);
  out.shown.push_back({price, each_alone(std::move(from.offer_type), std::move(from.audience))});
}

/// What the caller names beside the answer.
template <class Id, class Read>
Wrong read_name(const char* text, const char* where, Read read, Id& out) {
  if (const Wrong none = check_pointer(text, where)) return none;
  const auto id = read(text, where);
  if (!id) return id.error();
  out = *id;
  return {};
}

Wrong put_asked(const Answer& answer, const SellerId& seller, const MarketplaceId& marketplace,
                haggle_submission& out) {
  if (answer.summary[0].out.kind != HAGGLE_ANSWER_LISTING) return {Errc::bad_argument, "answer"};
  const auto asked = submission_from(answer.listing, seller, marketplace);
  return asked ? put_read(*asked, out) : Wrong{asked.error()};
}

}  // namespace

Wrong read_listing(std::string_view json, Answer& out) {
  auto read = read_listing_prices(json);
  if (!read) return read.error();
  SummaryTexts texts;
  texts.sku = read->sku.text();
  put_texts(std::move(texts), out);
  for (ListingSummary& one : read->summaries) add_presence(one, out);
  for (ShownPrice& one : read->shown) add_shown(one, out);
  for (SubmissionIssue& issue : read->issues) add_issue(issue, out);
  out.listing = std::move(*read);
  return {};
}

}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_answer_asked(const haggle_answer* answer, const char* seller,
                                  const char* marketplace, haggle_submission* submission,
                                  haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(submission, "submission")) return wrong;
    haggle::SellerId whose;
    haggle::MarketplaceId where;
    const Wrong unread = first_wrong(
        [&] { return check_handle(answer, "answer"); },
        [&] { return read_name(seller, "seller", haggle::SellerId::from, whose); },
        [&] { return read_name(marketplace, "marketplace", haggle::marketplace_from, where); });
    clear_struct(submission);  // only now: the names may stand in it
    if (unread) return unread;
    haggle_submission made = HAGGLE_SUBMISSION_INIT;
    const Wrong wrong = put_asked(*answer->content, whose, where, made);
    if (!wrong) write_struct(made, submission);
    return wrong;
  });
}
