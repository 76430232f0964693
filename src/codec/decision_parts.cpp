#include "codec/decision_parts.hpp"

#include <algorithm>
#include <array>

#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array stage_words{
    Word{Stage::age_band, "age_band"},
    Word{Stage::resolve, "resolve"},
    Word{Stage::gates, "gates"},
    Word{Stage::filter, "filter"},
    Word{Stage::state, "state"},
    Word{Stage::strategy, "strategy"},
    Word{Stage::reference, "reference"},
    Word{Stage::propose, "propose"},
    Word{Stage::min_max_rule, "min_max_rule"},
    Word{Stage::grid, "grid"},
    Word{Stage::step_limit, "step_limit"},
    Word{Stage::bounds, "bounds"},
    Word{Stage::worth_it, "worth_it"},
};
using Count = Whole<std::uint32_t>;

// ---- an offer ------------------------------------------------------------

constexpr auto take_index = [](const OfferView& of) { return std::optional{of.index}; };
constexpr auto take_seller = [](const OfferView& of) -> std::optional<SellerId> {
  const SellerId& seller = of.view->priced.offers.rows()[of.index].seller;
  return seller.empty() ? std::nullopt : std::optional{seller};
};
constexpr auto take_item = [](const OfferView& of) {
  return std::optional{of.view->money(of.view->priced.item_minor[of.index])};
};
constexpr auto take_landed = [](const OfferView& of) {
  return std::optional{of.view->money(of.view->priced.landed_minor[of.index])};
};
constexpr std::array offer_table{
    said<OfferView, Count, take_index>("index", "place in the snapshot, from 0", true),
    said<OfferView, IdText<SellerId>, take_seller>("seller", "whose it is, where that is known"),
    said<OfferView, DecimalText, take_item>("price", "of the item, at this quantity", true),
    said<OfferView, DecimalText, take_landed>("landed", "with shipping, less points", true),
};

// ---- a step ------------------------------------------------------------

constexpr auto take_stage = [](const StepView& of) { return std::optional{of.step->stage}; };
constexpr auto take_number = [](const StepView& of) {
  return std::optional{static_cast<std::uint32_t>(of.step->stage)};
};
constexpr auto take_reason = [](const StepView& of) { return std::optional{of.step->reason}; };
constexpr auto take_before = [](const StepView& of) {
  return std::optional{of.view->money(of.step->before_minor)};
};
constexpr auto take_after = [](const StepView& of) {
  return std::optional{of.view->money(of.step->after_minor)};
};
constexpr auto take_step_offer = [](const StepView& of) -> std::optional<OfferView> {
  const auto index = of.step->offer_index();
  return index ? std::optional{OfferView{of.view, *index}} : std::nullopt;
};
constexpr std::array step_table{
    said<StepView, WordText<stage_words>, take_stage>("stage", "what wrote the step", true),
    said<StepView, Whole<std::uint32_t, 1, 13>, take_number>("number", "of the stage", true),
    said<StepView, ReasonText, take_reason>("reason", "why", true),
    said<StepView, DecimalText, take_before>("before", "the price before it; 0: none", true),
    said<StepView, DecimalText, take_after>("after", "the price after it; 0: none", true),
    said<StepView, OfferText, take_step_offer>("offer", "the offer that decided"),
};

// ---- rejected offers ------------------------------------------------------------

constexpr auto take_verdict = [](const RejectedView& of) { return std::optional{of.verdict}; };
constexpr auto take_count = [](const RejectedView& of) { return std::optional{of.count}; };
constexpr auto take_first = [](const RejectedView& of) {
  return std::optional{OfferView{of.view, of.first}};
};
constexpr std::array rejected_table{
    said<RejectedView, WordText<verdict_words>, take_verdict>("reason", "the filter", true),
    said<RejectedView, Count, take_count>("count", "how many it rejected", true),
    said<RejectedView, OfferText, take_first>("first", "the first in canonical order", true),
};

// ---- offers and bounds ------------------------------------------------------------

constexpr auto take_offers = [](const DecisionView& of) {
  return std::optional{static_cast<std::uint32_t>(of.priced.count())};
};
constexpr auto take_rivals = [](const DecisionView& of) {
  return std::optional{of.decision->rivals_count};
};
constexpr auto take_survivors = [](const DecisionView& of) {
  return std::optional{of.decision->survivors_count};
};
using RejectedText = ListText<RejectedView, rejected_fields>;
constexpr auto take_rejected = [](const DecisionView& of) {
  return of.verdicts.empty() ? std::nullopt : std::optional{rejected_of(of)};
};
constexpr std::array offers_table{
    said<DecisionView, Count, take_offers>("count", "listed offers", true),
    said<DecisionView, Count, take_rivals>("rivals", "outside our group, of our class", true),
    said<DecisionView, Count, take_survivors>("survivors", "rivals that pass all filters", true),
    said<DecisionView, RejectedText, take_rejected>("rejected", "by the first filter that did"),
};

using KindText = WordText<bound_kind_words>;
constexpr auto take_floor = [](const DecisionView& of) {
  return std::optional{of.money(of.decision->floor_minor)};
};
constexpr auto take_floor_kind = [](const DecisionView& of) {
  return std::optional{of.decision->floor_kind};
};
constexpr auto take_ceiling = [](const DecisionView& of) -> std::optional<Money> {
  if (!of.decision->knows(Decision::has_ceiling)) return std::nullopt;
  return of.money(of.decision->ceiling_minor);
};
constexpr auto take_ceiling_kind = [](const DecisionView& of) -> std::optional<BoundKind> {
  if (!of.decision->knows(Decision::has_ceiling)) return std::nullopt;
  return of.decision->ceiling_kind;
};
constexpr auto take_binding = [](const DecisionView& of) {
  return std::optional{of.decision->binding};
};
constexpr std::array bounds_table{
    said<DecisionView, DecimalText, take_floor>("floor", "the lowest item price", true),
    said<DecisionView, KindText, take_floor_kind>("floor_kind", "which floor is highest", true),
    said<DecisionView, DecimalText, take_ceiling>("ceiling", "the highest item price"),
    said<DecisionView, KindText, take_ceiling_kind>("ceiling_kind", "which ceiling is lowest"),
    said<DecisionView, KindText, take_binding>("binding", "which of them the price is on", true),
};

}  // namespace

void DecimalText::write(JsonWriter& to, const Money& value) {
  to.text(minor_text(value.minor, std::max(0, exponent_of(value.currency))));
}

Shape ReasonText::shape() {
  return shared_shape("reason", "reason");
}

Fields<OfferView> offer_fields() {
  return offer_table;
}
Fields<StepView> step_fields() {
  return step_table;
}
Fields<RejectedView> rejected_fields() {
  return rejected_table;
}
Fields<DecisionView> offers_fields() {
  return offers_table;
}
Fields<DecisionView> bounds_fields() {
  return bounds_table;
}

std::vector<RejectedView> rejected_of(const DecisionView& view) {
  std::vector<RejectedView> out;
  const auto& verdicts = view.verdicts;
  for (const auto& word : verdict_words) {
    if (word.value == Verdict::kept || word.value == Verdict::not_examined) continue;
    const auto count = std::count(verdicts.begin(), verdicts.end(), word.value);
    if (count == 0) continue;
    const auto rejects = [&](std::size_t i) { return verdicts[i] == word.value; };
    out.push_back({&view, word.value, static_cast<std::uint32_t>(count),
                   first_of(view.priced, rejects).value});
  }
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
