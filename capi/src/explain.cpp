#include "haggle/reprice/explain.hpp"

#include "haggle/codec/decision_json.hpp"
#include "rungs_in.hpp"

namespace haggle::capi {
namespace {

std::span<const Verdict> verdicts_of(const std::uint8_t* given, std::size_t count) noexcept {
  if (given == nullptr) return {};
  return {reinterpret_cast<const Verdict*>(given), count};
}

/// One decision in its surroundings.
struct Told {
  SnapshotIn in;
  Given<haggle_decision> decision;
  std::span<const Verdict> verdicts;

  [[nodiscard]] Wrong check() const noexcept {
    const std::size_t offers_count = (*in.offers).size();
    return first_wrong([&] { return check_text_of(in.snapshot()); },
                       [&] { return check_decision(*decision, offers_count); },
                       [&] { return check_verdicts(verdicts); });
  }
};

/// The rungs of a ladder in theirs.
struct ToldLadder {
  BusinessIn in;
  RungsIn rungs;
  std::span<const Verdict> verdicts;

  [[nodiscard]] Wrong check() const noexcept {
    const BusinessSnapshot snapshot = in.snapshot();
    return first_wrong([&] { return check_text_of(detail::plain_of(snapshot)); },
                       [&] { return check_text_of(in.business); },
                       [&] { return Wrong{detail::check_breaks(snapshot)}; },
                       [&] { return check_verdicts(verdicts); });
  }
};

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::detail::Fault;

namespace {

/// What every function here takes, under the names that the header gives it.
struct Arguments {
  const haggle_listing* listing;
  const haggle_market* market;
  const haggle_clock* clock;
  Strided<haggle_offer> offers;
  const uint8_t* verdicts;
};

template <class Write>
haggle_status tell(const Arguments& given, const haggle_decision* decision, const TextOut& out,
                   haggle_error* err, Write write) {
  return guarded(err, [&]() -> Wrong {
    Told told;
    told.verdicts = verdicts_of(given.verdicts, given.offers.count);
    const Wrong wrong = first_wrong(
        [&] { return told.in.read(given.listing, given.market, given.clock, given.offers); },
        [&] { return told.decision.read(decision, "decision"); }, [&] { return out.check(); },
        [&] { return told.check(); });
    return wrong ? wrong : out.put(write(told.in.snapshot(), told.verdicts, *told.decision));
  });
}

/// What a ladder has beside that.
struct LadderArguments {
  const haggle_ladder* ladder;
  const haggle_break* breaks;
  size_t breaks_count;
  const haggle_rung* rungs;
  size_t rungs_stride;
};

Wrong read_told(const Arguments& given, const LadderArguments& more, ToldLadder& told) {
  told.verdicts = verdicts_of(given.verdicts, given.offers.count);
  BusinessIn& in = told.in;
  const auto rungs = [&] {
    return Strided<haggle_rung>{more.rungs, 1U + in.business.tiers_count, more.rungs_stride};
  };
  return first_wrong(
      [&] { return in.market.read(given.listing, given.market, given.clock, given.offers); },
      [&] { return read_ladder(more.ladder, *in.market.listing, in.business); },
      [&] { return in.read_breaks(more.breaks, more.breaks_count); },
      [&] { return told.rungs.read(rungs(), given.offers.count); });
}

template <class Write>
haggle_status tell(const Arguments& given, const LadderArguments& more, const TextOut& out,
                   haggle_error* err, Write write) {
  return guarded(err, [&]() -> Wrong {
    ToldLadder told;
    const Wrong wrong = first_wrong([&] { return read_told(given, more, told); },
                                    [&] { return out.check(); }, [&] { return told.check(); });
    return wrong ? wrong : out.put(write(told.in.snapshot(), told.verdicts, told.rungs.decision));
  });
}

}  // namespace

haggle_status haggle_explain_text(const haggle_listing* listing, const haggle_market* market,
                                  const haggle_clock* clock, const haggle_offer* offers,
                                  size_t offers_count, size_t offers_stride,
                                  const uint8_t* verdicts, const haggle_decision* decision,
                                  char* buffer, size_t capacity, size_t* needed,
                                  haggle_error* err) {
  const Arguments given{listing, market, clock, {offers, offers_count, offers_stride}, verdicts};
  return tell(given, decision, {buffer, capacity, needed}, err,
              [](const auto&... all) { return haggle::explain(all...); });
}

haggle_status haggle_explain_json(const haggle_listing* listing, const haggle_market* market,
                                  const haggle_clock* clock, const haggle_offer* offers,
                                  size_t offers_count, size_t offers_stride,
                                  const uint8_t* verdicts, const haggle_decision* decision,
                                  char* buffer, size_t capacity, size_t* needed,
                                  haggle_error* err) {
  const Arguments given{listing, market, clock, {offers, offers_count, offers_stride}, verdicts};
  return tell(given, decision, {buffer, capacity, needed}, err,
              [](const auto&... all) { return haggle::write_decision(all...); });
}

haggle_status haggle_explain_business_text(const haggle_listing* listing,
                                           const haggle_ladder* ladder, const haggle_market* market,
                                           const haggle_clock* clock, const haggle_offer* offers,
                                           size_t offers_count, size_t offers_stride,
                                           const haggle_break* breaks, size_t breaks_count,
                                           const uint8_t* verdicts, const haggle_rung* rungs,
                                           size_t rungs_stride, char* buffer, size_t capacity,
                                           size_t* needed, haggle_error* err) {
  const Arguments given{listing, market, clock, {offers, offers_count, offers_stride}, verdicts};
  const LadderArguments more{ladder, breaks, breaks_count, rungs, rungs_stride};
  return tell(given, more, {buffer, capacity, needed}, err,
              [](const auto&... all) { return haggle::explain(all...); });
}

haggle_status haggle_explain_business_json(const haggle_listing* listing,
                                           const haggle_ladder* ladder, const haggle_market* market,
                                           const haggle_clock* clock, const haggle_offer* offers,
                                           size_t offers_count, size_t offers_stride,
                                           const haggle_break* breaks, size_t breaks_count,
                                           const uint8_t* verdicts, const haggle_rung* rungs,
                                           size_t rungs_stride, char* buffer, size_t capacity,
                                           size_t* needed, haggle_error* err) {
  const Arguments given{listing, market, clock, {offers, offers_count, offers_stride}, verdicts};
  const LadderArguments more{ladder, breaks, breaks_count, rungs, rungs_stride};
  return tell(given, more, {buffer, capacity, needed}, err,
              [](const auto&... all) { return haggle::write_business_decision(all...); });
}
