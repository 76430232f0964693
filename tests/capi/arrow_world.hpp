// Worlds as an Arrow table, in one of the layouts that producers give.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "capi/arrow_made.hpp"
#include "haggle/base/wide.hpp"
#include "support/build.hpp"

namespace haggle::test::made {

/// How a table is laid out.
struct Layout {
  std::string text{"utf8"};      ///< utf8, large_utf8, views, dictionary or fixed
  std::string words{"utf8"};     ///< the same, or uint8
  std::string amounts{"int64"};  ///< int64, int32 or decimal
  bool large_lists{false};
  bool unknown_as_gaps{false};  ///< zeros that mean nothing are gaps
};

inline Node text_column(const std::string& layout, std::string name, const Texts& texts) {
  if (layout == "large_utf8") return large_utf8(std::move(name), texts);
  if (layout == "views") return views(std::move(name), texts);
  if (layout == "dictionary") return dictionary(std::move(name), texts);
  if (layout == "fixed") return fixed(std::move(name), 32, texts);
  return utf8(std::move(name), texts);
}

/// Values of some rows, each known or not.
template <class T>
struct Facts {
  std::vector<T> values{};
  std::vector<std::size_t> gaps{};
  void add(T value, bool known = true) {
    if (!known) gaps.push_back(values.size());
    values.push_back(std::move(value));
  }
};

inline Node amount_column(const Layout& layout, const std::string& name,
                          const Facts<std::int64_t>& facts) {
  Node out;
  if (layout.amounts == "int32") {
    std::vector<std::int32_t> small(facts.values.begin(), facts.values.end());
    out = numbers(name + "_minor", "i", small);
  } else if (layout.amounts == "decimal") {
    std::vector<Wide> exact;
    for (const std::int64_t value : facts.values) exact.push_back(Wide{value} * 1'000);
    out = numbers(name, "d:38,5", exact);
  } else {
    out = int64s(name + "_minor", facts.values);
  }
  return facts.gaps.empty() ? out : with_gaps(std::move(out), facts.gaps);
}

template <class Words, class Enum>
Node word_column(const Layout& layout, const std::string& name, const Words& words,
                 const std::vector<Enum>& values) {
  if (layout.words == "uint8") return numbers(name, "C", values);
  Texts texts;
  for (const Enum value : values) texts.emplace_back(name_of(words, value));
  return text_column(layout.words, name, texts);
}

/// A column of rows, taken from each by a function.
template <class Item, class Take>
auto each(const std::vector<Item>& items, Take take) {
  std::vector<decltype(take(items[0]))> out;
  for (const Item& item : items) out.push_back(take(item));
  return out;
}

template <class Item>
class Columns {
 public:
  Columns(const std::vector<Item>& items, const Layout& layout) : items_(items), layout_(layout) {}

  template <class Get>
  void amount(const std::string& name, Get get) {
    Facts<std::int64_t> facts;
    for (const Item& item : items_) {
      const std::pair<std::int64_t, bool> fact = get(item);
      facts.add(fact.first, fact.second);
    }
    nodes_.push_back(amount_column(layout_, name, facts));
  }
  template <class T, class Get>
  void number(const std::string& name, const std::string& format, Get get) {
    Facts<T> facts;
    for (const Item& item : items_) {
      const std::pair<T, bool> fact = get(item);
      facts.add(fact.first, fact.second);
    }
    Node node = numbers(name, format, facts.values);
    nodes_.push_back(facts.gaps.empty() ? node : with_gaps(node, facts.gaps));
  }
  template <class Get>
  void text(const std::string& name, Get get) {
    nodes_.push_back(text_column(layout_.text, name, each(items_, [&](const Item& item) {
                                   return std::string{get(item).text()};
                                 })));
  }
  template <class Words, class Get>
  void word(const std::string& name, const Words& words, Get get) {
    nodes_.push_back(word_column(layout_, name, words, each(items_, get)));
  }
  template <class Get>
  void flag(const std::string& name, Get get) {
    nodes_.push_back(flags(name, each(items_, get)));
  }
  void add(Node node) { nodes_.push_back(std::move(node)); }
  [[nodiscard]] std::vector<Node> nodes() && { return std::move(nodes_); }

 private:
  const std::vector<Item>& items_;
  const Layout& layout_;
  std::vector<Node> nodes_{};
};

inline Node offers_table(const std::vector<Offer>& offers, const Layout& layout) {
  Columns<Offer> out{offers, layout};
  const auto amount = [](std::int64_t Offer::* slot, bool may_be_gap) {
    return [=](const Offer& o) { return std::pair{o.*slot, o.*slot != 0 || !may_be_gap}; };
  };
  const auto fact = [](std::uint32_t Offer::* slot, std::uint32_t bit) {
    return [=](const Offer& o) { return std::pair{o.*slot, o.knows(bit)}; };
  };
  const bool gaps = layout.unknown_as_gaps;
  out.amount("price", amount(&Offer::price_minor, gaps));
  out.text("seller", [](const Offer& o) -> const SellerId& { return o.seller; });
  out.amount("shipping", amount(&Offer::shipping_minor, gaps));
  out.amount("points", amount(&Offer::points_minor, gaps));
  out.word("condition", condition_words, [](const Offer& o) { return o.condition; });
  out.word("sub_condition", sub_condition_words, [](const Offer& o) { return o.sub_condition; });
  out.word("fulfilment", fulfilment_words, [](const Offer& o) { return o.fulfilment; });
  out.number<std::uint8_t>("eligible", "C", [](const Offer& o) {
    return std::pair{static_cast<std::uint8_t>(o.eligible), true};
  });
  out.flag("is_mine", [](const Offer& o) { return o.is(Offer::is_mine); });
  out.flag("is_winner", [](const Offer& o) { return o.is(Offer::is_winner); });
  out.add(
      text_column(layout.text == "fixed" ? "utf8" : layout.text, "ships_from",
                  each(offers, [](const Offer& o) { return std::string{o.ships_from.text()}; })));
  out.number<std::uint32_t>("feedback_score_ppm", "I",
                            fact(&Offer::feedback_score_ppm, Offer::has_feedback_score));
  out.number<std::uint32_t>("feedback_count", "I",
                            fact(&Offer::feedback_count, Offer::has_feedback_count));
  out.number<std::uint32_t>("handling_hours", "I",
                            fact(&Offer::handling_hours, Offer::has_handling));
  out.number<std::uint32_t>("stock", "I", fact(&Offer::stock, Offer::has_stock));
  out.amount("stated_landed", [](const Offer& o) {
    return std::pair{o.stated_landed_minor, o.knows(Offer::has_stated_landed)};
  });
  return structure("item", std::move(out).nodes());
}

inline void add_listings(Columns<World>& out) {
  const auto amount = [](std::int64_t Listing::* slot, std::uint32_t bit = 0) {
    return [=](const World& w) {
      return std::pair{w.listing.*slot, bit == 0 || w.listing.knows(bit)};
    };
  };
  const auto bound = [](Bound Listing::* slot, std::uint32_t bit) {
    return [=](const World& w) {
      return std::pair{(w.listing.*slot).amount_minor, w.listing.knows(bit)};
    };
  };
  const auto moment = [](Instant Listing::* slot, std::uint32_t bit) {
    return [=](const World& w) { return std::pair{(w.listing.*slot).ms, w.listing.knows(bit)}; };
  };
  const auto count = [](std::int32_t Listing::* slot, std::uint32_t bit) {
    return [=](const World& w) { return std::pair{w.listing.*slot, w.listing.knows(bit)}; };
  };
  using L = Listing;
  out.text("seller", [](const World& w) -> const SellerId& { return w.listing.seller; });
  out.word("status", status_words, [](const World& w) { return w.listing.status; });
  out.word("condition", condition_words, [](const World& w) { return w.listing.condition; });
  out.word("sub_condition", sub_condition_words,
           [](const World& w) { return w.listing.sub_condition; });
  out.word("fulfilment", fulfilment_words, [](const World& w) { return w.listing.fulfilment; });
  out.number<std::int32_t>("stock", "i", count(&L::stock, L::has_stock));
  out.number<std::int32_t>("age_days", "i", count(&L::age_days, L::has_age));
  out.amount("price", amount(&L::price_minor));
  out.number<std::int64_t>("price_time", "tsm:UTC", moment(&L::price_time, L::has_price_time));
  out.amount("shipping", amount(&L::shipping_minor, L::has_shipping));
  out.amount("points", amount(&L::points_minor));
  out.amount("default_price", amount(&L::default_price_minor));
  out.amount("model_price", amount(&L::model_price_minor));
  out.amount("floor", bound(&L::floor, L::has_floor));
  out.amount("ceiling", bound(&L::ceiling, L::has_ceiling));
  out.amount("map", amount(&L::map_minor, L::has_map));
  out.amount("reference_price", amount(&L::reference_price_minor));
  out.number<std::int64_t>("reference_time", "tsm:UTC",
                           moment(&L::reference_time, L::has_reference_time));
  out.number<std::int64_t>("last_applied", "tsm:UTC",
                           moment(&L::last_applied, L::has_last_applied));
  out.amount("cost", amount(&L::cost_minor, L::has_cost));
  out.number<std::int64_t>("fee_ppm", "l", amount(&L::fee_ppm));
  out.amount("fee_fixed", amount(&L::fee_fixed_minor));
  out.number<Memory>("memory", "w:40",
                     [](const World& w) { return std::pair{w.listing.memory, true}; });
}

inline void add_markets(Columns<World>& out) {
  const auto is = [](std::uint32_t flag) {
    return [=](const World& w) { return w.market.is(flag); };
  };
  out.number<std::int64_t>("market_time", "tsm:UTC",
                           [](const World& w) { return std::pair{w.market.time.ms, true}; });
  out.text("winner_seller",
           [](const World& w) -> const SellerId& { return w.market.winner_seller; });
  out.number<std::int64_t>("offers_counted", "l", [](const World& w) {
    return std::pair{w.market.offers_counted, w.market.knows(Market::has_offers_counted)};
  });
  out.amount("buy_box_landed", [](const World& w) {
    return std::pair{w.market.buy_box_landed_minor, w.market.knows(Market::has_buy_box_landed)};
  });
  out.flag("has_points", is(Market::has_points));
  out.flag("list_is_whole", is(Market::list_is_whole));
  out.flag("buy_box_suppressed", is(Market::buy_box_suppressed));
}

/// Needs: bounds on the item price; in the US.
inline Node table_of(const std::vector<World>& worlds, const Layout& layout) {
  Columns<World> out{worlds, layout};
  out.add(text_column(layout.text, "marketplace", Texts(worlds.size(), "ATVPDKIKX0DER")));
  add_listings(out);
  add_markets(out);
  std::vector<Offer> offers;
  std::vector<std::size_t> counts;
  for (const World& world : worlds) {
    offers.insert(offers.end(), world.offers.begin(), world.offers.end());
    counts.push_back(world.offers.size());
  }
  Node items = offers_table(offers, layout);
  out.add(layout.large_lists ? lists<std::int64_t>("offers", counts, std::move(items))
                             : lists<std::int32_t>("offers", counts, std::move(items)));
  return structure("", std::move(out).nodes());
}

}  // namespace haggle::test::made
