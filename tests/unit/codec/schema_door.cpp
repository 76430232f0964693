// A door to the readers for a referee that knows the schemas: JSON lines in and out.
//   {"kind": "policy" | "listing", "text": TEXT}    -> "ok", or the error as JSON
//   {"kind": "case", "case": {policy, listing, market, now}}    -> the decision as JSON
//   {"kind": "schema", "of": "policy" | "listing" | "decision"} -> the schema on one line
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "golden/case.hpp"
#include "haggle/codec/schema.hpp"

namespace haggle {
namespace {

using Ordered = nlohmann::ordered_json;

template <class T>
std::string verdict(const Result<T>& read) {
  return read ? "\"ok\"" : write_error(read.error());
}

std::string schema_of(const std::string& name) {
  if (name == "policy") return policy_schema();
  return name == "listing" ? listing_schema() : decision_schema();
}

std::string answer(const Ordered& line) {
  const std::string kind = line.at("kind");
  if (kind == "policy") return verdict(read_policy(line.at("text").get<std::string>()));
  if (kind == "listing") return verdict(read_listing_entry(line.at("text").get<std::string>()));
  if (kind == "case") return golden::answer(line.at("case"));
  return Ordered::parse(schema_of(line.at("of"))).dump();
}

}  // namespace
}  // namespace haggle

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << haggle::answer(haggle::Ordered::parse(line)) << '\n';
  }
  return 0;
}
