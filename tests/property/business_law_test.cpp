// The laws between the rungs of a business ladder.
#include <cstring>
#include <numeric>

#include "property/random_case.hpp"

namespace haggle::test {
namespace {

struct BusinessCase {
  BusinessWorld world{};
  PolicySpec spec{};

  [[nodiscard]] const PolicySpec& terms() const { return in_force(spec, world.business.listing); }
};

BusinessCase random_business_case(Dice& dice) {
  const std::int64_t k = random_size(dice);
  const BusinessWorld world = random_business_world(dice);
  return {scaled(world, k), scaled(random_spec(dice), k)};
}

/// A ladder is only refused as a whole for faults that these cases do not have.
BusinessDecision ladder_of(const BusinessCase& given) {
  std::vector<Verdict> verdicts(given.world.offers.size());
  return must(decide_business(given.world.snapshot(), policy(given.spec), verdicts));
}

bool is_left_by_a_gate(const BusinessDecision& decided) {
  for (const BusinessRung& rung : decided.ladder()) {
    if (rung.error) continue;
    const Decision& d = rung.decision;
    if (d.steps()[d.steps_count - 1].stage <= Stage::gates) return true;
  }
  return false;
}

/// The raw snapshot of one rung, for its bounds.
struct RungWorld {
  Listing listing;
  const BusinessWorld& world;

  RungWorld(const BusinessWorld& from, std::uint32_t rung)
      : listing(rung_listing(from.business, rung)), world(from) {}
  [[nodiscard]] Snapshot snapshot() const {
    return {listing, world.market, world.offers, world.clock};
  }
};

TEST(BusinessLaw, NoRungThatIsSentBreaksItsBoundsOrTheConsumerPrice) {
  campaign(30'000, 3, [](Dice& dice) {
    const BusinessCase given = random_business_case(dice);
    const BusinessDecision decided = ladder_of(given);
    bool sent = false;
    for (std::uint32_t i = 0; i < decided.rungs_count; ++i) {
      const BusinessRung& rung = decided.rungs[i];
      if (rung.error || rung.decision.action != Action::reprice) continue;
      const std::int64_t price = rung.decision.price_minor;
      const RungWorld raw(given.world, i);
      EXPECT_EQ(broken_bound(raw.snapshot(), given.terms(), price), "") << told(rung.decision);
      const std::int64_t cap = given.world.business.consumer_price_minor;
      if (cap != 0) {
        EXPECT_LE(price, cap);
      }
      sent = true;
    }
    return sent;
  });
}

/// The ladder that goes out: prices fall strictly below the business price, or below the standing
/// one where the business price failed.
TEST(BusinessLaw, PricesFallStrictlyAndTheRestIsDroppedWithAReason) {
  campaign(30'000, 3, [](Dice& dice) {
    const BusinessCase given = random_business_case(dice);
    const BusinessDecision decided = ladder_of(given);
    if (is_left_by_a_gate(decided)) return false;
    const BusinessRung& head = decided.rungs[0];
    std::int64_t last =
        head.error ? given.world.business.listing.price_minor : head.decision.price_minor;
    std::uint32_t quantity = 1;
    for (const BusinessRung& rung : decided.ladder().subspan(1)) {
      const Decision& d = rung.decision;
      if (rung.error || d.price_minor == 0) continue;
      const bool out_of_bounds = d.notes_that(note::standing_price_out_of_bounds);
      const bool cheaper = last == 0 || d.price_minor < last;
      const Dropped expected = out_of_bounds ? Dropped::out_of_bounds
                               : cheaper     ? Dropped::no
                                             : Dropped::not_cheaper;
      EXPECT_EQ(rung.dropped, expected) << told(d);
      if (rung.dropped != Dropped::no) continue;
      const bool falls = Exact{rung.quantity} * d.price_minor < Exact{quantity} * last;
      EXPECT_EQ(d.notes_that(note::total_falls), falls) << told(d);
      last = d.price_minor, quantity = rung.quantity;
    }
    return decided.rungs_count > 1;
  });
}

TEST(BusinessLaw, RungsComeBackInTheOrderAndQuantitiesOfTheListing) {
  campaign(10'000, 1, [](Dice& dice) {
    const BusinessCase given = random_business_case(dice);
    const BusinessDecision decided = ladder_of(given);
    const BusinessListing& b = given.world.business;
    EXPECT_EQ(decided.rungs_count, b.tiers_count + 1);
    EXPECT_EQ(decided.rungs[0].quantity, 1U);
    for (std::uint32_t i = 0; i < b.tiers_count; ++i) {
      EXPECT_EQ(decided.rungs[i + 1].quantity, b.tiers[i].quantity);
    }
    return true;
  });
}

/// What two rungs say of themselves, before the laws between rungs.
bool decided_alike(const BusinessRung& a, const BusinessRung& b) {
  Decision x = a.decision, y = b.decision;
  x.notes &= ~note::total_falls;
  y.notes &= ~note::total_falls;
  return a.error.has_value() == b.error.has_value() && (a.error || x == y);
}

TEST(BusinessLaw, OneRungsFailureDoesNotStopTheOthers) {
  campaign(20'000, 2, [](Dice& dice) {
    BusinessCase given = random_business_case(dice);
    const BusinessDecision whole = ladder_of(given);
    const std::uint32_t broken = static_cast<std::uint32_t>(dice.below(whole.rungs_count));
    BusinessListing& b = given.world.business;
    std::uint32_t& has = broken == 0 ? b.listing.has : b.tiers[broken - 1].has;
    has &= ~Listing::has_floor;
    const BusinessDecision hurt = ladder_of(given);
    EXPECT_EQ(hurt.rungs[broken].dropped, Dropped::failed);
    EXPECT_TRUE(hurt.rungs[broken].error && hurt.rungs[broken].error->code == Errc::floor_required);
    for (std::uint32_t i = 0; i < whole.rungs_count; ++i) {
      if (i != broken) {
        EXPECT_TRUE(decided_alike(whole.rungs[i], hurt.rungs[i])) << "rung " << i;
      }
    }
    return whole.rungs_count > 1;
  });
}

TEST(BusinessLaw, TheOrderOfTheOffersChangesNoPrice) {
  campaign(20'000, 2, [](Dice& dice) {
    const BusinessCase given = random_business_case(dice);
    const std::size_t count = given.world.offers.size();
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    dice.shuffle(order);
    BusinessCase other = given;
    for (std::uint32_t i = 0; i < count; ++i) {
      other.world.offers[i] = given.world.offers[order[i]];
    }
    for (QuantityBreak& row : other.world.breaks) {
      const auto place = std::find(order.begin(), order.end(), row.offer);
      row.offer = static_cast<std::uint32_t>(place - order.begin());
    }
    dice.shuffle(other.world.breaks);
    const BusinessDecision a = ladder_of(given), b = ladder_of(other);
    for (std::uint32_t i = 0; i < a.rungs_count; ++i) {
      EXPECT_EQ(a.rungs[i].dropped, b.rungs[i].dropped);
      EXPECT_EQ(told(a.rungs[i].decision), told(b.rungs[i].decision));
    }
    return count > 1;
  });
}

/// The business price is decided like any other price, but for the consumer price above it.
TEST(BusinessLaw, ABusinessPriceWithoutTiersIsAnOrdinaryDecision) {
  campaign(20'000, 2, [](Dice& dice) {
    BusinessCase given = random_business_case(dice);
    BusinessWorld& w = given.world;
    w.business.tiers_count = 0;
    w.business.consumer_price_minor = 0;
    const Policy terms = policy(given.spec);
    std::vector<Verdict> ours(w.offers.size()), plain(w.offers.size());
    const BusinessDecision ladder = must(decide_business(w.snapshot(), terms, ours));
    const auto alone = decide({w.business.listing, w.market, w.offers, w.clock}, terms, plain);
    EXPECT_EQ(ladder.rungs[0].error.has_value(), !alone.has_value());
    if (!alone) return false;
    EXPECT_EQ(std::memcmp(&ladder.rungs[0].decision, &*alone, sizeof(Decision)), 0);
    EXPECT_EQ(ours, plain);
    return true;
  });
}

TEST(BusinessLaw, TheSameInputGivesTheSameBytes) {
  campaign(10'000, 1, [](Dice& dice) {
    const BusinessCase given = random_business_case(dice);
    const BusinessDecision a = ladder_of(given);
    const BusinessDecision b = must(decide_business(given.world.snapshot(), policy(given.spec)));
    for (std::uint32_t i = 0; i < a.rungs_count; ++i) {
      EXPECT_EQ(std::memcmp(&a.rungs[i].decision, &b.rungs[i].decision, sizeof(Decision)), 0);
      EXPECT_EQ(a.rungs[i].dropped, b.rungs[i].dropped);
    }
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
