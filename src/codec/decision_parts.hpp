// src/codec/decision_parts.hpp -- floor 6 (codec).
//
// The parts of a decision that are objects or lists: steps, offers, bounds, what was rejected.
#pragma once

#include "codec/decision_view.hpp"
#include "codec/fields_kinds.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// An amount of the decision's currency as decimal text.
struct DecimalText {
  using Value = Money;
  static void write(JsonWriter& to, const Money& value);
  static Shape shape() { return shared_shape("decimal", "decimal"); }
};

/// A reason by its name.
struct ReasonText {
  using Value = Reason;
  static void write(JsonWriter& to, Reason value) { to.text(name_of(value)); }
  static Shape shape();
};

/// One offer, as it stands in a view.
struct OfferView {
  const DecisionView* view{nullptr};
  std::uint32_t index{0};
};
[[nodiscard]] Fields<OfferView> offer_fields();
using OfferText = ObjectOf<OfferView, offer_fields>;

/// One step of the trail.
struct StepView {
  const DecisionView* view{nullptr};
  const Step* step{nullptr};
};
[[nodiscard]] Fields<StepView> step_fields();
using StepText = ObjectOf<StepView, step_fields>;

/// The offers that one filter rejected.
struct RejectedView {
  const DecisionView* view{nullptr};
  Verdict verdict{};
  std::uint32_t count{0};
  std::uint32_t first{0};
};
[[nodiscard]] Fields<RejectedView> rejected_fields();
/// What each filter rejected, in the order of the filters.
[[nodiscard]] std::vector<RejectedView> rejected_of(const DecisionView& view);

/// How many offers there were and what became of them.
[[nodiscard]] Fields<DecisionView> offers_fields();
[[nodiscard]] Fields<DecisionView> bounds_fields();

/// A field that is only written.
template <class T, class Kind, auto take>
constexpr Field<T> said(std::string_view name, std::string_view doc, bool required = false) {
  return {name, "", "", nullptr, write_by<T, Kind, take>, Kind::shape, doc, "", required};
}

/// A list of objects that are only written.
template <class T, auto fields>
struct ListText {
  using Value = std::vector<T>;
  static void write(JsonWriter& to, const Value& value) {
    to.open('[');
    for (const T& element : value) write_fields(to, fields(), element);
    to.close(']');
  }
  static Shape shape() { return list_shape(ObjectOf<T, fields>::shape()); }
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
