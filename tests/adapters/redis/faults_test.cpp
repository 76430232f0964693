#include <chrono>

#include "store_support.hpp"

namespace redis_test {
namespace {

using haggle::FaultCategory;
using haggle::Severity;
using haggle::WriteStatus;
using redis::Effect;
using redis::Trouble;

TEST(RedisFaults, OutOfMemoryIsSaidAndPasses) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, line_of("S1", "K", "B1"));
  servers.cli(0, "config set maxmemory-policy noeviction");
  servers.cli(0, "config set maxmemory 1");
  const auto result = write(door, *load(door, item("B1")).at(0), {version(1, "n")});
  EXPECT_EQ(result.status, WriteStatus::failed);
  EXPECT_EQ(result.fault.category, FaultCategory::external) << result.fault.text;
  EXPECT_TRUE(haggle::can_pass(result.fault));
  EXPECT_TRUE(haggle::needs_alert(result.fault));
  servers.cli(0, "config set maxmemory 0");
  EXPECT_EQ(write(door, *load(door, item("B1")).at(0), {version(1, "n")}).status,
            WriteStatus::written);
}

TEST(RedisFaults, AReplicaTakesNoWrites) {
  const Servers servers("replica");
  Door master(servers.url()), replica(servers.facts()["replica_url"]);
  put(master, line_of("S1", "K", "B1"));
  ASSERT_TRUE(becomes_true([&] { return load(replica, item("B1")).size() == 1; }));
  const auto result = write(replica, *load(replica, item("B1")).at(0), {version(1, "n")});
  EXPECT_EQ(result.status, WriteStatus::failed);
  EXPECT_EQ(result.fault.category, FaultCategory::external) << result.fault.text;
}

TEST(RedisFaults, AWriteCountsOnlyWhenTheReplicaHasIt) {
  Servers servers("replica");
  Door door(servers.url("wait_ms=200"));
  put(door, line_of("S1", "K", "B1"));
  EXPECT_EQ(write(door, *load(door, item("B1")).at(0), {version(1, "n")}).status,
            WriteStatus::written);
  servers.kill(1);
  const auto result = write(door, *load(door, item("B1")).at(0), {version(2, "n")});
  EXPECT_EQ(result.status, WriteStatus::failed);
  EXPECT_EQ(result.fault.category, FaultCategory::external) << result.fault.text;
  servers.restart(1);
  ASSERT_TRUE(becomes_true([&] {
    const std::string said = servers.cli(0, "info replication");
    return said.find("state=online,offset=") != said.npos && said.find("offset=0,") == said.npos;
  }));
  EXPECT_EQ(write(door, *load(door, item("B1")).at(0), {version(2, "n")}).status,
            WriteStatus::duplicate)
      << "it was written before, and this time the replica has it too";
}

TEST(RedisFaults, ASleepingServerAndItsReturn) {
  Servers servers("single");
  Door door(servers.url("reply_ms=150&wait_ms=0&patience_ms=100&connect_ms=100"));
  put(door, line_of("S1", "K", "B1"));
  haggle::Listed& listed = *load(door, item("B1")).at(0);
  servers.stop(0, true);
  const auto began = std::chrono::steady_clock::now();
  const auto result = write(door, listed, {version(1, "n")});
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
  EXPECT_EQ(result.status, WriteStatus::failed);
  EXPECT_EQ(result.fault.category, FaultCategory::network) << result.fault.text;
  servers.stop(0, false);
  door.store.listings().forget(item("B1"));
  ASSERT_TRUE(becomes_true([&] { return door.store.client().ping().has_value(); }));
  const auto status = write(door, *load(door, item("B1")).at(0), {version(1, "n")}).status;
  EXPECT_TRUE(status == WriteStatus::written || status == WriteStatus::duplicate);
}

TEST(RedisFaults, ScriptsThatWereForgottenAreGivenAgain) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, line_of("S1", "K", "B1"));
  for (int i = 1; i <= 3; ++i) {
    servers.cli(0, "script flush");
    EXPECT_EQ(write(door, *load(door, item("B1")).at(0), {version(i, "n")}).status,
              WriteStatus::written);
  }
}

TEST(RedisTls, WorksWithAUserWhoMayDoNoMoreThanAWorkerNeeds) {
  const Servers servers("tls");
  Door door(servers.url());
  put(door, R"({"policy": {"id": "gentle"}})");
  put(door, line_of("S1", "K", "B1", R"(, "policy": "gentle")"));
  haggle::Listed& listed = *load(door, item("B1")).at(0);
  EXPECT_EQ(write(door, listed, {version(9, "n", 1)}).status, WriteStatus::written);
  EXPECT_EQ(keep(door, market_key(listed.listing()), 9, "n", "image").status, WriteStatus::written);
  EXPECT_EQ(*door.store.listings().sweep(door.time.at, 10), 0U);
  redis::Client& client = door.store.client();
  EXPECT_EQ(trouble(call(client, "other", {"GET", "other"})), Trouble::denied);
  EXPECT_EQ(trouble(call(client, "a", {"FLUSHALL"})), Trouble::denied);
}

TEST(RedisTls, AReaderMayNotWrite) {
  const Servers servers("tls");
  std::string url = servers.url();
  Door worker(url);
  put(worker, line_of("S1", "K", "B1"));
  Door reader(url.replace(9, url.find('@') - 9, "reader:readonly"));
  const auto result = write(reader, *load(reader, item("B1")).at(0), {version(1, "n")});
  EXPECT_EQ(result.status, WriteStatus::failed);
  EXPECT_EQ(result.fault.category, FaultCategory::configuration) << result.fault.text;
  EXPECT_EQ(result.fault.severity, Severity::critical);
}

TEST(RedisTls, TrustsNobodyElse) {
  const Servers servers("tls");
  const std::string files = servers.facts()["files"];
  const std::string port = std::to_string(servers.facts()["port"].get<int>());
  const std::string own = "&cert=" + files + "/client.pem&key=" + files + "/client.key";
  const std::string account = "worker:p%40ss%3Aw%2Frd@";
  const auto said = [&](const std::string& url) {
    redis::Client client = client_of(url);
    return trouble(call(client, "haggle:a", {"GET", "haggle:a"}));
  };
  const std::string at = account + "127.0.0.1:" + port;
  EXPECT_EQ(said("rediss://" + at + "?ca=" + files + "/other.pem" + own), Trouble::denied);
  EXPECT_EQ(said("rediss://" + at + "?ca=" + files + "/nowhere.pem" + own), Trouble::denied);
  EXPECT_EQ(said("rediss://" + at + "?host=elsewhere&ca=" + files + "/ca.pem" + own),
            Trouble::denied);
  EXPECT_EQ(said("rediss://" + at + "?ca=" + files + "/ca.pem"), Trouble::denied)
      << "no certificate";
  const auto plain = said("redis://" + at + "?reply_ms=300");
  EXPECT_TRUE(plain == Trouble::garbage || plain == Trouble::unreachable);
  redis::Client by_name =
      client_of("rediss://" + account + "localhost:" + port + "?ca=" + files + "/ca.pem" + own);
  EXPECT_TRUE(by_name.ping().has_value());
}

}  // namespace
}  // namespace redis_test
