// Random listings with their markets: small amounts and few names, so that ties and edges are
// frequent. Everything is valid but for what only a decision can see (a floor of 0, bounds that
// contradict each other).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/build.hpp"
#include "support/dice.hpp"

namespace haggle::test {

/// 2023-11-14 22:13:20 UTC, minute 1333 of the day.
inline constexpr Instant market_time{1'700'000'000'000};

namespace drawn {

/// Letters as one-letter ids.
inline SellerId seller_of(Dice& dice, const std::string& letters) {
  return seller(std::string(1, letters[dice.below(letters.size())]));
}

inline std::int64_t price(Dice& dice) {
  if (dice.chance(20)) return dice.pick<std::int64_t>({0, -1, 9, 10, 10, 11, 19, 20});
  return dice.between(1, 30);
}

template <class T>
void draw_condition(Dice& dice, T& out) {
  const std::size_t roll = dice.below(9);
  out.condition = roll < 6 ? Condition::new_ : Condition::used;
  out.sub_condition = roll < 6    ? SubCondition::new_
                      : roll == 6 ? SubCondition::like_new
                      : roll == 7 ? SubCondition::good
                                  : SubCondition::acceptable;
}

/// What an offer says of itself; each fact is left out now and then.
inline void draw_said(Dice& dice, Offer& out) {
  const auto said = [&](std::uint32_t fact, std::uint32_t& to, std::uint32_t value) {
    if (value != UINT32_MAX) to = value, out.has |= fact;
  };
  constexpr std::uint32_t no = UINT32_MAX;
  said(Offer::has_feedback_score, out.feedback_score_ppm,
       dice.pick({no, 800'000U, 900'000U, 950'000U}));
  said(Offer::has_feedback_count, out.feedback_count, dice.pick({no, 5U, 10U}));
  said(Offer::has_handling, out.handling_hours, dice.pick({no, 24U, 72U}));
  said(Offer::has_stock, out.stock, dice.pick({no, 0U, 1U, 5U}));
  out.ships_from = country(dice.pick({"", "US", "CN"}));
  out.eligible = dice.pick({Tristate::unknown, Tristate::unknown, Tristate::yes, Tristate::no});
}

inline Offer rival(Dice& dice) {
  Offer out;
  out.seller = seller_of(dice, "ABCDEFG");
  out.price_minor = price(dice);
  out.shipping_minor = dice.pick<std::int64_t>({0, 0, 0, 1, 3, 5});
  if (dice.chance(2)) out.shipping_minor = -2;
  out.points_minor = dice.pick<std::int64_t>({0, 0, 0, 1, 2});
  out.fulfilment = dice.chance(40) ? Fulfilment::marketplace : Fulfilment::merchant;
  draw_condition(dice, out);
  draw_said(dice, out);
  if (dice.chance(10)) {
    out.stated_landed_minor = out.price_minor + out.shipping_minor;
    out.has |= Offer::has_stated_landed;
  }
  return out;
}

inline Offer own_row(Dice& dice, const Listing& l) {
  Offer out;
  out.seller = l.seller;
  out.price_minor = l.price_minor != 0 && dice.chance(60) ? l.price_minor : dice.between(0, 30);
  out.shipping_minor =
      l.knows(Listing::has_shipping) ? l.shipping_minor : dice.pick<std::int64_t>({0, 2});
  out.points_minor = l.points_minor;
  out.fulfilment = l.fulfilment;
  out.condition = l.condition;
  out.sub_condition = dice.chance(85) ? l.sub_condition : SubCondition::good;
  if (dice.chance(20)) out.flags |= Offer::is_mine;
  return out;
}

inline Bound bound(Dice& dice, std::int64_t amount) {
  const Basis basis =
      dice.pick({Basis::item, Basis::item, Basis::landed, Basis::item_minus_points});
  return {amount, basis};
}

/// A floor, and often a ceiling equal or near to it; of a listing or of a tier.
template <class T>
void draw_bounds(Dice& dice, T& out) {
  const std::int64_t floor =
      dice.chance(98) ? dice.pick<std::int64_t>({1, 5, 5, 8, 10, 10, 12, 15}) : 0;
  out.set_floor(bound(dice, floor));
  if (dice.chance(20)) return;
  const std::int64_t near = floor + dice.pick<std::int64_t>({0, 1, 3, 10, 20});
  out.set_ceiling(bound(dice, dice.pick<std::int64_t>({near, 30, 40})));
}

inline Instant before(std::int64_t span_seconds) {
  return ago(seconds(span_seconds), market_time);
}

inline Memory memory(Dice& dice, std::int64_t price_minor) {
  Memory out;
  if (price_minor == 0 || dice.chance(70)) return out;
  out.safe_minor = dice.chance(50) ? dice.between(1, price_minor) : 0;
  out.step_time = before(dice.pick<std::int64_t>({5'000, 1'000}));
  out.has = Memory::has_step_time;
  if (dice.chance(50)) {
    out.lost_minor = dice.between(1, 40);
    out.lost_time = before(dice.pick<std::int64_t>({100'000, 86'400, 9'000}));
    out.has |= Memory::has_lost_time;
  }
  return settled(out);
}

inline void draw_dates(Dice& dice, Listing& out) {
  const std::int64_t sent = dice.pick<std::int64_t>({-1, 10'000, 10'000, 3'600, 1'000, 1'000, 0});
  if (sent >= 0) out.set_price(out.price_minor, before(sent));
  const std::int64_t dated = dice.pick<std::int64_t>({-1, 50'000, 1});
  out.reference_price_minor = dice.pick<std::int64_t>({0, 0, 10, 20, 25});
  if (dated >= 0) out.set_reference(out.reference_price_minor, before(dated));
  if (dice.chance(15)) out.set_last_applied(before(dice.pick<std::int64_t>({1'000, 0, -1})));
}

inline void draw_facts(Dice& dice, Listing& out) {
  if (dice.chance(83)) out.set_shipping(dice.pick<std::int64_t>({0, 0, 0, 3, 5}));
  out.points_minor = dice.pick<std::int64_t>({0, 0, 0, 1, 2});
  if (dice.chance(30)) out.set_stock(dice.pick({0, 3, 5, 9}));
  if (dice.chance(60)) out.set_age_days(dice.pick({0, 90, 91, 180, 400}));
  if (dice.chance(15)) out.set_map(dice.between(5, 18));
  if (dice.chance(67)) out.set_cost(dice.pick<std::int64_t>({0, 4, 7}));
  out.fee_ppm = dice.pick<std::int64_t>({0, 80'000, 150'000, 333'333});
  out.fee_fixed_minor = dice.pick<std::int64_t>({0, 1});
  out.default_price_minor = dice.pick<std::int64_t>({0, 0, 5, 10, 12, 15, 20, 25});
  out.model_price_minor = dice.pick<std::int64_t>({0, 8, 15, 25});
}

inline Listing a_listing(Dice& dice) {
  Listing out;
  out.seller = seller("US");
  out.marketplace = id<MarketplaceId>("US");
  out.currency = currency("USD");
  const bool used = dice.chance(17);
  out.condition = used ? Condition::used : Condition::new_;
  out.sub_condition = used ? SubCondition::good : SubCondition::new_;
  out.fulfilment = dice.chance(40) ? Fulfilment::marketplace : Fulfilment::merchant;
  out.status = dice.chance(98) ? ListingStatus::active : ListingStatus::inactive;
  out.price_minor = dice.chance(8) ? 0 : dice.between(1, 30);
  draw_bounds(dice, out);
  draw_dates(dice, out);
  draw_facts(dice, out);
  out.memory = memory(dice, out.price_minor);
  return out;
}

/// Makes the buy box ours.
inline void win(Dice& dice, const Listing& l, std::vector<Offer>& offers) {
  std::erase_if(offers, [&](const Offer& o) { return o.seller == l.seller; });
  Offer row = own_row(dice, l);
  row.sub_condition = l.sub_condition;
  row.flags |= Offer::is_winner;
  if (l.price_minor != 0 && dice.chance(70)) row.price_minor = l.price_minor;
  offers.push_back(row);
}

/// Flags a row or two, names a winner, shows a buy-box row, or says nothing.
inline void draw_holder(Dice& dice, World& out) {
  std::vector<Offer>& offers = out.offers;
  const std::size_t style = dice.below(100);
  if (!offers.empty() && style < 55) {
    offers[dice.below(offers.size())].flags |= Offer::is_winner;
    if (dice.chance(7)) offers[dice.below(offers.size())].flags |= Offer::is_winner;
  } else if (style >= 90) {
    out.market.winner_seller = dice.chance(20) ? seller("US") : seller_of(dice, "AABCGZ");
  } else if (style >= 75) {
    const std::int64_t shown =
        offers.empty() ? 15 : landed_minor(offers[dice.below(offers.size())], false);
    out.market.set_buy_box_landed(shown);
  }
}

inline Market a_market(Dice& dice, const Listing& l, std::size_t offers_count) {
  Market out = market();
  out.time = market_time;
  out.condition = l.condition;
  if (dice.chance(50)) out.flags |= Market::has_points;
  if (dice.chance(60)) out.flags |= Market::list_is_whole;
  if (dice.chance(4)) out.flags |= Market::buy_box_suppressed;
  if (dice.chance(60)) {
    out.set_offers_counted(
        dice.pick<std::int64_t>({0, 1, 2, static_cast<std::int64_t>(offers_count)}));
  }
  return out;
}

}  // namespace drawn

inline World random_world(Dice& dice) {
  World out;
  out.listing = drawn::a_listing(dice);
  const std::size_t rivals = dice.pick<std::size_t>({0, 1, 2, 2, 3, 3, 4, 5});
  for (std::size_t i = 0; i < rivals; ++i) out.offers.push_back(drawn::rival(dice));
  if (dice.chance(50)) {
    out.offers.push_back(drawn::own_row(dice, out.listing));
    if (dice.chance(10)) out.offers.push_back(drawn::own_row(dice, out.listing));
  }
  out.market = drawn::a_market(dice, out.listing, out.offers.size());
  if (dice.chance(25)) {
    drawn::win(dice, out.listing, out.offers);
  } else {
    drawn::draw_holder(dice, out);
  }
  dice.shuffle(out.offers);
  out.clock.now = market_time + seconds(dice.pick<std::int64_t>({0, 0, 20, 3'600}));
  if (dice.chance(10)) {
    out.clock.utc_offset_minutes = static_cast<std::int32_t>(dice.between(-720, 840));
  }
  return out;
}

inline BusinessWorld random_business_world(Dice& dice) {
  const World base = random_world(dice);
  BusinessWorld out{{base.listing, 0, 0, 0, {}}, base.market, base.offers, {}, base.clock};
  out.business.listing.audience = out.market.audience = Audience::business;
  out.business.consumer_price_minor = dice.pick<std::int64_t>({0, 10, 12, 15, 20, 25});
  std::vector<std::uint32_t> quantities{2, 3, 5, 10, 20, 50};
  dice.shuffle(quantities);
  quantities.resize(1 + dice.below(tiers_max));
  std::sort(quantities.begin(), quantities.end());
  for (const std::uint32_t quantity : quantities) {
    Tier& tier = out.business.tiers[out.business.tiers_count++];
    tier.quantity = quantity;
    tier.price_minor = dice.pick<std::int64_t>({0, 8, 10, 12, 15, 20});
    drawn::draw_bounds(dice, tier);
    if (dice.chance(15)) tier.memory = drawn::memory(dice, tier.price_minor);
  }
  for (std::uint32_t i = 0; i < out.offers.size(); ++i) {
    using enum OfferAudience;
    out.offers[i].audience = dice.pick({as_market, business, consumer});
    for (const std::uint32_t quantity : {2U, 5U, 10U, 20U}) {
      if (dice.chance(40)) out.breaks.push_back({i, quantity, dice.between(1, 25)});
    }
  }
  return out;
}

}  // namespace haggle::test
