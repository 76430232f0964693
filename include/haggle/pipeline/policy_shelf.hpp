// haggle/pipeline/policy_shelf.hpp -- floor 7 (pipeline).
//
// Policies that are edited while they are used: each with its revision, replaced as a whole, and
// with those whose age bands may name it made anew.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/reprice/policy.hpp"

namespace haggle {
inline namespace v0 {

/// A policy with its revision.
struct ShelvedPolicy {
  std::shared_ptr<const Policy> policy{};  ///< null: it was dropped
  std::int64_t revision{0};
  std::string line{};  ///< of the catalogue, as it was put
};

/// Policies by name. Not to be changed by one thread while another reads.
class PolicyShelf {
 public:
  PolicyShelf();

  /// Puts what a line {"policy": {"id": ...}} says, or replaces what is there.
  /// Returns: the names whose revision rose: its own, and those with age bands where it was
  ///          replaced.
  /// Errors:  those of `read_catalogue_line`; a line that is refused changes nothing.
  [[nodiscard]] Result<std::vector<std::string>> put(std::string_view catalogue_line);

  /// Its revision goes on from there if it comes back.  Returns: whether it was there.
  bool drop(std::string_view id);

  /// At least this revision: what a store remembers of a policy's earlier life.
  void set_revision(std::string_view id, std::int64_t revision_min);

  /// Null where there never was one; the empty name is the default policy's. The place is the same
  /// as long as the shelf lives.
  [[nodiscard]] const ShelvedPolicy* find(std::string_view id) const;

 private:
  [[nodiscard]] Result<PolicyBook> book_with(std::string_view line, const std::string& id) const;

  std::map<std::string, ShelvedPolicy, std::less<>> policies_{};
  PolicyBook book_{};
};

}  // namespace v0
}  // namespace haggle
