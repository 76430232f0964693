// src/codec/policy_kinds.hpp -- floor 6 (codec).
//
// The kinds of values that only policies have, and how a policy's fields are put in a table.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "codec/fields_kinds.hpp"
#include "codec/fields_schema.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// The member of a member ... of an object.
template <auto... members>
inline constexpr auto inner = [](auto& of) -> auto& { return (of.*....*members); };

/// A field of an object inside a policy: `group` is "" for the policy itself, else "hours.".
template <PathText group, PathText name, class T, class Kind, auto... members>
constexpr Field<T> policy_field(std::string_view doc, bool required = false) {
  constexpr auto get = inner<members...>;
  return {name.text,
          path<"policy.bands[].policy.", group, name>,
          path<"policy.bands[].policy.", group, name, "[]">,
          read_by<T, Kind, put_member<get>>,
          write_by<T, Kind, take_member<get>>,
          Kind::shape,
          doc,
          "",
          required};
}

/// "08:00" as minutes of the day; "24:00" is its end.
struct HourText {
  using Value = std::int32_t;
  static Result<Value> read(const Input& in);
  static void write(JsonWriter& to, Value value);
  static Shape shape() { return shared_shape("hour", "hour"); }
};

[[nodiscard]] Fields<Hours> hours_fields();
[[nodiscard]] Fields<EndingSpec> ending_fields();
[[nodiscard]] Fields<Reactions> reactions_fields();

/// One reference kind, or a list of them in their order.
struct CompeteText {
  using Value = CompeteWith;
  static Result<Value> read(const Input& in);
  static void write(JsonWriter& to, const Value& value);
  static Shape shape();
};

/// The names that another repricer has for the same rules.
inline constexpr std::array seed_rule_words{Word{MinMaxRule::jump_to_min, "JUMP_TO_MIN"},
                                            Word{MinMaxRule::jump_to_max, "JUMP_TO_MAX"},
                                            Word{MinMaxRule::jump_to_avg, "JUMP_TO_AVG"},
                                            Word{MinMaxRule::default_price, "DEFAULT_PRICE"},
                                            Word{MinMaxRule::match_rival, "MATCH_COMPETITOR"},
                                            Word{MinMaxRule::do_nothing, "DO_NOTHING"}};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
