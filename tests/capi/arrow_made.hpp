// Arrow arrays made by hand: any layout, offset and gap that a producer might give.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace haggle::test::made {

using Bytes = std::vector<std::uint8_t>;

/// An array with its schema: buffers without the bits of what is known, which are `known`.
struct Node {
  std::string format{};
  std::string name{};
  std::int64_t length{0};
  std::int64_t offset{0};
  std::vector<Bytes> buffers{};  ///< behind the first
  std::optional<std::vector<bool>> known{};
  std::vector<Node> children{};
  std::shared_ptr<Node> dictionary{};
  bool has_bits_buffer{true};  ///< the null type has no buffer at all
};

template <class T>
Bytes bytes_of(const std::vector<T>& values) {
  Bytes out(values.size() * sizeof(T) + 1);  // somewhere, even if empty
  if (!values.empty()) std::memcpy(out.data(), values.data(), values.size() * sizeof(T));
  return out;
}

/// Numbers, or whatever has the bytes of the format.
template <class T>
Node numbers(std::string name, std::string format, const std::vector<T>& values) {
  Node out;
  out.name = std::move(name);
  out.format = std::move(format);
  out.length = static_cast<std::int64_t>(values.size());
  out.buffers = {bytes_of(values)};
  return out;
}
inline Node int64s(std::string name, const std::vector<std::int64_t>& values) {
  return numbers(std::move(name), "l", values);
}

inline Bytes bits_of(const std::vector<bool>& values) {
  Bytes out(values.size() / 8 + 1);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) out[i / 8] = static_cast<std::uint8_t>(out[i / 8] | (1U << (i % 8)));
  }
  return out;
}
inline Node flags(std::string name, const std::vector<bool>& values) {
  Node out;
  out.name = std::move(name);
  out.format = "b";
  out.length = static_cast<std::int64_t>(values.size());
  out.buffers = {bits_of(values)};
  return out;
}

using Texts = std::vector<std::string>;

template <class Offset>
Node text_as(std::string name, std::string format, const Texts& texts) {
  std::vector<Offset> offsets{0};
  Bytes data;
  for (const std::string& text : texts) {
    data.insert(data.end(), text.begin(), text.end());
    offsets.push_back(static_cast<Offset>(data.size()));
  }
  data.shrink_to_fit();  // so that a byte too far is seen
  Node out;
  out.name = std::move(name);
  out.format = std::move(format);
  out.length = static_cast<std::int64_t>(texts.size());
  out.buffers = {bytes_of(offsets), data};
  out.buffers[0].pop_back();
  return out;
}
inline Node utf8(std::string name, const Texts& texts) {
  return text_as<std::int32_t>(std::move(name), "u", texts);
}
inline Node large_utf8(std::string name, const Texts& texts) {
  return text_as<std::int64_t>(std::move(name), "U", texts);
}

/// Views of 16 bytes: short text in them, longer text in two buffers by turns.
inline Node views(std::string name, const Texts& texts) {
  Bytes all;
  Bytes data[2];
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::int32_t view[4]{static_cast<std::int32_t>(texts[i].size()), 0, 0, 0};
    if (texts[i].size() <= 12) {
      if (!texts[i].empty()) std::memcpy(view + 1, texts[i].data(), texts[i].size());
    } else {
      Bytes& to = data[i % 2];
      std::memcpy(view + 1, texts[i].data(), 4);
      view[2] = static_cast<std::int32_t>(i % 2);
      view[3] = static_cast<std::int32_t>(to.size());
      to.insert(to.end(), texts[i].begin(), texts[i].end());
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(view);
    all.insert(all.end(), bytes, bytes + sizeof view);
  }
  for (Bytes& one : data) one.shrink_to_fit();
  const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(data[0].size()),
                                        static_cast<std::int64_t>(data[1].size())};
  Node out;
  out.name = std::move(name);
  out.format = "vu";
  out.length = static_cast<std::int64_t>(texts.size());
  out.buffers = {all, data[0], data[1], bytes_of(sizes)};
  return out;
}

inline Node fixed(std::string name, std::size_t width, const Texts& texts) {
  Bytes data(texts.size() * width + 1);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::memcpy(data.data() + i * width, texts[i].data(), std::min(texts[i].size(), width));
  }
  Node out;
  out.name = std::move(name);
  out.format = "w:" + std::to_string(width);
  out.length = static_cast<std::int64_t>(texts.size());
  out.buffers = {data};
  return out;
}

/// Indices of one byte into the different texts.
inline Node dictionary(std::string name, const Texts& texts) {
  Texts words;
  std::vector<std::int8_t> indices;
  for (const std::string& text : texts) {
    std::size_t place = 0;
    while (place < words.size() && words[place] != text) ++place;
    if (place == words.size()) words.push_back(text);
    indices.push_back(static_cast<std::int8_t>(place));
  }
  Node out = numbers(std::move(name), "c", indices);
  out.dictionary = std::make_shared<Node>(utf8("", words));
  return out;
}

inline Node nothing(std::string name, std::size_t length) {
  Node out;
  out.name = std::move(name);
  out.format = "n";
  out.length = static_cast<std::int64_t>(length);
  out.has_bits_buffer = false;
  return out;
}

inline Node structure(std::string name, std::vector<Node> children) {
  Node out;
  out.name = std::move(name);
  out.format = "+s";
  out.length = children.empty() ? 0 : children[0].length;
  out.children = std::move(children);
  return out;
}

/// Lists of so many items each.
template <class Offset>
Node lists(std::string name, const std::vector<std::size_t>& counts, Node items) {
  std::vector<Offset> offsets{0};
  for (const std::size_t count : counts) {
    offsets.push_back(offsets.back() + static_cast<Offset>(count));
  }
  Node out = numbers(std::move(name), sizeof(Offset) == 4 ? "+l" : "+L", offsets);
  out.length = static_cast<std::int64_t>(counts.size());
  out.children = {std::move(items)};
  return out;
}

/// The same without its first elements, which stay in memory.
inline Node from(Node given, std::int64_t first) {
  given.offset += first;
  given.length -= first;
  return given;
}
/// The same with gaps; a place counts from the first element in memory.
inline Node with_gaps(Node given, const std::vector<std::size_t>& places) {
  given.known.emplace(static_cast<std::size_t>(given.length + given.offset), true);
  for (const std::size_t place : places) (*given.known)[place] = false;
  return given;
}
inline Node named(Node given, std::string name) {
  given.name = std::move(name);
  return given;
}

}  // namespace haggle::test::made
