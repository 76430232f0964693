"""Stages 9 to 11: the rules for a proposal outside the bounds, the grid, the step limit."""

from bounds import clamp, inside
from filters import canonical, first
from propose import beaten, ceiling
from values import Hold, mean_half_up, size_of, tick_at_or_above, tick_at_or_below


def match_rival(run):
    if run.reference is None:
        raise Hold(9, "no_reference")
    price = run.reference.landed_now - run.extra
    if not inside(run, price):
        raise Hold(9, "rival_outside")
    return price


def next_rival(run, below):
    if not below:
        return ceiling(run, 9)
    if run.reference is not None:
        at = run.reference.landed_now
        higher = [o for o in run.survivors if o.landed_now > at and
                  inside(run, beaten(run, o.landed_now))]
        found = first(higher)
        if found is not None:
            return beaten(run, found.landed_now)
    return run.floor


def by_rule(run, rule, below):
    if rule == "next_rival":
        return next_rival(run, below)
    if rule == "do_nothing":
        raise Hold(9, "do_nothing")
    if rule == "jump_to_min":
        return run.floor
    if rule == "jump_to_max":
        return ceiling(run, 9)
    if rule == "jump_to_avg":
        return mean_half_up(run.floor, ceiling(run, 9))
    if rule == "match_rival":
        return match_rival(run)
    if not run.default_price:
        raise Hold(9, "no_default")
    return run.default_price


def min_max_rule(run):
    if inside(run, run.price):
        return
    below = run.price < run.floor
    rule = run.policy.min_rule if below else run.policy.max_rule
    price = by_rule(run, rule, below)
    if run.strategy == "maximize_profit":
        price = max(price, run.current)
    run.step(9, rule, clamp(run, price))


def direction(run):
    if run.strategy == "chase_buy_box":
        beat_by = run.policy.beat_by
        beat_by = beat_by["ppm"] if isinstance(beat_by, dict) else beat_by
        return "down" if beat_by <= 0 else "up"
    return "down" if run.strategy == "maximize_profit" else "nearest"


def nearest_of(low, high, price, way):
    """The one of two neighbours that lies in the direction."""
    if way == "down":
        return low
    if way == "up":
        return high
    return low if price - low < high - price else high


def on_ending(run, price, way, least):
    """An ending in the direction, within the window and the bounds; None without."""
    modulus, residue = run.policy.ending
    low = (price - residue) // modulus * modulus + residue
    high = low if low == price else low + modulus
    fits = [e for e in dict.fromkeys((low, high))
            if abs(e - price) <= run.policy.ending_window and inside(run, e)
            and (least is None or e >= least)
            and (way != "down" or e <= price) and (way != "up" or e >= price)]
    return min(fits, key=lambda e: (abs(e - price), -e), default=None)


def grid(run, way_back):
    way, price, tick = direction(run), run.price, run.policy.tick
    least = None
    if run.strategy == "maximize_profit" and not way_back and inside(run, run.current):
        least = run.current
    to = on_ending(run, price, way, least) if run.policy.ending is not None else None
    if to is None:
        to = nearest_of(tick_at_or_below(price, tick), tick_at_or_above(price, tick), price, way)
        to = to if least is None else max(to, least)
    if to != price:
        run.step(10, "grid", to)
    run.goal = to


def step_of(size, current, tick):
    return None if size is None else max(size_of(size, current), tick)


def step_limit(run):
    current, tick, p = run.current, run.policy.tick, run.policy
    if not current:
        return
    up, down = step_of(p.step_up, current, tick), step_of(p.step_down, current, tick)
    to = run.price
    if up is not None and to > current + up:
        to = tick_at_or_below(current + up, tick)
    elif down is not None and to < current - down:
        to = tick_at_or_above(current - down, tick)
    if to != run.price:
        run.limited = True
        run.step(11, "step_limit", to)
