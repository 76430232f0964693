"""Stage 12's bounds, derived once, and the last check: forward, from the raw input."""

from values import MILLION, Hold, Wrong, need, tick_at_or_above, tick_at_or_below


def to_item(bound, run):
    """A bound on its basis as one on the item price."""
    if bound["basis"] == "landed":
        return bound["amount"] - run.extra
    if bound["basis"] == "item_minus_points":
        return bound["amount"] + run.points
    return bound["amount"]


def net(l, price):
    """What a price leaves after the fee, which is billed rounded half up, and the cost."""
    fee = (price * l.fee_ppm * 2 + MILLION) // (2 * MILLION)
    return price - fee - l.fee_fixed - l.cost


def goals(run):
    """For each thing asked for: its share of the price, its amount, and is it kept at a price?"""
    p, l = run.policy, run.listing
    if p.margin is not None:
        yield p.margin, 0, lambda x: net(l, x) * MILLION >= p.margin * x
    if p.roi is not None:
        yield 0, p.roi * l.cost // MILLION, lambda x: net(l, x) * MILLION >= p.roi * l.cost
    if p.profit is not None:
        yield 0, p.profit, lambda x: net(l, x) >= p.profit


def smallest_kept(l, goal, ceiling):
    """The smallest price from which a goal is kept at every price up to the ceiling; one above the
    ceiling if there is none. From `safe` on it is kept whatever the rounding of the fee does."""
    share, amount, kept = goal
    left = MILLION - l.fee_ppm - share
    need(left > 0, "floor_impossible")
    safe = max(1, -(-(l.cost + l.fee_fixed + amount + 2) * MILLION // left))
    at = safe if ceiling is None else max(1, min(safe, ceiling))
    if at < safe and not kept(at):
        return ceiling + 1
    while at > 1 and kept(at - 1):
        at -= 1
    return at


def ratio_ceiling(run):
    p, l = run.policy, run.listing
    if p.ceiling_ratio is None or not l.reference_price or reference_is_old(run):
        return None
    return l.reference_price * p.ceiling_ratio // MILLION


def reference_is_old(run):
    most = run.policy.reference_max_age
    if most is None:
        return False
    at = run.listing.reference_time
    return at is None or run.now - at > most


def hard_floor(run):
    l = run.listing
    floor = to_item(run.floor_bound, run)
    return floor if run.map is None else max(floor, run.map)


def derive(run):
    """The effective floor and ceiling: item prices on the tick."""
    floor = hard_floor(run)
    ceiling = None if run.ceiling_bound is None else to_item(run.ceiling_bound, run)
    if ceiling is not None and floor > ceiling:
        raise Wrong("bounds_contradict")
    for other in (ratio_ceiling(run), run.cap):
        if other is not None:
            ceiling = other if ceiling is None else min(ceiling, other)
    for goal in goals(run):
        floor = max(floor, smallest_kept(run.listing, goal, ceiling))
    if ceiling is not None and floor > ceiling:
        raise Hold(12, "bounds_cross")
    tick = run.policy.tick
    floor = max(tick_at_or_above(floor, tick), tick)
    if ceiling is not None:
        ceiling = tick_at_or_below(ceiling, tick)
        if floor > ceiling:
            raise Hold(12, "no_legal_price")
    run.floor, run.ceiling = floor, ceiling


def inside(run, price):
    return run.floor <= price and (run.ceiling is None or price <= run.ceiling)


def clamp(run, price):
    price = max(price, run.floor)
    return price if run.ceiling is None else min(price, run.ceiling)


def on_basis(bound, run, price):
    if bound["basis"] == "landed":
        return price + run.extra
    return price - run.points if bound["basis"] == "item_minus_points" else price


def last_check(run, price):
    kept = price >= 1 and on_basis(run.floor_bound, run, price) >= run.floor_bound["amount"]
    kept = kept and (run.map is None or price >= run.map)
    if run.ceiling_bound is not None:
        kept = kept and on_basis(run.ceiling_bound, run, price) <= run.ceiling_bound["amount"]
    ratio = ratio_ceiling(run)
    kept = kept and (ratio is None or price <= ratio) and (run.cap is None or price <= run.cap)
    if not kept or not all(kept_at(price) for *_, kept_at in goals(run)):
        raise Wrong("bounds_violated")
