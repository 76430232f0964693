#include "events.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "signature.hpp"

namespace webhook {
namespace {

using Json = nlohmann::json;

constexpr std::size_t depth_max = 64;

/// Follows a text without building it, and catches the event's id on the way.
class Follower : public nlohmann::json_sax<Json> {
 public:
  std::string id{};

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return false; }
  bool string(string_t& text) override {
    const bool named = (depth_ == 1 && (key_ == "eventId" || key_ == "webhookId")) ||
                       (depth_ == 2 && in_source_ && key_ == "eventId");
    if (named && id.empty()) id = text;
    return true;
  }
  bool key(string_t& name) override {
    key_ = name;
    if (depth_ == 1) in_source_ = name == "source";
    return true;
  }
  bool start_object(std::size_t) override { return ++depth_ <= depth_max; }
  bool end_object() override { return left(); }
  bool start_array(std::size_t) override {
    key_.clear();
    return ++depth_ <= depth_max;
  }
  bool end_array() override { return left(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  bool left() {
    --depth_;
    key_.clear();
    return true;
  }

  std::size_t depth_{0};
  std::string key_{};
  bool in_source_{false};
};

/// Walks over JSON that is known to be well formed.
class Walker {
 public:
  explicit Walker(std::string_view json) : json_(json) { skip_blanks(); }

  [[nodiscard]] char here() const { return at_ < json_.size() ? json_[at_] : '\0'; }
  void step() { ++at_, skip_blanks(); }
  /// Steps over the value here. Returns its bytes.
  std::string_view value() {
    const std::size_t start = at_;
    if (here() == '"') {
      skip_string();
    } else if (here() == '{' || here() == '[') {
      skip_nested();
    } else {
      while (at_ < json_.size() && std::string_view{",]} \t\r\n"}.find(here()) == npos) ++at_;
    }
    const std::string_view bytes = json_.substr(start, at_ - start);
    skip_blanks();
    return bytes;
  }

 private:
  static constexpr auto npos = std::string_view::npos;

  void skip_blanks() { at_ = std::min(json_.find_first_not_of(" \t\r\n", at_), json_.size()); }
  void skip_string() {
    for (++at_; here() != '"'; ++at_) at_ += here() == '\\' ? 1U : 0U;
    ++at_;
  }
  void skip_nested() {
    std::size_t depth = 0;
    do {
      const char c = here();
      if (c == '"') {
        skip_string();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      ++at_;
    } while (depth > 0);
  }

  std::string_view json_;
  std::size_t at_{0};
};

/// The array under the key "events" of the object here; of two such keys none.
std::optional<std::string_view> events_of(Walker walker) {
  std::optional<std::string_view> events;
  for (walker.step(); walker.here() == '"';) {
    const std::string_view name = walker.value();
    walker.step();  // the colon
    const std::string_view value = walker.value();
    if (name == R"("events")") {
      if (events || !value.starts_with('[')) return {};
      events = value;
    }
    if (walker.here() == ',') walker.step();
  }
  return events;
}

bool is_visible(char c) {
  return c > ' ' && c < '\x7f';
}

}  // namespace

bool is_json(std::string_view text) {
  Follower follower;
  return Json::sax_parse(text, &follower);
}

bool is_object(std::string_view json) {
  return Walker{json}.here() == '{';
}

tl::expected<std::vector<std::string_view>, Refusal> split_batch(std::string_view body,
                                                                 std::size_t count_max) {
  if (!is_json(body)) {
    return tl::unexpected(Refusal{400, "malformed_json", "send one JSON text in UTF-8"});
  }
  const Walker whole{body};
  const auto array = whole.here() == '{' ? events_of(whole) : std::optional{body};
  if (!array || Walker{*array}.here() != '[') {
    return tl::unexpected(Refusal{400, "not_a_batch", R"(send [...] or {"events": [...]})"});
  }
  std::vector<std::string_view> events;
  Walker walker{*array};
  for (walker.step(); walker.here() != ']';) {
    if (events.size() == count_max) {
      return tl::unexpected(Refusal{413, "too_many_events",
                                    "send at most " + std::to_string(count_max) + " in a batch"});
    }
    events.push_back(walker.value());
    if (walker.here() == ',') walker.step();
  }
  return events;
}

std::string event_id(std::string_view json) {
  Follower follower;
  const bool usable = Json::sax_parse(json, &follower) && !follower.id.empty() &&
                      follower.id.size() <= 128 &&
                      std::all_of(follower.id.begin(), follower.id.end(), is_visible);
  return usable ? follower.id : sha256_hex(json);
}

}  // namespace webhook
