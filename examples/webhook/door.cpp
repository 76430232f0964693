#include "door.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "signature.hpp"

namespace webhook {
namespace {

constexpr std::array all_routes{
    Route{"/walmart/webhook", RouteKind::event},
    Route{"/walmart/webhook/batch", RouteKind::batch},
    Route{"/pricing/manual", RouteKind::set_price},
    Route{"/pricing/reset", RouteKind::reset_price},
    Route{"/pricing/resume", RouteKind::resume},
    Route{"/healthz", RouteKind::page},
    Route{"/metrics", RouteKind::page},
    Route{"/stats", RouteKind::page},
};

double ticks_seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

const Route* route_of(const std::string& path) {
  const auto* found = std::find_if(all_routes.begin(), all_routes.end(),
                                   [&](const Route& route) { return route.path == path; });
  return found == all_routes.end() ? nullptr : found;
}

std::string lower(std::string_view text) {
  std::string lowered{text};
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lowered;
}

/// application/json, with or without parameters.
bool is_json_type(const std::optional<std::string>& header) {
  if (!header) return false;
  std::string_view type = *header;
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return lower(type) == "application/json";
}

std::optional<Refusal> check_length(const std::optional<std::string>& header, std::size_t most) {
  std::size_t length = 0;
  const char* begin = header ? header->data() : nullptr;
  const char* end = header ? begin + header->size() : nullptr;
  const auto read = std::from_chars(begin, end, length);
  if (read.ec == std::errc::result_out_of_range || (read.ec == std::errc{} && length > most)) {
    return Refusal{413, "too_large", "send at most " + std::to_string(most) + " bytes"};
  }
  if (read.ec != std::errc{} || read.ptr != end) {
    return Refusal{400, "bad_framing", "send one Content-Length of digits"};
  }
  return {};
}

/// Is the body as long as one header says, and does no second one say otherwise?
std::optional<Refusal> check_framing(const httplib::Request& request, std::size_t most) {
  const bool has_length = request.has_header("Content-Length");
  const bool has_coding = request.has_header("Transfer-Encoding");
  if (!has_length && !has_coding) {
    return Refusal{411, "length_missing", "send Content-Length, or the body in chunks"};
  }
  if (!has_coding) return check_length(only_header(request, "Content-Length"), most);
  const auto coding = only_header(request, "Transfer-Encoding");
  if (has_length || !coding || lower(*coding) != "chunked") {
    return Refusal{400, "bad_framing", "send Content-Length or Transfer-Encoding: chunked"};
  }
  return {};
}

}  // namespace

std::span<const Route> routes() {
  return all_routes;
}

std::size_t body_bytes_max(const Route& route, const Limits& limits) {
  if (route.kind == RouteKind::event) return limits.event_bytes_max;
  return route.kind == RouteKind::batch ? limits.batch_bytes_max : limits.operation_bytes_max;
}

std::optional<std::string> only_header(const httplib::Request& request, const std::string& name) {
  if (request.get_header_value_count(name) != 1) return {};
  std::string value = request.get_header_value(name);
  return value.empty() ? std::nullopt : std::optional{std::move(value)};
}

tl::expected<const Route*, Refusal> Door::enter(const httplib::Request& request) {
  const Route* route = route_of(request.path);
  if (route == nullptr || (route->is_operation() && options_.keys.empty())) {
    return tl::unexpected(Refusal{404, "no_such_path", "see the README for the paths"});
  }
  const bool is_page = route->kind == RouteKind::page;
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  if (is_page ? !is_read : request.method != "POST") {
    return tl::unexpected(Refusal{405, "wrong_method", is_page ? "use GET" : "use POST"});
  }
  if (is_page) return route;
  std::optional<Refusal> refusal = check_rate(request);
  if (!refusal && route->is_operation()) refusal = check_key(request);
  if (!refusal) refusal = check_body(request, *route);
  if (refusal) return tl::unexpected(*refusal);
  return route;
}

std::optional<Refusal> Door::check_rate(const httplib::Request& request) {
  const int wait_seconds = rate_.take(request.remote_addr, ticks_seconds());
  if (wait_seconds == 0) return {};
  return Refusal{429, "too_many_requests", "send more slowly", wait_seconds};
}

std::optional<Refusal> Door::check_key(const httplib::Request& request) const {
  const auto key = only_header(request, options_.key_header);
  if (key && is_one_of(options_.keys, *key)) return {};
  return Refusal{401, "wrong_key", "send a key in the header " + options_.key_header};
}

std::optional<Refusal> Door::check_body(const httplib::Request& request, const Route& route) const {
  if (!is_json_type(only_header(request, "Content-Type"))) {
    return Refusal{415, "wrong_type", "send Content-Type: application/json"};
  }
  const bool is_plain = !request.has_header("Content-Encoding") ||
                        lower(request.get_header_value("Content-Encoding")) == "identity";
  // The signature is of the bytes as sent; and a small body could unpack to a very large one.
  if (!is_plain) return Refusal{415, "encoded_body", "send the body without Content-Encoding"};
  return check_framing(request, body_bytes_max(route, options_.limits));
}

}  // namespace webhook
