// Walmart's answers to prices, and feeds on their way at both marketplaces.
#include "haggle/codec/submission_answer.hpp"
#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

TEST(WalmartPriceAnswer, TheMartIsAWordOrANumber) {
  const auto read = [](std::string_view mart) {
    return must(read_walmart_price_answer(R"({"mart":)" + std::string(mart) +
                                          R"(,"sku":"MUG-1","message":"Thank you."})"));
  };
  EXPECT_EQ(read(R"("WALMART_US")").mart, "WALMART_US");
  EXPECT_EQ(read("7").mart, "7");
  EXPECT_EQ(read("7").sku, "MUG-1");
  EXPECT_EQ(read("7").message, "Thank you.");
  EXPECT_TRUE(read("null").accepted());
}

TEST(WalmartPriceAnswer, MayStandUnderItsName) {
  const WalmartPriceAnswer answer =
      must(read_walmart_price_answer(R"({"ItemPriceResponse":{"mart":"WALMART_US","sku":"A"}})"));
  EXPECT_EQ(answer.mart, "WALMART_US");
  EXPECT_EQ(answer.sku, "A");
}

TEST(WalmartPriceAnswer, ErrorsAreWrittenInSeveralWays) {
  const std::vector<AnswerError> expected{{"INVALID_REQUEST", "no sku", "sku"}};
  constexpr std::string_view error =
      R"({"code":"INVALID_REQUEST","field":"sku","description":"no sku","severity":"ERROR"})";
  const std::pair<std::string_view, std::string_view> rounds[] = {
      {R"({"error":[)", "]}"},
      {R"({"errors":[)", "]}"},
      {R"({"errors":{"error":[)", "]}}"},
      {R"({"errors":{"error":)", "}}"},
      {R"({"error":)", "}"}};
  for (const auto& [begin, end] : rounds) {
    const std::string text = std::string(begin) + std::string(error) + std::string(end);
    const WalmartPriceAnswer answer = must(read_walmart_price_answer(text));
    EXPECT_EQ(answer.errors, expected) << text;
    EXPECT_FALSE(answer.accepted());
  }
  const auto word = must(read_walmart_price_answer(R"({"error":"unauthorized"})"));
  EXPECT_EQ(word.errors, (std::vector<AnswerError>{{"", "unauthorized", ""}}));
}

TEST(WalmartPriceAnswer, OtherTextsAreRefused) {
  EXPECT_TRUE(fault_of(read_walmart_price_answer("{}")).starts_with("missing_field sku"));
  EXPECT_TRUE(fault_of(read_walmart_price_answer(R"({"sku":"A","error":[4]})"))
                  .starts_with("wrong_type error[] 0"));
  EXPECT_TRUE(
      fault_of(read_walmart_price_answer(R"({"sku":["A"]})")).starts_with("wrong_type sku"));
}

TEST(FeedReceipt, NamesTheFeed) {
  EXPECT_EQ(must(read_feed_receipt(R"({"feedId":"F129@AU8"})")).feed_id, "F129@AU8");
  EXPECT_EQ(must(read_feed_receipt(R"({"payload":{"feedId":23492394}})")).feed_id, "23492394");
  EXPECT_EQ(must(read_feed_receipt(R"({"errors":[{"code":"QuotaExceeded"}]})")).errors[0].code,
            "QuotaExceeded");
  EXPECT_TRUE(fault_of(read_feed_receipt(R"({"feed":"1"})")).starts_with("missing_field feedId"));
}

TEST(FeedStatus, WalmartCountsItems) {
  const FeedStatus status = must(read_feed_status(
      R"({"feedId":"F1","feedStatus":"PROCESSED","feedType":"price",)"
      R"("feedSubmissionDate":1568310803059,"itemsReceived":2,"itemsSucceeded":1,"itemsFailed":1,)"
      R"("itemsProcessing":0,"offset":0,"limit":50,"itemDetails":{"itemIngestionStatus":[)"
      R"({"martId":0,"sku":"A","index":0,"ingestionStatus":"SUCCESS",)"
      R"("ingestionErrors":{"ingestionError":null}},)"
      R"({"sku":"B","index":1,"ingestionStatus":"DATA_ERROR","ingestionErrors":{)"
      R"("ingestionError":[{"type":"DATA_ERROR","code":"ERR_1","field":"price",)"
      R"("description":"too low"}]}}]}})"));
  EXPECT_EQ(status.feed_id, "F1");
  EXPECT_EQ(status.state, FeedState::processed);
  EXPECT_EQ(status.type, "price");
  EXPECT_EQ(status.submitted, Instant{1'568'310'803'059});
  EXPECT_EQ(status.received_count, 2);
  EXPECT_EQ(status.succeeded_count, 1);
  EXPECT_EQ(status.failed_count, 1);
  EXPECT_EQ(status.processing_count, 0);
  ASSERT_EQ(status.items.size(), 2U);
  EXPECT_TRUE(status.items[0].succeeded());
  EXPECT_TRUE(status.items[0].errors.empty());
  EXPECT_FALSE(status.items[1].succeeded());
  EXPECT_EQ(status.items[1].index, 1);
  EXPECT_EQ(status.items[1].sku, "B");
  EXPECT_EQ(status.items[1].errors, (std::vector<AnswerError>{{"ERR_1", "too low", "price"}}));
}

TEST(FeedStatus, AFeedThatFailedSaysWhy) {
  const FeedStatus status = must(read_feed_status(
      R"({"feedId":"FE","feedStatus":"ERROR","ingestionErrors":{"ingestionError":[{"type":)"
      R"("DATA_ERROR","code":"ERR_EXT","field":"","description":"no valid file"}]}})"));
  EXPECT_EQ(status.state, FeedState::failed);
  EXPECT_EQ(status.errors, (std::vector<AnswerError>{{"ERR_EXT", "no valid file", ""}}));
  EXPECT_EQ(status.received_count, std::nullopt);
}

TEST(FeedStatus, AmazonNamesTheReport) {
  const FeedStatus status = must(read_feed_status(
      R"({"feedId":"17","feedType":"JSON_LISTINGS_FEED","createdTime":"2026-11-21T10:00:00Z",)"
      R"("processingStatus":"DONE","resultFeedDocumentId":"amzn1.tortuga.3"})"));
  EXPECT_EQ(status.state, FeedState::processed);
  EXPECT_EQ(status.report_document, "amzn1.tortuga.3");
  EXPECT_EQ(status.submitted, Instant{1'795'255'200'000});
}

TEST(FeedStatus, WordsOfBothMarketplaces) {
  const std::pair<std::string_view, FeedState> rows[] = {
      {"RECEIVED", FeedState::waiting},    {"IN_QUEUE", FeedState::waiting},
      {"INPROGRESS", FeedState::working},  {"IN_PROGRESS", FeedState::working},
      {"PROCESSED", FeedState::processed}, {"DONE", FeedState::processed},
      {"ERROR", FeedState::failed},        {"FATAL", FeedState::failed},
      {"CANCELLED", FeedState::cancelled}, {"processed", FeedState::processed},
      {"SUBMITTED", FeedState::unknown}};
  for (const auto& [word, state] : rows) {
    const FeedStatus status =
        must(read_feed_status(R"({"feedStatus":")" + std::string(word) + R"("})"));
    EXPECT_EQ(status.state, state) << word;
    EXPECT_EQ(status.state_text, word);
  }
  EXPECT_TRUE(fault_of(read_feed_status("{}")).starts_with("missing_field feedStatus"));
  EXPECT_TRUE(fault_of(read_feed_status(R"({"feedStatus":"DONE","createdTime":"soon"})"))
                  .starts_with("bad_instant feedSubmissionDate"));
}

}  // namespace
}  // namespace haggle::test
