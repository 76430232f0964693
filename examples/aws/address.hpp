// examples/aws/address.hpp -- where a service is, from one URL on the command line.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "aws/error.hpp"

namespace aws {

/// A service in a region, and where it is spoken to.
struct Site {
  std::string endpoint;  ///< scheme, host and port, such as `http://127.0.0.1:9324`
  std::string region;    ///< such as `us-east-1`
  std::string service;   ///< as the signature names it: `sqs`, `dynamodb`
};

/// What a URL says: the site, the thing on it (a queue, a table), and the options of the adapter.
struct Address {
  Site site;
  std::string name;
  bool is_aws{false};  ///< AWS itself: no endpoint was given
  std::map<std::string, std::string, std::less<>> options;
};

/// Reads `service://host:port/name?region=R&...` (that endpoint, over HTTP, or HTTPS with `tls=1`)
/// or `service://name?region=R&...` (AWS itself). Without `region`: AWS_REGION, AWS_DEFAULT_REGION,
/// and us-east-1 where an endpoint is given.
/// Errors: request, BadAddress, with a sentence that says what is wrong with the URL.
[[nodiscard]] Expected<Address> parse_address(std::string_view url);

/// One option of the URL as a number from `least` to `most`, or `otherwise` when it is not there.
/// Errors: request, BadAddress.
[[nodiscard]] Expected<long> number_option(const Address& address, std::string_view name,
                                           long least, long most, long otherwise);

}  // namespace aws
