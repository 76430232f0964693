#include <chrono>
#include <string>

#include "redis/pool.hpp"
#include "servers.hpp"

namespace redis_test {
namespace {

using redis::Effect;
using redis::Trouble;

TEST(RedisConnection, PipelinesTwoBatchesAtOnce) {
  const Servers servers("single");
  redis::Client client = client_of(servers.url());
  redis::Batch first, second;
  for (int i = 0; i < 1000; ++i) {
    const std::string value = std::string(100, 'x') + std::to_string(i);
    first.add("a", Effect::writes).add("HSET", "a", std::to_string(i), value);
    second.add("a", Effect::reads).add("HGET", "a", std::to_string(i));
  }
  client.send(first);
  client.send(second);
  client.receive(second);
  client.receive(first);
  for (std::size_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(first.reply(i) && second.reply(i));
    EXPECT_EQ(first.reply(i)->integer(), 1);
    EXPECT_EQ(second.reply(i)->text(), std::string(100, 'x') + std::to_string(i));
  }
  EXPECT_EQ(client.counters().commands, 2001U);  // and the PING that opened the connection
  EXPECT_EQ(client.counters().connections, 1U);
  EXPECT_GT(client.counters().bytes_sent, 150'000U);
}

TEST(RedisConnection, SendsMoreThanBuffersHold) {
  const Servers servers("single");
  redis::Client client = client_of(servers.url());
  redis::Batch batch;
  const std::string value(1'000'000, 'v');
  for (int i = 0; i < 30; ++i) batch.add("k", Effect::reads).add("ECHO", value);
  client.execute(batch);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    ASSERT_TRUE(batch.reply(i).has_value());
    EXPECT_EQ(batch.reply(i)->text().size(), value.size());
  }
}

TEST(RedisConnection, BytesOfAnyKindComeBack) {
  const Servers servers("single");
  redis::Client client = client_of(servers.url("") + "/5");
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  bytes += "\r\n$-1\r\n";
  EXPECT_EQ(call(client, bytes, {"SET", bytes, bytes}), "OK");
  EXPECT_EQ(call(client, bytes, {"GET", bytes}), bytes);
  EXPECT_EQ(servers.cli(0, "-n 5 dbsize"), "1\n");
}

TEST(RedisConnection, WrongPasswordIsDeniedAtOnce) {
  const Servers servers("single");
  servers.cli(0, "config set requirepass hush");
  for (const char* account : {"", ":wrong@", "nobody:wrong@"}) {
    std::string url = servers.url();
    url.insert(url.find("127"), account);
    redis::Client client = client_of(url);
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(trouble(call(client, "a", {"GET", "a"})), Trouble::denied) << account;
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(1));
  }
  std::string url = servers.url();
  redis::Client client = client_of(url.insert(url.find("127"), ":hush@"));
  EXPECT_EQ(call(client, "a", {"SET", "a", "1"}), "OK");
}

TEST(RedisConnection, ASilentServerIsGivenUp) {
  const FalseServer silent("");
  redis::Client client = client_of(silent.url("reply_ms=100&wait_ms=0&patience_ms=100"));
  EXPECT_EQ(trouble(call(client, "a", {"GET", "a"})), Trouble::unreachable);
}

TEST(RedisConnection, GarbageIsNotTakenForReplies) {
  for (const char* answer : {"HTTP/1.1 400 Bad Request\r\n\r\n", "+PONG\r\n+OK\r\n?\r\n", "*-7\r\n",
                             "$99999999999999999999\r\n", "+PONG\r\n+1\r\n+2\r\n+3\r\n"}) {
    const FalseServer liar(answer);
    redis::Client client = client_of(liar.url("reply_ms=200&wait_ms=0&patience_ms=100"));
    call(client, "a", {"GET", "a"});
    const auto second = call(client, "a", {"GET", "a"});
    ASSERT_FALSE(second.has_value()) << answer;
    EXPECT_TRUE(second.error().trouble == Trouble::garbage ||
                second.error().trouble == Trouble::unreachable)
        << answer << second.error().text;
  }
}

TEST(RedisConnection, NobodyThereFailsAtOnceAndIsNotHammered) {
  redis::Client client = client_of("redis://127.0.0.1:1");
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(trouble(call(client, "a", {"GET", "a"})), Trouble::unreachable);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
  EXPECT_EQ(trouble(client.ping()), Trouble::unreachable);
}

TEST(RedisConnection, AServerThatIsKilledMeanwhileLosesNoAnswerSilently) {
  Servers servers("single");
  redis::Client client = client_of(servers.url());
  ASSERT_TRUE(client.ping().has_value());
  redis::Batch batch;
  for (int i = 0; i < 10; ++i)
    batch.add("a", Effect::writes).add("HSET", "a", std::to_string(i), "1");
  servers.stop(0, true);
  client.send(batch);
  servers.kill(0);
  client.receive(batch);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    EXPECT_EQ(trouble(batch.reply(i)), Trouble::unreachable);
  }
  servers.restart(0);
  ASSERT_TRUE(becomes_true([&] { return client.ping().has_value(); }));
  EXPECT_EQ(call(client, "a", {"HSET", "a", "9", "1"}), "1");
}

TEST(RedisPool, LendsEachClientToOneThread) {
  const Servers servers("single");
  redis::Pool pool(*redis::read_url(servers.url()), redis::scripts(), 2);
  std::vector<std::thread> threads;
  std::atomic<int> done{0};
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        auto lease = pool.lease(std::chrono::seconds(10));
        if (lease && call(**lease, "n", {"INCR", "n"})) ++done;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 200);
  EXPECT_EQ(servers.cli(0, "get n"), "200\n");
  const auto one = pool.lease(std::chrono::seconds(1));
  const auto two = pool.lease(std::chrono::seconds(1));
  EXPECT_EQ(trouble(pool.lease(std::chrono::milliseconds(20))), Trouble::not_now);
}

}  // namespace
}  // namespace redis_test
