"""Stage 3: what stops a decision before the market is looked at."""

from values import DAY, MINUTE, Hold


def minutes_open(hours, minute):
    start, end = hours
    if start < end:
        return start <= minute < end
    return minute >= start or minute < end


def gates(run):
    p, l, now = run.policy, run.listing, run.now
    if l.last_applied is not None and run.market.time < l.last_applied:
        raise Hold(3, "older_than_applied")
    if p.paused:
        raise Hold(3, "paused")
    if p.hours is not None:
        inside_hours(p.hours, now, run.utc_offset)
    if not l.active:
        raise Hold(3, "not_active")
    if l.stock is not None and l.stock <= 0:
        raise Hold(3, "out_of_stock")
    if p.max_age is not None and now - run.market.time > p.max_age:
        raise Hold(3, "stale_snapshot")


def inside_hours(hours, now, utc_offset):
    of_day = (now + utc_offset * MINUTE) % DAY
    if not minutes_open(hours, of_day // MINUTE):
        opens = (hours[0] * MINUTE - of_day) % DAY
        raise Hold(3, "outside_hours", now + opens)
