#include "haggle/reprice/explain.hpp"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using Text = std::back_insert_iterator<std::string>;

std::string price(std::int64_t minor, Currency currency) {
  return minor_text(minor, std::max(0, exponent_of(currency)));
}

std::string_view seller_of(const Offer& offer) {
  return offer.seller.empty() ? std::string_view{"(no name)"} : offer.seller.text();
}

/// The offers with the prices of quantity 1, for the canonical order.
struct Priced {
  std::vector<std::int64_t> item{};
  std::vector<std::int64_t> landed{};
  PricedOffers offers{};

  Priced(std::span<const Offer> rows, bool has_points) {
    for (const Offer& row : rows) {
      item.push_back(row.price_minor);
      landed.push_back(landed_minor(row, has_points));
    }
    offers = {rows, item.data(), landed.data(), nullptr, has_points};
  }
};

/// What is explained, in one place.
struct Case {
  const Listing& listing;
  const Market& market;
  const Priced& priced;
  std::span<const Verdict> verdicts;
  const Decision& decision;

  [[nodiscard]] std::string text(std::int64_t minor) const {
    return price(minor, listing.currency);
  }
  [[nodiscard]] const Offer& offer(std::uint32_t index) const {
    return priced.offers.offers.rows()[index];
  }
};

void write_head(Text out, const Case& c) {
  fmt::format_to(out, "{}\n", summary(c.listing, c.decision));
}

void write_market(Text out, const Case& c) {
  const Decision& d = c.decision;
  if (d.state == State::not_reached) return;
  fmt::format_to(out, "  market     {}", name_of(state_words, d.state));
  if (d.knows(Decision::has_holder)) {
    fmt::format_to(out, ", held by {} at {} landed", seller_of(c.offer(d.holder)),
                   c.text(c.priced.landed[d.holder]));
  }
  fmt::format_to(out, "; {} offers, {} rivals, {} survivors\n", c.priced.offers.count(),
                 d.rivals_count, d.survivors_count);
}

/// The offers that a filter rejected: how many, and the first of them in canonical order.
void write_left_out(Text out, const Case& c) {
  bool first_line = true;
  for (const auto& word : verdict_words) {
    const auto rejected = [&](std::size_t i) { return c.verdicts[i] == word.value; };
    if (word.value == Verdict::kept || word.value == Verdict::not_examined) continue;
    const auto count = std::count(c.verdicts.begin(), c.verdicts.end(), word.value);
    if (count == 0) continue;
    const OfferIndex first = first_of(c.priced.offers, rejected);
    fmt::format_to(out, "{}{} {} ({} at {}{})", first_line ? "  left out   " : ", ", count,
                   word.name, seller_of(c.offer(first.value)), c.text(c.priced.landed[first.value]),
                   count > 1 ? " first" : "");
    first_line = false;
  }
  if (!first_line) fmt::format_to(out, "\n");
}

void write_steps(Text out, const Case& c) {
  for (const Step& step : c.decision.steps()) {
    const ReasonEntry& entry = entry_of(step.reason);
    const bool moves = step.before_minor != step.after_minor;
    const std::string prices =
        moves ? fmt::format("{} -> {}", c.text(step.before_minor), c.text(step.after_minor))
              : c.text(step.after_minor);
    fmt::format_to(out, "  {:>2}  {:<20} {}: {}", static_cast<int>(step.stage), prices, entry.name,
                   entry.sentence);
    if (const auto offer = step.offer_index()) {
      fmt::format_to(out, " ({} at {} landed)", seller_of(c.offer(*offer)),
                     c.text(c.priced.landed[*offer]));
    }
    fmt::format_to(out, "\n");
  }
}

std::string side(const Case& c, BoundKind kind, std::int64_t minor) {
  return fmt::format("{} ({})", c.text(minor), name_of(bound_kind_words, kind));
}

void write_bounds(Text out, const Case& c) {
  const Decision& d = c.decision;
  if (!d.knows(Decision::has_bounds)) return;
  const std::string ceiling = d.knows(Decision::has_ceiling)
                                  ? side(c, d.ceiling_kind, d.ceiling_minor)
                                  : std::string{"no ceiling"};
  fmt::format_to(out, "  bounds     {} .. {} on the item price; ",
                 side(c, d.floor_kind, d.floor_minor), ceiling);
  if (d.binding != BoundKind::none) {
    fmt::format_to(out, "{} binds\n", name_of(bound_kind_words, d.binding));
  } else if (d.price_minor >= d.floor_minor) {
    fmt::format_to(out, "none binds, {} above the floor\n", c.text(d.price_minor - d.floor_minor));
  } else {
    fmt::format_to(out, "{} below the floor\n", c.text(d.floor_minor - d.price_minor));
  }
}

void write_rest(Text out, const Case& c, Instant now) {
  const Decision& d = c.decision;
  if (d.goal_minor != d.price_minor) {
    fmt::format_to(out, "  goal       {}\n", c.text(d.goal_minor));
  }
  if (d.knows(Decision::has_again_at)) {
    fmt::format_to(out, "  again      in {} s\n", (d.again_at - now).ms / 1'000);
  }
  for (const auto& word : note_words) {
    if (d.notes_that(word.value)) fmt::format_to(out, "  note       {}\n", word.name);
  }
}

void write_case(Text out, const Case& c, Instant now) {
  write_head(out, c);
  write_market(out, c);
  write_left_out(out, c);
  write_steps(out, c);
  write_bounds(out, c);
  write_rest(out, c, now);
}

}  // namespace

std::string summary(const Listing& listing, const Decision& decision) {
  const Currency currency = listing.currency;
  const bool sends = decision.action == Action::reprice;
  const std::string old =
      decision.current_minor == 0 ? "none" : price(decision.current_minor, currency);
  const std::string now =
      decision.price_minor == 0 ? "none" : price(decision.price_minor, currency);
  const std::string_view what =
      sends ? name_of(strategy_words, decision.strategy) : std::string_view{"held"};
  return fmt::format("{}  {} {} {} {}  {}: {}", listing.sku.text(), old, sends ? "->" : "=", now,
                     currency.text(), what, entry_of(decision.reason()).sentence);
}

std::string explain(const Snapshot& snapshot, std::span<const Verdict> verdicts,
                    const Decision& decision) {
  std::string text;
  const Priced priced{snapshot.offers, snapshot.market.is(Market::has_points)};
  const auto said = verdicts.first(std::min(verdicts.size(), snapshot.offers.size()));
  const Case c{snapshot.listing, snapshot.market, priced, said, decision};
  write_case(std::back_inserter(text), c, snapshot.clock.now);
  return text;
}

std::string explain(const BusinessSnapshot& snapshot, std::span<const Verdict> verdicts,
                    const BusinessDecision& decision) {
  std::string text;
  const Priced priced{snapshot.offers, snapshot.market.is(Market::has_points)};
  for (const BusinessRung& rung : decision.ladder()) {
    const Text out = std::back_inserter(text);
    fmt::format_to(out, "from {}: ", rung.quantity);
    if (rung.error) {
      fmt::format_to(out, "{}\n", describe(*rung.error));
      continue;
    }
    const bool is_price = rung.quantity == 1;
    const auto all = verdicts.first(std::min(verdicts.size(), snapshot.offers.size()));
    const auto said = is_price ? all : std::span<const Verdict>{};
    const Case c{snapshot.business.listing, snapshot.market, priced, said, rung.decision};
    write_case(out, c, snapshot.clock.now);
    if (rung.dropped != Dropped::no) {
      fmt::format_to(out, "  dropped    {}\n", name_of(dropped_words, rung.dropped));
    }
  }
  return text;
}

}  // namespace v0
}  // namespace haggle
