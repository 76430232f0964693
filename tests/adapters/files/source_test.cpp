// Every message of files, folders and streams, until it is finished.
#include "files/source.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "folder.hpp"

namespace files_test {
namespace {

using haggle::Received;

class SourceTest : public ::testing::Test {
 protected:
  std::unique_ptr<files::Source> open(const std::vector<std::string>& names) {
    auto source = files::Source::open(names, clock);
    EXPECT_TRUE(source.has_value()) << source.error().text;
    return std::move(*source);
  }
  static std::vector<Received> receive(files::Source& source, std::size_t count_max = 100,
                                       haggle::Duration wait_max = {0}) {
    std::vector<Received> received;
    const auto count = source.receive(count_max, wait_max, received);
    EXPECT_TRUE(count.has_value());
    EXPECT_EQ(*count, received.size());
    return received;
  }
  static std::vector<std::string> bodies(const std::vector<Received>& received) {
    std::vector<std::string> out;
    for (const Received& each : received) out.emplace_back(each.body);
    return out;
  }
  static void finish(files::Source& source, const std::vector<Received>& received) {
    std::vector<haggle::Ticket> tickets;
    for (const Received& each : received) tickets.push_back(each.ticket);
    EXPECT_TRUE(source.finish(tickets)->empty());
  }

  Folder folder{};
  HandClock clock{};
};

using Texts = std::vector<std::string>;

TEST_F(SourceTest, AFolderInTheOrderOfItsNames) {
  folder.put("b.jsonl", "two\n\n  \nthree");
  folder.put("a.json", "one\nof two lines\n");
  folder.put(".hidden", "never");
  folder.put("c.jsonl", "");
  std::filesystem::create_directory(folder.file("inside"));
  const auto source = open({folder.path()});
  const auto first = receive(*source, 2);
  EXPECT_EQ(bodies(first), (Texts{"one\nof two lines\n", "two"}));
  const auto rest = receive(*source);
  EXPECT_EQ(bodies(rest), Texts{"three"});
  EXPECT_EQ(bodies(first), (Texts{"one\nof two lines\n", "two"})) << "views stay";
  EXPECT_TRUE(receive(*source).empty());
  EXPECT_FALSE(source->is_ended());
  finish(*source, first);
  EXPECT_FALSE(source->is_ended());
  finish(*source, rest);
  EXPECT_TRUE(source->is_ended());
}

TEST_F(SourceTest, LinesAsLongAsTheyAre) {
  std::string all;
  Texts expected;
  for (std::size_t i = 1; i < 60; ++i) {
    expected.push_back(std::string(i * i * 50, static_cast<char>('a' + i % 26)));
    all += expected.back() + "\n";
  }
  const auto source = open({folder.put("long.jsonl", all)});
  EXPECT_EQ(bodies(receive(*source)), expected);
}

TEST_F(SourceTest, WhatIsGivenBackComesAgainAfterItsDelay) {
  const auto source = open({folder.put("a.jsonl", "one\ntwo\n")});
  auto received = receive(*source);
  ASSERT_TRUE(source->give_back({&received[0].ticket, 1}, {1'000}).has_value());
  EXPECT_TRUE(receive(*source).empty());
  finish(*source, {received[1]});
  EXPECT_FALSE(source->is_ended());
  clock.at = clock.at + haggle::seconds(1);
  received = receive(*source);
  ASSERT_EQ(bodies(received), Texts{"one"});
  EXPECT_EQ(received[0].receives_count, 2);
  finish(*source, received);
  EXPECT_TRUE(source->is_ended());
}

TEST_F(SourceTest, AnIdleSourceWaitsAndDoesNotSpin) {
  const auto source = open({folder.put("a.jsonl", "one\n")});
  const auto received = receive(*source);
  ASSERT_TRUE(source->give_back({&received[0].ticket, 1}, {60'000}).has_value());
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(receive(*source, 1, {50}).empty());
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds{49});
}

TEST_F(SourceTest, AStreamIsReadAsItComes) {
  const std::string path = folder.file("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  std::thread writer{[&] {
    std::ofstream out{path};
    out << "one\nhal" << std::flush;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    out << "f\n" << std::flush;
  }};
  const auto source = open({path});
  const auto first = receive(*source, 10, {2'000});
  EXPECT_EQ(bodies(first), Texts{"one"});
  const auto second = receive(*source, 10, {2'000});
  EXPECT_EQ(bodies(second), Texts{"half"});
  writer.join();
  EXPECT_TRUE(receive(*source, 10, {2'000}).empty());
  finish(*source, first);
  finish(*source, second);
  EXPECT_TRUE(source->is_ended());
}

TEST_F(SourceTest, AFileThatGoesAwayIsToldOnceAndTheOthersGoOn) {
  const std::string gone = folder.put("b.jsonl", "gone\n");
  const auto source = open({folder.put("a.jsonl", "one\n"), gone, folder.put("c.jsonl", "two\n")});
  std::filesystem::remove(gone);
  EXPECT_EQ(bodies(receive(*source)), Texts{"one"});
  EXPECT_FALSE(source->is_ended());
  std::vector<Received> received;
  const auto told = source->receive(10, {0}, received);
  ASSERT_FALSE(told.has_value());
  EXPECT_NE(told.error().text.find(gone), std::string::npos);
  EXPECT_TRUE(haggle::needs_alert(told.error()));
  EXPECT_EQ(bodies(receive(*source)), Texts{"two"});
}

TEST_F(SourceTest, ANameThatIsNothingIsRefused) {
  const auto source = files::Source::open({folder.file("none")}, clock);
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().category, haggle::FaultCategory::configuration);
}

}  // namespace
}  // namespace files_test
