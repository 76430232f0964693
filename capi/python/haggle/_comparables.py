"""Similar sold items with their prices, whoever found them: what a valuation starts from."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypedDict

from . import _header as c
from ._records import record
from ._sales import conditions, integers, moments

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from typing_extensions import Unpack


class Beside(TypedDict, total=False):
    """What else is known of comparables, each one value for all or one for each."""

    rows: ArrayLike
    """the caller's numbers of them, which break ties; else 0, 1, 2, ..."""
    sold_at: ArrayLike
    conditions: ArrayLike
    sizes: ArrayLike
    """above zero; nan: not known"""
    attributes: ArrayLike
    """a row of numbers for each, scaled so that 1 is a usual distance"""


def empty_comparables(count: int) -> NDArray[Any]:
    """Room for so many, as C has them."""
    import numpy
    return numpy.zeros(count, dtype=record(c.haggle_comparable))


def _put_sizes(records: Any, sizes: Any) -> None:
    import numpy
    known = ~numpy.isnan(numpy.asarray(sizes, dtype=numpy.float64))
    records["has"] = known * c.COMPARABLE_HAS_ITEM_SIZE
    records["item_size"] = numpy.where(known, sizes, 0.0)


@dataclasses.dataclass(frozen=True, eq=False)
class Comparables:
    """Similar sold items. Made by `of`, or by `Neighbours.comparables`."""

    records: NDArray[Any]
    attributes: NDArray[Any]
    """float64, a row for each, of no columns where there are none"""
    currency: str

    @classmethod
    def of(cls, similarities: ArrayLike, prices_minor: ArrayLike, currency: str,
           **beside: Unpack[Beside]) -> Comparables:
        """Comparables from columns: cosines, whole minor units, and what else is known."""
        import numpy
        values = numpy.asarray(similarities, dtype=numpy.float64)
        if unknown := beside.keys() - Beside.__annotations__.keys():
            raise TypeError(f"comparables have no {min(unknown)}")
        out = empty_comparables(len(values))
        out["similarity"] = values
        out["price_minor"] = integers(prices_minor, "prices_minor")
        out["row"] = integers(beside.get("rows", numpy.arange(len(values))), "rows")
        out["sold_ms"] = moments(beside.get("sold_at", 0), "sold_at")
        out["condition"] = conditions(beside.get("conditions", 0), "conditions")
        return cls._of(out, currency, beside.get("sizes"), beside.get("attributes"))

    @classmethod
    def _of(cls, records: Any, currency: str, sizes: Any, attributes: Any) -> Comparables:
        import numpy
        records["currency"] = currency.encode()
        if sizes is not None:
            _put_sizes(records, sizes)
        given = numpy.zeros((len(records), 0)) if attributes is None else attributes
        wide = numpy.ascontiguousarray(given, dtype=numpy.float64)
        if wide.ndim != 2 or len(wide) != len(records):
            raise ValueError(f"attributes: {len(records)} rows are expected")
        return cls(records, wide, currency)

    def __len__(self) -> int:
        return len(self.records)
