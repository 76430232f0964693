#include "codec/answer_reading.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array feed_state_words{
    Word{FeedState::waiting, "RECEIVED"},    Word{FeedState::waiting, "IN_QUEUE"},
    Word{FeedState::working, "INPROGRESS"},  Word{FeedState::working, "IN_PROGRESS"},
    Word{FeedState::processed, "PROCESSED"}, Word{FeedState::processed, "DONE"},
    Word{FeedState::failed, "ERROR"},        Word{FeedState::failed, "FATAL"},
    Word{FeedState::cancelled, "CANCELLED"}};

WalmartPriceAnswer price_answer(AnswerReader& read, JsonValue root) {
  const JsonValue inner = unwrapped(root, "ItemPriceResponse");
  WalmartPriceAnswer out;
  out.errors = read.errors_of(inner);
  out.mart = read.text(inner.get("mart"), {"mart"});
  out.sku = read.text(inner.get("sku"), {"sku"});
  out.message = read.text(inner.get("message"), {"message"});
  read.need(!out.sku.empty() || !out.errors.empty(), "sku", inner);
  return out;
}

FeedReceipt feed_receipt(AnswerReader& read, JsonValue root) {
  const JsonValue inner = unwrapped(unwrapped(root, "FeedAcknowledgement"), "payload");
  FeedReceipt out;
  out.errors = read.errors_of(inner);
  out.feed_id = read.text(inner.get("feedId"), {"feedId"});
  read.need(!out.feed_id.empty() || !out.errors.empty(), "feedId", inner);
  return out;
}

FeedItem feed_item(AnswerReader& read, JsonValue value, Place place) {
  const JsonValue item = read.fields().object(value, place);
  FeedItem out;
  out.index = read.count(item.get("index"), place);
  out.sku = read.text(item.get("sku"), place);
  out.status = read.text(item.get("ingestionStatus"), place);
  out.errors = read.errors(item.get("ingestionErrors"), place.where);
  return out;
}

void read_items(AnswerReader& read, JsonValue root, FeedStatus& out) {
  const JsonValue details = read.fields().object(root.get("itemDetails"), {"itemDetails"});
  constexpr const char* where = "itemDetails.itemIngestionStatus[]";
  std::size_t index = 0;
  for (const JsonValue row :
       read.list(details.get("itemIngestionStatus"), {where}, report_rows_max)) {
    out.items.push_back(feed_item(read, row, {where, index++}));
  }
}

void read_counts(AnswerReader& read, JsonValue root, FeedStatus& out) {
  out.received_count = read.count(root.get("itemsReceived"), {"itemsReceived"});
  out.succeeded_count = read.count(root.get("itemsSucceeded"), {"itemsSucceeded"});
  out.failed_count = read.count(root.get("itemsFailed"), {"itemsFailed"});
  out.processing_count = read.count(root.get("itemsProcessing"), {"itemsProcessing"});
}

/// The first of two members that says something: Walmart's name, then Amazon's.
JsonValue first_of(JsonValue root, std::string_view walmart, std::string_view amazon) {
  const JsonValue value = root.get(walmart);
  return is_said(value) ? value : root.get(amazon);
}

FeedStatus feed_status(AnswerReader& read, JsonValue root) {
  FeedStatus out;
  out.errors = read.errors_of(root);
  for (AnswerError& one : read.errors(root.get("ingestionErrors"), "ingestionErrors[]")) {
    out.errors.push_back(std::move(one));
  }
  out.feed_id = read.text(root.get("feedId"), {"feedId"});
  out.type = read.text(root.get("feedType"), {"feedType"});
  out.state_text = read.text(first_of(root, "feedStatus", "processingStatus"), {"feedStatus"});
  out.state = word_in(feed_state_words, out.state_text);
  out.report_document = read.text(root.get("resultFeedDocumentId"), {"resultFeedDocumentId"});
  const JsonValue time = first_of(root, "feedSubmissionDate", "createdTime");
  out.submitted =
      read.fields().instant(is_said(time) ? time : root.get("feedDate"), {"feedSubmissionDate"});
  read_counts(read, root, out);
  read_items(read, root, out);
  read.need(!out.state_text.empty() || !out.errors.empty(), "feedStatus", root);
  return out;
}

}  // namespace
}  // namespace codec

Result<WalmartPriceAnswer> read_walmart_price_answer(std::string_view bytes) {
  return codec::read_answer<codec::price_answer>(bytes);
}

Result<FeedReceipt> read_feed_receipt(std::string_view bytes) {
  return codec::read_answer<codec::feed_receipt>(bytes);
}

Result<FeedStatus> read_feed_status(std::string_view bytes) {
  return codec::read_answer<codec::feed_status>(bytes);
}

}  // namespace v0
}  // namespace haggle
