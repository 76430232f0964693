// examples/sqs/redrive.hpp -- puts dead letters back into a queue, once their cause is mended.
#pragma once

#include <cstdint>

#include "sqs/queue.hpp"

namespace sqs {

struct Redriven {
  std::int64_t moved_count{0};
  std::int64_t kept_count{0};  ///< could not be sent; they stay where they are
  bool by_server{false};       ///< moved by the server itself
};

/// Moves the messages of `from` to `to`: by the server where it can (StartMessageMoveTask), else by
/// receiving, sending and deleting in this order, so that a crash on the way repeats a message and
/// loses none. Waits for the server at most `wait_s_max`; it goes on by itself.
/// Errors: those of the calls; what was moved until then is moved.
[[nodiscard]] aws::Expected<Redriven> redrive(Queue& from, Queue& to, int wait_s_max = 60);

/// The second way alone, at most so many messages.
[[nodiscard]] aws::Expected<Redriven> redrive_by_hand(Queue& from, Queue& to,
                                                      std::int64_t count_max);

}  // namespace sqs
