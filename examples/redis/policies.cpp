#include "policies.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "keys.hpp"

namespace redis {
namespace {

using Json = nlohmann::ordered_json;

/// Text that is a number, true, false, a list or an object is that; all else is text.
Json value_of(std::string_view text) {
  Json value = Json::parse(text, nullptr, false);
  const bool stays = value.is_discarded() || value.is_string() || value.is_null();
  return stays ? Json(text) : value;
}

bool is_of_policy(std::string_view field) noexcept {
  constexpr std::array others{"revision", "json", "id", "strategy_id", "created_at", "updated_at"};
  return std::ranges::find(others, field) == others.end();
}

Json read_fields(ReplyView fields) {
  Json policy = Json::object();
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    const std::string_view name = fields[i].text();
    const std::string_view value = fields[i + 1].text();
    if (is_of_policy(name) && !value.empty()) policy[std::string(name)] = value_of(value);
  }
  return policy;
}

/// The text of the policy itself stays as it was written; only a missing name is put in front.
std::string line_of(std::string_view id, std::string_view json) {
  const Json policy = Json::parse(json, nullptr, false);
  const bool is_named = policy.contains("id") || policy.contains("strategy_id");
  const std::size_t brace = json.find('{');
  if (is_named || brace == json.npos) return "{\"policy\":" + std::string(json) + "}";
  const std::string name = Json(id).dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string_view rest = json.substr(brace + 1);
  return "{\"policy\":{\"id\":" + name + (policy.empty() ? "" : ",") + std::string(rest) + "}";
}

}  // namespace

PolicyHash read_policy_hash(std::string_view id, ReplyView fields) {
  PolicyHash hash;
  std::string_view json;
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    const std::string_view value = fields[i + 1].text();
    if (fields[i].text() == "json") json = value;
    if (fields[i].text() == "revision") {
      std::from_chars(value.data(), value.data() + value.size(), hash.revision);
    }
  }
  if (!json.empty()) {
    hash.line = line_of(id, json);
  } else if (const Json policy = read_fields(fields); !policy.empty()) {
    hash.line = line_of(id, policy.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  return hash;
}

std::vector<std::string> named_by_bands(std::string_view line) {
  std::vector<std::string> names;
  const Json document = Json::parse(line, nullptr, false);
  if (!document.contains("policy") || !document["policy"].is_object()) return names;
  for (const char* field : {"age_bands", "inventory_age_rules"}) {
    const Json& policy = document["policy"];
    if (!policy.contains(field) || !policy[field].is_object()) continue;
    for (const Json& band : policy[field]) {
      const bool by_id = band.is_object() && band.contains("strategy_id");
      const Json& name = by_id ? band["strategy_id"] : band;
      if (name.is_string()) names.push_back(name);
    }
  }
  return names;
}

Done Policies::refresh(Client& client, const std::set<std::string>& ids) {
  std::vector<std::string> asked(ids.begin(), ids.end());
  std::set<std::string> seen = ids;
  bool changed = false;
  while (!asked.empty()) {
    Batch batch;
    for (const std::string& id : asked) {
      const std::string key = policy_key(id);
      batch.add(key, Effect::reads).add("HGETALL", key);
    }
    client.execute(batch);
    std::vector<std::string> more;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto reply = batch.reply(i);
      if (!reply) return tl::unexpected(reply.error());
      PolicyHash hash = read_policy_hash(asked[i], *reply);
      for (std::string& name : named_by_bands(hash.line)) {
        if (seen.insert(name).second) more.push_back(std::move(name));
      }
      PolicyHash& known = hashes_[asked[i]];
      changed = changed || !(known == hash);
      known = std::move(hash);
    }
    asked = std::move(more);
  }
  if (changed) rebuild();
  return {};
}

void put_all(haggle::PolicyShelf& shelf, std::vector<std::string_view> lines) {
  for (bool progress = true; progress && !lines.empty();) {
    const auto still = std::ranges::remove_if(
        lines, [&](std::string_view line) { return shelf.put(line).has_value(); });
    progress = !still.empty();
    lines.erase(still.begin(), still.end());
  }
}

void Policies::rebuild() {
  std::vector<std::string_view> lines;
  for (const auto& [id, hash] : hashes_) {
    if (!hash.line.empty()) lines.emplace_back(hash.line);
  }
  shelf_ = std::make_unique<haggle::PolicyShelf>();
  put_all(*shelf_, std::move(lines));
}

Policies::Found Policies::find(const std::string& id) const {
  const haggle::ShelvedPolicy* const shelved = shelf_->find(id);
  const auto hash = hashes_.find(id);
  Found found;
  if (shelved != nullptr) found.policy = shelved->policy;
  if (hash != hashes_.end()) found.revision = hash->second.revision;
  return found;
}

}  // namespace redis
