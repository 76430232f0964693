// Worlds as columns: what a test decides row by row, the way a table holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "haggle/reprice/decide_each.hpp"
#include "support/build.hpp"

namespace haggle::test {

/// One column, with the bits of what is known where anything is not.
template <class T>
class ColumnData {
 public:
  void push(const T& value, bool known = true) {
    if (values_.size() % 8 == 0) bits_.push_back(0);
    if (known) bits_.back() = static_cast<std::uint8_t>(bits_.back() | 1U << (values_.size() % 8));
    has_gaps_ = has_gaps_ || !known;
    values_.push_back(value);
  }
  [[nodiscard]] Column<T> column() const {
    static const T nothing{};
    return {values_.empty() ? &nothing : values_.data(), has_gaps_ ? bits_.data() : nullptr, 0};
  }

 private:
  std::vector<T> values_;
  std::vector<std::uint8_t> bits_;
  bool has_gaps_{false};
};

/// The offers of many markets.
struct OfferTable {
  std::vector<std::uint32_t> first{0};
  ColumnData<std::int64_t> price, shipping, points, stated;
  ColumnData<SellerId> seller;
  ColumnData<Condition> condition;
  ColumnData<SubCondition> sub_condition;
  ColumnData<Fulfilment> fulfilment;
  ColumnData<OfferAudience> audience;
  ColumnData<Tristate> eligible;
  ColumnData<std::uint8_t> flags;
  ColumnData<Country> ships_from;
  ColumnData<std::uint32_t> score, count, hours, stock;
  bool any_stated{false};

  void add(const std::vector<Offer>& offers) {
    for (const Offer& o : offers) push(o);
    first.push_back(first.back() + static_cast<std::uint32_t>(offers.size()));
  }
  void push(const Offer& o) {
    price.push(o.price_minor);
    shipping.push(o.shipping_minor);
    points.push(o.points_minor);
    stated.push(o.stated_landed_minor, o.knows(Offer::has_stated_landed));
    any_stated = any_stated || o.knows(Offer::has_stated_landed);
    seller.push(o.seller);
    condition.push(o.condition);
    sub_condition.push(o.sub_condition);
    fulfilment.push(o.fulfilment);
    audience.push(o.audience);
    eligible.push(o.eligible);
    flags.push(static_cast<std::uint8_t>(o.flags));
    ships_from.push(o.ships_from);
    score.push(o.feedback_score_ppm, o.knows(Offer::has_feedback_score));
    count.push(o.feedback_count, o.knows(Offer::has_feedback_count));
    hours.push(o.handling_hours, o.knows(Offer::has_handling));
    stock.push(o.stock, o.knows(Offer::has_stock));
  }
  [[nodiscard]] OfferColumns columns() const {
    OfferColumns out;
    out.first = first;
    out.price_minor = price.column();
    out.shipping_minor = shipping.column();
    out.points_minor = points.column();
    out.seller = seller.column();
    out.condition = condition.column();
    out.sub_condition = sub_condition.column();
    out.fulfilment = fulfilment.column();
    out.audience = audience.column();
    out.eligible = eligible.column();
    out.flags = flags.column();
    out.ships_from = ships_from.column();
    out.feedback_score_ppm = score.column();
    out.feedback_count = count.column();
    out.handling_hours = hours.column();
    out.stock = stock.column();
    if (any_stated) out.stated_landed_minor = stated.column();
    return out;
  }
};

/// The facts of listings and markets that the tests vary from row to row.
struct RowTable {
  ColumnData<SellerId> seller, winner;
  ColumnData<std::int32_t> stock, age_days;
  ColumnData<std::int64_t> price, shipping, points, floor, ceiling, map, cost, counted, landed;
  ColumnData<Instant> price_time, last_applied, time;
  ColumnData<Memory> memory;
  ColumnData<std::uint8_t> flags;

  void add(const Listing& l, const Market& m) {
    seller.push(l.seller);
    stock.push(l.stock, l.knows(Listing::has_stock));
    age_days.push(l.age_days, l.knows(Listing::has_age));
    price.push(l.price_minor);
    price_time.push(l.price_time, l.knows(Listing::has_price_time));
    shipping.push(l.shipping_minor, l.knows(Listing::has_shipping));
    points.push(l.points_minor);
    floor.push(l.floor.amount_minor, l.knows(Listing::has_floor));
    ceiling.push(l.ceiling.amount_minor, l.knows(Listing::has_ceiling));
    map.push(l.map_minor, l.knows(Listing::has_map));
    cost.push(l.cost_minor, l.knows(Listing::has_cost));
    last_applied.push(l.last_applied, l.knows(Listing::has_last_applied));
    memory.push(l.memory);
    time.push(m.time);
    winner.push(m.winner_seller);
    counted.push(m.offers_counted, m.knows(Market::has_offers_counted));
    landed.push(m.buy_box_landed_minor, m.knows(Market::has_buy_box_landed));
    flags.push(static_cast<std::uint8_t>(m.flags));
  }
  void write(ListingColumns& l, MarketColumns& m) const {
    write_amounts(l, m);
    l.seller = seller.column();
    l.stock = stock.column();
    l.age_days = age_days.column();
    l.memory = memory.column();
    m.winner_seller = winner.column();
    m.flags = flags.column();
  }
  /// The amounts and moments alone.
  void write_amounts(ListingColumns& l, MarketColumns& m) const {
    l.price_minor = price.column();
    l.price_time = price_time.column();
    l.shipping_minor = shipping.column();
    l.points_minor = points.column();
    l.floor_minor = floor.column();
    l.ceiling_minor = ceiling.column();
    l.map_minor = map.column();
    l.cost_minor = cost.column();
    l.last_applied = last_applied.column();
    m.time = time.column();
    m.offers_counted = counted.column();
    m.buy_box_landed_minor = landed.column();
  }
};

/// The columns of an answer, all of them.
struct Answer {
  explicit Answer(std::size_t n)
      : price(n),
        change(n),
        action(n),
        reason(n),
        binding(n),
        state(n),
        strategy(n),
        again_at(n),
        memory(n),
        failed(n),
        errors(n) {}
  std::vector<std::int64_t> price, change;
  std::vector<Action> action;
  std::vector<Reason> reason;
  std::vector<BoundKind> binding;
  std::vector<State> state;
  std::vector<Strategy> strategy;
  std::vector<Instant> again_at;
  std::vector<Memory> memory;
  std::vector<std::uint8_t> failed;
  std::vector<Error> errors;

  [[nodiscard]] DecisionColumns columns() {
    DecisionColumns out;
    out.price_minor = price;
    out.change_minor = change;
    out.action = action;
    out.reason = reason;
    out.binding = binding;
    out.state = state;
    out.strategy = strategy;
    out.again_at = again_at;
    out.memory = memory;
    out.failed = failed;
    out.errors = errors;
    return out;
  }
};

}  // namespace haggle::test
