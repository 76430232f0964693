#include "world.hpp"

#include <algorithm>

#include "haggle/codec/message_reader.hpp"
#include "haggle/codec/policy_json.hpp"
#include "texts.hpp"
#include "weather.hpp"

namespace haggle::sim {
namespace {

constexpr std::size_t items_count = 12;
constexpr std::size_t policies_count = 5;

constexpr std::array policy_texts{
    R"({})",
    R"({"beat_by":"-0.01"})",
    R"({"beat_by":"-0.05","cool_down":"40s"})",
    R"({"beat_by":"-0.01","step_down":"0.50","step_interval":"30s"})",
    R"({"beat_by":"0.10","step_up":"3%","step_down":"3%","step_interval":"45s"})",
    R"({"compete_with":["lowest"],"cool_down":"5min"})",
    R"({"compete_with":["lowest_fba","lowest"],"min_change":"0.20"})",
    R"({"maximize":"probe","probe_interval":"1min","probe_step":"0.05","beat_by":"-0.01"})",
    R"({"ending":{"modulus":"1.00","residue":"0.99","window":"0.40"}})",
    R"({"paused":true})",
    R"({"only_seller":"ceiling","min_rule":"do_nothing"})",
    R"({"snapshot_age_max":"10min","beat_by":"-0.02"})",
    R"({"step_down":"1%","step_interval":"2min","cool_down":"90s"})"};

std::vector<std::shared_ptr<const Policy>> read_policies() {
  std::vector<std::shared_ptr<const Policy>> read;
  for (const char* text : policy_texts) {
    read.push_back(std::make_shared<const Policy>(read_policy(text).value()));
  }
  return read;
}

Facts first_facts(const ListingKey& key, const ItemKey& item, Dice& dice) {
  Facts facts;
  Listing& listing = facts.said.listing;
  listing.seller = key.seller;
  listing.sku = key.sku;
  listing.item = item.item;
  listing.marketplace = key.marketplace;
  listing.audience = key.audience;
  listing.currency = *currency_from("USD");
  listing.set_shipping(dice.percent(30) ? 199 : 0);
  listing.set_floor(Bound{1'200 + dice.between(0, 500)});
  listing.set_ceiling(Bound{2'600 + dice.between(0, 900)});
  if (dice.percent(70)) listing.price_minor = 1'800 + dice.between(0, 700);
  if (dice.percent(50)) listing.default_price_minor = 2'400;
  if (key.audience == Audience::consumer || dice.percent(30)) return facts;
  facts.said.tiers_count = static_cast<std::uint32_t>(1 + dice.below(3));
  for (std::uint32_t i = 0; i < facts.said.tiers_count; ++i) {
    Tier& tier = facts.said.tiers[i];
    tier.quantity = 5 * (i + 1);
    tier.set_floor(Bound{1'000 - 50 * static_cast<std::int64_t>(i)});
    tier.price_minor = 1'700 - 100 * static_cast<std::int64_t>(i);
  }
  return facts;
}

std::size_t add_listing(World& world, const ListingKey& key, std::size_t item, Dice& dice) {
  WorldListing listing;
  listing.key = key;
  listing.item = item;
  listing.policy = dice.below(policies_count);
  listing.facts.push_back(first_facts(key, world.items[item], dice));
  world.listings.push_back(std::move(listing));
  world.listings_of[item].push_back(world.listings.size() - 1);
  return world.listings.size() - 1;
}

void add_item(World& world, std::size_t number, Dice& dice) {
  const bool walmart = number % 6 == 5;
  const std::string name = (walmart ? "9000" : "B0SIM000") + std::to_string(10 + number);
  const ItemKey key{*ItemId::from(name), *MarketplaceId::from(walmart ? "WALMART_US" : "US")};
  world.item_numbers.emplace(key, number);
  world.items.push_back(key);
  world.listings_of.emplace_back();
  const std::size_t sellers_count = number == 0 ? 0 : 1 + dice.below(3);
  for (std::size_t i = 0; i < sellers_count; ++i) {
    const auto seller = *SellerId::from("S" + std::to_string(i));
    const auto sku = *Sku::from("SKU " + std::to_string(number));
    const ListingKey consumer{seller, sku, key.marketplace, Audience::consumer};
    const std::size_t first = add_listing(world, consumer, number, dice);
    if (walmart || !dice.percent(50)) continue;
    ListingKey business = consumer;
    business.audience = Audience::business;
    const std::size_t second = add_listing(world, business, number, dice);
    world.listings[first].partner = second;
    world.listings[second].partner = first;
  }
}

std::string random_id(std::size_t number, Dice& dice) {
  std::string id = dice.percent(3) ? "" : "n";
  for (int i = 0; i < 8 && !id.empty(); ++i) id += "0123456789abcdefABCDEF"[dice.below(22)];
  return id.empty() ? id : id + '-' + std::to_string(number);
}

std::string any_text(const World& world, const Told& told, std::size_t item, Dice& dice) {
  if (world.items[item].marketplace.text() != "US") return walmart_text(told, dice);
  return amazon_text(told, dice);
}

Told any_told(const World& world, std::size_t item, Instant time, Dice& dice) {
  Told told;
  told.item = world.items[item].item.text();
  told.id = random_id(world.messages.size(), dice);
  told.time = time;
  told.base_minor = 1'300 + dice.between(0, 1'200);
  told.is_business = dice.percent(35);
  told.is_used = dice.percent(3);
  return told;
}

/// Reads what was written, as the referee understands it.
void learn(World& world, WorldMessage& message) {
  MessageReader reader;
  for (const Delivery& delivery : reader.read(message.body)) {
    if (delivery.error) message.is_poison = true;
    if (delivery.error || !delivery.message.has_market()) continue;
    const Message& said = delivery.message;
    message.markets.push_back(world.markets.size());
    world.markets.push_back({market_key(said.market), stamp_of(said), said, world.messages.size()});
  }
}

}  // namespace

std::shared_ptr<const Policy> any_policy(Dice& dice) {
  static const auto policies = read_policies();
  return dice.any(policies);
}

std::optional<std::size_t> World::find(const ListingKey& key) const {
  for (std::size_t i = 0; i < listings.size(); ++i) {
    if (listings[i].key == key) return i;
  }
  return std::nullopt;
}

const WorldMarket* World::find(const MarketKey& key, const MarketStamp& stamp) const {
  for (const WorldMarket& each : markets) {
    if (each.stamp == stamp && each.key == key) return &each;
  }
  return nullptr;
}

World make_world(Dice& dice) {
  World world;
  for (std::size_t i = 0; i < policies_count; ++i) {
    world.policies.push_back({"p" + std::to_string(i), {any_policy(dice)}});
  }
  for (std::size_t i = 0; i < items_count; ++i) add_item(world, i, dice);
  return world;
}

void add_traffic(World& world, const Traffic& traffic, Dice& dice) {
  Instant last_time{};
  std::size_t last_item = 0;
  for (std::size_t i = 0; i < traffic.messages_count; ++i) {
    WorldMessage message;
    const bool is_last = i + 1 == traffic.messages_count;
    message.at = {traffic.begin.ms +
                  (is_last ? traffic.span.ms : dice.between(0, traffic.span.ms))};
    Instant time = epoch + Duration{message.at.ms - dice.between(0, 3'000)};
    const bool is_twin = dice.percent(4) && last_time.ms != 0;  // two of one moment
    if (is_twin) time = last_time;
    if (dice.percent(1)) time = time + minutes(6);
    const std::size_t item = is_twin ? last_item : dice.below(dice.percent(30) ? 3 : items_count);
    last_time = time, last_item = item;
    const Told told = any_told(world, item, time, dice);
    const std::size_t kind = dice.below(100);
    if (kind < 3) {
      message.body = poison_text(told, dice);
    } else if (kind < 5) {
      message.body = notice_text(told, dice);
    } else if (kind < 8) {
      const std::size_t other = dice.below(items_count);
      const Told beside = any_told(world, other, time, dice);
      const std::string second =
          dice.percent(30) ? poison_text(beside, dice) : any_text(world, beside, other, dice);
      message.body = records_text(any_text(world, told, item, dice), second);
    } else {
      message.body = any_text(world, told, item, dice);
    }
    learn(world, message);
    world.messages.push_back(std::move(message));
  }
}

Facts edited(const Facts& facts, Dice& dice) {
  Facts after = facts;
  Listing& listing = after.said.listing;
  after.is_broken = false;
  switch (dice.below(5)) {
    case 0:
      listing.set_floor(Bound{1'200 + dice.between(0, 700)});
      break;
    case 1:
      listing.set_ceiling(Bound{2'600 + dice.between(0, 900)});
      break;
    case 2:
      listing.status =
          listing.status == ListingStatus::active ? ListingStatus::inactive : ListingStatus::active;
      break;
    case 3:
      listing.set_stock(dice.percent(40) ? 0 : 7);
      break;
    default:
      after.is_broken = dice.percent(50);
      listing.default_price_minor = 2'000 + dice.between(0, 500);
  }
  return after;
}

}  // namespace haggle::sim
