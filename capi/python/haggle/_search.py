"""What is asked of an index, what it answers, and the arrays in between."""

from __future__ import annotations

import ctypes
import dataclasses
from typing import TYPE_CHECKING, Any, TypedDict

from . import _header as c
from ._comparables import Comparables
from ._header import SaleCondition, Shortfall
from ._money import Moment, ms_of
from ._records import record
from ._sales import condition_of, label

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from ._index import Index


class Where(TypedDict, total=False):
    """Which rows are looked at; what is not said filters nothing."""

    tenant: str
    category: str
    brand: str
    condition: SaleCondition | str
    sold_from: Moment
    sold_until: Moment


@dataclasses.dataclass(frozen=True, eq=False)
class Neighbours:
    """What a search found, the most similar first."""

    rows: NDArray[Any]
    """uint32: their numbers in the index"""
    similarities: NDArray[Any]
    """float64: cosines, -1 to 1"""
    shortfall: Shortfall
    """why there are fewer than were asked for"""
    index: Index
    generation: int

    def __len__(self) -> int:
        return len(self.rows)

    def comparables(self, *, sizes: ArrayLike | None = None,
                    attributes: ArrayLike | None = None) -> Comparables:
        """The sales in these rows, as `value` takes them.

        sizes:       one for each row of the index; nan: not known
        attributes:  one row of numbers for each row of the index
        """
        return self.index._comparables(self, sizes, attributes)


def rows_of(given: Any) -> Any:
    """Vectors as float32 whose components stand side by side, where they are so without a copy."""
    import numpy
    array = numpy.asarray(given, dtype=numpy.float32)
    if array.ndim != 2:
        raise ValueError("embeddings: one row for each item is expected")
    step = step_of(array)
    if step < 4 * array.shape[1] or step % 4 or (array.strides[1] != 4 and array.shape[1] > 1):
        array = numpy.ascontiguousarray(array)
    return array


def step_of(rows: Any) -> int:
    """Bytes from one row to the next; of a single one numpy says anything."""
    return int(rows.strides[0]) if len(rows) > 1 else 4 * int(rows.shape[1])


def options_of(parts: int, min_similarity: float | None, where: Where) -> c.haggle_search_options:
    """What a search looks for, as C has it."""
    out = c.haggle_search_options(size=ctypes.sizeof(c.haggle_search_options), parts=parts)
    if min_similarity is not None:
        out.similarity_min, out.has = min_similarity, c.SEARCH_HAS_SIMILARITY
    if unknown := where.keys() - Where.__annotations__.keys():
        raise TypeError(f"a search knows no {min(unknown)}")
    out.tenant = label(where.get("tenant", ""), "tenant")
    out.category = label(where.get("category", ""), "category")
    out.brand = label(where.get("brand", ""), "brand")
    if "condition" in where:
        out.condition = condition_of(where["condition"])
        out.has |= c.SEARCH_HAS_CONDITION
    if "sold_from" in where:
        out.sold_from_ms = ms_of(where["sold_from"])
        out.has |= c.SEARCH_HAS_SOLD_FROM
    if "sold_until" in where:
        out.sold_until_ms = ms_of(where["sold_until"])
        out.has |= c.SEARCH_HAS_SOLD_UNTIL
    return out


def room_of(count: int) -> Any:
    """Room for so many neighbours."""
    import numpy
    return numpy.zeros(count, dtype=record(c.haggle_neighbour))


def aligned(count: int) -> Any:
    """Bytes that stand where an index may stand."""
    import numpy
    whole = numpy.zeros(count + c.INDEX_ALIGNMENT, dtype=numpy.uint8)
    start = -whole.ctypes.data % c.INDEX_ALIGNMENT
    return whole[start:start + count]
