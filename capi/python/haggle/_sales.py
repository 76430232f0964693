"""Sold items: one by one, or as columns; in C a table of records of 344 bytes."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _header as c
from ._header import SaleCondition
from ._money import Moment, moment_of, ms_of
from ._records import record

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_TEXTS = ("id", "product", "tenant", "category", "brand")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A sold item. Texts are at most 63 bytes; two are the same where their bytes are."""

    id: str = ""
    """the sale's own key: the same sale told twice has the same"""
    product: str = ""
    tenant: str = ""
    category: str = ""
    brand: str = ""
    price_minor: int = 0
    """paid for the item itself"""
    currency: str = ""
    sold_at: Moment = 0
    condition: SaleCondition = SaleCondition.unknown


Sales = Sequence[Sale] | Mapping[str, Any] | Any
"""Sales: objects, or columns by the names of Sale's fields (arrays, sequences, or one value for all
rows), or an array of dtype `sale_dtype()`, which is read where it stands."""


def sale_dtype() -> numpy.dtype[Any]:
    """The records that an array of sales may have to be read without a copy."""
    return record(c.haggle_sale)


def label(text: str, name: str) -> bytes:
    """A text as C has it, with its length checked."""
    given = text.encode()
    if len(given) >= c.LABEL_BYTES:
        raise ValueError(f"{name}: at most {c.LABEL_BYTES - 1} bytes")
    if b"\0" in given:
        raise ValueError(f"{name}: no NUL")
    return given


def condition_of(given: Any) -> SaleCondition:
    """A condition by its number or its word."""
    if isinstance(given, str):
        if given not in SaleCondition.__members__:
            raise ValueError(f"condition: there is none called {given}")
        return SaleCondition[given]
    return SaleCondition(given)


def _plain(given: Any, name: str) -> NDArray[Any]:
    """An array whose texts are of numpy's kind; nothing else is taken for a text."""
    import numpy
    array = numpy.asarray(given)
    if array.dtype.kind not in "OT":
        return array
    if array.dtype.kind == "O" and not all(isinstance(one, str) for one in array.ravel()):
        raise TypeError(f"{name}: what is not there, or of mixed kinds, is not read")
    return array.astype(str)


def texts(given: Any, name: str) -> NDArray[Any]:
    """A column of texts as bytes, none too long."""
    import numpy
    array = _plain(given, name)
    if array.dtype.kind == "U":
        array = numpy.char.encode(array, "utf-8")
    if array.dtype.kind != "S":
        raise TypeError(f"{name}: texts are expected, not {array.dtype}")
    if array.dtype.itemsize >= c.LABEL_BYTES:
        long = numpy.flatnonzero(numpy.char.str_len(array) >= c.LABEL_BYTES)
        if long.size:
            raise ValueError(f"{name}[{long[0]}]: at most {c.LABEL_BYTES - 1} bytes")
    return array


def integers(given: Any, name: str) -> NDArray[Any]:
    """A column of whole numbers; what is not whole is refused, not rounded."""
    import numpy
    array = numpy.asarray(given)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{name}: whole numbers are expected, not {array.dtype}")
    return array


def moments(given: Any, name: str) -> NDArray[Any]:
    """A column of moments as milliseconds: datetime64 (UTC), integers, or datetimes."""
    import numpy
    if isinstance(given, datetime.datetime):
        return numpy.asarray(ms_of(given))
    array = numpy.asarray(given)
    if array.dtype.kind == "M":
        if numpy.isnat(array).any():
            raise ValueError(f"{name}: a moment is not there")
        return array.astype("datetime64[ms]").astype(numpy.int64)
    if array.dtype.kind == "O":
        return numpy.asarray([ms_of(one) for one in array.ravel()], dtype=numpy.int64)
    return integers(array, name)


def conditions(given: Any, name: str) -> NDArray[Any]:
    """A column of conditions by number or word."""
    import numpy
    array = _plain(given, name)
    if array.dtype.kind == "U":
        words, places = numpy.unique(array, return_inverse=True)
        numbers = numpy.asarray([condition_of(str(word)) for word in words], dtype=numpy.uint8)
        return numbers[places].reshape(array.shape)
    array = integers(array, name)
    if array.size and (array.min() < 0 or array.max() > 255):
        raise ValueError(f"{name}: no condition has such a number")
    return array


_COLUMNS = {**{name: (name, texts) for name in _TEXTS}, "currency": ("currency", texts),
            "price_minor": ("price_minor", integers), "sold_at": ("sold_ms", moments),
            "condition": ("condition", conditions)}


def _from_columns(columns: Mapping[str, Any], count: int) -> NDArray[Any]:
    import numpy
    out = numpy.zeros(count, dtype=sale_dtype())
    for name, given in columns.items():
        if name not in _COLUMNS:
            raise ValueError(f"sales: there is no column {name}")
        field, read = _COLUMNS[name]
        column = read(given, name)
        if column.ndim and column.shape != (count,):
            raise ValueError(f"{name}: {count} are expected, as many as embeddings")
        if field == "currency" and column.size and numpy.char.str_len(column).max() > 3:
            raise ValueError("currency: three letters")
        out[field] = column
    return out


def _from_objects(sales: Sequence[Sale], count: int) -> NDArray[Any]:
    if len(sales) != count:
        raise ValueError(f"sales: {count} are expected, as many as embeddings")
    fields = [field.name for field in dataclasses.fields(Sale)]
    columns: dict[str, Any] = {name: [getattr(one, name) for one in sales] for name in fields}
    columns["sold_at"] = [ms_of(moment) for moment in columns["sold_at"]]
    columns["condition"] = [condition_of(one) for one in columns["condition"]]
    return _from_columns(columns, count)


def sale_records(given: Sales, count: int) -> NDArray[Any]:
    """Sales as C has them; an array of such records is not copied."""
    import numpy
    if isinstance(given, Mapping):
        return _from_columns(given, count)
    if isinstance(given, Sale):
        given = [given]
    if not isinstance(given, numpy.ndarray):
        return _from_objects(given, count) if count else numpy.zeros(0, dtype=sale_dtype())
    if given.dtype != sale_dtype() or given.shape != (count,):
        raise ValueError(f"sales: {count} records of sale_dtype() are expected")
    return given if given.strides[0] > 0 else given.copy()


def sale_of(given: c.haggle_sale) -> Sale:
    """A sale as Python has it."""
    words = {name: getattr(given, name).decode("utf-8", "replace") for name in _TEXTS}
    return Sale(**words, price_minor=given.price_minor, currency=given.currency.decode(),
                sold_at=_moment(given.sold_ms), condition=SaleCondition(given.condition))


def _moment(ms: int) -> datetime.datetime | int:
    """A moment, as milliseconds where no datetime reaches."""
    try:
        return moment_of(ms)
    except OverflowError:
        return ms


def empty_sale() -> c.haggle_sale:
    """Room for one."""
    assert ctypes.sizeof(c.haggle_sale) == 344
    return c.haggle_sale()
