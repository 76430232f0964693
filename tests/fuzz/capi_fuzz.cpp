// The functions of the C library on structs that the bytes have spoilt anywhere, and on texts: each
// gives a status that it knows, says it in words, and never one of haggle's own faults.
#include <memory>
#include <string>
#include <vector>

#include "fuzz/capi_told.hpp"

namespace haggle::test {
namespace {

constexpr std::size_t offers_count = 4;
constexpr std::size_t breaks_count = 2;

/// One call of everything, and what is spoilt in it.
struct World {
  Room<haggle_listing> listing;
  Room<haggle_ladder> ladder;
  Room<haggle_market> market;
  Room<haggle_clock> clock;
  Room<haggle_decision> decision;
  std::array<haggle_offer, offers_count> offers{};
  std::array<haggle_break, breaks_count> breaks{};
  std::array<haggle_rung, HAGGLE_RUNGS_MAX> rungs{};
  std::array<std::uint8_t, offers_count> verdicts{};
};

constexpr char listing_json[] =
    R"({"seller":"A2X","sku":"MUG-1","item":"B1","marketplace":"US","price":"24.99",)"
    R"("shipping":"0.00","floor":"18.00","ceiling":"39.90","audience":"business","tiers":)"
    R"([{"quantity":5,"price":"23.00","floor":"17.00"},{"quantity":9,"floor":"16.00"}]})";

World make_world() {
  World out;
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_ladder ladder = HAGGLE_LADDER_INIT;
  haggle_market market = HAGGLE_MARKET_INIT;
  const haggle_clock clock = {sizeof(haggle_clock), 0, 1'000'000};
  const haggle_decision decision = HAGGLE_DECISION_INIT;
  const haggle_rung rung = HAGGLE_RUNG_INIT;
  expect(haggle_business_listing_read(listing_json, sizeof listing_json - 1, &listing, &ladder,
                                      nullptr) == HAGGLE_OK,
         "a listing");
  std::strcpy(market.marketplace, "US");
  std::strcpy(market.currency, "USD");
  market.time_ms = clock.now_ms;
  market.audience = listing.audience;
  for (std::size_t i = 0; i < offers_count; ++i) {
    out.offers[i].seller[0] = static_cast<char>('A' + i);
    out.offers[i].price_minor = 2'300 + static_cast<std::int64_t>(i);
  }
  out.rungs.fill(rung);
  fill(out.listing, listing), fill(out.ladder, ladder), fill(out.market, market);
  fill(out.clock, clock), fill(out.decision, decision);
  return out;
}

struct EndPolicy {
  void operator()(haggle_policy* policy) const noexcept { haggle_policy_destroy(policy); }
};
using PolicyHandle = std::unique_ptr<haggle_policy, EndPolicy>;

PolicyHandle make_policy(std::string_view json) {
  haggle_policy* made = nullptr;
  haggle_error error = HAGGLE_ERROR_INIT;
  const haggle_status status = haggle_policy_create(json.data(), json.size(), &made, &error);
  expect((made == nullptr) == (status != HAGGLE_OK), "a policy or an error");
  return PolicyHandle{made};
}

void explain(World& w, std::string& text) {
  std::size_t needed = 0;
  told([&](haggle_error* err) {
    return haggle_explain_text(&w.listing.value, &w.market.value, &w.clock.value, w.offers.data(),
                               offers_count, sizeof w.offers[0], w.verdicts.data(),
                               &w.decision.value, text.data(), text.size(), &needed, err);
  });
  told([&](haggle_error* err) {
    return haggle_explain_business_json(
        &w.listing.value, &w.ladder.value, &w.market.value, &w.clock.value, w.offers.data(),
        offers_count, sizeof w.offers[0], w.breaks.data(), breaks_count, w.verdicts.data(),
        w.rungs.data(), sizeof w.rungs[0], text.data(), text.size(), &needed, err);
  });
}

void decide_all(const haggle_policy* policy, World& w) {
  const std::array<std::uint32_t, 2> first{0, offers_count};
  haggle_status status = HAGGLE_OK;
  told([&](haggle_error* err) {
    return haggle_decide(policy, &w.listing.value, &w.market.value, &w.clock.value, w.offers.data(),
                         offers_count, sizeof w.offers[0], w.verdicts.data(), &w.decision.value,
                         err);
  });
  told([&](haggle_error* err) {
    return haggle_decide_many(policy, 1, &w.listing.value, sizeof w.listing.bytes, &w.market.value,
                              sizeof w.market.bytes, &w.clock.value, w.offers.data(),
                              sizeof w.offers[0], first.data(), &w.decision.value,
                              sizeof w.decision.bytes, &status, nullptr, 0, err);
  });
  told([&](haggle_error* err) {
    return haggle_decide_business(policy, &w.listing.value, &w.ladder.value, &w.market.value,
                                  &w.clock.value, w.offers.data(), offers_count, sizeof w.offers[0],
                                  w.breaks.data(), breaks_count, w.verdicts.data(), w.rungs.data(),
                                  sizeof w.rungs[0], err);
  });
}

/// Structs: spoilt before the decision, and after it.
void use_structs(std::string_view bytes) {
  static const PolicyHandle policy = make_policy(R"({"beat_by":"-0.01"})");
  std::string text(20'000, ' ');
  World world = make_world();
  spoil(world, bytes.substr(0, bytes.size() / 2));
  decide_all(policy.get(), world);
  explain(world, text);
  spoil(world, bytes.substr(bytes.size() / 2));
  explain(world, text);
}

/// A text as everything that a text can be.
void use_text(std::string_view bytes) {
  haggle_listing listing = HAGGLE_LISTING_INIT;
  std::string text(20'000, ' ');
  std::size_t needed = 0;
  const PolicyHandle policy = make_policy(bytes);
  if (policy != nullptr) {
    expect(haggle_policy_json(policy.get(), text.data(), text.size(), &needed, nullptr) !=
               HAGGLE_E_INTERNAL,
           "a line");
  }
  const haggle_status read = told([&](haggle_error* err) {
    return haggle_listing_read(bytes.data(), bytes.size(), &listing, err);
  });
  if (read != HAGGLE_OK) return;
  expect(told([&](haggle_error* err) {
           return haggle_listing_write(&listing, text.data(), text.size(), &needed, err);
         }) == HAGGLE_OK,
         "what was read is written");
}

constexpr std::string_view catalogue_line =
    R"({"listing":{"seller":"A2X","sku":"MUG-1","item":"B07XQXZXYX","marketplace":"US",)"
    R"("currency":"USD","price":"24.99","shipping":"0.00","floor":"18.00"}})";

/// A body and lines of a catalogue.
void use_message(std::string_view bytes) {
  haggle_reader* reader = nullptr;
  haggle_catalogue* catalogue = nullptr;
  const haggle_clock clock = {sizeof(haggle_clock), 0, 1'000'000};
  const std::array<std::uint64_t, 3> first{0, bytes.size() / 2, bytes.size()};
  std::size_t count = 0;
  std::size_t refused = 0;
  expect(haggle_reader_create(nullptr, &reader, nullptr) == HAGGLE_OK, "a reader");
  expect(haggle_catalogue_create(nullptr, &catalogue, nullptr) == HAGGLE_OK, "a catalogue");
  for (const std::string_view lines : {catalogue_line, bytes}) {
    told([&](haggle_error* err) {
      return haggle_catalogue_put(catalogue, lines.data(), lines.size(), nullptr, 0, 0, &refused,
                                  err);
    });
  }
  told([&](haggle_error* err) {
    return haggle_decide_messages(reader, catalogue, &clock, bytes.data(), first.data(), 2,
                                  HAGGLE_MESSAGES_KEEP, nullptr, 0, 0, &count, err);
  });
  const haggle_outcome none = HAGGLE_OUTCOME_INIT;
  std::vector<haggle_outcome> outcomes(count, none);
  std::size_t copied = 0;
  told([&](haggle_error* err) {
    return haggle_reader_outcomes(reader, 0, outcomes.data(), sizeof none, count, &copied, err);
  });
  expect(copied == count, "every outcome");
  haggle_reader_destroy(reader);
  haggle_catalogue_destroy(catalogue);
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  const std::string_view text = text_of(data, size);
  if (size == 0) return 0;
  switch (data[0] % 4) {
    case 0:
      use_text(text.substr(1));
      break;
    case 1:
      use_message(text.substr(1));
      break;
    default:
      use_structs(text.substr(1));
  }
  return 0;
}
