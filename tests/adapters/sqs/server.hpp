// The server under test, its queues, the proxy in front of it, and what is known to be odd of it.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sqs/queue.hpp"
#include "sqs/source.hpp"

namespace server {

using nlohmann::json;

/// `http://127.0.0.1:PORT` of the server itself, and of the proxy in front of it.
std::string endpoint();
std::string proxy();

/// A client of the server, or of another endpoint; tries quickly.
aws::Client client(const std::string& endpoint = server::endpoint());

/// A new queue with a name of its own, which begins with the test's.
std::string create(const json& attributes = json::object());
/// The same, as a Queue that is spoken to at an endpoint.
sqs::Queue queue(const std::string& name, const std::string& endpoint = server::endpoint());

/// One operation by its bare name, for what no adapter would send.
aws::Expected<json> call(const std::string& operation, const json& body);

/// The URL of a queue on the command line.
std::string url(const std::string& name, const std::string& endpoint = server::endpoint(),
                const std::string& more = "");

/// Tells the proxy how to fail, and forgets what it counted.
void fail(const std::vector<json>& rules);
/// How many requests of that operation reached the proxy since.
int count(const std::string& operation);

/// Does the rule hold? Where this server is known not to keep it, that must still be so.
void expect(std::string_view rule, bool holds, const std::string& seen = "");

/// The keys that these servers take.
aws::Credentials keys();

/// Milliseconds since this was made.
class Stopwatch {
 public:
  [[nodiscard]] long ms() const {
    const auto passed = std::chrono::steady_clock::now() - begun_;
    return static_cast<long>(std::chrono::duration_cast<std::chrono::milliseconds>(passed).count());
  }

 private:
  std::chrono::steady_clock::time_point begun_{std::chrono::steady_clock::now()};
};

/// The system's clock, as the pipeline wants it.
class Clock final : public haggle::TimeSource {
 public:
  haggle::Instant now() override;
  std::int64_t ticks_us() override;
};

/// Sends these bodies, and fails the test where that fails.
void fill(sqs::Queue& queue, const std::vector<std::string>& bodies);

/// Receives until so many came or nothing more does.
std::vector<sqs::Message> drain(sqs::Queue& queue, std::size_t count_max, int visibility_s = 60);

}  // namespace server
