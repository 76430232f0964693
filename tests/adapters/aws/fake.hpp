// The fake service as the tests see it, and a client that signs with its key and does not wait.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "aws/client.hpp"

namespace fake {

using nlohmann::json;
using std::chrono::milliseconds;

inline std::string endpoint() {
  const char* value = std::getenv("HAGGLE_FAKE_SERVICE");
  return value == nullptr ? std::string() : std::string(value);
}

inline aws::Credentials keys(std::string token = {}) {
  return {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", std::move(token)};
}

inline aws::CredentialsSource with(aws::Credentials credentials) {
  return [credentials] { return credentials; };
}

/// What was waited between tries, instead of waiting.
using Pauses = std::vector<milliseconds>;

inline aws::Limits quick() {
  aws::Limits limits;
  limits.connect_timeout = milliseconds(1'000);
  limits.answer_timeout = milliseconds(1'200);
  return limits;
}

inline aws::Client client(aws::Credentials credentials, Pauses* pauses = nullptr,
                          aws::Limits limits = quick()) {
  return aws::Client({endpoint(), "us-east-1", "fake"}, with(std::move(credentials)), limits,
                     [pauses](milliseconds time) {
                       if (pauses != nullptr) pauses->push_back(time);
                     });
}

/// A body that the service plays; each has an id of its own.
inline json play(const std::vector<json>& steps) {
  static int number = 0;
  const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
  return {{"id", test + std::to_string(++number)}, {"steps", steps}};
}

}  // namespace fake
