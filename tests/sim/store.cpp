#include "store.hpp"

#include <algorithm>

#include "haggle/pipeline/record.hpp"

namespace haggle::sim {
namespace {

constexpr Duration price_life = minutes(120);
constexpr Duration wait_patience{200};
constexpr std::size_t markets_of_item = 16;

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

}  // namespace

Store::Store(const World& world, Weather& weather, Witness& witness, Canary canary)
    : world_(world), weather_(weather), witness_(witness), canary_(canary) {
  now_.listings.resize(world.listings.size());
  now_.markets.resize(world.items.size() * markets_of_item);
  now_.policies.resize(world.policies.size());
  replica_ = now_;
}

std::size_t Store::market_cell(const MarketKey& key) const {
  const auto item = world_.item_numbers.find(key.item);
  if (item == world_.item_numbers.end()) return now_.markets.size();
  const auto audience = static_cast<std::size_t>(key.audience);
  const auto condition = static_cast<std::size_t>(key.condition);
  return item->second * markets_of_item + audience * (markets_of_item / 2) + condition;
}

// ---- the replica -------------------------------------------------------

template <class Cell>
void Store::commit(std::size_t number, const Cell& cell, bool is_edit) {
  const std::int64_t lag = weather_.strikes(Ill::lag) ? weather_.dice.between(1'000, 20'000) : 0;
  const std::int64_t ready = weather_.now.ms + 1 + weather_.dice.between(0, 40) + lag;
  last_ready_.ms = std::max(last_ready_.ms, ready);
  log_.push_back({last_ready_, number, cell, is_edit});
}

void Store::replicate_first() {
  Change& change = log_.front();
  if (auto* listing = std::get_if<ListingCell>(&change.value)) {
    replica_.listings[change.cell] = std::move(*listing);
  } else if (auto* market = std::get_if<MarketCell>(&change.value)) {
    replica_.markets[change.cell] = std::move(*market);
  } else {
    replica_.policies[change.cell] = std::get<PolicyCell>(change.value);
  }
  log_.pop_front();
  ++log_begin_;
}

void Store::catch_up() {
  while (!log_.empty() && log_.front().ready_at <= weather_.now) replicate_first();
}

bool Store::is_confirmed(std::uint64_t log_end, std::uint64_t reign, Strain& strain) {
  if (canary_ == Canary::wait_elsewhere) return true;
  if (reign != reign_) return false;
  catch_up();
  if (log_end <= log_begin_) return true;
  const Duration ready = log_[log_end - log_begin_ - 1].ready_at;
  if (ready.ms - weather_.now.ms > wait_patience.ms) return false;
  strain.spent.ms += ready.ms - weather_.now.ms;
  while (log_begin_ < log_end) replicate_first();
  return true;
}

void Store::fail_over() {
  catch_up();
  weather_.note("failover", number(log_.size()));
  for (const Change& change : log_) {
    const bool is_policy = std::holds_alternative<PolicyCell>(change.value);
    if (change.is_edit) (is_policy ? lost_policies : lost_listings).push_back(change.cell);
  }
  now_ = replica_;
  log_begin_ += log_.size();
  log_.clear();
  ++reign_;
}

void Store::tick() {
  catch_up();
  for (std::size_t i = 0; i < late_.size();) {
    if (late_[i].first > weather_.now) {
      ++i;
      continue;
    }
    const auto what = std::move(late_[i].second);
    late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(i));
    weather_.note("late");
    if (!weather_.store_says()) what();
  }
}

// ---- writing -----------------------------------------------------------

bool Store::is_expired(const ListingCell& cell) const {
  return cell.written_at.ms + price_life.ms < weather_.now.ms;
}

WriteStatus Store::write(const PendingMarket& write) {
  MarketCell& cell = now_.markets[write.cell];
  if (cell.image != nullptr && write.stamp < cell.stamp) return WriteStatus::stale;
  cell = {write.stamp, write.image};
  commit(write.cell, cell);
  return WriteStatus::written;
}

WriteStatus Store::write(const PendingPrice& write) {
  ListingCell& cell = now_.listings[write.cell];
  const DecisionVersion& version = write.after.standing.version;
  const bool is_forgotten = canary_ == Canary::short_version && is_expired(cell);
  const bool is_decided = cell.is_decided() && !is_forgotten;
  if (is_decided && version < cell.version) return WriteStatus::stale;
  if (is_decided && version == cell.version) {
    commit(write.cell, cell);
    return WriteStatus::duplicate;
  }
  const bool is_same =
      is_decided == write.based_on.has_value() && (!is_decided || cell.version == *write.based_on);
  const bool is_edited = cell.token != write.token && canary_ != Canary::token_ignored;
  if (!is_same || is_edited) return WriteStatus::changed;
  if (canary_ == Canary::key_first) {
    if (!keys_.emplace(write.cell, write_version(version)).second) return WriteStatus::duplicate;
    weather_.may_crash();
    if (weather_.strikes(Ill::cut)) return WriteStatus::failed;
  }
  ListingCell before = cell;
  if (is_forgotten) before.record.clear();
  witness_.applied(write, before);
  cell.record.clear();
  append_record(write.after, cell.record);
  cell.version = version;
  cell.written_at = weather_.now;
  cell.facts_used = write.facts;
  cell.waits_until = write.after.standing.again_at;
  if (write.has_price) cell.price_minor = write.after.listing().price_minor;
  commit(write.cell, cell);
  if (write.also_due) make_due(*write.also_due, write.now);
  return WriteStatus::written;
}

// ---- what waits --------------------------------------------------------

std::optional<Instant> Store::next_due() const {
  std::optional<Instant> next;
  for (const ListingCell& cell : now_.listings) {
    if (cell.waits_until) next = std::min(next.value_or(*cell.waits_until), *cell.waits_until);
  }
  return next;
}

std::size_t Store::take_due(Instant now, Duration lease, std::size_t count_max,
                            std::vector<DueListing>& into) {
  const std::size_t before = into.size();
  for (std::size_t i = 0; i < now_.listings.size() && into.size() - before < count_max; ++i) {
    ListingCell& cell = now_.listings[i];
    if (!cell.waits_until || *cell.waits_until > now) continue;
    cell.waits_until = now + lease;
    commit(i, cell);
    const WorldListing& listing = world_.listings[i];
    into.push_back({listing.key, world_.items[listing.item], now + lease});
    weather_.note("due", number(i));
  }
  return into.size() - before;
}

void Store::drop_due(const DueListing& due) {
  const auto listing = world_.find(due.key);
  if (!listing) return;
  ListingCell& cell = now_.listings[*listing];
  if (cell.waits_until != due.again_at) return;
  cell.waits_until.reset();
  commit(*listing, cell);
  weather_.note("dropped", number(*listing));
}

std::size_t Store::sweep_item(std::size_t item, Instant now) {
  std::size_t found = 0;
  for (const std::size_t i : world_.listings_of[item]) {
    const ListingCell& cell = now_.listings[i];
    const Listing& facts = world_.listings[i].facts[cell.facts].said.listing;
    const MarketCell& market = now_.markets[market_cell(market_key(facts))];
    const bool is_behind =
        market.image != nullptr && (!cell.is_decided() || cell.version.stamp() < market.stamp);
    if (!is_behind || cell.waits_until) continue;
    make_due(i, now);
    ++found;
  }
  return found;
}

// ---- editing -----------------------------------------------------------

void Store::make_due(std::size_t listing, Instant now) {
  ListingCell& cell = now_.listings[listing];
  cell.token = ++tokens_;
  cell.waits_until = now;
  commit(listing, cell, true);
}

void Store::put_facts(std::size_t listing, std::size_t facts) {
  now_.listings[listing].facts = facts;
  weather_.note("facts", number(listing), number(facts));
  make_due(listing, epoch + weather_.now);
}

void Store::put_policy(std::size_t policy, std::size_t revision) {
  now_.policies[policy].revision = revision;
  weather_.note("policy", number(policy), number(revision));
  commit(policy, now_.policies[policy], true);
}

}  // namespace haggle::sim
