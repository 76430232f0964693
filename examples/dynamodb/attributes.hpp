// Attribute values: {"S": text}, {"N": digits}, {"B": base64}, and how large an item of them is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service.hpp"

namespace dynamodb {

/// One row: attribute names and their values.
using Item = Json;

/// What the service takes, names and values together.
inline constexpr std::size_t item_bytes_max = 400 * 1'024;

[[nodiscard]] Json text_value(std::string_view text);
/// Whole numbers only: the service drops the zeros at the end of a decimal, and with them how
/// many decimals an amount has.
[[nodiscard]] Json number_value(std::int64_t number);
[[nodiscard]] Json binary_value(std::string_view bytes);
/// float32, little end first.
[[nodiscard]] Json floats_value(std::span<const float> values);

/// Each of these is nothing where the attribute is missing, of another type or not well formed.
[[nodiscard]] std::optional<std::string_view> text_of(const Item& item, const char* name);
[[nodiscard]] std::optional<std::int64_t> number_of(const Item& item, const char* name);
[[nodiscard]] std::optional<std::string> binary_of(const Item& item, const char* name);
[[nodiscard]] std::optional<std::vector<float>> floats_of(const Item& item, const char* name);

/// How large the service finds an item; never less.
[[nodiscard]] std::size_t item_bytes(const Item& item);

}  // namespace dynamodb
