#include "server.hpp"

#include <chrono>
#include <thread>

#include "door.hpp"
#include "http.hpp"
#include "pages.hpp"
#include "receiver.hpp"

namespace webhook {
namespace {

using httplib::ContentReader;
using httplib::Request;
using httplib::Response;
using HandlerResponse = httplib::Server::HandlerResponse;

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

haggle::Answer<void> check_options(const Options& options, const Hooks& hooks) {
  const auto wrong = [](const char* text) {
    return haggle::faulted(haggle::FaultCategory::configuration, haggle::Severity::critical, text);
  };
  const SignatureRules& rules = options.signature;
  for (const std::string& text : rules.secrets) {
    if (text.empty()) return wrong("a secret of the webhook is empty");
  }
  for (const std::string& text : options.keys) {
    if (text.empty()) return wrong("a key of the manual operations is empty");
  }
  if (rules.secrets.empty() && !rules.unsigned_allowed) {
    return wrong("the webhook has no secret to check signatures by");
  }
  if (!options.keys.empty() && !hooks.operate) return wrong("keys, but no manual operations");
  return {};
}

}  // namespace

class Server::Impl {
 public:
  Impl(Options options, Inbox& inbox, Hooks hooks)
      : options_(std::move(options)),
        hooks_(std::move(hooks)),
        receiver_(options_, inbox),
        inbox_health_(inbox) {
    http_.set_pre_routing_handler(
        [this](const Request& request, Response& response) { return enter(request, response); });
    http_.set_error_handler(
        [this](const Request& request, Response& response) { explain(request, response); });
    http_.set_exception_handler([this](const Request& request, Response& response, auto) {
      send(request, response, reply_of({500, "failed", "send it again", 1}));
    });
    for (const Route& route : routes()) add(route);
  }
  ~Impl() { stop(); }

  haggle::Answer<void> start() {
    if (auto checked = check_options(options_, hooks_); !checked) return checked;
    port_ = http_.bind(options_.host, options_.port);
    if (port_ < 0) {
      return haggle::faulted(
          haggle::FaultCategory::configuration, haggle::Severity::critical,
          "cannot listen on " + options_.host + ":" + std::to_string(options_.port));
    }
    thread_ = std::thread{[this] { http_.serve(); }};
    return {};
  }

  void stop() {
    if (!thread_.joinable()) return;
    http_.close();
    thread_.join();
  }

  int port() const { return port_; }

 private:
  HandlerResponse enter(const Request& request, Response& response) {
    const auto route = door_.enter(request);
    if (route) return HandlerResponse::Unhandled;
    if (route.error().status == 405) {
      response.set_header("Allow", route.error().hint == "use GET" ? "GET, HEAD" : "POST");
    }
    send(request, response, reply_of(route.error()));
    return HandlerResponse::Handled;
  }

  /// What the library refuses by itself, which never came to a handler.
  void explain(const Request& request, Response& response) {
    if (!response.body.empty()) return;
    send(request, response, reply_of({response.status, "bad_request", "send HTTP/1.1"}));
  }

  void add(const Route& route) {
    const std::string path{route.path};
    if (route.kind == RouteKind::page) {
      http_.Get(path, [this, path](const Request& request, Response& response) {
        send(request, response, page(path));
      });
      return;
    }
    http_.Post(path, [this, &route](const Request& request, Response& response,
                                    const ContentReader& reader) {
      send(request, response, post(route, request, reader));
    });
  }

  Reply post(const Route& route, const Request& request, const ContentReader& reader) {
    const std::size_t most = body_bytes_max(route, options_.limits);
    const Body body = read_body(reader, most);
    if (body.is_too_large) {
      return reply_of({413, "too_large", "send at most " + std::to_string(most) + " bytes"});
    }
    if (!body.is_whole) return reply_of({408, "body_cut", "send the whole body, and in time"});
    if (route.is_operation()) return operate(route, body.bytes);
    const SignedRequest signed_request{request.method, request.target, body.bytes,
                                       only_header(request, options_.signature.signature_header),
                                       only_header(request, options_.signature.timestamp_header)};
    return route.kind == RouteKind::event ? receiver_.take_event(signed_request, now_ms() / 1000)
                                          : receiver_.take_batch(signed_request, now_ms() / 1000);
  }

  Reply operate(const Route& route, const std::string& body) {
    const auto kind = route.kind == RouteKind::set_price     ? OperationKind::set_price
                      : route.kind == RouteKind::reset_price ? OperationKind::reset_price
                                                             : OperationKind::resume;
    const auto operation = read_operation(kind, body);
    if (!operation) return reply_of(operation.error());
    const auto done = hooks_.operate(*operation);
    if (!done) return reply_of(done.error());
    return Reply{200, "ok",
                 R"({"status":"done")" + (done->empty() ? "" : R"(,"result":)" + *done) + "}"};
  }

  Reply page(const std::string& path) {
    if (path == "/healthz") return health_page(hooks_, inbox_health_.look(now_ms()));
    if (path == "/stats") return Reply{200, "ok", hooks_.stats ? hooks_.stats() : "{}"};
    return metrics_page(hooks_, tally_, http_.turned_away_count());
  }

  void send(const Request& request, Response& response, const Reply& reply) {
    response.status = reply.status;
    response.set_content(reply.body, reply.type);
    if (reply.retry_after_seconds > 0) {
      response.set_header("Retry-After", std::to_string(reply.retry_after_seconds));
    }
    std::string_view path = "other";
    for (const Route& route : routes()) path = route.path == request.path ? route.path : path;
    tally_.add(path, reply.status, reply.code);
    if (hooks_.served) hooks_.served({path, reply.status, reply.code, request.remote_addr});
  }

  const Options options_;
  const Hooks hooks_;
  Door door_{options_};
  Receiver receiver_;
  InboxHealth inbox_health_;
  Tally tally_{};
  HttpServer http_{options_.limits};
  int port_{-1};
  std::thread thread_{};
};

Server::Server(Options options, Inbox& inbox, Hooks hooks)
    : impl_(std::make_unique<Impl>(std::move(options), inbox, std::move(hooks))) {}
Server::~Server() = default;
haggle::Answer<void> Server::start() {
  return impl_->start();
}
int Server::port() const {
  return impl_->port();
}
void Server::stop() {
  impl_->stop();
}

}  // namespace webhook
