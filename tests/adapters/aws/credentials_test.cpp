// Where keys are found, in which order, and what is said when there are none.
#include "aws/credentials.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

// Each test has an environment and a folder of its own.
class CredentialsTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
                             "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE"}) {
      unsetenv(name);
    }
    folder_ = std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder_ / ".aws");
    setenv("HOME", folder_.c_str(), 1);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& text, const char* name = ".aws/credentials") {
    std::ofstream(folder_ / name) << text;
  }

  std::filesystem::path folder_;
};

constexpr const char* profiles =
    "# kept by hand\n[default]\naws_access_key_id = AKID\n aws_secret_access_key=sec/ret+=\r\n"
    "; other people's\n[ shop ]\naws_access_key_id=AKSHOP\naws_secret_access_key=shop\n"
    "aws_session_token = to=ken==\nregion = eu-west-1\n[empty]\n[half]\naws_access_key_id=A\n"
    "[broken\naws_access_key_id\n";

TEST_F(CredentialsTest, TheEnvironmentComesFirst) {
  write(profiles);
  setenv("AWS_ACCESS_KEY_ID", "A", 1);
  setenv("AWS_SECRET_ACCESS_KEY", "B", 1);
  const auto keys = aws::find_credentials();
  ASSERT_TRUE(keys);
  EXPECT_EQ(*keys, (aws::Credentials{"A", "B", ""}));
  setenv("AWS_SESSION_TOKEN", "C", 1);
  EXPECT_EQ(aws::find_credentials()->session_token, "C");
  setenv("AWS_SECRET_ACCESS_KEY", "", 1);
  EXPECT_EQ(aws::find_credentials()->access_key, "AKID") << "half a pair is none";
}

TEST_F(CredentialsTest, ProfilesOfTheSharedFile) {
  write(profiles);
  EXPECT_EQ(*aws::find_credentials(), (aws::Credentials{"AKID", "sec/ret+=", ""}));
  setenv("AWS_PROFILE", "shop", 1);
  EXPECT_EQ(*aws::find_credentials(), (aws::Credentials{"AKSHOP", "shop", "to=ken=="}));
  write("[shop]\naws_access_key_id=X\naws_secret_access_key=Y\n", "other");
  setenv("AWS_SHARED_CREDENTIALS_FILE", (folder_ / "other").c_str(), 1);
  EXPECT_EQ(*aws::find_credentials(), (aws::Credentials{"X", "Y", ""}));
}

TEST_F(CredentialsTest, WhatIsMissingIsSaid) {
  const auto expect = [&](const char* profile, const char* words) {
    const auto keys = aws::read_profile(folder_ / ".aws/credentials", profile);
    ASSERT_FALSE(keys);
    EXPECT_EQ(keys.error().kind, aws::Kind::denied);
    EXPECT_EQ(keys.error().code, "NoCredentials");
    EXPECT_NE(keys.error().message.find(words), std::string::npos) << keys.error().message;
  };
  expect("default", "AWS_ACCESS_KEY_ID");
  write(profiles);
  expect("nobody", "no profile nobody");
  expect("empty", "no key pair in profile empty");
  expect("half", "no key pair in profile half");
}

TEST_F(CredentialsTest, AKeyThatWouldBecomeAHeaderIsRefused) {
  setenv("AWS_ACCESS_KEY_ID", "A", 1);
  setenv("AWS_SECRET_ACCESS_KEY", "B", 1);
  setenv("AWS_SESSION_TOKEN", "C\r\nX-Evil: 1", 1);
  const auto keys = aws::find_credentials();
  ASSERT_FALSE(keys);
  EXPECT_EQ(keys.error().message.find("Evil"), std::string::npos);
}

}  // namespace
