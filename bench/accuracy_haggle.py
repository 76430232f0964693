"""haggle's side: an index over a history, options tuned on it, prices and ranges."""

import dataclasses

import haggle
import numpy
from accuracy_embedding import Embedding

NEIGHBOURS = 80
NOW = 0
USUAL = {"similarity_min": -1.0, "age_days_max": 36_500.0, "half_life_days": 1e9,
         "effective_count_min": 1.0, "spread_max": 100.0, "neighbours_max": 20}
# Where most items have a twin, a tenth neighbour is no less similar than the first: then the
# temperatures that are tried say little, and a second start is worth its time.
SECOND_START = {"temperature": 0.03, "neighbours_max": 80}
FLOORS = (0.01, 0.03, 0.1, 0.2, 0.5, 2.0)


def cents(prices):
    return numpy.round(prices * 100).astype(numpy.int64)


@dataclasses.dataclass(frozen=True)
class Histories:
    """Items with known prices, ready to be searched."""

    items: object
    embedding: Embedding
    index: haggle.Index

    @classmethod
    def of(cls, items, weights=None):
        embedding = (Embedding.as_it_is(items.features) if items.is_text
                     else Embedding.of(items.features, weights))
        vectors = embedding.items(items.features)
        index = haggle.Index(vectors.shape[1])
        index.add(vectors, {"price_minor": cents(items.prices), "currency": "USD"})
        return cls(items, embedding, index)

    def found(self, items, left_out=None):
        """The comparables of items; `left_out` is each one's own row, where it is of the
        history."""
        count = min(NEIGHBOURS + 1, len(self.items))
        answers = self.index.search_each(self.embedding.queries(items.features), count)
        return [self._comparables(answer, None if left_out is None else left_out[i])
                for i, answer in enumerate(answers)]

    def _comparables(self, answer, own):
        kept = slice(0, NEIGHBOURS) if own is None else answer.rows != own
        rows = answer.rows[kept][:NEIGHBOURS]
        sizes = {} if self.items.sizes is None else {"sizes": self.items.sizes[rows]}
        return haggle.Comparables.of(answer.similarities[kept][:NEIGHBOURS],
                                     cents(self.items.prices[rows]), "USD", rows=rows, **sizes)


def asked(items):
    """The items as a valuation asks about them."""
    if items.sizes is None:
        return [haggle.Item()] * len(items)
    return [haggle.Item(size=float(size)) for size in items.sizes]


def values(policy, found, items):
    return [policy.value(one, now=NOW, item=item) for one, item in zip(found, asked(items))]


def tuned(history, rows):
    """Options that price these rows of the history best, each without itself."""
    known = history.items.some(rows)
    found = history.found(known, left_out=rows)
    cases = haggle.KnownPrices(found, cents(known.prices), NOW, asked(known))
    starts = [USUAL, {**USUAL, **SECOND_START}] if known.is_text else [USUAL]
    options, _ = min((haggle.tune(cases, **start) for start in starts),
                     key=lambda tuned_to: tuned_to[1].error_median)
    return options, best_floor(haggle.ValuationPolicy(**options), found, known)


def best_floor(policy, found, known, coverage=0.9):
    """The floor of spreads whose ranges score best on these rows."""
    answers = values(policy, found, known)
    logs = numpy.log(known.prices * 100)
    centre = numpy.array([one.price_log for one in answers])
    spread = numpy.array([one.spread_log for one in answers])
    scores = {}
    for floor in FLOORS:
        misses = numpy.abs(logs - centre) / (spread + floor)
        half = numpy.quantile(misses, coverage) * (spread + floor)
        low, high = numpy.exp(centre - half) / 100, numpy.exp(centre + half) / 100
        scores[floor] = interval_score(low, high, known.prices, coverage)
    return min(scores, key=scores.get)


def interval_score(low, high, prices, coverage):
    """Width, and what a miss is out by, 2 / (1 - coverage) times; the mean. Smaller is better.
    Source: T. Gneiting and A. Raftery, Strictly proper scoring rules (2007), equation 43."""
    missed = numpy.maximum(low - prices, 0) + numpy.maximum(prices - high, 0)
    return float((high - low + 2 / (1 - coverage) * missed).mean())
