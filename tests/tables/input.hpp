// A row as what a decision reads: the listing, its market and the offers, each field by its name.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/policy_spec.hpp"
#include "tables/values.hpp"

namespace haggle::tables {

using Text = std::string_view;

/// Everything that one row says.
struct Input {
  BusinessListing business{};
  Market market{};
  std::vector<Offer> offers{};
  std::vector<QuantityBreak> breaks{};
  Clock clock{};
  PolicySpec policy{};
  bool is_ladder{false};  ///< a row with a cell `tiers`

  [[nodiscard]] Listing& listing() noexcept { return business.listing; }
  [[nodiscard]] const Listing& listing() const noexcept { return business.listing; }
  [[nodiscard]] std::int64_t minor(Text text) const {
    return text == "none" ? 0 : tables::minor(text, listing().currency);
  }
  /// A moment, as a span from now.
  [[nodiscard]] Instant at(Text text) const { return clock.now + span(text); }
};

/// How a field is read, by its name.
template <class Target>
using Readers = std::map<Text, void (*)(Input&, Target&, Text)>;

template <class Target>
void read_field(Input& in, const Readers<Target>& readers, Target& target, const Field& field) {
  const auto found = readers.find(field.name);
  if (found == readers.end()) throw Fault("no such field: " + field.name);
  try {
    found->second(in, target, field.value);
  } catch (const Fault& fault) {
    throw Fault(field.name + ": " + fault.what());
  }
}

template <class Target>
void read_fields(Input& in, const Readers<Target>& readers, Target& target, Text cell) {
  for (const Field& field : fields_of(cell)) read_field(in, readers, target, field);
}

/// "10.00", "landed:10.00", "item_minus_points:10.00".
inline Bound bound(const Input& in, Text text) {
  for (const Word<Basis>& basis : basis_words) {
    if (!text.starts_with(std::string{basis.name} + ":")) continue;
    return {in.minor(text.substr(basis.name.size() + 1)), basis.value};
  }
  return {in.minor(text), Basis::item};
}

/// Writes a fact that may be unknown, or takes it back: "none".
template <class Set>
void know(std::uint32_t& has, std::uint32_t bit, Text text, Set set) {
  if (text == "none") {
    has &= ~bit;
  } else {
    set();
    has |= bit;
  }
}

/// "used/good".
template <class Target>
void read_condition(Target& target, Text text) {
  const auto parts = split(text, '/');
  target.condition = word(condition_words, parts.front());
  target.sub_condition = word(sub_condition_words, parts.back());
}

inline Country country(Text text) {
  Country code;
  if (text == "none") return code;
  if (text.size() != 2) throw Fault("a country has two letters: " + std::string{text});
  std::copy(text.begin(), text.end(), code.code);
  return code;
}

inline void read_memory(Input& in, Memory& memory, Text name, Text text) {
  memory.version = Memory::version_now;
  if (name == "safe") memory.safe_minor = in.minor(text);
  if (name == "lost") memory.lost_minor = in.minor(text);
  if (name == "stepped") memory.step_time = in.at(text), memory.has |= Memory::has_step_time;
  if (name == "lost_at") memory.lost_time = in.at(text), memory.has |= Memory::has_lost_time;
}

inline const Readers<Listing>& listing_readers() {
  using L = Listing;
  static const Readers<Listing> readers{
      {"seller", [](Input&, L& l, Text v) { l.seller = id<SellerId>(v); }},
      {"item", [](Input&, L& l, Text v) { l.item = id<ItemId>(v); }},
      {"marketplace", [](Input&, L& l, Text v) { l.marketplace = id<MarketplaceId>(v); }},
      {"currency", [](Input&, L&, Text) {}},  // read before all others
      {"audience", [](Input&, L& l, Text v) { l.audience = word(audience_words, v); }},
      {"condition", [](Input&, L& l, Text v) { read_condition(l, v); }},
      {"fulfilment", [](Input&, L& l, Text v) { l.fulfilment = word(fulfilment_words, v); }},
      {"status", [](Input&, L& l, Text v) { l.status = word(status_words, v); }},
      {"stock", [](Input&, L& l, Text v) { l.set_stock(static_cast<std::int32_t>(number(v))); }},
      {"age", [](Input&, L& l, Text v) { l.set_age_days(static_cast<std::int32_t>(number(v))); }},
      {"price", [](Input& in, L& l, Text v) { l.price_minor = in.minor(v); }},
      {"sent", [](Input& in, L& l,
                  Text v) { know(l.has, L::has_price_time, v, [&] { l.price_time = in.at(v); }); }},
      {"shipping",
       [](Input& in, L& l, Text v) {
         know(l.has, L::has_shipping, v, [&] { l.shipping_minor = in.minor(v); });
       }},
      {"points", [](Input& in, L& l, Text v) { l.points_minor = in.minor(v); }},
      {"default", [](Input& in, L& l, Text v) { l.default_price_minor = in.minor(v); }},
      {"model", [](Input& in, L& l, Text v) { l.model_price_minor = in.minor(v); }},
      {"floor", [](Input& in, L& l,
                   Text v) { know(l.has, L::has_floor, v, [&] { l.floor = bound(in, v); }); }},
      {"ceiling",
       [](Input& in, L& l, Text v) {
         know(l.has, L::has_ceiling, v, [&] { l.ceiling = bound(in, v); });
       }},
      {"map", [](Input& in, L& l, Text v) { l.set_map(in.minor(v)); }},
      {"reference", [](Input& in, L& l, Text v) { l.reference_price_minor = in.minor(v); }},
      {"reference_at",
       [](Input& in, L& l, Text v) {
         know(l.has, L::has_reference_time, v, [&] { l.reference_time = in.at(v); });
       }},
      {"last_applied", [](Input& in, L& l, Text v) { l.set_last_applied(in.at(v)); }},
      {"cost", [](Input& in, L& l, Text v) { l.set_cost(in.minor(v)); }},
      {"fee", [](Input&, L& l, Text v) { l.fee_ppm = rate(v).ppm; }},
      {"fee_fixed", [](Input& in, L& l, Text v) { l.fee_fixed_minor = in.minor(v); }},
      {"safe", [](Input& in, L& l, Text v) { read_memory(in, l.memory, "safe", v); }},
      {"stepped", [](Input& in, L& l, Text v) { read_memory(in, l.memory, "stepped", v); }},
      {"lost", [](Input& in, L& l, Text v) { read_memory(in, l.memory, "lost", v); }},
      {"lost_at", [](Input& in, L& l, Text v) { read_memory(in, l.memory, "lost_at", v); }},
      {"consumer_price",
       [](Input& in, L&, Text v) { in.business.consumer_price_minor = in.minor(v); }},
  };
  return readers;
}

inline const Readers<Market>& market_readers() {
  using M = Market;
  static const Readers<Market> readers{
      {"time", [](Input& in, M& m, Text v) { m.time = in.at(v); }},
      {"marketplace", [](Input&, M& m, Text v) { m.marketplace = id<MarketplaceId>(v); }},
      {"country", [](Input&, M& m, Text v) { m.country = country(v); }},
      {"currency", [](Input&, M& m, Text v) { m.currency = sound(currency_from(v), v); }},
      {"audience", [](Input&, M& m, Text v) { m.audience = word(audience_words, v); }},
      {"condition", [](Input&, M& m, Text v) { m.condition = word(condition_words, v); }},
      {"item", [](Input&, M& m, Text v) { m.item = id<ItemId>(v); }},
      {"points", [](Input&, M& m, Text) { m.flags |= M::has_points; }},
      {"no_points", [](Input&, M& m, Text) { m.flags &= ~M::has_points; }},
      {"whole", [](Input&, M& m, Text) { m.flags |= M::list_is_whole; }},
      {"suppressed", [](Input&, M& m, Text) { m.flags |= M::buy_box_suppressed; }},
      {"count", [](Input&, M& m, Text v) { m.set_offers_counted(number(v)); }},
      {"winner", [](Input&, M& m, Text v) { m.winner_seller = id<SellerId>(v); }},
      {"buy_box", [](Input& in, M& m, Text v) { m.set_buy_box_landed(in.minor(v)); }},
  };
  return readers;
}

inline const Readers<Clock>& clock_readers() {
  static const Readers<Clock> readers{
      {"now", [](Input&, Clock& c, Text v) { c.now = moment(v); }},
      {"utc_offset",
       [](Input&, Clock& c, Text v) {
         const bool west = v.starts_with('-');
         c.utc_offset_minutes = (west ? -1 : 1) * minute(west ? v.substr(1) : v);
       }},
  };
  return readers;
}

inline const Readers<Tier>& tier_readers() {
  static const Readers<Tier> readers{
      {"floor", [](Input& in, Tier& t, Text v) { t.set_floor(bound(in, v)); }},
      {"ceiling", [](Input& in, Tier& t, Text v) { t.set_ceiling(bound(in, v)); }},
      {"map", [](Input& in, Tier& t, Text v) { t.set_map(in.minor(v)); }},
      {"safe", [](Input& in, Tier& t, Text v) { read_memory(in, t.memory, "safe", v); }},
      {"stepped", [](Input& in, Tier& t, Text v) { read_memory(in, t.memory, "stepped", v); }},
      {"lost", [](Input& in, Tier& t, Text v) { read_memory(in, t.memory, "lost", v); }},
      {"lost_at", [](Input& in, Tier& t, Text v) { read_memory(in, t.memory, "lost_at", v); }},
  };
  return readers;
}

}  // namespace haggle::tables
