// What a body holds: one event, or a batch of them, each as the bytes that came.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "refusal.hpp"

namespace webhook {

/// Is it one JSON text in UTF-8, at most 64 deep? Builds nothing.
[[nodiscard]] bool is_json(std::string_view text);

/// Is this JSON text an object?
[[nodiscard]] bool is_object(std::string_view json);

/// The entries of `[...]` or `{"events": [...]}`, as views into the body; other keys are passed
/// over.
/// Fails: 400 malformed_json, not_a_batch; 413 too_many_events.
[[nodiscard]] tl::expected<std::vector<std::string_view>, Refusal> split_batch(
    std::string_view body, std::size_t count_max);

/// The sender's id of an event, from `source.eventId`, `eventId` or `webhookId`; where it has none,
/// or one that is not 1-128 visible ASCII characters, the SHA-256 of its bytes.
[[nodiscard]] std::string event_id(std::string_view json);

}  // namespace webhook
