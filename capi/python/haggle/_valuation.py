"""From similar sold items to a price, a range and a confidence; or a refusal that says why."""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict, cast

from . import _header as c
from ._comparables import Comparables
from ._header import Preset, Quality, RangeBasis, RefusalReason, SaleCondition
from ._library import call, library
from ._money import Moment, Money, ms_of
from ._records import record
from ._sales import condition_of, label

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from typing_extensions import Unpack

    from ._search import Neighbours
    from ._learning import Calibration


class ValuationOptions(TypedDict, total=False):
    """How comparables become a price; what is not said is as usual for the preset."""

    as_seed: bool
    """visual_similarity: neighbours' prices are taken as they are"""
    neighbours_max: int
    """the most similar ones"""
    similarity_min: float
    age_days_max: float
    half_life_days: float
    """a sale so old weighs half"""
    temperature: float
    """calibrated, as the next seven: of the softmax on similarity"""
    attribute_width: float
    size_exponent: float
    centre_share: float
    outlier_mads: float
    effective_count_min: float
    spread_max: float
    coverage: float
    """the share of ranges that shall hold the price"""
    condition_factor: Sequence[float]
    """by SaleCondition: 7"""
    quality_factor: Sequence[float]
    """by Quality: 5"""
    season_factor: Sequence[float]
    """of January to December"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is known of the item that is to be priced."""

    currency: str = ""
    """empty: the comparables'"""
    condition: SaleCondition | str = SaleCondition.unknown
    quality: Quality | str = Quality.unknown
    quality_factor: float | None = None
    """the caller's own multiplier, beside the label"""
    size: float | None = None
    """above zero, in the comparables' unit; none: sizes are not looked at"""
    attributes: Sequence[float] | NDArray[Any] = ()
    category: str = ""
    """whose calibration is used"""
    miss_rate: float | None = None
    """that of AdaptiveCoverage; none: the policy's"""


@dataclasses.dataclass(frozen=True, eq=False)
class Weights:
    """The part of every comparable in a price, in the order given."""

    rows: NDArray[Any]
    """uint32"""
    weights: NDArray[Any]
    """float64: shares of all; 0 where it was cut"""
    cuts: NDArray[Any]
    """uint8: haggle.Cut, why it weighs nothing"""


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Found:
    confidence: float
    """0 to 1; a score, not a probability"""
    effective_count: float
    """how many equal weights would say as much"""
    top_similarity: float
    """of the most similar comparable, cut or not"""
    price_log: float
    """logarithm of the price before it was rounded; 0: none was worked out"""
    spread_log: float
    """of the logarithms of the neighbours' prices"""
    weights: Weights


@dataclasses.dataclass(frozen=True, kw_only=True)
class Valuation(_Found):
    """A price with its range."""

    currency: str
    price_minor: int
    low_minor: int
    high_minor: int
    range_basis: RangeBasis
    coverage: float
    """share of ranges that hold the price; 0: nothing is promised"""

    @property
    def price(self) -> Money:
        """Money('USD 23.48')."""
        return Money(self.currency, self.price_minor)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Refusal(_Found):
    """There is no price, and why."""

    reason: RefusalReason

    def __bool__(self) -> bool:
        return False


_TABLES = {"condition_factor": 7, "quality_factor": 5, "season_factor": 12}


def options_struct(preset: str, given: ValuationOptions) -> c.haggle_valuation_options:
    """The usual options of a preset with these in their place."""
    out = c.haggle_valuation_options(size=ctypes.sizeof(c.haggle_valuation_options))
    if preset not in Preset.__members__:
        raise ValueError(f"policy: {' or '.join(Preset.__members__)}, not {preset!r}")
    call(library.haggle_valuation_options_usual, Preset[preset], ctypes.byref(out))
    if unknown := given.keys() - ValuationOptions.__annotations__.keys():
        raise TypeError(f"a valuation has no option {min(unknown)}")
    for name, value in given.items():
        if name in _TABLES:
            value = _table(name, value)
        setattr(out, name, value)
    return out


def _table(name: str, values: Any) -> Any:
    if len(values) != _TABLES[name]:
        raise ValueError(f"{name}: {_TABLES[name]} numbers are expected")
    return (ctypes.c_double * _TABLES[name])(*values)


def options_of(given: c.haggle_valuation_options) -> ValuationOptions:
    """Options as Python has them."""
    out: Any = {name: getattr(given, name) for name in ValuationOptions.__annotations__}
    out["as_seed"] = bool(given.as_seed)
    for name in _TABLES:
        out[name] = tuple(out[name])
    return cast(ValuationOptions, out)


class ValuationPolicy:
    """A way to price. Valid once it exists, never changed, shared by any threads.

    preset:       "calibrated", or "visual_similarity", the method of the first users
    calibration:  of `calibrate`; without it the range of "calibrated" promises nothing
    Raises HaggleError: `path` is the option.
    """

    def __init__(self, preset: str = "calibrated", calibration: Calibration | None = None,
                 **options: Unpack[ValuationOptions]) -> None:
        if calibration is not None:
            options.setdefault("coverage", calibration.coverage)
        struct = options_struct(preset, options)
        handle = ctypes.c_void_p()
        learned = None if calibration is None else calibration._handle
        call(library.haggle_valuation_policy_create, ctypes.byref(struct), learned,
             ctypes.byref(handle))
        self._handle = handle
        self._end = weakref.finalize(self, library.haggle_valuation_policy_destroy, handle)
        self.preset = preset
        self._options = options_of(struct)

    @property
    def options(self) -> ValuationOptions:
        """All options, the usual ones too; a copy."""
        return self._options.copy()

    def value(self, found: Neighbours | Comparables, *, now: Moment,
              item: Item = Item()) -> Valuation | Refusal:
        """Prices an item from sold ones, or refuses; see `haggle.value`."""
        import numpy
        sold = found if isinstance(found, Comparables) else found.comparables()
        query, own = query_struct(item, sold.currency, now)
        wide = sold.attributes
        if len(own) != wide.shape[1] and len(sold):
            raise ValueError(f"item.attributes: {wide.shape[1]} are expected")
        weights = numpy.zeros(len(sold), dtype=record(c.haggle_weight))
        out, records = empty(), sold.records
        call(library.haggle_value, self._handle, ctypes.byref(query), records.ctypes.data,
             len(records), records.itemsize, own.ctypes.data, wide.ctypes.data, len(own),
             weights.ctypes.data, ctypes.byref(out))
        return valuation_of(out, weights)


def query_struct(item: Item, currency: str, now: Moment) -> tuple[c.haggle_query, Any]:
    """An item as C has it, with its attributes."""
    import numpy
    quality = Quality[item.quality] if isinstance(item.quality, str) else item.quality
    out = c.haggle_query(size=ctypes.sizeof(c.haggle_query), now_ms=ms_of(now),
                         condition=condition_of(item.condition), quality=quality)
    out.currency = (item.currency or currency).encode()[:3]
    out.category = label(item.category, "item.category")
    for name, field, bit in (("size", "item_size", c.QUERY_HAS_ITEM_SIZE),
                             ("miss_rate", "miss_rate", c.QUERY_HAS_MISS_RATE),
                             ("quality_factor", "quality_factor", c.QUERY_HAS_QUALITY_FACTOR)):
        if (given := getattr(item, name)) is not None:
            setattr(out, field, given)
            out.has |= bit
    return out, numpy.ascontiguousarray(item.attributes, dtype=numpy.float64)


def empty() -> c.haggle_valuation:
    """Room for an answer."""
    return c.haggle_valuation(size=ctypes.sizeof(c.haggle_valuation))


def policy_of(given: str | ValuationPolicy) -> ValuationPolicy:
    """A policy, also by its name."""
    return _policy(given, ()) if isinstance(given, str) else given


def valuation_of(given: c.haggle_valuation, weights: Any) -> Valuation | Refusal:
    """An answer as Python has it."""
    found: dict[str, Any] = {name: getattr(given, name) for name in (
        "confidence", "effective_count", "top_similarity", "price_log", "spread_log")}
    found["weights"] = Weights(weights["row"], weights["weight"], weights["cut"])
    if given.refusal != RefusalReason.none:
        return Refusal(reason=RefusalReason(given.refusal), **found)
    return Valuation(
        currency=given.currency.decode(), price_minor=given.price_minor,
        low_minor=given.low_minor, high_minor=given.high_minor,
        range_basis=RangeBasis(given.range_basis), coverage=given.coverage, **found)


def struct_of_valuation(given: Valuation | Refusal) -> c.haggle_valuation:
    """An answer as C has it."""
    out = empty()
    for name in ("confidence", "effective_count", "top_similarity", "price_log", "spread_log"):
        setattr(out, name, getattr(given, name))
    if isinstance(given, Refusal):
        out.refusal = given.reason
        return out
    out.currency = given.currency.encode()
    for name in ("price_minor", "low_minor", "high_minor", "range_basis", "coverage"):
        setattr(out, name, getattr(given, name))
    return out


@functools.lru_cache(maxsize=64)
def _policy(preset: str, options: tuple[tuple[str, Any], ...]) -> ValuationPolicy:
    return ValuationPolicy(preset, None, **dict(options))


def _named(preset: str, options: ValuationOptions) -> ValuationPolicy:
    """A policy by its name, made once for equal options."""
    rows = ((name, tuple(one) if name in _TABLES else one)  # type: ignore[arg-type]
            for name, one in options.items())
    return _policy(preset, tuple(sorted(rows)))


def value(found: Neighbours | Comparables, policy: str | ValuationPolicy = "calibrated", *,
          now: Moment, item: Item = Item(), **options: Unpack[ValuationOptions]
          ) -> Valuation | Refusal:
    """Prices an item from similar sold ones, or refuses and says why; a refusal is false.

    policy:   a ValuationPolicy, or the name of a preset with `options`
    now:      the moment of the price; sales after it are an error
    item:     its condition, quality, size and category, where they are known
    Raises HaggleError: currency_mismatch, price_not_positive, sold_in_future, ...
    """
    if isinstance(policy, str):
        policy = _named(policy, options)
    elif options:
        raise TypeError("options go into the policy that is given")
    return policy.value(found, now=now, item=item)
