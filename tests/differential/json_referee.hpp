// The JSON reader that ours is compared with: nlohmann-json's events, made into a plain tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "codec/json.hpp"
#include "haggle/base/limits.hpp"

namespace haggle::test {

/// Counts what the parser takes, because its events do not say where they happened.
class CountedChar {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountedChar(const char* at, std::size_t* taken) : at_(at), taken_(taken) {}
  reference operator*() const { return *at_; }
  CountedChar& operator++() {
    ++at_;
    ++*taken_;
    return *this;
  }
  CountedChar operator++(int) {
    CountedChar before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountedChar& a, const CountedChar& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  std::size_t* taken_;
};

/// A value as the referee sees it; the children follow it.
struct RefereeNode {
  codec::JsonKind kind{};
  bool truth{false};
  std::string key{};
  std::string text{};
  std::size_t end{0};
  std::size_t children_count{0};
};

/// The tree of a text, or its first fault.
class Referee {
 public:
  explicit Referee(std::string_view text) {
    const CountedChar begin{text.data(), &taken_};
    const CountedChar end{text.data() + text.size(), &taken_};
    good = nlohmann::json::sax_parse(begin, end, this);
    offset = taken_;
  }

  bool good{false};
  std::vector<RefereeNode> nodes{};
  Errc code{Errc::malformed_json};
  std::size_t offset{0};
  [[nodiscard]] const std::string& key_before() const { return key_; }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

  // The parser's events.
  bool null() { return add(codec::JsonKind::null, {}); }
  bool boolean(bool truth) {
    add(codec::JsonKind::boolean, {});
    nodes.back().truth = truth;
    return true;
  }
  bool number_integer(std::int64_t value) { return number(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) { return number(std::to_string(value)); }
  bool number_float(double, const std::string& text) { return number(text); }
  bool string(std::string& text) { return add(codec::JsonKind::string, text); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool key(const std::string& text) {
    key_ = text;
    open_.back().keys.push_back(codec::lower_case(text));
    return true;
  }
  bool start_object(std::size_t) { return open(codec::JsonKind::object); }
  bool start_array(std::size_t) { return open(codec::JsonKind::array); }
  bool end_object() {
    std::vector<std::string>& keys = open_.back().keys;
    std::sort(keys.begin(), keys.end());
    if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) {
      return stop(Errc::repeated_key);
    }
    return close();
  }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& fault) {
    if (fault.id == 406) return stop(Errc::out_of_range);
    const std::string_view what = fault.what();
    // What was read last is quoted behind this, whatever it says.
    const std::string_view said = what.substr(0, what.find("; last read: '"));
    const bool encoding = said.ends_with("ill-formed UTF-8 byte");
    return stop(encoding ? Errc::bad_encoding : Errc::malformed_json);
  }

 private:
  struct Open {
    std::size_t node;
    std::vector<std::string> keys{};
  };

  bool stop(Errc fault) {
    code = fault;
    return false;
  }
  bool number(const std::string& text) { return add(codec::JsonKind::number, text); }
  bool add(codec::JsonKind kind, const std::string& text) {
    if (!open_.empty()) ++nodes[open_.back().node].children_count;
    nodes.push_back({kind, false, std::exchange(key_, {}), text, taken_, 0});
    return true;
  }
  bool open(codec::JsonKind kind) {
    if (open_.size() == json_depth_max) return stop(Errc::too_deep);
    add(kind, {});
    open_.push_back({nodes.size() - 1});
    return true;
  }
  bool close() {
    nodes[open_.back().node].end = taken_;
    open_.pop_back();
    return true;
  }

  std::size_t taken_{0};
  std::string key_{};
  std::vector<Open> open_{};
};

}  // namespace haggle::test
