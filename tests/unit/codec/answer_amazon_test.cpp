// Amazon's answers to prices: of one item, and of a feed.
#include "haggle/codec/submission_answer.hpp"
#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

TEST(ListingsAnswer, IsAcceptedWithoutIssues) {
  const ListingsAnswer answer = must(read_listings_answer(
      R"({"sku":"MUG-1","status":"ACCEPTED","submissionId":"f1dc2914","issues":[],)"
      R"("identifiers":[{"marketplaceId":"ATVPDKIKX0DER","asin":"B0"}]})"));
  EXPECT_TRUE(answer.accepted());
  EXPECT_EQ(answer.status, SubmissionStatus::accepted);
  EXPECT_EQ(answer.sku, "MUG-1");
  EXPECT_EQ(answer.submission_id, "f1dc2914");
  EXPECT_TRUE(answer.issues.empty());
  EXPECT_TRUE(answer.errors.empty());
}

TEST(ListingsAnswer, IssuesSayWhatIsWrong) {
  const ListingsAnswer answer = must(read_listings_answer(
      R"({"sku":"MUG-1","status":"INVALID","submissionId":"x","issues":[{"code":"99022",)"
      R"("message":"no schedule","severity":"ERROR","attributeNames":["purchasable_offer"],)"
      R"("categories":["INVALID_ATTRIBUTE"]},{"severity":"WARNING"},{"severity":"LOUD"},)"
      R"({"code":18155,"severity":"info","enforcements":{"actions":[{"action":)"
      R"("LISTING_SUPPRESSED"}],"exemption":{"status":"NOT_EXEMPT"}},"marketplaceIds":["A"]}]})"));
  EXPECT_FALSE(answer.accepted());
  EXPECT_EQ(answer.status, SubmissionStatus::invalid);
  ASSERT_EQ(answer.issues.size(), 4U);
  const SubmissionIssue& first = answer.issues[0];
  EXPECT_EQ(first.severity, IssueSeverity::error);
  EXPECT_EQ(first.code, "99022");
  EXPECT_EQ(first.message, "no schedule");
  EXPECT_EQ(first.attributes, std::vector<std::string>{"purchasable_offer"});
  EXPECT_EQ(first.categories, std::vector<std::string>{"INVALID_ATTRIBUTE"});
  EXPECT_EQ(answer.issues[1].severity, IssueSeverity::warning);
  EXPECT_EQ(answer.issues[2].severity, IssueSeverity::unknown);
  EXPECT_EQ(answer.issues[2].severity_text, "LOUD");
  const SubmissionIssue& last = answer.issues[3];
  EXPECT_EQ(last.severity, IssueSeverity::info);
  EXPECT_EQ(last.code, "18155");
  EXPECT_EQ(last.enforcements, std::vector<std::string>{"LISTING_SUPPRESSED"});
  EXPECT_EQ(last.exemption, "NOT_EXEMPT");
  EXPECT_EQ(last.marketplaces, std::vector<std::string>{"A"});
}

TEST(ListingsAnswer, AWordThatIsNotKnownIsKept) {
  const ListingsAnswer answer =
      must(read_listings_answer(R"({"STATUS":"QUEUED","new":{"a":[1]}})"));
  EXPECT_EQ(answer.status, SubmissionStatus::unknown);
  EXPECT_EQ(answer.status_text, "QUEUED");
  EXPECT_EQ(must(read_listings_answer(R"({"status":"VALID"})")).status, SubmissionStatus::valid);
}

TEST(ListingsAnswer, ARefusedRequestHasErrors) {
  const ListingsAnswer answer = must(read_listings_answer(
      R"({"errors":[{"code":"InvalidInput","message":"no such sku","details":"sku"}]})"));
  EXPECT_FALSE(answer.accepted());
  const std::vector<AnswerError> expected{{"InvalidInput", "no such sku", "sku"}};
  EXPECT_EQ(answer.errors, expected);
}

TEST(ListingsAnswer, OtherTextsAreRefused) {
  const std::pair<const char*, std::string_view> rows[] = {
      {"{}", "missing_field status"},
      {"null", "missing_field status"},
      {"[]", "wrong_type "},
      {R"({"status":true})", "wrong_type status"},
      {R"({"status":"ACCEPTED","issues":{}})", "wrong_type issues[]"},
      {R"({"status":"ACCEPTED","issues":[{},1]})", "wrong_type issues[] 1"},
      {R"({"status":"ACCEPTED")", "malformed_json "},
      {R"({"status":"A","Status":"A"})", "repeated_key "}};
  for (const auto& [text, fault] : rows) {
    EXPECT_TRUE(fault_of(read_listings_answer(text)).starts_with(fault)) << text;
  }
}

// ---- the report of a feed ---------------------------------------------------------------------

/// A report with counts and issues.
FeedReport report(std::string_view summary, std::string_view issues) {
  return must(read_feed_report(R"({"header":{"sellerId":"US","version":"2.0","feedId":"17"},)"
                               R"("issues":[)" +
                               std::string(issues) + R"(],"summary":{)" + std::string(summary) +
                               "}}"));
}
constexpr std::string_view half =
    R"("errors":3,"warnings":1,"messagesProcessed":4,"messagesAccepted":2,"messagesInvalid":2)";
constexpr std::string_view two_bad =
    R"({"messageId":4,"sku":"B","code":"90220","severity":"ERROR","message":"no size"},)"
    R"({"messageId":4,"sku":"B","code":"90220","severity":"ERROR","message":"no name"},)"
    R"({"messageId":1,"severity":"WARNING","message":"slow"},)"
    R"({"messageId":5,"severity":"ERROR","message":"x","attributeName":"purchasable_offer"})";

TEST(FeedReport, SaysWhatBecameOfEachMessage) {
  const FeedReport given = report(half, two_bad);
  EXPECT_EQ(given.feed_id, "17");
  EXPECT_EQ(given.seller, "US");
  EXPECT_EQ(given.version, "2.0");
  EXPECT_EQ(given.errors_count, 3);
  EXPECT_EQ(given.warnings_count, 1);
  EXPECT_EQ(given.processed_count, 4);
  EXPECT_EQ(given.accepted_count, 2);
  EXPECT_EQ(given.invalid_count, 2);
  ASSERT_EQ(given.issues.size(), 4U);
  EXPECT_EQ(given.issues[0].message_id, 4);
  EXPECT_EQ(given.issues[0].sku, "B");
  EXPECT_EQ(given.issues[3].attributes, std::vector<std::string>{"purchasable_offer"});
  EXPECT_EQ(outcome_of(given, 1), MessageOutcome::accepted);
  EXPECT_EQ(outcome_of(given, 2), MessageOutcome::accepted);
  EXPECT_EQ(outcome_of(given, 4), MessageOutcome::rejected);
  EXPECT_EQ(outcome_of(given, 5), MessageOutcome::rejected);
}

TEST(FeedReport, WhatIsNotSaidIsNotGuessed) {
  constexpr std::string_view one =
      R"({"messageId":4,"severity":"ERROR","message":"x"},{"severity":"ERROR","message":"feed"})";
  EXPECT_EQ(outcome_of(report(half, one), 1), MessageOutcome::unknown);
  EXPECT_EQ(outcome_of(report(half, one), 4), MessageOutcome::rejected);
  EXPECT_EQ(outcome_of(report("", two_bad), 1), MessageOutcome::unknown);
  constexpr std::string_view running =
      R"("messagesProcessed":9,"messagesAccepted":2,"messagesInvalid":2)";
  EXPECT_EQ(outcome_of(report(running, two_bad), 1), MessageOutcome::unknown);
  constexpr std::string_view none =
      R"("messagesProcessed":2,"messagesAccepted":0,"messagesInvalid":2)";
  EXPECT_EQ(outcome_of(report(none, ""), 1), MessageOutcome::rejected);
}

TEST(FeedReport, OtherTextsAreRefused) {
  EXPECT_TRUE(fault_of(read_feed_report("{}")).starts_with("missing_field header"));
  EXPECT_TRUE(fault_of(read_feed_report(R"({"header":{},"summary":{"errors":"many"}})"))
                  .starts_with("bad_amount summary.errors"));
  EXPECT_TRUE(fault_of(read_feed_report(R"({"header":{},"issues":[{"messageId":-1}]})"))
                  .starts_with("out_of_range issues[] 0"));
  EXPECT_TRUE(fault_of(read_feed_report(R"({"header":{},"issues":[{"messageId":1.5}]})"))
                  .starts_with("wrong_type issues[] 0"));
}

}  // namespace
}  // namespace haggle::test
