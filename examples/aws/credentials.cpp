#include "aws/credentials.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <utility>

namespace aws {
namespace {

using Section = std::map<std::string, std::string, std::less<>>;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// A line break in a key would become a header of its own.
bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

tl::unexpected<Error> none(std::string message) {
  return refuse(Kind::denied, "NoCredentials", std::move(message));
}

Expected<Credentials> checked(Credentials keys, const std::string& where) {
  if (keys.access_key.empty() || keys.secret_key.empty()) return none("no key pair in " + where);
  if (!is_printable(keys.access_key) || !is_printable(keys.secret_key) ||
      !is_printable(keys.session_token)) {
    return none("a key in " + where + " has blanks or bytes that no key has");
  }
  return keys;
}

void read_line(std::string_view line, std::string_view profile, bool& inside, Section& section) {
  line = trimmed(line);
  if (line.empty() || line.front() == '#' || line.front() == ';') return;
  if (line.front() == '[') {
    inside = trimmed(line.substr(1, line.find(']') - 1)) == profile;
    if (inside) section.emplace("", "");  // found, even when it is empty
    return;
  }
  const auto equals = line.find('=');
  if (!inside || equals == line.npos) return;
  section.insert_or_assign(std::string(trimmed(line.substr(0, equals))),
                           std::string(trimmed(line.substr(equals + 1))));
}

std::string value(const Section& section, std::string_view key) {
  const auto found = section.find(key);
  return found == section.end() ? std::string() : found->second;
}

std::filesystem::path shared_file() {
  const std::string named = variable("AWS_SHARED_CREDENTIALS_FILE");
  if (!named.empty()) return named;
  return std::filesystem::path(variable("HOME")) / ".aws" / "credentials";
}

void replace_all(std::string& text, const std::string& what) {
  if (what.empty()) return;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at)) {
    text.replace(at, what.size(), "***");
  }
}

}  // namespace

Expected<Credentials> find_credentials() {
  Credentials keys{variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"),
                   variable("AWS_SESSION_TOKEN")};
  if (!keys.access_key.empty() && !keys.secret_key.empty()) {
    return checked(std::move(keys), "the environment");
  }
  const std::string profile = variable("AWS_PROFILE");
  return read_profile(shared_file(), profile.empty() ? "default" : profile);
}

Expected<Credentials> read_profile(const std::filesystem::path& file, std::string_view profile) {
  std::ifstream in(file);
  if (!in) {
    return none("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write " + file.string());
  }
  Section section;
  bool inside = false;
  for (std::string line; std::getline(in, line);) read_line(line, profile, inside, section);
  if (section.empty()) return none("no profile " + std::string(profile) + " in " + file.string());
  return checked({value(section, "aws_access_key_id"), value(section, "aws_secret_access_key"),
                  value(section, "aws_session_token")},
                 "profile " + std::string(profile) + " of " + file.string());
}

std::string without_secrets(std::string text, const Credentials& credentials) {
  replace_all(text, credentials.secret_key);
  replace_all(text, credentials.session_token);
  return text;
}

}  // namespace aws
