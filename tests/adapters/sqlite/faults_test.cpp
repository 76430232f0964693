// Locks of others, rights, and paths that lead nowhere.
#include <sys/stat.h>
#include <sys/wait.h>

#include "world.hpp"

namespace sqlite_test {
namespace {

TEST(Faults, ALockOfAnotherPasses) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  sqlite::StoreOptions options;
  options.busy = {20};
  const auto store = open(path, options);
  ASSERT_TRUE(store->put(listing_line("S0", "ITEM-S0")).has_value());
  auto other = *sqlite::Connection::open(path, sqlite::Sync::full, hour);
  {
    const sqlite::Transaction held{*other, sqlite::Transaction::Kind::write};
    haggle::Listed* listed = load(*store, key_of("S0"), "ITEM-S0");
    const auto sent = send(*store, decided(*listed, {version_at(noon), 800}));
    EXPECT_EQ(sent.status, WriteStatus::failed);
    EXPECT_TRUE(haggle::can_pass(sent.fault)) << sent.fault.text;
    EXPECT_EQ(sent.fault.category, haggle::FaultCategory::external);
    EXPECT_FALSE(store->put(listing_line("S1", "ITEM-S1")).has_value());
  }
  EXPECT_EQ(decide(*store, "S0", {version_at(noon), 800}), WriteStatus::written);
}

/// Opens as a user without rights and says what came of it.
int open_without_rights(const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && seteuid(65'534) != 0) _exit(9);
    const auto opened = sqlite::Store::open(path);
    if (opened) _exit(1);
    const haggle::Fault& fault = opened.error();
    const bool is_right = fault.category == haggle::FaultCategory::configuration &&
                          fault.severity == haggle::Severity::critical;
    _exit(is_right ? 0 : 2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Faults, AReadOnlyFileIsForAPerson) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  ASSERT_TRUE(open(path)->put(listing_line("S0", "ITEM-S0")).has_value());
  chmod(path.c_str(), 0444);
  chmod(folder.path().c_str(), 0555);
  EXPECT_EQ(open_without_rights(path), 0);
  EXPECT_EQ(open_without_rights(folder.file("new.db")), 0) << "a folder that may not be written";
  chmod(folder.path().c_str(), 0700);
  const auto nowhere = sqlite::Store::open(folder.file("none/store.db"));
  ASSERT_FALSE(nowhere.has_value());
  EXPECT_EQ(nowhere.error().category, haggle::FaultCategory::configuration);
  EXPECT_FALSE(sqlite::Store::open(folder.path()).has_value()) << "a folder is no file";
}

TEST(Faults, ManyOpenANewFileAtOnce) {
  const Folder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    children.push_back(fork());
    if (children.back() == 0) _exit(sqlite::Store::open(folder.file("store.db")) ? 0 : 1);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
}

TEST(Faults, ABadLineIsRefusedAndTheOthersGoIn) {
  const Folder folder;
  const auto store = open(folder.file("store.db"));
  const std::string good = listing_line("S0", "ITEM-S0");
  const std::array<std::string_view, 5> lines{good, "{", R"({"policy":{"beat_by":"1"}})",
                                              R"({"policy":{"id":"a","beat_by":"x"}})",
                                              R"({"listing":{"seller":"A1SELLER"}})"};
  const auto answers = store->put_all(lines);
  ASSERT_EQ(answers.size(), lines.size());
  EXPECT_TRUE(answers[0].has_value());
  for (std::size_t i = 1; i < answers.size(); ++i) {
    ASSERT_FALSE(answers[i].has_value()) << lines.at(i);
    EXPECT_FALSE(haggle::can_pass(answers[i].error()));
  }
  EXPECT_EQ(*store->item_of(key_of("S0")), item_of("ITEM-S0"));
  EXPECT_EQ(*store->item_of(key_of("S1")), std::nullopt);
}

}  // namespace
}  // namespace sqlite_test
