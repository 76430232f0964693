"""Stages 1 and 2: the policy in force, landed prices, our row, the current price, our shipping."""

import check
from values import Hold


def age_band(run):
    age = run.listing.age_days
    if age is None:
        return
    for start, end, policy in run.policy.bands:
        if start <= age and (end is None or age <= end):
            run.policy = policy
            run.step(1, "age_band", run.price)
            return


def landed(o, has_points):
    return o.price + o.shipping - (o.points if has_points else 0)


def read_offers(run):
    for o in run.offers:
        o.landed_now = landed(o, run.market.has_points)
        o.landed_at_one = o.landed_now + run.price_of_one(o) - o.price
        o.ours = o.mine or o.seller in run.group
        if o.landed is not None and o.landed != o.landed_at_one:
            run.notes.add("landed_differs")


def our_row(run):
    """The offer marked as ours, else the one that can only be ours; none or several: no row."""
    offers = [o for o in run.offers if for_this_audience(run.market, o)]
    rows = [o for o in offers if o.mine] or [o for o in offers if like(run.listing, o)]
    return rows[0] if len(rows) == 1 else None


def for_this_audience(m, o):
    """Our row of the other audience is another listing's."""
    return o.audience is None or o.audience == m.audience


def like(l, o):
    return (o.seller == l.seller and o.condition == l.condition and
            o.sub_condition == l.sub_condition and
            o.marketplace_fulfilled == l.marketplace_fulfilled)


def current_price(run):
    l, row = run.listing, run.row
    if run.quantity > 1 or row is None or row.price <= 0 or row.price == l.price:
        return
    settled = l.price_time is None or run.market.time >= l.price_time + run.policy.settle_time
    if l.price == 0 or settled:
        run.step(2, "changed_outside", row.price)


def own_shipping(run):
    if run.listing.shipping is not None:
        return run.listing.shipping
    if run.row is not None:
        return run.row.shipping
    return 0 if run.listing.marketplace_fulfilled else None


def resolve(run):
    l, p = run.listing, run.policy
    check.facts(run)
    check.floor(run.floor_bound)
    check.bound_fits(run.ceiling_bound)
    check.memory(run.memory)
    run.group = {l.seller, *p.sisters}
    read_offers(run)
    run.row = our_row(run)
    current_price(run)
    run.current = run.price
    run.points = l.points if run.market.has_points else 0
    run.shipping = own_shipping(run)
    if run.shipping is None:
        raise Hold(2, "own_shipping_unknown")
    run.extra = run.shipping - run.points
    if p.margin is not None or p.roi is not None or p.profit is not None:
        if l.cost is None:
            raise Hold(2, "cost_unknown")
