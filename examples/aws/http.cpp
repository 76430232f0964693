#include "aws/http.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace aws {
namespace {

// Once in a process, before its first handle, whichever thread comes first.
bool curl_started() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return started;
}

struct Incoming {
  Answer* answer;
  std::size_t bytes_max;
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
  const auto* in = static_cast<Incoming*>(user);
  const std::size_t bytes = size * count;
  // Another number than `bytes` makes curl give the answer up.
  if (bytes > in->bytes_max - std::min(in->bytes_max, in->answer->body.size())) return 0;
  in->answer->body.append(data, bytes);
  return bytes;
}

// The value of a header, or nothing when the line is of another one. `name` is in lower case.
std::string_view value_of(std::string_view line, std::string_view name) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  if (line.size() <= name.size() || line[name.size()] != ':') return {};
  if (!std::equal(name.begin(), name.end(), line.begin(),
                  [&](char want, char have) { return same(have, want); })) {
    return {};
  }
  line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t", name.size() + 1)));
  return line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
  Answer& answer = *static_cast<Incoming*>(user)->answer;
  const std::string_view line(data, size * count);
  if (const auto type = value_of(line, "x-amzn-errortype"); !type.empty()) answer.error_type = type;
  if (const auto text = value_of(line, "retry-after"); !text.empty()) {
    int seconds = 0;  // the other form, a date, is not used by these services
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    answer.retry_after = std::chrono::seconds(std::clamp(seconds, 0, 86'400));
  }
  return size * count;
}

class Headers {
 public:
  Headers() = default;
  Headers(const Headers&) = delete;
  Headers& operator=(const Headers&) = delete;
  ~Headers() { curl_slist_free_all(list_); }

  void add(const std::string& line) {
    curl_slist* longer = curl_slist_append(list_, line.c_str());
    if (longer == nullptr) whole_ = false;
    if (longer != nullptr) list_ = longer;
  }

  [[nodiscard]] curl_slist* list() const noexcept { return whole_ ? list_ : nullptr; }

 private:
  curl_slist* list_{nullptr};
  bool whole_{true};
};

template <class... Values>
bool set(CURL* easy, CURLoption option, Values... values) {
  return curl_easy_setopt(easy, option, values...) == CURLE_OK;
}

long count_of(std::chrono::milliseconds time) {
  return static_cast<long>(time.count());
}

}  // namespace

Http::Http(Site site, Limits limits)
    : easy_(curl_started() ? curl_easy_init() : nullptr), site_(std::move(site)), limits_(limits) {}

// Everything but the request itself. The path is `/` and there is no query: what curl 7.88 signs
// wrongly (curl#9717) does not occur.
bool Http::prepare(const Credentials& credentials, std::chrono::milliseconds wait) {
  CURL* easy = easy_.get();
  const std::string signer = "aws:amz:" + site_.region + ":" + site_.service;
  return set(easy, CURLOPT_URL, (site_.endpoint + "/").c_str()) &&
         // Plain HTTP is spoken to what runs nearby, never to a proxy.
         set(easy, CURLOPT_NOPROXY, site_.endpoint.starts_with("http:") ? "*" : nullptr) &&
         set(easy, CURLOPT_PROTOCOLS_STR, "http,https") && set(easy, CURLOPT_NOSIGNAL, 1L) &&
         set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
         // Switched off by a header `Expect:`, curl would sign that header and not send it.
         set(easy, CURLOPT_EXPECT_100_TIMEOUT_MS, 1L) &&
         set(easy, CURLOPT_AWS_SIGV4, signer.c_str()) &&
         set(easy, CURLOPT_USERNAME, credentials.access_key.c_str()) &&
         set(easy, CURLOPT_PASSWORD, credentials.secret_key.c_str()) &&
         set(easy, CURLOPT_CONNECTTIMEOUT_MS, count_of(limits_.connect_timeout)) &&
         set(easy, CURLOPT_TIMEOUT_MS, count_of(limits_.answer_timeout + wait)) &&
         set(easy, CURLOPT_WRITEFUNCTION, take_body) &&
         set(easy, CURLOPT_HEADERFUNCTION, take_header);
}

Answer Http::post(std::string_view target, const std::string& body, const Credentials& credentials,
                  std::chrono::milliseconds wait) {
  Answer answer;
  Headers headers;
  headers.add("Content-Type: application/x-amz-json-1.0");
  headers.add("X-Amz-Target: " + std::string(target));
  if (!credentials.session_token.empty()) {
    headers.add("X-Amz-Security-Token: " + credentials.session_token);
  }
  Incoming in{&answer, limits_.answer_bytes_max};
  CURL* easy = easy_.get();
  if (easy == nullptr || headers.list() == nullptr || !prepare(credentials, wait) ||
      !set(easy, CURLOPT_HTTPHEADER, headers.list()) || !set(easy, CURLOPT_WRITEDATA, &in) ||
      !set(easy, CURLOPT_HEADERDATA, &in) || !set(easy, CURLOPT_POSTFIELDS, body.c_str()) ||
      !set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()))) {
    answer.fault = "curl could not be set up";
    return answer;
  }
  const CURLcode done = curl_easy_perform(easy);
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  answer.status = done == CURLE_OK ? static_cast<int>(status) : 0;
  if (done != CURLE_OK) answer.fault = curl_easy_strerror(done);
  set(easy, CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));  // ours ends with this call
  return answer;
}

}  // namespace aws
