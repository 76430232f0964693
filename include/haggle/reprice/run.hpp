// haggle/reprice/run.hpp -- floor 5 (reprice).
//
// What the stages of one decision share: the input of one rung, what has been found so far, and the
// decision that is being written. Internal; `decide` makes it and throws it away.
#pragma once

#include <cstdint>
#include <optional>

#include "haggle/bounds/bounds.hpp"
#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/decision.hpp"
#include "haggle/reprice/fault.hpp"
#include "haggle/reprice/policy.hpp"
#include "haggle/strategy/sift.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// One rung: the price itself, or a tier of a business ladder.
struct Rung {
  const Listing& listing;                ///< as the rung sees it
  std::int64_t consumer_price_minor{0};  ///< a cap; 0: none
  bool is_tier{false};
};

/// A hold of one stage on its way out, or none. Two words, so that it travels in registers.
struct Held {
  Reason reason{};  ///< no reason: not held
  Stage stage{};
  bool has_again_at{false};
  Instant again_at{};

  constexpr Held() noexcept = default;
  constexpr Held(Stage at, Reason why) noexcept : reason(why), stage(at) {}
  constexpr Held(Stage at, Reason why, Instant again) noexcept
      : reason(why), stage(at), has_again_at(true), again_at(again) {}
  [[nodiscard]] explicit constexpr operator bool() const noexcept { return reason != Reason{}; }
};
static_assert(sizeof(Held) == 16);

/// What a decision is made from, besides the rung.
struct RunInput {
  const Market& market;
  const Clock& clock;
  const Terms& terms;
  const PolicyAmounts& amounts;
  PricedOffers priced{};
  OwnRow own_row{};
  Sifted sifted{};
  Verdict* verdicts{nullptr};
};

struct Run {
  const Rung& rung;
  const Market& market;
  const Clock& clock;
  const Terms& terms;
  const PolicyAmounts& amounts;
  const PricedOffers& priced;
  const OwnRow own_row;
  const Sifted sifted;
  Verdict* const verdicts;
  Decision& out;

  OwnTerms own{};
  bool shipping_known{false};
  Bounds bounds{};
  std::int64_t value_minor{0};  ///< the price as it stands on the trail
  std::optional<Memory> memory_if_sent{};
  bool way_back{false};
  bool goal_known{false};
  bool limited{false};  ///< by the step

  /// A constructor, because an aggregate of this size is cleared as a whole before it is filled.
  Run(const Rung& of, const RunInput& in, Decision& decision) noexcept
      : rung(of),
        market(in.market),
        clock(in.clock),
        terms(in.terms),
        amounts(in.amounts),
        priced(in.priced),
        own_row(in.own_row),
        sifted(in.sifted),
        verdicts(in.verdicts),
        out(decision) {}

  [[nodiscard]] const Listing& listing() const noexcept { return rung.listing; }
  [[nodiscard]] std::int64_t current() const noexcept { return out.current_minor; }
  [[nodiscard]] std::optional<Instant> sent() const noexcept {
    return listing().knows(Listing::has_price_time) ? std::optional{listing().price_time}
                                                    : std::nullopt;
  }

  /// Writes a step and moves the price to where it ends.
  void write(Stage stage, Reason reason, std::int64_t after_minor, OfferIndex offer = {}) noexcept {
    const Step step{value_minor, after_minor, offer.exists() ? offer.value : 0,
                    reason,      stage,       static_cast<std::uint8_t>(offer.exists() ? 1 : 0)};
    out.trail.push(out.steps_count, step);
    value_minor = after_minor;
  }
};

}  // namespace detail
}  // namespace v0
}  // namespace haggle
