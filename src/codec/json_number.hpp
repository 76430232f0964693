// src/codec/json_number.hpp -- floor 6 (codec).
//
// Where a number of a JSON text ends, and whether a floating point number could hold it.
#pragma once

#include <cstddef>
#include <string_view>

namespace haggle {
inline namespace v0 {
namespace codec {

/// What stands at the front of a text, as far as it is a number.
struct NumberScan {
  std::size_t bytes{0};  ///< of the number; where it is wrong, up to the byte that is
  bool good{false};
  bool plain{true};  ///< no exponent and few digits: it needs no `is_finite`
};

/// Reads -?(0|[1-9]digits)(.digits)?([eE][+-]?digits)?, as much as there is.
[[nodiscard]] NumberScan scan_number(std::string_view text);

/// Whether the number nearest to this one is not infinite. Needs: a good number.
[[nodiscard]] bool is_finite(std::string_view number);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
