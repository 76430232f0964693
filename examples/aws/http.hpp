// examples/aws/http.hpp -- one signed POST over libcurl, which makes the signature (SigV4).
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "aws/address.hpp"
#include "aws/credentials.hpp"

namespace aws {

/// What bounds one try.
struct Limits {
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::milliseconds answer_timeout{10'000};  ///< from start to end of a try
  std::size_t answer_bytes_max{32U << 20};
  int tries_max{4};                             ///< of one call
  std::chrono::milliseconds backoff_first{50};  ///< the most that is waited before try 2; doubles
  std::chrono::milliseconds backoff_most{2'000};
  std::chrono::milliseconds retry_after_most{5'000};  ///< asked to wait longer: the call fails
};

/// What one try brought back. `status` is 0 when there was no answer; `fault` then says why.
struct Answer {
  int status{0};
  std::string body;
  std::string error_type;
  std::string fault;
  std::chrono::milliseconds retry_after{0};
};

/// A connection of one thread: one easy handle, which keeps its connection alive between posts.
class Http {
 public:
  Http(Site site, Limits limits);

  /// Posts `body` to `/` as the JSON protocol wants it, signed with `credentials`.
  /// `wait` is added to the answer timeout: a long poll is answered late on purpose.
  [[nodiscard]] Answer post(std::string_view target, const std::string& body,
                            const Credentials& credentials, std::chrono::milliseconds wait);

 private:
  struct Close {
    void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
  };

  [[nodiscard]] bool prepare(const Credentials& credentials, std::chrono::milliseconds wait);

  std::unique_ptr<CURL, Close> easy_;
  Site site_;
  Limits limits_;
};

}  // namespace aws
