#include "signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <charconv>

namespace webhook {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

tl::unexpected<Refusal> refuse(const char* code, const char* hint) {
  return tl::unexpected(Refusal{401, code, hint});
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<Mac> read_hex(std::string_view text) {
  Mac mac{};
  for (std::size_t i = 0; i < mac.size(); ++i) {
    const int high = hex_digit(text[2 * i]);
    const int low = hex_digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return {};
    mac[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return mac;
}

bool is_base64_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/';
}

/// 43 characters and one '=': exactly 32 bytes.
std::optional<Mac> read_base64(std::string_view text) {
  if (text.back() != '=' || !std::all_of(text.begin(), text.end() - 1, is_base64_char)) return {};
  std::array<unsigned char, 33> decoded{};
  if (EVP_DecodeBlock(decoded.data(), bytes_of(text), 44) != 33) return {};
  Mac mac{};
  std::copy_n(decoded.begin(), mac.size(), mac.begin());
  return mac;
}

Mac hmac(std::string_view secret, std::string_view text) {
  Mac mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(text), text.size(),
       mac.data(), &size);
  return mac;
}

std::string signed_text(Scheme scheme, const SignedRequest& request) {
  const std::string time = request.timestamp.value_or("");
  if (scheme == Scheme::timestamp_body) return time + "." + std::string{request.body};
  return std::string{request.method} + "\n" + std::string{request.target} + "\n" + time + "\n" +
         sha256_hex(request.body);
}

/// Did any of the secrets sign it? All are tried, so that the time does not say which.
bool is_signed(const std::vector<std::string>& secrets, std::string_view text, const Mac& offered) {
  unsigned int matches = 0;
  for (const std::string& secret : secrets) {
    const Mac expected = hmac(secret, text);
    matches |= CRYPTO_memcmp(expected.data(), offered.data(), offered.size()) == 0 ? 1U : 0U;
  }
  return matches != 0;
}

std::optional<std::int64_t> read_seconds(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return {};
  return text.size() > 11 ? value / 1000 : value;
}

tl::expected<std::int64_t, Refusal> time_of(const SignedRequest& request) {
  if (!request.timestamp) return refuse("timestamp_missing", "send the timestamp header once");
  const auto seconds = read_seconds(*request.timestamp);
  if (!seconds) return refuse("timestamp_unreadable", "send seconds since 1970 as digits");
  return *seconds;
}

tl::expected<Mac, Refusal> offered_mac(const SignedRequest& request) {
  if (!request.signature) return refuse("signature_missing", "send the signature header once");
  const auto mac = read_mac(*request.signature);
  if (!mac) return refuse("signature_unreadable", "send HMAC-SHA256 as 64 hex digits or base64");
  return *mac;
}

}  // namespace

std::optional<Mac> read_mac(std::string_view text) {
  if (text.size() == 64) return read_hex(text);
  if (text.size() == 44) return read_base64(text);
  return {};
}

std::string sha256_hex(std::string_view bytes) {
  Mac digest{};
  SHA256(bytes_of(bytes), bytes.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += "0123456789abcdef"[byte >> 4U];
    hex += "0123456789abcdef"[byte & 15U];
  }
  return hex;
}

bool is_one_of(const std::vector<std::string>& keys, std::string_view offered) {
  // Digests are of one length, so that the comparison does not tell that of a key.
  const std::string digest = sha256_hex(offered);
  unsigned int matches = 0;
  for (const std::string& key : keys) {
    const std::string expected = sha256_hex(key);
    matches |= CRYPTO_memcmp(expected.data(), digest.data(), digest.size()) == 0 ? 1U : 0U;
  }
  return matches != 0;
}

tl::expected<Verified, Refusal> verify(const SignatureRules& rules, const SignedRequest& request,
                                       std::int64_t now_seconds) {
  const auto mac = offered_mac(request);
  if (!mac) return tl::unexpected(mac.error());
  if (rules.scheme == Scheme::body) {
    if (is_signed(rules.secrets, request.body, *mac)) return Verified{*mac, {}};
    return refuse("signature_wrong", "sign the body as it is sent, with the secret in use");
  }
  const auto time = time_of(request);
  if (!time) return tl::unexpected(time.error());
  if (!is_signed(rules.secrets, signed_text(rules.scheme, request), *mac)) {
    return refuse("signature_wrong", "sign timestamp and body as sent, with the secret in use");
  }
  if (*time < now_seconds - rules.window_seconds || *time > now_seconds + rules.window_seconds) {
    return refuse("timestamp_outside_window", "set the sender's clock; sign again when resending");
  }
  return Verified{*mac, *time + rules.window_seconds};
}

}  // namespace webhook
