#include "store_support.hpp"

namespace redis_test {

std::string line_of(const std::string& seller, const std::string& sku, const std::string& item,
                    const std::string& more) {
  return R"({"listing": {"seller": ")" + seller + R"(", "sku": ")" + sku + R"(", "item": ")" +
         item + R"(", "marketplace": "US", "floor": "5.00", "ceiling": "50.00", "price": "20.00")" +
         more + "}}";
}

void put(Door& door, const std::string& line) {
  const auto done = door.store.editor().put(line);
  EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().text);
}

std::vector<haggle::Listed*> load(Door& door, const haggle::ItemKey& of,
                                  haggle::Freshness freshness) {
  std::vector<std::span<haggle::Listed* const>> shelves;
  const std::array items{of};
  const auto done = door.store.listings().load(items, freshness, shelves);
  EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().text);
  if (!done) return {};
  return {shelves[0].begin(), shelves[0].end()};
}

haggle::DecisionVersion version(std::int64_t ms, std::string_view notification,
                                std::int64_t revision, std::uint32_t round) {
  haggle::DecisionVersion made;
  made.market_time = {ms};
  made.policy_revision = revision;
  made.notification = id<64>(notification);
  made.round = round;
  return made;
}

haggle::PriceWrite decide(Door& door, haggle::Listed& listed, const Decided& decided) {
  haggle::PriceWrite write;
  if (listed.standing.exists) write.based_on = listed.standing.version;
  listed.standing.exists = true;
  listed.standing.version = decided.version;
  listed.standing.again_at = decided.again_at;
  listed.standing.decided_at = door.time.at;
  listed.listing().set_price(decided.price_minor, door.time.at);
  write.listed = &listed;
  write.has_price = decided.has_price;
  write.also_due = decided.also_due;
  write.now = door.time.at;
  write.processing_us = 1'500;
  return write;
}

haggle::WriteResult write(Door& door, haggle::Listed& listed, const Decided& decided) {
  const std::array writes{decide(door, listed, decided)};
  door.store.prices().send({}, writes);
  return door.store.prices().take().prices[0];
}

haggle::WriteResult keep(Door& door, const haggle::MarketKey& market, std::int64_t ms,
                         const std::string& notification, const std::string& image) {
  const std::array writes{haggle::MarketWrite{market, {{ms}, id<64>(notification)}, image}};
  door.store.prices().send(writes, {});
  return door.store.prices().take().markets[0];
}

}  // namespace redis_test
