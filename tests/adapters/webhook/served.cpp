// A server with every hook, for the scripts: set up by variables, ready when it prints its port.
//   webhook_served serve FOLDER     until SIGTERM, or the end of its parent
//   webhook_served drain FOLDER     prints and finishes what a killed server left, and ends
#include <sys/prctl.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>

#include "webhook/server.hpp"
#include "webhook/spool.hpp"

namespace {

std::string text(const char* name, const char* otherwise = "") {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

int number(const char* name, int otherwise) {
  return std::atoi(text(name, std::to_string(otherwise).c_str()).c_str());
}

std::vector<std::string> words(std::string list) {
  std::vector<std::string> found;
  for (std::size_t end = 0; !list.empty(); list.erase(0, end + 1)) {
    end = std::min(list.find(','), list.size() - 1);
    found.push_back(list.substr(0, list[end] == ',' ? end : list.size()));
  }
  return found;
}

webhook::Options options() {
  const std::map<std::string, webhook::Scheme> schemes{
      {"body", webhook::Scheme::body},
      {"timestamp_body", webhook::Scheme::timestamp_body},
      {"request", webhook::Scheme::request}};
  webhook::Options options;
  options.signature.secrets = words(text("WEBHOOK_SECRETS"));
  options.signature.scheme = schemes.at(text("WEBHOOK_SCHEME", "body"));
  options.signature.signature_header = text("WEBHOOK_SIGNATURE_HEADER", "X-Signature");
  options.signature.timestamp_header = text("WEBHOOK_TIMESTAMP_HEADER", "X-Timestamp");
  options.keys = words(text("WEBHOOK_KEYS"));
  options.limits.event_bytes_max = static_cast<std::size_t>(number("WEBHOOK_EVENT_BYTES", 65536));
  options.limits.batch_bytes_max = static_cast<std::size_t>(number("WEBHOOK_BATCH_BYTES", 1 << 20));
  options.limits.requests_per_second = number("WEBHOOK_RATE", 0);
  options.limits.requests_burst = number("WEBHOOK_BURST", 1);
  options.limits.threads_count = number("WEBHOOK_THREADS", 8);
  options.limits.waiting_count_max = number("WEBHOOK_WAITING", 64);
  options.limits.receive_seconds_max = number("WEBHOOK_RECEIVE_SECONDS", 2);
  return options;
}

/// One listing of which prices from 5 to 50 are allowed.
tl::expected<std::string, webhook::Refusal> operate(const webhook::Operation& operation) {
  if (operation.seller != "S1")
    return tl::unexpected(webhook::Refusal{404, "no_such_listing", "-"});
  if (operation.kind == webhook::OperationKind::resume) return {};
  if (operation.sku == "HELD") return tl::unexpected(webhook::Refusal{409, "is_paused", "-"});
  if (operation.kind == webhook::OperationKind::reset_price) return R"({"price":"20.00"})";
  const double price = std::atof(operation.price.c_str());
  if (price < 5 || price > 50) return tl::unexpected(webhook::Refusal{400, "out_of_bounds", "-"});
  return R"({"price":")" + operation.price + R"("})";
}

std::vector<haggle::PartHealth> health() {
  const bool is_down = text("WEBHOOK_PART") == "down";
  return {{"prices",
           is_down ? haggle::HealthState::unhealthy : haggle::HealthState::healthy,
           {},
           is_down ? "is down" : "",
           {}}};
}

webhook::Hooks hooks() {
  return {health, [] { return std::string{"haggle_made_up 7\n"}; },
          [] { return std::string{R"({"made_up":7})"}; }, operate,
          [](const webhook::Served& served) {
            const std::string line = std::string{served.path} + ' ' +
                                     std::to_string(served.status) + ' ' +
                                     std::string{served.code} + '\n';
            std::cerr << line;
          }};
}

int serve(webhook::FileSpool& spool) {
  webhook::Server server{options(), spool, hooks()};
  if (const auto started = server.start(); !started) {
    std::cerr << started.error().text << '\n';
    return 3;
  }
  std::cout << server.port() << std::endl;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
  const webhook::SpoolCounts counts = spool.counts();
  std::cout << "waiting " << counts.waiting << " bytes " << counts.bytes << std::endl;
  return 0;
}

int drain(webhook::FileSpool& spool) {
  std::vector<webhook::Delivery> events;
  while (spool.take(1000, {}, events) > 0) continue;
  for (const auto& event : events) {
    std::cout << event.line.id << ' ' << event.receives_count << ' '
              << webhook::escape(event.line.bytes) << '\n';
    spool.finish(event.line.number);
  }
  const webhook::SpoolCounts counts = spool.counts();
  std::cerr << "torn " << counts.torn << " damaged " << counts.damaged << '\n';
  return 0;
}

void prepare_signals() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  prepare_signals();
  webhook::SpoolOptions spool_options{arguments[2]};
  spool_options.segment_bytes_max = static_cast<std::size_t>(number("WEBHOOK_SEGMENT", 8 << 20));
  const auto spool = webhook::FileSpool::open(spool_options);
  if (!spool) {
    std::cerr << spool.error().text << '\n';
    return 3;
  }
  return std::string{arguments[1]} == "serve" ? serve(**spool) : drain(**spool);
}
