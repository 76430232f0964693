// capi/src/arrow_complaint.hpp -- floor 8 (capi).
//
// What is wrong with a table as a whole. It names a column, which is not known beforehand.
#pragma once

#include <optional>
#include <string>

#include "haggle/base/error.hpp"

namespace haggle::arrow {

struct Complaint {
  Errc code{};
  std::string where{};    ///< the column, such as `offers[].seller`
  std::string message{};  ///< what was found there and what is expected
};

using Complaints = std::optional<Complaint>;  ///< nothing: all is well

}  // namespace haggle::arrow
