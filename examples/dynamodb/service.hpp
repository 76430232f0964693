// The service as this adapter sees it: one function that calls an operation.
#pragma once

#include <aws/client.hpp>
#include <functional>
#include <haggle/pipeline/fault.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace dynamodb {

using Json = nlohmann::json;
using aws::Expected;

/// Calls an operation such as "PutItem". What passes by itself it has tried again already.
using Service = std::function<Expected<Json>(std::string_view operation, const Json& request)>;

/// Needs: the client lives as long as the service is used.
[[nodiscard]] Service service_of(aws::Client& client);

/// The condition of a write was not met: an answer rather than a failure.
[[nodiscard]] bool condition_not_met(const aws::Error& error);

/// A failure as the pipeline's ports tell it. Refused credentials and a table that is not there
/// are configuration and critical, because only a person can mend them.
[[nodiscard]] haggle::Fault fault_of(const aws::Error& error);

}  // namespace dynamodb
