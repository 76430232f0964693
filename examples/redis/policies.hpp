// Policies as they stand in strategy.<id>: read again with the listings that name them, parsed
// again only where they changed.
#pragma once

#include <haggle/pipeline/policy_shelf.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "client.hpp"

namespace redis {

/// A policy's hash. `json` holds the policy as text; without it the fields themselves are the
/// policy's, as text, as the first users write them.
struct PolicyHash {
  std::string line{};        ///< of a catalogue: {"policy": {"id": ...}}; empty: there is none
  std::int64_t revision{0};  ///< rises with each edit
  friend bool operator==(const PolicyHash&, const PolicyHash&) = default;
};
[[nodiscard]] PolicyHash read_policy_hash(std::string_view id, ReplyView fields);

/// The policies that a line's age bands name.
[[nodiscard]] std::vector<std::string> named_by_bands(std::string_view line);

class Policies {
 public:
  struct Found {
    std::shared_ptr<const haggle::Policy> policy{};  ///< null: it is nowhere, or cannot be read
    std::int64_t revision{0};
  };

  /// Reads these policies, and those that their bands name.
  [[nodiscard]] Done refresh(Client& client, const std::set<std::string>& ids);
  /// As it stood when it was last read; the empty name is the default policy's.
  [[nodiscard]] Found find(const std::string& id) const;

 private:
  void rebuild();
  std::map<std::string, PolicyHash> hashes_{};
  std::unique_ptr<haggle::PolicyShelf> shelf_{std::make_unique<haggle::PolicyShelf>()};
};

/// Puts lines on a shelf; bands may name those that stand behind them.
void put_all(haggle::PolicyShelf& shelf, std::vector<std::string_view> lines);

}  // namespace redis
