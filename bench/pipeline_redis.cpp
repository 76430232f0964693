#include "pipeline_redis.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>

#include "pipeline_wire.hpp"
#include "redis/store.hpp"

namespace haggle::bench {
namespace {

constexpr std::size_t batch_messages = 50;
constexpr std::size_t in_flight = 2;

WorkerOptions options_of() {
  WorkerOptions options;
  options.batch_max = batch_messages;
  options.in_flight_max = in_flight;
  options.sweep_interval = {0};
  return options;
}

/// What the adapter sent, as fast as it goes.
Measured send_raw(std::uint16_t port, int database, const std::vector<WireBatch>& batches) {
  Wire wire{port};
  wire.ask({"SELECT", std::to_string(database)});
  const double began = wall_seconds(), cpu = thread_seconds();
  for (std::size_t i = 0; i < batches.size(); ++i) {
    wire.send(batches[i].bytes);
    if (i + 1 >= in_flight) wire.take(batches[i + 1 - in_flight].replies_count);
  }
  for (std::size_t i = in_flight - 1; i > 0 && batches.size() >= i; --i) {
    wire.take(batches[batches.size() - i].replies_count);
  }
  return {0, wall_seconds() - began, thread_seconds() - cpu, 0};
}

/// What is written before the replica has caught up is not confirmed.
void wait_for_replica(std::uint16_t port) {
  for (int i = 0; i < 100; ++i) {
    Wire wire{port};
    if (wire.ask({"WAIT", "1", "100"}) == ":1") return;
  }
  fmt::print(stderr, "the replica of the bench does not follow\n");
  std::abort();
}

/// A replica that has just come may not confirm the first of them.
void put(ListingEditor& editor, const std::string& line) {
  for (int i = 0; i < 50; ++i) {
    if (editor.put(line)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  fmt::print(stderr, "the bench could not put its catalogue\n");
  std::abort();
}

}  // namespace

class RedisWorld::Impl {
 public:
  explicit Impl(std::uint64_t listings_count) : items_count(listings_count) {}

  [[nodiscard]] std::unique_ptr<redis::Store> open(std::uint16_t port, int database) {
    auto settings =
        redis::read_url(fmt::format("redis://127.0.0.1:{}/{}?replicas=1", port, database));
    redis::StoreOptions options;
    options.remember = minutes(10);
    return std::make_unique<redis::Store>(*settings, options, time);
  }
  Measured run(redis::Store& over, std::vector<PatchedText>& texts, const Feed& feed) {
    return run_worker(texts, feed, options_of(), over.listings(), over.prices());
  }
  /// The state of the first database, in another.
  void copy_to(int database) {
    Wire wire{master->port()};
    wire.ask({"SELECT", std::to_string(database)});
    wire.ask({"FLUSHDB"});
    wire.ask({"SELECT", "0"});
    wire.ask(
        {"EVAL",
         "for _,k in ipairs(redis.call('KEYS','*')) do redis.call('COPY',k,k,'DB',ARGV[1]) end "
         "return 1",
         "0", std::to_string(database)});
  }
  [[nodiscard]] Feed next(std::uint64_t count, std::uint64_t per_second = 0) {
    const Feed feed{count, items_count, per_second, given_count, 0};
    given_count += count;
    return feed;
  }

  std::uint64_t items_count;
  std::uint64_t given_count{0};
  BenchTime time{};
  std::optional<RedisProcess> master{}, replica{};
  std::unique_ptr<redis::Store> store{};
};

RedisWorld::RedisWorld(std::uint64_t listings_count)
    : impl_(std::make_unique<Impl>(listings_count)) {
  impl_->master.emplace();
  if (!impl_->master->is_up()) return;
  impl_->replica.emplace(impl_->master->port());
  wait_for_replica(impl_->master->port());
  impl_->store = impl_->open(impl_->master->port(), 0);
  put(impl_->store->editor(), policy_line);
  for (std::uint64_t i = 0; i < listings_count; ++i) put(impl_->store->editor(), listing_line(i));
}

RedisWorld::~RedisWorld() = default;

bool RedisWorld::is_there() const {
  return impl_->master->is_up();
}

void RedisWorld::warm(std::vector<PatchedText>& texts) {
  (void)impl_->run(*impl_->store, texts, impl_->next(2 * impl_->items_count));
}

RedisRound RedisWorld::round(std::vector<PatchedText>& texts, std::uint64_t count) {
  const Feed feed = impl_->next(count);
  impl_->copy_to(1), impl_->copy_to(2);
  std::string noted;
  {
    NotingProxy proxy{impl_->master->port()};
    {
      const auto noting = impl_->open(proxy.port(), 2);
      (void)impl_->run(*noting, texts, feed);
    }
    noted = proxy.noted();
  }
  const auto batches = batches_of(noted);
  RedisRound out;
  out.ours = impl_->run(*impl_->store, texts, feed);
  out.raw = send_raw(impl_->master->port(), 1, batches);
  out.raw.messages_count = count;
  return out;
}

Measured RedisWorld::run_paced(std::vector<PatchedText>& texts, std::uint64_t count,
                               std::uint64_t per_second) {
  return impl_->run(*impl_->store, texts, impl_->next(count, per_second));
}

}  // namespace haggle::bench
