#include "settings.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace redis {
namespace {

/// What stands before the mark, which is taken off together with it; all of it where there is none.
std::string_view cut(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  const std::string_view before = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return before;
}

template <class T>
bool read_number(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

bool unescape(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '%') {
      const char* digits = text.data() + i + 1;
      if (i + 2 >= text.size()) return false;
      if (std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) return false;
      i += 2;
    }
    out.push_back(static_cast<char>(byte));
  }
  return true;
}

bool set_option(Settings& settings, std::string_view name, std::string_view value) {
  const std::array numbers{
      std::pair{"replicas", &settings.replicas}, std::pair{"wait_ms", &settings.wait_ms},
      std::pair{"connect_ms", &settings.connect_ms}, std::pair{"reply_ms", &settings.reply_ms},
      std::pair{"patience_ms", &settings.patience_ms}};
  for (const auto& [known, number] : numbers) {
    if (name == known) return read_number(value, *number);
  }
  const std::array texts{
      std::pair{"ca", &settings.tls.ca_file}, std::pair{"cert", &settings.tls.cert_file},
      std::pair{"key", &settings.tls.key_file}, std::pair{"host", &settings.tls.host}};
  for (const auto& [known, text] : texts) {
    if (name == known) return unescape(value, *text);
  }
  return false;
}

bool set_scheme(Settings& settings, std::string_view scheme) {
  settings.cluster = scheme.ends_with("-cluster");
  settings.replicas = settings.cluster ? 1 : 0;
  if (settings.cluster) scheme.remove_suffix(8);
  settings.tls.on = scheme == "rediss";
  return scheme == "redis" || scheme == "rediss";
}

bool set_account(Settings& settings, std::string_view account) {
  const bool has_password = account.find(':') != account.npos;
  const std::string_view user = cut(account, ':');
  return unescape(user, settings.user) && (!has_password || unescape(account, settings.password));
}

Done set_hosts(Settings& settings, std::string_view hosts) {
  do {
    auto endpoint = read_endpoint(cut(hosts, ','));
    if (!endpoint) return tl::unexpected(endpoint.error());
    if (endpoint->host.empty()) return failed(Trouble::misuse, "the URL names no host");
    settings.endpoints.push_back(*std::move(endpoint));
  } while (!hosts.empty());
  if (!settings.cluster && settings.endpoints.size() > 1) {
    return failed(Trouble::misuse, "several hosts need redis-cluster://");
  }
  return {};
}

Done set_options(Settings& settings, std::string_view options) {
  while (!options.empty()) {
    std::string_view option = cut(options, '&');
    const std::string_view name = cut(option, '=');
    if (!set_option(settings, name, option)) {
      return failed(Trouble::misuse,
                    "the URL's option '" + std::string(name) + "' is not understood");
    }
  }
  return {};
}

}  // namespace

std::string name_of(const Endpoint& endpoint) {
  const bool v6 = endpoint.host.find(':') != std::string::npos;
  return (v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

Outcome<Endpoint> read_endpoint(std::string_view text) {
  Endpoint endpoint;
  const std::string_view whole = text;
  if (text.starts_with('[')) {
    text.remove_prefix(1);
    endpoint.host = cut(text, ']');
    if (!text.empty() && text.front() != ':') return failed(Trouble::misuse, "bad host in the URL");
    if (!text.empty()) text.remove_prefix(1);
  } else {
    // The last colon: the nodes of a cluster name IPv6 hosts without brackets.
    const std::size_t colon = text.rfind(':');
    endpoint.host = text.substr(0, colon);
    text.remove_prefix(colon == text.npos ? text.size() : colon + 1);
  }
  if (whole.ends_with(':') || (!text.empty() && !read_number(text, endpoint.port))) {
    return failed(Trouble::misuse, "bad port in the URL");
  }
  return endpoint;
}

Outcome<Settings> read_url(std::string_view url) {
  Settings settings;
  const std::size_t mark = url.find("://");
  if (mark == url.npos || !set_scheme(settings, url.substr(0, mark))) {
    return failed(Trouble::misuse,
                  "a URL begins with redis://, rediss://, redis-cluster:// or rediss-cluster://");
  }
  url.remove_prefix(mark + 3);
  std::string_view place = cut(url, '?');
  const std::size_t at = place.rfind('@');
  if (at != place.npos) {
    if (!set_account(settings, place.substr(0, at))) {
      return failed(Trouble::misuse, "the URL's user or password is badly escaped");
    }
    place.remove_prefix(at + 1);
  }
  const std::string_view hosts = cut(place, '/');
  if (!place.empty() && (settings.cluster || !read_number(place, settings.database))) {
    return failed(Trouble::misuse, "the URL's database is not a number, or it is a cluster's");
  }
  if (Done done = set_hosts(settings, hosts); !done) return tl::unexpected(done.error());
  if (Done done = set_options(settings, url); !done) return tl::unexpected(done.error());
  return settings;
}

}  // namespace redis
