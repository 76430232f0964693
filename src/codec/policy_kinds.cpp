#include "codec/policy_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array compete_words{Word{ReferenceKind::buy_box, "buy_box"},
                                   Word{ReferenceKind::lowest_fba, "lowest_fba"},
                                   Word{ReferenceKind::lowest, "lowest"}};
constexpr std::array seed_compete_words{Word{ReferenceKind::buy_box, "MATCH_BUYBOX"},
                                        Word{ReferenceKind::lowest_fba, "LOWEST_FBA_PRICE"},
                                        Word{ReferenceKind::lowest_fba, "FBA_LOWEST"},
                                        Word{ReferenceKind::lowest, "LOWEST_PRICE"}};
using CompeteWord = WordText<compete_words, seed_compete_words>;

constexpr std::array all_filtered_words{Word{Strategy::only_seller, "only_seller"},
                                        Word{Strategy::hold, "hold"}};
constexpr std::array sister_words{Word{Strategy::hold, "hold"},
                                  Word{Strategy::chase_buy_box, "chase_buy_box"}};
constexpr std::array suppressed_words{Word{Strategy::chase_buy_box, "chase_buy_box"},
                                      Word{Strategy::hold, "hold"}, Word{Strategy::floor, "floor"}};

}  // namespace

Result<std::int32_t> HourText::read(const Input& in) {
  if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
  const std::string_view text = in.text();
  constexpr std::array<std::size_t, 4> digits{0, 1, 3, 4};
  const bool good = text.size() == 5 && text[2] == ':' &&
                    std::all_of(digits.begin(), digits.end(),
                                [&](std::size_t at) { return haggle::detail::is_digit(text[at]); });
  if (!good) return in.refuse(Errc::bad_instant);
  const auto value = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const std::int32_t minutes = value(0) * 60 + value(3);
  if (value(3) > 59 || minutes > minutes_per_day) return in.refuse(Errc::out_of_range);
  return minutes;
}

void HourText::write(JsonWriter& to, Value value) {
  to.text(fmt::format("{:02}:{:02}", value / 60, value % 60));
}

Fields<Hours> hours_fields() {
  static constexpr std::array fields{
      policy_field<"hours.", "start", Hours, HourText, &Hours::start_minute>(
          "the first minute of the local day", true),
      policy_field<"hours.", "end", Hours, HourText, &Hours::end_minute>(
          "the first minute after; before `start` it is on the next day", true),
  };
  return fields;
}

Fields<EndingSpec> ending_fields() {
  static constexpr std::array fields{
      policy_field<"ending.", "modulus", EndingSpec, AmountText, &EndingSpec::modulus>(
          "prices are divided by this", true),
      policy_field<"ending.", "residue", EndingSpec, AmountText, &EndingSpec::residue>(
          "and leave this", true),
      policy_field<"ending.", "window", EndingSpec, AmountText, &EndingSpec::window>(
          "the furthest distance from the wished price", true),
  };
  return fields;
}

Fields<Reactions> reactions_fields() {
  static constexpr std::array fields{
      policy_field<"reactions.", "all_filtered", Reactions, WordText<all_filtered_words>,
                   &Reactions::all_filtered>("rivals exist, none passes the filters"),
      policy_field<"reactions.", "buy_box_sister", Reactions, WordText<sister_words>,
                   &Reactions::buy_box_sister>("another listing or account of ours has the box"),
      policy_field<"reactions.", "buy_box_suppressed", Reactions, WordText<suppressed_words>,
                   &Reactions::buy_box_suppressed>("nobody has the box"),
  };
  return fields;
}

Result<CompeteWith> CompeteText::read(const Input& in) {
  CompeteWith out{};
  if (!in.is(JsonKind::array)) {
    const auto one = CompeteWord::read(in);
    if (!one) return tl::unexpected<Error>(one.error());
    out[0] = *one;
    return out;
  }
  const auto kinds = ListOf<CompeteWord>::read(in);
  if (!kinds) return tl::unexpected<Error>(kinds.error());
  if (kinds->empty() || kinds->size() > out.size()) return in.refuse(Errc::out_of_range);
  std::copy(kinds->begin(), kinds->end(), out.begin());
  return out;
}

void CompeteText::write(JsonWriter& to, const Value& value) {
  to.open('[');
  for (const ReferenceKind kind : value) {
    if (kind != ReferenceKind::none) CompeteWord::write(to, kind);
  }
  to.close(']');
}

Shape CompeteText::shape() {
  const Shape word = CompeteWord::shape();
  return {
      "list of " + word.label,
      fmt::format(R"({{"anyOf":[{0},{{"type":"array","items":{0},"minItems":1,"maxItems":3}}]}})",
                  word.schema)};
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
