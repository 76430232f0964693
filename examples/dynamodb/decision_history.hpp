// The pipeline's history in the same table: every decision once, under its listing, in the order of
// their versions.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "table.hpp"

namespace dynamodb {

/// A decision as the table has it.
struct KeptDecision {
  std::string version{};  ///< as haggle::write_version writes it
  haggle::Instant decided_at{};
  std::int64_t price_minor{0};
  std::string decision{};  ///< JSON; empty where only what the listing was left with is known
};

class DecisionHistory final : public haggle::HistoryStore {
 public:
  /// Rows go by themselves `life` after their decision.
  DecisionHistory(Table table, const Tenant& tenant, haggle::Duration life = haggle::days(730))
      : table_(std::move(table)), tenant_(tenant), life_(life) {}

  /// Each row is one conditional put: what is there already stays. One that cannot be written as it
  /// is does not keep the others away; the fault is then the first such one's.
  [[nodiscard]] haggle::Answer<void> put(std::span<const haggle::DecisionRow> rows) override;

  /// The last so many decisions on a listing, the newest first.
  [[nodiscard]] haggle::Answer<std::vector<KeptDecision>> last(const haggle::ListingKey& listing,
                                                               std::uint32_t count_max);

 private:
  [[nodiscard]] haggle::Answer<void> put_one(const haggle::DecisionRow& row);

  Table table_;
  Tenant tenant_;
  haggle::Duration life_;
};

/// Opens `dynamodb://host:port/table?tenant=T` (an endpoint of one's own) or
/// `dynamodb://table?tenant=T&region=R` (AWS); `days=N` is how long rows stay. Sends nothing yet.
/// Faults: configuration, with what is wrong with the URL.
[[nodiscard]] haggle::Answer<std::unique_ptr<haggle::HistoryStore>> open_history(
    std::string_view url);

}  // namespace dynamodb
