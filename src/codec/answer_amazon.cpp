#include <set>
#include <utility>

#include "codec/answer_reading.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

ListingsAnswer listings_answer(AnswerReader& read, JsonValue root) {
  ListingsAnswer out;
  out.errors = read.errors_of(root);
  out.sku = read.text(root.get("sku"), {"sku"});
  out.status_text = read.text(root.get("status"), {"status"});
  out.status = word_in(submission_status_words, out.status_text);
  out.submission_id = read.text(root.get("submissionId"), {"submissionId"});
  out.issues = read.issues(root.get("issues"), "issues[]");
  read.need(!out.status_text.empty() || !out.errors.empty(), "status", root);
  return out;
}

FeedReport feed_report(AnswerReader& read, JsonValue root) {
  FeedReport out;
  const JsonValue header = read.fields().object(root.get("header"), {"header"});
  read.need(header.exists(), "header", root);
  out.seller = read.text(header.get("sellerId"), {"header.sellerId"});
  out.version = read.text(header.get("version"), {"header.version"});
  out.feed_id = read.text(header.get("feedId"), {"header.feedId"});
  out.issues = read.issues(root.get("issues"), "issues[]");
  const JsonValue sums = read.fields().object(root.get("summary"), {"summary"});
  out.errors_count = read.count(sums.get("errors"), {"summary.errors"});
  out.warnings_count = read.count(sums.get("warnings"), {"summary.warnings"});
  out.processed_count = read.count(sums.get("messagesProcessed"), {"summary.messagesProcessed"});
  out.accepted_count = read.count(sums.get("messagesAccepted"), {"summary.messagesAccepted"});
  out.invalid_count = read.count(sums.get("messagesInvalid"), {"summary.messagesInvalid"});
  return out;
}

/// The messages that an issue rejects.
std::set<std::int64_t> rejected_in(const FeedReport& report) {
  std::set<std::int64_t> out;
  for (const SubmissionIssue& issue : report.issues) {
    const bool names_one = issue.message_id.has_value();
    if (names_one && issue.severity == IssueSeverity::error) out.insert(*issue.message_id);
  }
  return out;
}

}  // namespace
}  // namespace codec

Result<ListingsAnswer> read_listings_answer(std::string_view bytes) {
  return codec::read_answer<codec::listings_answer>(bytes);
}

Result<FeedReport> read_feed_report(std::string_view bytes) {
  return codec::read_answer<codec::feed_report>(bytes);
}

MessageOutcome outcome_of(const FeedReport& report, std::int64_t message_id) {
  const std::set<std::int64_t> rejected = codec::rejected_in(report);
  if (rejected.contains(message_id)) return MessageOutcome::rejected;
  if (!report.accepted_count || !report.invalid_count) return MessageOutcome::unknown;
  if (*report.accepted_count == 0) return MessageOutcome::rejected;
  const bool all_named = std::cmp_equal(rejected.size(), *report.invalid_count);
  const std::int64_t outcomes = *report.accepted_count + *report.invalid_count;
  const bool all_done = report.processed_count.value_or(outcomes) == outcomes;
  return all_named && all_done ? MessageOutcome::accepted : MessageOutcome::unknown;
}

}  // namespace v0
}  // namespace haggle
