// src/codec/policy_fields.hpp -- floor 6 (codec).
//
// The fields of a policy, and its age bands, which hold policies again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "codec/fields_schema.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// What a policy that is no band leaves out of its paths.
inline constexpr std::size_t band_path_size = sizeof("policy.bands[].") - 1;

[[nodiscard]] Fields<PolicySpec> policy_fields();

/// The path of a policy itself.
[[nodiscard]] inline const char* policy_path(const ReadContext& context) {
  return path<"policy.bands[].policy"> + context.path_skip;
}

/// Reads the policy of one object.
[[nodiscard]] Result<PolicySpec> read_spec(JsonValue object, const ReadContext& context);

/// The bands of an object in the order of their days, as `PolicySpec` has them.
/// Errors: unknown_value (no days such as 0-90 or 366+), out_of_range.
struct BandEntry {
  JsonValue value{};
  std::uint32_t index{0};  ///< place in the text
  std::int32_t start_days{0};
  std::optional<std::int32_t> end_days{};
};
[[nodiscard]] Result<std::vector<BandEntry>> band_entries(const Input& in, bool as_seed);

/// {"0-90": POLICY, "366+": NAME}
struct BandsText {
  using Value = std::vector<AgeBandSpec>;
  static Result<Value> read(const Input& in);
  static void write(JsonWriter& to, const Value& value);
  static Shape shape();
};

/// {"0-90": {"strategy_id": NAME}, "365+": ...}, where 365+ begins with day 366 and an age of 0
/// is in no band.
struct SeedBandsText {
  using Value = std::vector<AgeBandSpec>;
  static Result<Value> read(const Input& in);
  static void write(JsonWriter& to, const Value& value) { BandsText::write(to, value); }
  static Shape shape();
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
