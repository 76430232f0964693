// What can go wrong with Redis, as values. Nothing here throws.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace redis {

enum class Trouble {
  unreachable,  ///< no connection, or it broke, or nothing came in time: another try may succeed
  not_now,      ///< loading, failing over, moving slots: the same command succeeds later
  full,         ///< out of memory: nothing can be written, reading goes on
  read_only,    ///< this server is a replica
  denied,       ///< user, password, rights or certificates: a person has to act
  garbage,      ///< the peer does not speak Redis
  refused,      ///< the server understood and said no
  unconfirmed,  ///< written, but too few replicas have it
  misuse,       ///< settings or arguments that make no sense
};

struct Failure {
  Trouble trouble{Trouble::refused};
  std::string text{};  ///< for people; holds no password
};

template <class T>
using Outcome = tl::expected<T, Failure>;
using Done = Outcome<void>;

[[nodiscard]] inline tl::unexpected<Failure> failed(Trouble trouble, std::string text) {
  return tl::unexpected<Failure>(Failure{trouble, std::move(text)});
}

/// Which trouble an error reply such as "OOM command not allowed ..." is.
[[nodiscard]] Trouble trouble_of(std::string_view error_reply) noexcept;

}  // namespace redis
