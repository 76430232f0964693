#include "store_port.hpp"

#include <algorithm>

#include "haggle/pipeline/record.hpp"
#include "haggle/reprice/keep.hpp"

namespace haggle::sim {
namespace {

Fault cut_off() {
  return {FaultCategory::network, Severity::medium, "store: cut"};
}

}  // namespace

Listed listed_of(const World& world, std::size_t listing, std::size_t facts,
                 const std::string& record) {
  Listed listed;
  listed.ladder = world.listings[listing].facts[facts].said;
  if (!record.empty()) (void)apply_record(record, listed);
  return listed;
}

StorePort::StorePort(Store& store, Strain& strain)
    : store_(store),
      weather_(store.weather()),
      world_(store.world()),
      strain_(strain),
      shelves_(world_.items.size()),
      reign_(store.reign()) {}

/// A failover breaks every connection, and who connects anew remembers nothing: two decisions of
/// one version may differ where the first was lost.
bool StorePort::is_connected() {
  if (reign_ == store_.reign()) return true;
  reign_ = store_.reign();
  for (Shelf& shelf : shelves_) shelf.is_known = false;
  return false;
}

std::optional<Fault> StorePort::begin() {
  strain_.add(weather_.dice);
  weather_.may_crash();
  if (auto fault = weather_.store_says()) return fault;
  if (!is_connected()) return cut_off();
  if (weather_.strikes(Ill::read_fails)) return cut_off();
  return std::nullopt;
}

// ---- reading -----------------------------------------------------------

void StorePort::read(std::size_t listing, Loaded& loaded) {
  const ListingCell& cell = store_.listing(listing);
  const bool is_forgotten = store_.canary() == Canary::short_version && store_.is_expired(cell);
  const WorldListing& known = world_.listings[listing];
  static_cast<Listed&>(loaded) =
      listed_of(world_, listing, cell.facts, is_forgotten ? std::string{} : cell.record);
  loaded.cell = listing;
  loaded.token = cell.token;
  loaded.facts = cell.facts;
  const PolicyCell& policy = store_.policy(known.policy);
  loaded.policy_id = world_.policies[known.policy].id;
  loaded.policy = world_.policies[known.policy].revisions[policy.revision - 1];
  loaded.policy_revision = static_cast<std::int64_t>(policy.revision);
  if (known.facts[cell.facts].is_broken) {
    loaded.unreadable = Error{Errc::missing_field, 0, 0, 0, "listing.floor"};
  }
}

void StorePort::read(std::size_t item, Shelf& shelf) {
  const auto& listings = world_.listings_of[item];
  shelf.listings.resize(listings.size());
  shelf.pointers.clear();
  for (std::size_t i = 0; i < listings.size(); ++i) {
    read(listings[i], shelf.listings[i]);
    shelf.pointers.push_back(&shelf.listings[i]);
  }
  for (Loaded& business : shelf.listings) {
    const auto partner = world_.listings[business.cell].partner;
    if (!business.is_business() || !partner) continue;
    for (const Loaded& consumer : shelf.listings) {
      if (consumer.cell != *partner || consumer.unreadable) continue;
      cap_by_consumer(business.ladder, consumer.listing());
    }
  }
  shelf.is_known = true;
}

Answer<void> StorePort::load(std::span<const ItemKey> items, Freshness freshness,
                             std::vector<std::span<Listed* const>>& shelves) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  shelves.clear();
  for (const ItemKey& key : items) {
    const auto number = world_.item_numbers.find(key);
    if (number == world_.item_numbers.end()) {
      shelves.emplace_back();
      continue;
    }
    Shelf& shelf = shelves_[number->second];
    const bool is_good = shelf.is_known && freshness == Freshness::cached;
    if (!is_good || weather_.dice.percent(10)) read(number->second, shelf);
    shelves.emplace_back(shelf.pointers);
  }
  weather_.may_crash();
  return {};
}

void StorePort::forget(const ItemKey& item) {
  const auto number = world_.item_numbers.find(item);
  if (number != world_.item_numbers.end()) shelves_[number->second].is_known = false;
}

Answer<void> StorePort::load_markets(std::span<const MarketKey> keys,
                                     std::vector<std::string>& images) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  images.clear();
  for (const MarketKey& key : keys) {
    const bool is_known = world_.item_numbers.contains(key.item);
    const MarketCell cell = is_known ? store_.market(store_.market_cell(key)) : MarketCell{};
    images.push_back(cell.image != nullptr ? *cell.image : std::string{});
  }
  return {};
}

Answer<std::size_t> StorePort::take_due(Instant now, Duration lease, std::size_t count_max,
                                        std::vector<DueListing>& into) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  const std::size_t before = into.size();
  const std::size_t count = store_.take_due(now, lease, count_max, into);
  weather_.may_crash();
  if (count != 0 && weather_.strikes(Ill::reply_lost)) {
    into.resize(before);
    return tl::unexpected<Fault>(cut_off());
  }
  return count;
}

Answer<void> StorePort::drop_due(std::span<const DueListing> due) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  for (const DueListing& each : due) store_.drop_due(each);
  if (weather_.strikes(Ill::reply_lost)) return tl::unexpected<Fault>(cut_off());
  return {};
}

Answer<std::size_t> StorePort::sweep(Instant now, std::size_t items_max) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  std::size_t found = 0;
  const std::size_t count = std::min(items_max, world_.items.size());
  for (std::size_t i = 0; i < count; ++i) {
    sweep_at_ = (sweep_at_ + 1) % world_.items.size();
    found += store_.sweep_item(sweep_at_, now);
  }
  if (found != 0) weather_.note("swept", static_cast<std::int64_t>(found));
  return found;
}

// ---- writing -----------------------------------------------------------

void StorePort::note_cap(const BusinessListing& ladder) {
  for (Shelf& shelf : shelves_) {
    for (Loaded& each : shelf.listings) {
      if (&each.ladder == &ladder) each.cap_minor = ladder.consumer_price_minor;
    }
  }
}

void StorePort::send(std::span<const MarketWrite> markets, std::span<const PriceWrite> prices) {
  auto flight = std::make_shared<Flight>();
  for (const MarketWrite& each : markets) {
    flight->markets.push_back({store_.market_cell(each.key), world_.item_numbers.at(each.key.item),
                               each.stamp, std::make_shared<const std::string>(each.image)});
  }
  for (const PriceWrite& each : prices) {
    const auto& loaded = static_cast<const Loaded&>(*each.listed);
    PendingPrice& price = flight->prices.emplace_back();
    price.cell = loaded.cell;
    price.item = world_.listings[loaded.cell].item;
    price.after = loaded;
    price.based_on = each.based_on;
    if (each.also_due) price.also_due = world_.find(*each.also_due);
    price.now = each.now;
    price.has_price = each.has_price;
    price.is_of_message = each.processing_us > 0;
    price.token = loaded.token;
    price.facts = loaded.facts;
    price.cap_minor = loaded.cap_minor;
  }
  flights_.push_back(flight);
  set_out(*flight);
  weather_.may_crash();
}

void StorePort::set_out(Flight& flight) {
  strain_.add(weather_.dice);
  weather_.may_crash();
  flight.reign = reign_;
  const std::size_t count = flight.markets.size() + flight.prices.size();
  flight.market_results.resize(flight.markets.size());
  flight.price_results.resize(flight.prices.size());
  flight.arrived_count = flight.answered_count = count;
  if (weather_.strikes(Ill::cut)) {
    flight.arrived_count = weather_.dice.below(count + 1);
    flight.answered_count = weather_.dice.below(flight.arrived_count + 1);
    if (weather_.strikes(Ill::late)) {
      const Duration at{weather_.now.ms + weather_.dice.between(500, 90'000)};
      store_.later(at, [&store = store_, all = flights_.back()] { apply_rest(store, *all); });
      return apply(flight);
    }
  }
  if (weather_.dice.percent(60)) apply(flight);
}

/// The requests that were held up on their way.
void StorePort::apply_rest(Store& store, const Flight& flight) {
  const std::size_t markets_count = flight.markets.size();
  for (std::size_t i = flight.arrived_count; i < markets_count; ++i) {
    (void)store.write(flight.markets[i]);
  }
  for (std::size_t i = 0; i < flight.prices.size(); ++i) {
    if (markets_count + i >= flight.arrived_count) (void)store.write(flight.prices[i]);
  }
}

void StorePort::apply(Flight& flight) {
  flight.is_applied = true;
  flight.fault = weather_.store_says();
  const bool is_same = is_connected() && flight.reign == reign_;
  if (!flight.fault && !is_same) flight.fault = cut_off();
  if (flight.fault) return;
  refused_items_.clear();
  for (std::size_t i = 0; i < flight.arrived_count; ++i) {
    const std::uint64_t before = store_.log_end();
    const std::size_t markets_count = flight.markets.size();
    if (i < markets_count) apply_market(flight, i);
    if (i >= markets_count) apply_price(flight, i - markets_count);
    // A WAIT is about what its own connection wrote.
    if (store_.log_end() != before) flight.log_end = store_.log_end();
  }
}

void StorePort::apply_market(Flight& flight, std::size_t at) {
  const PendingMarket& market = flight.markets[at];
  WriteResult& result = flight.market_results[at];
  if (weather_.strikes(Ill::refused)) {
    result.fault = {FaultCategory::external, Severity::high, "store: out of memory"};
    refused_items_.push_back(market.item);
    return;
  }
  result.status = store_.write(market);
}

void StorePort::apply_price(Flight& flight, std::size_t at) {
  const PendingPrice& price = flight.prices[at];
  WriteResult& result = flight.price_results[at];
  const bool is_without =
      std::find(refused_items_.begin(), refused_items_.end(), price.item) != refused_items_.end();
  if (is_without || weather_.strikes(Ill::refused)) {
    result.fault = {FaultCategory::external, Severity::high, "store: out of memory"};
    return;
  }
  result.status = store_.write(price);
  if (result.status == WriteStatus::failed) result.fault = cut_off();
  weather_.note("write", static_cast<std::int64_t>(price.cell),
                static_cast<std::int64_t>(result.status), price.after.listing().price_minor);
}

/// What the worker hears: of each request its answer, if the replica has what was written.
void StorePort::answer(Flight& flight) {
  const bool all_fail = flight.fault.has_value();
  const bool confirmed = !all_fail && store_.is_confirmed(flight.log_end, flight.reign, strain_);
  std::size_t place = 0;
  const auto hear = [&](WriteResult& result) {
    const bool is_heard = place++ < flight.answered_count;
    const bool is_kept =
        result.status == WriteStatus::written || result.status == WriteStatus::duplicate;
    if (all_fail) {
      result = {WriteStatus::failed, *flight.fault};
    } else if (!is_heard) {
      result = {WriteStatus::failed, cut_off()};
    } else if (is_kept && !confirmed) {
      result = {WriteStatus::failed,
                {FaultCategory::external, Severity::medium, "not confirmed by a replica"}};
    }
  };
  for (WriteResult& each : flight.market_results) hear(each);
  for (WriteResult& each : flight.price_results) hear(each);
}

SendResults StorePort::take() {
  strain_.add(weather_.dice);
  taken_ = std::move(flights_.front());
  flights_.pop_front();
  if (!taken_->is_applied) apply(*taken_);
  weather_.may_crash();
  answer(*taken_);
  return {taken_->market_results, taken_->price_results};
}

}  // namespace haggle::sim
