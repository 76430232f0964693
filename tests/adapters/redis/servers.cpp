#include "servers.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace redis_test {
namespace {

/// Starts a program whose output goes nowhere, or into a pipe, and which dies with us.
pid_t start(const std::vector<std::string>& argv, int in, int out) {
  std::vector<char*> words;
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  execvp(words[0], words.data());
  _exit(127);
}

std::string read_line(int fd) {
  std::string line;
  char byte = 0;
  while (read(fd, &byte, 1) == 1 && byte != '\n') line.push_back(byte);
  return line;
}

std::string folder_of_this_test(const std::string& kind) {
  const char* base = std::getenv("HAGGLE_REDIS_DIR");
  std::string folder = base != nullptr ? base : "/tmp";
  const auto* info = testing::UnitTest::GetInstance()->current_test_info();
  folder += std::string("/") + kind + "-" + std::to_string(getpid());
  if (info != nullptr) folder += std::string("-") + info->test_suite_name() + "-" + info->name();
  return folder;
}

}  // namespace

Servers::Servers(const std::string& kind) {
  std::array<int, 2> in{}, out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  const std::string program = std::string(HAGGLE_REDIS_TESTS_DIR) + "/servers.py";
  starter_ = start({"python3", program, kind, folder_of_this_test(kind)}, in[0], out[1]);
  close(in[0]), close(out[1]);
  input_ = in[1];
  facts_ = nlohmann::json::parse(read_line(out[0]));
  close(out[0]);
}

Servers::~Servers() {
  for (const pid_t child : restarted_) ::kill(child, SIGKILL), waitpid(child, nullptr, 0);
  close(input_);
  waitpid(starter_, nullptr, 0);
}

std::string Servers::url(const std::string& options) const {
  const std::string whole = facts_["url"];
  if (options.empty()) return whole;
  return whole + (whole.find('?') == std::string::npos ? "?" : "&") + options;
}

std::size_t Servers::node_with_port(int wanted) const {
  std::size_t node = 0;
  while (port(node) != wanted) ++node;
  return node;
}

void Servers::kill(std::size_t node) {
  ::kill(pid(node), SIGKILL);
  const std::string probe = "ping";
  static_cast<void>(
      becomes_true([&] { return cli(node, probe).find("PONG") == std::string::npos; }));
}

void Servers::restart(std::size_t node) {
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  restarted_.push_back(start(facts_["nodes"][node]["argv"], null, null));
  facts_["nodes"][node]["pid"] = restarted_.back();
  close(null);
  static_cast<void>(
      becomes_true([&] { return cli(node, "ping").find("PONG") != std::string::npos; }));
}

void Servers::stop(std::size_t node, bool stopped) {
  ::kill(pid(node), stopped ? SIGSTOP : SIGCONT);
}

std::string Servers::cli(std::size_t node, const std::string& words) const {
  const std::string line = "redis-cli -p " + std::to_string(port(node)) + " " + words + " 2>&1";
  std::string said;
  FILE* const pipe = popen(line.c_str(), "r");
  std::array<char, 4096> bytes;
  while (pipe != nullptr && fgets(bytes.data(), bytes.size(), pipe) != nullptr)
    said += bytes.data();
  if (pipe != nullptr) pclose(pipe);
  return said;
}

FalseServer::FalseServer(std::string answer, bool hangs_up)
    : answer_(std::move(answer)), hangs_up_(hangs_up) {
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (bind(listening_, any, size) != 0 || listen(listening_, 8) != 0 ||
      getsockname(listening_, any, &size) != 0) {
    throw std::runtime_error("no port");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

FalseServer::~FalseServer() {
  ends_ = true;
  thread_.join();
  close(listening_);
}

std::string FalseServer::url(const std::string& options) const {
  return "redis://127.0.0.1:" + std::to_string(port_) + "?" + options;
}

void FalseServer::serve() {
  std::vector<pollfd> open{{listening_, POLLIN, 0}};
  while (!ends_) {
    if (poll(open.data(), open.size(), 20) <= 0) continue;
    if (open[0].revents != 0) open.push_back({accept(listening_, nullptr, nullptr), POLLIN, 0});
    for (std::size_t i = 1; i < open.size(); ++i) {
      std::array<char, 4096> bytes;
      if (open[i].revents == 0 || recv(open[i].fd, bytes.data(), bytes.size(), 0) <= 0) continue;
      send(open[i].fd, answer_.data(), answer_.size(), MSG_NOSIGNAL);
      if (hangs_up_) shutdown(open[i].fd, SHUT_RDWR);
    }
  }
  for (std::size_t i = 1; i < open.size(); ++i) close(open[i].fd);
}

bool becomes_true(const std::function<bool()>& is_so, int seconds_max) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds_max);
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  return true;
}

redis::Client client_of(const std::string& url) {
  auto settings = redis::read_url(url);
  EXPECT_TRUE(settings.has_value()) << (settings ? "" : settings.error().text);
  return redis::Client(settings ? *settings : redis::Settings{}, redis::scripts());
}

redis::Outcome<std::string> call(redis::Client& client, std::string_view key,
                                 const std::vector<std::string>& words, redis::Effect effect) {
  redis::Batch batch;
  redis::Commands& commands = batch.add(key, effect).begin(words.size());
  for (const std::string& word : words) commands.word(word);
  client.execute(batch);
  const auto reply = batch.reply(0);
  if (!reply) return tl::unexpected(reply.error());
  if (reply->is_nil()) return std::string("(nil)");
  return reply->is_integer() ? std::to_string(reply->integer()) : std::string(reply->text());
}

}  // namespace redis_test
