#include "aws/client.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace aws {
namespace {

using nlohmann::json;

// The text of a request; nothing when it has bytes that are not UTF-8, which JSON cannot carry.
Expected<std::string> written(const json& body) {
  try {
    return body.dump();
  } catch (const json::exception&) {
    return refuse(Kind::request, "BadEncoding", "a text of the request is not UTF-8");
  }
}

Error no_answer(std::string fault) {
  Error error;
  error.kind = Kind::network;
  error.message = std::move(fault);
  return error;
}

Expected<json> read(const Answer& answer) {
  if (answer.status == 0) return tl::unexpected<Error>(no_answer(answer.fault));
  if (answer.status == 200) {
    // An operation that has nothing to say may say so with no bytes at all.
    json object = answer.body.empty() ? json::object() : json::parse(answer.body, nullptr, false);
    if (object.is_object()) return object;
    return refuse(Kind::garbage, "", "200, but the answer is no JSON object");
  }
  Error error = error_of_answer(answer.status, answer.body, answer.error_type);
  error.retry_after = answer.retry_after;
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace

Client::Client(Site site, CredentialsSource credentials, Limits limits, Sleep sleep)
    : site_(std::move(site)),
      source_(std::move(credentials)),
      limits_(limits),
      sleep_(std::move(sleep)),
      http_(site_, limits),
      random_(std::random_device{}()) {
  if (!sleep_) sleep_ = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
}

Expected<json> Client::call(std::string_view target, const json& body, Patience patience) {
  ++counters_.calls_count;
  const Expected<std::string> text = written(body);
  if (!text) return tl::unexpected<Error>(text.error());
  if (credentials_.access_key.empty()) {
    Expected<Credentials> found = source_();
    if (!found) return tl::unexpected<Error>(found.error());
    credentials_ = std::move(*found);
  }
  bool may_renew = true;
  const int tries_max = patience.tries_max > 0 ? patience.tries_max : limits_.tries_max;
  for (int tries_count = 1;; ++tries_count) {
    Expected<json> answer = call_once(target, *text, patience);
    if (answer) return answer;
    Error& error = answer.error();
    error.tries_count = tries_count;
    if (error.kind == Kind::denied && std::exchange(may_renew, false) && renewed()) continue;
    if (!may_try_again(error, tries_max)) return answer;
    sleep_(pause(error));
  }
}

Expected<json> Client::call_once(std::string_view target, const std::string& body,
                                 Patience patience) {
  ++counters_.tries_count;
  Expected<json> answer = read(http_.post(target, body, credentials_, patience.wait));
  if (answer) return answer;
  Error& error = answer.error();
  if (error.kind == Kind::throttled) ++counters_.throttled_count;
  error.message = first_line(without_secrets(std::move(error.message), credentials_));
  if (error.kind == Kind::denied) error.answer = nullptr;  // may hold what was signed
  return answer;
}

// Temporary keys are renewed behind our back: whoever keeps them writes the new ones in time.
bool Client::renewed() {
  Expected<Credentials> found = source_();
  if (!found || *found == credentials_) return false;
  credentials_ = std::move(*found);
  return true;
}

bool Client::may_try_again(const Error& error, int tries_max) {
  return passes(error.kind) && error.tries_count < tries_max &&
         error.retry_after <= limits_.retry_after_most;
}

// Full jitter: anything from nothing to a bound that doubles, so that clients do not come back
// together. What the service asked for is the least.
std::chrono::milliseconds Client::pause(const Error& error) {
  const auto doublings = static_cast<unsigned>(std::clamp(error.tries_count - 1, 0, 20));
  const auto most =
      std::min(limits_.backoff_first.count() << doublings, limits_.backoff_most.count());
  std::uniform_int_distribution<std::int64_t> spread(0, std::max<std::int64_t>(most, 0));
  return error.retry_after + std::chrono::milliseconds(spread(random_));
}

}  // namespace aws
