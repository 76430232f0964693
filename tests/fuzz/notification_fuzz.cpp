// From the bytes of a notification to a decision and its words: the price keeps the bounds of the
// raw input, and what is written of it is the same twice.
#include <array>

#include "fuzz/harness.hpp"
#include "haggle/codec/decision_json.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/explain.hpp"
#include "support/raw_bounds.hpp"

namespace haggle::test {
namespace {

constexpr std::array policies{
    std::string_view{R"({"beat_by": "-0.01"})"},
    std::string_view{R"({"compete_with": ["lowest"], "tick": "0.05", "maximize": "below_next"})"}};

struct Terms {
  PolicySpec spec{};
  Policy policy{};
};

Terms terms_of(std::string_view text) {
  return {*read_policy_spec(text), *read_policy(text)};
}

/// A listing that the market can be about: its class, audience, marketplace and item.
Listing listing_for(const Market& market) {
  Listing out;
  out.seller = *SellerId::from("A2X");
  out.sku = *Sku::from("MUG-1");
  out.item = market.item, out.marketplace = market.marketplace;
  out.currency = market.currency, out.audience = market.audience;
  out.condition = market.condition;
  out.set_price(2'499, {market.time.ms - 7'200'000});
  out.set_shipping(0);
  out.set_floor({1'800, Basis::landed});
  out.set_ceiling({3'990, Basis::item});
  return out;
}

void decide_on(const Message& message, const Terms& terms) {
  const Listing listing = listing_for(message.market);
  const Snapshot snapshot{listing, message.market, message.offers, {message.market.time, 0}};
  std::array<Verdict, offers_max> verdicts{};
  const auto decision = decide(snapshot, terms.policy, verdicts);
  if (!decision) return expect_sound(decision.error());
  if (decision->action == Action::reprice) {
    expect(broken_bound(snapshot, terms.spec, decision->price_minor).empty(), "inside its bounds");
  }
  const std::string written = write_decision(snapshot, verdicts, *decision);
  expect(written == write_decision(snapshot, verdicts, *decision), "the same bytes twice");
  expect(!explain(snapshot, verdicts, *decision).empty(), "an explanation");
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  static const std::array terms{terms_of(policies[0]), terms_of(policies[1])};
  static haggle::MessageReader reader;
  for (const haggle::Delivery& one : reader.read(text_of(data, size))) {
    if (one.has_message() && one.message.has_market()) {
      decide_on(one.message, terms[one.message.offers.size() % 2]);
    }
  }
  return 0;
}
