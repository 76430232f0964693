#include "aws/error.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace aws {
namespace {

constexpr std::size_t message_bytes_max = 300;

constexpr std::array throttled_codes{"Throttling",
                                     "ThrottlingException",
                                     "ThrottledException",
                                     "RequestThrottled",
                                     "RequestLimitExceeded",
                                     "ProvisionedThroughputExceededException",
                                     "OverLimit",
                                     "TooManyRequestsException",
                                     "RequestThrottledException",
                                     "KmsThrottled",
                                     "SlowDown",
                                     "BandwidthLimitExceeded",
                                     "PriorRequestNotComplete"};

// Some services say these with 400.
constexpr std::array denied_codes{"AccessDenied",
                                  "AccessDeniedException",
                                  "UnrecognizedClientException",
                                  "InvalidClientTokenId",
                                  "InvalidSignatureException",
                                  "SignatureDoesNotMatch",
                                  "MissingAuthenticationToken",
                                  "MissingAuthenticationTokenException",
                                  "IncompleteSignature",
                                  "IncompleteSignatureException",
                                  "ExpiredToken",
                                  "ExpiredTokenException",
                                  "RequestExpired",
                                  "InvalidAccessKeyId",
                                  "InvalidSecurity",
                                  "OptInRequired",
                                  "NotAuthorized"};

constexpr std::array passing_codes{"InternalError", "InternalFailure", "InternalServerError",
                                   "ServiceUnavailable", "TransactionInProgressException"};

bool has(const auto& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// `com.amazonaws.sqs#QueueDoesNotExist:http://...` -> `QueueDoesNotExist`
std::string bare(std::string_view code) {
  if (const auto hash = code.rfind('#'); hash != code.npos) code.remove_prefix(hash + 1);
  return std::string(code.substr(0, code.find_first_of(":;")));
}

std::string text_of(const nlohmann::json& object, std::initializer_list<const char*> names) {
  if (!object.is_object()) return {};
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

Kind kind_of(int status, std::string_view code) {
  if (status == 429 || has(throttled_codes, code)) return Kind::throttled;
  if (status >= 500 || status == 408 || has(passing_codes, code)) return Kind::server;
  if (status == 401 || status == 403 || has(denied_codes, code)) return Kind::denied;
  return status >= 400 ? Kind::request : Kind::garbage;
}

}  // namespace

tl::unexpected<Error> refuse(Kind kind, std::string code, std::string message) {
  Error error;
  error.kind = kind;
  error.code = std::move(code);
  error.message = std::move(message);
  return tl::unexpected<Error>(std::move(error));
}

std::string_view name_of(Kind kind) noexcept {
  constexpr std::array<std::string_view, 6> names{"network", "throttled", "server",
                                                  "garbage", "denied",    "request"};
  return names[static_cast<std::size_t>(kind)];
}

std::string describe(const Error& error) {
  std::string text(name_of(error.kind));
  if (error.status != 0) text += " " + std::to_string(error.status);
  if (!error.code.empty()) text += " " + error.code;
  if (!error.message.empty()) text += ": " + error.message;
  if (error.tries_count > 1) text += " (" + std::to_string(error.tries_count) + " tries)";
  return text;
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, std::min(text.find_first_of("\r\n"), message_bytes_max)));
}

Error error_of_answer(int status, std::string_view body, std::string_view error_type) {
  Error error;
  error.status = status;
  error.answer = nlohmann::json::parse(body, nullptr, false);
  if (error.answer.is_discarded()) error.answer = nullptr;
  const std::string code = text_of(error.answer, {"__type", "code", "Code"});
  error.code = bare(code.empty() ? error_type : std::string_view(code));
  error.message = text_of(error.answer, {"message", "Message", "errorMessage"});
  error.kind = kind_of(status, error.code);
  return error;
}

}  // namespace aws
