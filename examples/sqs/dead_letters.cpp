#include "sqs/dead_letters.hpp"

#include <algorithm>
#include <haggle/codec/instant_text.hpp>
#include <utility>
#include <vector>

#include "sqs/base64.hpp"
#include "sqs/fault.hpp"

namespace sqs {
namespace {

constexpr std::size_t attribute_bytes_max = 1'000;

// What may stand in an attribute; the place of another byte is kept.
std::string safe(std::string_view text) {
  std::string out(text.substr(0, attribute_bytes_max));
  std::replace_if(out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return out;
}

void add(Attributes& to, const char* name, std::string_view value) {
  if (!value.empty()) to.emplace(name, safe(value));
}

std::string listing_text(const haggle::ListingKey& key) {
  return std::string(key.seller.text()) + ":" + std::string(key.sku.text()) + "@" +
         std::string(key.marketplace.text()) +
         (key.audience == haggle::Audience::business ? "|business" : "");
}

std::size_t bytes_of(const Outgoing& message) {
  std::size_t bytes = message.body.size();
  for (const auto& [name, value] : message.attributes) bytes += name.size() + value.size() + 6;
  return bytes;
}

}  // namespace

Outgoing letter_message(const haggle::DeadLetter& letter) {
  Outgoing message;
  const bool is_plain = is_sendable(letter.body);
  // A body must not be empty, so that of an empty letter is one '='.
  message.body = is_plain ? std::string(letter.body) : base64(letter.body);
  if (message.body.empty()) message.body = "=";
  Attributes& to = message.attributes;
  const bool by_port = !letter.fault.text.empty();
  add(to, "haggle.error", by_port ? "fault" : haggle::entry_of(letter.error.code).name);
  add(to, "haggle.text", by_port ? letter.fault.text : haggle::describe(letter.error));
  add(to, "haggle.where", letter.where);
  add(to, "haggle.record_id", letter.record_id);
  if (letter.listing) add(to, "haggle.listing", listing_text(*letter.listing));
  add(to, "haggle.failed_at", haggle::instant_text(letter.failed_at));
  add(to, "haggle.receives_count", std::to_string(letter.receives_count));
  if (bytes_of(message) > batch_bytes_max - 64) to.clear();  // the bytes are worth more
  if (!is_plain) add(to, encoding_name, "base64");
  return message;
}

std::string letter_bytes(Message& message) {
  const bool is_encoded = message.attributes.contains(encoding_name);
  return is_encoded ? base64_decoded(message.body) : std::move(message.body);
}

haggle::Answer<void> DeadLetterQueue::put(std::span<const haggle::DeadLetter> letters) {
  std::vector<Outgoing> messages;
  messages.reserve(letters.size());
  for (const haggle::DeadLetter& letter : letters) messages.push_back(letter_message(letter));
  const std::vector<Failure> failures = queue_.send(messages);
  if (!failures.empty()) {
    return tl::unexpected(fault_of(failures.front().error, queue_.name()));
  }
  return {};
}

haggle::Answer<std::unique_ptr<DeadLetterQueue>> open_dead_letters(
    std::string_view url, aws::CredentialsSource credentials) {
  const auto address = aws::parse_address(url);
  if (!address) return tl::unexpected(fault_of(address.error(), url));
  return std::make_unique<DeadLetterQueue>(
      Queue(aws::Client(address->site, std::move(credentials)), address->name));
}

}  // namespace sqs
