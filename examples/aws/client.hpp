// examples/aws/client.hpp -- calls operations of a service that speaks Amazon's JSON protocol.
//
// SQS and DynamoDB are such services. What passes by itself is tried again, with back-off and full
// jitter, a limited number of times; what does not is told at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <string_view>

#include "aws/credentials.hpp"
#include "aws/error.hpp"
#include "aws/http.hpp"

namespace aws {

/// What one call may take beyond the limits of its client.
struct Patience {
  std::chrono::milliseconds wait{0};  ///< added to the timeout: how long the service may hold it
  int tries_max{0};                   ///< 0: as the client's limits say
};

/// What a client has done since it was made.
struct Counters {
  std::uint64_t calls_count{0};
  std::uint64_t tries_count{0};
  std::uint64_t throttled_count{0};
};

/// A client of one thread: give each thread its own.
class Client {
 public:
  using Sleep = std::function<void(std::chrono::milliseconds)>;

  /// Sends nothing yet. `credentials` is asked with the first call; `sleep` waits between tries.
  explicit Client(Site site, CredentialsSource credentials = find_credentials, Limits limits = {},
                  Sleep sleep = {});

  /// Calls one operation, such as `AmazonSQS.ReceiveMessage`, and returns its answer: an object.
  /// A call that failed with 2 or more tries, and one that failed with `network` or `garbage`, may
  /// have been carried out: repeat only what may happen twice, or look first.
  /// Errors: as Kind says; `denied` after the credentials were read anew once, in case that they
  /// were renewed. Never throws but std::bad_alloc.
  [[nodiscard]] Expected<nlohmann::json> call(std::string_view target, const nlohmann::json& body,
                                              Patience patience = {});

  /// Waits as after that failure, for who repeats a part of a call himself.
  void back_off(const Error& error) { sleep_(pause(error)); }

  [[nodiscard]] const Counters& counters() const noexcept { return counters_; }
  [[nodiscard]] const Site& site() const noexcept { return site_; }

 private:
  [[nodiscard]] Expected<nlohmann::json> call_once(std::string_view target, const std::string& body,
                                                   Patience patience);
  [[nodiscard]] bool renewed();
  [[nodiscard]] bool may_try_again(const Error& error, int tries_max);
  [[nodiscard]] std::chrono::milliseconds pause(const Error& error);

  Site site_;
  CredentialsSource source_;
  Limits limits_;
  Sleep sleep_;
  Http http_;
  Credentials credentials_;
  Counters counters_;
  std::minstd_rand random_;
};

}  // namespace aws
