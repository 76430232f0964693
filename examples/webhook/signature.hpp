// Who sent it? An HMAC-SHA256 of the request, in hex or base64, compared in constant time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "options.hpp"
#include "refusal.hpp"

namespace webhook {

using Mac = std::array<unsigned char, 32>;

/// What the signature stands on and what came in its headers. A header that is missing, empty or
/// there twice is nothing.
struct SignedRequest {
  std::string_view method{};
  std::string_view target{};  ///< path and query, as on the request line
  std::string_view body{};
  std::optional<std::string> signature{};
  std::optional<std::string> timestamp{};
};

/// A request that one of the secrets signed. Its MAC is kept rather than the header's text, of
/// which there are several for one MAC.
struct Verified {
  Mac mac{};
  std::optional<std::int64_t>
      expires_seconds{};  ///< until when its timestamp is taken; if it has one
};

/// 64 hex digits of either case, or 44 characters of base64.
[[nodiscard]] std::optional<Mac> read_mac(std::string_view text);

/// Fails: 401 signature_missing, signature_unreadable, timestamp_missing, timestamp_unreadable,
///        signature_wrong; and of a request that is signed rightly: timestamp_outside_window.
/// Rules: a timestamp is of seconds, or of milliseconds where it has more than 11 digits.
/// Cost:  one pass over the body for each secret, whichever of them fits.
[[nodiscard]] tl::expected<Verified, Refusal> verify(const SignatureRules& rules,
                                                     const SignedRequest& request,
                                                     std::int64_t now_seconds);

/// Is it one of these keys? In a time that tells nothing of them but their number.
[[nodiscard]] bool is_one_of(const std::vector<std::string>& keys, std::string_view offered);

/// SHA-256 as 64 hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace webhook
