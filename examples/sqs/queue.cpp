#include "sqs/queue.hpp"

#include <charconv>
#include <utility>

namespace sqs {
namespace {

using aws::Expected;
using nlohmann::json;

std::string text_of(const json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The attributes of the service are numbers written as texts.
std::int64_t number_of(const json& object, const char* name, std::int64_t otherwise) {
  const std::string text = text_of(object, name);
  std::int64_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

const json& part_of(const json& object, const char* name) {
  static const json nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

Attributes attributes_of(const json& message) {
  Attributes attributes;
  const json& sent = part_of(message, "MessageAttributes");
  if (!sent.is_object()) return attributes;
  for (const auto& [name, value] : sent.items()) {
    attributes.emplace(name, text_of(value, "StringValue"));
  }
  return attributes;
}

Message message_of(const json& from) {
  const json& told = part_of(from, "Attributes");
  return {text_of(from, "MessageId"),
          text_of(from, "ReceiptHandle"),
          text_of(from, "Body"),
          static_cast<std::int32_t>(number_of(told, "ApproximateReceiveCount", 1)),
          number_of(told, "SentTimestamp", 0),
          attributes_of(from)};
}

// A message without a receipt cannot be spoken of; it comes again.
Expected<std::vector<Message>> messages_of(const json& answer) {
  std::vector<Message> messages;
  const json& list = part_of(answer, "Messages");
  if (list.is_null()) return messages;
  if (!list.is_array()) return aws::refuse(aws::Kind::garbage, "", "Messages is no list");
  for (const json& from : list) {
    if (from.is_object() && !text_of(from, "ReceiptHandle").empty()) {
      messages.push_back(message_of(from));
    }
  }
  return messages;
}

json entry_of(const Outgoing& message) {
  json entry = {{"MessageBody", message.body}};
  if (message.delay_s > 0) entry["DelaySeconds"] = message.delay_s;
  for (const auto& [name, value] : message.attributes) {
    entry["MessageAttributes"][name] = {{"DataType", "String"}, {"StringValue", value}};
  }
  return entry;
}

// How long the well-formed UTF-8 character is that starts here and may stand in XML; 0: none.
std::size_t sendable_bytes(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return first >= 0x20 || first == 9 || first == 10 || first == 13 ? 1 : 0;
  const std::size_t bytes = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (bytes == 0 || first > 0xF4 || text.size() < bytes) return 0;
  unsigned code = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return 0;
    code = code << 6 | (byte(i) & 0x3FU);
  }
  const bool is_short = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool is_surrogate = code >= 0xD800 && code < 0xE000;
  const bool is_none = code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF;
  return is_short || is_surrogate || is_none ? 0 : bytes;
}

}  // namespace

Queue::Queue(aws::Client client, std::string name)
    : client_(std::move(client)), name_(std::move(name)) {}

Expected<std::string> Queue::url() {
  if (!url_.empty()) return url_;
  const auto answer = client_.call("AmazonSQS.GetQueueUrl", {{"QueueName", name_}});
  if (!answer) return tl::unexpected<aws::Error>(answer.error());
  url_ = text_of(*answer, "QueueUrl");
  if (url_.empty()) return aws::refuse(aws::Kind::garbage, "", "an answer without QueueUrl");
  return url_;
}

Expected<json> Queue::call(std::string_view operation, json body, aws::Patience patience) {
  const auto where = url();
  if (!where) return tl::unexpected<aws::Error>(where.error());
  body["QueueUrl"] = *where;
  return client_.call("AmazonSQS." + std::string(operation), body, patience);
}

std::vector<Failure> Queue::batch(std::string_view operation, const std::vector<json>& entries) {
  if (entries.empty()) return {};
  if (const auto where = url(); !where) {
    std::vector<Failure> all;
    for (std::size_t i = 0; i < entries.size(); ++i) all.push_back({i, where.error()});
    return all;
  }
  return call_each(client_, {"AmazonSQS." + std::string(operation), url_}, entries);
}

Expected<std::vector<Message>> Queue::receive(const Receive& receive) {
  json body = {
      {"MaxNumberOfMessages", receive.count_max},
      {"WaitTimeSeconds", receive.wait_s},
      {"VisibilityTimeout", receive.visibility_s},
      {"MessageSystemAttributeNames", json::array({"ApproximateReceiveCount", "SentTimestamp"})}};
  if (!receive.attributes.empty())
    body["MessageAttributeNames"] = json::array({receive.attributes});
  const auto answer =
      call("ReceiveMessage", std::move(body), {std::chrono::seconds(receive.wait_s), 1});
  if (!answer) return tl::unexpected<aws::Error>(answer.error());
  return messages_of(*answer);
}

std::vector<Failure> Queue::remove(std::span<const std::string> receipts) {
  std::vector<json> entries;
  for (const std::string& receipt : receipts) entries.push_back({{"ReceiptHandle", receipt}});
  return batch("DeleteMessageBatch", entries);
}

std::vector<Failure> Queue::set_visibility(std::span<const std::string> receipts, int seconds) {
  std::vector<json> entries;
  for (const std::string& receipt : receipts) {
    entries.push_back({{"ReceiptHandle", receipt}, {"VisibilityTimeout", seconds}});
  }
  return batch("ChangeMessageVisibilityBatch", entries);
}

std::vector<Failure> Queue::send(std::span<const Outgoing> messages) {
  std::vector<json> entries;
  for (const Outgoing& message : messages) entries.push_back(entry_of(message));
  return batch("SendMessageBatch", entries);
}

Expected<Depth> Queue::depth() {
  constexpr const char* names[] = {"ApproximateNumberOfMessages",
                                   "ApproximateNumberOfMessagesNotVisible",
                                   "ApproximateNumberOfMessagesDelayed"};
  const auto answer = call("GetQueueAttributes", {{"AttributeNames", names}});
  if (!answer) return tl::unexpected<aws::Error>(answer.error());
  const json& told = part_of(*answer, "Attributes");
  return Depth{number_of(told, names[0], 0), number_of(told, names[1], 0),
               number_of(told, names[2], 0)};
}

Expected<std::string> Queue::arn() {
  const auto answer = call("GetQueueAttributes", {{"AttributeNames", json::array({"QueueArn"})}});
  if (!answer) return tl::unexpected<aws::Error>(answer.error());
  return text_of(part_of(*answer, "Attributes"), "QueueArn");
}

bool is_sendable(std::string_view body) noexcept {
  if (body.empty()) return false;
  while (!body.empty()) {
    const std::size_t bytes = sendable_bytes(body);
    if (bytes == 0) return false;
    body.remove_prefix(bytes);
  }
  return true;
}

}  // namespace sqs
