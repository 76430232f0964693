// Reads one line of the model's own form: policy, listing and market as JSON of plain whole numbers.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle::model {

using Json = nlohmann::json;

/// A line whose fault has a name of its own, since our types cannot hold it.
struct BadLine : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline const Json& field(const Json& object, const char* name) {
  static const Json absent;
  const auto found = object.find(name);
  return found == object.end() ? absent : *found;
}
template <class T>
T get(const Json& object, const char* name, T otherwise) {
  const Json& value = field(object, name);
  return value.is_null() ? otherwise : value.get<T>();
}
template <class T>
std::optional<T> maybe(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_null() ? std::nullopt : std::optional{value.get<T>()};
}
inline std::int64_t whole(const Json& object, const char* name, std::int64_t otherwise = 0) {
  return get<std::int64_t>(object, name, otherwise);
}

/// The enumerator of a word; one that no set has where the word is unknown, so that the core says so.
template <class T, std::size_t N>
T word(const std::array<Word<T>, N>& words, const std::string& name) {
  return haggle::value_of(words, name).value_or(static_cast<T>(255));
}
template <class T, std::size_t N>
T word(const std::array<Word<T>, N>& words, const Json& object, const char* name, T otherwise) {
  const Json& value = field(object, name);
  return value.is_null() ? otherwise : word(words, value.get<std::string>());
}

inline AmountOrRate amount_or_rate(const Json& value) {
  if (value.is_object()) return Rate{value.at("ppm").get<std::int64_t>()};
  return Amount::minor(value.get<std::int64_t>());
}
inline std::optional<AmountOrRate> maybe_size(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_null() ? std::nullopt : std::optional{amount_or_rate(value)};
}
inline std::optional<Duration> maybe_span(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_null() ? std::nullopt : std::optional{Duration{value.get<std::int64_t>()}};
}
inline std::vector<SellerId> sellers(const Json& list) {
  std::vector<SellerId> out;
  for (const Json& one : list) out.push_back(test::seller(one.get<std::string>()));
  return out;
}

// ---- policy --------------------------------------------------------------------------------------

inline GateTerms read_gates(const Json& p) {
  GateTerms out;
  out.paused = get(p, "paused", false);
  if (const Json& hours = field(p, "hours"); !hours.is_null()) {
    out.hours = Hours{hours[0].get<std::int32_t>(), hours[1].get<std::int32_t>()};
  }
  out.snapshot_age_max = maybe_span(p, "max_age");
  out.cool_down = {whole(p, "cool_down")};
  out.settle_time = {whole(p, "settle_time", out.settle_time.ms)};
  out.step_interval = {whole(p, "step_interval", out.step_interval.ms)};
  return out;
}

inline Filters read_filters(const Json& p) {
  Filters out;
  out.absurd_low_ppm = maybe<std::int64_t>(p, "absurd_low");
  out.absurd_high_ppm = maybe<std::int64_t>(p, "absurd_high");
  out.condition = word(condition_filter_words, p, "condition", out.condition);
  if (const auto name = maybe<std::string>(p, "fulfilment")) {
    out.fulfilment = word(fulfilment_words, *name);
  }
  out.feedback_score_ppm_min = maybe<std::uint32_t>(p, "min_feedback_score");
  out.feedback_count_min = maybe<std::uint32_t>(p, "min_feedback_count");
  out.handling_hours_max = maybe<std::uint32_t>(p, "max_handling_hours");
  out.stock_min = maybe<std::uint32_t>(p, "min_stock");
  if (const Json& list = field(p, "ships_from"); !list.is_null()) {
    out.ships_from.emplace();
    for (const Json& one : list) out.ships_from->push_back(test::country(one.get<std::string>()));
  }
  out.eligible_only = get(p, "eligible_only", false);
  out.exclude = sellers(field(p, "exclude"));
  if (const Json& list = field(p, "include"); !list.is_null()) out.include = sellers(list);
  out.unknown = word(unknown_words, p, "unknown", out.unknown);
  return out;
}

inline Reactions read_reactions(const Json& chosen) {
  Reactions out;
  for (const auto& [state, reaction] : chosen.items()) {
    const Strategy strategy = word(strategy_words, reaction.get<std::string>());
    const State when = word(state_words, state);
    if (when == State::all_filtered) {
      out.all_filtered = strategy;
    } else if (when == State::buy_box_sister) {
      out.buy_box_sister = strategy;
    } else if (when == State::buy_box_suppressed) {
      out.buy_box_suppressed = strategy;
    } else if (reaction_to(when, out) != strategy) {
      throw BadLine("unknown_value");
    }
  }
  return out;
}

inline CompeteWith read_compete_with(const Json& list) {
  if (list.is_null()) return compete_with_default;
  CompeteWith out{};
  for (std::size_t i = 0; i < list.size(); ++i) {
    out.at(i) = word(reference_kind_words, list[i].get<std::string>());
  }
  return out;
}

inline ShapeSpec read_shape(const Json& p) {
  ShapeSpec out;
  out.tick = Amount::minor(whole(p, "tick", 1));
  if (const Json& ending = field(p, "ending"); !ending.is_null()) {
    out.ending = EndingSpec{Amount::minor(ending[0].get<std::int64_t>()),
                            Amount::minor(ending[1].get<std::int64_t>()),
                            Amount::minor(whole(p, "ending_window"))};
  }
  out.step_up = maybe_size(p, "step_up");
  out.step_down = maybe_size(p, "step_down");
  out.min_change = maybe_size(p, "min_change").value_or(out.min_change);
  return out;
}

inline BoundSpec read_bound_spec(const Json& p) {
  BoundSpec out;
  if (const auto ppm = maybe<std::int64_t>(p, "margin")) out.margin = Margin{*ppm};
  if (const auto ppm = maybe<std::int64_t>(p, "roi")) out.roi = Roi{*ppm};
  if (const auto minor = maybe<std::int64_t>(p, "profit")) out.profit = Amount::minor(*minor);
  if (const auto ppm = maybe<std::int64_t>(p, "ceiling_ratio")) out.ceiling_ratio = Rate{*ppm};
  out.reference_age_max = maybe_span(p, "reference_max_age");
  return out;
}

inline MaximizeSpec read_maximize(const Json& p) {
  MaximizeSpec out;
  out.mode = word(maximize_mode_words, p, "maximize", out.mode);
  out.probe_step = Amount::minor(whole(p, "probe_step", 1));
  out.probe_interval = {whole(p, "probe_interval")};
  out.probe_memory = {whole(p, "probe_memory", out.probe_memory.ms)};
  return out;
}

inline PolicySpec read_policy(const Json& p) {
  PolicySpec out;
  out.gates = read_gates(p);
  out.sisters = sellers(field(p, "sisters"));
  out.filters = read_filters(p);
  out.reactions = read_reactions(field(p, "reactions"));
  out.compete_with = read_compete_with(field(p, "compete_with"));
  out.beat_by = maybe_size(p, "beat_by").value_or(out.beat_by);
  out.maximize = read_maximize(p);
  out.only_seller = word(only_seller_mode_words, p, "only", out.only_seller);
  out.min_rule = word(min_max_rule_words, p, "min_rule", out.min_rule);
  out.max_rule = word(min_max_rule_words, p, "max_rule", out.max_rule);
  out.shape = read_shape(p);
  out.bounds = read_bound_spec(p);
  for (const Json& band : field(p, "bands")) {
    out.bands.push_back({band.at("start").get<std::int32_t>(), maybe<std::int32_t>(band, "end"),
                         read_policy(field(band, "policy"))});
  }
  return out;
}

// ---- listing -------------------------------------------------------------------------------------

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

// ---- market --------------------------------------------------------------------------------------

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
