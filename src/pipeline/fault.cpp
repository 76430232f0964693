#include "haggle/pipeline/fault.hpp"

namespace haggle {
inline namespace v0 {

FaultCategory category_of(Errc code) noexcept {
  switch (code) {
    case Errc::bounds_violated:
    case Errc::floor_impossible:
      return FaultCategory::business;
    case Errc::unknown_policy:
    case Errc::floor_required:
    case Errc::bounds_contradict:
      return FaultCategory::configuration;
    default:
      return FaultCategory::validation;
  }
}

Fault fault_of(const Error& error) {
  return {category_of(error.code), Severity::medium, describe(error)};
}

}  // namespace v0
}  // namespace haggle
