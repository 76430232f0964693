// examples/sqs/queue.hpp -- one SQS queue: the operations, without a word of pricing.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.hpp"
#include "sqs/batch.hpp"

namespace sqs {

using Attributes = std::map<std::string, std::string, std::less<>>;

/// A message that was given out, until its visibility ends.
struct Message {
  std::string id;
  std::string receipt;  ///< of this receive: newer ones make it void
  std::string body;
  std::int32_t receives_count{1};
  std::int64_t sent_at_ms{0};  ///< since 1970; 0 when the server does not say
  Attributes attributes;       ///< those of the sender that are texts or numbers
};

struct Outgoing {
  std::string body;
  Attributes attributes{};
  int delay_s{0};  ///< 0 to 900
};

struct Receive {
  int count_max{10};         ///< 1 to 10
  int wait_s{0};             ///< 0 to 20: how long the server may hold the call while nothing comes
  int visibility_s{30};      ///< 0 to 43,200: nobody else gets these for so long
  std::string attributes{};  ///< which of the sender's: one's name, `All`, or empty for none
};

/// About how many messages are in the queue.
struct Depth {
  std::int64_t waiting{0};
  std::int64_t in_flight{0};
  std::int64_t delayed{0};
};

/// A queue, by its name. Its URL is asked for with the first call and only ever goes into requests:
/// spoken to is the endpoint of the client, whatever host the URL names. One thread.
class Queue {
 public:
  Queue(aws::Client client, std::string name);

  /// One long poll, one try: who receives asks again anyway.
  [[nodiscard]] aws::Expected<std::vector<Message>> receive(const Receive& receive);

  /// The batches; the failures are told by index, see `call_each`.
  [[nodiscard]] std::vector<Failure> remove(std::span<const std::string> receipts);
  [[nodiscard]] std::vector<Failure> set_visibility(std::span<const std::string> receipts,
                                                    int seconds);
  [[nodiscard]] std::vector<Failure> send(std::span<const Outgoing> messages);

  [[nodiscard]] aws::Expected<Depth> depth();
  [[nodiscard]] aws::Expected<std::string> arn();

  /// Any other operation on this queue: `QueueUrl` is put into the body.
  [[nodiscard]] aws::Expected<nlohmann::json> call(std::string_view operation, nlohmann::json body,
                                                   aws::Patience patience = {});

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] aws::Client& client() noexcept { return client_; }

 private:
  [[nodiscard]] aws::Expected<std::string> url();
  [[nodiscard]] std::vector<Failure> batch(std::string_view operation,
                                           const std::vector<nlohmann::json>& entries);

  aws::Client client_;
  std::string name_;
  std::string url_;
};

/// May these bytes be the body of a message? UTF-8 of the characters that XML allows, not empty.
[[nodiscard]] bool is_sendable(std::string_view body) noexcept;

}  // namespace sqs
