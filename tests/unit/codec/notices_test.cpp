// Amazon's notices about listings and feeds.
#include "haggle/codec/notices.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "unit/codec/message_text.hpp"

namespace haggle::test {
namespace {

/// A notice; `payload` is the inside of its payload.
std::string notice(std::string_view type, std::string_view payload) {
  return R"({"NotificationVersion":"1.0","NotificationType":")" + std::string(type) +
         R"(","EventTime":"2026-03-02T09:30:00Z","Payload":{)" + std::string(payload) +
         R"(},"NotificationMetadata":{"NotificationId":"n-1"}})";
}

const std::string about = R"("SellerId":"A2US","Sku":"MUG-1","Asin":"B0TEST",)"
                          R"("MarketplaceId":"ATVPDKIKX0DER")";

template <class Facts>
Facts facts_of(std::string_view type, std::string_view payload) {
  const Message message = read(notice(type, payload));
  const auto* facts = std::get_if<Facts>(&message.facts);
  if (facts != nullptr) return *facts;
  ADD_FAILURE() << "other facts: " << message.facts.index();
  return {};
}

TEST(Notices, AllSayWhatTheyAreAboutInTheSamePlaces) {
  struct Row {
    const char* type;
    MessageKind kind;
  };
  const Row rows[] = {{"LISTINGS_ITEM_STATUS_CHANGE", MessageKind::listing_status},
                      {"LISTINGS_ITEM_STATUS_CHANGED", MessageKind::listing_status},
                      {"LISTINGS_ITEM_ISSUES_CHANGE", MessageKind::listing_issues},
                      {"LISTINGS_ITEM_MFN_QUANTITY_CHANGE", MessageKind::listing_quantity},
                      {"ITEM_PRODUCT_TYPE_CHANGE", MessageKind::product_type}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.type);
    const Message message = read(notice(row.type, about));
    EXPECT_EQ(message.kind, row.kind);
    EXPECT_EQ(message.type, row.type);
    EXPECT_EQ(message.notification_id, "n-1");
    EXPECT_EQ(message.recipient.text(), "A2US");
    EXPECT_EQ(message.sku.text(), "MUG-1");
    EXPECT_EQ(message.market.item.text(), "B0TEST");
    EXPECT_EQ(message.market.marketplace.text(), "US");
    EXPECT_EQ(message.market.time, Instant{1'772'443'800'000});
    EXPECT_FALSE(message.has_market());
  }
}

TEST(Notices, NeedASkuOrAnItemAndNothingElse) {
  for (const char* type : {"LISTINGS_ITEM_STATUS_CHANGE", "LISTINGS_ITEM_ISSUES_CHANGE",
                           "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "ITEM_PRODUCT_TYPE_CHANGE"}) {
    SCOPED_TRACE(type);
    EXPECT_EQ(read(notice(type, R"("sku":"MUG-1")")).sku.text(), "MUG-1");
    EXPECT_EQ(read(notice(type, R"("asin":"B0")")).market.item.text(), "B0");
    const Error error = refused(notice(type, R"("SellerId":"A2US","Sku":"","Asin":null)"));
    EXPECT_EQ(error.code, Errc::missing_field);
    EXPECT_STREQ(error.where, "Payload.Sku");
    EXPECT_EQ(refused(R"({"NotificationType":")" + std::string(type) + "\"}").code,
              Errc::missing_field);
  }
}

TEST(ListingStatus, SaysWhetherBuyersCanBuy) {
  const auto facts = facts_of<ListingStatusNotice>(
      "LISTINGS_ITEM_STATUS_CHANGE",
      about + R"(,"Status":["buyable","SHINY"],"CreatedDate":"2026-03-02T09:30:00Z")");
  EXPECT_EQ(facts.buyable, Tristate::yes);
  EXPECT_EQ(facts.discoverable, Tristate::no);
  EXPECT_EQ(facts.deleted, Tristate::no);
  EXPECT_EQ(facts.statuses, (std::vector<std::string>{"buyable", "SHINY"}));
  EXPECT_EQ(facts.created, Instant{1'772'443'800'000});
}

TEST(ListingStatus, AbsentIsNotEmpty) {
  const auto status = [](const char* list) {
    return facts_of<ListingStatusNotice>("LISTINGS_ITEM_STATUS_CHANGE", about + list).buyable;
  };
  EXPECT_EQ(status(""), Tristate::unknown);
  EXPECT_EQ(status(R"(,"Status":null)"), Tristate::unknown);
  EXPECT_EQ(status(R"(,"Status":[])"), Tristate::no);
  EXPECT_EQ(status(R"(,"Status":["BUYABLE"])"), Tristate::yes);
}

TEST(ListingIssues, SaysHowBadAndWhatWasDone) {
  const auto facts = facts_of<ListingIssuesNotice>(
      "LISTINGS_ITEM_ISSUES_CHANGE",
      about + R"(,"Severities":["ERROR"],"EnforcementActions":["SEARCH_SUPPRESSED","NEW_ONE"])");
  EXPECT_EQ(facts.error, Tristate::yes);
  EXPECT_EQ(facts.warning, Tristate::no);
  EXPECT_EQ(facts.search_suppressed, Tristate::yes);
  EXPECT_EQ(facts.enforcement_actions.size(), 2U);
  const auto silent = facts_of<ListingIssuesNotice>("LISTINGS_ITEM_ISSUES_CHANGE", about);
  EXPECT_EQ(silent.error, Tristate::unknown);
  EXPECT_EQ(silent.search_suppressed, Tristate::unknown);
}

TEST(ListingQuantity, AbsentEmptyAndZeroAreThreeThings) {
  const auto quantity = [](const char* more) {
    return facts_of<ListingQuantityNotice>("LISTINGS_ITEM_MFN_QUANTITY_CHANGE", about + more)
        .quantity;
  };
  EXPECT_EQ(quantity(""), std::nullopt);
  EXPECT_EQ(quantity(R"(,"Quantity":"")"), std::nullopt);
  EXPECT_EQ(quantity(R"(,"Quantity":0)"), 0);
  EXPECT_EQ(quantity(R"(,"Quantity":"99")"), 99);
  const std::string less = notice("LISTINGS_ITEM_MFN_QUANTITY_CHANGE", about + R"(,"Quantity":-1)");
  EXPECT_EQ(refused(less).code, Errc::out_of_range);
  EXPECT_STREQ(refused(less).where, "Payload.Quantity");
}

TEST(ProductType, WasAndIs) {
  const auto facts = facts_of<ProductTypeNotice>(
      "ITEM_PRODUCT_TYPE_CHANGE",
      about + R"(,"PreviousProductType":"PET_CARE","CurrentProductType":"PET_APPAREL")");
  EXPECT_EQ(facts.previous, "PET_CARE");
  EXPECT_EQ(facts.current, "PET_APPAREL");
}

/// A feed's end; `body` is the inside of its wrapper.
std::string feed(std::string_view body) {
  return R"({"notificationVersion":"2020-09-04","notificationType":"FEED_PROCESSING_FINISHED",)"
         R"("eventTime":"2026-03-02T09:30:00Z","payload":{"feedProcessingFinishedNotification":{)" +
         std::string(body) + R"(}},"notificationMetadata":{"notificationId":"n-2"}})";
}

TEST(FeedFinished, SaysHowItEnded) {
  const Message message = read(feed(R"("sellerId":"A2US","accountId":"acc","feedId":"154283",)"
                                    R"("feedType":"JSON_LISTINGS_FEED","processingStatus":"DONE",)"
                                    R"("resultFeedDocumentId":"doc-1")"));
  EXPECT_EQ(message.kind, MessageKind::feed_finished);
  EXPECT_EQ(message.recipient.text(), "A2US");
  const FeedFinishedNotice expected{FeedEnd::done,        "DONE", "acc", "154283",
                                    "JSON_LISTINGS_FEED", "doc-1"};
  EXPECT_EQ(std::get<FeedFinishedNotice>(message.facts), expected);
}

TEST(FeedFinished, EveryEndAndANewOne) {
  const std::pair<const char*, FeedEnd> rows[] = {{"done", FeedEnd::done},
                                                  {"CANCELLED", FeedEnd::cancelled},
                                                  {"FATAL", FeedEnd::fatal},
                                                  {"PAUSED", FeedEnd::unknown},
                                                  {"", FeedEnd::unknown}};
  for (const auto& [word, end] : rows) {
    const std::string body =
        R"("feedId":"1","processingStatus":")" + std::string(word) + R"(","sellerId":null)";
    EXPECT_EQ(std::get<FeedFinishedNotice>(read(feed(body)).facts).end, end) << word;
  }
}

TEST(FeedFinished, NeedsTheFeed) {
  EXPECT_EQ(refused(feed("")).code, Errc::missing_field);
  EXPECT_STREQ(refused(feed("")).where, "payload.feedProcessingFinishedNotification.feedId");
  EXPECT_EQ(refused(R"({"notificationType":"FEED_PROCESSING_FINISHED"})").code,
            Errc::missing_field);
}

TEST(Notices, FaultsNameTheField) {
  struct Row {
    const char* type;
    const char* more;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {"LISTINGS_ITEM_STATUS_CHANGE", R"("Status":"BUYABLE")", Errc::wrong_type, "Payload.Status"},
      {"LISTINGS_ITEM_STATUS_CHANGE", R"("Status":[{}])", Errc::wrong_type, "Payload.Status[]"},
      {"LISTINGS_ITEM_STATUS_CHANGE", R"("CreatedDate":"now")", Errc::bad_instant,
       "Payload.CreatedDate"},
      {"LISTINGS_ITEM_ISSUES_CHANGE", R"("Severities":{})", Errc::wrong_type, "Payload.Severities"},
      {"LISTINGS_ITEM_MFN_QUANTITY_CHANGE", R"("Quantity":1.5)", Errc::wrong_type,
       "Payload.Quantity"},
      {"ITEM_PRODUCT_TYPE_CHANGE", R"("CurrentProductType":[])", Errc::wrong_type,
       "Payload.CurrentProductType"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.more);
    const Error error = refused(notice(row.type, about + "," + row.more));
    EXPECT_EQ(error.code, row.code);
    EXPECT_STREQ(error.where, row.where);
  }
  std::string many = "1";
  for (int i = 0; i < 1024; ++i) many += ",1";
  EXPECT_EQ(
      refused(notice("LISTINGS_ITEM_STATUS_CHANGE", about + R"(,"Status":[)" + many + "]")).code,
      Errc::out_of_range);
}

}  // namespace
}  // namespace haggle::test
