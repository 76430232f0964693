"""Stage 4: which offers count, and the order in which offers stand."""

from bounds import reference_is_old
from check import CONDITIONS
from values import MILLION, RANK

AUDIENCES = (None, "consumer", "business")


def canonical(o):
    return (o.landed_now, not o.marketplace_fulfilled, o.seller, o.price, o.shipping, o.points,
            RANK[o.sub_condition])


def all_it_says(o):
    """What tells offers apart that are equal in the canonical order; what is not said comes first
    and counts as zero until all else is equal."""
    facts = (o.feedback_score, o.feedback_count, o.stock, o.handling_hours)
    said = [fact is not None for fact in (o.stock, o.handling_hours, o.feedback_count,
                                            o.feedback_score, o.landed)]
    return (CONDITIONS.index(o.condition), AUDIENCES.index(o.audience),
            (None, True, False).index(o.eligible), o.ships_from or "",
            [fact or 0 for fact in facts], said, o.winner, o.mine)


def first(offers):
    """The first in canonical order."""
    if len(offers) < 2:
        return offers[0] if offers else None
    best = min(map(canonical, offers))
    tied = [o for o in offers if canonical(o) == best]
    return tied[0] if len(tied) == 1 else min(tied, key=all_it_says)


def absurd(run, o):
    p, reference = run.policy, run.listing.reference_price
    if not reference or reference_is_old(run):
        return False
    low, high, landed = p.absurd_low, p.absurd_high, o.landed_now * MILLION
    return (low is not None and landed < low * reference or
            high is not None and landed > high * reference)


def let_in(run, o):
    """The condition filter."""
    asked, l = run.policy.condition, run.listing
    if asked == "class":
        return o.condition == l.condition
    if asked == "equal":
        return o.condition == l.condition and o.sub_condition == l.sub_condition
    return o.condition == "new" or (
        o.condition == l.condition and RANK[o.sub_condition] <= RANK[l.sub_condition])


def below(p, said, least):
    if least is None:
        return False
    return p.unknown == "reject" if said is None else said < least


def above(p, said, most):
    if most is None:
        return False
    return p.unknown == "reject" if said is None else said > most


def from_elsewhere(run, o):
    p = run.policy
    if p.ships_from is None:
        return False
    country = run.market.country if o.marketplace_fulfilled else o.ships_from
    return p.unknown == "reject" if country is None else country not in p.ships_from


def ineligible(p, o):
    if not p.eligible_only:
        return False
    return p.unknown == "reject" if o.eligible is None else not o.eligible


def verdict(run, o):
    """The first filter that rejects, or kept."""
    p = run.policy
    if o.ours:
        return "own_group"
    if o.price <= 0 or o.landed_now <= 0:
        return "price_zero"
    if absurd(run, o):
        return "price_absurd"
    if not let_in(run, o):
        return "condition"
    if p.fulfilment and o.marketplace_fulfilled != (p.fulfilment == "marketplace"):
        return "fulfilment"
    if below(p, o.feedback_score, p.min_feedback_score):
        return "feedback_score"
    if below(p, o.feedback_count, p.min_feedback_count):
        return "feedback_count"
    if above(p, o.handling_hours, p.max_handling_hours):
        return "handling"
    if from_elsewhere(run, o):
        return "ships_from"
    if below(p, o.stock, p.min_stock):
        return "stock"
    if ineligible(p, o):
        return "not_eligible"
    if o.seller in p.exclude:
        return "excluded"
    return "kept" if p.include is None or o.seller in p.include else "not_included"


def is_rival(run, o):
    return not o.ours and (o.condition == run.listing.condition or let_in(run, o))


def sift(run):
    run.verdicts = [verdict(run, o) for o in run.offers]
    run.rivals = [o for o in run.offers if is_rival(run, o)]
    run.survivors = [o for o, said in zip(run.offers, run.verdicts) if said == "kept"]
