// Reads one line of the model's own form: policy, listing and market as JSON of whole numbers.
#pragma once

#include "differential/model_policy.hpp"
#include "differential/model_values.hpp"

namespace haggle::model {

// ---- listing ------------------------------------------------------------

inline Bound read_bound(const Json& bound) {
  return {bound.at("amount").get<std::int64_t>(), word(basis_words, bound, "basis", Basis::item)};
}

/// Floor, ceiling and MAP, of a listing or of a tier.
template <class T>
void read_bounds(const Json& from, T& out) {
  if (const Json& floor = field(from, "floor"); !floor.is_null()) out.set_floor(read_bound(floor));
  if (const Json& most = field(from, "ceiling"); !most.is_null()) out.set_ceiling(read_bound(most));
  if (const auto map = maybe<std::int64_t>(from, "map")) out.set_map(*map);
}

inline Memory read_memory(const Json& m) {
  Memory out;
  if (m.is_null()) return out;
  out.safe_minor = whole(m, "safe");
  out.lost_minor = whole(m, "lost");
  if (const auto at = maybe<std::int64_t>(m, "step_time")) {
    out.step_time = {*at}, out.has |= Memory::has_step_time;
  }
  if (const auto at = maybe<std::int64_t>(m, "lost_time")) {
    out.lost_time = {*at}, out.has |= Memory::has_lost_time;
  }
  return settled(out);
}

inline void read_facts(const Json& l, Listing& out) {
  if (const auto at = maybe<std::int64_t>(l, "price_time")) out.set_price(0, {*at});
  out.price_minor = whole(l, "price");
  if (const auto minor = maybe<std::int64_t>(l, "shipping")) out.set_shipping(*minor);
  if (const auto units = maybe<std::int32_t>(l, "stock")) out.set_stock(*units);
  if (const auto age = maybe<std::int32_t>(l, "age_days")) out.set_age_days(*age);
  if (const auto at = maybe<std::int64_t>(l, "reference_time")) out.set_reference(0, {*at});
  out.reference_price_minor = whole(l, "reference_price");
  if (const auto at = maybe<std::int64_t>(l, "last_applied")) out.set_last_applied({*at});
  if (const auto minor = maybe<std::int64_t>(l, "cost")) out.set_cost(*minor);
}

inline Listing read_listing(const Json& l) {
  Listing out;
  out.seller = test::seller(get<std::string>(l, "seller", "US"));
  out.marketplace = test::id<MarketplaceId>(get<std::string>(l, "marketplace", "US"));
  out.currency = test::currency("USD");
  out.audience = word(audience_words, l, "audience", Audience::consumer);
  out.condition = word(condition_words, l, "condition", Condition::new_);
  out.sub_condition = word(sub_condition_words, l, "sub_condition", SubCondition::new_);
  out.fulfilment =
      get(l, "marketplace_fulfilled", false) ? Fulfilment::marketplace : Fulfilment::merchant;
  out.status = get(l, "active", true) ? ListingStatus::active : ListingStatus::inactive;
  read_facts(l, out);
  read_bounds(l, out);
  out.points_minor = whole(l, "points");
  out.default_price_minor = whole(l, "default_price");
  out.model_price_minor = whole(l, "model_price");
  out.fee_ppm = whole(l, "fee_ppm");
  out.fee_fixed_minor = whole(l, "fee_fixed");
  out.memory = read_memory(field(l, "memory"));
  return out;
}

inline Tier read_tier(const Json& t) {
  Tier out;
  out.quantity = t.at("quantity").get<std::uint32_t>();
  out.price_minor = whole(t, "price");
  read_bounds(t, out);
  out.memory = read_memory(field(t, "memory"));
  return out;
}

/// A ladder that is too long keeps its length and its first tiers.
inline BusinessListing read_business(const Json& l) {
  BusinessListing out;
  out.listing = read_listing(l);
  out.consumer_price_minor = whole(l, "consumer_price");
  const Json& tiers = l.at("tiers");
  out.tiers_count = static_cast<std::uint32_t>(tiers.size());
  for (std::size_t i = 0; i < std::min(tiers.size(), tiers_max); ++i) {
    out.tiers[i] = read_tier(tiers[i]);
  }
  return out;
}

// ---- market ------------------------------------------------------------

inline OfferAudience read_offer_audience(const Json& o) {
  const auto name = maybe<std::string>(o, "audience");
  if (!name) return OfferAudience::as_market;
  const bool business = word(audience_words, *name) == Audience::business;
  return business ? OfferAudience::business : OfferAudience::consumer;
}

inline void read_said(const Json& o, Offer& out) {
  const auto said = [&](const char* name, std::uint32_t fact, std::uint32_t& to) {
    const auto value = maybe<std::uint32_t>(o, name);
    if (value) to = *value, out.has |= fact;
  };
  said("feedback_score", Offer::has_feedback_score, out.feedback_score_ppm);
  said("feedback_count", Offer::has_feedback_count, out.feedback_count);
  said("handling_hours", Offer::has_handling, out.handling_hours);
  said("stock", Offer::has_stock, out.stock);
  if (const auto minor = maybe<std::int64_t>(o, "landed")) {
    out.stated_landed_minor = *minor, out.has |= Offer::has_stated_landed;
  }
  if (const auto from = maybe<std::string>(o, "ships_from")) out.ships_from = test::country(*from);
  if (const auto yes = maybe<bool>(o, "eligible")) {
    out.eligible = *yes ? Tristate::yes : Tristate::no;
  }
}

inline Offer read_offer(const Json& o) {
  Offer out = test::offer(o.at("seller").get<std::string>(), o.at("price").get<std::int64_t>());
  out.shipping_minor = whole(o, "shipping");
  out.points_minor = whole(o, "points");
  out.condition = word(condition_words, o, "condition", Condition::new_);
  out.sub_condition = word(sub_condition_words, o, "sub_condition", SubCondition::new_);
  out.audience = read_offer_audience(o);
  if (get(o, "marketplace_fulfilled", false)) out = test::by_marketplace(out);
  if (get(o, "mine", false)) out = test::mine(out);
  if (get(o, "winner", false)) out = test::winner(out);
  read_said(o, out);
  return out;
}

inline std::vector<QuantityBreak> read_breaks(const Json& offers) {
  std::vector<QuantityBreak> out;
  for (std::uint32_t i = 0; i < offers.size(); ++i) {
    for (const Json& row : field(offers[i], "breaks")) {
      out.push_back({i, row[0].get<std::uint32_t>(), row[1].get<std::int64_t>()});
    }
  }
  return out;
}

inline Market read_market(const Json& m) {
  Market out;
  out.currency = test::currency("USD");
  out.time = {whole(m, "time")};
  out.marketplace = test::id<MarketplaceId>(get<std::string>(m, "marketplace", "US"));
  out.country = test::country(get<std::string>(m, "country", "US"));
  out.audience = word(audience_words, m, "audience", Audience::consumer);
  out.condition = word(condition_words, m, "condition", Condition::new_);
  if (get(m, "has_points", false)) out.flags |= Market::has_points;
  if (get(m, "whole", false)) out.flags |= Market::list_is_whole;
  if (get(m, "suppressed", false)) out.flags |= Market::buy_box_suppressed;
  if (const auto count = maybe<std::int64_t>(m, "count")) out.set_offers_counted(*count);
  if (const auto row = maybe<std::int64_t>(m, "buy_box_landed")) out.set_buy_box_landed(*row);
  if (const auto name = maybe<std::string>(m, "winner_seller")) {
    out.winner_seller = test::seller(*name);
  }
  return out;
}

inline std::vector<Offer> read_offers(const Json& offers) {
  std::vector<Offer> out;
  for (const Json& one : offers) out.push_back(read_offer(one));
  return out;
}

inline Clock read_clock(const Json& line) {
  return {{line.at("now").get<std::int64_t>()}, get<std::int32_t>(line, "utc_offset", 0)};
}

}  // namespace haggle::model
