// How often an address may ask: a token bucket each, and a bounded number of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace webhook {

/// Safe to be used by several threads. Addresses that came when all places were taken share a
/// bucket.
class Rate {
 public:
  Rate(double per_second, double burst) : per_second_(per_second), burst_(std::max(burst, 1.0)) {}

  /// Takes one token at a time of a clock that does not jump.
  /// Returns: 0, or after how many whole seconds there will be one.
  [[nodiscard]] int take(const std::string& address, double now_seconds) {
    if (per_second_ <= 0) return 0;
    const std::lock_guard lock{mutex_};
    Bucket& bucket = bucket_of(address, now_seconds);
    bucket.tokens = tokens_at(bucket, now_seconds);
    bucket.time_seconds = now_seconds;
    if (bucket.tokens < 1) {
      return static_cast<int>(std::min(std::ceil((1 - bucket.tokens) / per_second_), 3600.0));
    }
    bucket.tokens -= 1;
    return 0;
  }

 private:
  struct Bucket {
    double tokens{0};
    double time_seconds{0};
  };
  static constexpr std::size_t places_count{4096};

  [[nodiscard]] double tokens_at(const Bucket& bucket, double now_seconds) const {
    return std::min(burst_, bucket.tokens + (now_seconds - bucket.time_seconds) * per_second_);
  }

  Bucket& bucket_of(const std::string& address, double now_seconds) {
    if (const auto found = buckets_.find(address); found != buckets_.end()) return found->second;
    if (buckets_.size() >= places_count) {
      std::erase_if(buckets_, [&](const auto& entry) {
        return tokens_at(entry.second, now_seconds) >= burst_;  // as good as new
      });
    }
    const std::string& place = buckets_.size() < places_count ? address : shared_;
    return buckets_.try_emplace(place, Bucket{burst_, now_seconds}).first->second;
  }

  double per_second_;
  double burst_;
  const std::string shared_{};
  std::mutex mutex_{};
  std::unordered_map<std::string, Bucket> buckets_{};
};

}  // namespace webhook
