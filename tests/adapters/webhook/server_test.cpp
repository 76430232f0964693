// The server in this process, over real sockets: what the scripts do not reach.
#include "webhook/server.hpp"

#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

namespace webhook {
namespace {

using Json = nlohmann::json;

/// Keeps events in memory; can be told to fail, or to wait.
class MemoryInbox final : public Inbox {
 public:
  haggle::Answer<void> put(const Event& event) override {
    std::unique_lock lock{mutex};
    is_asked = true;
    changed.notify_all();
    changed.wait(lock, [&] { return !holds; });
    if (event.bytes.find("fail") != std::string_view::npos) {
      return haggle::faulted(haggle::FaultCategory::system, haggle::Severity::high,
                             "a secret path");
    }
    bodies.emplace_back(event.bytes);
    return {};
  }

  std::mutex mutex{};
  std::condition_variable changed{};
  bool holds{false};
  bool is_asked{false};
  std::vector<std::string> bodies{};
};

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    options.signature.unsigned_allowed = true;
    options.keys = {"key-1", "key-2"};
    hooks.operate = [this](const Operation& operation) { return operate(operation); };
  }

  tl::expected<std::string, Refusal> operate(const Operation& operation) {
    operations.push_back(operation);
    if (operation.seller == "nobody") return tl::unexpected(Refusal{404, "no_such_listing", "x"});
    return R"({"price":"9.99"})";
  }

  void start() {
    server = std::make_unique<Server>(options, inbox, hooks);
    const auto started = server->start();
    ASSERT_TRUE(started) << started.error().text;
  }

  httplib::Result post(const std::string& path, const std::string& body,
                       const httplib::Headers& headers = {}) const {
    httplib::Client client{"127.0.0.1", server->port()};
    return client.Post(path, headers, body, "application/json");
  }

  std::string fault_text() {
    Server refused{options, inbox, hooks};
    const auto started = refused.start();
    if (started) return {};
    EXPECT_EQ(started.error().category, haggle::FaultCategory::configuration);
    return started.error().text;
  }

  MemoryInbox inbox{};
  Options options{};
  Hooks hooks{};
  std::vector<Operation> operations{};
  std::unique_ptr<Server> server{};
};

TEST_F(ServerTest, CarriesOutOrdersOfWhoHasAKey) {
  start();
  const auto done = post("/pricing/manual", R"({"seller":"S","sku":"K","price":9.99,"reason":"r"})",
                         {{"X-API-Key", "key-2"}});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->status, 200);
  EXPECT_EQ(Json::parse(done->body), Json::parse(R"({"status":"done","result":{"price":"9.99"}})"));
  ASSERT_EQ(operations.size(), 1U);
  EXPECT_EQ(operations[0].kind, OperationKind::set_price);
  EXPECT_EQ(operations[0].price, "9.99");
  EXPECT_EQ(post("/pricing/reset", R"({"seller":"nobody","sku":"K","reason":"r"})",
                 {{"X-API-Key", "key-1"}})
                ->status,
            404);
  EXPECT_EQ(operations[1].kind, OperationKind::reset_price);
  EXPECT_EQ(post("/pricing/resume", R"({"seller":"S"})", {{"X-API-Key", "key-1"}})->status, 200);
  EXPECT_EQ(operations[2].kind, OperationKind::resume);
}

TEST_F(ServerTest, CarriesOutNothingOfAnybodyElse) {
  start();
  const std::string body{R"({"seller":"S"})"};
  EXPECT_EQ(post("/pricing/resume", body)->status, 401);
  EXPECT_EQ(post("/pricing/resume", body, {{"X-API-Key", "key-"}})->status, 401);
  EXPECT_EQ(post("/pricing/resume", body, {{"X-API-Key", "key-1"}, {"X-API-Key", "key-1"}})->status,
            401);
  EXPECT_EQ(post("/pricing/resume", R"({"seller":"S","x":1})", {{"X-API-Key", "key-1"}})->status,
            400);
  EXPECT_TRUE(operations.empty());
}

TEST_F(ServerTest, HasNoOrdersWithoutKeys) {
  options.keys.clear();
  start();
  EXPECT_EQ(post("/pricing/resume", R"({"seller":"S"})", {{"X-API-Key", ""}})->status, 404);
  EXPECT_TRUE(operations.empty());
}

TEST_F(ServerTest, SaysOnceWhatIsSetUpWrongly) {
  options.signature.unsigned_allowed = false;
  EXPECT_NE(fault_text().find("no secret"), std::string::npos);
  options.signature.secrets = {"one", ""};
  EXPECT_NE(fault_text().find("secret"), std::string::npos);
  options.signature.secrets = {"one"};
  hooks.operate = nullptr;
  EXPECT_NE(fault_text().find("no manual operations"), std::string::npos);
  options.keys.clear();
  EXPECT_EQ(fault_text(), "");
  start();
  options.port = server->port();
  EXPECT_NE(fault_text().find("cannot listen on 127.0.0.1:"), std::string::npos);
}

TEST_F(ServerTest, TellsASenderNothingOfAFault) {
  start();
  const auto refused = post("/walmart/webhook", R"({"a":"fail"})");
  EXPECT_EQ(refused->status, 503);
  EXPECT_EQ(refused->get_header_value("Retry-After"), "5");
  EXPECT_EQ(refused->body.find("secret path"), std::string::npos);
}

TEST_F(ServerTest, AnswersABatchEntryByEntry) {
  start();
  const auto mixed = post("/walmart/webhook/batch", R"([{"eventId":"1"},7,{"eventId":"3"}])");
  EXPECT_EQ(mixed->status, 207);
  const Json answer = Json::parse(mixed->body);
  EXPECT_EQ(answer["accepted"], 2);
  EXPECT_EQ(answer["entries"][1]["error"], "not_an_object");
  EXPECT_EQ(answer["entries"][2]["id"], "3");
  const auto failed = post("/walmart/webhook/batch", R"([{"a":1},{"a":"fail"},7])");
  EXPECT_EQ(failed->status, 503);
  EXPECT_EQ(failed->get_header_value("Retry-After"), "5");
  EXPECT_EQ(Json::parse(failed->body)["entries"][0]["status"], 200);
  EXPECT_EQ(Json::parse(failed->body)["entries"][1]["status"], 503);
  EXPECT_EQ(post("/walmart/webhook/batch", "[1,2]")->status, 400);
  EXPECT_EQ(inbox.bodies.size(), 3U);
}

TEST_F(ServerTest, FinishesWhatItIsAnsweringWhenItStops) {
  start();
  inbox.holds = true;
  std::atomic<int> status{0};
  std::thread sender{[&] { status = post("/walmart/webhook", "{}")->status; }};
  {
    std::unique_lock lock{inbox.mutex};
    inbox.changed.wait(lock, [&] { return inbox.is_asked; });
  }
  std::thread stopper{[&] { server->stop(); }};
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  {
    const std::lock_guard lock{inbox.mutex};
    inbox.holds = false;
    inbox.changed.notify_all();
  }
  stopper.join();
  sender.join();
  EXPECT_EQ(status, 200);
  EXPECT_EQ(inbox.bodies.size(), 1U);
  EXPECT_FALSE(post("/walmart/webhook", "{}"));
}

TEST_F(ServerTest, StartsAndStopsAtOnceManyTimes) {
  for (int i = 0; i < 200; ++i) {
    start();
    server->stop();
  }
}

TEST_F(ServerTest, OutlivesAHookThatThrows) {
  hooks.stats = []() -> std::string { throw std::runtime_error{"a secret"}; };
  start();
  httplib::Client client{"127.0.0.1", server->port()};
  const auto failed = client.Get("/stats");
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->status, 500);
  for (const auto& [name, value] : failed->headers) EXPECT_EQ(value.find("secret"), value.npos);
  EXPECT_EQ(client.Get("/healthz")->status, 200);
}

}  // namespace
}  // namespace webhook
