#include <algorithm>
#include <array>
#include <vector>

#include "codec/decision_parts.hpp"
#include "codec/listing_record.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using V = DecisionView;

template <class Kind, auto take>
constexpr Field<V> row(std::string_view name, std::string_view doc, bool required = false) {
  return said<V, Kind, take>(name, doc, required);
}

// ---- whose and when ------------------------------------------------------------

constexpr auto take_seller = [](const V& of) { return std::optional{of.listing->seller}; };
constexpr auto take_sku = [](const V& of) { return std::optional{of.listing->sku}; };
constexpr auto take_item = [](const V& of) { return std::optional{of.listing->item}; };
constexpr auto take_place = [](const V& of) { return std::optional{of.listing->marketplace}; };
constexpr auto take_audience = [](const V& of) { return std::optional{of.listing->audience}; };
constexpr auto take_currency = [](const V& of) { return std::optional{of.listing->currency}; };
constexpr auto take_market_time = [](const V& of) { return std::optional{of.market->time}; };
constexpr auto take_now = [](const V& of) { return std::optional{of.clock->now}; };

/// An id that may be empty.
template <class IdType>
struct ShownId {
  using Value = IdType;
  static void write(JsonWriter& to, const IdType& value) { to.text(value.text()); }
  static Shape shape() { return {"text", R"({"type":"string"})"}; }
};

constexpr std::array head_table{
    row<ShownId<SellerId>, take_seller>("seller", "our account", true),
    row<ShownId<Sku>, take_sku>("sku", "our own id of the listing", true),
    row<ShownId<ItemId>, take_item>("item", "the marketplace's id of the product", true),
    row<ShownId<MarketplaceId>, take_place>("marketplace", "where it is sold", true),
    row<WordText<audience_words>, take_audience>("audience", "whose price it is", true),
    row<CurrencyText, take_currency>("currency", "of every amount", true),
    row<MomentText, take_market_time>("market_time", "when the market was so", true),
    row<MomentText, take_now>("now", "when it was decided", true),
};

// ---- what was decided ------------------------------------------------------------

/// A price, where there is one.
constexpr std::optional<Money> price_of(const V& of, std::int64_t minor) {
  return minor == 0 ? std::nullopt : std::optional{of.money(minor)};
}
constexpr auto take_action = [](const V& of) { return std::optional{of.decision->action}; };
constexpr auto take_price = [](const V& of) { return price_of(of, of.decision->price_minor); };
constexpr auto take_current = [](const V& of) { return price_of(of, of.decision->current_minor); };
constexpr auto take_goal = [](const V& of) { return price_of(of, of.decision->goal_minor); };
constexpr auto take_change = [](const V& of) -> std::optional<Money> {
  if (of.decision->current_minor == 0) return std::nullopt;
  return of.money(of.decision->change_minor);
};
using PpmText = RateText<std::int64_t>;
constexpr auto take_change_rate = [](const V& of) -> std::optional<std::int64_t> {
  if (of.decision->current_minor == 0) return std::nullopt;
  return of.decision->change_ppm;
};
constexpr auto take_state = [](const V& of) { return std::optional{of.decision->state}; };
constexpr auto take_strategy = [](const V& of) { return std::optional{of.decision->strategy}; };
constexpr auto take_reason = [](const V& of) { return std::optional{of.decision->reason()}; };

struct ReasonsText {
  using Value = std::vector<Reason>;
  static void write(JsonWriter& to, const Value& value) {
    to.open('[');
    for (const Reason reason : value) ReasonText::write(to, reason);
    to.close(']');
  }
  static Shape shape() { return list_shape(ReasonText::shape()); }
};
constexpr auto take_reasons = [](const V& of) {
  std::vector<Reason> out;
  for (const Step& step : of.decision->steps()) out.push_back(step.reason);
  return std::optional{out};
};
using TrailText = ListText<StepView, step_fields>;
constexpr auto take_trail = [](const V& of) {
  std::vector<StepView> out;
  for (const Step& step : of.decision->steps()) out.push_back({&of, &step});
  return std::optional{out};
};

constexpr std::optional<OfferView> offer_of(const V& of, std::uint32_t fact, std::uint32_t index) {
  return of.decision->knows(fact) ? std::optional{OfferView{&of, index}} : std::nullopt;
}
constexpr auto take_reference = [](const V& of) {
  return offer_of(of, Decision::has_reference, of.decision->reference);
};
constexpr auto take_holder = [](const V& of) {
  return offer_of(of, Decision::has_holder, of.decision->holder);
};
constexpr auto take_bounds = [](const V& of) {
  return of.decision->knows(Decision::has_bounds) ? std::optional{of} : std::nullopt;
};
constexpr auto take_itself = [](const V& of) { return std::optional{of}; };

using NoteText = ListOf<WordText<note_words>>;
constexpr auto take_notes = [](const V& of) {
  std::vector<std::uint32_t> out;
  for (const auto& word : note_words) {
    if (of.decision->notes_that(word.value)) out.push_back(word.value);
  }
  return out.empty() ? std::nullopt : std::optional{out};
};
constexpr auto take_again = [](const V& of) -> std::optional<Instant> {
  if (!of.decision->knows(Decision::has_again_at)) return std::nullopt;
  return of.decision->again_at;
};
using DecidedMemory = MemoryText<"listing.memory.">;
constexpr auto take_memory = [](const V& of) -> std::optional<MemoryRecord> {
  if (of.decision->memory == Memory{}) return std::nullopt;
  return MemoryRecord{of.decision->memory, of.decision->currency};
};
using VerdictsText = ListOf<WordText<verdict_words>>;
constexpr auto take_verdicts = [](const V& of) -> std::optional<std::vector<Verdict>> {
  if (of.verdicts.empty()) return std::nullopt;
  return std::vector<Verdict>(of.verdicts.begin(), of.verdicts.end());
};

constexpr std::array decision_table{
    row<WordText<action_words>, take_action>("action", "is the price to be sent", true),
    row<DecimalText, take_price>("price", "to send; on a hold the current one, if there is one"),
    row<DecimalText, take_current>("current", "the price that was taken as the current one"),
    row<DecimalText, take_goal>("goal", "where the price goes in the end"),
    row<DecimalText, take_change>("change", "price less current"),
    row<PpmText, take_change_rate>("change_rate", "of the current price"),
    row<WordText<state_words>, take_state>("state", "of the market", true),
    row<WordText<strategy_words>, take_strategy>("strategy", "what answers the state", true),
    row<ReasonText, take_reason>("reason", "of the last step", true),
    row<ReasonsText, take_reasons>("reasons", "of all steps", true),
    row<TrailText, take_trail>("trail", "the way to the price, oldest step first", true),
    row<OfferText, take_reference>("reference", "the offer that the price goes by"),
    row<OfferText, take_holder>("holder", "the offer that holds the buy box"),
    row<ObjectOf<V, bounds_fields>, take_bounds>("bounds", "in force, on the item price"),
    row<ObjectOf<V, offers_fields>, take_itself>("offers", "what became of them", true),
    row<NoteText, take_notes>("notes", "what else was seen"),
    row<MomentText, take_again>("again_at", "when to decide again on the same market"),
    row<DecidedMemory, take_memory>("memory", "to be given back with the listing"),
    row<VerdictsText, take_verdicts>("verdicts", "one for each offer of the snapshot"),
};

// ---- rungs ------------------------------------------------------------

constexpr auto take_quantity = [](const RungView& of) { return std::optional{of.rung->quantity}; };
constexpr auto take_dropped = [](const RungView& of) { return std::optional{of.rung->dropped}; };
constexpr std::array rung_table{
    said<RungView, Whole<std::uint32_t, 1>, take_quantity>("quantity", "from this many units",
                                                           true),
    said<RungView, WordText<dropped_words>, take_dropped>("dropped", "why it does not go out",
                                                          true),
};

}  // namespace

Fields<DecisionView> head_fields() {
  return head_table;
}
Fields<DecisionView> decision_fields() {
  return decision_table;
}
Fields<RungView> rung_fields() {
  return rung_table;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
