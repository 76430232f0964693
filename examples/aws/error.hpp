// examples/aws/error.hpp -- why a call to a service failed, as a value.
//
// The kind decides what a caller does; the code and the message are the service's own words.
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace aws {

/// What kind of failure it is: what can be done about it.
enum class Kind : std::uint8_t {
  network,    ///< no answer: not reached, cut off or timed out; the call may have been carried out
  throttled,  ///< asked to go slower
  server,     ///< the service's own failure (5xx)
  garbage,    ///< an answer that is not what the protocol says; it may have been carried out
  denied,     ///< credentials that are missing, wrong, expired or not allowed to do this
  request,    ///< this request can never succeed as it is (other 4xx, or it could not be written)
};

struct Error {
  Kind kind{Kind::request};
  int status{0};          ///< of HTTP; 0 without an answer
  std::string code;       ///< such as `QueueDoesNotExist`, without namespaces; empty without one
  std::string message;    ///< one line of at most 300 bytes; holds no secret
  int tries_count{0};     ///< requests sent; 2 or more: an earlier one may have been carried out
  nlohmann::json answer;  ///< the whole error answer where it was JSON
  std::chrono::milliseconds retry_after{0};  ///< what the service asked for; 0 when it did not
};

template <class T>
using Expected = tl::expected<T, Error>;

/// The failed Expected of any type, for faults found on our side.
[[nodiscard]] tl::unexpected<Error> refuse(Kind kind, std::string code, std::string message);

/// Whether the same request may succeed when it is sent again.
[[nodiscard]] constexpr bool passes(Kind kind) noexcept {
  return kind != Kind::denied && kind != Kind::request;
}

[[nodiscard]] std::string_view name_of(Kind kind) noexcept;

/// One sentence for a log: kind, status, code, message and tries.
[[nodiscard]] std::string describe(const Error& error);

/// The first line of a text, at most 300 bytes of it.
[[nodiscard]] std::string first_line(std::string_view text);

/// What an answer other than 200 means. `error_type` is the header x-amzn-errortype, or empty. The
/// message is whole: a refused signature is answered with everything that was signed.
[[nodiscard]] Error error_of_answer(int status, std::string_view body, std::string_view error_type);

}  // namespace aws
