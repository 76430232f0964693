// A message in a topic's envelope: compact, or as topics write it, a line for each member.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/dice.hpp"

namespace haggle::test {

inline std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

inline std::string in_topic(Dice& dice, std::string_view message) {
  std::vector<std::pair<std::string, std::string>> members{
      {"Type", "Notification"},
      {"MessageId", "3f1a6a5e-8a5e-5d5e"},
      {"TopicArn", "arn:aws:sns:a:b"},
      {"Message", escaped(message)},
      {"Timestamp", "2020-07-13T19:42:05.000Z"},
      {"SignatureVersion", "1"},
      {"Signature", "EX/=="},
      {"SigningCertURL", "https://a/b.pem"},
      {"UnsubscribeURL", "https://a/?b=c"}};
  if (dice.chance(20)) members.insert(members.begin() + 3, {"Subject", "offers"});
  const bool spread = dice.chance(50);
  std::string out;
  for (const auto& [name, value] : members) {
    out += out.empty() ? "{" : ",";
    out += spread ? "\n  \"" : "\"";
    out += name + (spread ? "\" : \"" : "\":\"") + value + '"';
  }
  return out + (spread ? "\n}" : "}");
}

}  // namespace haggle::test
