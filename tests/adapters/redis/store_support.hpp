// A store under test: a clock that is told the time, listings, and decisions to be written.
#pragma once

#include <haggle/pipeline/record.hpp>
#include <memory>
#include <string>
#include <vector>

#include "redis/store.hpp"
#include "servers.hpp"

namespace redis_test {

struct ToldTime : haggle::TimeSource {
  haggle::Instant at{1'800'000'000'000};
  haggle::Instant now() override { return at; }
  std::int64_t ticks_us() override { return at.ms * 1000; }
};

/// One worker's store.
struct Door {
  explicit Door(const std::string& url, redis::StoreOptions options = {})
      : store(*redis::read_url(url), std::move(options), time) {}
  ToldTime time{};
  redis::Store store;
};

template <std::size_t Bytes>
haggle::Id<Bytes> id(std::string_view text) {
  return haggle::Id<Bytes>::from(text).value();
}

inline haggle::ItemKey item(std::string_view name, std::string_view marketplace = "US") {
  return {id<32>(name), id<16>(marketplace)};
}

inline haggle::ListingKey key(std::string_view seller, std::string_view sku,
                              haggle::Audience audience = haggle::Audience::consumer) {
  return {id<32>(seller), id<128>(sku), id<16>("US"), audience};
}

/// A line of a catalogue.
std::string line_of(const std::string& seller, const std::string& sku, const std::string& item,
                    const std::string& more = "");

/// Puts lines; a fault fails the test.
void put(Door& door, const std::string& line);

/// The listings of an item, as the store gives them.
std::vector<haggle::Listed*> load(Door& door, const haggle::ItemKey& of,
                                  haggle::Freshness freshness = haggle::Freshness::fresh);

haggle::DecisionVersion version(std::int64_t ms, std::string_view notification,
                                std::int64_t revision = 0, std::uint32_t round = 0);

/// Writes a decision on a listing as a worker does.  Returns: what became of it.
struct Decided {
  haggle::DecisionVersion version{};
  std::int64_t price_minor{1'000};
  std::optional<haggle::Instant> again_at{};
  std::optional<haggle::ListingKey> also_due{};
  bool has_price{true};
};
haggle::PriceWrite decide(Door& door, haggle::Listed& listed, const Decided& decided);
haggle::WriteResult write(Door& door, haggle::Listed& listed, const Decided& decided);

/// Keeps a market that holds nothing but its stamp.
haggle::WriteResult keep(Door& door, const haggle::MarketKey& market, std::int64_t ms,
                         const std::string& notification, const std::string& image);

}  // namespace redis_test
