"""The policies of the sample: one for every strategy, mode, rule and gate."""

from collections import namedtuple

from .places import SISTERS, WALMART_SISTERS

# where: "any" item, "cents" (currencies of two decimals), "used" goods, or names of marketplaces.
# needs: what a listing must have so that the policy can work.
Entry = namedtuple("Entry", "weight where needs body")

BOX_FIRST = ["buy_box", "lowest_fba", "lowest"]
NO_WALMART = ("US", "CA", "MX", "UK", "DE", "FR", "PL", "AU")


def entry(body, weight=1, where="any", needs=()):
    return Entry(weight, where, needs, body)


CHASING = {
    "gentle": entry({"compete_with": BOX_FIRST, "beat_by": "-0.01", "min_rule": "jump_to_min",
                     "max_rule": "jump_to_max", "snapshot_age_max": "2h"}, 5, "cents"),
    "match": entry({"compete_with": ["buy_box", "lowest"], "beat_by": "0",
                    "snapshot_age_max": "2h"}, 3),
    "two_percent": entry({"compete_with": ["lowest"], "beat_by": "-2%",
                          "maximize": "below_next"}, 2),
    "stay_above": entry({"compete_with": ["lowest"], "beat_by": "0.50", "maximize": "hold"},
                        where="cents"),
    "fba_first": entry({"compete_with": ["lowest_fba"], "fulfilment": "marketplace",
                        "beat_by": "-0.01", "min_rule": "next_rival"}, where=NO_WALMART),
    "merchants": entry({"fulfilment": "merchant", "compete_with": ["lowest"], "beat_by": "0"}),
    "follow": entry({"min_rule": "match_rival", "max_rule": "match_rival", "beat_by": "-1%"}),
    "average": entry({"min_rule": "jump_to_avg", "max_rule": "default_price",
                      "beat_by": "-5%"}, needs=("default_price", "ceiling")),
    "hands_off": entry({"min_rule": "do_nothing", "max_rule": "do_nothing",
                        "only_seller": "hold", "beat_by": "0",
                        "reactions": {"buy_box_suppressed": "hold", "all_filtered": "hold"}}),
    "floor_when_suppressed": entry({"beat_by": "0", "reactions": {"buy_box_suppressed": "floor"}}),
}

KEEPING = {
    "climber": entry({"beat_by": "0", "maximize": "match_next", "only_seller": "ceiling"},
                     2, needs=("ceiling",)),
    "prober": entry({"beat_by": "-0.01", "maximize": "probe", "probe_step": "0.10",
                     "probe_interval": "15min", "probe_memory": "1d"}, 2, "cents", ("ceiling",)),
    "modelled": entry({"beat_by": "0", "maximize": "model"}, needs=("model_price",)),
}

CHOOSING = {
    "careful": entry({"beat_by": "-0.01", "feedback_min": "90%", "feedback_count_min": 50,
                      "handling_hours_max": 48, "absurd_low": "50%", "absurd_high": "200%",
                      "reference_age_max": "30d", "unknown": "keep", "min_rule": "next_rival"},
                     2, "cents", ("reference_price",)),
    "strict": entry({"beat_by": "0", "condition": "equal", "ships_from": ["US"],
                     "eligible_only": True, "feedback_count_min": 10, "unknown": "reject"},
                    where=("US",)),
    "well_stocked": entry({"beat_by": "0", "stock_min": 5, "unknown": "reject",
                           "reactions": {"all_filtered": "hold"}}),
    "used_ladder": entry({"beat_by": "-1%", "condition": "same_or_better"}, 2, "used"),
    "whole_class": entry({"beat_by": "-1%", "condition": "class"}, 2, "used"),
    "picky": entry({"beat_by": "-0.01", "exclude": []}, where="cents"),
    "circle": entry({"beat_by": "-0.01", "include": []}, where="cents"),
    "family": entry({"beat_by": "-0.01", "sisters": SISTERS}, 2, NO_WALMART),
    "family_rivals": entry({"beat_by": "-0.01", "sisters": SISTERS,
                            "reactions": {"buy_box_sister": "chase_buy_box"}}, where=NO_WALMART),
    "walmart_family": entry({"beat_by": "-0.01", "sisters": WALMART_SISTERS,
                             "compete_with": ["buy_box", "lowest"]}, 2, ("WALMART_US",)),
}

WAITING = {
    "paused": entry({"beat_by": "0", "paused": True}),
    "nights": entry({"beat_by": "0", "hours": {"start": "22:00", "end": "06:00"}}),
    "days": entry({"beat_by": "0", "hours": {"start": "08:00", "end": "22:00"}}),
    "cooling": entry({"beat_by": "0", "cool_down": "2h", "settle_time": "60min"}),
    "fresh_only": entry({"beat_by": "0", "snapshot_age_max": "20min"}),
    "slow": entry({"beat_by": "-0.01", "step_up": "3%", "step_down": "5%",
                   "step_interval": "15min", "min_change": "0.05"}, 2, "cents"),
}

EARNING = {
    "margin": entry({"beat_by": "-0.01", "margin": "10%"}, 2, "cents", ("cost",)),
    "roi": entry({"beat_by": "-1%", "roi": "30%"}, 2, needs=("cost",)),
    "profit": entry({"beat_by": "-0.05", "profit": "USD 2.00"}, 1, ("US", "WALMART_US"),
                    ("cost",)),
    "capped": entry({"beat_by": "0", "ceiling_ratio": "150%", "reference_age_max": "30d"},
                    needs=("reference_price",)),
    "charm": entry({"beat_by": "-0.01", "tick": "0.01", "ending":
                    {"modulus": "1.00", "residue": "0.99", "window": "0.30"}}, 2, "cents"),
    "nickels": entry({"beat_by": "-0.05", "tick": "0.05"}, where="cents"),
    "yen": entry({"beat_by": "-1", "tick": "1", "ending":
                  {"modulus": "100", "residue": "80", "window": "30"}}, 3, ("JP",)),
    "clearance": entry({"compete_with": ["lowest"], "beat_by": "-3%", "only_seller": "ceiling"},
                       needs=("ceiling",)),
    "aging": entry({"beat_by": "0", "age_bands": {
        "0-90": {"beat_by": "1%"}, "181-270": {"beat_by": "-1%"},
        "271-365": {"beat_by": "-2%", "compete_with": ["lowest"]}, "366+": "clearance"}},
        2, needs=("age_days", "ceiling")),
}

BUSINESS = {
    "business": entry({"compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"}, 2),
    "business_percent": entry({"compete_with": ["lowest"], "beat_by": "-1%", "min_change": "0.05"}),
    "business_slow": entry({"beat_by": "0", "step_up": "2%", "step_down": "2%"}),
}

CONSUMER = {**CHASING, **KEEPING, **CHOOSING, **WAITING, **EARNING}


def fits(name, item):
    """Whether the policy's amounts and ids make sense for this item."""
    where = CONSUMER[name].where
    if where == "cents":
        return item.place.exponent == 2
    if where == "used":
        return item.condition == "used"
    return where == "any" or item.place.name in where


def deck_of(entries):
    return [name for name, item in entries.items() for _ in range(item.weight)]


def lines(rivals):
    """Every policy as a catalogue line. `rivals` are the sellers that some policies name."""
    bodies = {name: dict(item.body) for name, item in {**CONSUMER, **BUSINESS}.items()}
    bodies["picky"]["exclude"] = rivals[:6]
    bodies["circle"]["include"] = rivals[6:40]
    return [{"policy": {"id": name, **body}} for name, body in bodies.items()]


def age_limit(name):
    """Whether the policy refuses old news."""
    return "snapshot_age_max" in {**CONSUMER, **BUSINESS}[name].body
