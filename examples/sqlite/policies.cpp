#include "policies.hpp"

#include <haggle/codec/listing_json.hpp>
#include <iterator>

#include "due.hpp"
#include "seal.hpp"

namespace sqlite {
namespace {

std::int64_t seal_of(std::string_view id, std::string_view line, std::int64_t revision) {
  return (Seal{} << id << line << revision).value();
}

}  // namespace

// The defaults are a valid policy, so this does not fail.
Policies::Policies(Connection& db)
    : db_(db), default_policy_(std::make_shared<haggle::Policy>(*haggle::Policy::make({}))) {}

std::int64_t Policies::newest() {
  Statement ask{db_, "SELECT coalesce(max(revision), 0) FROM policies"};
  return ask.step() ? ask.whole(0) : 0;
}

Policies::Rows Policies::read_rows() {
  Rows rows;
  Statement all{db_, "SELECT id, json, revision, seal FROM policies"};
  while (all.step()) {
    if (seal_of(all.text(0), all.text(1), all.whole(2)) != all.whole(3)) {
      db_.refuse_damage("a policy is not as it was written");
      return {};
    }
    rows.emplace(all.text(0), Row{std::string{all.text(1)}, all.whole(2)});
  }
  return rows;
}

Policies::Book Policies::read_book(const Rows& rows) {
  Book book;
  for (const auto& [id, row] : rows) {
    if (!row.line.empty()) book.faults.emplace(id, haggle::Error{});
  }
  // A policy may name one that stands behind it; each round reads those whose names are known now.
  for (std::size_t open = book.faults.size() + 1; book.faults.size() < open;) {
    open = book.faults.size();
    for (auto fault = book.faults.begin(); fault != book.faults.end();) {
      const auto read = haggle::read_catalogue_line(rows.at(fault->first).line, book.policies);
      if (!read) fault->second = read.error();
      fault = read ? book.faults.erase(fault) : std::next(fault);
    }
  }
  return book;
}

void Policies::refresh() {
  const std::int64_t newest_there = newest();
  if (newest_there == newest_) return;
  rows_ = read_rows();
  book_ = std::make_shared<const Book>(read_book(rows_));
  newest_ = db_.fault() ? 0 : newest_there;
}

InForce Policies::find(const std::string& id) const {
  if (id.empty()) return {default_policy_, 0};
  const auto row = rows_.find(id);
  const haggle::Policy* policy = book_->policies.find(id);
  // It lives as long as the book that it stands in.
  return {policy == nullptr ? nullptr : std::shared_ptr<const haggle::Policy>{book_, policy},
          row == rows_.end() ? 0 : row->second.revision};
}

// ---- edits ----------------------------------------------------------------

void Policies::write(const std::string& id, std::string_view line, std::int64_t revision) {
  Statement{db_,
            "INSERT INTO policies VALUES(?1, ?2, ?3, ?4) ON CONFLICT(id) DO UPDATE SET "
            "json = excluded.json, revision = excluded.revision, seal = excluded.seal",
            id,
            line,
            revision,
            seal_of(id, line, revision)}
      .run();
}

haggle::Result<void> Policies::put(const std::string& id, std::string_view line) {
  Rows rows = read_rows();
  const Book before = read_book(rows);
  rows[id].line = line;
  const Book after = read_book(rows);
  const auto own = after.faults.find(id);
  if (own != after.faults.end()) return tl::unexpected(own->second);
  for (const auto& [other, fault] : after.faults) {
    if (!before.faults.contains(other)) return tl::unexpected(fault);
  }
  const std::int64_t revision = newest() + 1;
  for (const std::string_view each : after.policies.ids()) {
    const haggle::PolicySpec* was = before.policies.find_spec(each);
    const haggle::PolicySpec* is = after.policies.find_spec(each);
    const bool is_same = was != nullptr && haggle::write_policy(*was) == haggle::write_policy(*is);
    const std::string name{each};
    if (name != id && is_same) continue;
    write(name, rows.at(name).line, revision);
    make_due_by_policy(db_, name);
  }
  return {};
}

bool Policies::drop(std::string_view id) {
  const Rows rows = read_rows();
  const auto found = rows.find(id);
  if (found == rows.end() || found->second.line.empty()) return false;
  write(found->first, "", newest() + 1);
  return true;
}

}  // namespace sqlite
