// capi/src/arrow_type.hpp -- floor 8 (capi).
//
// What a column of an Arrow table holds, read from its format string once, so that no row asks.
#pragma once

#include <cstdint>
#include <string>

#include "haggle/haggle.h"

namespace haggle::arrow {

enum class Kind : std::uint8_t {
  other,
  null,  ///< a column of gaps
  boolean,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  decimal,
  fixed,  ///< so many bytes each
  utf8,
  large_utf8,
  utf8_view,
  timestamp,
  list,
  large_list,
  structure,
};

struct Type {
  Kind kind{Kind::other};
  Kind dictionary{Kind::other};  ///< of the values, where `kind` is of indices into a dictionary
  std::int32_t bytes{0};         ///< of one value of `fixed` and `decimal`
  std::int32_t decimals{0};      ///< of a decimal; of a second in a timestamp: 0, 3, 6 or 9
  std::int32_t dictionary_bytes{0};

  [[nodiscard]] bool is_dictionary() const noexcept { return dictionary != Kind::other; }
  [[nodiscard]] bool is_integer() const noexcept {
    return !is_dictionary() && Kind::int8 <= kind && kind <= Kind::uint64;
  }
  /// Text of any layout; bytes of a fixed size are text that zeros follow.
  [[nodiscard]] bool is_text() const noexcept {
    const Kind held = is_dictionary() ? dictionary : kind;
    return Kind::fixed <= held && held <= Kind::utf8_view;
  }
};

/// Kind::other where it is of no use here.
[[nodiscard]] Type type_of(const ArrowSchema& schema) noexcept;

/// As people call it: "float64", "list", else the format itself.
[[nodiscard]] std::string name_of(const ArrowSchema& schema);

}  // namespace haggle::arrow
