// haggle-webhook: takes a marketplace's events into a folder, and prints them where asked.
//   HAGGLE_WEBHOOK_SECRETS=... haggle-webhook --spool FOLDER [--port PORT] [--print]
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "server.hpp"
#include "spool.hpp"

namespace {

struct Arguments {
  webhook::Options options{};
  webhook::SpoolOptions spool{};
  bool prints{false};
};

/// A variable's texts, parted by commas. Secrets are no arguments: everybody sees those.
std::vector<std::string> texts_of(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? std::vector<std::string>{} : CLI::detail::split(value, ',');
}

void add_flags(CLI::App& app, Arguments& arguments) {
  const std::map<std::string, webhook::Scheme> schemes{
      {"body", webhook::Scheme::body},
      {"timestamp-body", webhook::Scheme::timestamp_body},
      {"request", webhook::Scheme::request}};
  auto& [options, spool, prints] = arguments;
  auto& signature = options.signature;
  app.add_option("--spool", spool.folder, "folder that keeps the events")->required();
  app.add_option("--host", options.host)->capture_default_str();
  app.add_option("--port", options.port, "0: any that is free")->capture_default_str();
  app.add_option("--scheme", signature.scheme, "what is signed: body, timestamp-body, request")
      ->transform(CLI::CheckedTransformer(schemes));
  app.add_option("--signature-header", signature.signature_header)->capture_default_str();
  app.add_option("--timestamp-header", signature.timestamp_header)->capture_default_str();
  app.add_flag("--unsigned", signature.unsigned_allowed, "take everything; to try it out only");
  app.add_flag("--print", prints, "print each event on a line, and be done with it");
}

/// Prints what has come. An event is finished only when its line is out.
/// Returns: whether there is somebody to print to.
bool print_events(webhook::FileSpool& spool, haggle::Duration wait_max) {
  std::vector<webhook::Delivery> events;
  spool.take(100, wait_max, events);
  for (webhook::Delivery& event : events) {
    // A line break in JSON stands between values, never in one.
    for (char& c : event.line.bytes) c = c == '\n' || c == '\r' ? ' ' : c;
    std::cout << event.line.bytes << '\n';
  }
  if (!std::cout.flush()) return false;
  for (const webhook::Delivery& event : events) spool.finish(event.line.number);
  return true;
}

/// Until it is told to end.
void wait(webhook::FileSpool& spool, bool prints) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  for (timespec moment{0, 0}; sigtimedwait(&signals, nullptr, &moment) < 0;) {
    if (prints && !print_events(spool, {200})) return;
    moment.tv_nsec = prints ? 0 : 200'000'000;
  }
}

/// Before the first thread starts: ends are waited for, and a write that is too much is an error of
/// that write.
void prepare_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
}

int complain(const haggle::Fault& fault) {
  std::cerr << "haggle-webhook: " << fault.text << '\n';
  return 3;
}

int run(const Arguments& arguments) {
  const auto spool = webhook::FileSpool::open(arguments.spool);
  if (!spool) return complain(spool.error());
  webhook::Hooks hooks;
  hooks.metrics = [&] { return write_metrics((*spool)->counts()); };
  webhook::Server server{arguments.options, **spool, hooks};
  if (const auto started = server.start(); !started) return complain(started.error());
  std::cerr << "listening on " << arguments.options.host << ':' << server.port() << '\n';
  wait(**spool, arguments.prints);
  server.stop();
  return 0;
}

}  // namespace

int main(int count, char** values) {
  CLI::App app{"Takes a marketplace's events, and keeps them in a folder until they are read."};
  Arguments arguments;
  arguments.options.port = 8080;
  arguments.options.signature.secrets = texts_of("HAGGLE_WEBHOOK_SECRETS");
  add_flags(app, arguments);
  CLI11_PARSE(app, count, values);
  prepare_signals();
  return run(arguments);
}
