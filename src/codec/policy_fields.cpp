#include "codec/policy_fields.hpp"

#include <algorithm>
#include <array>

#include "codec/policy_kinds.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using P = PolicySpec;

template <PathText name, class Kind, auto... members>
constexpr Field<P> field(std::string_view doc) {
  return policy_field<"", name, P, Kind, members...>(doc);
}

template <PathText name>
constexpr Field<P> also(Field<P> one) {
  return other_name<"policy.bands[].policy.", name>(one);
}

/// A text about the policy that does not change what it does.
template <class Kind>
std::optional<Error> pass_over(const Input& in, P&) {
  const auto value = Kind::read(in);
  return value ? std::nullopt : std::optional{value.error()};
}
template <PathText name, class Kind>
constexpr Field<P> remark(std::string_view doc) {
  return {name.text,
          path<"policy.bands[].policy.", name>,
          "",
          pass_over<Kind>,
          write_nothing<P>,
          Kind::shape,
          doc};
}

struct AnyText {
  using Value = std::string_view;
  static Result<Value> read(const Input& in) {
    if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
    return in.text();
  }
  static Shape shape() { return {"text", R"({"type":"string"})"}; }
};

/// A map of policies for the bands to name; each is checked whether it is named or not.
struct PolicyMap {
  using Value = bool;
  static Result<bool> read(const Input& in) {
    if (in.context.in_band) return in.refuse(Errc::unknown_field);
    if (!in.is(JsonKind::object)) return in.refuse(Errc::wrong_type);
    ReadContext context = in.context;
    context.in_band = true;
    for (const JsonValue member : in.value) {
      const auto spec = read_spec(member, context);
      if (!spec) return tl::unexpected<Error>(spec.error());
    }
    return true;
  }
  static Shape shape() {
    return {"policies by name",
            R"({"type":"object","additionalProperties":{"$ref":"#/$defs/band_policy"}})"};
  }
};

constexpr auto identity = remark<"id", NameText>("the name by which listings and bands ask for it");
constexpr auto compete = field<"compete_with", CompeteText, &P::compete_with>(
    "the offer to go by: the first of these that exists");
using RuleText = WordText<min_max_rule_words, seed_rule_words>;
constexpr auto min_rule =
    field<"min_rule", RuleText, &P::min_rule>("for a proposal below the floor");
constexpr auto max_rule =
    field<"max_rule", RuleText, &P::max_rule>("for a proposal above the ceiling");

/// Errors of bands have the path that `Policy::make` gives them.
constexpr Field<P> bands() {
  Field<P> one = field<"bands", BandsText, &P::bands>(
      "another policy for listings of an age in days, both ends included");
  one.name = "age_bands";
  return one;
}
constexpr Field<P> seed_bands() {
  Field<P> one = field<"bands", SeedBandsText, &P::bands>("");
  one.name = "inventory_age_rules";
  one.stands_for = "age_bands";
  one.write = write_nothing<P>;
  return one;
}

constexpr std::array about{
    identity,
    also<"strategy_id">(identity),
    remark<"name", AnyText>("for people"),
};

constexpr std::array gates{
    field<"paused", Flag, &P::gates, &GateTerms::paused>("no price is changed"),
    field<"hours", ObjectOf<Hours, hours_fields>, &P::gates, &GateTerms::hours>(
        "prices are changed within these hours of the seller's day only"),
    field<"snapshot_age_max", SpanText, &P::gates, &GateTerms::snapshot_age_max>(
        "an older market changes nothing"),
    field<"cool_down", SpanText, &P::gates, &GateTerms::cool_down>("after a price that was sent"),
    field<"settle_time", SpanText, &P::gates, &GateTerms::settle_time>(
        "until a price that was sent must show on the marketplace"),
    field<"step_interval", SpanText, &P::gates, &GateTerms::step_interval>(
        "until a price that a step limit stopped goes on"),
};

constexpr std::array who{
    field<"sisters", ListOf<IdText<SellerId>>, &P::sisters>(
        "our other accounts, never competed with"),
    field<"absurd_low", RateText<std::int64_t>, &P::filters, &Filters::absurd_low_ppm>(
        "offers below this share of the listing's reference price do not count"),
    field<"absurd_high", RateText<std::int64_t>, &P::filters, &Filters::absurd_high_ppm>(
        "offers above this share of the listing's reference price do not count"),
    field<"condition", WordText<condition_filter_words>, &P::filters, &Filters::condition>(
        "which conditions compete with ours"),
    field<"fulfilment", WordText<fulfilment_words>, &P::filters, &Filters::fulfilment>(
        "who must ship"),
    field<"feedback_min", RateText<std::uint32_t, 0, ppm_one>, &P::filters,
          &Filters::feedback_score_ppm_min>("the least share of positive feedback"),
    field<"feedback_count_min", Whole<std::uint32_t>, &P::filters, &Filters::feedback_count_min>(
        "the least number of ratings"),
    field<"handling_hours_max", Whole<std::uint32_t>, &P::filters, &Filters::handling_hours_max>(
        "the longest time until it ships, in hours"),
    field<"ships_from", ListOf<CountryText>, &P::filters, &Filters::ships_from>(
        "the countries that an offer may ship from"),
    field<"stock_min", Whole<std::uint32_t>, &P::filters, &Filters::stock_min>(
        "the least stock, in units"),
    field<"eligible_only", Flag, &P::filters, &Filters::eligible_only>(
        "only offers that may hold the buy box compete"),
    field<"exclude", ListOf<IdText<SellerId>>, &P::filters, &Filters::exclude>(
        "sellers that do not compete"),
    field<"include", ListOf<IdText<SellerId>>, &P::filters, &Filters::include>(
        "the only sellers that compete"),
    field<"unknown", WordText<unknown_words>, &P::filters, &Filters::unknown>(
        "what becomes of an offer that does not say what a filter asks"),
};

constexpr std::array what{
    field<"reactions", ObjectOf<Reactions, reactions_fields>, &P::reactions>(
        "what is done in some states of the market"),
    compete,
    field<"beat_by", SizeText, &P::beat_by>(
        "signed and added to the reference's landed price: -0.01 undercuts by a cent; a rate is of "
        "that price"),
    field<"maximize", WordText<maximize_mode_words>, &P::maximize, &MaximizeSpec::mode>(
        "what is done while the buy box is ours"),
    field<"probe_step", AmountText, &P::maximize, &MaximizeSpec::probe_step>(
        "how far one probe goes up"),
    field<"probe_interval", SpanText, &P::maximize, &MaximizeSpec::probe_interval>(
        "between two probes"),
    field<"probe_memory", SpanText, &P::maximize, &MaximizeSpec::probe_memory>(
        "how long a price that lost the box is remembered"),
    field<"only_seller", WordText<only_seller_mode_words>, &P::only_seller>(
        "where nobody competes: the default price (else the middle of the bounds), the ceiling, or "
        "no change"),
    min_rule,
    also<"min_price_rule">(min_rule),
    max_rule,
    also<"max_price_rule">(max_rule),
};

constexpr std::array price{
    field<"tick", AmountText, &P::shape, &ShapeSpec::tick>("prices are whole multiples of it"),
    field<"ending", ObjectOf<EndingSpec, ending_fields>, &P::shape, &ShapeSpec::ending>(
        "prices that are liked best: those that leave the residue"),
    field<"step_up", SizeText, &P::shape, &ShapeSpec::step_up>(
        "the furthest rise of one decision; a rate is of the current price"),
    field<"step_down", SizeText, &P::shape, &ShapeSpec::step_down>(
        "the furthest fall of one decision; a rate is of the current price"),
    field<"min_change", SizeText, &P::shape, &ShapeSpec::min_change>(
        "smaller changes are not sent; a rate is of the current price"),
    field<"margin", RateText<Margin>, &P::bounds, &BoundSpec::margin>(
        "the least profit as a share of the price"),
    field<"roi", RateText<Roi>, &P::bounds, &BoundSpec::roi>(
        "the least profit as a share of the cost"),
    field<"profit", AmountText, &P::bounds, &BoundSpec::profit>("the least profit of one unit"),
    field<"ceiling_ratio", RateText<Rate>, &P::bounds, &BoundSpec::ceiling_ratio>(
        "the highest price as a share of the listing's reference price"),
    field<"reference_age_max", SpanText, &P::bounds, &BoundSpec::reference_age_max>(
        "an older reference price is not used"),
};

constexpr std::array ages{
    bands(),
    seed_bands(),
    remark<"policies", PolicyMap>("policies that the bands name"),
};

template <class... Arrays>
constexpr auto all_of(const Arrays&... arrays) {
  std::array<Field<P>, (std::tuple_size_v<Arrays> + ...)> out{};
  auto at = out.begin();
  ((at = std::copy(arrays.begin(), arrays.end(), at)), ...);
  return out;
}
constexpr auto fields = all_of(about, gates, who, what, price, ages);
static_assert(fields.size() <= 64, "read_fields has one bit a field");

}  // namespace

Fields<PolicySpec> policy_fields() {
  return fields;
}

Result<PolicySpec> read_spec(JsonValue object, const ReadContext& context) {
  PolicySpec out;
  const Input in{object, policy_path(context), "", context};
  if (const auto fault = read_fields(in, policy_fields(), out)) return tl::unexpected(*fault);
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
