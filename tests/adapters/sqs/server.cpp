#include "server.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace server {
namespace {

using Rules = std::set<std::string_view>;

// README.md says what each of them does instead.
const std::map<std::string_view, Rules> deviations{
    {"elasticmq", {"no batch of 0"}},
    {"moto",
     {"control characters are refused", "an old receipt deletes nothing",
      "the server moves dead letters"}},
};

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::string endpoint() {
  return variable("HAGGLE_SQS_ENDPOINT");
}
std::string proxy() {
  return variable("HAGGLE_SQS_PROXY");
}

aws::Credentials keys() {
  return {"AKIDEXAMPLE", "secret", ""};
}

aws::Client client(const std::string& endpoint) {
  aws::Limits limits;
  limits.backoff_first = std::chrono::milliseconds(5);
  limits.answer_timeout = std::chrono::seconds(20);
  return aws::Client({endpoint, "us-east-1", "sqs"}, [] { return keys(); }, limits);
}

std::string create(const json& attributes) {
  static int number = 0;
  static const long long run_ms = Clock().now().ms;  // a server that still runs has older ones
  std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
  name = name.substr(0, 50) + "-" + std::to_string(run_ms % 100'000'000) + "-" +
         std::to_string(++number);
  const auto made =
      client().call("AmazonSQS.CreateQueue", {{"QueueName", name}, {"Attributes", attributes}});
  EXPECT_TRUE(made.has_value()) << describe(made.error());
  return name;
}

sqs::Queue queue(const std::string& name, const std::string& endpoint) {
  return sqs::Queue(client(endpoint), name);
}

aws::Expected<json> call(const std::string& operation, const json& body) {
  return client().call("AmazonSQS." + operation, body, {std::chrono::seconds(0), 1});
}

std::string url(const std::string& name, const std::string& endpoint, const std::string& more) {
  return "sqs://" + endpoint.substr(endpoint.find("//") + 2) + "/" + name + "?region=us-east-1" +
         more;
}

void fail(const std::vector<json>& rules) {
  const auto told = client(proxy()).call("Faults.Set", {{"rules", rules}});
  EXPECT_TRUE(told.has_value()) << describe(told.error());
}

int count(const std::string& operation) {
  const auto counts = client(proxy()).call("Faults.Counts", json::object());
  EXPECT_TRUE(counts.has_value()) << describe(counts.error());
  return counts ? counts->value(operation, 0) : -1;
}

void expect(std::string_view rule, bool holds, const std::string& seen) {
  const auto known = deviations.find(variable("HAGGLE_SQS_SERVER"));
  ASSERT_NE(known, deviations.end()) << "a server that has no table";
  if (known->second.contains(rule)) {
    EXPECT_FALSE(holds) << rule << ": this deviation has gone; take it out of the tables";
  } else {
    EXPECT_TRUE(holds) << rule << ": " << seen;
  }
}

haggle::Instant Clock::now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

std::int64_t Clock::ticks_us() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

void fill(sqs::Queue& queue, const std::vector<std::string>& bodies) {
  std::vector<sqs::Outgoing> messages;
  for (const std::string& body : bodies) messages.push_back({body});
  for (const sqs::Failure& failure : queue.send(messages)) {
    ADD_FAILURE() << failure.index << ": " << describe(failure.error);
  }
}

std::vector<sqs::Message> drain(sqs::Queue& queue, std::size_t count_max, int visibility_s) {
  std::vector<sqs::Message> all;
  while (all.size() < count_max) {
    const int count = static_cast<int>(std::min<std::size_t>(10, count_max - all.size()));
    auto some = queue.receive({count, 1, visibility_s, "All"});
    EXPECT_TRUE(some.has_value()) << describe(some.error());
    if (!some || some->empty()) break;
    std::move(some->begin(), some->end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace server
