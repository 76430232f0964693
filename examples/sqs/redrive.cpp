#include "sqs/redrive.hpp"

#include <chrono>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "sqs/dead_letters.hpp"

namespace sqs {
namespace {

using aws::Error;
using aws::Expected;
using aws::Kind;
using nlohmann::json;

constexpr aws::Patience one_try{std::chrono::milliseconds(0), 1};
constexpr int visibility_s = 120;  // of what is on its way from one queue to the other

// Not known, not for these queues, or not ready: the other way then. An answer that never came is
// none of these: the server may be moving already.
bool is_not_had(const Error& error) {
  return error.kind == Kind::request || error.kind == Kind::server || error.kind == Kind::garbage;
}

json last_task(const json& answer) {
  const auto results = answer.find("Results");
  if (results == answer.end() || !results->is_array() || results->empty()) return json::object();
  return results->front().is_object() ? results->front() : json::object();
}

// Looks at the task until it has ended or the wait is over.
Expected<Redriven> follow(aws::Client& client, const std::string& arn, int wait_s_max) {
  Redriven redriven{0, 0, true};
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(wait_s_max);
  while (true) {
    const auto answer = client.call("AmazonSQS.ListMessageMoveTasks", {{"SourceArn", arn}});
    if (!answer) return tl::unexpected<Error>(answer.error());
    const json task = last_task(*answer);
    const auto moved = task.find("ApproximateNumberOfMessagesMoved");
    if (moved != task.end() && moved->is_number_integer()) moved->get_to(redriven.moved_count);
    const auto status = task.find("Status");
    const bool runs = status != task.end() && *status == "RUNNING";
    if (!runs || std::chrono::steady_clock::now() >= until) return redriven;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
}

Outgoing again(const Message& message) {
  Outgoing out{message.body, {}, 0};
  for (const auto& [name, value] : message.attributes) {
    const bool is_of_letter = name.starts_with("haggle.") && name != encoding_name;
    if (!is_of_letter && !value.empty()) out.attributes.emplace(name, value);
  }
  return out;
}

// Sends what can be sent, then deletes what was sent.
Expected<void> move(Queue& from, Queue& to, const std::vector<Message>& messages,
                    Redriven& redriven) {
  std::vector<Outgoing> out;
  std::vector<std::string> receipts;
  for (const Message& message : messages) {
    out.push_back(again(message));
    receipts.push_back(message.receipt);
  }
  const std::vector<Failure> unsent = to.send(out);
  if (!unsent.empty() && unsent.size() == out.size()) {
    return tl::unexpected<Error>(unsent.front().error);
  }
  for (auto failure = unsent.rbegin(); failure != unsent.rend(); ++failure) {
    receipts.erase(receipts.begin() + static_cast<std::ptrdiff_t>(failure->index));
  }
  redriven.moved_count += static_cast<std::int64_t>(receipts.size());
  redriven.kept_count += static_cast<std::int64_t>(messages.size() - receipts.size());
  if (const auto failures = from.remove(receipts); !failures.empty()) {
    return tl::unexpected<Error>(failures.front().error);
  }
  return {};
}

}  // namespace

Expected<Redriven> redrive(Queue& from, Queue& to, int wait_s_max) {
  const auto source = from.arn();
  if (!source) return tl::unexpected<Error>(source.error());
  const auto destination = to.arn();
  if (!destination) return tl::unexpected<Error>(destination.error());
  const auto started =
      from.client().call("AmazonSQS.StartMessageMoveTask",
                         {{"SourceArn", *source}, {"DestinationArn", *destination}}, one_try);
  if (started) return follow(from.client(), *source, wait_s_max);
  if (!is_not_had(started.error())) return tl::unexpected<Error>(started.error());
  return redrive_by_hand(from, to, std::numeric_limits<std::int64_t>::max());
}

Expected<Redriven> redrive_by_hand(Queue& from, Queue& to, std::int64_t count_max) {
  Redriven redriven;
  while (redriven.moved_count + redriven.kept_count < count_max) {
    const auto messages = from.receive({10, 1, visibility_s, "All"});
    if (!messages) return tl::unexpected<Error>(messages.error());
    if (messages->empty()) break;
    const auto moved = move(from, to, *messages, redriven);
    if (!moved) return tl::unexpected<Error>(moved.error());
  }
  return redriven;
}

}  // namespace sqs
