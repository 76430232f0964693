// examples/sqs/dead_letters.hpp -- a queue that keeps what can never be handled, and the way back.
#pragma once

#include <cstdint>
#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "aws/credentials.hpp"
#include "sqs/queue.hpp"

namespace sqs {

inline constexpr const char* encoding_name = "haggle.encoding";

/// Sends each letter with the original bytes as its body and what is known of it as attributes:
/// haggle.error (the code's name, or `fault` where a port refused it), haggle.text, haggle.where,
/// haggle.record_id, haggle.listing, haggle.failed_at, haggle.receives_count. Bytes that no message
/// may hold are sent in base64, and the attribute haggle.encoding says so.
class DeadLetterQueue final : public haggle::DeadLetters {
 public:
  explicit DeadLetterQueue(Queue queue) : queue_(std::move(queue)) {}

  haggle::Answer<void> put(std::span<const haggle::DeadLetter> letters) override;

 private:
  Queue queue_;
};

/// The message that a letter becomes.
[[nodiscard]] Outgoing letter_message(const haggle::DeadLetter& letter);

/// The original bytes of a message that was received with that attribute; takes its body.
[[nodiscard]] std::string letter_bytes(Message& message);

/// The dead letters that a URL says, in the form of `open_source`.
/// Faults: configuration, critical: the URL is wrong.
[[nodiscard]] haggle::Answer<std::unique_ptr<DeadLetterQueue>> open_dead_letters(
    std::string_view url, aws::CredentialsSource credentials = aws::find_credentials);

}  // namespace sqs
