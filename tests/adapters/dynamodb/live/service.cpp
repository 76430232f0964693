#include "live/service.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace live {
namespace {

/// A name that no other test has, nor another run on the same service.
std::string new_name() {
  static int count = 0;
  return "sales-" + std::to_string(getpid()) + "-" + std::to_string(++count);
}

aws::Expected<Json> steer(const std::string& operation, const Json& wish) {
  aws::Client proxy = client(Way::through_proxy);
  return proxy.call("Proxy." + operation, wish);
}

}  // namespace

std::string host(Way way) {
  const char* name = way == Way::straight ? "HAGGLE_DYNAMODB_SERVICE" : "HAGGLE_DYNAMODB_PROXY";
  const char* value = std::getenv(name);
  if (value == nullptr) throw std::runtime_error(std::string(name) + " must say host:port");
  return value;
}

aws::Client client(Way way) {
  aws::Limits limits;
  limits.backoff_first = std::chrono::milliseconds(5);
  return aws::Client({"http://" + host(way), "us-east-1", "dynamodb"}, aws::find_credentials,
                     limits);
}

Store::Store(Way way)
    : name_(new_name()),
      client_(client(way)),
      table_(name_, dynamodb::service_of(client_)),
      created_(dynamodb::create_table(table_)) {
  EXPECT_TRUE(created_) << aws::describe(created_.error());
}

dynamodb::Table Store::table_over(aws::Client& other) const {
  return {name_, dynamodb::service_of(other)};
}

void plan(const std::vector<std::string>& steps) {
  EXPECT_TRUE(steer("Plan", {{"steps", steps}}));
}

int calls_count(const std::string& operation) {
  return steer("Count", Json::object()).value().value(operation, 0);
}

}  // namespace live
