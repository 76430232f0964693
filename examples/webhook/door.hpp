// What is asked of a request before its body is read: path, method, rate, key, type and length.
#pragma once

#include <httplib.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "options.hpp"
#include "rate.hpp"
#include "refusal.hpp"

namespace webhook {

enum class RouteKind : std::uint8_t { event, batch, set_price, reset_price, resume, page };

struct Route {
  std::string_view path;
  RouteKind kind;

  [[nodiscard]] bool is_operation() const {
    return kind == RouteKind::set_price || kind == RouteKind::reset_price ||
           kind == RouteKind::resume;
  }
};

[[nodiscard]] std::span<const Route> routes();

/// How large a body a route takes.
[[nodiscard]] std::size_t body_bytes_max(const Route& route, const Limits& limits);

/// The value of a header that is there once and is not empty.
[[nodiscard]] std::optional<std::string> only_header(const httplib::Request& request,
                                                     const std::string& name);

/// Safe to be used by several threads.
class Door {
 public:
  /// Needs: options that outlive it.
  explicit Door(const Options& options)
      : options_(options),
        rate_(options.limits.requests_per_second, options.limits.requests_burst) {}

  /// Returns: where the request goes.
  /// Fails: 404 no_such_path, 405 wrong_method, 429 too_many_requests, 401 wrong_key,
  ///        415 wrong_type, encoded_body, 411 length_missing, 413 too_large, 400 bad_framing.
  [[nodiscard]] tl::expected<const Route*, Refusal> enter(const httplib::Request& request);

 private:
  [[nodiscard]] std::optional<Refusal> check_rate(const httplib::Request& request);
  [[nodiscard]] std::optional<Refusal> check_key(const httplib::Request& request) const;
  [[nodiscard]] std::optional<Refusal> check_body(const httplib::Request& request,
                                                  const Route& route) const;

  const Options& options_;
  Rate rate_;
};

}  // namespace webhook
