#include "pipeline/decider.hpp"

#include <algorithm>

#include "haggle/codec/decision_json.hpp"
#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/keep.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {
namespace {

/// Is it a hold that the market's age made? Such a one says nothing new and is not written.
bool is_stale(const Decision& decision) {
  const Reason reason = decision.reason();
  return reason == Reason::older_than_applied || reason == Reason::stale_snapshot;
}

std::optional<Instant> again_at_of(const Decision& decision) {
  return decision.knows(Decision::has_again_at) ? std::optional{decision.again_at} : std::nullopt;
}

std::int64_t competitor_of(const Decision& decision, const Market& market,
                           std::span<const Offer> offers) {
  if (!decision.knows(Decision::has_reference)) return 0;
  return landed_minor(offers[decision.reference], market.is(Market::has_points));
}

/// The business listing of the same SKU, where the shelf has one.
Listed* partner_of(const Listed& consumer, Shelf shelf) {
  ListingKey key = listing_key(consumer.listing());
  key.audience = Audience::business;
  const auto found = std::find_if(shelf.begin(), shelf.end(), [&](const Listed* each) {
    return each->is_business() && listing_key(each->listing()) == key;
  });
  return found == shelf.end() ? nullptr : *found;
}

/// A due listing alone is decided on; a message asks every listing of its audience and condition.
bool is_asked(const Listing& listing, const Job& job) {
  if (job.due != nullptr) return listing_key(listing) == job.due->key;
  const Market& market = job.message->market;
  return listing.audience == market.audience && listing.condition == market.condition;
}

/// A repetition of the message that was last decided on.
bool is_repeated(const Standing& standing, const Job& job) {
  return job.due == nullptr && standing.exists && standing.version.stamp() == job.stamp;
}

DecisionVersion next_version(const Job& job, const Listed& listed) {
  const DecisionVersion& last = listed.standing.version;
  const bool is_same = listed.standing.exists && last.stamp() == job.stamp;
  return {job.stamp.time, listed.policy_revision, job.stamp.notification,
          is_same ? last.round + 1 : 0, 0};
}

Standing standing_after(const Decision& decision, const DecisionVersion& version, Instant now) {
  Standing after;
  after.exists = true;
  after.version = version;
  after.action = decision.action;
  after.strategy = decision.strategy;
  after.reason = decision.reason();
  after.binding = decision.binding;
  after.old_price_minor = decision.current_minor;
  after.decided_at = now;
  after.again_at = again_at_of(decision);
  return after;
}

/// A ladder is repriced where any of its prices goes out, and waits for the first that waits.
Standing standing_after(const BusinessDecision& ladder, const DecisionVersion& version,
                        Instant now) {
  const auto rungs = ladder.ladder();
  Standing after = standing_after(rungs[0].decision, version, now);
  for (const BusinessRung& rung : rungs.subspan(1)) {
    if (rung.error) continue;
    if (haggle::detail::is_sent(rung)) after.action = Action::reprice;
    const auto again_at = again_at_of(rung.decision);
    if (again_at && (!after.again_at || *again_at < *after.again_at)) after.again_at = again_at;
  }
  return after;
}

MessageFate outcome_of(bool decided, bool repeated, bool waits, bool older) {
  if (decided) return MessageFate::decided;
  if (repeated) return MessageFate::duplicate;
  if (waits) return MessageFate::waits;
  return older ? MessageFate::older : MessageFate::not_this_listing;
}

}  // namespace

void Decider::decide(Batch& batch, std::span<const Shelf> shelves, const Moment& at,
                     Outgoing& out) {
  out.clear();
  if (out.images.size() < batch.jobs.size()) out.images.resize(batch.jobs.size());
  for (const Job& job : batch.jobs) {
    Scene scene{batch, job, shelves[job.shelf], at, out};
    std::array<bool, 6> seen{};
    for (Listed* listed : scene.shelf) seen[static_cast<std::size_t>(treat(scene, *listed))] = true;
    const auto any = [&](Treated treated) { return seen[static_cast<std::size_t>(treated)]; };
    const bool decided = any(Treated::decided) || any(Treated::silent);
    const bool wanted = decided || any(Treated::repeated) || any(Treated::waits);
    if (job.due != nullptr) {
      if (!any(Treated::decided)) batch.dropped.push_back(*job.due);
      continue;
    }
    if (wanted) keep_market(scene);
    if (any(Treated::waits)) look_again(scene);
    const MessageFate outcome =
        outcome_of(decided, any(Treated::repeated), any(Treated::waits), any(Treated::older));
    batch.messages[job.owner].found.count(scene.shelf.empty() ? MessageFate::no_listing : outcome);
  }
}

/// No write will tell that what is remembered is old: a policy that was put back, a listing that
/// was mended.
void Decider::look_again(Scene& scene) {
  Held& held = scene.batch.messages[scene.job.owner];
  if (held.changes_count != 0) return;
  ports_.listings->forget(scene.job.item);
  held.found.changed = true;
}

Decider::Treated Decider::treat(Scene& scene, Listed& listed) {
  if (listed.unreadable) {
    note_unreadable(listed, scene.at.now);
    return Treated::waits;
  }
  if (!is_asked(listed.listing(), scene.job)) return Treated::not_asked;
  if (is_repeated(listed.standing, scene.job)) {
    touch(scene, listed);
    return Treated::repeated;
  }
  const DecisionVersion version = next_version(scene.job, listed);
  if (listed.standing.exists && version < listed.standing.version) return Treated::older;
  if (listed.policy == nullptr) {
    ++watch_.counters.policies_missing;
    return Treated::waits;
  }
  return listed.is_business() ? decide_ladder(scene, listed, version)
                              : decide_price(scene, listed, version);
}

void Decider::note_unreadable(const Listed& listed, Instant now) {
  ++watch_.counters.listings_unreadable;
  Fault fault = fault_of(*listed.unreadable);
  fault.severity = Severity::high;
  fault.text = "listing " + std::string(listed.listing().sku.text()) + " of " +
               std::string(listed.listing().seller.text()) + ": " + fault.text;
  watch_.noticed(Part::listings, fault, now);
}

std::span<const Offer> Decider::offers_of(const Message& message, const SellerId& seller) {
  const bool none_is_marked =
      std::none_of(message.offers.begin(), message.offers.end(),
                   [](const Offer& offer) { return offer.is(Offer::is_mine); });
  if (none_is_marked || message.recipient == seller) return message.offers;
  own_offers_ = offers_for(message, seller);
  return own_offers_;
}

Decider::Treated Decider::pass_over(const Decision& decision) {
  watch_.count(decision.action, decision.reason());
  return Treated::silent;
}

Decider::Treated Decider::decide_price(Scene& scene, Listed& listed,
                                       const DecisionVersion& version) {
  const Message& message = *scene.job.message;
  Listing& listing = listed.listing();
  const auto offers = offers_of(message, listing.seller);
  const std::span<Verdict> verdicts{verdicts_.data(), offers.size()};
  const Snapshot snapshot{listing, message.market, offers, clock(scene.at)};
  const Result<Decision> decision = haggle::decide(snapshot, *listed.policy, verdicts);
  if (ports_.observer != nullptr) ports_.observer->decided(snapshot, verdicts, decision);
  if (!decision) return reject(scene, listed, decision.error());
  if (is_stale(*decision)) return pass_over(*decision);
  if (ports_.history != nullptr) decision_json_ = write_decision(snapshot, verdicts, *decision);

  PriceWrite out = {&listed,      std::nullopt, decision->action == Action::reprice,
                    std::nullopt, {},           0};
  if (listed.standing.exists) out.based_on = listed.standing.version;
  listed.standing = standing_after(*decision, version, scene.at.now);
  listed.standing.competitor_minor = competitor_of(*decision, message.market, offers);
  keep(listing, *decision, {message.market.time, scene.at.now});
  Listed* partner = out.has_price ? partner_of(listed, scene.shelf) : nullptr;
  if (partner != nullptr) {
    cap_by_consumer(partner->ladder, listing);
    const bool undercut = partner->listing().price_minor > listing.price_minor;
    if (undercut) out.also_due = listing_key(partner->listing());
  }
  write(scene, listed, out);
  return Treated::decided;
}

Decider::Treated Decider::decide_ladder(Scene& scene, Listed& listed,
                                        const DecisionVersion& version) {
  const Message& message = *scene.job.message;
  const auto offers = offers_of(message, listed.listing().seller);
  const std::span<Verdict> verdicts{verdicts_.data(), offers.size()};
  const BusinessSnapshot snapshot{listed.ladder, message.market, offers, message.breaks,
                                  clock(scene.at)};
  const Result<BusinessDecision> decision = decide_business(snapshot, *listed.policy, verdicts);
  if (ports_.observer != nullptr) ports_.observer->decided(snapshot, verdicts, decision);
  if (!decision) return reject(scene, listed, decision.error());
  const auto rungs = decision->ladder();
  for (const BusinessRung& rung : rungs) {
    if (rung.error) (void)reject(scene, listed, *rung.error);
  }
  if (rungs[0].error) return Treated::silent;
  const Decision& head = rungs[0].decision;
  if (is_stale(head)) return pass_over(head);
  if (ports_.history != nullptr) {
    decision_json_ = write_business_decision(snapshot, verdicts, *decision);
  }
  PriceWrite out = {&listed, std::nullopt, false, std::nullopt, {}, 0};
  if (listed.standing.exists) out.based_on = listed.standing.version;
  listed.standing = standing_after(*decision, version, scene.at.now);
  listed.standing.competitor_minor = competitor_of(head, message.market, offers);
  out.has_price = listed.standing.action == Action::reprice;
  keep(listed.ladder, *decision, {message.market.time, scene.at.now});
  write(scene, listed, out);
  return Treated::decided;
}

/// Writes the same again, so that what confirms it confirms a repetition too.
void Decider::touch(Scene& scene, const Listed& listed) {
  const Standing& standing = listed.standing;
  const PriceWrite again{&listed, standing.version, false, std::nullopt, scene.at.now, 0};
  scene.out.prices.push_back(again);
  scene.batch.sent.push_back({scene.job.owner, false, true, scene.job.item,
                              listing_key(listed.listing()), standing.version, standing.action,
                              standing.reason});
  if (ports_.history != nullptr) scene.batch.rows.emplace_back();
}

void Decider::write(Scene& scene, Listed& listed, PriceWrite write) {
  const bool is_due = scene.job.due != nullptr;
  write.now = scene.at.now;
  if (!is_due) {
    write.processing_us = scene.at.ticks_us - scene.batch.messages[scene.job.owner].arrived_us;
  }
  const Standing& standing = listed.standing;
  const ListingKey key = listing_key(listed.listing());
  scene.out.prices.push_back(write);
  scene.batch.sent.push_back({scene.job.owner, is_due, false, scene.job.item, key, standing.version,
                              standing.action, standing.reason});
  if (ports_.history == nullptr) return;
  scene.batch.rows.push_back({key, scene.job.item, listed.listing().currency,
                              listed.listing().price_minor, standing, std::move(decision_json_)});
}

Decider::Treated Decider::reject(Scene& scene, const Listed& listed, const Error& error) {
  ++watch_.counters.decisions_rejected;
  if (scene.job.due != nullptr) {
    watch_.noticed(Part::listings, fault_of(error), scene.at.now);
    return Treated::silent;
  }
  Rejection rejection;
  rejection.error = error;
  rejection.where = scene.job.where;
  rejection.record_id = scene.job.record_id;
  rejection.listing = listing_key(listed.listing());
  scene.batch.messages[scene.job.owner].found.rejections.push_back(std::move(rejection));
  return Treated::silent;
}

void Decider::keep_market(Scene& scene) {
  std::string& image = scene.out.images[scene.out.markets.size()];
  pack_market(*scene.job.message, scene.job.stamp, image);
  scene.out.markets.push_back({market_key(scene.job.message->market), scene.job.stamp, image});
  scene.batch.market_owners.push_back(scene.job.owner);
}

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
