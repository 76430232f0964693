// Replies as hiredis parses them; the only header that knows hiredis.
#pragma once

#include <hiredis/hiredis.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "failure.hpp"

namespace redis {

/// One reply, or one element of it; it lives as long as the reply that it came from.
class ReplyView {
 public:
  ReplyView() = default;
  explicit ReplyView(const redisReply* reply) noexcept : reply_(reply) {}

  [[nodiscard]] bool is_text() const noexcept { return is(REDIS_REPLY_STRING); }
  [[nodiscard]] bool is_status() const noexcept { return is(REDIS_REPLY_STATUS); }
  [[nodiscard]] bool is_integer() const noexcept { return is(REDIS_REPLY_INTEGER); }
  [[nodiscard]] bool is_array() const noexcept { return is(REDIS_REPLY_ARRAY); }
  [[nodiscard]] bool is_nil() const noexcept { return is(REDIS_REPLY_NIL); }
  [[nodiscard]] bool is_error() const noexcept { return is(REDIS_REPLY_ERROR); }

  /// The bytes of a text, status or error; empty for anything else.
  [[nodiscard]] std::string_view text() const noexcept {
    const bool has = is_text() || is_status() || is_error();
    return has ? std::string_view(reply_->str, static_cast<std::size_t>(reply_->len))
               : std::string_view();
  }
  /// 0 for anything but an integer.
  [[nodiscard]] std::int64_t integer() const noexcept { return is_integer() ? reply_->integer : 0; }
  /// How many elements an array has; 0 for anything else.
  [[nodiscard]] std::size_t size() const noexcept { return is_array() ? reply_->elements : 0; }
  /// An element; empty where there is none.
  [[nodiscard]] ReplyView operator[](std::size_t index) const noexcept {
    return index < size() ? ReplyView(reply_->element[index]) : ReplyView();
  }

 private:
  [[nodiscard]] bool is(int type) const noexcept {
    return reply_ != nullptr && reply_->type == type;
  }
  const redisReply* reply_{nullptr};
};

struct ReplyFree {
  void operator()(redisReply* reply) const noexcept { freeReplyObject(reply); }
  void operator()(redisReader* reader) const noexcept { redisReaderFree(reader); }
};

/// A reply that frees itself.
class Reply : public ReplyView {
 public:
  Reply() = default;
  explicit Reply(redisReply* reply) noexcept : ReplyView(reply), owned_(reply) {}

 private:
  std::unique_ptr<redisReply, ReplyFree> owned_{};
};

/// Cuts the bytes of a server into replies.
class ReplyReader {
 public:
  ReplyReader() : reader_(redisReaderCreate()) {}

  /// Errors: garbage.
  [[nodiscard]] Done feed(std::span<const char> bytes);
  /// The next whole reply.  Returns: false where more bytes are needed.  Errors: garbage.
  [[nodiscard]] Outcome<bool> next(Reply& reply);

 private:
  std::unique_ptr<redisReader, ReplyFree> reader_;
};

}  // namespace redis
