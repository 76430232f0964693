// haggle/codec/schema.hpp -- floor 6 (codec).
//
// The published JSON Schemas (draft 2020-12), made from the same tables that read and write. Their
// texts stand in haggle/codec/schema/*.json and are installed with the headers.
#pragma once

#include <string>

namespace haggle {
inline namespace v0 {

/// What `read_policy` accepts, as far as a schema can say it.
[[nodiscard]] std::string policy_schema();

/// What `read_listing_entry` accepts, as far as a schema can say it.
[[nodiscard]] std::string listing_schema();

/// What `write_decision` and `write_business_decision` write.
[[nodiscard]] std::string decision_schema();

}  // namespace v0
}  // namespace haggle
