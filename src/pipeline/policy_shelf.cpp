#include "haggle/pipeline/policy_shelf.hpp"

#include <algorithm>
#include <optional>

#include "codec/json.hpp"
#include "haggle/codec/listing_json.hpp"

namespace haggle {
inline namespace v0 {
namespace {

/// The name that a line gives its policy; empty where it gives none.
std::string id_of(std::string_view line) {
  const auto document = codec::JsonDocument::parse(line);
  if (!document) return {};
  const codec::JsonValue id = document->root().get("policy").get("id");
  return id.is(codec::JsonKind::string) ? std::string(id.text()) : std::string{};
}

Result<void> add_to(PolicyBook& book, std::string_view line) {
  const auto read = read_catalogue_line(line, book);
  if (!read) return tl::unexpected<Error>(read.error());
  if (*read) return fail(Errc::missing_field, "policy");
  return {};
}

}  // namespace

PolicyShelf::PolicyShelf() {
  // The defaults are a valid policy, so this does not fail.
  policies_[""] = {std::make_shared<const Policy>(*Policy::make({})), 0, {}};
}

/// All policies but the old one of that name, and the new one; in rounds, because bands name
/// others.
Result<PolicyBook> PolicyShelf::book_with(std::string_view line, const std::string& id) const {
  std::vector<std::string_view> pending{line};
  for (const auto& [name, each] : policies_) {
    if (each.policy != nullptr && !name.empty() && name != id) pending.push_back(each.line);
  }
  PolicyBook book;
  std::optional<Error> refused;
  for (bool progress = true; progress && !pending.empty();) {
    std::vector<std::string_view> still;
    for (const std::string_view each : pending) {
      const auto added = add_to(book, each);
      if (!added) still.push_back(each);
      if (!added && each.data() == line.data()) refused = added.error();
    }
    progress = still.size() < pending.size();
    pending = std::move(still);
  }
  if (book.find(id) == nullptr) {
    if (refused) return tl::unexpected<Error>(*refused);
    return fail(Errc::missing_field, "policy.id");
  }
  return book;
}

Result<std::vector<std::string>> PolicyShelf::put(std::string_view catalogue_line) {
  const std::string id = id_of(catalogue_line);
  const auto known = policies_.find(id);
  const bool is_new = known == policies_.end() || known->second.policy == nullptr;
  if (id.empty() || is_new) {
    const auto added = add_to(book_, catalogue_line);
    if (!added) return tl::unexpected<Error>(added.error());
  } else {
    auto book = book_with(catalogue_line, id);
    if (!book) return tl::unexpected<Error>(book.error());
    book_ = *std::move(book);
  }
  std::vector<std::string> changed;
  for (auto& [name, each] : policies_) {
    const bool follows = !is_new && each.policy != nullptr && each.policy->has_bands();
    const Policy* made = follows && name != id ? book_.find(name) : nullptr;
    if (made == nullptr) continue;
    each.policy = std::make_shared<const Policy>(*made);
    ++each.revision;
    changed.push_back(name);
  }
  ShelvedPolicy& own = policies_[id];
  own.policy = std::make_shared<const Policy>(*book_.find(id));
  own.line = catalogue_line;
  ++own.revision;
  changed.push_back(id);
  return changed;
}

bool PolicyShelf::drop(std::string_view id) {
  const auto found = policies_.find(id);
  if (id.empty() || found == policies_.end() || found->second.policy == nullptr) return false;
  found->second.policy.reset();
  PolicyBook book;
  for (const auto& [name, each] : policies_) {
    if (each.policy != nullptr && !name.empty()) (void)add_to(book, each.line);
  }
  book_ = std::move(book);
  return true;
}

void PolicyShelf::set_revision(std::string_view id, std::int64_t revision_min) {
  ShelvedPolicy& policy = policies_[std::string(id)];
  policy.revision = std::max(policy.revision, revision_min);
}

const ShelvedPolicy* PolicyShelf::find(std::string_view id) const {
  const auto found = policies_.find(id);
  return found == policies_.end() ? nullptr : &found->second;
}

}  // namespace v0
}  // namespace haggle
