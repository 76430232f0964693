#include "referee.hpp"

#include <algorithm>

#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/keep.hpp"
#include "store_port.hpp"

namespace haggle::sim {
namespace {

constexpr std::int64_t skew_ms_max = 200'000;  // of clocks, and of pauses inside a step

/// What a decision on a listing leaves, or nothing where it leaves no trace.
struct Outcome {
  bool is_written{false};
  bool has_price{false};
  std::optional<Instant> again_at{};
};

bool is_stale(const Decision& decision) {
  return decision.reason() == Reason::older_than_applied ||
         decision.reason() == Reason::stale_snapshot;
}

void wait_for(const Decision& decision, Outcome& outcome) {
  if (!decision.knows(Decision::has_again_at)) return;
  outcome.again_at = std::min(outcome.again_at.value_or(decision.again_at), decision.again_at);
}

Outcome decide_ladder(BusinessListing& ladder, const Policy& policy, const Message& message,
                      const Clock& clock) {
  const auto offers = offers_for(message, ladder.listing.seller);
  const BusinessSnapshot snapshot{ladder, message.market, offers, message.breaks, clock};
  const auto decision = decide_business(snapshot, policy);
  if (!decision || decision->ladder()[0].error) return {};
  if (is_stale(decision->ladder()[0].decision)) return {};
  Outcome outcome{true, false, {}};
  for (const BusinessRung& rung : decision->ladder()) {
    if (rung.error) continue;
    const bool goes_out = rung.dropped == Dropped::no;
    outcome.has_price |= goes_out && rung.decision.action == Action::reprice;
    wait_for(rung.decision, outcome);
  }
  keep(ladder, *decision, {message.market.time, clock.now});
  return outcome;
}

/// Decides as a plain program would, and changes the listing so.
Outcome decide_plainly(BusinessListing& ladder, const Policy& policy, const Message& message,
                       const Clock& clock) {
  if (ladder.listing.audience == Audience::business) {
    return decide_ladder(ladder, policy, message, clock);
  }
  const auto offers = offers_for(message, ladder.listing.seller);
  const auto decision = decide({ladder.listing, message.market, offers, clock}, policy);
  if (!decision || is_stale(*decision)) return {};
  Outcome outcome{true, decision->action == Action::reprice, {}};
  wait_for(*decision, outcome);
  keep(ladder.listing, *decision, {message.market.time, clock.now});
  return outcome;
}

bool is_alike(const BusinessListing& a, const BusinessListing& b) {
  return a.listing == b.listing && a.tiers_count == b.tiers_count && a.tiers == b.tiers;
}

}  // namespace

Referee::Referee(const World& world, Weather& weather)
    : world_(world),
      weather_(weather),
      highest_(world.listings.size()),
      applied_(world.listings.size()),
      rows_(world.listings.size()) {}

void Referee::find(std::uint64_t& count, std::string_view why, std::size_t number,
                   std::size_t message) {
  ++count;
  weather_.note(why, static_cast<std::int64_t>(number), static_cast<std::int64_t>(message));
}

// ---- while it runs -----------------------------------------------------

bool Referee::agrees(const PendingPrice& write, const ListingCell& before) const {
  const Standing& standing = write.after.standing;
  const WorldPolicy& policy = world_.policies[world_.listings[write.cell].policy];
  const auto revision = static_cast<std::size_t>(standing.version.policy_revision);
  if (revision < 1 || revision > policy.revisions.size()) return false;
  Listed expected = listed_of(world_, write.cell, write.facts, before.record);
  const WorldMarket* market = world_.find(market_key(expected.listing()), standing.version.stamp());
  if (market == nullptr || policy.revisions[revision - 1] == nullptr) return false;
  expected.ladder.consumer_price_minor = write.cap_minor;
  const Outcome outcome = decide_plainly(expected.ladder, *policy.revisions[revision - 1],
                                         market->message, {standing.decided_at, 0});
  return outcome.is_written && outcome.has_price == write.has_price &&
         outcome.again_at == standing.again_at && is_alike(expected.ladder, write.after.ladder);
}

void Referee::applied(const PendingPrice& write, const ListingCell& before) {
  const DecisionVersion& version = write.after.standing.version;
  ++decisions_count;
  std::optional<DecisionVersion>& highest = highest_[write.cell];
  if (highest && version < *highest) find(found.stale, "STALE over newer", write.cell);
  if (highest && version == *highest) find(found.duplicates, "TWICE applied", write.cell);
  if (!agrees(write, before)) find(found.lost, "WRONG decision", write.cell);
  if (!highest || *highest < version) highest = version;
  applied_[write.cell].push_back({version, write.after.listing().price_minor, write.is_of_message});
}

void Referee::begin_reign(const Store& store) {
  for (std::size_t i = 0; i < highest_.size(); ++i) {
    const ListingCell& cell = store.listing(i);
    highest_[i] = cell.is_decided() ? std::optional{cell.version} : std::nullopt;
  }
}

void Referee::settled(std::size_t message, MessageFate outcome, Duration age_max) {
  fates_.resize(world_.messages.size());
  Fate& fate = fates_[message];
  weather_.note("outcome", static_cast<std::int64_t>(message), static_cast<std::int64_t>(outcome));
  if (outcome == MessageFate::given_back) return;
  fate.is_settled = true;
  if (outcome != MessageFate::too_old) return;
  fate.is_aged = true;
  const auto& markets = world_.messages[message].markets;
  const bool is_old = std::any_of(markets.begin(), markets.end(), [&](std::size_t i) {
    const Instant time = world_.markets[i].stamp.time;
    return (epoch + weather_.now - time).ms > age_max.ms - skew_ms_max;
  });
  if (!is_old) lose("LOST as too old", message);
}

void Referee::buried(const DeadLetter& letter) {
  fates_.resize(world_.messages.size());
  bool is_known = false;
  for (std::size_t i = 0; i < world_.messages.size(); ++i) {
    const WorldMessage& message = world_.messages[i];
    if (message.body != letter.body) continue;
    is_known = true;
    fates_[i].is_buried = true;
    if (!message.is_poison) lose("LOST to dead letters", i);
  }
  if (!is_known) lose("LOST bytes of a letter", letter.body.size());
}

void Referee::kept_row(const DecisionRow& row) {
  const auto listing = world_.find(row.key);
  if (!listing) return lose("LOST row's listing", 0);
  const auto& ever = applied_[*listing];
  const bool was_in_force = std::any_of(ever.begin(), ever.end(), [&](const Applied& each) {
    return each.version == row.standing.version && each.price_minor == row.price_minor;
  });
  if (!was_in_force) find(found.stale, "STALE row of history", *listing);
  rows_[*listing].push_back(row.standing.version);
}

// ---- at the end --------------------------------------------------------

const WorldMarket* Referee::newest_for(const Listing& listing, const Queue& queue) const {
  const MarketKey key = market_key(listing);
  const WorldMarket* newest = nullptr;
  for (const WorldMarket& market : world_.markets) {
    const WorldMessage& message = world_.messages[market.sent_in];
    const bool is_sent = message.at <= weather_.now;
    if (market.key != key || !is_sent || fates_[market.sent_in].is_aged) continue;
    if (queue.holds_dead(market.sent_in)) continue;
    if (newest == nullptr || newest->stamp < market.stamp) newest = &market;
  }
  return newest;
}

/// Would a decision on the market, made now, be written?
bool Referee::says_something(const Store& store, std::size_t number,
                             const WorldMarket& market) const {
  const ListingCell& cell = store.listing(number);
  const auto& policy = world_.policies[world_.listings[number].policy].revisions.back();
  Listed listed = listed_of(world_, number, cell.facts, cell.record);
  return decide_plainly(listed.ladder, *policy, market.message, {epoch + weather_.now, 0})
      .is_written;
}

/// The price that others are shown is the decided one. A decision that no message asked for leaves
/// no row of history where its worker dies before it writes one: nobody comes back to it. Nor does
/// a repetition that finds a listing which does not parse.
void Referee::check_record(const Store& store, const Queue& queue, std::size_t number) {
  const ListingCell& cell = store.listing(number);
  if (!cell.is_decided()) return;
  const Listed listed = listed_of(world_, number, cell.facts, cell.record);
  const bool is_shown = cell.price_minor == 0 || cell.price_minor == listed.listing().price_minor;
  if (!is_shown) lose("LOST price", number);
  const auto& rows = rows_[number];
  const bool has_row = std::find(rows.begin(), rows.end(), cell.version) != rows.end();
  const auto& ever = applied_[number];
  const bool needs_row = keeps_history && std::all_of(ever.begin(), ever.end(), [&](auto& each) {
                           return each.version != cell.version || each.is_of_message;
                         });
  const WorldMarket* market = world_.find(market_key(listed.listing()), cell.version.stamp());
  const bool comes_again =
      market != nullptr && (queue.holds_dead(market->sent_in) || fates_[market->sent_in].is_aged);
  const auto& facts = world_.listings[number].facts;
  const bool was_broken =
      std::any_of(facts.begin(), facts.end(), [](const Facts& each) { return each.is_broken; });
  if (needs_row && !has_row && !comes_again && !was_broken) lose("LOST row of history", number);
}

void Referee::check_listing(const Store& store, const Queue& queue, std::size_t number) {
  const ListingCell& cell = store.listing(number);
  const WorldListing& listing = world_.listings[number];
  const auto& revisions = world_.policies[listing.policy].revisions;
  if (cell.facts + 1 != listing.facts.size()) return lose("LOST edit", number);
  const Instant long_ago = epoch + Duration{weather_.now.ms - 60'000};
  if (cell.waits_until && *cell.waits_until < long_ago) {
    lose("LOST waiting entry", number);
  }
  check_record(store, queue, number);
  if (listing.facts.back().is_broken || revisions.back() == nullptr) return;
  const WorldMarket* newest = newest_for(listing.facts.back().said.listing, queue);
  if (newest == nullptr) return;
  const bool is_newest = cell.is_decided() && !(cell.version.stamp() < newest->stamp);
  const bool is_of_now =
      cell.facts_used == cell.facts &&
      cell.version.policy_revision == static_cast<std::int64_t>(revisions.size());
  if (is_newest && is_of_now) return;
  const WorldMarket* market = is_newest ? world_.find(newest->key, cell.version.stamp()) : newest;
  if (market == nullptr || says_something(store, number, *market)) {
    lose(is_newest ? "LOST decision on edit" : "LOST newest market", number, newest->sent_in);
  }
}

void Referee::check_listings(const Store& store, const Queue& queue) {
  fates_.resize(world_.messages.size());
  for (std::size_t i = 0; i < world_.listings.size(); ++i) check_listing(store, queue, i);
}

void Referee::check_messages(Queue& queue) {
  fates_.resize(world_.messages.size());
  for (const Queue::Copy& copy : queue.copies()) {
    if (copy.is_dead) continue;
    if (!copy.is_deleted) lose("LOST in the queue", copy.message);
    if (!fates_[copy.message].is_settled) lose("LOST unaccounted", copy.message);
  }
}

void Referee::check_letters(const Queue& queue) {
  for (std::size_t i = 0; i < world_.messages.size(); ++i) {
    const WorldMessage& message = world_.messages[i];
    const bool is_over = message.at <= weather_.now && !queue.holds_dead(i);
    if (message.is_poison && is_over && !fates_[i].is_buried) lose("LOST poison", i);
  }
}

}  // namespace haggle::sim
