// What a run is about: items, the listings that hold them, policies with all their revisions, and
// every message that will be sent, read once so that the referee knows what each says.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dice.hpp"
#include "haggle/codec/message.hpp"
#include "haggle/pipeline/kept_market.hpp"
#include "haggle/pipeline/listed.hpp"

namespace haggle::sim {

/// One state of a listing's facts, as the seller said them.
struct Facts {
  BusinessListing said{};
  bool is_broken{false};  ///< the store's text of it is no listing
};

struct WorldListing {
  ListingKey key{};
  std::size_t item{0};
  std::size_t policy{0};
  std::optional<std::size_t> partner{};  ///< the same SKU for the other audience
  std::vector<Facts> facts{};            ///< every edit adds one
};

struct WorldPolicy {
  std::string id{};
  std::vector<std::shared_ptr<const Policy>> revisions{};  ///< null: dropped with that edit
};

/// A market that some message says.
struct WorldMarket {
  MarketKey key{};
  MarketStamp stamp{};
  Message message{};
  std::size_t sent_in{0};
};

struct WorldMessage {
  std::string body{};
  Duration at{};  ///< when it is sent
  std::vector<std::size_t> markets{};
  bool is_poison{false};
};

struct World {
  std::vector<ItemKey> items{};
  std::vector<std::vector<std::size_t>> listings_of{};  ///< by item
  std::vector<WorldListing> listings{};
  std::vector<WorldPolicy> policies{};
  std::vector<WorldMarket> markets{};
  std::vector<WorldMessage> messages{};
  std::unordered_map<ItemKey, std::size_t, KeyHash> item_numbers{};

  [[nodiscard]] std::optional<std::size_t> find(const ListingKey& key) const;
  /// The market of a stamp under a key; null where no message says it.
  [[nodiscard]] const WorldMarket* find(const MarketKey& key, const MarketStamp& stamp) const;
};

/// A world with its messages, which are sent from `begin` on, the last at the end of the span.
struct Traffic {
  std::size_t messages_count{100};
  Duration begin{};
  Duration span{};
};
[[nodiscard]] World make_world(Dice& dice);
void add_traffic(World& world, const Traffic& traffic, Dice& dice);
/// Other facts of the same listing.
[[nodiscard]] Facts edited(const Facts& facts, Dice& dice);
[[nodiscard]] std::shared_ptr<const Policy> any_policy(Dice& dice);

}  // namespace haggle::sim
