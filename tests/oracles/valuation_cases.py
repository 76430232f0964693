"""Random questions about the room `valuation`: usual ones, and edges more often than chance."""

import random

NOW = 1_795_262_400_000  # 2026-11-21T12:00:00Z
DAY_MS = 86_400_000
CATEGORIES = ["", "shoes", "hats", "a" * 63]


def comparable(dice, row, level, width):
    out = {"row": row, "currency": "USD", "condition": dice.randrange(7),
           "similarity": dice.choice([0.7, 0.9, dice.uniform(0.3, 1), dice.uniform(0.6, 1)]),
           "price": max(1, round(level * dice.choice([1, 1, dice.lognormvariate(0, 0.5), 8]))),
           "sold_at": NOW - dice.choice([0, 30 * DAY_MS, 90 * DAY_MS, 90 * DAY_MS + 1,
                                         dice.randrange(60 * DAY_MS),
                                         dice.randrange(900 * DAY_MS)]),
           "attributes": [dice.gauss(0, 1) for _ in range(width)]}
    if dice.random() < 0.5:
        out["size"] = dice.uniform(0.1, 10)
    return out


def query(dice, width):
    out = {"now": NOW, "currency": "USD", "condition": dice.randrange(7),
           "quality": dice.randrange(5), "quality_factor": dice.choice([1, dice.uniform(0.5, 2)]),
           "attributes": [dice.gauss(0, 1) for _ in range(width)],
           "category": dice.choice(CATEGORIES)}
    if dice.random() < 0.5:
        out["size"] = dice.uniform(0.1, 10)
    if dice.random() < 0.2:
        out["miss_rate"] = dice.choice([0, 1, 0.5, dice.random()])
    return out


def season_table(dice):
    flat = dice.random() < 0.3
    return [1.0 if flat else dice.uniform(0.5, 1.5) for _ in range(12)]


def observations(dice):
    count = dice.choice([0, 5, 9, 10, 19, 60])
    logs = [dice.gauss(8, 1) for _ in range(count)]
    return [[dice.choice(CATEGORIES), x, x + dice.gauss(0, 0.2), dice.choice([0, dice.random()])]
            for x in logs]


def calibrated_options(dice):
    out = {"similarity_min": dice.choice([-1, 0.5, 0.9]),
           "age_days_max": dice.choice([90, 730, 36_500]),
           "neighbours_max": dice.choice([1, 3, 20, 20, 1000]),
           "half_life_days": dice.choice([30, 180, 1e9]), "season": season_table(dice),
           "temperature": dice.choice([1e-9, 0.003, 0.1, 1, 1e6]),
           "attribute_width": dice.choice([0.3, 1, 1e6]),
           "size_exponent": dice.choice([0, 1, dice.uniform(-2, 2)]),
           "centre_share": dice.choice([0, 0, 1, dice.random()]),
           "outlier_mads": dice.choice([0, 1, 3.5]),
           "effective_count_min": dice.choice([1, 1, 2]),
           "spread_max": dice.choice([0.3, 1, 100]), "coverage": dice.choice([0.5, 0.8, 0.9, 0.95])}
    if dice.random() < 0.6:
        out.update(observations=observations(dice), floor=dice.choice([0.05, 0.1, 1]))
    return out


def visual_options(dice):
    return {"similarity_min": dice.choice([0.7, 0.7, 0.3]), "age_days_max": dice.choice([90, 365]),
            "neighbours_max": dice.choice([20, 20, 2]),
            "half_life_days": dice.choice([30, 30, 7.5]),
            "season": season_table(dice), "as_seed": dice.random() < 0.3}


def world(dice):
    """A query with its comparables."""
    width, level = dice.choice([0, 0, 1, 3]), dice.choice([1, 500, 10**4, 10**8])
    items = [comparable(dice, row, level, width)
             for row in range(dice.choice([0, 1, 2, 5, 25, 25]))]
    dice.shuffle(items)
    return {"query": query(dice, width), "comparables": items}


# What spoils one comparable, and the error that is then wanted.
FAULTS = [
    ({"price": 0}, "price_not_positive", "price"),
    ({"price": 10**15 + 1}, "out_of_range", "price"),
    ({"currency": "EUR"}, "currency_mismatch", "currency"),
    ({"sold_at": NOW + 1}, "sold_in_future", "sold_at"),
    ({"similarity": -1.0000001}, "out_of_range", "similarity"),
    ({"condition": 7}, "unknown_value", "condition"),
    ({"attributes": [0.0] * 9}, "wrong_dimension", "attributes"),
    ({"size": 0}, "out_of_range", "size"),
]


def spoil(dice, question):
    place = dice.randrange(len(question["comparables"]))
    change, name, field = dice.choice(FAULTS)
    question["comparables"][place].update(change)
    question["wanted"] = {"error": name, "where": f"comparables[].{field}", "index": place}


def value(dice):
    options = (visual_options if dice.random() < 0.35 else calibrated_options)(dice)
    question = {"op": "value", "options": options, **world(dice)}
    if question["comparables"] and dice.random() < 0.05:
        spoil(dice, question)
    return question


def season(dice):
    year_ms = 365 * DAY_MS
    reach = dice.choice([year_ms, 2 * year_ms, 4 * year_ms, 60 * DAY_MS])
    sales = [[dice.randrange(1, 10**6), "USD", NOW - dice.randrange(reach)]
             for _ in range(dice.choice([0, 20, 60, 200, 500]))]
    return {"op": "season", "now": NOW, "sales": sales}


def adaptive(dice):
    hit = dice.choice([0.3, 0.9, 0.99])
    return {"op": "adaptive", "coverage": dice.choice([0.5, 0.9, 0.99]),
            "rate": dice.choice([0, 0.01, 0.3]), "held": [dice.random() < hit for _ in range(60)]}


def fit(dice):
    options = (visual_options if dice.random() < 0.35 else calibrated_options)(dice)
    cases = [{**world(dice), "price": dice.randrange(1, 10**5)}
             for _ in range(dice.randrange(1, 12))]
    return {"op": "fit", "options": options, "cases": cases}


def questions(seed):
    """(operation, its questions)"""
    dice = random.Random(seed)
    counts = {value: 6000, season: 300, adaptive: 300, fit: 300}
    return [(make.__name__, [make(dice) for _ in range(count)]) for make, count in counts.items()]
