#include "attributes.hpp"

#include <openssl/evp.h>

#include <bit>
#include <charconv>
#include <cstring>

namespace dynamodb {
namespace {

static_assert(std::endian::native == std::endian::little, "floats are stored as they stand");

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), raw(bytes),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

/// EVP_DecodeBlock counts the padding as bytes.
std::size_t padding_of(std::string_view text) {
  if (text.ends_with("==")) return 2;
  return text.ends_with('=') ? 1 : 0;
}

std::optional<std::string> unbase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), raw(text),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(size) - padding_of(text));
  return out;
}

/// The text inside {type: text}, or null.
const std::string* inside(const Item& item, const char* name, const char* type) {
  const auto found = item.find(name);
  if (found == item.end() || !found->is_object()) return nullptr;
  const auto value = found->find(type);
  return value == found->end() ? nullptr : value->get_ptr<const std::string*>();
}

std::size_t value_bytes(const Json& value) {
  const Json& held = value.begin().value();
  if (!held.is_string()) return held.dump().size();
  const std::size_t size = held.get_ref<const std::string&>().size();
  if (value.begin().key() == "B") return size / 4 * 3;
  return value.begin().key() == "N" ? size / 2 + 2 : size;
}

}  // namespace

Json text_value(std::string_view text) {
  return {{"S", text}};
}
Json number_value(std::int64_t number) {
  return {{"N", std::to_string(number)}};
}
Json binary_value(std::string_view bytes) {
  return {{"B", base64(bytes)}};
}
Json floats_value(std::span<const float> values) {
  return binary_value({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
}

std::optional<std::string_view> text_of(const Item& item, const char* name) {
  const std::string* text = inside(item, name, "S");
  if (text == nullptr) return std::nullopt;
  return std::string_view{*text};
}

std::optional<std::int64_t> number_of(const Item& item, const char* name) {
  const std::string* text = inside(item, name, "N");
  std::int64_t number = 0;
  if (text == nullptr) return std::nullopt;
  const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (code != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return number;
}

std::optional<std::string> binary_of(const Item& item, const char* name) {
  const std::string* text = inside(item, name, "B");
  return text == nullptr ? std::nullopt : unbase64(*text);
}

std::optional<std::vector<float>> floats_of(const Item& item, const char* name) {
  const std::optional<std::string> bytes = binary_of(item, name);
  if (!bytes || bytes->size() % sizeof(float) != 0) return std::nullopt;
  std::vector<float> out(bytes->size() / sizeof(float));
  if (!out.empty()) std::memcpy(out.data(), bytes->data(), bytes->size());
  return out;
}

std::size_t item_bytes(const Item& item) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : item.items()) bytes += name.size() + value_bytes(value);
  return bytes;
}

}  // namespace dynamodb
