// What published and recorded messages taught: each oddity has a test of its name. They are read by
// the whole reader, from text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>

#include "haggle/codec/message.hpp"
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

TEST(WireRules, KeysMatchInAnyCase) {
  const std::string text = ordinary().text();
  const auto lower = [](unsigned char c) { return static_cast<char>(std::tolower(c)); };
  const auto upper = [](unsigned char c) { return static_cast<char>(std::toupper(c)); };
  EXPECT_TRUE(same(read(with_keys(text, lower)), read(text)));
  EXPECT_TRUE(same(read(with_keys(text, upper)), read(text)));
}

TEST(WireRules, TheTypeMayBeWrongWhereTheWrapperIsRight) {
  AmazonText text = ordinary();
  text.type = "Test";
  EXPECT_TRUE(same(read(text), read(ordinary())));
}

TEST(WireRules, EnvelopeFieldsMayBeMissing) {
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

TEST(WireRules, AmountsMayBeNumbersOrTextWithAnyNumberOfZeros) {
  for (const char* amount : {"10", "10.0", "10.00", "\"10.00\"", "\"10\"", "1e1", "10.000"}) {
    AmazonText text;
    text.offers = offer_text(amount);
    EXPECT_EQ(read(text).offers[0].price_minor, 1000) << amount;
  }
}

TEST(WireRules, AmountsNeverPassThroughBinaryFractions) {
  AmazonText text;
  text.offers = offer_text("9007199254740.93") + "," + offer_text("0.29") + "," +
                offer_text("1.005e1") + "," + offer_text("9999999999999.99");
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].price_minor, 900'719'925'474'093);
  EXPECT_EQ(message.offers[1].price_minor, 29);
  EXPECT_EQ(message.offers[2].price_minor, 1005);
  EXPECT_EQ(message.offers[3].price_minor, 999'999'999'999'999);
}

TEST(WireRules, AmountAndCurrencyStandInEitherOrder) {
  AmazonText text;
  text.offers = R"({"ListingPrice":{"CurrencyCode":"USD","Amount":24.90}})";
  EXPECT_EQ(read(text).offers[0].price_minor, 2490);
}

TEST(WireRules, EmptyTextMeansAbsent) {
  AmazonText with = ordinary();
  with.offers = offer_text("24.90", R"("ShipsFrom":{"Country":"","State":""},"SubCondition":"",)"
                                    R"("OfferType":"","Shipping":"","SellerFeedbackRating":"")");
  AmazonText without = ordinary();
  without.offers = offer_text("24.90");
  EXPECT_TRUE(same(read(with), read(without)));
}

TEST(WireRules, ConditionsCompareInAnyCase) {
  AmazonText text = ordinary();
  text.condition = R"("ItemCondition":"NEW")";
  text.counts = R"({"Condition":"NeW","OfferCount":2})";
  text.box = R"({"Condition":"nEw","ListingPrice":)" + usd("24.90") + "}";
  EXPECT_EQ(read(text).market.offers_counted, 2);
  EXPECT_EQ(read(text).market.buy_box_landed_minor, 2490);
}

TEST(WireRules, RowsAreChosenByConditionAudienceAndQuantity) {
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

TEST(WireRules, LandedIsRecomputedAndWhatWasStatedIsKept) {
  AmazonText text = ordinary();
  text.offers = offer_text("20", R"("Shipping":)" + usd("4") + R"(,"LandedPrice":)" + usd("11"));
  const Offer offer = read(text).offers[0];
  EXPECT_EQ(landed_minor(offer, false), 2400);
  EXPECT_TRUE(offer.knows(Offer::has_stated_landed));
  EXPECT_EQ(offer.stated_landed_minor, 1100);
}

TEST(WireRules, NobodySomebodyOrSeveralMayBeFlagged) {
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

TEST(WireRules, TheListIsAWindow) {
  AmazonText text = ordinary();
  text.counts = R"({"Condition":"new","OfferCount":67})";
  EXPECT_EQ(read(text).market.offers_counted, 67);
  EXPECT_FALSE(read(text).market.is(Market::list_is_whole));
}

TEST(WireRules, ASellerMayHaveSeveralOffersEvenAlike) {
  AmazonText text;
  text.offers = offer_text("1") + "," + offer_text("1") + "," + offer_text("2");
  EXPECT_EQ(read(text).offers.size(), 3U);
}

TEST(WireRules, ShipsFromMayBeMissingOrWithoutState) {
  AmazonText text;
  text.offers = offer_text("1", R"("ShipsFrom":{"Country":"USA"})") + "," +
                offer_text("2", R"("IsFulfilledByAmazon":true)") + "," +
                offer_text("3", R"("ShipsFrom":{"Country":"Narnia","State":"X"})");
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].ships_from.text(), "US");
  EXPECT_TRUE(message.offers[1].ships_from.empty());
  EXPECT_TRUE(message.offers[2].ships_from.empty());
}

TEST(WireRules, PrimeIsSpelledInTwoWaysAndDisturbsNothing) {
  AmazonText text;
  text.offers = offer_text("1", R"("PrimeInformation":{"IsOfferPrime":true})") + "," +
                offer_text("1", R"("PrimeInformation":{"IsPrime":false})");
  const Message message = read(text);
  EXPECT_EQ(message.offers[0], message.offers[1]);
}

TEST(WireRules, RatingsAreWholeOrDecimalOrAbsent) {
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

TEST(WireRules, RepetitionsAndOrderCanBeTold) {
  const Message message = read(bytes_of(wire_folder / "spapi_notif_aoc__docs_guide_2022.json"));
  EXPECT_EQ(message.notification_id, "2012e8e5-b365-4cb1-9fd8-be9dfc6d5eaf");
  ASSERT_TRUE(message.event_time);
  EXPECT_GE(*message.event_time, message.market.time);
}

TEST(WireRules, UnknownKeysAndValuesDoNotFailTheMessage) {
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
