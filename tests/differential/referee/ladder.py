"""decide_business: the business price and up to five tiers, each a decision of its own, then the
laws of the ladder."""

import check
from decide import Run, answer
from values import MEMORY, TIER, Record, Wrong, need


class Rung(Run):
    """The business price, or a tier with its own bounds, price and memory."""

    def __init__(self, line, policy, tier=None):
        super().__init__(line, policy)
        self.cap = self.listing.consumer_price or None
        if tier is None:
            return
        self.quantity = tier.quantity
        self.floor_bound, self.ceiling_bound, self.map = tier.floor, tier.ceiling, tier.map
        self.memory = Record(MEMORY, tier.memory or {})
        self.default_price = self.model_price = 0
        self.listing.price = self.price = self.current = tier.price
        for o in self.offers:
            o.of_one, o.price = o.price, unit_price(o, tier.quantity)

    def price_of_one(self, offer):
        return offer.price if self.quantity == 1 else offer.of_one


def unit_price(offer, quantity):
    """The price of one at this quantity: that of the highest break that is reached."""
    reached = [b for b in offer.breaks if b[0] <= quantity]
    return max(reached)[1] if reached else offer.price


def tiers_of(listing):
    tiers = [Record(TIER, tier) for tier in listing["tiers"]]
    need(len(tiers) <= check.TIERS_MAX, "too_many_tiers")
    least = 2
    for tier in tiers:
        need(tier.quantity >= least, "tiers_not_rising")
        least = tier.quantity + 1
    return tiers


def decided(run):
    try:
        return {**answer(run), "quantity": run.quantity, "error": None, "dropped": None}
    except Wrong as wrong:
        return {"error": str(wrong), "quantity": run.quantity, "dropped": None}


def is_out(rung):
    """Does it hold with a price that is out of its bounds?"""
    return rung["action"] == "hold" and "standing_price_out_of_bounds" in rung["notes"]


def left_by_a_gate(rungs):
    return any(rung["error"] is None and rung["trail"][-1]["stage"] <= 3 for rung in rungs)


def apply_laws(rungs, standing):
    """Prices fall; a tier that is no cheaper, or out of its bounds, is not in the ladder. Where the
    business price fails, its standing price is the one before."""
    last = standing if rungs[0]["error"] else rungs[0]["price"]
    total = last
    for rung in rungs[1:]:
        if rung["error"] is not None or not rung["price"]:
            continue
        if is_out(rung):
            rung["dropped"] = "out_of_bounds"
        elif last and rung["price"] >= last:
            rung["dropped"] = "not_cheaper"
        else:
            last, before, total = rung["price"], total, rung["quantity"] * rung["price"]
            if total < before:
                rung["notes"].append("total_falls")


def decide_business(line):
    try:
        policy = check.policy(line["policy"])
        check.facts(Rung(line, policy))
        tiers = tiers_of(line["listing"])
    except Wrong as wrong:
        return {"error": str(wrong)}
    rungs = [decided(Rung(line, policy, tier)) for tier in (None, *tiers)]
    if not left_by_a_gate(rungs):
        apply_laws(rungs, line["listing"].get("price", 0))
    for rung in rungs[1:]:
        rung.pop("verdicts", None)
    return {"rungs": rungs}
