// What published and recorded messages taught, as sixteen rules; each has a test of its number, and
// is read by the whole reader, from text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <vector>

#include "haggle/codec/message_reader.hpp"
#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

/// A message with two offers, a count and a buy box.
AmazonText ordinary() {
  AmazonText text;
  text.offers = offer_text("24.90", R"("IsBuyBoxWinner":true,"Shipping":)" + usd("1.5")) + "," +
                offer_text("25");
  text.counts = R"({"Condition":"new","FulfillmentChannel":"Merchant","OfferCount":2})";
  text.box = R"({"Condition":"New","LandedPrice":)" + usd("26.40") + R"(,"ListingPrice":)" +
             usd("24.90") + R"(,"Shipping":)" + usd("1.50") + "}";
  return text;
}

bool same(const Message& a, const Message& b) {
  return a.market == b.market && a.offers == b.offers && a.breaks == b.breaks;
}

/// The text with every key in other letters; values stay.
template <class Change>
std::string with_keys(std::string text, Change change) {
  for (std::size_t colon = text.find("\":"); colon != text.npos;
       colon = text.find("\":", colon + 1)) {
    const std::size_t quote = text.rfind('"', colon - 1);
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(quote) + 1,
                   text.begin() + static_cast<std::ptrdiff_t>(colon),
                   text.begin() + static_cast<std::ptrdiff_t>(quote) + 1, change);
  }
  return text;
}

TEST(WireRules, Rule01KeysMatchInAnyCase) {
  const std::string text = ordinary().text();
  const auto lower = [](unsigned char c) { return static_cast<char>(std::tolower(c)); };
  const auto upper = [](unsigned char c) { return static_cast<char>(std::toupper(c)); };
  EXPECT_TRUE(same(read(with_keys(text, lower)), read(text)));
  EXPECT_TRUE(same(read(with_keys(text, upper)), read(text)));
}

TEST(WireRules, Rule01KeysMatchInAnyCaseAtEveryLevelOfEveryShape) {
  const auto lower = [](unsigned char c) { return static_cast<char>(std::tolower(c)); };
  const auto upper = [](unsigned char c) { return static_cast<char>(std::toupper(c)); };
  MessageReader as_sent;
  MessageReader changed;
  for (const auto& file : files_of(wire_folder, "spapi_")) {
    SCOPED_TRACE(file.filename().string());
    const std::string text = bytes_of(file);
    const auto expected = as_sent.read(text);
    for (const std::string& other : {with_keys(text, lower), with_keys(text, upper)}) {
      const auto read = changed.read(other);
      ASSERT_EQ(read.size(), expected.size());
      for (std::size_t i = 0; i < read.size(); ++i) {
        EXPECT_EQ(read[i].message, expected[i].message);
      }
    }
  }
}

TEST(WireRules, Rule02FlatPayloadsAreToldByTheirType) {
  EXPECT_EQ(
      read(R"({"notificationType":"listings_item_status_change","payload":{"sku":"A"}})").kind,
      MessageKind::listing_status);
  EXPECT_EQ(read(R"({"NotificationType":"Test","Payload":{"FeePromotionNotification":{}}})").kind,
            MessageKind::fee_promotion);
}

TEST(WireRules, Rule02TheTypeMayBeWrongWhereTheWrapperIsRight) {
  AmazonText text = ordinary();
  text.type = "Test";
  EXPECT_TRUE(same(read(text), read(ordinary())));
}

TEST(WireRules, Rule02EnvelopeFieldsMayBeMissing) {
  const Message message = read(
      R"({"NotificationType":"ANY_OFFER_CHANGED","Payload":{"AnyOfferChangedNotification":{)"
      R"("OfferChangeTrigger":{"MarketplaceId":"US","ASIN":"B0",)"
      R"("TimeOfOfferChange":"2026-03-02T09:30:00Z"},"Offers":[{"ListingPrice":{"Amount":1}}]}}})");
  ASSERT_EQ(message.offers.size(), 1U);
  EXPECT_EQ(message.offers[0].price_minor, 100);
  EXPECT_EQ(message.notification_id, "");
  EXPECT_FALSE(message.event_time);
  EXPECT_TRUE(message.recipient.empty());
}

TEST(WireRules, Rule03MarketplaceItemAndPricesAreNeededAndNothingElse) {
  const auto with = [](std::string_view trigger, std::string_view offers) {
    return R"({"Payload":{"AnyOfferChangedNotification":{"OfferChangeTrigger":{)" +
           std::string(trigger) + R"(},"Offers":[)" + std::string(offers) + "]}}}";
  };
  const std::string place = R"("MarketplaceId":"US")";
  const std::string item = R"("ASIN":"B0")";
  const std::string price = R"({"ListingPrice":{"Amount":1}})";
  EXPECT_EQ(read(with(place + "," + item, price)).offers.size(), 1U);
  EXPECT_EQ(read(with(place + "," + item, "")).offers.size(), 0U);
  EXPECT_EQ(refused(with(item, price)).code, Errc::missing_field);
  EXPECT_EQ(refused(with(place, price)).code, Errc::missing_field);
  EXPECT_EQ(refused(with(place + "," + item, "{}")).code, Errc::missing_field);
  const std::string nulls =
      R"("Summary":null,"SellerId":null,"EventTime":null,"NotificationMetadata":null,)";
  EXPECT_EQ(read("{" + nulls + with(place + R"(,"ItemCondition":null,)" + item, price).substr(1))
                .offers.size(),
            1U);
}

TEST(WireRules, Rule04AmountsMayBeNumbersOrTextWithAnyNumberOfZeros) {
  for (const char* amount : {"10", "10.0", "10.00", "\"10.00\"", "\"10\"", "1e1", "10.000"}) {
    AmazonText text;
    text.offers = offer_text(amount);
    EXPECT_EQ(read(text).offers[0].price_minor, 1000) << amount;
  }
}

TEST(WireRules, Rule04AmountsNeverPassThroughBinaryFractions) {
  AmazonText text;
  text.offers = offer_text("9007199254740.93") + "," + offer_text("0.29") + "," +
                offer_text("1.005e1") + "," + offer_text("9999999999999.99");
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].price_minor, 900'719'925'474'093);
  EXPECT_EQ(message.offers[1].price_minor, 29);
  EXPECT_EQ(message.offers[2].price_minor, 1005);
  EXPECT_EQ(message.offers[3].price_minor, 999'999'999'999'999);
}

TEST(WireRules, Rule04AmountAndCurrencyStandInEitherOrder) {
  AmazonText text;
  text.offers = R"({"ListingPrice":{"CurrencyCode":"USD","Amount":24.90}})";
  EXPECT_EQ(read(text).offers[0].price_minor, 2490);
}

TEST(WireRules, Rule04YenAreWrittenWithAndWithoutDecimals) {
  AmazonText text;
  text.marketplace = R"("MarketplaceId":"A1VC38T7YXB528")";
  for (const char* amount : {"3000", "3000.00", "3000.0", "\"3000.00\""}) {
    text.offers = R"({"ListingPrice":{"CurrencyCode":"JPY","Amount":)" + std::string(amount) + "}}";
    EXPECT_EQ(read(text).offers[0].price_minor, 3000) << amount;
  }
  text.offers = R"({"ListingPrice":{"CurrencyCode":"JPY","Amount":3000.5}})";
  EXPECT_EQ(refused(text).code, Errc::amount_precision);
}

TEST(WireRules, Rule05ABlankBeforeAnIdIsNoPartOfIt) {
  EXPECT_EQ(read(bytes_of(wire_folder / "spapi_notif_aoc__docs_guide_2022.json")).notification_id,
            "2012e8e5-b365-4cb1-9fd8-be9dfc6d5eaf");
}

TEST(WireRules, Rule05EmptyTextMeansAbsent) {
  AmazonText with = ordinary();
  with.offers = offer_text("24.90", R"("ShipsFrom":{"Country":"","State":""},"SubCondition":"",)"
                                    R"("OfferType":"","Shipping":"","SellerFeedbackRating":"")");
  AmazonText without = ordinary();
  without.offers = offer_text("24.90");
  EXPECT_TRUE(same(read(with), read(without)));
}

TEST(WireRules, Rule06ConditionsCompareInAnyCase) {
  AmazonText text = ordinary();
  text.condition = R"("ItemCondition":"NEW")";
  text.counts = R"({"Condition":"NeW","OfferCount":2})";
  text.box = R"({"Condition":"nEw","ListingPrice":)" + usd("24.90") + "}";
  EXPECT_EQ(read(text).market.offers_counted, 2);
  EXPECT_EQ(read(text).market.buy_box_landed_minor, 2490);
}

TEST(WireRules, Rule06SubConditionsHaveTwoSpellings) {
  AmazonText text;
  text.condition = R"("ItemCondition":"Used")";
  text.offers = offer_text("1", R"("SubCondition":"very_good")") + "," +
                offer_text("1", R"("SubCondition":"VeryGood")");
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].sub_condition, SubCondition::very_good);
  EXPECT_EQ(message.offers[0], message.offers[1]);
}

TEST(WireRules, Rule07RowsAreChosenByConditionAudienceAndQuantity) {
  AmazonText text = business_text();
  const auto row = [](const char* amount, const char* more) {
    return R"({"ListingPrice":)" + usd(amount) + "," + more + "}";
  };
  text.box = row("1", R"("Condition":"used","OfferType":"B2B","QuantityTier":1)") + "," +
             row("2", R"("Condition":"new","OfferType":"B2C","QuantityTier":1)") + "," +
             row("3", R"("Condition":"new","OfferType":"B2B","QuantityTier":20)") + "," +
             row("4", R"("Condition":"new","OfferType":"B2B","QuantityTier":1)");
  EXPECT_EQ(read(text).market.buy_box_landed_minor, 400);
}

TEST(WireRules, Rule07AllRowsAreKept) {
  const Message message =
      read(bytes_of(wire_folder / "spapi_notif_b2b_aoc__docs_guide_2022_camel_tiers.json"));
  std::vector<std::uint32_t> tiers;
  for (const PriceRow& row : message.summary.lowest) tiers.push_back(row.quantity.value_or(0));
  EXPECT_EQ(tiers, (std::vector<std::uint32_t>{1, 20, 30}));
}

TEST(WireRules, Rule08LandedIsRecomputedAndWhatWasStatedIsKept) {
  AmazonText text = ordinary();
  text.offers = offer_text("20", R"("Shipping":)" + usd("4") + R"(,"LandedPrice":)" + usd("11"));
  const Offer offer = read(text).offers[0];
  EXPECT_EQ(landed_minor(offer, false), 2400);
  EXPECT_TRUE(offer.knows(Offer::has_stated_landed));
  EXPECT_EQ(offer.stated_landed_minor, 1100);
}

TEST(WireRules, Rule09NobodySomebodyOrSeveralMayBeFlagged) {
  AmazonText text;
  const std::string plain = offer_text("1");
  const std::string winner = offer_text("2", R"("IsBuyBoxWinner":true)");
  const auto flagged = [&](const std::string& offers) {
    text.offers = offers;
    const auto all = read(text).offers;
    return std::count_if(all.begin(), all.end(),
                         [](const Offer& offer) { return offer.is(Offer::is_winner); });
  };
  EXPECT_EQ(flagged(plain + "," + plain), 0);
  EXPECT_EQ(flagged(plain + "," + winner), 1);
  EXPECT_EQ(flagged(winner + "," + winner), 2);
}

TEST(WireRules, Rule09TheWinnersPriceMayDifferFromTheBoxs) {
  AmazonText text;
  text.offers = offer_text("33.56", R"("IsBuyBoxWinner":true)");
  text.box = R"({"Condition":"New","ListingPrice":)" + usd("32.95") + "}";
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].price_minor, 3356);
  EXPECT_EQ(message.market.buy_box_landed_minor, 3295);
  EXPECT_TRUE(message.market.winner_seller.empty());
}

TEST(WireRules, Rule10OursMayNotBeListed) {
  AmazonText text = ordinary();
  for (const Offer& offer : read(text).offers) EXPECT_NE(offer.seller, read(text).recipient);
  text.offers = "";
  text.counts = R"({"Condition":"new","OfferCount":3})";
  EXPECT_EQ(read(text).market.offers_counted, 3);
  EXPECT_FALSE(read(text).market.is(Market::list_is_whole));
}

TEST(WireRules, Rule10TheListIsAWindow) {
  AmazonText text = ordinary();
  text.counts = R"({"Condition":"new","OfferCount":67})";
  EXPECT_EQ(read(text).market.offers_counted, 67);
  EXPECT_FALSE(read(text).market.is(Market::list_is_whole));
}

TEST(WireRules, Rule10ASellerMayHaveSeveralOffersEvenAlike) {
  AmazonText text;
  text.offers = offer_text("1") + "," + offer_text("1") + "," + offer_text("2");
  EXPECT_EQ(read(text).offers.size(), 3U);
}

TEST(WireRules, Rule11ShipsFromMayBeMissingOrWithoutState) {
  AmazonText text;
  text.offers = offer_text("1", R"("ShipsFrom":{"Country":"USA"})") + "," +
                offer_text("2", R"("IsFulfilledByAmazon":true)") + "," +
                offer_text("3", R"("ShipsFrom":{"Country":"Narnia","State":"X"})");
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].ships_from.text(), "US");
  EXPECT_TRUE(message.offers[1].ships_from.empty());
  EXPECT_TRUE(message.offers[2].ships_from.empty());
}

TEST(WireRules, Rule12PrimeIsSpelledInTwoWaysAndDisturbsNothing) {
  AmazonText text;
  text.offers = offer_text("1", R"("PrimeInformation":{"IsOfferPrime":true})") + "," +
                offer_text("1", R"("PrimeInformation":{"IsPrime":false})");
  const Message message = read(text);
  EXPECT_EQ(message.offers[0], message.offers[1]);
}

TEST(WireRules, Rule12BothSpellingsOfPrimeAreKeptOnDemand) {
  AmazonText text;
  text.offers = offer_text("1", R"("PrimeInformation":{"IsOfferPrime":true})") + "," +
                offer_text("1", R"("PrimeInformation":{"IsPrime":true,"IsNationalPrime":false})");
  MessageDefaults defaults;
  defaults.keeps_details = true;
  const Result<Message> message = read_message(text.text(), defaults);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->details.at(0).prime, Tristate::yes);
  EXPECT_EQ(message->details.at(0).national_prime, Tristate::unknown);
  EXPECT_EQ(message->details.at(1).prime, Tristate::yes);
  EXPECT_EQ(message->details.at(1).national_prime, Tristate::no);
}

TEST(WireRules, Rule13RatingsAreWholeOrDecimalOrAbsent) {
  AmazonText text;
  const auto rating = [](const char* inside) {
    return std::string(R"("SellerFeedbackRating":{"FeedbackCount":1)") + inside + "}";
  };
  text.offers = offer_text("1", rating(R"(,"SellerPositiveFeedbackRating":96)")) + "," +
                offer_text("1", rating(R"(,"SellerPositiveFeedbackRating":94.7)")) + "," +
                offer_text("1", rating(R"(,"SellerPositiveFeedbackRating":0)")) + "," +
                offer_text("1", rating(""));
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].feedback_score_ppm, 960'000U);
  EXPECT_EQ(message.offers[1].feedback_score_ppm, 947'000U);
  EXPECT_TRUE(message.offers[2].knows(Offer::has_feedback_score));
  EXPECT_FALSE(message.offers[3].knows(Offer::has_feedback_score));
}

TEST(WireRules, Rule14AFailedItemOfABatchIsFoundByItsQuestion) {
  MessageReader reader;
  const auto all = reader.read(
      R"({"responses":[{"status":{"statusCode":400},"body":{"errors":[{"code":"InvalidInput"}]},)"
      R"("request":{"Asin":"B0TWO","MarketplaceId":"ATVPDKIKX0DER"}},{"status":{"statusCode":200},)"
      R"("body":{"payload":{"status":"NoBuyableOffers"}},"request":{"Asin":"B0ONE",)"
      R"("MarketplaceId":"ATVPDKIKX0DER","ItemCondition":"New"}}]})");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].message.kind, MessageKind::answer_refused);
  EXPECT_EQ(all[0].message.market.item.text(), "B0TWO");
  EXPECT_FALSE(all[1].error);
}

TEST(WireRules, Rule15RepetitionsAndOrderCanBeTold) {
  const Message message = read(bytes_of(wire_folder / "spapi_notif_aoc__docs_guide_2022.json"));
  EXPECT_EQ(message.notification_id, "2012e8e5-b365-4cb1-9fd8-be9dfc6d5eaf");
  ASSERT_TRUE(message.event_time);
  EXPECT_GE(*message.event_time, message.market.time);
}

TEST(WireRules, Rule16UnknownKeysAndValuesDoNotFailTheMessage) {
  AmazonText text = ordinary();
  text.summary = R"("MoonPhase":{"Value":0.25},"Promotions":[[[]]])";
  text.offers = offer_text("24.90", R"("SubCondition":"levitating","OfferType":"B2G",)"
                                    R"("Promotions":[{"PromotionType":"COUPON"}],"X":null)");
  const Message message = read(text);
  ASSERT_EQ(message.offers.size(), 1U);
  EXPECT_EQ(message.offers[0].sub_condition, SubCondition::other);
}

TEST(WireRules, ThirdPartyDialectsAreNotGuessed) {
  // Without the wrapper this is what other programs expect, and nobody sends.
  const Error error =
      refused(R"({"NotificationType":"ANY_OFFER_CHANGED","Payload":{"OfferChangeTrigger":)"
              R"({"MarketplaceId":"US","ASIN":"B0"},"Offers":[]}})");
  EXPECT_EQ(error.code, Errc::missing_field);
}

}  // namespace
}  // namespace haggle::test
