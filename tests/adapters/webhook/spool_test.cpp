// What is put into the spool comes out, once where nothing goes wrong, and after any crash at least
// once: files are cut at every byte and damaged at every byte.
#include "webhook/spool.hpp"

#include <chrono>
#include <thread>

#include "spool_world.hpp"

namespace webhook {
namespace {

using Bodies = std::vector<std::string>;

TEST_F(SpoolWorld, GivesEventsInTheirOrderAndTheirBytes) {
  const auto spool = open();
  const Bodies bytes{"{}", "{\n \"a\": \"\\n\\\\\"\r\n}", std::string("\0\xff \\", 4), "", " x "};
  for (const std::string& body : bytes) ASSERT_TRUE(spool->put({"an id\nof two lines", body}));
  std::vector<Delivery> events;
  EXPECT_EQ(spool->take(2, {}, events), 2U);
  EXPECT_EQ(spool->take(10, {}, events), 3U);
  EXPECT_EQ(spool->take(10, {}, events), 0U);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_EQ(events[i].line.bytes, bytes[i]);
    EXPECT_EQ(events[i].line.id, "an id\nof two lines");
    EXPECT_EQ(events[i].receives_count, 1);
  }
}

TEST_F(SpoolWorld, GivesWhatIsNotFinishedAgainAfterARestart) {
  {
    const auto spool = open();
    for (const char* body : {"1", "2", "3"}) ASSERT_TRUE(spool->put({"id", body}));
    std::vector<Delivery> events;
    ASSERT_EQ(spool->take(2, {}, events), 2U);
    spool->finish(events[0].line.number);
  }
  const auto spool = open();
  std::vector<Delivery> events;
  ASSERT_EQ(spool->take(10, {}, events), 2U);
  EXPECT_EQ(events[0].line.bytes, "2");
  EXPECT_EQ(events[0].receives_count, 2);
  EXPECT_EQ(events[1].line.bytes, "3");
  EXPECT_EQ(events[1].receives_count, 1);
}

TEST_F(SpoolWorld, DeletesFilesThatAreFinished) {
  auto spool = open(200);
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(spool->put({"id", "{\"a\":\"" + std::to_string(i)}));
  EXPECT_GT(files(".log").size(), 5U);
  std::vector<Delivery> events;
  while (spool->take(7, {}, events) > 0) continue;
  for (const Delivery& event : events) spool->finish(event.line.number);
  EXPECT_EQ(files(".log").size(), 1U);
  EXPECT_EQ(files(".journal").size(), 1U);
  spool.reset();
  spool = open(200);
  EXPECT_EQ(files(".log").size(), 0U);
  EXPECT_EQ(spool->counts().bytes, 0U);
  ASSERT_TRUE(spool->put({"id", "new"}));
  EXPECT_EQ(bodies(*spool), Bodies{"new"});
}

TEST_F(SpoolWorld, GivesBackAfterADelay) {
  const auto spool = open();
  ASSERT_TRUE(spool->put({"id", "1"}));
  std::vector<Delivery> events;
  ASSERT_EQ(spool->take(1, {}, events), 1U);
  spool->give_back(1, {80});
  EXPECT_EQ(spool->take(1, {10}, events), 0U);
  EXPECT_EQ(spool->counts().waiting, 1U);
  ASSERT_EQ(spool->take(1, {5000}, events), 1U);
  EXPECT_EQ(events[1].receives_count, 2);
  spool->give_back(1, {});
  EXPECT_EQ(spool->take(1, {}, events), 1U);
}

TEST_F(SpoolWorld, WaitsForTheFirstEvent) {
  const auto spool = open();
  std::thread sender{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    EXPECT_TRUE(spool->put({"id", "1"}));
  }};
  std::vector<Delivery> events;
  EXPECT_EQ(spool->take(1, {20'000}, events), 1U);
  sender.join();
  spool->wake();
  EXPECT_EQ(spool->take(1, {20'000}, events), 0U);
}

TEST_F(SpoolWorld, KeepsASecondProcessOut) {
  const auto spool = open();
  const auto second = FileSpool::open({folder});
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().text.find("another process"), std::string::npos);
}

TEST_F(SpoolWorld, RefusesWhatIsMoreThanItMayHave) {
  const auto spool = open(100, 300);
  int kept_count = 0;
  while (kept_count < 100 && spool->put({"id", std::string(50, 'x')})) ++kept_count;
  EXPECT_GT(kept_count, 1);
  EXPECT_LT(kept_count, 10);
  ASSERT_TRUE(spool->trouble());
  EXPECT_EQ(spool->trouble()->severity, haggle::Severity::high);
  std::vector<Delivery> events;
  spool->take(100, {}, events);
  for (const Delivery& event : events) spool->finish(event.line.number);
  EXPECT_TRUE(spool->put({"id", "again"}));
  EXPECT_FALSE(spool->trouble());
}

TEST_F(SpoolWorld, CutAtAnyByteKeepsEveryWholeLine) {
  {
    const auto spool = open();
    for (const char* body : {"{\"a\":1}", "{\"b\":2}"}) ASSERT_TRUE(spool->put({"id", body}));
  }
  const auto path = files(".log").front();
  const std::string whole = content(path);
  const std::size_t first_end = whole.find('\n') + 1;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    write(path, whole.substr(0, size));
    const auto spool = open();
    const std::size_t expected = size == whole.size() ? 2 : size >= first_end ? 1 : 0;
    const bool is_torn = size != 0 && size != first_end && size != whole.size();
    EXPECT_EQ(spool->counts().torn, is_torn ? 1U : 0U) << size;
    ASSERT_TRUE(spool->put({"id", "after"}));
    const Bodies found = bodies(*spool);
    ASSERT_EQ(found.size(), expected + 1) << size;
    EXPECT_EQ(found.back(), "after") << size;
    for (const auto& file : files(".log")) std::filesystem::remove(file);
    for (const auto& file : files(".journal")) std::filesystem::remove(file);
  }
}

TEST_F(SpoolWorld, DamagedAtAnyByteGivesNoWrongEvent) {
  {
    const auto spool = open();
    for (const char* body : {"{\"a\":1}", "{\"b\":2}"}) ASSERT_TRUE(spool->put({"id", body}));
  }
  const auto path = files(".log").front();
  const std::string whole = content(path);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x11);
    write(path, damaged);
    const auto spool = open();
    const SpoolCounts counts = spool->counts();
    EXPECT_GE(counts.damaged + counts.torn, 1U) << at;
    for (const std::string& body : bodies(*spool)) {
      EXPECT_TRUE(body == "{\"a\":1}" || body == "{\"b\":2}") << at << ": " << body;
    }
  }
}

TEST_F(SpoolWorld, PutsADamagedFileAside) {
  {
    const auto spool = open();
    for (const char* body : {"1", "2"}) ASSERT_TRUE(spool->put({"id", body}));
  }
  const auto path = files(".log").front();
  std::string bytes = content(path);
  bytes[3] = '?';
  write(path, bytes);
  {
    const auto spool = open();
    EXPECT_EQ(spool->trouble()->severity, haggle::Severity::medium);
    std::vector<Delivery> events;
    ASSERT_EQ(spool->take(9, {}, events), 1U);
    EXPECT_EQ(events[0].line.bytes, "2");
    spool->finish(events[0].line.number);
  }
  EXPECT_TRUE(files(".log").empty());
  ASSERT_EQ(files(".damaged").size(), 1U);
  EXPECT_EQ(content(files(".damaged").front()), bytes);
}

TEST_F(SpoolWorld, AJournalCutAtAnyByteFinishesNothingElse) {
  {
    const auto spool = open();
    for (int i = 1; i <= 12; ++i) ASSERT_TRUE(spool->put({"id", std::to_string(i)}));
    std::vector<Delivery> events;
    spool->take(1, {}, events);
    spool->finish(1);
  }
  const auto log = files(".log").front();
  const std::string lines = content(log);
  const std::string journal = content(files(".journal").front());
  for (std::size_t size = 0; size <= journal.size(); ++size) {
    write(log, lines);
    write(log.string() + ".journal", journal.substr(0, size));
    {
      const auto spool = open();
      std::vector<Delivery> events;
      spool->take(2, {}, events);
      spool->finish(events[1].line.number);
    }
    const auto spool = open();
    const std::size_t left = bodies(*spool).size();
    EXPECT_GE(left, 10U) << size;
    EXPECT_LE(left, 11U) << size;
  }
}

TEST_F(SpoolWorld, AJournalLeftOfAnOlderFileFinishesNothing) {
  write(folder + "/0000000000000001.log.journal", "F0000000000000001\nF0000000000000002\n");
  {
    const auto spool = open();
    for (const char* body : {"1", "2"}) ASSERT_TRUE(spool->put({"id", body}));
  }
  EXPECT_EQ(bodies(*open()), (Bodies{"1", "2"}));
}

TEST_F(SpoolWorld, KeepsWhatManyThreadsPut) {
  constexpr std::size_t threads_count = 8;
  constexpr std::size_t events_count = 200;
  {
    const auto spool = open(4096);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < threads_count; ++t) {
      threads.emplace_back([&, t] {
        for (std::size_t i = 0; i < events_count; ++i) {
          EXPECT_TRUE(spool->put({"id", std::to_string(t * events_count + i)}));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  const auto spool = open();
  Bodies found = bodies(*spool);
  std::sort(found.begin(), found.end());
  EXPECT_EQ(std::unique(found.begin(), found.end()), found.end());
  EXPECT_EQ(found.size(), threads_count * events_count);
}

}  // namespace
}  // namespace webhook
