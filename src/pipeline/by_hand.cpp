#include "haggle/pipeline/by_hand.hpp"

#include "haggle/reprice/last_check.hpp"

namespace haggle {
inline namespace v0 {
namespace {

/// No market is at hand: what the bounds need of one is the listing's own.
Result<void> check_bounds(const Listed& listed, std::int64_t price_minor, Instant now) {
  if (listed.policy == nullptr) return fail(Errc::unknown_policy, "listing.policy");
  const Listing& listing = listed.listing();
  const Terms* band = listed.policy->band_of(listing);
  const Terms& terms = band != nullptr ? *band : listed.policy->base();
  const auto amounts = terms.amounts_in(listing.currency);
  if (!amounts) return tl::unexpected<Error>(amounts.error());
  Market market;
  market.flags = listing.points_minor != 0 ? Market::has_points : 0U;
  const Snapshot snapshot{listing, market, {}, Clock{now, 0}};
  const CheckedPrice checked{price_minor, listed.ladder.consumer_price_minor, (*amounts)->profit};
  const bool cap_applies = listed.is_business();
  const bool kept =
      last_check(snapshot, terms.spec().bounds,
                 cap_applies ? checked : CheckedPrice{price_minor, 0, checked.profit});
  if (!kept) return fail(Errc::bounds_violated, "price");
  return {};
}

/// One more round on the last market; of a listing that has none, older than any.
DecisionVersion version_by_hand(const Listed& listed) {
  DecisionVersion version = listed.standing.version;
  if (listed.standing.exists) ++version.round;
  if (!listed.standing.exists) version.notification = *NotificationId::from("by-hand");
  version.policy_revision = std::max(version.policy_revision, listed.policy_revision);
  return version;
}

PriceWrite write_by_hand(Listed& listed, std::int64_t price_minor, Reason reason, Instant now) {
  PriceWrite write;
  write.listed = &listed;
  if (listed.standing.exists) write.based_on = listed.standing.version;
  write.has_price = true;
  write.now = now;
  Standing after;
  after.exists = true;
  after.version = version_by_hand(listed);
  after.action = Action::reprice;
  after.reason = reason;
  after.old_price_minor = listed.listing().price_minor;
  after.decided_at = now;
  listed.standing = after;
  listed.listing().memory = {};
  listed.listing().set_price(price_minor, now);
  return write;
}

}  // namespace

Result<PriceWrite> set_by_hand(Listed& listed, std::int64_t price_minor, Instant now) {
  const auto checked = check_bounds(listed, price_minor, now);
  if (!checked) return tl::unexpected<Error>(checked.error());
  return write_by_hand(listed, price_minor, Reason::changed_outside, now);
}

Result<PriceWrite> reset_by_hand(Listed& listed, Instant now) {
  const std::int64_t price_minor = listed.listing().default_price_minor;
  if (price_minor == 0) return fail(Errc::missing_field, "listing.default_price");
  const auto checked = check_bounds(listed, price_minor, now);
  if (!checked) return tl::unexpected<Error>(checked.error());
  return write_by_hand(listed, price_minor, Reason::price_reset, now);
}

}  // namespace v0
}  // namespace haggle
