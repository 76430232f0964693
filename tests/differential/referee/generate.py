"""Random snapshots and policies: small numbers, so that ties and edges meet, and every field."""

from values import DAY, MINUTE

NOW = 1_763_000_000_000
SELLERS = ("US", "A", "B", "C", "D", "E")
CONDITIONS = ("new", "new", "new", "used", "used", "collectible", "refurbished", "club")
SUBS = ("new", "new", "like_new", "very_good", "good", "acceptable", "mint", "open_box", "oem",
        "warranty", "refurbished_warranty", "refurbished", "club", "poor", "other")
RULES = ("jump_to_min", "jump_to_max", "jump_to_avg", "default_price", "match_rival", "next_rival",
         "do_nothing")
BASES = ("item", "item", "landed", "item_minus_points")
ENDINGS = ((10, 9), (10, 0), (10, 5), (5, 4), (20, 19), (100, 99), (1, 0), (7, 3), (4, 2))
RATES = (1, 9_999, 10_000, 33_333, 100_000, 250_000, 999_999, 1_000_000, 3_000_000)
COUNTRIES = ("US", "CN", "DE")


def sometimes(r, share, out, **fields):
    if r.random() < share:
        out.update(fields)


def size(r, least=0):
    if r.random() < .4:
        return {"ppm": r.choice(RATES)}
    return least + r.choice((0, 0, 1, 2, 3, 5, 9, 20))


def beat_by(r):
    if r.random() < .3:
        return {"ppm": r.choice((-1, 1)) * r.choice(RATES)}
    return r.choice((-1, -1, -1, 0, 0, 1, 2, -2, -5, 5, -30, 30))


def bound(r, amount):
    return {"amount": amount, "basis": r.choice(BASES)}


def timing(r, out):
    if r.random() < .08:
        start = r.randrange(1_440)
        end = r.randrange(1_440)
        out["hours"] = [start, end if end != start else (end + 1) % 1_440]
    if r.random() < .15:
        out["max_age"] = r.choice((0, MINUTE, 10 * MINUTE, 60 * MINUTE, DAY, 3 * DAY))
    if r.random() < .2:
        out["cool_down"] = r.choice((0, 1, MINUTE, 10 * MINUTE, 5 * DAY))
    if r.random() < .2:
        out["settle_time"] = r.choice((0, 1, 10 * MINUTE, DAY))
    if r.random() < .2:
        out["step_interval"] = r.choice((0, 1, MINUTE, DAY))
    if r.random() < .02:
        out["paused"] = True


def filters(r, out):
    choice, random = r.choice, r.random
    if random() < .15:
        out["absurd_low"] = choice((1, 500_000, 900_000))
    if random() < .15:
        out["absurd_high"] = choice((1_000_000, 1_200_000, 3_000_000))
    if random() < .5:
        out["condition"] = choice(("equal", "same_or_better", "class"))
    if random() < .08:
        out["fulfilment"] = choice(("marketplace", "merchant"))
    if random() < .1:
        out["min_feedback_score"] = choice((0, 900_000, 1_000_000))
    if random() < .1:
        out["min_feedback_count"] = choice((0, 5, 10))
    if random() < .1:
        out["max_handling_hours"] = choice((0, 24, 48))
    if random() < .08:
        out["ships_from"] = choice(([], ["US"], ["US", "CN"], ["DE"]))
    if random() < .08:
        out["min_stock"] = choice((0, 1, 3))
    sometimes(r, .1, out, eligible_only=True)
    if random() < .08:
        out["exclude"] = choice((["A"], ["A", "B", "US"], ["E"]))
    if random() < .05:
        out["include"] = choice(([], ["A"], ["B", "C", "D"]))
    sometimes(r, .15, out, unknown="reject")


def reactions(r, out):
    chosen = {}
    if r.random() < .2:
        chosen["all_filtered"] = r.choice(("only_seller", "hold"))
    if r.random() < .2:
        chosen["buy_box_sister"] = r.choice(("hold", "chase_buy_box"))
    if r.random() < .3:
        chosen["buy_box_suppressed"] = r.choice(("chase_buy_box", "hold", "floor"))
    if chosen:
        out["reactions"] = chosen


def shape(r, out):
    if r.random() < .3:
        out["tick"] = r.choice((1, 1, 2, 3, 5, 10))
    tick = out.get("tick", 1)
    if r.random() < .25:
        modulus, residue = r.choice(ENDINGS)
        out["ending"] = [modulus * tick, residue * tick]
        out["ending_window"] = r.choice((0, 1, 2, 5, 9, 30))
    for step in ("step_up", "step_down"):
        if r.random() < .15:
            out[step] = size(r, tick)
    if r.random() < .25:
        out["min_change"] = size(r)


def proposals(r, out):
    if r.random() < .3:
        out["compete_with"] = r.sample(("buy_box", "lowest_fba", "lowest"), r.randint(1, 3))
    if r.random() < .8:
        out["beat_by"] = beat_by(r)
    out["maximize"] = r.choice(("match_next", "below_next", "hold", "probe", "probe", "model"))
    if out["maximize"] == "probe":
        smallest = out.get("min_change", 0)
        smallest = 0 if isinstance(smallest, dict) else smallest
        out["probe_step"] = max(out.get("tick", 1), smallest) + r.choice((0, 0, 1, 3))
        sometimes(r, .6, out, probe_interval=r.choice((1, 10 * MINUTE, DAY)))
        sometimes(r, .4, out, probe_memory=r.choice((0, 1, 60 * MINUTE, 3 * DAY)))
    out["only"] = r.choice(("default", "default", "ceiling", "hold"))
    out["min_rule"] = r.choice(RULES)
    out["max_rule"] = r.choice(RULES)


def derived_bounds(r, out):
    if r.random() < .08:
        out["margin"] = r.choice((0, 1, -100_000, 50_000, 100_000, 333_333))
    if r.random() < .08:
        out["roi"] = r.choice((0, 1, -200_000, 100_000, 300_000, 1_000_000))
    if r.random() < .08:
        out["profit"] = r.choice((-3, 0, 1, 2, 5))
    if r.random() < .12:
        out["ceiling_ratio"] = r.choice((1_000_000, 1_100_000, 1_500_000, 2_000_000))
    if r.random() < .2:
        out["reference_max_age"] = r.choice((0, MINUTE, DAY))


def policy(r, with_bands=True):
    out = {}
    timing(r, out)
    filters(r, out)
    reactions(r, out)
    shape(r, out)
    proposals(r, out)
    derived_bounds(r, out)
    if r.random() < .3:
        out["sisters"] = r.choice((["E"], ["D", "E"], ["A"]))
    if with_bands and r.random() < .1:
        out["bands"] = bands(r)
    return out


def bands(r):
    out, at = [], r.choice((0, 0, 10))
    for _ in range(r.randint(1, 3)):
        end = at + r.choice((0, 90, 180))
        out.append({"start": at, "end": end, "policy": policy(r, False)})
        at = end + r.choice((1, 1, 30))
    if r.random() < .5:
        out.append({"start": at, "end": None, "policy": policy(r, False)})
    return out


def memory(r, price):
    out = {}
    if r.random() < .6:
        out["safe"] = max(1, price - r.choice((0, 1, 1, 2, 3, 5, -2)))
    if r.random() < .8:
        out["step_time"] = moment(r)
    if r.random() < .4:
        out["lost"] = max(1, price + r.choice((-1, 0, 1, 2, 3, 5)))
        out["lost_time"] = moment(r)
    return out


def moment(r):
    return NOW - r.choice((0, 1, MINUTE, 5 * MINUTE, 10 * MINUTE, 60 * MINUTE, DAY, 2 * DAY))


def listing_bounds(r, out, centre):
    out["floor"] = bound(r, max(1, centre - r.choice((0, 1, 2, 3, 5, 8, 12, centre))))
    if r.random() < .8:
        out["ceiling"] = bound(r, centre + r.choice((0, 2, 3, 5, 8, 12, 40)))
    if r.random() < .1:
        out["map"] = max(1, centre - r.choice((0, 1, 3, 6)))


def listing(r, centre):
    out = {"condition": r.choice(CONDITIONS)}
    sometimes(r, .15, out, audience="business")
    out["sub_condition"] = "new" if out["condition"] == "new" else r.choice(SUBS)
    listing_bounds(r, out, centre)
    if r.random() < .9:
        out["price"] = max(1, centre + r.randint(-10, 10))
        sometimes(r, .75, out, price_time=moment(r))
    random = r.random
    if random() < .85:
        out["shipping"] = r.choice((0, 0, 0, 1, 2, 4))
    sometimes(r, .15, out, points=r.choice((1, 2, 5)))
    sometimes(r, .5, out, marketplace_fulfilled=True)
    sometimes(r, .02, out, active=False)
    if random() < .3:
        out["stock"] = r.choice((0, 1, 3, 5, 7, 7, 7, 7, 7, 7, 7))
    if random() < .6:
        out["age_days"] = r.choice((0, 1, 10, 89, 90, 91, 180, 181, 271, 365, 366, 1_000))
    sometimes(r, .6, out, default_price=max(1, centre + r.randint(-12, 12)))
    sometimes(r, .7, out, model_price=max(1, centre + r.randint(-12, 12)))
    costs(r, out, centre)
    sometimes(r, .08, out, last_applied=moment(r))
    if random() < .5:
        out["memory"] = memory(r, out.get("price", centre))
    return out


def costs(r, out, centre):
    if r.random() < .5:
        out["reference_price"] = max(1, centre + r.randint(-5, 5))
        sometimes(r, .7, out, reference_time=moment(r))
    if r.random() < .9:
        out["cost"] = r.choice((0, 1, 2, max(1, centre // 2), max(1, centre - 4)))
    if r.random() < .4:
        out["fee_ppm"] = r.choice((1, 80_000, 150_000, 333_333, 500_000))
        out["fee_fixed"] = r.choice((0, 0, 1, 3))


def offer(r, l, centre):
    out = {"seller": r.choice(SELLERS), "price": max(0, centre + r.randint(-8, 8))}
    choice, random = r.choice, r.random
    if random() < .3:
        out["shipping"] = choice((0, 1, 2, 4, -1))
    if random() < .1:
        out["points"] = choice((1, 2, 5, 40))
    if random() < .15:
        out["landed"] = out["price"] + out.get("shipping", 0) + choice((0, 0, 1, -1))
    sometimes(r, .45, out, marketplace_fulfilled=True)
    same = random() < .8
    out["condition"] = l["condition"] if same else choice(CONDITIONS)
    out["sub_condition"] = l["sub_condition"] if random() < .75 else choice(SUBS)
    said(r, out)
    if l.get("audience") or random() < .03:
        out["audience"] = choice((None, "consumer", "business"))
    sometimes(r, .12, out, winner=True)
    sometimes(r, .05, out, mine=True)
    sometimes(r, .03, out, price=choice((0, -1, 1, 10 * centre)))
    return out


def said(r, out):
    choice, random = r.choice, r.random
    if random() < .5:
        out["feedback_score"] = choice((0, 899_999, 900_000, 950_000, 1_000_000))
    if random() < .5:
        out["feedback_count"] = choice((0, 4, 5, 10, 1_000))
    if random() < .4:
        out["handling_hours"] = choice((0, 24, 25, 48, 72))
    if random() < .4:
        out["ships_from"] = choice(COUNTRIES)
    if random() < .3:
        out["stock"] = choice((0, 1, 3, 9))
    if random() < .4:
        out["eligible"] = random() < .8


def market(r, l, centre):
    offers = [offer(r, l, centre) for _ in range(r.choice((0, 0, 1, 1, 2, 2, 3, 4, 5, 7)))]
    out = {"time": moment(r), "condition": l["condition"], "offers": offers}
    sometimes(r, 1, out, audience=l.get("audience", "consumer"))
    sometimes(r, .4, out, has_points=True)
    sometimes(r, .4, out, whole=True)
    sometimes(r, .1, out, suppressed=True)
    if r.random() < .4:
        out["count"] = max(0, len(offers) + r.choice((-2, -1, 0, 0, 1)))
    if r.random() < .35:
        out["buy_box_landed"] = centre + r.randint(-8, 8)
        if offers and r.random() < .5:
            row = r.choice(offers)
            out["buy_box_landed"] = row["price"] + row.get("shipping", 0)
    if r.random() < .3:
        out["winner_seller"] = r.choice(SELLERS)
    sometimes(r, .1, out, country=r.choice(COUNTRIES))
    return out


def own_row(r, line):
    """Often our own row is listed, and often it holds the box."""
    l = line["listing"]
    row = {"seller": "US", "price": l.get("price") or 9, "condition": l["condition"],
           "sub_condition": l["sub_condition"],
           "marketplace_fulfilled": l.get("marketplace_fulfilled", False)}
    sometimes(r, .2, row, price=r.randint(0, 20))
    sometimes(r, .5, row, mine=True)
    sometimes(r, .5, row, winner=True)
    sometimes(r, .3, row, shipping=l.get("shipping") or 0)
    line["market"]["offers"].insert(r.randint(0, len(line["market"]["offers"])), row)


def spoil(r, line):
    """One thing wrong."""
    l, m, p = line["listing"], line["market"], line["policy"]
    wrong = r.choice((
        (l, "floor", None), (l, "floor", {"amount": 0, "basis": "item"}), (m, "marketplace", "DE"),
        (m, "audience", "business"), (m, "condition", "club"), (p, "hours", [5, 5]),
        (p, "hours", [1_440, 3]), (p, "tick", 0), (p, "ending", [10, 10]), (p, "step_up", 0),
        (p, "maximize", "raise"), (p, "reactions", {"buy_box_ours": "hold"}),
        (p, "margin", 1_000_000), (l, "fee_ppm", 1_000_000), (l, "cost", -1), (l, "price", -1),
        (l, "price", 10**15 + 1), (p, "beat_by", 10**15 + 1), (l, "default_price", -5),
        (p, "absurd_high", 0), (l, "points", -1), (l, "stock", -1), (p, "tick", 10**15 + 1),
        (p, "min_change", -1), (p, "probe_step", 0), (p, "max_age", -1), (p, "cool_down", -1),
        (p, "step_down", {"ppm": 10**8 + 1}), (l, "sub_condition", "mouldy"), (l, "fee_fixed", -1),
        (m, "offers", m["offers"] * 300), (line, "utc_offset", 1_441), (p, "margin", 10**8 + 1),
        (p, "ending_window", -1), (p, "bands", [{"start": 5, "end": 4, "policy": {}}]),
        (p, "bands", [{"start": 0, "end": 9}, {"start": 9}]), (l, "reference_price", -1),
        (p, "bands", [{"start": 0, "policy": {"bands": [{"start": 1}]}}])))
    wrong[0][wrong[1]] = wrong[2]


def line(r, number):
    centre = r.choice((5, 10, 10, 12, 12, 15, 15, 20, 20, 40, 2_499, 10**9, 10**14))
    l = listing(r, centre)
    out = {"id": number, "now": NOW, "policy": policy(r), "listing": l,
           "market": market(r, l, centre)}
    sometimes(r, .3, out, utc_offset=r.choice((-720, -1, 1, 60, 330, 840)))
    if r.random() < .6:
        own_row(r, out)
    if r.random() < .03:
        spoil(r, out)
    return out


def tier(r, quantity, centre):
    out = {"quantity": quantity}
    listing_bounds(r, out, centre)
    sometimes(r, .8, out, price=max(1, centre + r.randint(-10, 8)))
    sometimes(r, .3, out, memory=memory(r, out.get("price", centre)))
    return out


def ladder_line(r, number):
    """The same with a ladder, for business buyers."""
    out = line(r, number)
    l, m = out["listing"], out["market"]
    l["audience"] = m["audience"] = "business"
    price = l.get("price") or 12
    sometimes(r, .7, l, consumer_price=max(1, price + r.randint(-4, 8)))
    quantities = sorted(r.sample((2, 3, 5, 10, 20, 50), r.randint(0, 5)))
    l["tiers"] = [tier(r, q, max(2, price - r.randint(0, 4) - 2 * i))
                  for i, q in enumerate(quantities)]
    if quantities and r.random() < .02:
        l["tiers"][-1]["quantity"] = r.choice((0, 1, 2, quantities[0]))
    for o in m["offers"]:
        if r.random() < .5:
            o["breaks"] = [[q, o["price"] - r.randint(0, 5)]
                           for q in r.sample((2, 3, 5, 10, 20), r.randint(1, 3))]
    return out
