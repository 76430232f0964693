#include "aws/address.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace aws {
namespace {

tl::unexpected<Error> bad(std::string message) {
  return refuse(Kind::request, "BadAddress", std::move(message));
}

bool all_of(std::string_view text, std::string_view others) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != others.npos;
  });
}

// The region when the URL names none; also what it may be made of, for it goes into a host name.
std::string region_otherwise(bool is_aws) {
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return is_aws ? "" : "us-east-1";
}

std::string aws_endpoint(const Site& site) {
  const bool china = site.region.starts_with("cn-");
  return "https://" + site.service + "." + site.region + ".amazonaws.com" + (china ? ".cn" : "");
}

void read_options(std::string_view query, Address& address) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const auto equals = std::min(pair.find('='), pair.size());
    address.options.insert_or_assign(std::string(pair.substr(0, equals)),
                                     std::string(pair.substr(std::min(pair.size(), equals + 1))));
  }
}

std::string option(const Address& address, std::string_view name) {
  const auto found = address.options.find(name);
  return found == address.options.end() ? std::string() : found->second;
}

Expected<Address> with_site(Address address, std::string_view host) {
  Site& site = address.site;
  site.region = option(address, "region");
  if (site.region.empty()) site.region = region_otherwise(address.is_aws);
  if (!all_of(site.region, "-")) return bad("name the region, such as ?region=us-east-1");
  if (!address.is_aws && !all_of(host, ".-_:[]")) return bad("give a host, such as 127.0.0.1:9324");
  if (!all_of(address.name, "-_.")) return bad("give a name of letters, digits, '-', '_' and '.'");
  const std::string scheme = option(address, "tls") == "1" ? "https://" : "http://";
  site.endpoint = address.is_aws ? aws_endpoint(site) : scheme + std::string(host);
  return address;
}

}  // namespace

Expected<Address> parse_address(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == url.npos || !all_of(url.substr(0, colon), "")) {
    return bad("write service://host:port/name?region=... or service://name?region=...");
  }
  Address address;
  address.site.service = url.substr(0, colon);
  url.remove_prefix(colon + 3);
  const auto question = std::min(url.find('?'), url.size());
  read_options(url.substr(std::min(url.size(), question + 1)), address);
  url = url.substr(0, question);
  const auto slash = url.find('/');
  address.is_aws = slash == url.npos;
  address.name = url.substr(address.is_aws ? 0 : slash + 1);
  return with_site(std::move(address), url.substr(0, address.is_aws ? 0 : slash));
}

Expected<long> number_option(const Address& address, std::string_view name, long least, long most,
                             long otherwise) {
  const auto found = address.options.find(name);
  if (found == address.options.end()) return otherwise;
  const std::string& text = found->second;
  long number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size() || number < least || number > most) {
    return bad(std::string(name) + " must be " + std::to_string(least) + " to " +
               std::to_string(most));
  }
  return number;
}

}  // namespace aws
