#include "receiver.hpp"

#include <algorithm>

#include "events.hpp"

namespace webhook {
namespace {

const Refusal not_an_object{400, "not_an_object", "send each event as a JSON object"};

/// What became of one entry of a batch.
struct Entry {
  std::string id{};
  std::optional<Refusal> refusal{};
};

std::string entry_json(std::size_t index, const Entry& entry) {
  const std::string start = R"({"index":)" + std::to_string(index) + R"(,"status":)";
  if (!entry.refusal) return start + R"(200,"id":)" + json_text(entry.id) + "}";
  return start + std::to_string(entry.refusal->status) + R"(,"error":)" +
         json_text(entry.refusal->code) + R"(,"hint":)" + json_text(entry.refusal->hint) + "}";
}

/// The status of the whole, by its entries.
int batch_status(std::size_t accepted_count, const std::vector<Entry>& entries) {
  if (accepted_count == entries.size()) return 200;
  const bool not_kept = std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
    return entry.refusal && entry.refusal->status >= 500;
  });
  if (not_kept) return 503;
  return accepted_count > 0 ? 207 : 400;
}

Reply batch_reply(const std::vector<Entry>& entries) {
  const auto accepted_count = static_cast<std::size_t>(std::count_if(
      entries.begin(), entries.end(), [](const Entry& entry) { return !entry.refusal; }));
  std::string list;
  for (std::size_t index = 0; index < entries.size(); ++index) {
    list += (index > 0 ? "," : "") + entry_json(index, entries[index]);
  }
  const int status = batch_status(accepted_count, entries);
  return Reply{status,
               status == 200   ? "ok"
               : status == 503 ? "not_kept"
                               : "entries_refused",
               R"({"accepted":)" + std::to_string(accepted_count) + R"(,"refused":)" +
                   std::to_string(entries.size() - accepted_count) + R"(,"entries":[)" + list +
                   "]}"};
}

std::vector<Entry> entries_of(const std::vector<std::string_view>& events) {
  std::vector<Entry> entries;
  for (const std::string_view event : events) {
    if (is_object(event)) {
      entries.push_back({event_id(event), {}});
    } else {
      entries.push_back({{}, not_an_object});
    }
  }
  return entries;
}

}  // namespace

/// The sender is not told more than that; the fault itself is on /healthz.
Refusal Receiver::not_kept() const {
  return {503, "not_kept", "the event could not be kept: send it again",
          options_.retry_after_seconds};
}

Reply Receiver::keep_event(std::string_view body) {
  if (!is_json(body)) {
    return reply_of({400, "malformed_json", "send one JSON text in UTF-8, at most 64 deep"});
  }
  if (!is_object(body)) return reply_of(not_an_object);
  const std::string id = event_id(body);
  const auto kept = inbox_.put({id, body});
  if (!kept) return reply_of(not_kept());
  return Reply{200, "ok", R"({"status":"accepted","id":)" + json_text(id) + "}"};
}

Reply Receiver::keep_batch(std::string_view body) {
  const auto events = split_batch(body, options_.limits.batch_count_max);
  if (!events) return reply_of(events.error());
  std::vector<Entry> entries = entries_of(*events);
  std::vector<Event> good;
  for (std::size_t index = 0; index < entries.size(); ++index) {
    if (!entries[index].refusal) good.push_back({entries[index].id, (*events)[index]});
  }
  auto kept = inbox_.put_all(good);
  auto answer = kept.begin();
  for (Entry& entry : entries) {
    if (entry.refusal) continue;
    if (!*answer) entry.refusal = not_kept();
    ++answer;
  }
  Reply reply = batch_reply(entries);
  if (reply.status == 503) reply.retry_after_seconds = options_.retry_after_seconds;
  return reply;
}

Reply Receiver::take(const SignedRequest& request, std::int64_t now_seconds, Take take_body) {
  if (options_.signature.unsigned_allowed) return (this->*take_body)(request.body);
  const auto verified = verify(options_.signature, request, now_seconds);
  if (!verified) return reply_of(verified.error());
  const bool is_dated = verified->expires_seconds.has_value();
  if (is_dated && !replays_.remember(*verified, now_seconds)) {
    return reply_of({409, "replayed", "this was taken before: do not send it again"});
  }
  const Reply reply = (this->*take_body)(request.body);
  // What was not taken may be sent again as it was signed.
  if (is_dated && reply.status >= 300) replays_.forget(verified->mac);
  return reply;
}

Reply Receiver::take_event(const SignedRequest& request, std::int64_t now_seconds) {
  return take(request, now_seconds, &Receiver::keep_event);
}

Reply Receiver::take_batch(const SignedRequest& request, std::int64_t now_seconds) {
  return take(request, now_seconds, &Receiver::keep_batch);
}

}  // namespace webhook
