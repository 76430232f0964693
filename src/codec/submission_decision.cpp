#include <algorithm>
#include <optional>
#include <span>

#include "haggle/codec/submission.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

PriceSubmission begin_submission(const Listing& listing) {
  PriceSubmission out;
  out.seller = listing.seller;
  out.sku = listing.sku;
  out.marketplace = listing.marketplace;
  out.currency = listing.currency;
  return out;
}

/// Is what a decision says of this listing, and a price?
std::optional<Error> check_decided(const Listing& listing, const Decision& decision,
                                   std::size_t rung) {
  const auto index = static_cast<std::uint32_t>(rung);
  if (decision.currency != listing.currency) {
    return Error{Errc::currency_mismatch, 0, index, 0, "decision.currency"};
  }
  if (decision.price_minor < 1) return Error{Errc::out_of_range, 0, index, 0, "decision.price"};
  return std::nullopt;
}

AskedPrice asked_of(const Decision& decision, BoundsSent bounds) {
  AskedPrice out;
  out.price_minor = decision.price_minor;
  if (bounds == BoundsSent::none) return out;
  if (decision.knows(Decision::has_bounds)) out.min_minor = decision.floor_minor;
  if (decision.knows(Decision::has_ceiling)) out.max_minor = decision.ceiling_minor;
  return out;
}

bool is_gated(const BusinessRung& rung) {
  const auto steps = rung.decision.steps();
  return !rung.error && !steps.empty() && steps.back().stage <= Stage::gates;
}

/// Does the rung stand in the ladder that goes out?
bool goes_out(const BusinessRung& rung) {
  return !rung.error && rung.dropped == Dropped::no && rung.decision.price_minor != 0 &&
         !rung.decision.notes_that(note::standing_price_out_of_bounds);
}

/// Does it change what stands?
bool is_news(const BusinessRung& rung) {
  const bool taken_away = !rung.error && rung.dropped != Dropped::no;
  return taken_away || (goes_out(rung) && rung.decision.action == Action::reprice);
}

/// The rungs behind the first; the least floor of what goes out bounds them all.
void add_levels(std::span<const BusinessRung> rungs, AskedPrice& out) {
  out.levels.emplace();
  for (const BusinessRung& rung : rungs) {
    if (!goes_out(rung)) continue;
    out.levels->push_back({rung.quantity, rung.decision.price_minor});
    const bool lower = out.min_minor && rung.decision.knows(Decision::has_bounds) &&
                       rung.decision.floor_minor < *out.min_minor;
    if (lower) out.min_minor = rung.decision.floor_minor;
  }
}

}  // namespace
}  // namespace codec

Result<PriceSubmission> submission_of(const Listing& listing, const Decision& decision,
                                      BoundsSent bounds) {
  if (decision.action != Action::reprice) return fail(Errc::bad_argument, "decision.action");
  const auto fault = codec::check_decided(listing, decision, 0);
  if (fault) return tl::unexpected<Error>(*fault);
  PriceSubmission out = codec::begin_submission(listing);
  auto& asked = listing.audience == Audience::business ? out.business : out.consumer;
  asked = codec::asked_of(decision, bounds);
  return out;
}

Result<PriceSubmission> submission_of(const BusinessListing& listing,
                                      const BusinessDecision& decision, BoundsSent bounds) {
  const std::span<const BusinessRung> rungs = decision.ladder();
  const bool gated = std::any_of(rungs.begin(), rungs.end(), codec::is_gated);
  const bool news = std::any_of(rungs.begin(), rungs.end(), codec::is_news);
  if (gated || !news) return fail(Errc::bad_argument, "decision.rungs");
  for (std::size_t i = 0; i < rungs.size(); ++i) {
    if (!codec::goes_out(rungs[i])) continue;
    const auto fault = codec::check_decided(listing.listing, rungs[i].decision, i);
    if (fault) return tl::unexpected<Error>(*fault);
  }
  PriceSubmission out = codec::begin_submission(listing.listing);
  const bool has_head = codec::goes_out(rungs.front());
  out.business = has_head ? codec::asked_of(rungs.front().decision, bounds) : AskedPrice{};
  if (listing.tiers_count != 0) codec::add_levels(rungs.subspan(1), *out.business);
  return out;
}

}  // namespace v0
}  // namespace haggle
