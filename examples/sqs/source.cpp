#include "sqs/source.hpp"

#include <algorithm>
#include <utility>

#include "sqs/dead_letters.hpp"
#include "sqs/fault.hpp"

namespace sqs {
namespace {

using haggle::Answer;
using haggle::Duration;
using haggle::Instant;
using haggle::Received;
using haggle::Ticket;

constexpr int visibility_s_max = 43'200;
constexpr int wait_s_max = 20;

// Whole seconds, rounded up.
int seconds_of(Duration time, int most) {
  return static_cast<int>(std::clamp<std::int64_t>((time.ms + 999) / 1'000, 0, most));
}

}  // namespace

Source::Source(Queue queue, const SourceOptions& options, haggle::TimeSource& time)
    : queue_(std::move(queue)), options_(options), time_(time) {}

Answer<std::size_t> Source::receive(std::size_t count_max, Duration wait_max,
                                    std::vector<Received>& into) {
  std::size_t taken_count = 0;
  while (taken_count < count_max) {
    const std::size_t asked_count = std::min(count_max - taken_count, entries_max);
    const int wait_s = taken_count == 0 ? seconds_of(wait_max, options_.wait_s_max) : 0;
    // From before the call: when the server gave the messages out is not known better than that.
    const Instant until = time_.now() + haggle::seconds(options_.visibility_s);
    auto messages = queue_.receive(
        {static_cast<int>(asked_count), wait_s, options_.visibility_s, encoding_name});
    if (!messages && taken_count == 0) return tl::unexpected(fault(messages.error()));
    if (!messages) break;
    for (Message& message : *messages) hold(std::move(message), until, into);
    taken_count += messages->size();
    if (messages->size() < asked_count) break;
  }
  return taken_count;
}

void Source::hold(Message message, Instant until, std::vector<Received>& into) {
  message.body = letter_bytes(message);  // of a dead letter that was put back
  const auto [entry, is_new] = held_.emplace(++last_ticket_, std::move(message));
  into.push_back({entry->second.body, entry->first, entry->second.receives_count, until});
}

Answer<std::vector<Ticket>> Source::finish(std::span<const Ticket> tickets) {
  const Held these = held(tickets);
  const auto failures = without_lost(queue_.remove(these.receipts), these);
  if (!failures.empty() && failures.size() == these.tickets.size()) {
    return tl::unexpected(fault(failures.front().error));
  }
  std::vector<Ticket> untold;
  for (const Failure& failure : failures) untold.push_back(these.tickets[failure.index]);
  for (const Ticket ticket : these.tickets) {
    if (std::find(untold.begin(), untold.end(), ticket) == untold.end()) held_.erase(ticket);
  }
  return untold;
}

Answer<void> Source::give_back(std::span<const Ticket> tickets, Duration delay) {
  const Held these = held(tickets);
  for (const Ticket ticket : these.tickets) held_.erase(ticket);
  const int delay_s = seconds_of(delay, visibility_s_max);
  const auto failures = without_lost(queue_.set_visibility(these.receipts, delay_s), these);
  if (!failures.empty()) return tl::unexpected(fault(failures.front().error));
  return {};
}

Answer<Instant> Source::extend(std::span<const Ticket> tickets, Duration visibility) {
  const Held these = held(tickets);
  const int visibility_s = std::max(1, seconds_of(visibility, visibility_s_max));
  const Instant until = time_.now() + haggle::seconds(visibility_s);
  const auto failures = without_lost(queue_.set_visibility(these.receipts, visibility_s), these);
  if (!failures.empty()) return tl::unexpected(fault(failures.front().error));
  return until;
}

Answer<std::optional<std::int64_t>> Source::depth() {
  const auto depth = queue_.depth();
  if (!depth) return tl::unexpected(fault(depth.error()));
  return depth->waiting;
}

Source::Held Source::held(std::span<const Ticket> tickets) const {
  Held these;
  for (const Ticket ticket : tickets) {
    const auto found = held_.find(ticket);
    if (found == held_.end()) continue;
    these.tickets.push_back(ticket);
    these.receipts.push_back(found->second.receipt);
  }
  return these;
}

// A receipt that is refused by itself is of a message whose visibility has ended: nothing is lost
// but the wish, since the message comes again and the store knows its version.
std::vector<Failure> Source::without_lost(std::vector<Failure> failures, const Held& of) {
  const auto is_lost = [&](const Failure& failure) {
    const bool lost =
        failure.error.kind == aws::Kind::request && failure.error.code != "QueueDoesNotExist";
    if (lost) held_.erase(of.tickets[failure.index]), ++lost_count_;
    return lost;
  };
  std::erase_if(failures, is_lost);
  return failures;
}

haggle::Fault Source::fault(const aws::Error& error) const {
  return fault_of(error, queue_.name());
}

Answer<std::unique_ptr<Source>> open_source(std::string_view url, haggle::TimeSource& time,
                                            aws::CredentialsSource credentials) {
  const auto address = aws::parse_address(url);
  if (!address) return tl::unexpected(fault_of(address.error(), url));
  const SourceOptions usual;
  const auto visibility =
      aws::number_option(*address, "visibility", 0, visibility_s_max, usual.visibility_s);
  if (!visibility) return tl::unexpected(fault_of(visibility.error(), url));
  const auto wait = aws::number_option(*address, "wait", 0, wait_s_max, usual.wait_s_max);
  if (!wait) return tl::unexpected(fault_of(wait.error(), url));
  const SourceOptions options{static_cast<int>(*visibility), static_cast<int>(*wait)};
  return std::make_unique<Source>(
      Queue(aws::Client(address->site, std::move(credentials)), address->name), options, time);
}

}  // namespace sqs
