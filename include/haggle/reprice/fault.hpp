// haggle/reprice/fault.hpp -- floor 5 (reprice).
//
// An error on its way through the stages. Two words, so that it travels in registers: what `decide`
// returns is the Error that is made of it.
#pragma once

#include <cstdint>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

struct Fault {
  const char* where{nullptr};  ///< null: no fault
  Errc code{};
  std::uint32_t index{0};

  constexpr Fault() noexcept = default;
  constexpr Fault(Errc what, const char* path, std::size_t at = 0) noexcept
      : where(path), code(what), index(static_cast<std::uint32_t>(at)) {}
  explicit constexpr Fault(const Error& error) noexcept
      : Fault(error.code, error.where, error.index) {}
  [[nodiscard]] explicit constexpr operator bool() const noexcept { return where != nullptr; }
  [[nodiscard]] constexpr Error error() const noexcept { return {code, 0, index, 0, where}; }
};
static_assert(sizeof(Fault) == 16);

}  // namespace detail
}  // namespace v0
}  // namespace haggle
