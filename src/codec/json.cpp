#include "codec/json.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr char lower(char c) {
  return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

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

}  // namespace

/// Takes the parser's events and builds the tree; the first fault stops it.
class JsonBuilder {
 public:
  using Sax = nlohmann::json;

  JsonBuilder(JsonDocument& document, std::size_t text_bytes, const std::size_t& taken)
      : document_(document), taken_(taken) {
    // Two bytes of text make at least one byte of content, and content is never longer than text.
    document_.pool_ = std::make_unique<char[]>(text_bytes + 1);
  }

  bool null() { return add(JsonKind::null, {}); }
  bool boolean(bool truth) {
    if (!add(JsonKind::boolean, {})) return false;
    document_.nodes_.back().truth = truth;
    return true;
  }
  // Whole numbers come without their text, which is what the digits of the value are.
  bool number_integer(std::int64_t value) { return add(JsonKind::number, std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) { return add(JsonKind::number, std::to_string(value)); }
  // The parser writes the decimal point of the process's locale, whatever the text has.
  bool number_float(double, std::string text) {
    const auto is_point = [](char c) {
      return std::string_view{"0123456789+-eE"}.find(c) == std::string_view::npos;
    };
    std::replace_if(text.begin(), text.end(), is_point, '.');
    return add(JsonKind::number, text);
  }
  bool string(std::string& text) { return add(JsonKind::string, text); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool key(std::string& text) {
    key_ = keep(text);
    return true;
  }
  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }
  bool end_object() {
    if (has_repeated_key()) return stop(Errc::repeated_key);
    return close();
  }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& fault) {
    const std::string_view what = fault.what();
    // 406: a number that no double holds; the parser refuses it before its text is seen.
    if (fault.id == 406) return stop(Errc::out_of_range);
    return stop(what.find("UTF-8") != what.npos ? Errc::bad_encoding : Errc::malformed_json);
  }

  [[nodiscard]] Errc fault() const { return fault_; }
  [[nodiscard]] JsonFault place() const { return {std::string(key_), open_.size()}; }

 private:
  struct Open {
    std::uint32_t node;
    std::uint32_t last_child;
  };

  bool stop(Errc code) {
    fault_ = code;
    return false;
  }

  std::string_view keep(std::string_view text) {
    char* to = document_.pool_.get() + used_;
    std::copy(text.begin(), text.end(), to);
    used_ += text.size();
    return {to, text.size()};
  }

  bool add(JsonKind kind, std::string_view text) {
    const auto index = static_cast<std::uint32_t>(document_.nodes_.size());
    JsonNode node;
    node.kind = kind;
    node.key = std::exchange(key_, {});
    node.text = keep(text);
    node.end = taken_;
    document_.nodes_.push_back(node);
    if (!open_.empty()) append_child(open_.back(), index);
    return true;
  }

  void append_child(Open& parent, std::uint32_t child) {
    JsonNode& node = document_.nodes_[parent.node];
    if (node.children_count++ == 0) {
      node.first_child = child;
    } else {
      document_.nodes_[parent.last_child].next_sibling = child;
    }
    parent.last_child = child;
  }

  bool open(JsonKind kind) {
    if (open_.size() == json_depth_max) return stop(Errc::too_deep);
    add(kind, {});
    open_.push_back({static_cast<std::uint32_t>(document_.nodes_.size() - 1), 0});
    return true;
  }

  bool close() {
    document_.nodes_[open_.back().node].end = taken_;
    open_.pop_back();
    return true;
  }

  bool has_repeated_key() {
    keys_.clear();
    for (const JsonValue member : JsonValue{&document_, open_.back().node}) {
      keys_.push_back(lower_case(member.key()));
    }
    std::sort(keys_.begin(), keys_.end());
    return std::adjacent_find(keys_.begin(), keys_.end()) != keys_.end();
  }

  JsonDocument& document_;
  const std::size_t& taken_;
  std::size_t used_{0};
  std::string_view key_{};
  std::vector<Open> open_{};
  std::vector<std::string> keys_{};
  Errc fault_{Errc::malformed_json};
};

Result<JsonDocument> JsonDocument::parse(std::string_view text, JsonFault* fault) {
  if (text.size() > json_bytes_max) return fail(Errc::too_large, "", 0, json_bytes_max);
  JsonDocument document;
  std::size_t taken = 0;
  JsonBuilder builder{document, text.size(), taken};
  const CountedChar begin{text.data(), &taken};
  const CountedChar end{text.data() + text.size(), &taken};
  if (!nlohmann::json::sax_parse(begin, end, &builder)) {
    if (fault != nullptr) *fault = builder.place();
    return fail(builder.fault(), "", 0, taken);
  }
  return document;
}

JsonValue JsonValue::get(std::string_view key) const {
  if (!is(JsonKind::object)) return {};
  for (const JsonValue member : *this) {
    if (equal_caseless(member.key(), key)) return member;
  }
  return {};
}

JsonValue::Iterator JsonValue::begin() const {
  return {document_, count() == 0 ? 0 : node().first_child};
}

JsonValue::Iterator& JsonValue::Iterator::operator++() {
  index_ = document_->node(index_).next_sibling;
  return *this;
}

bool equal_caseless(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string lower_case(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
