// One case of golden/decisions: what is known, and what is decided on it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "differential/model_read.hpp"
#include "haggle/codec/decision_json.hpp"
#include "haggle/codec/listing_json.hpp"
#include "haggle/codec/policy_json.hpp"

namespace haggle::golden {

using Ordered = nlohmann::ordered_json;

/// The market of a case, in the currency of its listing.
struct GivenMarket {
  Market market{};
  std::vector<Offer> offers{};
  std::vector<QuantityBreak> breaks{};
  Clock clock{};
};

inline GivenMarket market_of(const Ordered& given, Currency currency) {
  const auto plain = nlohmann::json::parse(given.dump());
  const auto& market = plain.at("market");
  GivenMarket out;
  out.market = model::read_market(market);
  out.market.currency = currency;
  for (const auto& offer : model::field(market, "offers")) {
    out.offers.push_back(model::read_offer(offer));
  }
  out.breaks = model::read_breaks(model::field(market, "offers"));
  out.clock = {{model::whole(plain, "now")},
               static_cast<std::int32_t>(model::whole(plain, "utc_offset"))};
  return out;
}

inline std::string decide_one(const Ordered& given, const Listing& listing, const Policy& policy) {
  const GivenMarket m = market_of(given, listing.currency);
  const Snapshot snapshot{listing, m.market, m.offers, m.clock};
  std::vector<Verdict> verdicts(m.offers.size());
  const auto decided = decide(snapshot, policy, verdicts);
  return decided ? write_decision(snapshot, verdicts, *decided) : write_error(decided.error());
}

inline std::string decide_ladder(const Ordered& given, const BusinessListing& business,
                                 const Policy& policy) {
  const GivenMarket m = market_of(given, business.listing.currency);
  const BusinessSnapshot snapshot{business, m.market, m.offers, m.breaks, m.clock};
  std::vector<Verdict> verdicts(m.offers.size());
  const auto decided = decide_business(snapshot, policy, verdicts);
  return decided ? write_business_decision(snapshot, verdicts, *decided)
                 : write_error(decided.error());
}

/// What is decided on a case, or why it is refused.
inline std::string answer(const Ordered& given) {
  const auto policy = read_policy(given.at("policy").dump());
  if (!policy) return write_error(policy.error());
  const auto entry = read_listing_entry(given.at("listing").dump());
  if (!entry) return write_error(entry.error());
  return entry->business ? decide_ladder(given, *entry->business, *policy)
                         : decide_one(given, *entry->listing, *policy);
}

}  // namespace haggle::golden
