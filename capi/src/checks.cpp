#include "checks.hpp"

#include "codec/json_utf8.hpp"

namespace haggle::capi {
namespace {

template <std::size_t Bytes>
Wrong check_id(const Id<Bytes>& id, const char* where, std::size_t index = 0) noexcept {
  if (!is_well_formed(id)) return {Errc::bad_id, where, index};
  return is_utf8(id.text()) ? Wrong{} : Wrong{Errc::bad_encoding, where, index};
}

/// Empty, or two letters of ASCII.
bool is_country(const Country& country) noexcept {
  const auto is_capital = [](char c) { return 'A' <= c && c <= 'Z'; };
  if (country.empty()) return is_zero(country.code, country.code + 4);
  return is_capital(country.code[0]) && is_capital(country.code[1]) && country.code[2] == 0 &&
         country.code[3] == 0;
}

Wrong check_currency(const Currency& currency, const char* where) noexcept {
  return exponent_of(currency) >= 0 ? Wrong{} : Wrong{Errc::unknown_currency, where};
}

template <class Enum>
bool is_known(Enum value, Enum last) noexcept {
  return detail::is_up_to(value, last);
}

Wrong check_bounds_of(const Listing& listing) noexcept {
  const auto good = [](const Bound& bound) {
    return detail::is_own_amount(bound.amount_minor) &&
           is_known(bound.basis, Basis::item_minus_points);
  };
  if (!good(listing.floor)) return {Errc::out_of_range, "listing.floor"};
  if (!good(listing.ceiling)) return {Errc::out_of_range, "listing.ceiling"};
  if (!detail::is_own_amount(listing.map_minor)) return {Errc::out_of_range, "listing.map"};
  return {};
}

Wrong check_ids_of(const Market& market) noexcept {
  return first_wrong(
      [&] { return check_id(market.item, "market.item"); },
      [&] { return check_id(market.marketplace, "market.marketplace"); },
      [&] { return check_id(market.winner_seller, "market.winner_seller"); },
      [&] { return is_country(market.country) ? Wrong{} : Wrong{Errc::bad_id, "market.country"}; });
}

Wrong check_offers(std::span<const Offer> offers) noexcept {
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (!detail::is_sound(offers[i])) return detail::fault_of(offers);
    if (const Wrong wrong = check_id(offers[i].seller, "offers[].seller", i)) return wrong;
  }
  return {};
}

bool are_words_known(const Decision& d) noexcept {
  return is_known(d.action, Action::reprice) && is_known(d.state, State::offers_unknown) &&
         is_known(d.strategy, Strategy::hold) &&
         is_known(d.floor_kind, BoundKind::consumer_price) &&
         is_known(d.ceiling_kind, BoundKind::consumer_price) &&
         is_known(d.binding, BoundKind::consumer_price);
}

bool is_known(const Step& step) noexcept {
  const auto reason = static_cast<std::size_t>(step.reason);
  return 1 <= reason && reason <= reason_table.size() && Stage::age_band <= step.stage &&
         step.stage <= Stage::worth_it && step.names_offer <= 1;
}

Wrong check_steps(const Decision& d, std::size_t offers_count) noexcept {
  if (d.steps_count == 0 || d.steps_count > steps_max) {
    return {Errc::out_of_range, "decision.steps_count"};
  }
  for (std::size_t i = 0; i < d.steps_count; ++i) {
    const Step& step = d.trail.entries[i];
    if (!is_known(step)) return {Errc::unknown_value, "decision.steps[]", i};
    const auto offer = step.offer_index();
    if (offer && *offer >= offers_count) {
      return {Errc::out_of_range, "decision.steps[].offer", i};
    }
  }
  return {};
}

/// The amounts of a decision, which are written in its currency.
Wrong check_amounts(const Decision& d) noexcept {
  const auto holds = [](std::int64_t minor) { return detail::is_amount(minor); };
  return detail::first_out_of_range({{d.price_minor, "decision.price"},
                                     {d.current_minor, "decision.current"},
                                     {d.goal_minor, "decision.goal"},
                                     {d.change_minor, "decision.change"},
                                     {d.floor_minor, "decision.floor"},
                                     {d.ceiling_minor, "decision.ceiling"},
                                     {d.memory.safe_minor, "decision.memory.safe"},
                                     {d.memory.lost_minor, "decision.memory.lost"}},
                                    holds);
}

Wrong check_times_of(const Decision& d) noexcept {
  // When to decide again may be one span of a policy behind a moment.
  const auto holds = [](std::int64_t ms) {
    return -2 * instant_ms_max <= ms && ms <= 2 * instant_ms_max;
  };
  return detail::first_out_of_range({{d.again_at.ms, "decision.again_at"},
                                     {d.memory.step_time.ms, "decision.memory.step_time"},
                                     {d.memory.lost_time.ms, "decision.memory.lost_time"}},
                                    holds);
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  return codec::check_utf8(text, 0, text.size()) != text.npos;
}

Wrong check_text_of(const Listing& listing) noexcept {
  return first_wrong([&] { return Wrong{detail::check_listing(listing)}; },
                     [&] { return check_bounds_of(listing); },
                     [&] { return check_currency(listing.currency, "listing.currency"); },
                     [&] { return check_id(listing.seller, "listing.seller"); },
                     [&] { return check_id(listing.item, "listing.item"); },
                     [&] { return check_id(listing.sku, "listing.sku"); },
                     [&] { return check_id(listing.marketplace, "listing.marketplace"); },
                     [&] { return Wrong{detail::check_times(listing, Market{}, Clock{})}; });
}

Wrong check_text_of(const BusinessListing& business) noexcept {
  if (const Wrong wrong = check_text_of(business.listing)) return wrong;
  const Market market;
  const BusinessSnapshot alone{business, market, {}, {}, {}};
  if (const Wrong wrong = detail::check_ladder(alone)) return wrong;
  for (std::size_t i = 0; i < business.tiers_count; ++i) {
    const Listing seen = detail::of_tier(business.listing, business.tiers[i]);
    if (check_bounds_of(seen)) return {Errc::out_of_range, "listing.tiers[]", i};
  }
  return {};
}

Wrong check_text_of(const Snapshot& snapshot) noexcept {
  return first_wrong([&] { return Wrong{detail::check_snapshot(snapshot, {})}; },
                     [&] { return check_text_of(snapshot.listing); },
                     [&] { return check_ids_of(snapshot.market); },
                     [&] { return check_offers(snapshot.offers); });
}

Wrong check_decision(const Decision& d, std::size_t offers_count) noexcept {
  if (!are_words_known(d)) return {Errc::unknown_value, "decision"};
  const auto names = [&](std::uint32_t fact, std::uint32_t offer) {
    return d.knows(fact) && offer >= offers_count;
  };
  if (names(Decision::has_reference, d.reference)) {
    return {Errc::out_of_range, "decision.reference"};
  }
  if (names(Decision::has_holder, d.holder)) return {Errc::out_of_range, "decision.holder"};
  return first_wrong([&] { return check_currency(d.currency, "decision.currency"); },
                     [&] { return check_steps(d, offers_count); }, [&] { return check_amounts(d); },
                     [&] { return check_times_of(d); });
}

Wrong check_verdicts(std::span<const Verdict> verdicts) noexcept {
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (!is_known(verdicts[i], Verdict::not_included)) {
      return {Errc::unknown_value, "verdicts[]", i};
    }
  }
  return {};
}

}  // namespace haggle::capi
