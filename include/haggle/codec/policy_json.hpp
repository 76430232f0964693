// haggle/codec/policy_json.hpp -- floor 6 (codec).
//
// Policies as JSON, both ways. Every field may be left out and then has the default of the table in
// the room's README; what is said is checked, and nothing unknown is passed over.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/reprice/policy.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle {
inline namespace v0 {

/// Policies by name. A band of one may name another, and so may a listing.
class PolicyBook {
 public:
  /// Adds the policy of a text such as {"id": "gentle", "beat_by": "-0.01"}. Its bands may name
  /// policies that are already in the book.
  /// Returns: the policy, which stays where it is as long as the book or what it is moved to lives.
  /// Errors:  missing_field (no id), repeated_key (the id is taken), unknown_policy (of a band),
  ///          and those of `read_policy`. A text that is refused changes nothing.
  [[nodiscard]] Result<const Policy*> add(std::string_view json);

  /// The policy of that name; null where there is none.
  [[nodiscard]] const Policy* find(std::string_view id) const noexcept;
  /// What the policy of that name was made from; null where there is none.
  [[nodiscard]] const PolicySpec* find_spec(std::string_view id) const noexcept;

  [[nodiscard]] std::size_t count() const noexcept { return entries_.size(); }
  /// The names, in the order of their bytes.
  [[nodiscard]] std::vector<std::string_view> ids() const;

 private:
  friend class PolicyBookReader;
  struct Entry {
    PolicySpec spec{};
    Policy policy{};
  };
  std::map<std::string, Entry, std::less<>> entries_{};
};

/// Reads one policy. Its bands hold policies, or names from a `policies` map in the same text.
/// Errors: of the text: malformed_json, bad_encoding, repeated_key, too_deep, too_large; of a
///         field: unknown_field, wrong_type, unknown_policy, bad_amount, amount_precision,
///                rate_precision,
///         bad_instant, out_of_range, unknown_value, unknown_currency, id_too_long, bad_id; and
///         those of `Policy::make`. `where` is the field, `offset` the bytes read when it had
///         been read, `index` the element of a list or the band, in the order of the text.
/// Cost:   allocates; a few microseconds.
[[nodiscard]] Result<Policy> read_policy(std::string_view json);

/// The same without the checks that need the whole policy: those of `Policy::make`.
[[nodiscard]] Result<PolicySpec> read_policy_spec(std::string_view json);

/// Reads {"policies": {"gentle": {...}, "clearance": {...}}}; they may name each other in any
/// order.
/// Errors: those of `PolicyBook::add`; missing_field where there is no `policies`.
[[nodiscard]] Result<PolicyBook> read_policies(std::string_view json);

/// A policy as one line of JSON: the fields that differ from their default, in the order of the
/// table. `read_policy_spec` gives the same back.
[[nodiscard]] std::string write_policy(const PolicySpec& spec);

}  // namespace v0
}  // namespace haggle
