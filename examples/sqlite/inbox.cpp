#include "inbox.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "seal.hpp"

namespace sqlite {

using haggle::Ticket;
using Kind = Transaction::Kind;

namespace {

std::int64_t mail_seal(std::string_view id, std::string_view body) {
  return (Seal{} << id << body).value();
}

}  // namespace

// ---- in ----------------------------------------------------------------

Answer<std::unique_ptr<Inbox>> Inbox::open(const std::string& path, haggle::Duration busy) {
  auto db = Connection::open(path, Sync::full, busy);
  if (!db) return tl::unexpected(std::move(db.error()));
  return std::unique_ptr<Inbox>{new Inbox(std::move(*db))};
}

Answer<void> Inbox::put(std::span<const Mail> mail) {
  const std::scoped_lock lock{mutex_};
  Transaction putting{*db_, Kind::write};
  for (const Mail& each : mail) {
    Statement{*db_,
              "INSERT INTO inbox(id, body, receives, visible_at, seal) VALUES(?1, ?2, 0, 0, ?3) "
              "ON CONFLICT(id) DO NOTHING",
              each.id, Bytes{each.bytes}, mail_seal(each.id, each.bytes)}
        .run();
  }
  return putting.commit();
}

// ---- out ----------------------------------------------------------------

Answer<std::unique_ptr<InboxSource>> InboxSource::open(const std::string& path,
                                                       haggle::TimeSource& time,
                                                       const InboxOptions& options) {
  // What a power cut undoes here is given out again, which is what a source may do.
  auto db = Connection::open(path, Sync::normal, options.busy);
  if (!db) return tl::unexpected(std::move(db.error()));
  return std::unique_ptr<InboxSource>{new InboxSource(std::move(*db), time, options)};
}

Answer<bool> InboxSource::is_any_there() {
  Transaction looking{*db_, Kind::read};
  const bool is_any =
      Statement{*db_, "SELECT 1 FROM inbox WHERE visible_at <= ?1 LIMIT 1", time_.now().ms}.step();
  return commit(looking, is_any);
}

Answer<std::vector<InboxSource::Held>> InboxSource::take(std::size_t count_max,
                                                         haggle::Instant now) {
  std::vector<Held> taken;
  Transaction taking{*db_, Kind::write};
  {
    Statement rows{*db_,
                   "SELECT number, receives, body, id, seal FROM inbox WHERE visible_at <= ?1 "
                   "ORDER BY number LIMIT ?2",
                   now.ms, static_cast<std::int64_t>(count_max)};
    while (rows.step()) {
      if (mail_seal(rows.text(3), rows.text(2)) != rows.whole(4)) {
        db_->refuse_damage("a message is not as it came");
      }
      taken.push_back({rows.whole(0), rows.whole(1) + 1, std::string{rows.text(2)}});
    }
  }
  for (const Held& each : taken) {
    Statement{*db_, "UPDATE inbox SET receives = ?2, visible_at = ?3 WHERE number = ?1",
              each.number, each.receives_count, (now + options_.visibility).ms}
        .run();
  }
  return commit(taking, std::move(taken));
}

Answer<std::size_t> InboxSource::receive(std::size_t count_max, haggle::Duration wait_max,
                                         std::vector<haggle::Received>& into) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{wait_max.ms};
  for (;;) {
    const auto is_any = is_any_there();
    if (!is_any) return tl::unexpected(is_any.error());
    if (*is_any) break;
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= left.zero()) return 0;
    const std::chrono::milliseconds poll{options_.poll.ms};
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, poll));
  }
  const haggle::Instant now = time_.now();
  auto taken = take(count_max, now);
  if (!taken) return tl::unexpected(std::move(taken.error()));
  for (Held& each : *taken) {
    const Held& held = held_.emplace(next_, std::move(each)).first->second;
    const auto count = static_cast<std::int32_t>(held.receives_count);
    into.push_back({held.body, next_++, count, now + options_.visibility});
  }
  return taken->size();
}

Answer<std::vector<Ticket>> InboxSource::finish(std::span<const Ticket> tickets) {
  Transaction finishing{*db_, Kind::write};
  for (const Ticket ticket : tickets) {
    const auto held = held_.find(ticket);
    if (held == held_.end()) continue;
    Statement{*db_, "DELETE FROM inbox WHERE number = ?1", held->second.number}.run();
  }
  auto finished = commit(finishing, std::vector<Ticket>{});
  if (!finished) return finished;
  for (const Ticket ticket : tickets) held_.erase(ticket);
  return finished;
}

/// One that was given to somebody else meanwhile is that one's.
Answer<void> InboxSource::show_again(std::span<const Ticket> tickets, haggle::Instant at) {
  Transaction changing{*db_, Kind::write};
  for (const Ticket ticket : tickets) {
    const auto held = held_.find(ticket);
    if (held == held_.end()) continue;
    Statement{*db_, "UPDATE inbox SET visible_at = ?3 WHERE number = ?1 AND receives = ?2",
              held->second.number, held->second.receives_count, at.ms}
        .run();
  }
  return changing.commit();
}

Answer<void> InboxSource::give_back(std::span<const Ticket> tickets, haggle::Duration delay) {
  auto given = show_again(tickets, time_.now() + delay);
  for (const Ticket ticket : tickets) held_.erase(ticket);
  return given;
}

Answer<haggle::Instant> InboxSource::extend(std::span<const Ticket> tickets,
                                            haggle::Duration visibility) {
  const haggle::Instant until = time_.now() + visibility;
  const auto extended = show_again(tickets, until);
  if (!extended) return tl::unexpected(extended.error());
  return until;
}

Answer<std::optional<std::int64_t>> InboxSource::depth() {
  Transaction counting{*db_, Kind::read};
  std::optional<std::int64_t> depth;
  {
    Statement count{*db_, "SELECT count(*) FROM inbox"};
    if (count.step()) depth = count.whole(0);
  }
  return commit(counting, depth);
}

}  // namespace sqlite
