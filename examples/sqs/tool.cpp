// haggle-sqs: fills a queue, looks at it, and puts dead letters back. For trials and for mornings.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "aws/address.hpp"
#include "sqs/queue.hpp"
#include "sqs/redrive.hpp"

namespace {

// 2: what was asked for cannot be done; the sentence says why.
int complain(const aws::Error& error) {
  std::cerr << "haggle-sqs: " << aws::describe(error) << '\n';
  return 2;
}

aws::Expected<sqs::Queue> open(const std::string& url) {
  const auto address = aws::parse_address(url);
  if (!address) return tl::unexpected<aws::Error>(address.error());
  return sqs::Queue(aws::Client(address->site), address->name);
}

// A file is one message, or each of its lines is.
bool read(const std::string& path, bool lines, std::vector<sqs::Outgoing>& into) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  if (!lines) {
    into.push_back({std::string(std::istreambuf_iterator<char>(in), {}), {}, 0});
    return true;
  }
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) into.push_back({line, {}, 0});
  }
  return true;
}

int send(const std::string& url, const std::vector<std::string>& files, bool lines) {
  auto queue = open(url);
  if (!queue) return complain(queue.error());
  std::vector<sqs::Outgoing> messages;
  for (const std::string& file : files) {
    if (read(file, lines, messages)) continue;
    std::cerr << "haggle-sqs: cannot read " << file << '\n';
    return 2;
  }
  const auto failures = queue->send(messages);
  std::cout << "sent " << messages.size() - failures.size() << " of " << messages.size() << '\n';
  return failures.empty() ? 0 : complain(failures.front().error);
}

int depth(const std::string& url) {
  auto queue = open(url);
  if (!queue) return complain(queue.error());
  const auto depth = queue->depth();
  if (!depth) return complain(depth.error());
  std::cout << "waiting " << depth->waiting << ", in flight " << depth->in_flight << ", delayed "
            << depth->delayed << '\n';
  return 0;
}

int redrive(const std::string& from_url, const std::string& to_url) {
  auto from = open(from_url);
  if (!from) return complain(from.error());
  auto to = open(to_url);
  if (!to) return complain(to.error());
  const auto redriven = sqs::redrive(*from, *to);
  if (!redriven) return complain(redriven.error());
  std::cout << "moved " << redriven->moved_count << ", kept " << redriven->kept_count
            << (redriven->by_server ? " (by the server)\n" : "\n");
  return redriven->kept_count == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Fills an SQS queue, looks at it, and puts dead letters back."};
  app.require_subcommand(1);
  std::string url, to;
  std::vector<std::string> files;
  bool lines = false;
  CLI::App* sending = app.add_subcommand("send", "Sends files, each as one message");
  sending->add_option("queue", url, "sqs://...")->required();
  sending->add_option("files", files)->required();
  sending->add_flag("--lines", lines, "each line is a message");
  CLI::App* looking = app.add_subcommand("depth", "How many messages are in a queue, about");
  looking->add_option("queue", url, "sqs://...")->required();
  CLI::App* driving = app.add_subcommand("redrive", "Moves dead letters back into a queue");
  driving->add_option("from", url, "sqs://...")->required();
  driving->add_option("to", to, "sqs://...")->required();
  CLI11_PARSE(app, argc, argv);
  if (*sending) return send(url, files, lines);
  return *looking ? depth(url) : redrive(url, to);
}
