#include "service.hpp"

namespace dynamodb {
namespace {

using haggle::Fault;
using haggle::FaultCategory;
using haggle::Severity;

bool is_no_table(const aws::Error& error) {
  return error.code == "ResourceNotFoundException" || error.code == "TableNotFoundException";
}

}  // namespace

Service service_of(aws::Client& client) {
  return [&client](std::string_view operation, const Json& request) {
    return client.call("DynamoDB_20120810." + std::string(operation), request);
  };
}

bool condition_not_met(const aws::Error& error) {
  return error.code == "ConditionalCheckFailedException";
}

Fault fault_of(const aws::Error& error) {
  std::string text = "DynamoDB: " + aws::describe(error);
  if (error.kind == aws::Kind::denied || is_no_table(error)) {
    return {FaultCategory::configuration, Severity::critical, std::move(text)};
  }
  if (error.kind == aws::Kind::request) {
    return {FaultCategory::validation, Severity::medium, std::move(text)};
  }
  const bool is_cut = error.kind == aws::Kind::network;
  return {is_cut ? FaultCategory::network : FaultCategory::external, Severity::medium,
          std::move(text)};
}

}  // namespace dynamodb
