// haggle/reprice/usual.hpp -- floor 5 (reprice).
//
// The decision that a batch makes most often, straight to its outline and without a trail: the
// price of a rival is chased. It asks the same functions as the stages do, in their order. Whatever
// it meets that is not so, another strategy, a hold on the way or a fault, it leaves to them.
#pragma once

#include <cstdint>
#include <optional>

#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/decision_columns.hpp"
#include "haggle/reprice/glance.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// A price on its way from the proposal to the one that is sent.
struct Shaped {
  std::int64_t price_minor{0};
  std::int64_t goal_minor{0};
  Reason reason{};      ///< what last moved it
  bool limited{false};  ///< by the step

  void move(std::int64_t to_minor, Reason why) noexcept {
    if (to_minor == price_minor) return;
    price_minor = to_minor;
    reason = why;
  }
};

class UsualWay {
 public:
  UsualWay() noexcept = default;
  /// Needs: terms and amounts that outlive it.
  UsualWay(const Terms& terms, const PolicyAmounts& amounts) noexcept
      : spec_(&terms.spec()),
        amounts_(&amounts),
        goal_{amounts.tick, amounts.ending,
              amounts.beat_by.value <= 0 ? Direction::down : Direction::up},
        leads_(!terms.asks_profit() && !spec_->bounds.ceiling_ratio) {}

  /// May a glance at the offers be enough?
  [[nodiscard]] bool can_glance() const noexcept {
    return leads_ && asks_only_condition(spec_->filters) && spec_->sisters.empty() &&
           spec_->compete_with[0] == ReferenceKind::buy_box;
  }

  /// The offer to chase, once all have been surveyed; false where none is to be chased.
  [[nodiscard]] bool find_lead(const Snapshot& s, const Surveyed& seen, Lead& out) const noexcept {
    if (!leads_) return false;
    const Survey& found = seen.found;
    Scene scene{seen.priced, s.market, seen.verdicts, {}, {}};
    scene.holder = find_holder(seen.priced, found.sifted, s.market.winner_seller,
                               Group{s.listing.seller, spec_->sisters}, found.own_row);
    out.state = find_state(s.market, found.sifted, scene.holder);
    if (reaction_to(out.state, spec_->reactions) != Strategy::chase_buy_box) return false;
    const OfferIndex reference = find_reference(scene, spec_->compete_with);
    if (!reference.exists()) return false;
    const OfferIndex own = found.own_row.row;
    out.landed_minor = seen.priced.landed_minor[reference.value];
    out.shown_minor = own.exists() ? seen.priced.item_minor[own.value] : 0;
    return true;
  }

  /// Writes the decision.
  /// Needs:   what passed `check_but_offers`, and an offer to chase.
  /// Returns: false where the stages are to decide; nothing that is written counts then.
  [[nodiscard]] bool decide(const Snapshot& s, const Lead& lead, Outline& out) const noexcept {
    const Listing& l = s.listing;
    Bounds bounds;
    const OwnTerms own{l.shipping_minor, s.market.is(Market::has_points) ? l.points_minor : 0};
    if (!is_open(s) || !find_bounds(l, own, bounds)) return false;
    const std::int64_t current =
        standing_price(l, lead.shown_minor, s.market.time, spec_->gates.settle_time);
    const std::int64_t landed =
        lead.landed_minor + away_from_zero(amounts_->beat_by, lead.landed_minor);
    Shaped shaped{landed - own.shipping_minor + own.points_minor, 0, Reason::chase_buy_box};
    if (!shape(shaped, l, bounds, current)) return false;
    if (shaped.price_minor != current && !is_kept(s, shaped.price_minor)) return false;
    out.state = lead.state;
    conclude(shaped, bounds, current, out);
    if (shaped.limited && out.action == Action::reprice) wake(s, out);
    return true;
  }

 private:
  /// No fault in the bounds, no gate shut, no cool-down, no probe.
  [[nodiscard]] bool is_open(const Snapshot& s) const noexcept {
    const Listing& l = s.listing;
    if (!l.knows(Listing::has_shipping) || l.memory.safe_minor != 0) return false;
    if (check_bounds(l) || gates(spec_->gates, l, s.market.time, s.clock)) return false;
    return spec_->gates.cool_down.ms <= 0 || !l.knows(Listing::has_price_time) ||
           s.clock.now - l.price_time >= spec_->gates.cool_down;
  }

  [[nodiscard]] bool find_bounds(const Listing& l, OwnTerms own, Bounds& out) const noexcept {
    const Limit floor = hard_min(l, own);
    const Limit ceiling = hard_max(l, own);
    out = make_bounds(floor, ceiling, amounts_->tick);
    return !ceiling.exists() ||
           (floor.item_minor <= ceiling.item_minor && out.floor_minor <= out.ceiling_minor);
  }

  /// Stages 9 to 12; false where a rule holds or goes by a rival.
  [[nodiscard]] bool shape(Shaped& shaped, const Listing& l, const Bounds& bounds,
                           std::int64_t current) const noexcept {
    if (bounds.outside(shaped.price_minor)) {
      const MinMaxRule rule = bounds.below(shaped.price_minor) ? spec_->min_rule : spec_->max_rule;
      const Outcome said = apply_rule(rule, bounds, l.default_price_minor);
      if (said.holds) return false;
      shaped.price_minor = bounds.nearest(said.price_minor);
      shaped.reason = said.reason;
    }
    shaped.goal_minor = goal_of(shaped.price_minor, goal_, bounds);
    shaped.move(shaped.goal_minor, Reason::grid);
    if (current != 0) {
      shaped.move(limit_step(shaped.price_minor, current, amounts_->step, amounts_->tick),
                  Reason::step_limit);
      shaped.limited = shaped.price_minor != shaped.goal_minor;
    }
    const std::int64_t inside = bounds.nearest(shaped.price_minor);
    shaped.move(inside,
                inside > shaped.price_minor ? Reason::raised_to_floor : Reason::lowered_to_ceiling);
    return true;
  }

  [[nodiscard]] bool is_kept(const Snapshot& s, std::int64_t price_minor) const noexcept {
    return is_amount(price_minor) && last_check(s, spec_->bounds, {price_minor, 0, {}});
  }

  void conclude(const Shaped& shaped, const Bounds& bounds, std::int64_t current,
                Outline& out) const noexcept {
    const Reason idle =
        not_worth_it(shaped.price_minor, shaped.goal_minor, current, bounds, amounts_->min_change);
    const bool sends = idle == Reason{};
    out.price_minor = sends ? shaped.price_minor : current;
    out.change_minor = current != 0 ? out.price_minor - current : 0;
    out.action = sends ? Action::reprice : Action::hold;
    out.reason = sends ? shaped.reason : idle;
    out.binding = binding_of(bounds, out.price_minor);
    out.strategy = Strategy::chase_buy_box;
    out.again_at = {};
  }

  void wake(const Snapshot& s, Outline& out) const noexcept {
    const Instant wanted = s.clock.now + spec_->gates.step_interval;
    const auto at = waking_time(spec_->gates, wanted, s.clock.now, s.market.time);
    out.again_at = at.value_or(Instant{});
  }

  const PolicySpec* spec_{nullptr};
  const PolicyAmounts* amounts_{nullptr};
  GoalTerms goal_{};
  bool leads_{false};  ///< no bound of the policy's own
};

}  // namespace detail
}  // namespace v0
}  // namespace haggle
