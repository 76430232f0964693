// The spool as a worker's source: what the port promises.
#include "webhook/spool_source.hpp"

#include "spool_world.hpp"

namespace webhook {
namespace {

class StillTime final : public haggle::TimeSource {
 public:
  haggle::Instant now() override { return {1'000}; }
  std::int64_t ticks_us() override { return 0; }
};

class SpoolSourceTest : public SpoolWorld {
 protected:
  std::unique_ptr<FileSpool> spool{open()};
  StillTime time{};
  std::vector<haggle::Received> received{};

  void put(std::initializer_list<const char*> bodies) {
    for (const char* body : bodies) EXPECT_TRUE(spool->put({"id", body}));
  }
};

TEST_F(SpoolSourceTest, GivesFinishesAndCounts) {
  put({"1", "2", "3"});
  SpoolSource source{*spool, time};
  EXPECT_EQ(source.depth().value(), 3);
  ASSERT_EQ(source.receive(2, {}, received).value(), 2U);
  EXPECT_EQ(received[0].body, "1");
  EXPECT_EQ(received[1].body, "2");
  EXPECT_EQ(received[0].receives_count, 1);
  EXPECT_FALSE(received[0].visible_again_at);
  EXPECT_EQ(source.depth().value(), 1);
  EXPECT_TRUE(source.finish(std::vector{received[0].ticket, received[1].ticket})->empty());
  EXPECT_EQ(source.receive(9, {}, received).value(), 1U);
  EXPECT_EQ(received[2].body, "3");
  EXPECT_FALSE(source.is_ended());
}

TEST_F(SpoolSourceTest, KeepsABodyWhereItIsWhileOthersCome) {
  SpoolSource source{*spool, time};
  put({"the first"});
  ASSERT_TRUE(source.receive(1, {}, received));
  const std::string_view first = received[0].body;
  for (int i = 0; i < 500; ++i) put({"another"});
  ASSERT_EQ(source.receive(500, {}, received).value(), 500U);
  EXPECT_EQ(first, "the first");
  EXPECT_EQ(first.data(), received[0].body.data());
}

TEST_F(SpoolSourceTest, GivesBackToAnotherWorker) {
  put({"1"});
  SpoolSource one{*spool, time};
  SpoolSource other{*spool, time};
  ASSERT_EQ(one.receive(1, {}, received).value(), 1U);
  EXPECT_EQ(other.receive(1, {}, received).value(), 0U);
  ASSERT_TRUE(one.give_back(std::vector{received[0].ticket}, {}));
  ASSERT_EQ(other.receive(1, {}, received).value(), 1U);
  EXPECT_EQ(received[1].receives_count, 2);
  // A ticket that is void does nothing to whoever holds the message now.
  ASSERT_TRUE(one.finish(std::vector{received[0].ticket}));
  ASSERT_TRUE(one.give_back(std::vector{received[0].ticket}, {}));
  EXPECT_EQ(one.receive(1, {}, received).value(), 0U);
}

TEST_F(SpoolSourceTest, GivesBackWhatItHoldsAtItsEnd) {
  put({"1", "2"});
  {
    SpoolSource source{*spool, time};
    ASSERT_EQ(source.receive(2, {}, received).value(), 2U);
  }
  SpoolSource next{*spool, time};
  EXPECT_EQ(next.receive(2, {}, received).value(), 2U);
}

TEST_F(SpoolSourceTest, ExtendsWithoutAnEnd) {
  SpoolSource source{*spool, time};
  EXPECT_EQ(source.extend({}, haggle::seconds(30))->ms, 31'000);
}

}  // namespace
}  // namespace webhook
