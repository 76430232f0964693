// Clients for several threads: each is lent to one thread at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "client.hpp"

namespace redis {

class Pool {
 public:
  Pool(Settings settings, std::span<const Script> scripts, std::size_t clients_max)
      : settings_(std::move(settings)), scripts_(scripts), clients_max_(clients_max) {}

  /// A client that goes back to its pool with its lease.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Client> client) : pool_(&pool), client_(std::move(client)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (client_) pool_->put_back(std::move(client_));
    }
    [[nodiscard]] Client& operator*() const noexcept { return *client_; }
    [[nodiscard]] Client* operator->() const noexcept { return client_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Client> client_;
  };

  /// Waits for a client where all are lent.  Errors: not_now at the end of the wait.
  [[nodiscard]] Outcome<Lease> lease(std::chrono::milliseconds wait_max) {
    std::unique_lock lock(mutex_);
    const auto has_one = [this] { return !free_.empty() || made_ < clients_max_; };
    if (!returned_.wait_for(lock, wait_max, has_one)) {
      return failed(Trouble::not_now, "all connections of the pool are in use");
    }
    if (free_.empty()) {
      ++made_;
      return Lease(*this, std::make_unique<Client>(settings_, scripts_));
    }
    Lease lent(*this, std::move(free_.back()));
    free_.pop_back();
    return lent;
  }

 private:
  void put_back(std::unique_ptr<Client> client) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(client));
    returned_.notify_one();
  }

  Settings settings_;
  std::span<const Script> scripts_;
  std::size_t clients_max_;
  std::mutex mutex_{};
  std::condition_variable returned_{};
  std::vector<std::unique_ptr<Client>> free_{};
  std::size_t made_{0};
};

}  // namespace redis
