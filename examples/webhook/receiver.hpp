// Takes events: is the sender who it says, is it JSON, is it safe? Only then "accepted".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inbox.hpp"
#include "options.hpp"
#include "replays.hpp"
#include "reply.hpp"
#include "signature.hpp"

namespace webhook {

/// Safe to be used by several threads, as its inbox is.
class Receiver {
 public:
  /// Needs: options and an inbox that outlive it.
  Receiver(const Options& options, Inbox& inbox)
      : options_(options), inbox_(inbox), replays_(options.signature.remembered_count_max) {}

  /// One event. 200 {"status":"accepted","id":...} once it is safe; 400, 401; 409 replayed; 503.
  [[nodiscard]] Reply take_event(const SignedRequest& request, std::int64_t now_seconds);

  /// Several. {"accepted":N,"refused":N,"entries":[{"index":0,"status":200,"id":...}, ...]}.
  /// 200 all are safe; 207 all but those that can never be taken; 503 one was not kept, so that the
  /// whole batch is to be sent again; 400 none can be taken.
  [[nodiscard]] Reply take_batch(const SignedRequest& request, std::int64_t now_seconds);

  [[nodiscard]] std::size_t forgotten_count() const { return replays_.forgotten_count(); }

 private:
  using Take = Reply (Receiver::*)(std::string_view body);
  [[nodiscard]] Reply take(const SignedRequest& request, std::int64_t now_seconds, Take take_body);
  [[nodiscard]] Reply keep_event(std::string_view body);
  [[nodiscard]] Reply keep_batch(std::string_view body);
  [[nodiscard]] Refusal not_kept() const;

  const Options& options_;
  Inbox& inbox_;
  Replays replays_;
};

}  // namespace webhook
