"""Stage 8 but for MaximizeProfit: a proposal, which may be anything."""

from values import Hold, mean_half_up, size_of


def beaten(run, landed):
    """Our item price for a landed price and `beat_by`."""
    return landed + size_of(run.policy.beat_by, landed, away=True) - run.extra


def chase(run):
    return beaten(run, run.reference.landed_now)


def ceiling(run, stage):
    if run.ceiling is None:
        raise Hold(stage, "ceiling_required")
    return run.ceiling


def only_seller(run):
    mode = run.policy.only
    if mode == "hold":
        raise Hold(8, "only_seller_hold")
    if mode == "ceiling":
        return ceiling(run, 8)
    if run.default_price:
        return run.default_price
    return mean_half_up(run.floor, ceiling(run, 8))
