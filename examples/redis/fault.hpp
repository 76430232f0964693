// Failures of Redis as faults of the pipeline.
#pragma once

#include <haggle/pipeline/fault.hpp>

#include "failure.hpp"

namespace redis {

[[nodiscard]] inline haggle::Fault fault_of(const Failure& failure) {
  using haggle::FaultCategory;
  using haggle::Severity;
  const std::string text = "Redis: " + failure.text;
  switch (failure.trouble) {
    case Trouble::unreachable:
      return {FaultCategory::network, Severity::medium, text};
    case Trouble::not_now:
    case Trouble::unconfirmed:
      return {FaultCategory::external, Severity::medium, text};
    case Trouble::full:
    case Trouble::read_only:
      return {FaultCategory::external, Severity::high, text};
    case Trouble::denied:
    case Trouble::misuse:
      return {FaultCategory::configuration, Severity::critical, text};
    case Trouble::garbage:
    case Trouble::refused:
      return {FaultCategory::system, Severity::high, text};
  }
  return {FaultCategory::system, Severity::high, text};
}

[[nodiscard]] inline tl::unexpected<haggle::Fault> faulted(const Failure& failure) {
  return tl::unexpected<haggle::Fault>(fault_of(failure));
}

}  // namespace redis
