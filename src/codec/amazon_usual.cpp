#include "codec/amazon_usual.hpp"

#include <array>
#include <limits>
#include <vector>

#include "codec/amazon_summary.hpp"
#include "codec/message_head.hpp"
#include "codec/message_words.hpp"
#include "codec/usual_parts.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::uint64_t uint32_most = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t count_most = 1'000'000'000;

/// Adds empty offers, many at once: clearing one alone would take longer than reading some fields.
[[gnu::noinline]] void add_room(std::vector<Offer>& offers) {
  static constexpr std::array<Offer, 8> empty{};
  offers.insert(offers.end(), empty.begin(), empty.end());
}

/// Reads one notification. Each function takes one part of it; the first that finds something else
/// than the usual ends it all.
template <bool Inside>
class UsualReader : public UsualParts<Inside> {
 public:
  UsualReader(std::string_view text, Message& out) : UsualParts<Inside>(text), out_(out) {}

  [[gnu::always_inline]] bool read() {
    out_.clear();
    out_.kind = MessageKind::any_offer_changed;
    out_.type = "ANY_OFFER_CHANGED";
    out_.market.audience = Audience::consumer;
    const bool good = head() && metadata() && body() && metadata() && in_.template take<"}">();
    if (!good) return false;
    out_.market.currency = this->currency_or(local_);
    conclude_market(out_);
    return true;
  }

  [[nodiscard]] std::string_view rest() const { return in_.rest(); }

 private:
  using UsualParts<Inside>::in_;
  using UsualParts<Inside>::amount;
  using UsualParts<Inside>::channel;
  using UsualParts<Inside>::condition;
  using UsualParts<Inside>::id;
  using UsualParts<Inside>::instant;
  using UsualParts<Inside>::is_code;
  using UsualParts<Inside>::members;
  using UsualParts<Inside>::rows;
  using UsualParts<Inside>::skip_number;
  using UsualParts<Inside>::skip_truth;
  using UsualParts<Inside>::whole;

  template <PathText Wanted>
  [[gnu::always_inline]] bool take() {
    return in_.template take<Wanted>();
  }
  template <PathText Key, class Read>
  [[gnu::always_inline]] bool member(std::uint32_t& seen, std::uint32_t bit, Read read) {
    return this->template member_of<Key>(seen, bit, read);
  }

  [[gnu::always_inline]] bool head() {
    return take<R"({"NotificationVersion":")">() && in_.skip_text() &&
           take<R"(,"NotificationType":"ANY_OFFER_CHANGED","PayloadVersion":")">() &&
           in_.skip_text() && take<R"(,"EventTime":")">() && instant(out_.event_time.emplace());
  }

  /// It stands before the payload or behind it.
  [[gnu::always_inline]] bool metadata() {
    if (has_metadata_ || !take<R"(,"NotificationMetadata":{"ApplicationId":")">()) return true;
    has_metadata_ = true;
    std::string_view said;
    const bool good = in_.skip_text() && take<R"(,"SubscriptionId":")">() && in_.skip_text() &&
                      take<R"(,"PublishTime":")">() && in_.skip_text() &&
                      take<R"(,"NotificationId":")">() && in_.text(said) && take<"}">();
    out_.notification_id = said;
    return good;
  }

  [[gnu::always_inline]] bool body() {
    return take<R"(,"Payload":{"AnyOfferChangedNotification":{"SellerId":")">() &&
           id(out_.recipient) && trigger() && summary() && offers() && take<"}}">();
  }

  [[gnu::always_inline]] bool trigger() {
    Market& market = out_.market;
    MarketplaceId marketplace;
    std::string_view change;
    const bool good = take<R"(,"OfferChangeTrigger":{"MarketplaceId":")">() && id(marketplace) &&
                      take<R"(,"ASIN":")">() && id(market.item) &&
                      take<R"(,"ItemCondition":")">() && market_condition() &&
                      take<R"(,"TimeOfOfferChange":")">() && instant(market.time) &&
                      (!take<R"(,"OfferChangeType":")">() || in_.text(change)) && take<"}">();
    if (!good || marketplace.empty() || market.item.empty()) return false;
    out_.change_type = change;
    local_ = take_marketplace(marketplace, market);
    return true;
  }

  [[gnu::always_inline]] bool market_condition() {
    std::string_view word;
    if (!in_.text(word)) return false;
    const auto known = word.empty() ? Condition::new_ : condition_word(word);
    out_.market.condition = known.value_or(Condition::new_);
    sub_condition_ = usual_sub_condition(out_.market.condition);
    return known.has_value();
  }

  [[gnu::always_inline]] bool summary() {
    if (!take<R"(,"Summary":{)">() || take<"}">()) return true;
    // The first member has no comma before it.
    return take<R"("NumberOfOffers":[)">() &&
           counts(out_.summary.counted, MarketSummary::has_counted) &&
           members([&](std::uint32_t& seen)
                       __attribute__((always_inline)) { return lists(seen) && totals(seen); });
  }

  [[gnu::always_inline]] bool lists(std::uint32_t& seen) {
    MarketSummary& to = out_.summary;
    return member<R"(,"LowestPrices":[)">(seen, 1,
                                          [&]() __attribute__((always_inline)) {
                                            to.has |= MarketSummary::has_lowest;
                                            return rows([&]() __attribute__((always_inline)) {
                                              return lowest_row(to.lowest.emplace_back());
                                            });
                                          }) &&
           member<R"(,"BuyBoxPrices":[)">(seen, 2,
                                          [&]() __attribute__((always_inline)) {
                                            to.has |= MarketSummary::has_buy_box;
                                            return rows([&]() __attribute__((always_inline)) {
                                              return box_row(to.buy_box.emplace_back());
                                            });
                                          }) &&
           member<R"(,"SalesRankings":[)">(
               seen, 4,
               [&]() __attribute__((always_inline)) {
                 return rows([&]() __attribute__((always_inline)) { return rank_row(); });
               }) &&
           member<R"(,"NumberOfBuyBoxEligibleOffers":[)">(
               seen, 8, [&]() __attribute__((always_inline)) {
                 return counts(to.eligible, MarketSummary::has_eligible);
               });
  }

  [[gnu::always_inline]] bool totals(std::uint32_t& seen) {
    MarketSummary& to = out_.summary;
    return member<R"(,"ListPrice":)">(
               seen, 16,
               [&]() __attribute__((always_inline)) { return amount(to.list_price_minor); }) &&
           member<R"(,"MinimumAdvertisedPrice":)">(seen, 32,
                                                   [&]() __attribute__((always_inline)) {
                                                     return amount(to.minimum_advertised_minor);
                                                   }) &&
           member<R"(,"SuggestedLowerPricePlusShipping":)">(
               seen, 64,
               [&]() __attribute__((always_inline)) {
                 return amount(to.suggested_lower_landed_minor);
               }) &&
           member<R"(,"TotalBuyBoxEligibleOffers":)">(seen, 128,
                                                      [&]() __attribute__((always_inline)) {
                                                        return whole(to.total_eligible, count_most);
                                                      }) &&
           member<R"(,"CompetitivePriceThreshold":)">(
               seen, 256, [&]() __attribute__((always_inline)) {
                 return amount(to.competitive_threshold_minor);
               });
  }

  [[gnu::always_inline]] bool counts(std::vector<CountRow>& to, std::uint32_t list) {
    out_.summary.has |= list;
    return rows([&]() __attribute__((always_inline)) { return count_row(to.emplace_back()); }) &&
           to.size() <= offers_max;
  }

  [[gnu::always_inline]] bool count_row(CountRow& row) {
    return take<R"({"Condition":")">() && condition(row.condition) &&
           take<R"(,"FulfillmentChannel":")">() && channel(row.fulfilment) &&
           take<R"(,"OfferCount":)">() && whole(row.count, count_most) && take<"}">();
  }

  [[gnu::always_inline]] bool lowest_row(PriceRow& row) {
    return out_.summary.lowest.size() <= offers_max && take<R"({"Condition":")">() &&
           condition(row.condition) && take<R"(,"FulfillmentChannel":")">() &&
           channel(row.fulfilment) && prices(row);
  }

  [[gnu::always_inline]] bool box_row(PriceRow& row) {
    return out_.summary.buy_box.size() <= offers_max && take<R"({"Condition":")">() &&
           condition(row.condition) && prices(row);
  }

  [[gnu::always_inline]] bool prices(PriceRow& row) {
    return (!take<R"(,"LandedPrice":)">() || amount(row.landed_minor)) &&
           (!take<R"(,"ListingPrice":)">() || amount(row.listing_minor)) &&
           (!take<R"(,"Shipping":)">() || amount(row.shipping_minor)) &&
           (!take<R"(,"Points":{"PointsNumber":)">() ||
            (whole(row.points, amount_most) && take<"}">())) &&
           take<"}">();
  }

  [[gnu::always_inline]] bool rank_row() {
    return take<R"({"ProductCategoryId":")">() && in_.skip_text() && take<R"(,"Rank":)">() &&
           skip_number() && take<"}">();
  }

  [[gnu::always_inline]] bool offers() {
    const bool good =
        take<R"(,"Offers":[)">() && rows([&]() __attribute__((always_inline)) { return offer(); });
    out_.offers.resize(offers_count_);
    return good;
  }

  [[gnu::always_inline]] bool offer() {
    if (offers_count_ == offers_max || !take<R"({"SellerId":")">()) return false;
    if (offers_count_ == out_.offers.size()) add_room(out_.offers);
    Offer& offer = out_.offers[offers_count_++];
    offer.condition = out_.market.condition;
    offer.sub_condition = sub_condition_;
    if (!id(offer.seller)) return false;
    bool has_price = false;
    return members([&](std::uint32_t& seen) __attribute__((always_inline)) {
             return offer_facts(seen, offer, has_price) && offer_marks(seen, offer);
           }) &&
           has_price;
  }

  [[gnu::always_inline]] bool offer_facts(std::uint32_t& seen, Offer& offer, bool& has_price) {
    return member<R"(,"SubCondition":")">(
               seen, 1, [&]() __attribute__((always_inline)) { return sub_condition(offer); }) &&
           member<R"(,"SellerFeedbackRating":{"FeedbackCount":)">(
               seen, 2, [&]() __attribute__((always_inline)) { return rating(offer); }) &&
           member<R"(,"ShippingTime":{"MinimumHours":)">(
               seen, 4, [&]() __attribute__((always_inline)) { return hours(offer); }) &&
           member<R"(,"ListingPrice":)">(seen, 8,
                                         [&]() __attribute__((always_inline)) {
                                           return has_price = amount(offer.price_minor);
                                         }) &&
           member<R"(,"Points":{"PointsNumber":)">(
               seen, 16,
               [&]() __attribute__((always_inline)) {
                 return whole(offer.points_minor, amount_most) && take<"}">();
               }) &&
           member<R"(,"Shipping":)">(
               seen, 32,
               [&]() __attribute__((always_inline)) { return amount(offer.shipping_minor); }) &&
           member<R"(,"ShipsFrom":{"Country":")">(
               seen, 64, [&]() __attribute__((always_inline)) { return ships_from(offer); });
  }

  [[gnu::always_inline]] bool offer_marks(std::uint32_t& seen, Offer& offer) {
    return member<R"(,"IsFulfilledByAmazon":)">(
               seen, 128, [&]() __attribute__((always_inline)) { return fulfilled(offer); }) &&
           member<R"(,"IsBuyBoxWinner":)">(
               seen, 256, [&]() __attribute__((always_inline)) { return winner(offer); }) &&
           member<R"(,"ConditionNotes":")">(
               seen, 512, [&]() __attribute__((always_inline)) { return in_.skip_text(); }) &&
           member<R"(,"PrimeInformation":{"IsOfferPrime":)">(
               seen, 1024, [&]() __attribute__((always_inline)) { return prime(); }) &&
           member<R"(,"IsExpeditedShippingAvailable":)">(
               seen, 2048, [&]() __attribute__((always_inline)) { return skip_truth(); }) &&
           member<R"(,"IsFeaturedMerchant":)">(
               seen, 4096, [&]() __attribute__((always_inline)) { return eligible(offer); }) &&
           member<R"(,"ShipsDomestically":)">(
               seen, 8192, [&]() __attribute__((always_inline)) { return skip_truth(); }) &&
           member<R"(,"ShipsInternationally":)">(
               seen, 16384, [&]() __attribute__((always_inline)) { return skip_truth(); });
  }

  [[gnu::always_inline]] bool sub_condition(Offer& offer) {
    if (take<R"(new")">()) {
      offer.sub_condition = SubCondition::new_;
      return true;
    }
    std::string_view word;
    if (!in_.text(word)) return false;
    if (!word.empty()) offer.sub_condition = sub_condition_word(word);
    return true;
  }

  [[gnu::always_inline]] bool rating(Offer& offer) {
    UsualNumber percent;
    if (!whole(offer.feedback_count, uint32_most) ||
        !take<R"(,"SellerPositiveFeedbackRating":)">() || !in_.number(percent) || !take<"}">()) {
      return false;
    }
    if (percent.decimals > 4) return false;
    const std::uint64_t ppm = percent.digits * tens[4 - percent.decimals];
    if (ppm > static_cast<std::uint64_t>(ppm_one)) return false;
    offer.feedback_score_ppm = static_cast<std::uint32_t>(ppm);
    offer.has |= Offer::has_feedback_score | Offer::has_feedback_count;
    return true;
  }

  [[gnu::always_inline]] bool hours(Offer& offer) {
    offer.has |= Offer::has_handling;
    return skip_number() && take<R"(,"MaximumHours":)">() &&
           whole(offer.handling_hours, uint32_most) &&
           (!take<R"(,"AvailabilityType":")">() || in_.skip_text()) &&
           (!take<R"(,"AvailableDate":")">() || in_.skip_text()) && take<"}">();
  }

  [[gnu::always_inline]] bool ships_from(Offer& offer) {
    std::string_view country;
    const bool good =
        in_.text(country) && (!take<R"(,"State":")">() || in_.skip_text()) && take<"}">();
    offer.ships_from = is_code(country) ? Country{{country[0], country[1]}} : country_word(country);
    return good;
  }

  [[gnu::always_inline]] bool fulfilled(Offer& offer) {
    bool truth = false;
    const bool good = in_.truth(truth);
    offer.fulfilment = truth ? Fulfilment::marketplace : Fulfilment::merchant;
    return good;
  }

  [[gnu::always_inline]] bool winner(Offer& offer) {
    bool truth = false;
    const bool good = in_.truth(truth);
    if (truth) offer.flags |= Offer::is_winner;
    return good;
  }

  [[gnu::always_inline]] bool eligible(Offer& offer) {
    bool truth = false;
    const bool good = in_.truth(truth);
    offer.eligible = truth ? Tristate::yes : Tristate::no;
    return good;
  }

  [[gnu::always_inline]] bool prime() {
    return skip_truth() && take<R"(,"IsOfferNationalPrime":)">() && skip_truth() && take<"}">();
  }

  Message& out_;
  Currency local_{};
  SubCondition sub_condition_{};  ///< of offers that say none
  std::size_t offers_count_{0};   ///< behind them there is room for more
  bool has_metadata_{false};
};

/// A member of a topic that may be missing: a text, not looked into.
template <PathText Name>
bool skip_member(UsualCursor<false>& in) {
  return !in.take_apart<",", Name, ":", R"(")">() || in.skip_text();
}

/// What a topic writes behind the message; any of it may be missing.
bool is_end_of_topic(std::string_view text) {
  UsualCursor<false> in{text};
  return in.take<R"(")">() && skip_member<R"("Timestamp")">(in) &&
         skip_member<R"("SignatureVersion")">(in) && skip_member<R"("Signature")">(in) &&
         skip_member<R"("SigningCertURL")">(in) && skip_member<R"("UnsubscribeURL")">(in) &&
         in.take_apart<"}">() && in.done();
}

}  // namespace

// So many steps that must succeed look as if the last ones were never reached: without a word the
// compiler makes them small instead of fast.
[[gnu::hot]] bool read_usual_form(std::string_view text, Message& out) {
  if (text.size() > json_bytes_max) return false;
  UsualReader<false> reader{text, out};
  return reader.read() && reader.rest().empty();
}

[[gnu::hot]] bool read_usual_topic(std::string_view text, Message& out, std::string_view& id) {
  if (text.size() > json_bytes_max) return false;
  UsualCursor<false> in{text};
  const bool good = in.take_apart<"{", R"("Type")", ":", R"("Notification")", ",", R"("MessageId")",
                                  ":", R"(")">() &&
                    in.whole_text(id) && in.take_apart<",", R"("TopicArn")", ":", R"(")">() &&
                    in.skip_text() && skip_member<R"("Subject")">(in) &&
                    in.take_apart<",", R"("Message")", ":", R"(")">();
  if (!good) return false;
  UsualReader<true> reader{in.rest(), out};
  return reader.read() && is_end_of_topic(reader.rest());
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
