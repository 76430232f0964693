#include "pipeline_run.hpp"

#include <fmt/format.h>
#include <time.h>

#include <chrono>
#include <cstdlib>

#include "haggle/codec/listing_json.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/reprice/decide.hpp"

namespace haggle::bench {

double thread_seconds() {
  timespec at{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}

double wall_seconds() {
  const auto at = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(at).count();
}

namespace {

class NoLetters : public DeadLetters {
 public:
  Answer<void> put(std::span<const DeadLetter>) override {
    fmt::print(stderr, "a message of the bench cannot be read\n");
    std::abort();
  }
};

/// The bound of the bucket in which the 99th percentile is.
double p99_ms(const LatencyHistogram& latency) {
  std::uint64_t total = 0, below = 0;
  for (const std::uint64_t count : latency.counts) total += count;
  for (std::size_t i = 0; i < latency_bounds_us.size(); ++i) {
    below += latency.counts[i];
    if (below * 100 >= total * 99) return static_cast<double>(latency_bounds_us[i]) / 1e3;
  }
  return 1e9;
}

}  // namespace

std::int64_t BenchTime::ticks_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string listing_line(std::uint64_t number) {
  return fmt::format(
      R"({{"listing":{{"seller":"A2XEXAMPLESELL{}","sku":"SKU-{}","item":"{}","marketplace":"US",)"
      R"("price":"USD 24.99","shipping":"USD 0.00","floor":"USD 1.00","ceiling":"USD 999.00",)"
      R"("stock":12,"policy":"gentle"}}}})",
      number % 100, number, item_of(number));
}

Measured run_worker(MessageSource& source, std::uint64_t count, const WorkerOptions& options,
                    ListingStore& listings, PriceSink& prices) {
  BenchTime time;
  NoLetters letters;
  WorkerOptions all_day = options;  // the texts are of one day, a millisecond apart
  all_day.ahead_max = all_day.age_max = days(2);
  Ports ports;
  ports.source = &source, ports.listings = &listings, ports.prices = &prices;
  ports.dead_letters = &letters, ports.time = &time;
  Worker worker{all_day, ports};
  const double began = wall_seconds(), cpu = thread_seconds();
  while (!worker.is_done()) worker.step();
  const Measured out{count, wall_seconds() - began, thread_seconds() - cpu,
                     p99_ms(worker.counters().latency)};
  constexpr auto decided = static_cast<std::size_t>(MessageFate::decided);
  if (worker.counters().received >= count && worker.counters().messages[decided] != 0) return out;
  fmt::print(stderr, "messages of the bench were lost\n{}\n", write_metrics(worker.view()));
  std::abort();
}

Measured run_worker(std::vector<PatchedText>& texts, const Feed& feed, const WorkerOptions& options,
                    ListingStore& listings, PriceSink& prices) {
  BenchTime time;
  MemoryMessages source{texts, feed, time};
  const Measured out = run_worker(source, feed.messages_count, options, listings, prices);
  if (source.finished_count() == feed.messages_count) return out;
  fmt::print(stderr, "messages of the bench were not finished\n");
  std::abort();
}

Measured decode_and_decide(std::vector<PatchedText>& texts, std::uint64_t count) {
  PolicyBook book;
  (void)read_catalogue_line(policy_line, book);
  const Listing listing = *(*read_catalogue_line(listing_line(0), book))->listing;
  const Policy& policy = *book.find("gentle");
  BenchTime time;
  MemoryMessages source{texts, {count, 1'000, 0, 0, 0}, time};
  MessageReader reader;
  std::vector<Received> received;
  std::int64_t sum = 0;
  const double began = wall_seconds(), cpu = thread_seconds();
  for (std::uint64_t done = 0; done < count; done += received.size()) {
    received.clear();
    (void)source.receive(50, {}, received);
    for (const Received& each : received) {
      const Message& message = reader.read(each.body).front().message;
      const Snapshot snapshot{listing, message.market, message.offers, {time.now(), 0}};
      sum += decide(snapshot, policy)->price_minor;
    }
  }
  if (sum == 0) std::abort();
  return {count, wall_seconds() - began, thread_seconds() - cpu, 0};
}

EmbeddedWorld::EmbeddedWorld(std::uint64_t listings_count) : listings_count_(listings_count) {
  if (!session_.put(policy_line)) std::abort();
  for (std::uint64_t i = 0; i < listings_count; ++i) {
    if (!session_.put(listing_line(i))) std::abort();
  }
  bytes_ = store_.bytes();
}

Measured EmbeddedWorld::run(std::vector<PatchedText>& texts, std::uint64_t count,
                            std::uint64_t period) {
  WorkerOptions options;
  options.batch_max = 8;
  options.sweep_interval = {0};
  const Feed feed{count, listings_count_, 0, given_count_, period};
  given_count_ += count;
  return run_worker(texts, feed, options, session_, session_);
}

}  // namespace haggle::bench
