"""The facts a decision is made from, with what a field left out means, and the two ways of saying
no: wrong input and a hold."""

MINUTE = 60_000
DAY = 86_400_000
AMOUNT_MAX = 10**15
OFFERS_MAX = 1_024
MILLION = 1_000_000

# Best first.
QUALITY = ("new", "oem", "open_box", "mint", "like_new", "very_good", "good", "acceptable", "poor",
           "warranty", "refurbished_warranty", "refurbished", "club", "other")
RANK = {name: rank for rank, name in enumerate(QUALITY)}
NOTES = ("landed_differs", "standing_price_out_of_bounds", "total_falls")

POLICY = {
    "bands": (), "paused": False, "hours": None, "max_age": None, "cool_down": 0,
    "settle_time": 60 * MINUTE, "step_interval": 15 * MINUTE, "sisters": (), "absurd_low": None,
    "absurd_high": None, "condition": "equal", "fulfilment": None, "min_feedback_score": None,
    "min_feedback_count": None, "max_handling_hours": None, "ships_from": None, "min_stock": None,
    "eligible_only": False, "exclude": (), "include": None, "unknown": "keep", "reactions": {},
    "compete_with": ("buy_box", "lowest_fba", "lowest"), "beat_by": 0, "maximize": "match_next",
    "probe_step": 1, "probe_interval": 0, "probe_memory": DAY, "only": "default",
    "min_rule": "jump_to_min", "max_rule": "jump_to_max", "tick": 1, "ending": None,
    "ending_window": 0, "step_up": None, "step_down": None, "min_change": 0, "margin": None,
    "roi": None, "profit": None, "ceiling_ratio": None, "reference_max_age": None}
LISTING = {
    "seller": "US", "marketplace": "US", "audience": "consumer", "condition": "new",
    "sub_condition": "new", "price": 0, "price_time": None, "shipping": None, "points": 0,
    "marketplace_fulfilled": False, "active": True, "stock": None, "age_days": None,
    "default_price": 0, "model_price": 0, "floor": None, "map": None, "ceiling": None,
    "reference_price": 0, "reference_time": None, "last_applied": None, "cost": None,
    "fee_ppm": 0, "fee_fixed": 0, "memory": None, "consumer_price": 0, "tiers": None}
TIER = {"quantity": 0, "price": 0, "floor": None, "map": None, "ceiling": None, "memory": None}
MARKET = {
    "time": 0, "marketplace": "US", "country": "US", "audience": "consumer", "condition": "new",
    "has_points": False, "count": None, "whole": False, "buy_box_landed": None,
    "suppressed": False, "winner_seller": None, "offers": ()}
OFFER = {
    "seller": "", "price": 0, "shipping": 0, "points": 0, "landed": None,
    "marketplace_fulfilled": False, "condition": "new", "sub_condition": "new", "audience": None,
    "mine": False, "winner": False, "feedback_score": None, "feedback_count": None,
    "handling_hours": None, "ships_from": None, "stock": None, "eligible": None, "breaks": ()}
MEMORY = {"safe": 0, "lost": 0, "step_time": None, "lost_time": None}


class Wrong(Exception):
    """The caller's input is wrong: an error of this name."""


class Hold(Exception):
    """A good answer with a reason; `again_at` where the hold ends by time."""

    def __init__(self, stage, reason, again_at=None):
        super().__init__(stage, reason)
        self.stage, self.reason, self.again_at = stage, reason, again_at


class Record:
    """Fields by name, absent ones at their defaults."""

    def __init__(self, defaults, given):
        self.__dict__.update(defaults)
        self.__dict__.update(given)


def need(condition, error):
    if not condition:
        raise Wrong(error)


def size_of(amount_or_rate, of, away=False):
    """What an amount or a rate of `of` comes to; a rate rounds down, or away from zero."""
    if not isinstance(amount_or_rate, dict):
        return amount_or_rate
    product = amount_or_rate["ppm"] * of
    if away and product > 0:
        return -(-product // MILLION)
    return product // MILLION


def tick_at_or_below(price, tick):
    return price // tick * tick


def tick_at_or_above(price, tick):
    return -(-price // tick) * tick


def mean_half_up(a, b):
    return (a + b + 1) // 2
