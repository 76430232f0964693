// examples/aws/credentials.hpp -- who signs: keys from the environment or a shared profile file.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "aws/error.hpp"

namespace aws {

/// A key pair, with a session token where the keys are temporary. Nothing here prints itself.
struct Credentials {
  std::string access_key;
  std::string secret_key;
  std::string session_token;

  bool operator==(const Credentials&) const = default;
};

/// Asked when a client starts, and again when a call was denied: keys may have been renewed.
using CredentialsSource = std::function<Expected<Credentials>()>;

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN when the first two are set, else
/// the profile AWS_PROFILE (`default`) of AWS_SHARED_CREDENTIALS_FILE (~/.aws/credentials).
/// Errors: denied, NoCredentials, with a sentence that says where was looked.
[[nodiscard]] Expected<Credentials> find_credentials();

/// One profile of a file in the form of ~/.aws/credentials.
/// Errors: denied, NoCredentials: no file, no such profile, no keys in it.
[[nodiscard]] Expected<Credentials> read_profile(const std::filesystem::path& file,
                                                 std::string_view profile);

/// The text with every secret of these credentials in it replaced.
[[nodiscard]] std::string without_secrets(std::string text, const Credentials& credentials);

}  // namespace aws
