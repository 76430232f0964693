#include <gtest/gtest.h>

#include "redis/settings.hpp"
#include "redis/slots.hpp"
#include "redis/topology.hpp"

namespace redis {
namespace {

TEST(RedisUrl, SaysEverything) {
  const auto read = read_url("rediss://worker:p%40ss%3Aw%2Frd@[::1]:6390/3?replicas=2&ca=/c%20a");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->endpoints, std::vector{(Endpoint{"::1", 6390})});
  EXPECT_EQ(read->user, "worker");
  EXPECT_EQ(read->password, "p@ss:w/rd");
  EXPECT_EQ(read->database, 3U);
  EXPECT_EQ(read->replicas, 2U);
  EXPECT_EQ(read->tls.ca_file, "/c a");
  EXPECT_TRUE(read->tls.on);
  EXPECT_FALSE(read->cluster);
}

TEST(RedisUrl, HasDefaults) {
  const auto read = read_url("redis://localhost");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->endpoints, std::vector{(Endpoint{"localhost", 6379})});
  EXPECT_EQ(read->replicas, 0U);
  EXPECT_FALSE(read->tls.on);
}

TEST(RedisUrl, ClusterHasSeedsAndWaitsForOneReplica) {
  const auto read = read_url("redis-cluster://:secret@a:1,b:2,c");
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->cluster);
  EXPECT_EQ(read->replicas, 1U);
  EXPECT_EQ(read->password, "secret");
  EXPECT_EQ(read->endpoints,
            (std::vector{Endpoint{"a", 1}, Endpoint{"b", 2}, Endpoint{"c", 6379}}));
}

TEST(RedisUrl, RefusesWhatItDoesNotUnderstandAndTellsNoSecret) {
  for (const char* wrong :
       {"", "redis", "http://a", "redis://", "redis://a,b", "redis://a:x", "redis://a:70000",
        "redis://a/x", "redis-cluster://a/1", "redis://a?speed=1", "redis://a?replicas=-1",
        "redis://u:hush%zz@a", "redis://u:hush%4@a", "redis://u:hush@a:", "redis://[::1]x:1"}) {
    const auto read = read_url(wrong);
    ASSERT_FALSE(read.has_value()) << wrong;
    EXPECT_EQ(read.error().trouble, Trouble::misuse) << wrong;
    EXPECT_EQ(read.error().text.find("hush"), std::string::npos) << wrong;
  }
}

TEST(RedisSlots, FollowTheSpecification) {
  EXPECT_EQ(slot_of("foo"), 12182);
  EXPECT_EQ(slot_of(""), 0);
  EXPECT_EQ(hash_tag("foo{}{bar}"), "foo{}{bar}");
  EXPECT_EQ(hash_tag("foo{{bar}}zap"), "{bar");
  EXPECT_EQ(hash_tag("foo{bar}{zap}"), "bar");
  EXPECT_EQ(slot_of("{CALCULATED_PRICES:A1}:versions"), slot_of("CALCULATED_PRICES:A1"));
}

TEST(RedisBackoff, GrowsUpToItsLimit) {
  using std::chrono::milliseconds;
  Backoff backoff(milliseconds(8), milliseconds(32));
  for (const int most : {8, 16, 32, 32, 32}) {
    const auto wait = backoff.next();
    EXPECT_GE(wait, milliseconds(most / 2));
    EXPECT_LE(wait, milliseconds(most));
  }
}

}  // namespace
}  // namespace redis
