// haggle-worker: messages in, prices out. Without arguments embedded in this process; with URLs
// against SQS, Redis and DynamoDB. More machines are more of these.
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <optional>

#include "crew.hpp"
#include "endpoint.hpp"

namespace worker {
namespace {

constexpr int failed_status = 3;

/// Before the first thread starts: the main thread waits for the signals that end the program.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// Returns: whether one came within the time.
bool wait_for(const sigset_t& signals, long ms) {
  const timespec wait{ms / 1'000, ms % 1'000 * 1'000'000};
  return sigtimedwait(&signals, nullptr, &wait) > 0;
}

class Program {
 public:
  explicit Program(const Options& options)
      : options_(options),
        is_status_(options.log == LogForm::status ||
                   (options.log == LogForm::automatic && isatty(STDERR_FILENO) != 0)),
        telling_({is_status_, options.decisions}),
        board_(options.threads_count) {}

  int run(const sigset_t& signals) {
    if (const auto opened = open(); !opened) return complain(opened.error());
    std::unique_ptr<webhook::Server> endpoint;
    if (by_hand_) endpoint = make_endpoint(options_, shared_, board_, *by_hand_);
    if (endpoint) {
      if (const auto started = endpoint->start(); !started) return complain(started.error());
      telling_.say("listening", options_.http_host + ':' + std::to_string(endpoint->port()));
    }
    {
      Crew crew{options_, doors_, board_, telling_};
      watch(crew, signals);
      if (endpoint) endpoint->stop();
      if (shared_.spool) shared_.spool->wake();
      crew.stop();
      const std::int64_t end_us = time_.ticks_us() + options_.grace_ms * 1'000;
      while (!crew.is_done() && time_.ticks_us() < end_us) wait_for(signals, 20);
      if (!crew.is_done()) {
        telling_.say("shutdown", "not done within the grace period; what is held comes again");
        std::_Exit(failed_status);
      }
    }
    show();
    return 0;
  }

 private:
  haggle::Answer<void> open() {
    if (options_.http_port >= 0) {
      auto spool = webhook::FileSpool::open({options_.spool});
      if (!spool) return tl::unexpected<haggle::Fault>(spool.error());
      shared_.spool = std::move(*spool);
    }
    if (options_.threads_count > 1 && !can_be_shared(options_)) {
      return haggle::faulted(haggle::FaultCategory::configuration, haggle::Severity::high,
                             "a file is read by one worker: leave --threads out");
    }
    auto store = open_store(options_, shared_, time_);
    if (!store) return tl::unexpected<haggle::Fault>(store.error());
    if (const auto put = put_catalogue(*store->editor); !put) return put;
    if (shared_.spool) by_hand_.emplace(*store, options_.home);
    for (std::size_t i = 0; i < options_.threads_count; ++i) {
      auto doors = open_doors(options_, shared_, time_);
      if (!doors) return tl::unexpected<haggle::Fault>(doors.error());
      doors_.push_back(*std::move(doors));
    }
    return {};
  }

  haggle::Answer<void> put_catalogue(haggle::ListingEditor& editor) {
    if (options_.catalogue.empty()) return {};
    const auto refused = [this](std::size_t line, const haggle::Fault& fault) {
      telling_.say("refused", options_.catalogue + ':' + std::to_string(line) + ": " + fault.text);
    };
    const auto count = read_catalogue(options_.catalogue, editor, refused);
    if (!count) return tl::unexpected<haggle::Fault>(count.error());
    telling_.say("catalogue", std::to_string(*count) + " lines of " + options_.catalogue);
    return {};
  }

  void watch(const Crew& crew, const sigset_t& signals) {
    const long pause_ms = is_status_ ? 200 : 100;
    std::int64_t next_us = time_.ticks_us() + (is_status_ ? 0 : 60'000'000);
    while (!crew.is_done() && !wait_for(signals, pause_ms)) {
      if (time_.ticks_us() < next_us) continue;
      show();
      next_us = time_.ticks_us() + (is_status_ ? 200'000 : 60'000'000);
    }
  }

  void show() {
    const double seconds = static_cast<double>(time_.ticks_us() - started_us_) / 1e6;
    telling_.show(board_.total(), seconds);
  }

  int complain(const haggle::Fault& fault) {
    telling_.say("fault", fault.text);
    return failed_status;
  }

  const Options& options_;
  bool is_status_;
  SystemTime time_{};
  std::int64_t started_us_{time_.ticks_us()};
  Telling telling_;
  Board board_;
  Shared shared_{};
  std::vector<Doors> doors_{};
  std::optional<ByHand> by_hand_{};
};

}  // namespace
}  // namespace worker

int main(int count, char** values) {
  worker::Options options;
  const int status = worker::read_options(count, values, options);
  if (status >= 0) return status;
  const sigset_t signals = worker::block_signals();
  worker::Program program{options};
  const int ended = program.run(signals);
  if (isatty(STDERR_FILENO) != 0) std::cerr << '\n';
  return ended;
}
