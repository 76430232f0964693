// Dead letters are whole lines with all their bytes, whatever happened to the file.
#include "files/dead_letters.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <sstream>

#include "folder.hpp"

namespace files_test {
namespace {

haggle::DeadLetter letter_of(std::string_view body) {
  haggle::DeadLetter letter;
  letter.body = body;
  letter.error = {haggle::Errc::malformed_json, 0, 0, 3, "message"};
  letter.failed_at = noon;
  return letter;
}

bool put(files::DeadLetters& to, const haggle::DeadLetter& letter) {
  return to.put({&letter, 1}).has_value();
}

/// Every line is JSON; throws otherwise.
std::vector<nlohmann::json> lines_of(const std::string& text) {
  std::vector<nlohmann::json> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

TEST(DeadLetters, KeepAllOfTheBytes) {
  const Folder folder;
  haggle::DeadLetter part = letter_of("{\"a\":\"\xC3\xBC\n\"}");
  part.where = "Records[2].body";
  part.record_id = "record";
  part.listing = haggle::ListingKey{*haggle::SellerId::from("A1"),
                                    *haggle::Sku::from("S\"1"),
                                    *haggle::MarketplaceId::from("US"),
                                    {}};
  haggle::DeadLetter refused = letter_of(std::string_view("\xFF\0a", 3));
  refused.fault = {haggle::FaultCategory::validation, haggle::Severity::medium, "too big"};
  {
    const auto letters = *files::DeadLetters::open(folder.file("dead.jsonl"));
    const std::array both{part, refused};
    ASSERT_TRUE(letters->put(both).has_value());
  }
  ASSERT_TRUE(put(**files::DeadLetters::open(folder.file("dead.jsonl")), letter_of("third")));
  const auto lines = lines_of(folder.read("dead.jsonl"));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].at("text"), part.body);
  EXPECT_EQ(lines[0].at("place"), "Records[2].body");
  EXPECT_EQ(lines[0].at("listing").at("sku"), "S\"1");
  EXPECT_NE(lines[0].at("error").dump().find("malformed_json"), std::string::npos);
  EXPECT_EQ(lines[1].at("base64"), "/wBh");
  EXPECT_EQ(lines[1].at("fault").at("text"), "too big");
  EXPECT_EQ(lines[2].at("text"), "third");
}

TEST(DeadLetters, ATornLastLineIsTakenAwayAtAnyPlace) {
  const std::string line = files::write_letter(letter_of("whole"));
  for (std::size_t size = 1; size < line.size(); ++size) {
    const Folder folder;
    folder.put("dead.jsonl", line + line.substr(0, size));
    ASSERT_TRUE(put(**files::DeadLetters::open(folder.file("dead.jsonl")), letter_of("next")));
    const auto lines = lines_of(folder.read("dead.jsonl"));
    ASSERT_EQ(lines.size(), 2U) << size;
    EXPECT_EQ(lines[1].at("text"), "next");
  }
}

TEST(DeadLetters, WhatSomebodyElseWroteStays) {
  const Folder folder;
  folder.put("dead.jsonl", "\"a note without an end\"");
  ASSERT_TRUE(put(**files::DeadLetters::open(folder.file("dead.jsonl")), letter_of("next")));
  const auto lines = lines_of(folder.read("dead.jsonl"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], "a note without an end");
}

TEST(DeadLetters, AKilledWriterLeavesEveryLineThatWasConfirmed) {
  const Folder folder;
  for (int round = 0; round < 10; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
      const auto letters = *files::DeadLetters::open(folder.file("dead.jsonl"));
      const std::string body(50'000, 'x');
      while (put(*letters, letter_of(body))) (void)!write(ends[1], "+", 1);
      _exit(1);
    }
    close(ends[1]);
    usleep(3'000 + 1'700 * static_cast<unsigned>(round));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    std::size_t confirmed = 0;
    for (char sign = 0; read(ends[0], &sign, 1) == 1;) ++confirmed;
    close(ends[0]);
    const auto letters = files::DeadLetters::open(folder.file("dead.jsonl"));
    ASSERT_TRUE(letters.has_value());
    const std::size_t there = lines_of(folder.read("dead.jsonl")).size();
    EXPECT_GE(there, confirmed);
    EXPECT_LE(there, confirmed + 1);
    std::filesystem::remove(folder.file("dead.jsonl"));
  }
}

TEST(DeadLetters, AFullDiskKeepsNothingHalf) {
  const Folder folder;
  const auto letters = *files::DeadLetters::open(folder.file("dead.jsonl"));
  ASSERT_TRUE(put(*letters, letter_of("first")));
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit low{10'000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &low);
  const std::string body(20'000, 'x');
  const haggle::DeadLetter big = letter_of(body);
  const auto refused = letters->put({&big, 1});
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().category, haggle::FaultCategory::system);
  EXPECT_EQ(refused.error().severity, haggle::Severity::high);
  EXPECT_EQ(lines_of(folder.read("dead.jsonl")).size(), 1U);
  EXPECT_TRUE(put(*letters, big));
  EXPECT_EQ(lines_of(folder.read("dead.jsonl")).size(), 2U);
}

TEST(DeadLetters, AFileThatCannotBeMadeIsForAPerson) {
  const Folder folder;
  const auto letters = files::DeadLetters::open(folder.file("none/dead.jsonl"));
  ASSERT_FALSE(letters.has_value());
  EXPECT_EQ(letters.error().category, haggle::FaultCategory::configuration);
}

TEST(Alerts, AreOneLineOfJsonEach) {
  const Folder folder;
  const int file = open(folder.file("alerts").c_str(), O_CREAT | O_WRONLY, 0600);
  files::Alerts alerts{file};
  const haggle::Fault fault{haggle::FaultCategory::configuration, haggle::Severity::critical,
                            "wrong\npassword"};
  alerts.raise({"prices", fault, noon});
  alerts.raise({"source", fault, noon});
  close(file);
  const auto lines = lines_of(folder.read("alerts"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("part"), "prices");
  EXPECT_EQ(lines[0].at("severity"), "critical");
  EXPECT_EQ(lines[0].at("category"), "configuration");
  EXPECT_EQ(lines[0].at("text"), "wrong\npassword");
}

}  // namespace
}  // namespace files_test
