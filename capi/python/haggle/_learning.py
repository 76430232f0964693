"""What is learned from sales: how wide ranges must be, which options price best, what a month does
to a price."""

from __future__ import annotations

import ctypes
import dataclasses
import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import _header as c
from ._comparables import Comparables
from ._library import call, error_of, library
from ._money import Moment, ms_of
from ._records import record
from ._sales import integers, label, moments
from ._valuation import (Item, Refusal, Valuation, ValuationOptions, ValuationPolicy, options_of,
                         options_struct, query_struct, struct_of_valuation)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from typing_extensions import Unpack

    from ._search import Neighbours


class Calibration:
    """How wide ranges must be. Made by `calibrate`; never changed."""

    def __init__(self, observations: Any, coverage: float, spread_floor: float) -> None:
        handle = ctypes.c_void_p()
        call(library.haggle_calibration_create, observations, len(observations),
             ctypes.sizeof(c.haggle_observation), coverage, spread_floor, ctypes.byref(handle))
        self._handle = handle
        self._end = weakref.finalize(self, library.haggle_calibration_destroy, handle)
        self.coverage = coverage
        self.spread_floor = spread_floor

    @property
    def categories_count(self) -> int:
        """Categories that have scores of their own."""
        out = ctypes.c_size_t()
        call(library.haggle_calibration_categories, self._handle, ctypes.byref(out))
        return out.value

    def scores(self, category: str = "") -> NDArray[Any]:
        """The rising scores that speak for a category: its own, else those of all the rest."""
        import numpy
        given, count = label(category, "category"), ctypes.c_size_t()
        try:
            call(library.haggle_calibration_scores, self._handle, given, len(given), None, 0,
                 ctypes.byref(count))
        except Exception as error:
            if getattr(error, "code", None) != c.Status.buffer_too_small:
                raise
        out = numpy.zeros(count.value)
        call(library.haggle_calibration_scores, self._handle, given, len(given), out.ctypes.data,
             len(out), ctypes.byref(count))
        return out


def scores_needed(coverage: float) -> int:
    """The fewest known prices from which a coverage can be promised: 9 for 0.9."""
    out = ctypes.c_size_t()
    call(library.haggle_scores_needed, coverage, ctypes.byref(out))
    return out.value


def calibrate(valuations: Sequence[Valuation | Refusal], prices_minor: ArrayLike, *,
              categories: Sequence[str] | None = None, coverage: float = 0.9,
              spread_floor: float = 0.1) -> Calibration:
    """Learns from valuations of items whose price is known how wide ranges must be.

    valuations:    each of an item that was not used to choose the options, best from sales that
                   it is not one of
    prices_minor:  what was paid for them
    categories:    theirs; a category that has enough of them gets ranges of its own
    coverage:      the share of ranges that shall hold the price
    spread_floor:  added to every spread, so that a spread of 0 is not a promise
    Raises HaggleError: bad_argument for a refusal that says no price; `row` is its place.
    """
    prices = integers(prices_minor, "prices_minor")
    if prices.shape != (len(valuations),):
        raise ValueError(f"prices_minor: {len(valuations)} are expected, as many as valuations")
    if categories is not None and len(categories) != len(valuations):
        raise ValueError(f"categories: {len(valuations)} are expected")
    rows = (c.haggle_observation * len(valuations))()
    for i, (valuation, price) in enumerate(zip(valuations, prices)):
        category = label("" if categories is None else categories[i], "categories")
        _observe(struct_of_valuation(valuation), int(price), category, rows, i)
    return Calibration(rows, coverage, spread_floor)


def _observe(valuation: c.haggle_valuation, price: int, category: bytes, rows: Any,
             row: int) -> None:
    error = c.haggle_error(size=ctypes.sizeof(c.haggle_error))
    status = library.haggle_observe(ctypes.byref(valuation), price, category, len(category),
                                    ctypes.byref(rows[row]), ctypes.byref(error))
    if status != c.OK:
        error.row = row
        raise error_of(error, status)


@dataclasses.dataclass(frozen=True, slots=True)
class Fit:
    """How well items whose price is known are priced."""

    error_median: float
    """of |price - real| / real; a refusal counts as infinite"""
    error_mean: float
    """of the same over those that were priced"""
    refused_count: int


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class KnownPrices:
    """Items whose price is known, each with its comparables, itself left out."""

    found: Sequence[Neighbours | Comparables]
    prices_minor: ArrayLike
    now: Moment
    items: Sequence[Item] | None = None


@dataclasses.dataclass(frozen=True)
class _Cases:
    """The same as C has them."""

    queries: Any
    prices: Any
    sold: Any
    first: Any
    wide: tuple[Any, Any]

    def arguments(self) -> tuple[Any, ...]:
        own, theirs = self.wide
        return (self.queries, ctypes.sizeof(c.haggle_query), self.prices.ctypes.data,
                len(self.prices), self.sold.ctypes.data, self.sold.itemsize,
                self.first.ctypes.data, own.ctypes.data, theirs.ctypes.data, own.shape[1])


def _cases(known: KnownPrices) -> _Cases:
    import numpy
    sold = [one if isinstance(one, Comparables) else one.comparables() for one in known.found]
    items = known.items or [Item()] * len(sold)
    prices = integers(known.prices_minor, "prices_minor").astype(numpy.int64)
    if not len(sold) == len(items) == len(prices):
        raise ValueError("found, prices_minor and items: as many of one as of the other")
    asked = [query_struct(item, one.currency, known.now) for item, one in zip(items, sold)]
    queries = (c.haggle_query * len(asked))(*(query for query, _ in asked))
    width = len(asked[0][1]) if asked else 0
    own = numpy.array([one for _, one in asked], dtype=numpy.float64).reshape(len(asked), width)
    first = numpy.cumsum([0, *map(len, sold)], dtype=numpy.uint32)
    return _Cases(queries, prices, numpy.concatenate([one.records for one in sold]), first,
                  (own, numpy.concatenate([one.attributes for one in sold])))


def _fit_of(given: c.haggle_fit) -> Fit:
    return Fit(given.error_median, given.error_mean, given.refused_count)


def fit_of(known: KnownPrices, policy: ValuationPolicy) -> Fit:
    """The errors of a policy on items whose price is known."""
    cases = _cases(known)
    out = c.haggle_fit(size=ctypes.sizeof(c.haggle_fit))
    call(library.haggle_fit_of, policy._handle, *cases.arguments(), ctypes.byref(out))
    return _fit_of(out)


def tune(known: KnownPrices, **start: Unpack[ValuationOptions]) -> tuple[ValuationOptions, Fit]:
    """Options of the calibrated preset that price known items best, and how well they do.

    Tries other numbers of neighbours, temperatures, middle shares, half-lives, widths, exponents
    and cuts; some 90 valuations of each item. Calibrate afterwards, on other items.
    """
    cases = _cases(known)
    options = options_struct("calibrated", start)
    out = c.haggle_fit(size=ctypes.sizeof(c.haggle_fit))
    call(library.haggle_tune, *cases.arguments(), ctypes.byref(options), ctypes.byref(out))
    return options_of(options), _fit_of(out)


class AdaptiveCoverage:
    """Keeps the coverage of ranges while prices drift; `alpha` is what is to be stored.

    coverage:  asked for, in the long run
    rate:      how far one miss moves: 0.005 is slow, 0.05 is quick
    """

    def __init__(self, coverage: float = 0.9, rate: float = 0.01, alpha: float | None = None
                 ) -> None:
        self._state = c.haggle_adaptive()
        call(library.haggle_adaptive_start, coverage, rate, ctypes.byref(self._state))
        if alpha is not None:
            self._state.alpha = alpha

    @property
    def alpha(self) -> float:
        """The state between two sales."""
        return float(self._state.alpha)

    @property
    def miss_rate(self) -> float:
        """For the next Item."""
        out = ctypes.c_double()
        call(library.haggle_adaptive_miss_rate, ctypes.byref(self._state), ctypes.byref(out))
        return out.value

    def update(self, held: bool) -> None:
        """One more sale, whose range held the price or missed it."""
        call(library.haggle_adaptive_update, ctypes.byref(self._state), int(held))


@dataclasses.dataclass(frozen=True, slots=True)
class Season:
    """What the month does to a price."""

    factor: tuple[float, ...]
    """January to December, for the option season_factor"""
    counts: tuple[int, ...]
    """sales used, of each month"""
    passed_over_count: int
    """sales that were too old"""


def learn_season(prices_minor: ArrayLike, sold_at: ArrayLike, currency: str, *,
                 now: Moment) -> Season:
    """Learns the multipliers of the months (in UTC) from sales of one category; those of months
    with few sales are drawn towards 1."""
    import numpy
    prices = integers(prices_minor, "prices_minor")
    rows = numpy.zeros(len(prices), dtype=record(c.haggle_dated_price))
    rows["price_minor"], rows["currency"] = prices, currency.encode()
    rows["sold_ms"] = moments(sold_at, "sold_at")
    out = c.haggle_season(size=ctypes.sizeof(c.haggle_season))
    call(library.haggle_learn_season, rows.ctypes.data, len(rows), rows.itemsize, ms_of(now), None,
         ctypes.byref(out))
    return Season(tuple(out.factor), tuple(out.counts), out.passed_over_count)
