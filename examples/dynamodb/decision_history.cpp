#include "decision_history.hpp"

#include <algorithm>
#include <aws/address.hpp>
#include <haggle/pipeline/record.hpp>
#include <utility>

namespace dynamodb {
namespace {

using haggle::Answer;
using haggle::DecisionRow;
using haggle::Fault;
using haggle::FaultCategory;
using haggle::Severity;

constexpr std::int64_t ms_per_second = 1'000;

tl::unexpected<Fault> misconfigured(std::string text) {
  return haggle::faulted(FaultCategory::configuration, Severity::critical, std::move(text));
}

/// Digits of one length, so that the order of the text is the order of the numbers.
std::string padded(std::int64_t number) {
  constexpr std::size_t digits = 19;
  std::string text = std::to_string(number);
  return text.insert(0, digits - std::min(digits, text.size()), '0');
}

haggle::Result<Key> key_of(const Tenant& tenant, const DecisionRow& row) {
  const haggle::DecisionVersion& version = row.standing.version;
  return moment_text(version.market_time).map([&](const std::string& time) {
    return Key{tenant.listing(row.key), "DECISION#" + time + "#" + padded(version.policy_revision) +
                                            "#" + key_part(version.notification.text()) + "#" +
                                            padded(version.round)};
  });
}

Item item_of(const Key& key, const DecisionRow& row, haggle::Duration life) {
  const haggle::Standing& standing = row.standing;
  Item item{{"pk", text_value(key.pk)},
            {"sk", text_value(key.sk)},
            {"item", text_value(row.item.item.text())},
            {"decided_at", number_value(standing.decided_at.ms)},
            {"version", text_value(haggle::write_version(standing.version))},
            {"action", text_value(standing.action == haggle::Action::hold ? "hold" : "reprice")},
            {"reason", text_value(haggle::name_of(standing.reason))},
            {"price_minor", number_value(row.price_minor)},
            {"old_price_minor", number_value(standing.old_price_minor)},
            {"currency", text_value(row.currency.text())},
            {"ttl", number_value((standing.decided_at + life).ms / ms_per_second)}};
  if (!row.decision.empty()) item["decision"] = text_value(row.decision);
  return item;
}

KeptDecision kept(const Item& item) {
  return {std::string(text_of(item, "version").value_or("")),
          haggle::Instant{number_of(item, "decided_at").value_or(0)},
          number_of(item, "price_minor").value_or(0),
          std::string(text_of(item, "decision").value_or(""))};
}

/// Of one try the worker waits no longer than this; it tries again itself.
aws::Limits short_limits() {
  aws::Limits limits;
  limits.answer_timeout = std::chrono::seconds(3);
  limits.tries_max = 2;
  return limits;
}

/// A history that brings its own connection.
class OwnHistory final : public haggle::HistoryStore {
 public:
  OwnHistory(const aws::Address& address, const Tenant& tenant, haggle::Duration life)
      : client_(address.site, aws::find_credentials, short_limits()),
        history_(Table(address.name, service_of(client_)), tenant, life) {}

  Answer<void> put(std::span<const DecisionRow> rows) override { return history_.put(rows); }

 private:
  aws::Client client_;
  DecisionHistory history_;
};

}  // namespace

Answer<void> DecisionHistory::put_one(const DecisionRow& row) {
  const haggle::Result<Key> key = key_of(tenant_, row);
  if (!key) return tl::unexpected(haggle::fault_of(key.error()));
  const Expected<bool> done = table_.put(item_of(*key, row, life_), absent());
  if (!done) return tl::unexpected(fault_of(done.error()));
  return {};
}

Answer<void> DecisionHistory::put(std::span<const DecisionRow> rows) {
  Answer<void> first{};
  for (const DecisionRow& row : rows) {
    Answer<void> done = put_one(row);
    if (done) continue;
    if (first) first = done;
    // What is wrong with the table is wrong for the others too.
    if (!haggle::is_of_the_request(done.error())) return done;
  }
  return first;
}

Answer<std::vector<KeptDecision>> DecisionHistory::last(const haggle::ListingKey& listing,
                                                        std::uint32_t count_max) {
  const Json values{{":pk", text_value(tenant_.listing(listing))},
                    {":kind", text_value("DECISION#")}};
  const Expected<Page> page =
      table_.query({{"KeyConditionExpression", "pk = :pk AND begins_with(sk, :kind)"},
                    {"ExpressionAttributeValues", values},
                    {"ScanIndexForward", false},
                    {"ConsistentRead", true},
                    {"Limit", count_max}});
  if (!page) return tl::unexpected(fault_of(page.error()));
  std::vector<KeptDecision> out;
  for (const Item& item : page->items) out.push_back(kept(item));
  return out;
}

Answer<std::unique_ptr<haggle::HistoryStore>> open_history(std::string_view url) {
  const Expected<aws::Address> address = aws::parse_address(url);
  if (!address) return misconfigured("--history: " + aws::describe(address.error()));
  const auto named = address->options.find("tenant");
  if (named == address->options.end()) return misconfigured("--history: the URL needs ?tenant=");
  const haggle::Result<Tenant> tenant = Tenant::make(named->second);
  if (!tenant) return misconfigured("--history: " + haggle::describe(tenant.error()));
  const Expected<long> days = aws::number_option(*address, "days", 1, 36'500, 730);
  if (!days) return misconfigured("--history: " + aws::describe(days.error()));
  return std::make_unique<OwnHistory>(*address, *tenant, haggle::days(*days));
}

}  // namespace dynamodb
