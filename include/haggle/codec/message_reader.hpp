// haggle/codec/message_reader.hpp -- floor 6 (codec).
//
// Reads what arrives, batches too: every record and every entry of an answer becomes a delivery of
// its own, with its message or its error, so that one that cannot be read leaves the rest.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/codec/message.hpp"

namespace haggle {
inline namespace v0 {

inline constexpr std::size_t envelopes_max = 4;        ///< round one message
inline constexpr std::size_t deliveries_max = 10'000;  ///< of one text

/// One message of what arrived, or why it could not be read.
struct Delivery {
  std::string where{};      ///< its place in what arrived: "Records[2].body.Message"; empty: all
  std::string record_id{};  ///< the id of the outermost record it came in, such as the messageId to
                            ///< report as a batch item failure; may be empty
  std::size_t record{0};    ///< the place of that record in its list, from 0
  std::optional<Error> error{};  ///< of this delivery; `where` and `offset` count inside its place
  Message message{};             ///< empty where there is an error

  [[nodiscard]] bool has_message() const noexcept { return !error.has_value(); }
};

/// Reads texts one after the other and keeps its memory: warm, a bare notification is read without
/// an allocation. Not to be used by two threads at once.
class MessageReader {
 public:
  /// Needs: what the defaults view lives as long as the reader is used.
  explicit MessageReader(const MessageDefaults& defaults = {});
  MessageReader(MessageReader&&) noexcept;
  MessageReader& operator=(MessageReader&&) noexcept;
  ~MessageReader();

  [[nodiscard]] const MessageDefaults& defaults() const noexcept;
  void set_defaults(const MessageDefaults& defaults) noexcept;

  /// Reads a text: a message, bare or in up to four envelopes, one inside the other: what a queue
  /// gives (Body, or the list Messages), a function's Records (a queue's with a body, a topic's
  /// with Sns), a topic's Type and Message, an event's detail, a bare list of these; or an answer,
  /// alone or a list of responses.
  /// Returns: what was in it, in its order; valid until the next call. A text that is no JSON, or
  ///          no message, is one delivery with that error; a list without records is none.
  /// Errors:  in the deliveries: those of read_message; too_deep where a fifth envelope is opened.
  ///          More than deliveries_max records are one delivery with too_large.
  /// Cost:    one pass for each envelope; memory of the largest text so far is kept.
  [[nodiscard]] std::span<const Delivery> read(std::string_view bytes);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace v0
}  // namespace haggle
