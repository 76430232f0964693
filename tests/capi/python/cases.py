"""A few listings with their markets, as objects and as rows of a table."""

import datetime

import haggle

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.timezone.utc)
NOW_MS = 1_795_262_400_000
POLICY = {"compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"}

OFFERS = [[{"price_minor": 2349, "shipping_minor": 0, "seller": "A1PQ3RIVALSELLER",
            "is_winner": True},
           {"price_minor": 2600, "shipping_minor": 0, "seller": "A9ZZ", "is_winner": False}],
          [{"price_minor": 1720, "shipping_minor": 100, "seller": "A1PQ3RIVALSELLER",
            "is_winner": True}],
          []]

ROWS = [{"seller": "A2X", "marketplace": "US", "price_minor": 2499, "shipping_minor": 0,
         "floor_minor": 1800, "ceiling_minor": 3990, "market_time": NOW, "list_is_whole": True,
         "offers": offers} for offers in OFFERS]


def listing(**changes):
    """The listing of the first row."""
    facts = dict(seller="A2X", marketplace="US", currency="USD", price_minor=2499,
                 shipping_minor=0, floor_minor=1800, ceiling_minor=3990)
    return haggle.Listing(**(facts | changes))


def market(offers, **changes):
    """The market of one row."""
    return haggle.Market(time=NOW, offers=[haggle.Offer(**one) for one in offers],
                         **({"list_is_whole": True} | changes))


def decided(policy=None):
    """What is decided on each row, one by one."""
    policy = policy or haggle.Policy(POLICY)
    return [policy.decide(listing(), market(offers), now=NOW) for offers in OFFERS]


def expected(policy=None):
    """The rows that a table of decisions must have."""
    return [{"price_minor": d.price_minor, "action": d.action.name, "reason": d.reason.name,
             "binding": d.binding.name, "change_minor": d.change_minor, "again_at": d.again_at,
             "state": d.state.name, "strategy": d.strategy.name, "memory": d.memory,
             "error": None, "error_where": None} for d in decided(policy)]
