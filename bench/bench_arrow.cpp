// What one decision costs of a hundred thousand rows that come and go as Arrow columns, against the
// same rows as C++ spans and as C++ columns: with sellers and words as text, which is gathered, and
// as the bytes that stay in place.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "arrow_data.hpp"
#include "figures.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/reprice/decide_each.hpp"
#include "market_data.hpp"

namespace haggle::bench {
namespace {

constexpr std::size_t rows_count = 100'000;
constexpr std::size_t markets_in_turn = 1'000;
constexpr Clock batch_clock{Instant{1'700'010'060'000}, 0};
constexpr const char* policy_json = R"({"beat_by": "-0.01"})";

/// Text as Arrow has it.
struct Texts {
  std::vector<std::int32_t> offsets{0};
  std::string data;
  void add(std::string_view text) {
    data += text;
    offsets.push_back(static_cast<std::int32_t>(data.size()));
  }
  [[nodiscard]] Column column(const char* name) const {
    return {name, "u", offsets.size() - 1, {nullptr, offsets.data(), data.data()}};
  }
};

/// The same rows as arrays and as text.
struct Rows {
  std::vector<Case> cases;
  std::vector<std::int32_t> first{0};
  std::vector<std::uint32_t> first_unsigned;
  std::vector<std::int64_t> price, shipping, current, floor, ceiling, counted;
  std::vector<SellerId> seller;
  std::vector<SubCondition> sub_condition;
  std::vector<Fulfilment> fulfilment;
  std::vector<std::uint8_t> flags;
  Texts seller_text, sub_condition_text, fulfilment_text;
  std::vector<std::uint8_t> winner_bits;

  Rows() {
    Random random{7};
    for (std::size_t i = 0; i < markets_in_turn; ++i) cases.push_back(random_case(random, 20));
    for (std::size_t i = 0; i < rows_count; ++i) add(cases[i % markets_in_turn]);
    first_unsigned.assign(first.begin(), first.end());
    winner_bits.resize(flags.size() / 8 + 1);
    for (std::size_t i = 0; i < flags.size(); ++i) {
      const unsigned bit = flags[i] == 0 ? 0U : 1U << (i % 8);
      winner_bits[i / 8] = static_cast<std::uint8_t>(winner_bits[i / 8] | bit);
    }
  }
  void add(const Case& c) {
    current.push_back(c.business.listing.price_minor);
    floor.push_back(c.business.listing.floor.amount_minor);
    ceiling.push_back(c.business.listing.ceiling.amount_minor);
    counted.push_back(c.market.offers_counted);
    for (const Offer& o : c.offers) {
      price.push_back(o.price_minor);
      shipping.push_back(o.shipping_minor);
      seller.push_back(o.seller);
      sub_condition.push_back(o.sub_condition);
      fulfilment.push_back(o.fulfilment);
      flags.push_back(static_cast<std::uint8_t>(o.flags));
      seller_text.add(o.seller.text());
      sub_condition_text.add(name_of(sub_condition_words, o.sub_condition));
      fulfilment_text.add(name_of(fulfilment_words, o.fulfilment));
    }
    first.push_back(static_cast<std::int32_t>(price.size()));
  }
  [[nodiscard]] Column table(std::vector<Column> sellers_and_words) const {
    const std::size_t offers_count = price.size();
    std::vector<Column> offers{{"price_minor", "l", offers_count, {nullptr, price.data()}},
                               {"shipping_minor", "l", offers_count, {nullptr, shipping.data()}}};
    for (Column& one : sellers_and_words) offers.push_back(std::move(one));
    const Column items{"item", "+s", offers_count, {nullptr}, std::move(offers)};
    return {"",
            "+s",
            rows_count,
            {nullptr},
            {{"price_minor", "l", rows_count, {nullptr, current.data()}},
             {"floor_minor", "l", rows_count, {nullptr, floor.data()}},
             {"ceiling_minor", "l", rows_count, {nullptr, ceiling.data()}},
             {"offers_counted", "l", rows_count, {nullptr, counted.data()}},
             {"offers", "+l", rows_count, {nullptr, first.data()}, {items}}}};
  }
  [[nodiscard]] Column text_table() const {
    return table({seller_text.column("seller"),
                  sub_condition_text.column("sub_condition"),
                  fulfilment_text.column("fulfilment"),
                  {"is_winner", "b", flags.size(), {nullptr, winner_bits.data()}}});
  }
  [[nodiscard]] Column placed_table() const {
    return table({{"seller", "w:32", flags.size(), {nullptr, seller.data()}},
                  {"sub_condition", "C", flags.size(), {nullptr, sub_condition.data()}},
                  {"fulfilment", "C", flags.size(), {nullptr, fulfilment.data()}},
                  {"flags", "C", flags.size(), {nullptr, flags.data()}}});
  }
  [[nodiscard]] SnapshotColumns columns() const {
    SnapshotColumns out;
    out.rows_count = rows_count;
    out.listings.like = cases[0].business.listing;
    out.listings.price_minor = {current.data()};
    out.listings.floor_minor = {floor.data()};
    out.listings.ceiling_minor = {ceiling.data()};
    out.markets.like = cases[0].market;
    out.markets.offers_counted = {counted.data()};
    out.offers.first = first_unsigned;
    out.offers.price_minor = {price.data()};
    out.offers.shipping_minor = {shipping.data()};
    out.offers.seller = {seller.data()};
    out.offers.sub_condition = {sub_condition.data()};
    out.offers.fulfilment = {fulfilment.data()};
    out.offers.flags = {flags.data()};
    out.clock = batch_clock;
    return out;
  }
};

const Rows& rows() {
  static const Rows made;
  return made;
}

/// The columns that each of them gives.
struct Answer {
  std::vector<std::int64_t> price = std::vector<std::int64_t>(rows_count);
  std::vector<Action> action = std::vector<Action>(rows_count);
  std::vector<Reason> reason = std::vector<Reason>(rows_count);
  std::vector<BoundKind> binding = std::vector<BoundKind>(rows_count);
  std::vector<std::uint8_t> failed = std::vector<std::uint8_t>(rows_count);

  [[nodiscard]] DecisionColumns columns() {
    DecisionColumns out;
    out.price_minor = price;
    out.action = action;
    out.reason = reason;
    out.binding = binding;
    out.failed = failed;
    return out;
  }
};

template <class Prices>
std::string checksum_of(const Prices& prices) {
  Checksum sum;
  for (std::size_t i = 0; i < rows_count; ++i) sum.add(prices[i]);
  return sum.text();
}

template <class In>
void decide_in_cpp(benchmark::State& state, const In& in) {
  const Policy policy = read_policy(policy_json).value_or(Policy{});
  Answer answer;
  for (auto _ : state) {
    const auto error = decide_each(in, policy, answer.columns());
    benchmark::DoNotOptimize(error);
  }
  state.SetLabel(checksum_of(answer.price));
}

void arrow_peer_spans(benchmark::State& state) {
  std::vector<std::vector<Offer>> offers;  // each row's own, as the columns are
  std::vector<Snapshot> snapshots;
  offers.reserve(rows_count);
  for (std::size_t i = 0; i < rows_count; ++i) {
    const Case& c = rows().cases[i % markets_in_turn];
    offers.push_back(c.offers);
    snapshots.push_back({c.business.listing, c.market, offers.back(), batch_clock});
  }
  decide_in_cpp(state, std::span<const Snapshot>{snapshots});
}

void arrow_peer_columns(benchmark::State& state) {
  decide_in_cpp(state, rows().columns());
}

void decide_arrow(benchmark::State& state, const Column& column) {
  haggle_policy* policy = nullptr;
  const std::string json = policy_json;
  if (haggle_policy_create(json.data(), json.size(), &policy, nullptr) != HAGGLE_OK) return;
  const haggle_clock clock{sizeof(haggle_clock), 0, batch_clock.now.ms};
  const auto* listing = reinterpret_cast<const haggle_listing*>(&rows().cases[0].business.listing);
  const auto* market = reinterpret_cast<const haggle_market*>(&rows().cases[0].market);
  haggle_arrow_options options = HAGGLE_ARROW_OPTIONS_INIT;
  options.columns = HAGGLE_ARROW_PRICE | HAGGLE_ARROW_ACTION | HAGGLE_ARROW_REASON |
                    HAGGLE_ARROW_BINDING | HAGGLE_ARROW_ERROR;
  Given table{column};
  std::string sum;
  for (auto _ : state) {
    ArrowArrayStream in = stream_of(table);
    ArrowArrayStream out;
    ArrowArray chunk{};
    haggle_decide_arrow(policy, &clock, listing, market, &options, &in, &out, nullptr);
    out.get_next(&out, &chunk);
    if (sum.empty())
      sum = checksum_of(static_cast<const std::int64_t*>(chunk.children[0]->buffers[1]));
    chunk.release(&chunk);
    out.release(&out);
  }
  haggle_policy_destroy(policy);
  state.SetLabel(sum);
}

void arrow_text(benchmark::State& state) {
  decide_arrow(state, rows().text_table());
}
void arrow_in_place(benchmark::State& state) {
  decide_arrow(state, rows().placed_table());
}

BENCHMARK(arrow_peer_spans);
BENCHMARK(arrow_peer_columns);
BENCHMARK(arrow_text);
BENCHMARK(arrow_in_place);

const RegisterFigure text{{"arrow_text", "arrow_peer_spans", 2.0}};
const RegisterFigure in_place{{"arrow_in_place", "arrow_peer_columns", 1.3}};

}  // namespace
}  // namespace haggle::bench
