// haggle/pipeline/fault.hpp -- floor 7 (pipeline).
//
// What goes wrong outside: a server that does not answer, a wrong password, a full disk. Not an
// Error, which says that a caller's input is wrong: a fault is of the moment and has words of its
// own.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/market/kinds.hpp"

namespace haggle {
inline namespace v0 {

enum class FaultCategory : std::uint8_t {
  validation = 0,     ///< what arrived is wrong
  network = 1,        ///< cut, refused, timed out
  external = 2,       ///< a server answered that it cannot now
  system = 3,         ///< this machine or this program: disk, memory, a broken file
  business = 4,       ///< a rule of selling is in the way
  configuration = 5,  ///< wrong password, no permission, no such table: somebody must mend it
};
inline constexpr std::array fault_category_words{
    Word{FaultCategory::validation, "validation"},
    Word{FaultCategory::network, "network"},
    Word{FaultCategory::external, "external"},
    Word{FaultCategory::system, "system"},
    Word{FaultCategory::business, "business"},
    Word{FaultCategory::configuration, "configuration"}};

enum class Severity : std::uint8_t { low = 0, medium = 1, high = 2, critical = 3 };
inline constexpr std::array severity_words{
    Word{Severity::low, "low"}, Word{Severity::medium, "medium"}, Word{Severity::high, "high"},
    Word{Severity::critical, "critical"}};

/// Something outside that failed.
struct Fault {
  FaultCategory category{FaultCategory::system};
  Severity severity{Severity::medium};
  std::string text{};  ///< one sentence for the person who mends it; never a secret

  friend bool operator==(const Fault&, const Fault&) = default;
};

/// What a port gives: the value, or why there is none.
template <class T>
using Answer = tl::expected<T, Fault>;

/// The failed Answer of any type.
[[nodiscard]] inline tl::unexpected<Fault> faulted(FaultCategory category, Severity severity,
                                                   std::string text) {
  return tl::unexpected<Fault>(Fault{category, severity, std::move(text)});
}

/// Can the same call succeed a little later, with nobody mending anything?
[[nodiscard]] constexpr bool can_pass(const Fault& fault) noexcept {
  const bool is_outside =
      fault.category == FaultCategory::network || fault.category == FaultCategory::external;
  return is_outside && fault.severity != Severity::critical;
}

/// Is the fault about what was asked, so that nobody's asking it again helps?
[[nodiscard]] constexpr bool is_of_the_request(const Fault& fault) noexcept {
  return fault.category == FaultCategory::validation || fault.category == FaultCategory::business;
}

/// Does somebody have to know?
[[nodiscard]] constexpr bool needs_alert(const Fault& fault) noexcept {
  return fault.severity >= Severity::high;
}

/// The category of an error in the input: business where the price would break a rule of selling,
/// configuration where a policy or a bound is missing or contradicts itself, else validation.
[[nodiscard]] FaultCategory category_of(Errc code) noexcept;

/// The error as a fault of severity medium, with the sentence of `describe`.
[[nodiscard]] Fault fault_of(const Error& error);

}  // namespace v0
}  // namespace haggle
