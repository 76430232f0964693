#include "script.hpp"

#include <openssl/evp.h>

#include <array>

namespace redis {
namespace {

/// Servers call a script by the SHA-1 of its text, in lower case.
std::string sha1_of(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex.push_back("0123456789abcdef"[digest[i] >> 4U]);
    hex.push_back("0123456789abcdef"[digest[i] & 15U]);
  }
  return hex;
}

}  // namespace

Script::Script(std::string_view text, std::size_t keys_count, std::size_t arguments_count)
    : text_(text), sha_(sha1_of(text)) {
  Commands commands;
  commands.begin(3 + keys_count + arguments_count).word("EVALSHA").word(sha_);
  opening_ = commands.word(static_cast<std::int64_t>(keys_count)).bytes();
}

}  // namespace redis
