// Mail that was taken in is given out until it is finished; dead letters keep all their bytes.
#include "sqlite/inbox.hpp"

#include "sqlite/dead_letters.hpp"
#include "world.hpp"

namespace sqlite_test {
namespace {

class HandClock final : public haggle::TimeSource {
 public:
  Instant at{noon};
  Instant now() override { return at; }
  std::int64_t ticks_us() override { return at.ms * 1'000; }
};

class InboxTest : public ::testing::Test {
 protected:
  void put(std::string_view id, std::string_view bytes) {
    const sqlite::Mail mail{id, bytes};
    ASSERT_TRUE(inbox->put({&mail, 1}).has_value());
  }
  std::vector<haggle::Received> receive(sqlite::InboxSource& from) {
    std::vector<haggle::Received> received;
    const auto count = from.receive(10, {0}, received);
    EXPECT_EQ(*count, received.size());
    return received;
  }
  std::unique_ptr<sqlite::InboxSource> source() { return *sqlite::InboxSource::open(path, clock); }

  Folder folder{};
  std::string path{folder.file("inbox.db")};
  HandClock clock{};
  std::unique_ptr<sqlite::Inbox> inbox{*sqlite::Inbox::open(path)};
};

TEST_F(InboxTest, GivesEachMessageUntilItIsFinished) {
  const std::string bytes("bytes \0 \xFF", 9);
  put("a", bytes);
  put("a", "the same name again");
  put("b", "second");
  const auto one = source();
  const auto two = source();
  auto received = receive(*one);
  ASSERT_EQ(received.size(), 2U);
  EXPECT_EQ(received[0].body, bytes);
  EXPECT_EQ(received[0].visible_again_at, noon + haggle::minutes(5));
  EXPECT_TRUE(receive(*two).empty());
  EXPECT_EQ(*two->depth(), 2);
  ASSERT_TRUE(one->finish({&received[0].ticket, 1})->empty());
  clock.at = noon + haggle::minutes(5);
  received = receive(*two);
  ASSERT_EQ(received.size(), 1U);
  EXPECT_EQ(received[0].body, "second");
  EXPECT_EQ(received[0].receives_count, 2);
  ASSERT_TRUE(two->give_back({&received[0].ticket, 1}, {1'000}).has_value());
  EXPECT_TRUE(receive(*one).empty());
  clock.at = clock.at + haggle::seconds(1);
  EXPECT_EQ(receive(*one).size(), 1U);
}

TEST_F(InboxTest, WhoLostAMessageDoesNotTakeItFromTheNext) {
  put("a", "first");
  const auto one = source();
  const auto two = source();
  const auto lost = receive(*one);
  clock.at = noon + haggle::minutes(5);
  const auto mine = receive(*two);
  ASSERT_EQ(mine.size(), 1U);
  ASSERT_TRUE(one->give_back({&lost[0].ticket, 1}, {0}).has_value());
  EXPECT_TRUE(receive(*one).empty());
  EXPECT_EQ(*two->extend({&mine[0].ticket, 1}, haggle::minutes(9)), clock.at + haggle::minutes(9));
  clock.at = clock.at + haggle::minutes(8);
  EXPECT_TRUE(receive(*one).empty());
}

TEST_F(InboxTest, DeadLettersKeepTheirBytes) {
  const auto letters = *sqlite::DeadLetters::open(path);
  haggle::DeadLetter letter;
  letter.body = std::string_view("{\xFF\0", 3);
  letter.error = {haggle::Errc::bad_encoding, 0, 0, 1, "message"};
  letter.listing = key_of("S0");
  ASSERT_TRUE(letters->put({&letter, 1}).has_value());
  auto db = *sqlite::Connection::open(path, sqlite::Sync::full, hour);
  sqlite::Statement row{*db, "SELECT body, error, listing FROM dead_letters"};
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.text(0), letter.body);
  EXPECT_NE(row.text(1).find("bad_encoding"), std::string_view::npos);
  EXPECT_EQ(row.text(2), "A1SELLER|US|S0");
}

}  // namespace
}  // namespace sqlite_test
