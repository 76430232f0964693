// The golden cases of the C ABI as C++ decides them. The same files run through C, Python and Go.
// HAGGLE_UPDATE=1 writes them anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "capi/golden_case.hpp"

namespace haggle::golden {
namespace {

const std::filesystem::path golden = HAGGLE_TESTS_DIR "/golden";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_same(const std::filesystem::path& path, const std::string& text) {
  SCOPED_TRACE(path.filename().string());
  if (std::getenv("HAGGLE_UPDATE") != nullptr) std::ofstream(path) << text;
  EXPECT_EQ(read_file(path), text);
}

TEST(GoldenC, EveryDecisionHasItsBytes) {
  std::size_t cases = 0;
  for (const auto& file : std::filesystem::directory_iterator(golden / "decisions")) {
    const Ordered given = Ordered::parse(std::ifstream(file.path()));
    const auto name = file.path().stem().string() + ".txt";
    expect_same(golden / "capi" / name, lines_of(given));
    ++cases;
  }
  EXPECT_GE(cases, 25U);
}

constexpr const char* gentle =
    R"({"policy":{"id":"gentle","compete_with":["buy_box","lowest"],"beat_by":"-0.01"}})";

std::string one_line(const std::filesystem::path& path) {
  return nlohmann::json::parse(std::ifstream(path)).dump();
}

std::string listing_line(const Message& message, const char* seller) {
  const Market& market = message.market;
  const auto text = [](std::string_view id) { return '"' + std::string{id} + '"'; };
  const bool is_business = market.audience == Audience::business;
  return R"({"listing":{"seller":")" + std::string{seller} + R"(","sku":"S-1","item":)" +
         text(market.item.text()) + R"(,"marketplace":)" + text(market.marketplace.text()) +
         R"(,"currency":)" + text(market.currency.text()) +
         R"(,"price":"30.00","shipping":"0.00","floor":"1.00","ceiling":"900.00","condition":)" +
         text(name_of(condition_words, market.condition)) +
         (market.condition != Condition::new_ ? R"(,"sub_condition":"good")" : "") +
         (is_business ? R"(,"audience":"business")" : "") + R"(,"policy":"gentle"}})";
}

/// The one listing of a catalogue, decided on in C++.
void put_outcomes(const Delivery& delivery, const std::string& line, Clock clock, Lines& out) {
  PolicyBook book;
  ASSERT_TRUE(read_catalogue_line(gentle, book));
  const auto entry = read_catalogue_line(line, book);
  ASSERT_TRUE(entry && *entry) << (entry ? "" : describe(entry.error()));
  const Policy& policy = *book.find("gentle");
  const Message& message = delivery.message;
  haggle_outcome outcome = HAGGLE_OUTCOME_INIT;
  outcome.kind = HAGGLE_OUTCOME_DECISION;
  outcome.message_kind = static_cast<std::uint8_t>(message.kind);
  outcome.audience = static_cast<std::uint8_t>(message.market.audience);
  outcome.quantity = 1;
  if ((*entry)->business) {
    const auto offers = offers_for(message, (*entry)->business->listing.seller);
    const auto decided = decide_business(
        {*(*entry)->business, message.market, offers, message.breaks, clock}, policy);
    ASSERT_TRUE(decided);
    std::memcpy(&outcome.decision, &decided->rungs[0].decision, sizeof(Decision));
  } else {
    const auto offers = offers_for(message, (*entry)->listing->seller);
    const auto decided = decide({*(*entry)->listing, message.market, offers, clock}, policy);
    ASSERT_TRUE(decided) << describe(decided.error());
    std::memcpy(&outcome.decision, &*decided, sizeof(Decision));
  }
  out.put_bytes("outcome", outcome);
}

TEST(GoldenC, EveryMessageHasItsBytes) {
  const std::filesystem::path wire = HAGGLE_TESTS_DIR "/wire";
  for (const char* name : {"spapi_notif_aoc__schema_example", "spapi_notif_aoc__docs_guide_2022",
                           "spapi_notif_b2b_aoc__docs_guide_2022_camel_tiers",
                           "spapi_pricing_v0_itemOffers__sandbox_1"}) {
    SCOPED_TRACE(name);
    Lines out;
    MessageReader reader;
    const std::string body = one_line(wire / (std::string{name} + ".json"));
    const Clock clock{{1'700'000'000'000}, 0};
    MessageDefaults defaults;
    defaults.arrived = clock.now;
    reader.set_defaults(defaults);
    const auto deliveries = reader.read(body);
    ASSERT_EQ(deliveries.size(), 1U);
    ASSERT_FALSE(deliveries[0].error) << describe(*deliveries[0].error);
    const std::string line = listing_line(deliveries[0].message, "A2OURSHOP");
    out.put("#", std::string{"the message "} + name);
    out.put("now", std::to_string(clock.now.ms));
    out.put("catalogue", gentle);
    out.put("catalogue", line);
    out.put("body", body);
    put_outcomes(deliveries[0], line, clock, out);
    expect_same(golden / "capi" / ("message_" + std::string{name} + ".txt"), out.text());
  }
}

}  // namespace
}  // namespace haggle::golden
