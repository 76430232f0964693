// Decisions on their way into Redis, as the pipeline's port.
#pragma once

#include <deque>
#include <functional>
#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "client.hpp"
#include "keys.hpp"
#include "options.hpp"

namespace redis {

class Prices : public haggle::PriceSink {
 public:
  Prices(Client& client, const StoreOptions& options) : client_(&client), options_(&options) {}

  /// One server is sent everything at once, markets in front. In a cluster, where nothing is in
  /// order between two nodes, prices go out when their markets are known to be kept.
  void send(std::span<const haggle::MarketWrite> markets,
            std::span<const haggle::PriceWrite> prices) override;
  [[nodiscard]] haggle::SendResults take() override;

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  /// A batch that was sent, in two parts: what goes first, and the prices.
  struct Sent {
    Batch first{};
    Batch second{};                        ///< of a cluster; else its requests stand in the first
    std::vector<std::uint32_t> markets{};  ///< each market's request
    struct Price {
      std::uint32_t request{0};
      std::uint32_t market{none};  ///< the request of its item's market
      std::uint32_t seller{none};  ///< the request that makes its seller known
      std::string seller_id{};     ///< of that one
    };
    std::vector<Price> prices{};
    bool prices_sent{false};
    void clear();
  };

  void add_market(Sent& sent, const haggle::MarketWrite& write);
  void add_price(Sent& sent, const haggle::PriceWrite& write, std::uint32_t market);
  void add_words(Commands& commands, const SellerKeys& keys, const haggle::PriceWrite& write);
  void advance(Sent& sent);
  [[nodiscard]] haggle::WriteResult result_of(Sent& sent, const Sent::Price& price);

  Client* client_;
  const StoreOptions* options_;
  std::deque<std::unique_ptr<Sent>> sent_{};
  std::vector<std::unique_ptr<Sent>> spare_{};
  /// That are in the set of sellers.
  std::unordered_map<std::string, SellerKeys, TextHash, std::equal_to<>> sellers_{};
  std::vector<haggle::WriteResult> market_results_{}, price_results_{};
  std::string record_{}, entry_{}, version_{};  ///< what is written last, for their memory
};

}  // namespace redis
