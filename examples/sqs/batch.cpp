#include "sqs/batch.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace sqs {
namespace {

using aws::Error;
using aws::Kind;
using nlohmann::json;

using Indexes = std::vector<std::size_t>;

class Batch {
 public:
  Batch(aws::Client& client, const BatchCall& call, const std::vector<json>& entries)
      : client_(client), call_(call), entries_(entries) {}

  std::vector<Failure> run() {
    Indexes open(entries_.size());
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;
    for (int tries_count = 1; !open.empty(); ++tries_count) {
      again_.clear();
      send_all(open);
      if (tries_count >= call_.tries_max) break;
      if (!again_.empty()) client_.back_off(again_.front().error);
      open.clear();
      for (const Failure& failure : again_) open.push_back(failure.index);
    }
    std::move(again_.begin(), again_.end(), std::back_inserter(failures_));
    std::sort(failures_.begin(), failures_.end(),
              [](const Failure& a, const Failure& b) { return a.index < b.index; });
    return std::move(failures_);
  }

 private:
  void send_all(std::span<const std::size_t> open) {
    while (!open.empty()) {
      const auto part = open.first(fitting(open));
      send(part);
      open = open.subspan(part.size());
    }
  }

  // How many of the first entries fit into one batch; at least one.
  std::size_t fitting(std::span<const std::size_t> open) const {
    std::size_t bytes = 0;
    std::size_t count = 0;
    for (; count < std::min(open.size(), entries_max); ++count) {
      bytes += bytes_of(entries_[open[count]]);
      if (count > 0 && bytes > batch_bytes_max) break;
    }
    return count;
  }

  static std::size_t bytes_of(const json& entry) {
    const auto body = entry.find("MessageBody");
    if (body == entry.end()) return 0;
    const auto attributes = entry.find("MessageAttributes");
    return body->get_ref<const std::string&>().size() +
           (attributes == entry.end() ? 0 : attributes->dump().size());
  }

  void send(std::span<const std::size_t> part) {
    json body = {{"QueueUrl", call_.queue_url}, {"Entries", json::array()}};
    for (const std::size_t index : part) {
      json entry = entries_[index];
      entry["Id"] = std::to_string(index);
      body["Entries"].push_back(std::move(entry));
    }
    const aws::Expected<json> answer = client_.call(call_.target, body);
    if (answer) return sort_out(part, *answer);
    if (part.size() > 1 && is_of_an_entry(answer.error())) {
      for (std::size_t i = 0; i < part.size(); ++i) send(part.subspan(i, 1));
      return;
    }
    for (const std::size_t index : part) failures_.push_back({index, answer.error()});
  }

  // Some servers refuse a whole batch for one entry that is too long or has a bad character.
  static bool is_of_an_entry(const Error& error) {
    return error.kind == Kind::request && error.code != "QueueDoesNotExist";
  }

  void sort_out(std::span<const std::size_t> part, const json& answer) {
    for (const std::size_t index : part) {
      const json* failed = find(answer, "Failed", index);
      if (failed != nullptr) {
        keep({index, error_of(*failed)});
      } else if (find(answer, "Successful", index) == nullptr) {
        keep({index, aws::refuse(Kind::garbage, "", "the answer leaves this entry out").value()});
      }
    }
  }

  void keep(Failure failure) {
    const bool passes = aws::passes(failure.error.kind);
    (passes ? again_ : failures_).push_back(std::move(failure));
  }

  static const json* find(const json& answer, const char* list, std::size_t index) {
    const auto entries = answer.find(list);
    if (entries == answer.end() || !entries->is_array()) return nullptr;
    for (const json& entry : *entries) {
      if (!entry.is_object()) continue;
      const auto id = entry.find("Id");
      if (id != entry.end() && *id == std::to_string(index)) return &entry;
    }
    return nullptr;
  }

  static Error error_of(const json& entry) {
    const auto sender = entry.find("SenderFault");
    const bool is_ours = sender != entry.end() && sender->is_boolean() && sender->get<bool>();
    Error error = aws::error_of_answer(is_ours ? 400 : 500, entry.dump(), "");
    error.message = aws::first_line(error.message);
    return error;
  }

  aws::Client& client_;
  const BatchCall& call_;
  const std::vector<json>& entries_;
  std::vector<Failure> failures_;  // for good
  std::vector<Failure> again_;     // of this round
};

}  // namespace

std::vector<Failure> call_each(aws::Client& client, const BatchCall& call,
                               const std::vector<json>& entries) {
  return Batch(client, call, entries).run();
}

}  // namespace sqs
