// URLs of the command line: endpoints, AWS itself, regions, and what is refused.
#include "aws/address.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace {

class AddressTest : public testing::Test {
 protected:
  void SetUp() override {
    unsetenv("AWS_REGION");
    unsetenv("AWS_DEFAULT_REGION");
  }
};

TEST_F(AddressTest, AnEndpointOrAwsItself) {
  const struct {
    const char *url, *endpoint, *region, *service, *name;
  } rows[] = {
      {"sqs://127.0.0.1:9324/offers?region=eu-west-1", "http://127.0.0.1:9324", "eu-west-1", "sqs",
       "offers"},
      {"sqs://localhost:9324/offers.fifo", "http://localhost:9324", "us-east-1", "sqs",
       "offers.fifo"},
      {"sqs://[::1]:9324/q", "http://[::1]:9324", "us-east-1", "sqs", "q"},
      {"dynamodb://db.example:443/sales?tls=1", "https://db.example:443", "us-east-1", "dynamodb",
       "sales"},
      {"sqs://offers?region=us-west-2", "https://sqs.us-west-2.amazonaws.com", "us-west-2", "sqs",
       "offers"},
      {"sqs://offers?wait=5&region=cn-north-1", "https://sqs.cn-north-1.amazonaws.com.cn",
       "cn-north-1", "sqs", "offers"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.url);
    const auto address = aws::parse_address(row.url);
    ASSERT_TRUE(address) << describe(address.error());
    EXPECT_EQ(address->site.endpoint, row.endpoint);
    EXPECT_EQ(address->site.region, row.region);
    EXPECT_EQ(address->site.service, row.service);
    EXPECT_EQ(address->name, row.name);
    EXPECT_EQ(address->is_aws, address->site.endpoint.find("amazonaws") != std::string::npos);
  }
}

TEST_F(AddressTest, TheRegionOfTheEnvironment) {
  setenv("AWS_DEFAULT_REGION", "eu-north-1", 1);
  EXPECT_EQ(aws::parse_address("sqs://offers")->site.region, "eu-north-1");
  setenv("AWS_REGION", "eu-west-3", 1);
  EXPECT_EQ(aws::parse_address("sqs://h:1/offers")->site.region, "eu-west-3");
  EXPECT_EQ(aws::parse_address("sqs://offers?region=us-east-2")->site.region, "us-east-2");
}

TEST_F(AddressTest, WhatIsNoAddressIsRefused) {
  for (const char* url :
       {"", "offers", "://x", "sqs://", "sqs:///q", "sqs://h:1/", "sqs://offers",
        "sqs://user@h:1/q", "sqs://h:1/q/r", "sqs://h:1/q r", "sqs://h\r\n:1/q",
        "sqs://q?region=us-east-1.evil.example/", "s q://h/q", "sqs://a?region="}) {
    const auto address = aws::parse_address(url);
    ASSERT_FALSE(address) << url;
    EXPECT_EQ(address.error().code, "BadAddress");
    EXPECT_FALSE(address.error().message.empty());
  }
}

TEST_F(AddressTest, NumbersAmongTheOptions) {
  const auto address = aws::parse_address("sqs://h:1/q?wait=5&a=&b=x&c=21&d");
  ASSERT_TRUE(address);
  EXPECT_EQ(aws::number_option(*address, "wait", 0, 20, 7).value_or(-1), 5);
  EXPECT_EQ(aws::number_option(*address, "none", 0, 20, 7).value_or(-1), 7);
  for (const char* name : {"a", "b", "c", "d"}) {
    EXPECT_FALSE(aws::number_option(*address, name, 0, 20, 7)) << name;
  }
}

}  // namespace
