// Prices by hand, as the endpoint's hook: one store of its own, one order at a time.
#pragma once

#include <mutex>

#include "clocks.hpp"
#include "doors.hpp"
#include "webhook/operation.hpp"

namespace worker {

class ByHand {
 public:
  ByHand(StoreDoor store, std::string home) : store_(std::move(store)), home_(std::move(home)) {}

  /// Manual: that price, within the bounds. Reset: the default price, and the listing pauses until
  /// it is resumed.
  [[nodiscard]] tl::expected<std::string, webhook::Refusal> operate(
      const webhook::Operation& operation);

 private:
  using Answer = tl::expected<std::string, webhook::Refusal>;
  [[nodiscard]] Answer set_price(const webhook::Operation& operation,
                                 const haggle::ListingKey& key);
  [[nodiscard]] Answer try_price(const webhook::Operation& operation, const haggle::ListingKey& key,
                                 const haggle::ItemKey& item);
  [[nodiscard]] Answer send(haggle::PriceWrite write, const haggle::ItemKey& item);

  StoreDoor store_;
  std::string home_;
  std::mutex mutex_{};
  SystemTime time_{};
};

}  // namespace worker
