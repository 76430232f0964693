// A real Redis with a replica, started here, and a raw client that sends what the adapter sent.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline_run.hpp"

namespace haggle::bench {

struct RedisRound {
  Measured ours{};
  Measured raw{};
};

class RedisWorld {
 public:
  explicit RedisWorld(std::uint64_t listings_count);
  ~RedisWorld();
  RedisWorld(const RedisWorld&) = delete;
  RedisWorld& operator=(const RedisWorld&) = delete;

  /// Is redis-server installed, and running now?
  [[nodiscard]] bool is_there() const;
  /// Goes through every item once, so that listings are remembered.
  void warm(std::vector<PatchedText>& texts);
  /// The same messages three times over states that are copies of each other: through a proxy that
  /// notes the commands, by the worker, and by a raw client that sends the EVALSHA and WAIT of the
  /// notes, two batches in flight.
  RedisRound round(std::vector<PatchedText>& texts, std::uint64_t count);
  Measured run_paced(std::vector<PatchedText>& texts, std::uint64_t count,
                     std::uint64_t per_second);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace haggle::bench
