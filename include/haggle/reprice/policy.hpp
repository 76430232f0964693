// haggle/reprice/policy.hpp -- floor 5 (reprice).
//
// A policy that exists is valid. It is made once, holds for any number of decisions, and may be
// read from any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "haggle/market/listing.hpp"
#include "haggle/reprice/policy_amounts.hpp"
#include "haggle/reprice/policy_check.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle {
inline namespace v0 {

/// What is in force for one listing: the policy itself or that of an age band.
class Terms {
 public:
  [[nodiscard]] const PolicySpec& spec() const noexcept { return spec_; }

  /// The policy's amounts in a currency.  Cost: a table look-up.
  /// Errors: unknown_currency; currency_mismatch where the policy names another currency;
  ///         amount_precision where the currency cannot express an amount.
  [[nodiscard]] Result<const PolicyAmounts*> amounts_in(Currency currency) const noexcept {
    if (const PolicyAmounts* found = find_amounts(currency)) return found;
    const std::optional<std::size_t> slot = slot_of(exponent_of(currency));
    if (!slot) return fail(Errc::unknown_currency, "listing.currency");
    if (!currency_.empty() && !(currency_ == currency)) {
      return fail(Errc::currency_mismatch, "policy");
    }
    return tl::unexpected<Error>(amounts_[*slot].error());
  }

  /// The same without the reason: null where there are none.
  [[nodiscard]] const PolicyAmounts* find_amounts(Currency currency) const noexcept {
    const std::optional<std::size_t> slot = slot_of(exponent_of(currency));
    if (!slot || (!currency_.empty() && !(currency_ == currency))) return nullptr;
    return amounts_[*slot] ? &*amounts_[*slot] : nullptr;
  }

  /// Are margin, ROI or profit asked for?
  [[nodiscard]] bool asks_profit() const noexcept {
    return spec_.bounds.margin || spec_.bounds.roi || spec_.bounds.profit;
  }

 private:
  friend class Policy;
  static constexpr std::array exponents{0, 2, 3, 4};

  [[nodiscard]] static constexpr std::optional<std::size_t> slot_of(int exponent) noexcept {
    for (std::size_t slot = 0; slot < exponents.size(); ++slot) {
      if (exponents[slot] == exponent) return slot;
    }
    return std::nullopt;
  }

  [[nodiscard]] static Result<Terms> make(PolicySpec spec, bool in_band) {
    if (const auto fault = detail::check_spec(spec, detail::PolicyPath{in_band})) {
      return tl::unexpected<Error>(*fault);
    }
    const Result<Currency> currency = detail::named_currency(spec, detail::PolicyPath{in_band});
    if (!currency) return tl::unexpected<Error>(currency.error());
    Terms terms;
    terms.currency_ = *currency;
    for (std::size_t slot = 0; slot < exponents.size(); ++slot) {
      terms.amounts_[slot] = amounts_at(spec, exponents[slot], in_band);
    }
    if (const auto fault = terms.fault_everywhere()) return tl::unexpected<Error>(*fault);
    terms.spec_ = std::move(spec);
    return terms;
  }

  /// The fault of a policy that no currency can use: that of its own, else that of cents.
  [[nodiscard]] std::optional<Error> fault_everywhere() const noexcept {
    if (const auto slot = slot_of(exponent_of(currency_)); !currency_.empty() && slot) {
      const Result<PolicyAmounts>& own = amounts_[*slot];
      return own ? std::nullopt : std::optional{own.error()};
    }
    for (const Result<PolicyAmounts>& amounts : amounts_) {
      if (amounts) return std::nullopt;
    }
    return amounts_[1].error();
  }

  PolicySpec spec_{};
  Currency currency_{};  ///< that its amounts name; empty: none does
  std::array<Result<PolicyAmounts>, exponents.size()> amounts_{};
};

class Policy {
 public:
  /// Checks what a seller wants.
  /// Errors: unknown_value, out_of_range, hours_empty, absurd_range_empty, currency_mismatch,
  ///         amount_precision, step_below_tick, probe_step_too_small, ending_off_tick,
  ///         bands_overlap, bands_nested; `where` names the field, `index` the band.
  /// Cost:   copies the lists; not for the hot path.
  [[nodiscard]] static Result<Policy> make(PolicySpec spec) {
    if (const auto fault = detail::check_bands(spec.bands)) return tl::unexpected<Error>(*fault);
    Policy policy;
    for (std::size_t i = 0; i < spec.bands.size(); ++i) {
      AgeBandSpec& band = spec.bands[i];
      Result<Terms> terms = Terms::make(std::move(band.policy), true);
      if (!terms) return fail(terms.error().code, terms.error().where, i);
      policy.bands_.push_back({band.start_days, band.end_days, *std::move(terms)});
    }
    spec.bands.clear();
    Result<Terms> base = Terms::make(std::move(spec), false);
    if (!base) return tl::unexpected<Error>(base.error());
    policy.base_ = *std::move(base);
    return policy;
  }

  [[nodiscard]] const Terms& base() const noexcept { return base_; }
  [[nodiscard]] bool has_bands() const noexcept { return !bands_.empty(); }

  /// The terms of the band that holds the listing's age; none: those of the policy itself apply.
  [[nodiscard]] const Terms* band_of(const Listing& listing) const noexcept {
    if (bands_.empty() || !listing.knows(Listing::has_age)) return nullptr;
    for (const Band& band : bands_) {
      const bool begun = band.start_days <= listing.age_days;
      if (begun && (!band.end_days || listing.age_days <= *band.end_days)) return &band.terms;
    }
    return nullptr;
  }

 private:
  struct Band {
    std::int32_t start_days{0};
    std::optional<std::int32_t> end_days{};
    Terms terms{};
  };
  Terms base_{};
  std::vector<Band> bands_{};
};

}  // namespace v0
}  // namespace haggle
