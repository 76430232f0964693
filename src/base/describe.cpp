#include <fmt/format.h>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {
namespace {

/// The path with the index in its innermost brackets.
std::string path_of(const Error& error) {
  std::string path{error.where};
  const std::size_t brackets = path.rfind("[]");
  if (brackets == std::string::npos) return path;
  return path.insert(brackets + 1, std::to_string(error.index));
}

}  // namespace

std::string describe(const Error& error) {
  const ErrorEntry& entry = entry_of(error.code);
  const std::string path = path_of(error);
  const bool is_price = error.code == Errc::bounds_violated;
  const std::string_view unit = is_price ? "minor units" : "byte";
  std::string text{entry.name};
  if (!path.empty()) text += fmt::format(" at {}", path);
  if (error.offset != 0) text += fmt::format(" ({} {})", unit, error.offset);
  return text + fmt::format(": {}", entry.advice);
}

}  // namespace v0
}  // namespace haggle
