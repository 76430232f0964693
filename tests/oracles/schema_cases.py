"""The texts that schema.py compares: whole policies and listings, and broken ones made from
them."""

import copy

# One of each kind of value, right and wrong: every one takes the place of every value.
NASTY = [None, True, 0, -1, 3, 0.5, 1e15, 1e16, 12.0, "", "x", " ", "0", "-0.01", "1e-2",
         "USD 12.34",
         "USD 12.345", "EUR 12", "usd 1", "USD  1", "5 minor", "15%", "15.3%", "-2%", "153000ppm",
         "0.15", "15min", "90s", "1w", "2026-03-02T09:00:00Z", "2026-03-02", "1772442000000",
         "08:00", "24:00", "8:00", "US", "us", "new", "used", "lowest", "LOWEST_PRICE", "hold",
         "jump_to_min", "JUMP_TO_MIN", "Active", "item", "landed", "A" * 31, "A" * 32, "A" * 128,
         [], [1], ["US"], ["lowest", "buy_box"], ["lowest"] * 4, [[]], {}, {"x": 1},
         {"amount": "USD 9", "basis": "landed"}, {"amount": 9}, {"start": "08:00", "end": "09:00"},
         {"0-90": {}}, {"0-90": {"paused": True}, "366+": {}}, {"5": {"min": 1}}]

WHOLE_POLICY = {
    "id": "whole", "name": "everything", "paused": False,
    "hours": {"start": "08:00", "end": "22:00"}, "snapshot_age_max": "2h", "cool_down": "5min",
    "settle_time": "60min", "step_interval": "15min", "sisters": ["A9SISTER"], "absurd_low": "50%",
    "absurd_high": "200%", "condition": "equal", "fulfilment": "merchant", "feedback_min": "90%",
    "feedback_count_min": 10, "handling_hours_max": 48, "ships_from": ["US"], "stock_min": 1,
    "eligible_only": True, "exclude": ["A1RIVAL"], "include": ["A2RIVAL"], "unknown": "reject",
    "reactions": {"all_filtered": "hold", "buy_box_sister": "hold", "buy_box_suppressed": "floor"},
    "compete_with": ["buy_box", "lowest"], "beat_by": "-0.01", "maximize": "probe",
    "probe_step": "0.25", "probe_interval": "15min", "probe_memory": "1d", "only_seller": "ceiling",
    "min_rule": "next_rival", "max_rule": "do_nothing", "tick": "0.01",
    "ending": {"modulus": "1.00", "residue": "0.99", "window": "0.30"}, "step_up": "3%",
    "step_down": "0.50", "min_change": "0.02", "margin": "10%", "roi": "30%", "profit": "USD 2.00",
    "ceiling_ratio": "150%", "reference_age_max": "30d",
    "age_bands": {"0-90": {"beat_by": "1%"}, "366+": "hard"},
    "policies": {"hard": {"beat_by": "-3%", "min_price_rule": "JUMP_TO_MAX"}}}

SEED_POLICY = {
    "strategy_id": 7, "compete_with": "MATCH_BUYBOX", "beat_by": -0.01,
    "min_price_rule": "JUMP_TO_MIN", "max_price_rule": "MATCH_COMPETITOR",
    "inventory_age_rules": {"0-90": {"strategy_id": "8"}, "365+": {"strategy_id": "8"}},
    "policies": {"8": {"compete_with": "FBA_LOWEST"}}}

WHOLE_LISTING = {
    "seller": "A1OURS", "sku": "MUG-1", "item": "B07XQXZXYX", "marketplace": "US",
    "currency": "USD", "audience": "business", "condition": "used", "sub_condition": "good",
    "marketplace_fulfilled": True, "status": "active", "price": "USD 9.50",
    "price_time": "2026-03-02T09:00:00Z", "shipping": 0, "points": 0, "default_price": "12.00",
    "model_price": 11.5, "floor": {"amount": "USD 8.00", "basis": "landed"}, "ceiling": "15.00",
    "map": "USD 8.50", "reference_price": "USD 14", "reference_time": 1772442000000,
    "last_applied": "2026-03-02T10:00:00.250+01:00", "stock": 3, "age_days": 91, "cost": "5",
    "fee": "15%", "fee_fixed": "0.30", "policy": "whole", "consumer_price": "USD 10",
    "memory": {"version": 1, "safe": "9.40", "step_time": 1, "lost": "9.90", "lost_time": 2},
    "tiers": [{"quantity": 2, "price": "9.00", "floor": "7.00", "ceiling": "9.40", "map": "7.10",
               "memory": {"safe": "8.90"}}, {"quantity": 5}]}

SEED_LISTING = {
    "seller_id": "S", "sku": "K", "asin": "I", "marketplace_type": "US", "listed_price": 29.99,
    "min_price": "20", "max_price": 40, "default_price": 35.5, "inventory_quantity": 3,
    "inventory_age": 0, "status": "Active", "item_condition": "UsedVeryGood", "strategy_id": 7,
    "b2b_rules": {"listed_price": 28, "min": 19, "max": 30, "default_price": 29, "strategy_id": "8",
                  "tiers": {"5": {"listed_price": 26, "min": 18.5, "max_price": 30},
                            "10": {"listed_price": 25.5, "min": 18, "default_price": 26}}}}


def places(value, path=()):
    """The path of every value inside a value."""
    inner = value.items() if isinstance(value, dict) else (
        enumerate(value) if isinstance(value, list) else ())
    for key, child in inner:
        yield (*path, key)
        yield from places(child, (*path, key))


def changed(document, path, change):
    """A copy in which the holder of a path was changed."""
    out = copy.deepcopy(document)
    holder = out
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return out


def without(document, path):
    return changed(document, path, lambda holder, key: holder.pop(key))


def with_value(document, path, value):
    return changed(document, path, lambda holder, key: holder.__setitem__(key, value))


def broken(document, nasty=NASTY):
    """The document, and everything that one change makes of it."""
    yield document
    yield {**document, "unheard_of": 1}
    for path in places(document):
        yield without(document, path)
        yield from (with_value(document, path, value) for value in nasty)
        yield changed(document, path, lambda holder, key: holder.update({key + "X": 1})
                      if isinstance(holder, dict) else holder.append(holder[0]))


def spelled_twice(document, pairs):
    """The document with a second spelling of one field."""
    for ours, theirs in pairs:
        here, other = (ours, theirs) if ours in document else (theirs, ours)
        if here in document:
            yield {**document, other: document[here]}


def policies(cases):
    pairs = [("id", "strategy_id"), ("min_rule", "min_price_rule"), ("max_rule", "max_price_rule"),
             ("age_bands", "inventory_age_rules")]
    out = [case["policy"] for case in cases]
    for document in (WHOLE_POLICY, SEED_POLICY):
        out += [*broken(document), *spelled_twice(document, pairs)]
    return out


def listings(cases):
    pairs = [("seller", "seller_id"), ("item", "asin"), ("marketplace", "marketplace_type"),
             ("price", "listed_price"), ("floor", "min"), ("floor", "min_price"),
             ("ceiling", "max_price"), ("stock", "quantity"), ("age_days", "inventory_age"),
             ("policy", "strategy_id"), ("condition", "item_condition")]
    out = [case["listing"] for case in cases]
    for document in (WHOLE_LISTING, SEED_LISTING):
        out += [*broken(document), *spelled_twice(document, pairs)]
    return out
