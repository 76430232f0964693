// The decision behind a line protocol, for comparing it with an implementation in another
// language. A line is a JSON object {id, policy, listing, market, now, utc_offset} in plain whole
// numbers; the answer is one JSON line with the same id: the decision, a ladder's rungs where the
// listing has tiers, or the error's name. Unreadable input ends the program with 2.
#include <iostream>
#include <string>
#include <vector>

#include "differential/model_read.hpp"
#include "differential/model_write.hpp"

namespace haggle::model {
namespace {

Json failure(const Error& error) {
  return {{"error", entry_of(error.code).name}};
}

Json consumer_answer(const Json& line, const Policy& policy) {
  const Listing listing = read_listing(line.at("listing"));
  const Market market = read_market(line.at("market"));
  const std::vector<Offer> offers = read_offers(field(line.at("market"), "offers"));
  std::vector<Verdict> verdicts(offers.size());
  const auto decision = decide({listing, market, offers, read_clock(line)}, policy, verdicts);
  if (!decision) return failure(decision.error());
  Json out = written(*decision);
  out["verdicts"] = written(std::span<const Verdict>(verdicts));
  return out;
}

Json business_answer(const Json& line, const Policy& policy) {
  const BusinessListing business = read_business(line.at("listing"));
  const Market market = read_market(line.at("market"));
  const Json& rows = field(line.at("market"), "offers");
  const std::vector<Offer> offers = read_offers(rows);
  const std::vector<QuantityBreak> breaks = read_breaks(rows);
  std::vector<Verdict> verdicts(offers.size());
  const BusinessSnapshot snapshot{business, market, offers, breaks, read_clock(line)};
  const auto ladder = decide_business(snapshot, policy, verdicts);
  if (!ladder) return failure(ladder.error());
  Json rungs = Json::array();
  for (const BusinessRung& rung : ladder->ladder()) rungs.push_back(written(rung));
  if (!ladder->rungs[0].error) {
    rungs[0]["verdicts"] = written(std::span<const Verdict>(verdicts));
  }
  return {{"rungs", rungs}};
}

Json answer(const Json& line) {
  try {
    const auto policy = Policy::make(read_policy(field(line, "policy")));
    if (!policy) return failure(policy.error());
    const bool business = line.at("listing").contains("tiers");
    return business ? business_answer(line, *policy) : consumer_answer(line, *policy);
  } catch (const BadLine& bad) {
    return {{"error", bad.what()}};
  }
}

}  // namespace
}  // namespace haggle::model

int main() try {
  std::ios::sync_with_stdio(false);
  for (std::string text; std::getline(std::cin, text);) {
    const auto line = haggle::model::Json::parse(text);
    auto answer = haggle::model::answer(line);
    answer["id"] = line.at("id");
    std::cout << answer.dump() << '\n';
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
