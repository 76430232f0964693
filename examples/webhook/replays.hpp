// The signatures that were taken while their timestamps still count, so that none is taken twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "signature.hpp"

namespace webhook {

/// Bounded: where it is full, the signature that expires first is forgotten, and counted. Safe to
/// be used by several threads.
class Replays {
 public:
  explicit Replays(std::size_t count_max) : count_max_(count_max) {}

  /// Remembers a signature. Returns whether it is new.
  [[nodiscard]] bool remember(const Verified& verified, std::int64_t now_seconds) {
    const std::int64_t expires = verified.expires_seconds.value_or(now_seconds);
    const std::lock_guard lock{mutex_};
    while (!by_time_.empty() && by_time_.begin()->first < now_seconds) drop_first();
    if (!expiry_.emplace(verified.mac, expires).second) return false;
    by_time_.emplace(expires, verified.mac);
    for (; expiry_.size() > count_max_; ++forgotten_count_) drop_first();
    return true;
  }

  /// The event was not kept after all, so its sender may send the same bytes again.
  void forget(const Mac& mac) {
    const std::lock_guard lock{mutex_};
    const auto found = expiry_.find(mac);
    if (found == expiry_.end()) return;
    by_time_.erase({found->second, mac});
    expiry_.erase(found);
  }

  [[nodiscard]] std::size_t forgotten_count() const {
    const std::lock_guard lock{mutex_};
    return forgotten_count_;
  }

 private:
  void drop_first() {
    expiry_.erase(by_time_.begin()->second);
    by_time_.erase(by_time_.begin());
  }

  std::size_t count_max_;
  mutable std::mutex mutex_{};
  std::map<Mac, std::int64_t> expiry_{};
  std::set<std::pair<std::int64_t, Mac>> by_time_{};
  std::size_t forgotten_count_{0};
};

}  // namespace webhook
