#include "pipeline_sqs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>

#include "aws/address.hpp"
#include "sqs/source.hpp"

namespace haggle::bench {
namespace {

constexpr std::uint64_t items_count = 1'000;
constexpr std::size_t batch_messages = 50;

template <class T>
T checked(Answer<T> answer) {
  if (answer) return *std::move(answer);
  fmt::print(stderr, "SQS: {}\n", answer.error().text);
  std::abort();
}

aws::Expected<aws::Credentials> anybody() {
  return aws::Credentials{"AKIDEXAMPLE", "secret", {}};
}

std::string url_of(std::uint16_t port) {
  return fmt::format("sqs://127.0.0.1:{}/bench?region=us-east-1&wait=1", port);
}

std::unique_ptr<sqs::Source> open(std::uint16_t port, TimeSource& time) {
  return checked(sqs::open_source(url_of(port), time, anybody));
}

/// A source that ends when so many messages are finished, by all that count together.
class Counted : public MessageSource {
 public:
  Counted(MessageSource& source, std::atomic<std::uint64_t>& finished_count, std::uint64_t end)
      : source_(source), finished_count_(finished_count), end_(end) {}

  Answer<std::size_t> receive(std::size_t count_max, Duration wait_max,
                              std::vector<Received>& into) override {
    return source_.receive(count_max, wait_max, into);
  }
  Answer<std::vector<Ticket>> finish(std::span<const Ticket> tickets) override {
    auto failed = source_.finish(tickets);
    finished_count_ += tickets.size() - (failed ? failed->size() : tickets.size());
    return failed;
  }
  Answer<void> give_back(std::span<const Ticket> tickets, Duration delay) override {
    return source_.give_back(tickets, delay);
  }
  Answer<Instant> extend(std::span<const Ticket> tickets, Duration visibility) override {
    return source_.extend(tickets, visibility);
  }
  Answer<std::optional<std::int64_t>> depth() override { return std::nullopt; }
  [[nodiscard]] bool is_ended() const override { return finished_count_ >= end_; }

 private:
  MessageSource& source_;
  std::atomic<std::uint64_t>& finished_count_;
  std::uint64_t end_;
};

void drain(MessageSource& source) {
  std::vector<Received> received;
  std::vector<Ticket> tickets;
  while (!source.is_ended()) {
    received.clear(), tickets.clear();
    (void)checked(source.receive(batch_messages, {}, received));
    for (const Received& each : received) tickets.push_back(each.ticket);
    if (!tickets.empty()) (void)checked(source.finish(tickets));
  }
}

}  // namespace

SqsWorld::SqsWorld(std::uint16_t port) : port_(port) {
  if (!session_.put(policy_line)) std::abort();
  for (std::uint64_t i = 0; i < items_count; ++i) {
    if (!session_.put(listing_line(i))) std::abort();
  }
}

void SqsWorld::fill(std::vector<PatchedText>& texts, std::uint64_t count) {
  const auto address = aws::parse_address(url_of(port_));
  sqs::Queue queue{aws::Client{address->site, anybody}, address->name};
  MemoryMessages messages{texts, {count, items_count, 0, given_count_, 0}, time_};
  given_count_ += count;
  std::vector<Received> received;
  std::vector<sqs::Outgoing> outgoing;
  while (!messages.is_ended()) {
    received.clear(), outgoing.clear();
    (void)messages.receive(10, {}, received);
    for (const Received& each : received) outgoing.push_back({std::string(each.body), {}, 0});
    const auto failures = queue.send(outgoing);
    if (failures.empty()) continue;
    fmt::print(stderr, "SQS: {}\n", failures.front().error.message);
    std::abort();
  }
}

Measured SqsWorld::work(std::vector<PatchedText>& texts, std::uint64_t count) {
  fill(texts, count);
  std::atomic<std::uint64_t> finished_count{0};
  const auto queue = open(port_, time_);
  Counted source{*queue, finished_count, count};
  WorkerOptions options;
  options.batch_max = batch_messages;
  options.sweep_interval = {0};
  return run_worker(source, count, options, session_, session_);
}

Measured SqsWorld::receive_and_delete(std::vector<PatchedText>& texts, std::uint64_t count,
                                      std::uint32_t clients_count) {
  fill(texts, count);
  std::atomic<std::uint64_t> finished_count{0};
  std::vector<std::thread> clients;
  const double began = wall_seconds();
  for (std::uint32_t i = 0; i < clients_count; ++i) {
    clients.emplace_back([&] {
      const auto queue = open(port_, time_);
      Counted source{*queue, finished_count, count};
      drain(source);
    });
  }
  for (std::thread& client : clients) client.join();
  return {count, wall_seconds() - began, 0, 0};
}

}  // namespace haggle::bench
