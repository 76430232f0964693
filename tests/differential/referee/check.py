"""What can be wrong with a policy, a listing, a market or an offer."""

from values import AMOUNT_MAX, MILLION, OFFERS_MAX, POLICY, RANK, Record, Wrong, need

RATE_MAX = 10**8
TIME_MAX = 10**14
TIERS_MAX = 5
AUDIENCES = ("consumer", "business")
BASES = ("item", "landed", "item_minus_points")
CONDITIONS = ("new", "used", "collectible", "refurbished", "club")
KINDS = ("buy_box", "lowest_fba", "lowest")
RULES = ("jump_to_min", "jump_to_max", "jump_to_avg", "default_price", "match_rival", "next_rival",
         "do_nothing")
POLICY_WORDS = {
    "condition": ("equal", "same_or_better", "class"), "unknown": ("keep", "reject"),
    "fulfilment": (None, "marketplace", "merchant"), "only": ("default", "ceiling", "hold"),
    "maximize": ("match_next", "below_next", "hold", "probe", "model"), "min_rule": RULES,
    "max_rule": RULES}
REACTIONS = {
    "only_seller": ("only_seller",), "all_filtered": ("only_seller", "hold"),
    "buy_box_ours": ("maximize_profit",), "buy_box_sister": ("hold", "chase_buy_box"),
    "buy_box_suppressed": ("chase_buy_box", "hold", "floor"),
    "buy_box_unknown": ("chase_buy_box",), "buy_box_other": ("chase_buy_box",),
    "offers_unknown": ("hold",)}
SPANS = ("max_age", "cool_down", "settle_time", "step_interval", "probe_interval", "probe_memory",
         "reference_max_age")


def within(value, least, most):
    """Nothing said is never out of range."""
    if value is not None and not least <= value <= most:
        raise Wrong("out_of_range")


def size_within(size, least, least_rate):
    if isinstance(size, dict):
        within(size["ppm"], least_rate, RATE_MAX)
    else:
        within(size, least, AMOUNT_MAX)


def policy(given, in_band=False):
    """A policy that is known to be sound; its bands hold policies too."""
    out = Record(POLICY, given)
    words_fit(out)
    ranges_fit(out)
    shape_fits(out)
    if out.absurd_low is not None and out.absurd_high is not None:
        need(out.absurd_low < out.absurd_high, "absurd_range_empty")
    if out.bands:
        need(not in_band, "bands_nested")
        bands_fit(out.bands)
        out.bands = [(band["start"], band.get("end"), policy(band.get("policy") or {}, True))
                     for band in out.bands]
    return out


def words_fit(p):
    for state, reaction in p.reactions.items():
        need(reaction in REACTIONS[state], "unknown_value")
    for field, words in POLICY_WORDS.items():
        need(getattr(p, field) in words, "unknown_value")
    need(p.compete_with and all(kind in KINDS for kind in p.compete_with), "unknown_value")


def ranges_fit(p):
    for field in SPANS:
        within(getattr(p, field), 0, TIME_MAX)
    within(p.absurd_low, 0, RATE_MAX)
    within(p.absurd_high, 0, RATE_MAX)
    within(p.min_feedback_score, 0, MILLION)
    within(p.ceiling_ratio, 1, RATE_MAX)
    within(p.margin, -MILLION, RATE_MAX)
    within(p.roi, -MILLION, RATE_MAX)
    within(p.profit, -AMOUNT_MAX, AMOUNT_MAX)
    size_within(p.beat_by, -AMOUNT_MAX, -RATE_MAX)
    size_within(p.min_change, 0, 0)
    if p.hours is not None:
        within(p.hours[0], 0, 1_439)
        within(p.hours[1], 0, 1_440)
        need(p.hours[0] != p.hours[1], "hours_empty")


def shape_fits(p):
    within(p.tick, 1, AMOUNT_MAX)
    if p.ending is not None:
        modulus, residue = p.ending
        within(modulus, 1, AMOUNT_MAX)
        within(residue, 0, modulus - 1)
        within(p.ending_window, 0, AMOUNT_MAX)
        need(modulus % p.tick == 0 and residue % p.tick == 0, "ending_off_tick")
    for step in (p.step_up, p.step_down):
        size_within(step, -AMOUNT_MAX, 1)
        need(step is None or isinstance(step, dict) or step >= p.tick, "step_below_tick")
    within(p.probe_step, -AMOUNT_MAX, AMOUNT_MAX)
    if p.maximize == "probe":
        smallest = 0 if isinstance(p.min_change, dict) else p.min_change
        need(p.probe_step >= max(p.tick, smallest), "probe_step_too_small")


def bands_fit(bands):
    next_free = 0
    for band in bands:
        start, end = band["start"], band.get("end")
        need(next_free is not None and start >= next_free, "bands_overlap")
        need(end is None or end >= start, "bands_overlap")
        next_free = None if end is None else end + 1


def memory(m):
    for amount in (m.safe, m.lost):
        within(amount, 0, AMOUNT_MAX)
    for at in (m.step_time, m.lost_time):
        within(at, -TIME_MAX, TIME_MAX)


def listing(l):
    need(l.audience in AUDIENCES and l.condition in CONDITIONS and l.sub_condition in RANK,
         "unknown_value")
    for amount in (l.price, l.points, l.default_price, l.model_price, l.reference_price, l.cost,
                   l.fee_fixed, l.shipping):
        within(amount, 0, AMOUNT_MAX)
    within(l.fee_ppm, 0, MILLION)
    for at in (l.price_time, l.reference_time, l.last_applied):
        within(at, -TIME_MAX, TIME_MAX)


def floor(bound):
    need(bound is not None and bound["amount"] >= 1, "floor_required")
    bound_fits(bound)


def bound_fits(bound):
    if bound is not None:
        need(bound["basis"] in BASES, "unknown_value")
        within(bound["amount"], -AMOUNT_MAX, AMOUNT_MAX)


def market(l, m, offers):
    need(l.marketplace == m.marketplace and l.audience == m.audience and
         l.condition == m.condition, "not_this_listing")
    within(m.time, -TIME_MAX, TIME_MAX)
    within(m.count, 0, AMOUNT_MAX)
    within(m.buy_box_landed, -AMOUNT_MAX, AMOUNT_MAX)
    need(len(offers) <= OFFERS_MAX, "too_many_offers")


def offer(o):
    need(o.condition in CONDITIONS and o.sub_condition in RANK, "unknown_value")
    for amount in (o.price, o.shipping, o.points):
        within(amount, -AMOUNT_MAX, AMOUNT_MAX)


def clock(now, utc_offset):
    within(now, -TIME_MAX, TIME_MAX)
    within(utc_offset, -1_440, 1_440)


def facts(run):
    """What all rungs of a ladder share."""
    clock(run.now, run.utc_offset)
    listing(run.listing)
    market(run.listing, run.market, run.offers)
    for o in run.offers:
        offer(o)


def price(minor):
    within(minor, -AMOUNT_MAX, AMOUNT_MAX)
