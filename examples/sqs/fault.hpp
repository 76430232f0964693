// examples/sqs/fault.hpp -- what a failed call is to the pipeline.
#pragma once

#include <haggle/pipeline/fault.hpp>
#include <string_view>

#include "aws/error.hpp"

namespace sqs {

/// network and throttled pass; the service's own failures too; credentials and queues that are not
/// there must be mended by somebody: critical.
[[nodiscard]] haggle::Fault fault_of(const aws::Error& error, std::string_view queue);

}  // namespace sqs
