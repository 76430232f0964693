"""What the room `valuation` must answer, worked out from the formulas of its README.

Nothing is taken from the C++ code: sums are exact (math.fsum), months come from the calendar of
Python, and a weighted median is found by its definition rather than by running along the weights.
Amounts are returned before they are rounded; None stands for a price that was refused.
"""

import math
from datetime import datetime, timedelta, timezone

NONE, TOO_FEW, TOO_OLD, TOO_FAR, TOO_SPREAD, UNCALIBRATED = range(6)
KEPT, FAR, OLD, BEYOND, OUTLIER = range(5)
NO_RANGE, PERCENT, CONFORMAL, NEIGHBOURS, WIDEST = range(5)
CONDITION = [1.00, 1.20, 1.10, 1.00, 0.95, 0.85, 0.75]
QUALITY = [1.00, 1.15, 1.00, 0.90, 0.75]
SIGMA_PER_MAD = 1.4826
SLACK = 1e-12
LARGEST = 10**15
DAY_MS = 86_400_000


def month(at_ms):
    return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=at_ms)).month - 1


def age_days(query, sold):
    return (query["now"] - sold["sold_at"]) / DAY_MS


def factor_of_sale(options, sold):
    return CONDITION[sold["condition"]] * options["season"][month(sold["sold_at"])]


def factor_of_query(options, query):
    return (CONDITION[query["condition"]] * options["season"][month(query["now"])]
            * QUALITY[query["quality"]] * query["quality_factor"])


def median(pairs):
    """The middle of all values that have at most half of the weight on either side."""
    half = math.fsum(w for _, w in pairs) * (0.5 + SLACK)
    middle = [v for v, _ in pairs
              if math.fsum(w for x, w in pairs if x < v) < half
              and math.fsum(w for x, w in pairs if x > v) < half]
    return (min(middle) + max(middle)) / 2


def quantile(pairs, share):
    """The smallest value that, with all smaller ones, has this share of the weight."""
    wanted = (share - SLACK) * math.fsum(w for _, w in pairs)
    reaching = [v for v, _ in pairs if math.fsum(w for x, w in pairs if x <= v) > wanted]
    return min(reaching, default=max(v for v, _ in pairs))


def centre(pairs, share):
    """The mean of the middle share of the weight."""
    if share <= SLACK:
        return median(pairs)
    total = math.fsum(w for _, w in pairs)
    low, high = (1 - share) / 2 * total, (1 + share) / 2 * total
    parts, start = [], 0.0
    for value, weight in sorted(pairs):
        parts.append((value, max(0.0, min(start + weight, high) - max(start, low))))
        start += weight
    return math.fsum(v * p for v, p in parts) / math.fsum(p for _, p in parts)


def spread(pairs, middle):
    return SIGMA_PER_MAD * median([(abs(v - middle), w) for v, w in pairs])


def effective(weights):
    return math.fsum(weights) ** 2 / math.fsum(w * w for w in weights)


def confidence(count, similarity, recent, variation):
    parts = (0.30 * min(count / 10, 1), 0.40 * max(similarity, 0), 0.15 * min(2 * recent, 1),
             0.15 * min(max(1 - variation, 0), 1))
    return min(math.fsum(parts), 1)


def select(query, comparables, options):
    """(the places looked at in their order, the cut of every place, the refusal)"""
    cuts = [FAR if c["similarity"] < options["similarity_min"]
            else OLD if age_days(query, c) > options["age_days_max"] else KEPT
            for c in comparables]
    places = sorted((i for i, cut in enumerate(cuts) if cut == KEPT),
                    key=lambda i: (-comparables[i]["similarity"], comparables[i]["row"]))
    for place in places[options["neighbours_max"]:]:
        cuts[place] = BEYOND
    refusal = NONE if places else TOO_OLD if OLD in cuts else TOO_FAR if cuts else TOO_FEW
    return places[:options["neighbours_max"]], cuts, refusal


def answer(query, comparables, cuts, refusal):
    top = max((c["similarity"] for c in comparables), default=0)
    return {"refusal": refusal, "basis": NO_RANGE, "price": None, "low": None, "high": None,
            "confidence": 0, "coverage": 0, "effective_count": 0, "top_similarity": top,
            "price_log": 0, "spread_log": 0,
            "weights": [[c["row"], cut, 0] for c, cut in zip(comparables, cuts)]}


def share_out(out, places, weights):
    for place, weight in zip(places, weights):
        out["weights"][place][2] = weight / math.fsum(weights)
    out["effective_count"] = effective(weights)


def variation(prices):
    if len(prices) == 1:
        return 0.2
    mean = math.fsum(prices) / len(prices)
    return math.sqrt(math.fsum((p - mean) ** 2 for p in prices) / len(prices)) / mean


def visual(query, comparables, options):
    places, cuts, refusal = select(query, comparables, options)
    out = answer(query, comparables, cuts, refusal)
    if refusal:
        return out
    kept = [comparables[i] for i in places]
    prices = [c["price"] / (1 if options["as_seed"] else factor_of_sale(options, c)) for c in kept]
    weights = [c["similarity"] * 0.5 ** (age_days(query, c) / options["half_life_days"])
               for c in kept]
    share_out(out, places, weights)
    mean = math.fsum(p * w for p, w in zip(prices, weights)) / math.fsum(weights)
    top = kept[:5]
    out["confidence"] = confidence(
        len(kept), math.fsum(c["similarity"] for c in top) / len(top),
        sum(age_days(query, c) <= 30 for c in kept) / len(kept), variation(prices[:5]))
    price = mean * factor_of_query(options, query)
    part = 0.15 if out["confidence"] > 0.7 else 0.25
    out.update(basis=PERCENT, price=price, low=price * (1 - part), high=price * (1 + part),
               price_log=math.log(price),
               spread_log=spread([(math.log(p), w) for p, w in zip(prices, weights)],
                                 math.log(mean)))
    return out


def adjusted_log(query, sold, options):
    price = sold["price"] / factor_of_sale(options, sold) * factor_of_query(options, query)
    if "size" in query and "size" in sold:
        price *= (query["size"] / sold["size"]) ** options["size_exponent"]
    return math.log(price)


def weight_log(query, sold, options, top):
    distance = math.dist(query["attributes"], sold["attributes"])
    return ((sold["similarity"] - top) / options["temperature"]
            - distance ** 2 / (2 * options["attribute_width"] ** 2)
            - math.log(2) * age_days(query, sold) / options["half_life_days"])


def weighed(query, comparables, places, options):
    """(place, value, weight) of those that are looked at."""
    top = max(comparables[i]["similarity"] for i in places)
    logs = [weight_log(query, comparables[i], options, top) for i in places]
    return [(i, adjusted_log(query, comparables[i], options), math.exp(x - max(logs)))
            for i, x in zip(places, logs)]


def without_outliers(rows, options, out):
    pairs = [row[1:] for row in rows]
    middle = median(pairs)
    farthest = options["outlier_mads"] * spread(pairs, middle)
    if farthest <= 0:
        return rows
    for place, value, _ in rows:
        if abs(value - middle) > farthest:
            out["weights"][place][1] = OUTLIER
    return [row for row in rows if abs(row[1] - middle) <= farthest]


def scores(options, category):
    """The scores of a category that has enough, else of all that have not."""
    alpha = 1 - options["coverage"]
    by_category = {}
    for name, actual, predicted, sigma in options["observations"]:
        score = abs(actual - predicted) / (sigma + options["floor"])
        by_category.setdefault(name, []).append(score)
    enough = math.ceil(1 / alpha - 1e-9)
    own = by_category.get(category, [])
    if len(own) >= enough:
        return sorted(own)
    return sorted(s for some in by_category.values() if len(some) < enough for s in some)


def interval(query, options, out, pairs):
    """(low, high) before rounding; sets what they stand on."""
    coverage = 1 - query["miss_rate"] if "miss_rate" in query else options["coverage"]
    if "observations" not in options:
        out["basis"] = NEIGHBOURS
        return (min(math.exp(quantile(pairs, (1 - coverage) / 2)), out["price"]),
                max(math.exp(quantile(pairs, (1 + coverage) / 2)), out["price"]))
    known = scores(options, query["category"])
    rank = math.ceil((len(known) + 1) * coverage - 1e-9)
    out.update(basis=CONFORMAL, coverage=coverage)
    if rank <= len(known):
        score = known[rank - 1] if rank > 0 else 0
        width = math.exp(score * (out["spread_log"] + options["floor"]))
        return out["price"] / width, out["price"] * width
    if "miss_rate" not in query:
        out["refusal"] = UNCALIBRATED
    out["basis"] = WIDEST
    return 0, LARGEST


def refuse(out):
    out.update(price=None, low=None, high=None, basis=NO_RANGE, coverage=0)
    return out


def describe(query, comparables, options, rows, out):
    """Writes weights, centre, spread and confidence."""
    places, values, weights = zip(*rows)
    share_out(out, places, weights)
    pairs = list(zip(values, weights))
    out["price_log"] = centre(pairs, options["centre_share"])
    out["price"] = math.exp(out["price_log"])
    out["spread_log"] = spread(pairs, out["price_log"])
    shares = [out["weights"][i][2] for i in places]
    recent = [age_days(query, comparables[i]) <= 30 for i in places]
    similar = [comparables[i]["similarity"] for i in places]
    out["confidence"] = confidence(
        out["effective_count"], math.fsum(s * x for s, x in zip(shares, similar)),
        math.fsum(s for s, new in zip(shares, recent) if new), out["spread_log"])
    return pairs


def calibrated(query, comparables, options):
    places, cuts, refusal = select(query, comparables, options)
    out = answer(query, comparables, cuts, refusal)
    if refusal:
        return out
    rows = weighed(query, comparables, places, options)
    if options["outlier_mads"] > 0:
        rows = without_outliers(rows, options, out)
    pairs = describe(query, comparables, options, rows, out)
    if out["effective_count"] < options["effective_count_min"] * (1 - SLACK):
        out["refusal"] = TOO_FEW
    elif out["spread_log"] > options["spread_max"]:
        out["refusal"] = TOO_SPREAD
    if not out["refusal"]:
        out["low"], out["high"] = interval(query, options, out, pairs)
    return refuse(out) if out["refusal"] else out


def value(question):
    if "wanted" in question:  # spoilt on purpose: the generator knows the error
        return question["wanted"]
    method = visual if "as_seed" in question["options"] else calibrated
    return method(question["query"], question["comparables"], question["options"])


def season(question):
    now, months = question["now"], [[] for _ in range(12)]
    recent = [s for s in question["sales"] if now - s[2] <= 730 * DAY_MS]
    for price, _, at in recent:
        months[month(at)].append(price)
    spoken = [price for prices in months if len(prices) >= 5 for price in prices]
    factors = [1.0] * 12
    for at, prices in enumerate(months):
        if len(recent) >= 30 and len(prices) >= 5:
            raw = (sum(prices) / len(prices)) / (sum(spoken) / len(spoken))
            factors[at] = min(max(1 + (raw - 1) * min(len(prices) / 20, 1), 0.5), 1.5)
    return {"factor": factors, "counts": [len(prices) for prices in months],
            "passed_over": len(question["sales"]) - len(recent)}


def adaptive(question):
    """The miss rate after each sale, from all sales before it at once."""
    target, rates = 1 - question["coverage"], []
    for seen in range(1, len(question["held"]) + 1):
        misses = question["held"][:seen].count(False)
        alpha = target + question["rate"] * (seen * target - misses)
        rates.append(min(max(alpha, 0.0), 1.0))
    return rates


def fit(question):
    errors = []
    for case in question["cases"]:
        out = value({**case, "options": question["options"]})
        errors.append(math.inf if out["price"] is None
                      else abs(out["price"] - case["price"]) / case["price"])
    errors.sort()
    priced = [e for e in errors if e < math.inf]
    middle = len(errors) // 2
    odd = len(errors) % 2
    return {"median": errors[middle] if odd else (errors[middle - 1] + errors[middle]) / 2,
            "mean": math.fsum(priced) / len(priced) if priced else 0,
            "refused": len(errors) - len(priced)}
