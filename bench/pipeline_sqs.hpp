// The way through an SQS server: what a worker makes of it, next to what the server itself gives to
// clients that do nothing but receive and delete.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline_run.hpp"

namespace haggle::bench {

/// Needs: the queue `bench` of an SQS server on this port of the loopback, with nothing in it.
class SqsWorld {
 public:
  explicit SqsWorld(std::uint16_t port);

  /// One worker over memory, its messages from the queue.
  Measured work(std::vector<PatchedText>& texts, std::uint64_t count);
  /// So many clients at once; the time of all together.
  Measured receive_and_delete(std::vector<PatchedText>& texts, std::uint64_t count,
                              std::uint32_t clients_count);

 private:
  void fill(std::vector<PatchedText>& texts, std::uint64_t count);

  std::uint16_t port_;
  std::uint64_t given_count_{0};
  BenchTime time_{};
  MemoryStore store_{};
  MemorySession session_{store_, time_};
};

}  // namespace haggle::bench
