// Answers to prices: of one item, and of a feed.
#include <utility>

#include "answer.hpp"

namespace haggle::capi {
namespace {

std::uint8_t said(bool value) noexcept {
  return value ? HAGGLE_YES : HAGGLE_NO;
}

void add_item(FeedItem& from, Answer& out) {
  haggle_feed_item item = HAGGLE_FEED_ITEM_INIT;
  put_known(from.index, HAGGLE_ITEM_HAS_INDEX, item, item.index);
  item.succeeded = from.succeeded() ? 1 : 0;
  item.refusals_first = count_of(out.refusals);
  item.refusals_count = count_of(from.errors);
  add_refusals(from.errors, count_of(out.items), out);
  out.items.push_back({item, each_alone(std::move(from.sku), std::move(from.status))});
}

}  // namespace

haggle_summary& put_texts(SummaryTexts&& from, Answer& out) {
  out.summary[0].texts =
      each_alone(std::move(from.sku), std::move(from.status), std::move(from.submission_id),
                 std::move(from.seller), std::move(from.version), std::move(from.feed_id),
                 std::move(from.feed_type), std::move(from.report_document), std::move(from.mart),
                 std::move(from.message));
  return out.summary[0].out;
}

void add_issue(SubmissionIssue& from, Answer& out) {
  haggle_issue issue = HAGGLE_ISSUE_INIT;
  put_known(from.message_id, HAGGLE_ISSUE_HAS_MESSAGE_ID, issue, issue.message_id);
  issue.severity = static_cast<std::uint8_t>(from.severity);
  issue.attributes_count = count_of(from.attributes);
  issue.categories_count = count_of(from.categories);
  issue.enforcements_count = count_of(from.enforcements);
  issue.marketplaces_count = count_of(from.marketplaces);
  std::vector<Texts> texts =
      each_alone(std::move(from.sku), std::move(from.code), std::move(from.message),
                 std::move(from.severity_text), std::move(from.exemption));
  texts.push_back(std::move(from.attributes));
  texts.push_back(std::move(from.categories));
  texts.push_back(std::move(from.enforcements));
  texts.push_back(std::move(from.marketplaces));
  out.issues.push_back({issue, std::move(texts)});
}

Wrong read_listings_patch(std::string_view json, Answer& out) {
  auto read = read_listings_answer(json);
  if (!read) return read.error();
  SummaryTexts texts;
  texts.sku = std::move(read->sku);
  texts.status = std::move(read->status_text);
  texts.submission_id = std::move(read->submission_id);
  haggle_summary& summary = put_texts(std::move(texts), out);
  summary.accepted = said(read->accepted());
  summary.submission_status = static_cast<std::uint8_t>(read->status);
  for (SubmissionIssue& issue : read->issues) add_issue(issue, out);
  add_refusals(read->errors, HAGGLE_WHOLE_ANSWER, out);
  return {};
}

Wrong read_report(std::string_view json, Answer& out) {
  auto read = read_feed_report(json);
  if (!read) return read.error();
  SummaryTexts texts;
  texts.seller = std::move(read->seller);
  texts.version = std::move(read->version);
  texts.feed_id = std::move(read->feed_id);
  haggle_summary& summary = put_texts(std::move(texts), out);
  put_known(read->processed_count, HAGGLE_SUMMARY_HAS_PROCESSED, summary, summary.processed_count);
  put_known(read->accepted_count, HAGGLE_SUMMARY_HAS_ACCEPTED, summary, summary.accepted_count);
  put_known(read->invalid_count, HAGGLE_SUMMARY_HAS_INVALID, summary, summary.invalid_count);
  put_known(read->errors_count, HAGGLE_SUMMARY_HAS_ERRORS, summary, summary.errors_count);
  put_known(read->warnings_count, HAGGLE_SUMMARY_HAS_WARNINGS, summary, summary.warnings_count);
  for (SubmissionIssue& issue : read->issues) add_issue(issue, out);
  out.report = std::move(*read);
  return {};
}

Wrong read_walmart_price(std::string_view json, Answer& out) {
  auto read = read_walmart_price_answer(json);
  if (!read) return read.error();
  SummaryTexts texts;
  texts.mart = std::move(read->mart);
  texts.sku = std::move(read->sku);
  texts.message = std::move(read->message);
  put_texts(std::move(texts), out).accepted = said(read->accepted());
  add_refusals(read->errors, HAGGLE_WHOLE_ANSWER, out);
  return {};
}

Wrong read_receipt(std::string_view json, Answer& out) {
  auto read = read_feed_receipt(json);
  if (!read) return read.error();
  SummaryTexts texts;
  texts.feed_id = std::move(read->feed_id);
  put_texts(std::move(texts), out).accepted = said(read->errors.empty());
  add_refusals(read->errors, HAGGLE_WHOLE_ANSWER, out);
  return {};
}

Wrong read_status(std::string_view json, Answer& out) {
  auto read = read_feed_status(json);
  if (!read) return read.error();
  SummaryTexts texts;
  texts.feed_id = std::move(read->feed_id);
  texts.status = std::move(read->state_text);
  texts.feed_type = std::move(read->type);
  texts.report_document = std::move(read->report_document);
  haggle_summary& summary = put_texts(std::move(texts), out);
  summary.feed_state = static_cast<std::uint8_t>(read->state);
  put_known(read->submitted, HAGGLE_SUMMARY_HAS_SUBMITTED, summary, summary.submitted_ms);
  put_known(read->received_count, HAGGLE_SUMMARY_HAS_RECEIVED, summary, summary.received_count);
  put_known(read->succeeded_count, HAGGLE_SUMMARY_HAS_SUCCEEDED, summary, summary.succeeded_count);
  put_known(read->failed_count, HAGGLE_SUMMARY_HAS_FAILED, summary, summary.failed_count);
  put_known(read->processing_count, HAGGLE_SUMMARY_HAS_PROCESSING, summary,
            summary.processing_count);
  for (FeedItem& item : read->items) add_item(item, out);
  add_refusals(read->errors, HAGGLE_WHOLE_ANSWER, out);
  return {};
}

}  // namespace haggle::capi
