// The cells `offers` and `tiers`: one entry each between semicolons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tables/input.hpp"

namespace haggle::tables {

inline const Readers<Offer>& offer_readers() {
  using O = Offer;
  static const Readers<Offer> readers{
      {"fba", [](Input&, O& o, Text) { o.fulfilment = Fulfilment::marketplace; }},
      {"wins", [](Input&, O& o, Text) { o.flags |= O::is_winner; }},
      {"mine", [](Input&, O& o, Text) { o.flags |= O::is_mine; }},
      {"eligible", [](Input&, O& o, Text) { o.eligible = Tristate::yes; }},
      {"ineligible", [](Input&, O& o, Text) { o.eligible = Tristate::no; }},
      {"consumer", [](Input&, O& o, Text) { o.audience = OfferAudience::consumer; }},
      {"business", [](Input&, O& o, Text) { o.audience = OfferAudience::business; }},
      {"condition", [](Input&, O& o, Text v) { read_condition(o, v); }},
      {"from", [](Input&, O& o, Text v) { o.ships_from = country(v); }},
      {"landed",
       [](Input& in, O& o, Text v) {
         know(o.has, O::has_stated_landed, v, [&] { o.stated_landed_minor = in.minor(v); });
       }},
      {"feedback",
       [](Input&, O& o, Text v) {
         o.feedback_score_ppm = static_cast<std::uint32_t>(rate(v).ppm);
         o.has |= O::has_feedback_score;
       }},
      {"ratings",
       [](Input&, O& o, Text v) {
         o.feedback_count = static_cast<std::uint32_t>(number(v));
         o.has |= O::has_feedback_count;
       }},
      {"handling",
       [](Input&, O& o, Text v) {
         o.handling_hours = static_cast<std::uint32_t>(span(v).ms / minutes(60).ms);
         o.has |= O::has_handling;
       }},
      {"stock",
       [](Input&, O& o, Text v) {
         o.stock = static_cast<std::uint32_t>(number(v));
         o.has |= O::has_stock;
       }},
  };
  return readers;
}

/// "9.50", "9.50+2.00", "9.50+2.00-0.20": item price, shipping, points.
inline void read_price(const Input& in, Offer& offer, Text text) {
  const std::size_t minus = text.find('-', 1);
  const std::size_t plus = text.find('+', 1);
  offer.price_minor = in.minor(text.substr(0, std::min(plus, minus)));
  if (minus != Text::npos) offer.points_minor = in.minor(text.substr(minus + 1));
  if (plus == Text::npos) return;
  offer.shipping_minor =
      in.minor(text.substr(plus + 1, minus == Text::npos ? minus : minus - plus - 1));
}

/// "5@9.30", for the offer that comes next.
inline QuantityBreak quantity_break(const Input& in, Text text) {
  const auto parts = split(text, '@');
  return {static_cast<std::uint32_t>(in.offers.size()),
          static_cast<std::uint32_t>(number(parts[0])), in.minor(parts[1])};
}

/// "A 9.50+0.50 fba wins ratings=12 5@9.30": a seller, a price, and what else is known.
inline void read_offer(Input& in, Text entry) {
  const auto parts = words(entry);
  if (parts.size() < 2) throw Fault("an offer is a seller and a price: " + std::string{entry});
  Offer offer;
  offer.seller = id<SellerId>(parts[0]);
  offer.condition = in.listing().condition;
  offer.sub_condition = in.listing().sub_condition;
  read_price(in, offer, parts[1]);
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (parts[i].find('@') != std::string::npos) {
      in.breaks.push_back(quantity_break(in, parts[i]));
    } else {
      read_fields(in, offer_readers(), offer, parts[i]);
    }
  }
  in.offers.push_back(offer);
}

/// "5@9.40 floor=7.00": from this quantity, the unit price that stands, and its own bounds.
inline void read_tier(Input& in, Text entry) {
  const std::size_t blank = entry.find(' ');
  const auto parts = split(entry.substr(0, blank), '@');
  if (parts.size() != 2) throw Fault("a tier is QUANTITY@PRICE: " + std::string{entry});
  Tier tier;
  tier.quantity = static_cast<std::uint32_t>(number(parts[0]));
  tier.price_minor = in.minor(parts[1]);
  if (blank != Text::npos) read_fields(in, tier_readers(), tier, entry.substr(blank));
  if (in.business.tiers_count < tiers_max) in.business.tiers[in.business.tiers_count] = tier;
  ++in.business.tiers_count;
}

inline void read_offers(Input& in, Text cell) {
  if (cell.empty() || cell == "none") return;
  for (const std::string& entry : split(cell, ';')) read_offer(in, entry);
}

inline void read_tiers(Input& in, Text cell) {
  if (cell.empty()) return;
  in.is_ladder = true;
  if (cell == "none") return;
  for (const std::string& entry : split(cell, ';')) read_tier(in, entry);
}

}  // namespace haggle::tables
