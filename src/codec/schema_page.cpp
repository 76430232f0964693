#include "codec/schema_page.hpp"

#include "codec/decision_parts.hpp"
#include "codec/fields_schema.hpp"
#include "codec/listing_record.hpp"
#include "codec/policy_fields.hpp"
#include "codec/policy_kinds.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

template <class T>
void add_table(std::string& page, std::string_view title, Fields<T> fields) {
  page += "### " + std::string(title) +
          "\n\n| field | value | default | what it is |\n|---|---|---|---|\n" +
          page_rows(properties_of(fields)) + "\n";
}

/// What is only written has no default.
template <class T>
void add_written(std::string& page, std::string_view title, Fields<T> fields) {
  page += "### " + std::string(title) + "\n\n| field | value | what it is |\n|---|---|---|\n" +
          written_rows(properties_of(fields)) + "\n";
}

}  // namespace

std::string fields_page() {
  std::string page;
  add_table(page, "A policy", policy_fields());
  add_table(page, "`hours`", hours_fields());
  add_table(page, "`ending`", ending_fields());
  add_table(page, "`reactions`", reactions_fields());
  add_table(page, "A listing", listing_fields());
  add_table(page, "One of `tiers`", tier_fields());
  add_table(page, "`memory`", memory_fields<"listing.memory.">());
  add_written(page, "A decision, and before `rungs`", head_fields());
  add_written(page, "A decision, and in each of `rungs`", decision_fields());
  add_written(page, "One of `rungs`: these, and the decision or an `error`", rung_fields());
  add_written(page, "One step of `trail`", step_fields());
  add_written(page, "An offer", offer_fields());
  add_written(page, "`offers`", offers_fields());
  add_written(page, "One of `rejected`", rejected_fields());
  add_written(page, "`bounds`", bounds_fields());
  add_written(page, "An error", error_fields());
  page.pop_back();
  return page;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
