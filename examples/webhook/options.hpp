// What the server is told when it is made. All of it has a default but the secrets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace webhook {

/// What the sender has signed with HMAC-SHA256.
enum class Scheme : std::uint8_t {
  body,            ///< the body, as Walmart's subscriptions of method HMAC; replays are not seen
  timestamp_body,  ///< "<timestamp>.<body>"
  request,         ///< "<METHOD>\n<path and query>\n<timestamp>\n<SHA-256 of the body in hex>", as
                   ///< Walmart's performance webhooks
};

struct SignatureRules {
  Scheme scheme{Scheme::body};
  std::string signature_header{"Authorization"};  ///< the subscription's authHeaderName
  std::string timestamp_header{"WM_SEC.TIMESTAMP"};
  std::vector<std::string> secrets{};  ///< any of them may have signed, so that they can rotate
  std::int64_t window_seconds{300};    ///< how far a timestamp may be off, either side
  std::size_t remembered_count_max{100'000};  ///< signatures kept to refuse replays
  bool unsigned_allowed{false};               ///< takes everything; for a machine of one's own only
};

struct Limits {
  std::size_t event_bytes_max{1 << 20};
  std::size_t batch_bytes_max{8 << 20};
  std::size_t batch_count_max{1000};
  std::size_t operation_bytes_max{16 << 10};
  double requests_per_second{2000};  ///< of one address, to the POST routes; 0: not limited
  double requests_burst{4000};
  int threads_count{8};
  int waiting_count_max{64};    ///< connections that wait for a thread; more are answered 503
  int receive_seconds_max{10};  ///< from the first byte of a request to its last
  int send_seconds_max{5};
};

struct Options {
  std::string host{"127.0.0.1"};
  int port{0};  ///< 0: any that is free, see Server::port
  SignatureRules signature{};
  Limits limits{};
  std::string key_header{"X-API-Key"};
  std::vector<std::string> keys{};  ///< of the manual operations; none: those routes do not exist
  int retry_after_seconds{5};       ///< what a sender is told when its event could not be kept
};

}  // namespace webhook
