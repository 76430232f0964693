// examples/sqs/batch.hpp -- one operation on many messages, each entry looked at by itself.
//
// A batch answers 200 and lists what failed inside. What may pass is sent again, alone; what can
// never succeed is told; one bad entry never fails the others.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "aws/client.hpp"

namespace sqs {

inline constexpr std::size_t entries_max = 10;            ///< of one batch
inline constexpr std::size_t batch_bytes_max = 1U << 20;  ///< of all its bodies and attributes

/// An entry that was not carried out, so far as is known.
struct Failure {
  std::size_t index{0};  ///< of the entry, in the order that they were given
  aws::Error error;
};

/// A batch operation on one queue, such as `AmazonSQS.DeleteMessageBatch`.
struct BatchCall {
  std::string target;
  std::string queue_url;
  int tries_max{3};
};

/// Sends the entries, which get their `Id` here, in as few batches as the limits allow.
/// Returns: the failures, in the order of their indexes; none: all were carried out.
[[nodiscard]] std::vector<Failure> call_each(aws::Client& client, const BatchCall& call,
                                             const std::vector<nlohmann::json>& entries);

}  // namespace sqs
