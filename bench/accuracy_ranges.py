"""Ranges for items that were held out: do they hold the price as often as they say, and how wide
are they; beside MAPIE's, on the same prices."""

import dataclasses

import haggle
import numpy
from accuracy_haggle import Histories, cents, interval_score, tuned, values
from mapie.regression import SplitConformalRegressor
from sklearn.base import BaseEstimator, RegressorMixin

TUNED_ON = 2_000
HISTORY_MAX, KNOWN_MAX, ASKED_MAX = 5_000, 1_000, 1_000


class Said(RegressorMixin, BaseEstimator):
    """A model that says what was said already: item i's price is said[i]."""

    def __init__(self, said=None):
        self.said = said

    def fit(self, rows, prices):
        """Nothing is learned."""
        self.fitted_ = True
        return self

    def predict(self, rows):
        return self.said[numpy.asarray(rows)[:, 0].astype(int)]


@dataclasses.dataclass(frozen=True)
class Split:
    """Items by their part. Those that options were tuned on, and with, are of the history in every
    split: the others had no say in it."""

    history: numpy.ndarray
    known: numpy.ndarray
    asked: numpy.ndarray

    @classmethod
    def random(cls, number, count, fixed_count):
        order = fixed_count + numpy.random.default_rng(number).permutation(count - fixed_count)
        known = min(KNOWN_MAX, len(order) // 4)
        asked = min(ASKED_MAX, len(order) // 4)
        rest = order[known + asked:][:HISTORY_MAX - fixed_count]
        return cls(numpy.concatenate([numpy.arange(fixed_count), rest]), order[:known],
                   order[known:known + asked])


def ranges_of_haggle(found, known, asked, chosen, coverage):
    """Both ends and the refusals, and what was said of the known items."""
    options, floor = chosen
    first = values(haggle.ValuationPolicy(**options), found[0], known)
    learned = haggle.calibrate(first, cents(known.prices), coverage=coverage, spread_floor=floor)
    options = {**options, "coverage": coverage}
    said = values(haggle.ValuationPolicy("calibrated", learned, **options), found[1], asked)
    return first, said


def ranges_of_mapie(said, prices, score, coverage):
    """MAPIE's split method on the same prices; the first of `said` are of the known items."""
    count = len(prices)
    model = SplitConformalRegressor(Said(said).fit(None, None), confidence_level=coverage,
                                    prefit=True, conformity_score=score)
    model.conformalize(numpy.arange(count)[:, None], prices)
    _, ends = model.predict_interval(numpy.arange(count, len(said))[:, None])
    return ends[:, 0, 0], ends[:, 1, 0]


def _row(low, high, prices, coverage):
    held = (low <= prices) & (prices <= high)
    return (float(held.mean()), float(numpy.median((high - low) / prices)),
            interval_score(low, high, prices, coverage))


def one_split(items, split, chosen, coverage):
    """Coverage, width and score of every method."""
    history = Histories.of(items.some(split.history))
    known, asked = items.some(split.known), items.some(split.asked)
    found = history.found(known), history.found(asked)
    first, said = ranges_of_haggle(found, known, asked, chosen, coverage)
    priced = numpy.array([bool(one) for one in said])
    low, high = (numpy.array([getattr(one, end) / 100 if one else 0.0 for one in said])
                 for end in ("low_minor", "high_minor"))
    out = {"haggle": _row(low[priced], high[priced], asked.prices[priced], coverage)}
    base = numpy.exp([one.price_log for one in (*first, *said)]) / 100
    for name, score in (("mapie", "absolute"), ("mapie_gamma", "gamma")):
        ends = ranges_of_mapie(base, known.prices, score, coverage)
        out[name] = _row(*ends, asked.prices, coverage)
    return out, float((~priced).mean()), len(known)


def range_rows(items, splits, coverage=0.9):
    """The means over random splits, a row for each method."""
    items = items.some(numpy.random.default_rng(10**6).permutation(len(items)))
    fixed = numpy.arange(min(HISTORY_MAX // 2, len(items) // 3))
    chosen = tuned(Histories.of(items.some(fixed)), fixed[:TUNED_ON])
    seen, refused, known = {}, [], 0
    for number in range(splits):
        split = Split.random(number, len(items), len(fixed))
        rows, refusals, known = one_split(items, split, chosen, coverage)
        refused.append(refusals)
        for method, row in rows.items():
            seen.setdefault(method, []).append(row)
    return [{"set": items.name, "rows": len(items), "method": method, "splits": splits,
             "known": known, "asked_coverage": coverage,
             "refused": float(numpy.mean(refused)) if method == "haggle" else 0.0,
             **dict(zip(("coverage", "width", "score"), map(float, numpy.mean(rows, axis=0))))}
            for method, rows in seen.items()]
