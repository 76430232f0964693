#include "decide.hpp"
#include "handles.hpp"
#include "ladder.hpp"

namespace haggle::capi {
namespace {

void write_rung(const BusinessRung& from, haggle_rung* to) noexcept {
  haggle_rung out = HAGGLE_RUNG_INIT;
  out.quantity = from.quantity;
  out.dropped = static_cast<std::uint8_t>(from.dropped);
  if (from.error) {
    put_error(*from.error, out);
  } else {
    std::memcpy(&out.decision, &from.decision, sizeof from.decision);
  }
  write_struct(out, to);
}

Wrong decide_rungs(const BusinessIn& in, const Policy& policy, std::uint8_t* verdicts,
                   const Strided<haggle_rung>& rungs) noexcept {
  const std::span<const Offer> offers = *in.market.offers;
  detail::VerdictScratch own;
  const auto decided =
      decide_business(in.snapshot(), policy, {verdicts_at(verdicts, own), offers.size()});
  if (!decided) return decided.error();
  for (std::size_t i = 0; i < rungs.count; ++i) {
    write_rung(decided->rungs[i], const_cast<haggle_rung*>(rungs.at(i)));
  }
  return {};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_decide_business(const haggle_policy* policy, const haggle_listing* listing,
                                     const haggle_ladder* ladder, const haggle_market* market,
                                     const haggle_clock* clock, const haggle_offer* offers,
                                     size_t offers_count, size_t offers_stride,
                                     const haggle_break* breaks, size_t breaks_count,
                                     uint8_t* verdicts, haggle_rung* rungs, size_t rungs_stride,
                                     haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    BusinessIn in;
    const Strided<haggle_offer> rows{offers, offers_count, offers_stride};
    const Wrong wrong =
        first_wrong([&] { return check_handle(policy, "policy"); },
                    [&] { return in.market.read(listing, market, clock, rows); },
                    [&] { return read_ladder(ladder, *in.market.listing, in.business); },
                    [&] { return in.read_breaks(breaks, breaks_count); });
    if (wrong) return wrong;
    const Strided<haggle_rung> out{rungs, 1U + in.business.tiers_count, rungs_stride};
    if (const Wrong bad_rungs = check_rungs(out)) return bad_rungs;
    return decide_rungs(in, policy->policy(), verdicts, out);
  });
}
