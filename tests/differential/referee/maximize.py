"""Stage 8, MaximizeProfit: up as far as the buy box holds; probes and their way back."""

from filters import first
from propose import ceiling
from values import Hold, size_of


def probe_is_open(run):
    return 0 < run.memory.safe < run.current


def lost_probe(run):
    """The box is somebody else's: an open probe is lost, and what is not open is forgotten."""
    if run.state not in ("buy_box_other", "buy_box_unknown", "buy_box_suppressed"):
        return False
    if probe_is_open(run):
        return True
    run.memory.safe = 0
    return False


def needs_news(run):
    if not run.current:
        raise Hold(8, "no_current_price")
    at = run.listing.price_time
    if at is not None and at >= run.market.time:
        raise Hold(8, "waits_for_news")


def way_back(run):
    needs_news(run)
    safe = run.memory.safe
    run.memory.lost, run.memory.lost_time = run.current, run.now
    run.memory.safe = 0
    return safe


def next_above(run):
    ours = run.current + run.extra
    found = first([o for o in run.survivors if o.eligible is not False and o.landed_now >= ours])
    if found is None:
        raise Hold(8, "no_next")
    run.reference = found
    return found.landed_now


def below_next(run):
    landed = next_above(run)
    by = -size_of(run.policy.beat_by, landed, away=True)
    return landed - (by if by > 0 else run.policy.tick) - run.extra


def highest_probe(run):
    """The ceiling, and one step below a price that lost the box, until that is forgotten."""
    m, p, most = run.memory, run.policy, ceiling(run, 8)
    if m.lost and m.lost_time is not None and run.now - m.lost_time < p.probe_memory:
        return min(most, m.lost - p.probe_step)
    return most


def probe(run):
    p, memory, now = run.policy, run.memory, run.now
    if memory.step_time is not None and now - memory.step_time < p.probe_interval:
        raise Hold(8, "probe_interval", memory.step_time + p.probe_interval)
    memory.safe = 0
    price = min(run.current + p.probe_step, highest_probe(run))
    if price <= run.current:
        raise Hold(8, "probe_at_limit")
    run.probed = {"safe": run.current, "step_time": now}
    return price


def model(run):
    if not run.model_price:
        raise Hold(8, "no_model_price")
    return run.model_price


def maximize(run):
    needs_news(run)
    mode = run.policy.maximize
    if mode == "hold":
        raise Hold(8, "maximize_hold")
    if mode == "match_next":
        price = next_above(run) - run.extra
    else:
        price = {"below_next": below_next, "probe": probe, "model": model}[mode](run)
    return max(price, run.current)
