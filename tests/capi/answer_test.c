/* What the marketplaces answer: one handle, rows and their texts. */
#include "check.h"

static haggle_error error;
static haggle_answer* answer;
static haggle_summary summary;
static char text[400];
static size_t needed;

static void read_answer(uint32_t kind, const char* json) {
  const haggle_summary fresh = HAGGLE_SUMMARY_INIT;
  answer = NULL;
  summary = fresh;
  CHECK_OK(haggle_answer_create(kind, json, strlen(json), &answer, &error));
  CHECK_OK(haggle_answer_summary(answer, &summary, &error));
  CHECK(summary.kind == kind);
}

static void end_answer(void) {
  haggle_answer_destroy(answer);
  answer = NULL;
}

static haggle_status put_text(uint32_t which, size_t row, size_t element) {
  return haggle_answer_text(answer, which, row, element, text, sizeof text, &needed, &error);
}

/* Is it that text? */
static int says(uint32_t which, size_t row, size_t element, const char* wanted) {
  CHECK_OK(put_text(which, row, element));
  return needed == strlen(wanted) && strcmp(text, wanted) == 0;
}

TEST(answer_to_a_patch) {
  haggle_issue issue = HAGGLE_ISSUE_INIT;
  read_answer(HAGGLE_ANSWER_LISTINGS_PATCH,
              "{\"sku\":\"MUG-1\",\"status\":\"INVALID\",\"submissionId\":\"x1\",\"issues\":["
              "{\"code\":\"99022\",\"message\":\"no schedule\",\"severity\":\"ERROR\","
              "\"attributeNames\":[\"purchasable_offer\",\"item_name\"],\"categories\":[\"A\"]},"
              "{\"code\":18155,\"severity\":\"LOUD\",\"enforcements\":{\"actions\":[{\"action\":"
              "\"LISTING_SUPPRESSED\"}],\"exemption\":{\"status\":\"NOT_EXEMPT\"}},"
              "\"marketplaceIds\":[\"M\"]}]}");
  CHECK(summary.accepted == HAGGLE_NO && summary.issues_count == 2 && summary.refusals_count == 0);
  CHECK(summary.submission_status == HAGGLE_SUBMISSION_STATUS_INVALID && summary.has == 0);
  CHECK(says(HAGGLE_ANSWER_TEXT_SKU, 0, 0, "MUG-1"));
  CHECK(says(HAGGLE_ANSWER_TEXT_STATUS, 0, 0, "INVALID"));
  CHECK(says(HAGGLE_ANSWER_TEXT_SUBMISSION_ID, 0, 0, "x1"));
  CHECK(says(HAGGLE_ANSWER_TEXT_MART, 0, 0, ""));
  CHECK_OK(haggle_answer_issue(answer, 0, &issue, &error));
  CHECK(issue.severity == HAGGLE_SEVERITY_ERROR && issue.has == 0);
  CHECK(issue.attributes_count == 2 && issue.categories_count == 1);
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_CODE, 0, 0, "99022"));
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_MESSAGE, 0, 0, "no schedule"));
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_ATTRIBUTE, 0, 1, "item_name"));
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_CATEGORY, 0, 0, "A"));
  CHECK_OK(haggle_answer_issue(answer, 1, &issue, &error));
  CHECK(issue.severity == HAGGLE_SEVERITY_UNKNOWN && issue.attributes_count == 0);
  CHECK(issue.enforcements_count == 1 && issue.marketplaces_count == 1);
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_SEVERITY, 1, 0, "LOUD"));
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_ENFORCEMENT, 1, 0, "LISTING_SUPPRESSED"));
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_EXEMPTION, 1, 0, "NOT_EXEMPT"));
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_MARKETPLACE, 1, 0, "M"));
  end_answer();
}

TEST(answer_that_is_a_refusal) {
  haggle_refusal refusal = HAGGLE_REFUSAL_INIT;
  read_answer(HAGGLE_ANSWER_LISTINGS_PATCH,
              "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"no such sku\",\"details\":"
              "\"sku\"}]}");
  CHECK(summary.accepted == HAGGLE_NO && summary.refusals_count == 1);
  CHECK_OK(haggle_answer_refusal(answer, 0, &refusal, &error));
  CHECK(refusal.row == HAGGLE_WHOLE_ANSWER);
  CHECK(says(HAGGLE_ANSWER_TEXT_REFUSAL_CODE, 0, 0, "InvalidInput"));
  CHECK(says(HAGGLE_ANSWER_TEXT_REFUSAL_MESSAGE, 0, 0, "no such sku"));
  CHECK(says(HAGGLE_ANSWER_TEXT_REFUSAL_DETAILS, 0, 0, "sku"));
  end_answer();
  read_answer(HAGGLE_ANSWER_WALMART_PRICE, "{\"mart\":7,\"sku\":\"A\",\"message\":\"Thanks\"}");
  CHECK(summary.accepted == HAGGLE_YES && says(HAGGLE_ANSWER_TEXT_MART, 0, 0, "7"));
  CHECK(says(HAGGLE_ANSWER_TEXT_MESSAGE, 0, 0, "Thanks"));
  end_answer();
  read_answer(HAGGLE_ANSWER_FEED_RECEIPT, "{\"feedId\":\"F1\"}");
  CHECK(summary.accepted == HAGGLE_YES && says(HAGGLE_ANSWER_TEXT_FEED_ID, 0, 0, "F1"));
  end_answer();
}

static uint8_t outcome_of(int64_t message_id) {
  uint8_t outcome = 99;
  CHECK_OK(haggle_answer_outcome(answer, message_id, &outcome, &error));
  return outcome;
}

TEST(answer_that_is_a_report) {
  haggle_issue issue = HAGGLE_ISSUE_INIT;
  uint8_t outcome = 99;
  read_answer(HAGGLE_ANSWER_FEED_REPORT,
              "{\"header\":{\"sellerId\":\"A2X\",\"version\":\"2.0\",\"feedId\":\"17\"},"
              "\"issues\":[{\"messageId\":2,\"sku\":\"B\",\"code\":\"1\",\"severity\":\"ERROR\","
              "\"message\":\"no\"}],\"summary\":{\"errors\":1,\"warnings\":0,"
              "\"messagesProcessed\":2,\"messagesAccepted\":1,\"messagesInvalid\":1}}");
  CHECK(summary.has ==
        (HAGGLE_SUMMARY_HAS_PROCESSED | HAGGLE_SUMMARY_HAS_ACCEPTED | HAGGLE_SUMMARY_HAS_INVALID |
         HAGGLE_SUMMARY_HAS_ERRORS | HAGGLE_SUMMARY_HAS_WARNINGS));
  CHECK(summary.processed_count == 2 && summary.accepted_count == 1);
  CHECK(summary.invalid_count == 1 && summary.errors_count == 1 && summary.warnings_count == 0);
  CHECK(summary.accepted == HAGGLE_UNKNOWN);
  CHECK(says(HAGGLE_ANSWER_TEXT_SELLER, 0, 0, "A2X"));
  CHECK(says(HAGGLE_ANSWER_TEXT_VERSION, 0, 0, "2.0"));
  CHECK(says(HAGGLE_ANSWER_TEXT_FEED_ID, 0, 0, "17"));
  CHECK_OK(haggle_answer_issue(answer, 0, &issue, &error));
  CHECK(issue.has == HAGGLE_ISSUE_HAS_MESSAGE_ID && issue.message_id == 2);
  CHECK(says(HAGGLE_ANSWER_TEXT_ISSUE_SKU, 0, 0, "B"));
  CHECK(outcome_of(1) == HAGGLE_FEED_MESSAGE_ACCEPTED);
  CHECK(outcome_of(2) == HAGGLE_FEED_MESSAGE_REJECTED);
  end_answer();
  read_answer(HAGGLE_ANSWER_FEED_RECEIPT, "{\"feedId\":\"F1\"}");
  CHECK_ERROR(haggle_answer_outcome(answer, 1, &outcome, &error), HAGGLE_E_BAD_ARGUMENT, "answer");
  CHECK(outcome == HAGGLE_FEED_MESSAGE_UNKNOWN);
  CHECK_ERROR(haggle_answer_outcome(answer, 1, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "outcome");
  CHECK_ERROR(haggle_answer_outcome(NULL, 1, &outcome, &error), HAGGLE_E_BAD_ARGUMENT, "answer");
  end_answer();
}

TEST(answer_that_is_a_status) {
  haggle_feed_item item = HAGGLE_FEED_ITEM_INIT;
  haggle_refusal refusal = HAGGLE_REFUSAL_INIT;
  read_answer(HAGGLE_ANSWER_FEED_STATUS,
              "{\"feedId\":\"F1\",\"feedStatus\":\"PROCESSED\",\"feedType\":\"price\","
              "\"feedSubmissionDate\":1568310803059,\"itemsReceived\":2,\"itemsSucceeded\":1,"
              "\"itemsFailed\":1,\"itemDetails\":{\"itemIngestionStatus\":[{\"sku\":\"A\","
              "\"index\":0,\"ingestionStatus\":\"SUCCESS\"},{\"sku\":\"B\",\"index\":1,"
              "\"ingestionStatus\":\"DATA_ERROR\",\"ingestionErrors\":{\"ingestionError\":[{"
              "\"code\":\"ERR_1\",\"field\":\"price\",\"description\":\"too low\"}]}}]}}");
  CHECK(summary.feed_state == HAGGLE_FEED_STATE_PROCESSED && summary.items_count == 2);
  CHECK(summary.has == (HAGGLE_SUMMARY_HAS_SUBMITTED | HAGGLE_SUMMARY_HAS_RECEIVED |
                        HAGGLE_SUMMARY_HAS_SUCCEEDED | HAGGLE_SUMMARY_HAS_FAILED));
  CHECK(summary.submitted_ms == INT64_C(1568310803059) && summary.received_count == 2);
  CHECK(summary.succeeded_count == 1 && summary.failed_count == 1);
  CHECK(says(HAGGLE_ANSWER_TEXT_FEED_TYPE, 0, 0, "price"));
  CHECK_OK(haggle_answer_item(answer, 0, &item, &error));
  CHECK(item.succeeded == 1 && item.refusals_count == 0);
  CHECK_OK(haggle_answer_item(answer, 1, &item, &error));
  CHECK(item.succeeded == 0 && item.has == HAGGLE_ITEM_HAS_INDEX && item.index == 1);
  CHECK(item.refusals_first == 0 && item.refusals_count == 1);
  CHECK(says(HAGGLE_ANSWER_TEXT_ITEM_SKU, 1, 0, "B"));
  CHECK(says(HAGGLE_ANSWER_TEXT_ITEM_STATUS, 1, 0, "DATA_ERROR"));
  CHECK_OK(haggle_answer_refusal(answer, item.refusals_first, &refusal, &error));
  CHECK(refusal.row == 1 && says(HAGGLE_ANSWER_TEXT_REFUSAL_MESSAGE, 0, 0, "too low"));
  end_answer();
  read_answer(HAGGLE_ANSWER_FEED_STATUS,
              "{\"feedId\":\"9\",\"processingStatus\":\"DONE\",\"resultFeedDocumentId\":\"doc\"}");
  CHECK(says(HAGGLE_ANSWER_TEXT_REPORT_DOCUMENT, 0, 0, "doc"));
  CHECK(says(HAGGLE_ANSWER_TEXT_STATUS, 0, 0, "DONE"));
  end_answer();
}

/* ---- arguments --------------------------------------------------------------------------------*/

static haggle_status create(uint32_t kind, const char* json) {
  answer = (haggle_answer*)(void*)&error;
  return haggle_answer_create(kind, json, strlen(json), &answer, &error);
}

TEST(answer_that_cannot_be_read) {
  for (uint32_t kind = 1; kind <= 8; ++kind) {
    CHECK_ERROR(create(kind, "{"), HAGGLE_E_MALFORMED_JSON, "");
    CHECK(answer == NULL);
    CHECK_ERROR(create(kind, "{\"a\":\"\xFF\"}"), HAGGLE_E_BAD_ENCODING, "");
    CHECK_ERROR(haggle_answer_create(kind, NULL, 3, &answer, &error), HAGGLE_E_BAD_ARGUMENT,
                "json");
    CHECK(haggle_answer_create(kind, NULL, 0, &answer, &error) != HAGGLE_OK);
  }
  CHECK_ERROR(create(HAGGLE_ANSWER_LISTINGS_PATCH, "{}"), HAGGLE_E_MISSING_FIELD, "status");
  CHECK_ERROR(create(HAGGLE_ANSWER_FEED_RECEIPT, "{}"), HAGGLE_E_MISSING_FIELD, "feedId");
  CHECK_ERROR(create(0, "{}"), HAGGLE_E_UNKNOWN_VALUE, "kind");
  CHECK_ERROR(create(9, "{}"), HAGGLE_E_UNKNOWN_VALUE, "kind");
  CHECK_ERROR(haggle_answer_create(1, "{}", 2, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "out");
  haggle_answer_destroy(NULL);
}

TEST(answer_texts_that_are_not_there) {
  const uint32_t none[] = {0,   11,  100, 104, 200, 210, 300, 303, 400, 406,  500,
                           502, 600, 602, 700, 704, 800, 803, 900, 903, 1001, UINT32_MAX};
  read_answer(HAGGLE_ANSWER_FEED_RECEIPT, "{\"feedId\":\"F1\"}");
  for (size_t i = 0; i < sizeof none / sizeof none[0]; ++i) {
    CHECK_ERROR(put_text(none[i], 0, 0), HAGGLE_E_UNKNOWN_VALUE, "which");
  }
  CHECK_ERROR(put_text(HAGGLE_ANSWER_TEXT_FEED_ID, 1, 0), HAGGLE_E_OUT_OF_RANGE, "row");
  CHECK_ERROR(put_text(HAGGLE_ANSWER_TEXT_FEED_ID, 0, 1), HAGGLE_E_OUT_OF_RANGE, "element");
  CHECK_ERROR(put_text(HAGGLE_ANSWER_TEXT_ISSUE_SKU, 0, 0), HAGGLE_E_OUT_OF_RANGE, "row");
  CHECK_ERROR(
      haggle_answer_text(answer, HAGGLE_ANSWER_TEXT_FEED_ID, 0, 0, text, 2, &needed, &error),
      HAGGLE_E_BUFFER_TOO_SMALL, "buffer");
  CHECK(needed == 2);
  CHECK_OK(haggle_answer_text(answer, HAGGLE_ANSWER_TEXT_FEED_ID, 0, 0, NULL, 0, &needed, &error));
  CHECK_ERROR(haggle_answer_text(answer, 6, 0, 0, NULL, 1, &needed, &error), HAGGLE_E_BAD_ARGUMENT,
              "buffer");
  CHECK_ERROR(haggle_answer_text(answer, 6, 0, 0, text, 9, NULL, &error), HAGGLE_E_BAD_ARGUMENT,
              "needed");
  CHECK_ERROR(haggle_answer_text(NULL, 6, 0, 0, text, 9, &needed, &error), HAGGLE_E_BAD_ARGUMENT,
              "answer");
  end_answer();
}

/* Every list refuses a row that it has not, no answer, no struct, and a struct of no size. */
#define CHECK_LIST(function, type, init)                                                 \
  do {                                                                                   \
    type row = init;                                                                     \
    CHECK_ERROR(function(answer, 5, &row, &error), HAGGLE_E_OUT_OF_RANGE, "row");        \
    CHECK_ERROR(function(answer, SIZE_MAX, &row, &error), HAGGLE_E_OUT_OF_RANGE, "row"); \
    CHECK_ERROR(function(NULL, 0, &row, &error), HAGGLE_E_BAD_ARGUMENT, "answer");       \
    CHECK_ERROR(function(answer, 0, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "out");        \
    row.size = sizeof row - 4;                                                           \
    CHECK_ERROR(function(answer, 0, &row, &error), HAGGLE_E_BAD_SIZE, "out");            \
    row.size = HAGGLE_STRUCT_BYTES_MAX + 1;                                              \
    CHECK_ERROR(function(answer, 0, &row, &error), HAGGLE_E_BAD_SIZE, "out");            \
  } while (0)

TEST(answer_rows_that_are_not_there) {
  read_answer(HAGGLE_ANSWER_FEED_RECEIPT, "{\"feedId\":\"F1\"}");
  CHECK_LIST(haggle_answer_refusal, haggle_refusal, HAGGLE_REFUSAL_INIT);
  CHECK_LIST(haggle_answer_issue, haggle_issue, HAGGLE_ISSUE_INIT);
  CHECK_LIST(haggle_answer_item, haggle_feed_item, HAGGLE_FEED_ITEM_INIT);
  CHECK_LIST(haggle_answer_estimate, haggle_fee_estimate, HAGGLE_FEE_ESTIMATE_INIT);
  CHECK_LIST(haggle_answer_fee, haggle_fee, HAGGLE_FEE_INIT);
  CHECK_LIST(haggle_answer_offer, haggle_expected_offer, HAGGLE_EXPECTED_OFFER_INIT);
  CHECK_LIST(haggle_answer_price, haggle_expected_price, HAGGLE_EXPECTED_PRICE_INIT);
  CHECK_LIST(haggle_answer_presence, haggle_presence, HAGGLE_PRESENCE_INIT);
  CHECK_LIST(haggle_answer_shown, haggle_shown_price, HAGGLE_SHOWN_PRICE_INIT);
  CHECK_ERROR(haggle_answer_summary(NULL, &summary, &error), HAGGLE_E_BAD_ARGUMENT, "answer");
  CHECK_ERROR(haggle_answer_summary(answer, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "out");
  end_answer();
}

/* A newer caller's struct: what is not known becomes zero, its size stays. */
TEST(answer_for_a_newer_caller) {
  struct {
    haggle_summary summary;
    uint64_t newer;
    uint64_t behind;
  } room = {HAGGLE_SUMMARY_INIT, 7, 7};
  read_answer(HAGGLE_ANSWER_FEED_RECEIPT, "{\"feedId\":\"F1\"}");
  room.summary.size += 8;
  CHECK_OK(haggle_answer_summary(answer, &room.summary, &error));
  CHECK(room.summary.size == sizeof room.summary + 8 && room.newer == 0 && room.behind == 7);
  CHECK(room.summary.kind == HAGGLE_ANSWER_FEED_RECEIPT);
  end_answer();
}
