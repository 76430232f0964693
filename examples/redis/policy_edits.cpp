// Edits of policies: the new text with a higher revision, and its listings made due behind it.
#include <haggle/pipeline/policy_shelf.hpp>
#include <utility>

#include "editor.hpp"
#include "fault.hpp"
#include "policies.hpp"
#include "scripts.hpp"

namespace redis {
namespace {

struct Known {
  std::string id{};
  PolicyHash hash{};
};

Outcome<std::vector<Known>> read_all(Client& client) {
  Batch names;
  names.add(policies_key, Effect::reads).add("SMEMBERS", policies_key);
  client.execute(names);
  const auto ids = names.reply(0);
  if (!ids) return tl::unexpected(ids.error());
  std::vector<Known> all(ids->size());
  Batch batch;
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].id = (*ids)[i].text();
    const std::string key = policy_key(all[i].id);
    batch.add(key, Effect::reads).add("HGETALL", key);
  }
  client.execute(batch);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto fields = batch.reply(i);
    if (!fields) return tl::unexpected(fields.error());
    all[i].hash = read_policy_hash(all[i].id, *fields);
  }
  return all;
}

}  // namespace

haggle::Answer<void> Editor::put_policy(std::string_view line, std::string_view json) {
  const auto all = read_all(*client_);
  if (!all) return faulted(all.error());
  haggle::PolicyShelf shelf;
  std::vector<std::string_view> lines;
  for (const Known& known : *all) {
    if (!known.hash.line.empty()) lines.emplace_back(known.hash.line);
  }
  put_all(shelf, std::move(lines));
  const auto changed = shelf.put(line);
  if (!changed) return tl::unexpected(haggle::fault_of(changed.error()));
  const std::string& id = changed->back();
  const std::string own = policy_key(id);
  Batch batch;
  batch.add(policies_key, Effect::writes).add("SADD", policies_key, id);
  script(ScriptId::put_policy).call(batch.add(own, Effect::writes)).word(own).word(json);
  for (const std::string& other : *changed) {
    const std::string key = policy_key(other);
    if (other != id) batch.add(key, Effect::writes).add("HINCRBY", key, "revision", "1");
  }
  if (Done done = run(batch); !done) return faulted(done.error());
  for (const std::string& each : *changed) {
    if (Done done = make_policy_due(each); !done) return faulted(done.error());
  }
  return {};
}

/// Set members are gone through in pieces, so that the server stays free for others.
Done Editor::make_policy_due(const std::string& id) {
  const std::string key = policy_listings_key(id);
  std::string cursor = "0";
  do {
    Batch batch;
    batch.add(key, Effect::reads).add("SSCAN", key, cursor, "COUNT", "500");
    client_->execute(batch);
    const auto reply = batch.reply(0);
    if (!reply) return tl::unexpected(reply.error());
    cursor = (*reply)[0].text();
    std::vector<Named> listings;
    for (std::size_t i = 0; i < (*reply)[1].size(); ++i) {
      const PolicyMember member = read_policy_member((*reply)[1][i].text());
      const auto listing = key_of(member.seller, member.field, options_->home);
      if (listing) listings.push_back({*listing, std::string(member.item), {}});
    }
    if (Done done = make_due(listings); !done) return done;
  } while (cursor != "0");
  return {};
}

haggle::Answer<bool> Editor::drop_policy(std::string_view id) {
  const std::string key = policy_key(id);
  Batch batch;
  script(ScriptId::put_policy).call(batch.add(key, Effect::writes)).word(key).word("");
  if (Done done = run(batch); !done) return faulted(done.error());
  return batch.reply(0)->integer() == 1;
}

}  // namespace redis
