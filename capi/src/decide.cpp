#include "decide.hpp"

#include "guard.hpp"
#include "handles.hpp"
#include "market_in.hpp"

namespace haggle::capi {
namespace {

struct Arguments {
  const haggle_policy* policy;
  const haggle_listing* listing;
  const haggle_market* market;
  const haggle_clock* clock;
  Strided<haggle_offer> offers;
  std::uint8_t* verdicts;
  haggle_decision* decision;
};

bool are_there(const Arguments& a) noexcept {
  const bool offers = a.offers.data != nullptr || a.offers.count == 0;
  return a.policy != nullptr && a.listing != nullptr && a.market != nullptr && a.clock != nullptr &&
         a.decision != nullptr && offers;
}

bool are_aligned(const Arguments& a) noexcept {
  const auto place = [](const void* given) { return reinterpret_cast<std::uintptr_t>(given); };
  return (place(a.listing) | place(a.market) | place(a.clock) | place(a.decision) |
          place(a.offers.data)) %
             alignment ==
         0;
}

/// Is everything of the current size and side by side, as it is nearly always? Then it is taken as
/// it stands, and nothing else is to be asked.
[[gnu::always_inline]] inline bool are_usual(const Arguments& a) noexcept {
  if (!are_there(a) || !are_aligned(a)) return false;
  const bool sizes = size_of(a.listing) == sizeof *a.listing &&
                     size_of(a.market) == sizeof *a.market && size_of(a.clock) == sizeof *a.clock &&
                     size_of(a.decision) == sizeof *a.decision &&
                     a.offers.stride == sizeof(haggle_offer) && a.offers.count <= offers_max;
  return sizes && !check_sellers(reinterpret_cast<const Listing&>(*a.listing),
                                 reinterpret_cast<const Market&>(*a.market));
}

/// A part of the function that is called: its arguments stay in registers.
[[gnu::always_inline]] inline detail::Fault decide_usual(const Arguments& a) noexcept {
  a.policy->check();
  const Snapshot snapshot{reinterpret_cast<const Listing&>(*a.listing),
                          reinterpret_cast<const Market&>(*a.market),
                          {reinterpret_cast<const Offer*>(a.offers.data), a.offers.count},
                          {{a.clock->now_ms}, a.clock->utc_offset_minutes}};
  detail::VerdictScratch own;
  return decide_at(snapshot, a.policy->policy(), verdicts_at(a.verdicts, own), a.decision);
}

[[gnu::cold, gnu::noinline]] Wrong decide_any(const Arguments& a) {
  if (const Wrong wrong = check_out(a.decision, "decision")) return wrong;
  SnapshotIn in;
  const Wrong wrong = first_wrong([&] { return check_handle(a.policy, "policy"); },
                                  [&] { return in.read(a.listing, a.market, a.clock, a.offers); });
  if (wrong) {
    clear_struct(a.decision);
    return wrong;
  }
  detail::VerdictScratch own;
  return decide_at(in.snapshot(), a.policy->policy(), verdicts_at(a.verdicts, own), a.decision);
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_decide(const haggle_policy* policy, const haggle_listing* listing,
                            const haggle_market* market, const haggle_clock* clock,
                            const haggle_offer* offers, size_t offers_count, size_t offers_stride,
                            uint8_t* verdicts, haggle_decision* decision, haggle_error* err) {
  return guarded(err, [&]() __attribute__((always_inline)) -> haggle::detail::Fault {
    const auto given = [&]() __attribute__((always_inline)) {
      const Strided<haggle_offer> all{offers, offers_count, offers_stride};
      return Arguments{policy, listing, market, clock, all, verdicts, decision};
    };
    if (are_usual(given())) return decide_usual(given());
    const Wrong wrong = decide_any(given());
    return wrong ? haggle::detail::Fault{wrong.error} : haggle::detail::Fault{};
  });
}
