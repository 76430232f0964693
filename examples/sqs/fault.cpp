#include "sqs/fault.hpp"

#include <string>

namespace sqs {
namespace {

using haggle::FaultCategory;
using haggle::Severity;

FaultCategory category_of(const aws::Error& error) {
  if (error.kind == aws::Kind::network) return FaultCategory::network;
  if (aws::passes(error.kind)) return FaultCategory::external;
  const bool is_setup = error.kind == aws::Kind::denied || error.code == "QueueDoesNotExist" ||
                        error.code == "BadAddress" || error.code == "UnsupportedOperation";
  return is_setup ? FaultCategory::configuration : FaultCategory::validation;
}

}  // namespace

haggle::Fault fault_of(const aws::Error& error, std::string_view queue) {
  const FaultCategory category = category_of(error);
  return {category,
          category == FaultCategory::configuration ? Severity::critical : Severity::medium,
          "SQS queue " + std::string(queue) + ": " + aws::describe(error)};
}

}  // namespace sqs
