"""decide: the thirteen stages in their order."""

import bounds
import check
from filters import sift
from gates import gates
from maximize import lost_probe, maximize, way_back
from propose import chase, only_seller
from resolve import age_band, resolve
from shape import grid, min_max_rule, step_limit
from state import cool_down, reference, state, strategy
from values import LISTING, MARKET, MEMORY, MILLION, NOTES, OFFER, Hold, Record, Wrong


class Run:
    """What is known and decided so far."""

    def __init__(self, line, policy):
        self.policy = policy
        self.listing = l = Record(LISTING, line["listing"])
        self.market = Record(MARKET, line["market"])
        self.offers = [Record(OFFER, o) for o in self.market.offers]
        self.now, self.utc_offset = line["now"], line.get("utc_offset", 0)
        self.floor_bound, self.ceiling_bound, self.map = l.floor, l.ceiling, l.map
        self.quantity, self.cap = 1, None
        self.memory = Record(MEMORY, l.memory or {})
        self.default_price, self.model_price = l.default_price, l.model_price
        self.price = self.current = l.price
        self.goal = None
        self.trail, self.notes = [], set()
        self.state = self.strategy = self.reference = self.again_at = None
        self.limited, self.probed = False, {}
        self.verdicts = ["not_examined"] * len(self.offers)

    @staticmethod
    def price_of_one(offer):
        return offer.price

    def step(self, stage, reason, after):
        self.trail.append((stage, reason, self.price, after))
        self.price = after


def early_hold(run, hold):
    """A hold of stages 1 to 3, or bounds that leave no price: the price stays."""
    run.step(hold.stage, hold.reason, run.current)
    flag_standing_price(run, hold)
    return "hold"


def flag_standing_price(run, hold):
    if not run.current:
        return
    if hold.stage != 12:
        try:
            if run.shipping is None or hold.reason == "cost_unknown":
                return
            bounds.derive(run)
        except Wrong:
            return
        except Hold:
            run.notes.add("standing_price_out_of_bounds")
            return
        if bounds.inside(run, run.current):
            return
    run.notes.add("standing_price_out_of_bounds")


def proposal(run):
    """Stages 5 to 8."""
    cool_down(run)
    run.state = state(run)
    if lost_probe(run):
        run.strategy = "maximize_profit"
        run.step(8, "probe_back", way_back(run))
        return True
    strategy(run)
    if run.strategy == "chase_buy_box":
        reference(run)
        run.step(8, "chase_buy_box", chase(run))
    elif run.strategy == "floor":
        run.step(8, "floor", run.floor)
    elif run.strategy == "only_seller":
        run.step(8, "only_seller", only_seller(run))
    else:
        run.step(8, "maximize_profit", maximize(run))
    return False


def clamped(run):
    """Stage 12."""
    to = bounds.clamp(run, run.price)
    if to != run.price:
        run.step(12, "raised_to_floor" if to > run.price else "lowered_to_ceiling", to)


def worth_it(run):
    """Stage 13."""
    if not run.current or not bounds.inside(run, run.current):
        return
    if run.price == run.current:
        raise Hold(13, "no_change")
    change, smallest = abs(run.goal - run.current), run.policy.min_change
    if isinstance(smallest, dict):
        change, smallest = change * MILLION, smallest["ppm"] * run.current
    if change < smallest:
        raise Hold(13, "below_min_change")


def late_hold(run, hold):
    """A hold of stages 5 to 11 proposes the current price, which must be inside its bounds."""
    run.step(hold.stage, hold.reason, run.current)
    if not run.current or bounds.inside(run, run.current):
        return "hold"
    run.step(12, "bounds_correction", bounds.clamp(run, run.current))
    return "reprice"


def later(run):
    sift(run)
    try:
        back = proposal(run)
        if not back:
            min_max_rule(run)
        grid(run, back)
        if not back:
            step_limit(run)
        clamped(run)
        worth_it(run)
        run.memory.__dict__.update(run.probed)
        return "reprice", None
    except Hold as hold:
        return late_hold(run, hold), hold


def decided(run):
    age_band(run)
    try:
        resolve(run)
        gates(run)
        bounds.derive(run)
    except Hold as hold:
        return early_hold(run, hold), hold
    return later(run)


def set_again_at(run, action, hold):
    p, at = run.policy, None
    if hold is not None and hold.again_at is not None:
        at = hold.again_at
        if action == "reprice":
            at = run.now + p.cool_down if hold.reason == "cool_down" else None
    elif hold is None and run.limited and run.strategy != "maximize_profit":
        at = run.now + p.step_interval
    if at is None:
        return
    sent = run.now if action == "reprice" else run.listing.price_time
    if sent is not None:
        at = max(at, sent + p.cool_down)
    if p.max_age is None or at - run.market.time <= p.max_age:
        run.again_at = at


def answer(run):
    action, hold = decided(run)
    set_again_at(run, action, hold)
    if action == "reprice":
        check.price(run.price)
        bounds.last_check(run, run.price)
    goal = run.price if run.goal is None else run.goal
    return {
        "action": action, "price": run.price, "current": run.current, "goal": goal,
        "state": run.state, "strategy": run.strategy, "reasons": [s[1] for s in run.trail],
        "trail": [{"stage": a, "reason": b, "before": c, "after": d} for a, b, c, d in run.trail],
        "reference": None if run.reference is None else run.offers.index(run.reference),
        "again_at": run.again_at, "notes": [n for n in NOTES if n in run.notes],
        "memory": {f: v for f, v in run.memory.__dict__.items() if v != MEMORY[f]},
        "verdicts": run.verdicts}


def decide(line):
    try:
        policy = check.policy(line["policy"])
        return answer(Run(line, policy))
    except Wrong as wrong:
        return {"error": str(wrong)}
