"""Stages 5 to 7: cool-down, the state of the market, the strategy it calls for, the reference."""

from filters import first
from resolve import for_this_audience
from values import Hold

DEFAULT_REACTION = {
    "only_seller": "only_seller", "all_filtered": "only_seller", "buy_box_ours": "maximize_profit",
    "buy_box_sister": "hold", "buy_box_suppressed": "chase_buy_box",
    "buy_box_unknown": "chase_buy_box", "buy_box_other": "chase_buy_box", "offers_unknown": "hold"}


def cool_down(run):
    at = run.listing.price_time
    if at is not None and run.now - at < run.policy.cool_down:
        raise Hold(5, "cool_down", at + run.policy.cool_down)


def of_ours(run, o):
    """A row of this seller, not of a sister."""
    return o.mine or o.seller == run.listing.seller


def flagged_holder(run, flagged):
    """Of several winner flags: our row, else a row of our seller, else the first."""
    if run.row is not None and run.row in flagged:
        return run.row
    return first([o for o in flagged if of_ours(run, o)]) or first(flagged)


def find_holder(run):
    """Sets who holds the buy box (ours, sister, other or None) and the offer it holds it with."""
    run.holder, run.holder_is = None, None
    flagged = [o for o in run.offers if o.winner]
    if flagged:
        run.holder = flagged_holder(run, flagged)
        run.holder_is = ("ours" if run.holder is run.row else
                         "sister" if run.holder.ours else "other")
    elif run.market.winner_seller is not None:
        find_by_id(run, run.market.winner_seller)


def find_by_id(run, seller):
    """Our id may stand for each row that is ours or marked as ours; another's id for its rows."""
    us = seller == run.listing.seller
    rows = [o for o in run.offers if o.seller == seller]
    if us:
        rows = [o for o in run.offers if of_ours(run, o) and for_this_audience(run.market, o)]
    run.holder = first(rows)
    if us:
        alone = not rows or (len(rows) == 1 and rows[0] is run.row)
        run.holder_is = "ours" if alone else "sister"
    else:
        run.holder_is = "sister" if seller in run.group else "other"


def only_seller(run):
    if run.rivals:
        return False
    if run.market.count is None:
        return run.market.whole
    ours = sum(o.ours and o.condition == run.listing.condition for o in run.offers)
    return run.market.count - max(ours, 1) <= 0


def state(run):
    find_holder(run)
    m = run.market
    if only_seller(run):
        return "only_seller"
    if run.rivals and not run.survivors:
        return "all_filtered"
    if run.holder_is in ("ours", "sister"):
        return "buy_box_" + run.holder_is
    nobody = run.holder_is is None
    if m.suppressed or (run.rivals and nobody and m.buy_box_landed is None):
        return "buy_box_suppressed"
    if nobody and m.buy_box_landed is not None:
        return "buy_box_unknown"
    return "offers_unknown" if nobody else "buy_box_other"


def strategy(run):
    run.strategy = run.policy.reactions.get(run.state, DEFAULT_REACTION[run.state])
    if run.strategy == "only_seller" and run.quantity > 1:
        raise Hold(6, "no_competitor")
    if run.strategy == "hold":
        raise Hold(6, run.state)


def of_kind(run, kind):
    if kind == "lowest":
        return first(run.survivors)
    if kind == "lowest_fba":
        return first([o for o in run.survivors if o.marketplace_fulfilled])
    if run.holder_is is not None:
        return run.holder if run.holder in run.survivors else None
    if run.market.buy_box_landed is None:
        return None
    row = run.market.buy_box_landed
    return first([o for o in run.survivors if o.landed_at_one == row])


def reference(run):
    for kind in run.policy.compete_with:
        found = of_kind(run, kind)
        if found is not None:
            run.reference = found
            return
    raise Hold(7, "no_reference")
