// Where the servers are and how they are talked to, read from one URL:
//
//   redis://[user[:password]@]host[:port][/db][?options]      one server
//   rediss://...                                               the same over TLS
//   redis-cluster://[user[:password]@]host:port,host:port...   seeds of a cluster
//   rediss-cluster://...                                       the same over TLS
//
// options, joined with &: replicas=N (that must have a write before it counts), wait_ms,
// connect_ms, reply_ms, patience_ms, ca=FILE, cert=FILE, key=FILE, host=NAME (checked against the
// certificate).
// Bytes such as @ and / in a password are written as %40 and %2F.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "failure.hpp"

namespace redis {

struct Endpoint {
  std::string host{};
  std::uint16_t port{6379};
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

[[nodiscard]] std::string name_of(const Endpoint& endpoint);

/// Reads "host:port" or "[::1]:port"; an empty host stays empty.
[[nodiscard]] Outcome<Endpoint> read_endpoint(std::string_view text);

struct TlsSettings {
  bool on{false};
  std::string ca_file{};    ///< empty: the authorities of the machine
  std::string cert_file{};  ///< of this client, where the server asks for one
  std::string key_file{};
  std::string
      host{};  ///< the name in the server's certificate; empty: the host that is connected to
};

struct Settings {
  std::vector<Endpoint> endpoints{};
  bool cluster{false};
  std::string user{};  ///< empty: the default user
  std::string password{};
  std::uint32_t database{0};
  TlsSettings tls{};
  std::uint32_t replicas{0};  ///< that WAIT must count; 0: WAIT is not sent
  std::uint32_t wait_ms{500};
  std::uint32_t connect_ms{1000};
  std::uint32_t reply_ms{2000};     ///< without a byte: the connection is given up
  std::uint32_t patience_ms{2000};  ///< how long redirections and broken connections are retried
};

/// Reads a URL.  Errors: misuse; the text never repeats the password.
[[nodiscard]] Outcome<Settings> read_url(std::string_view url);

}  // namespace redis
