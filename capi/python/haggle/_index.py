"""Sold items by embedding: the most similar ones, exactly, in numpy arrays."""

from __future__ import annotations

import ctypes
import os
import threading
import weakref
from typing import TYPE_CHECKING, Any, BinaryIO

from . import _header as c
from ._comparables import Comparables, empty_comparables
from ._header import Shortfall
from ._library import call, library, status_error
from ._locks import ReadersAndWriter
from ._money import Moment, ms_of
from ._records import record
from ._sales import Sale, Sales, empty_sale, integers, sale_of, sale_records
from ._search import Neighbours, Where, aligned, options_of, room_of, rows_of, step_of
from ._threads import Threads
from ._valuation import (Item, Refusal, Valuation, ValuationPolicy, empty, policy_of, query_struct,
                         valuation_of)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from typing_extensions import Unpack


class Index:
    """Sold items, found by how similar their embeddings are; exactly, not approximately.

    Prices stand beside it, by row: `prices`. May be used by any threads at once; changes wait for
    searches and searches for changes. Needs numpy.

    dimension:  of the embeddings, 1 to 4,096
    currency:   of all prices; empty: that of the first sale
    threads:    that one search, or one change, is split over
    """

    def __init__(self, dimension: int, *, currency: str = "", threads: int = 1) -> None:
        handle = ctypes.c_void_p()
        if not 0 < dimension < 2**32:
            raise status_error(c.Status.wrong_dimension, b"dimension", 0, 0)
        call(library.haggle_index_create, dimension, None, None, None, ctypes.byref(handle))
        self._begin(handle, Threads(threads))
        self._currency = currency

    def _begin(self, handle: ctypes.c_void_p, threads: Threads) -> None:
        import numpy
        self._handle = handle
        self._threads = threads
        self._end = weakref.finalize(self, library.haggle_index_destroy, handle)
        self._lock = ReadersAndWriter(threading.Lock())
        self._prices = numpy.zeros(self._about().rows_count, dtype=numpy.int64)
        self._currency = ""
        self._generation = 0
        self._bytes: Any = None

    @classmethod
    def view(cls, state: Any, prices: ArrayLike | None = None, currency: str = "", *,
             threads: int = 1) -> Index:
        """An index that reads what `write` wrote where it stands, such as a mapped file.

        It does not change, and the bytes must not either; `copy` makes one that does.
        prices:  one for each row, whole minor units of `currency`
        Raises HaggleError: index_unreadable; the body is not looked at, see `verify`.
        """
        import numpy
        stands = numpy.frombuffer(state, dtype=numpy.uint8)
        handle = ctypes.c_void_p()
        call(library.haggle_index_view, stands.ctypes.data, len(stands), ctypes.byref(handle))
        index = cls.__new__(cls)
        index._begin(handle, Threads(threads))
        index._bytes = stands
        if prices is not None:
            index.set_prices(prices, currency)
        return index

    def copy(self) -> Index:
        """An index of its own with the same rows and prices; that of a view grows."""
        handle = ctypes.c_void_p()
        with self._lock.reading():
            call(library.haggle_index_copy, self._handle, None, None, None, ctypes.byref(handle))
            index = Index.__new__(Index)
            index._begin(handle, Threads(self._threads.parts))
            index._prices, index._currency = self._prices.copy(), self._currency
        return index

    def _about(self) -> c.haggle_index_facts:
        out = c.haggle_index_facts(size=ctypes.sizeof(c.haggle_index_facts))
        call(library.haggle_index_about, self._handle, ctypes.byref(out))
        return out

    @property
    def dimension(self) -> int:
        """Of its embeddings."""
        return int(self._about().dimension)

    def __len__(self) -> int:
        """Rows, the removed ones too: the number of the next."""
        return int(self._about().rows_count)

    @property
    def live(self) -> int:
        """Rows that are not removed."""
        return int(self._about().live_count)

    @property
    def read_only(self) -> bool:
        """It is a view."""
        return bool(self._about().read_only)

    @property
    def prices(self) -> NDArray[Any]:
        """What was paid, by row, in whole minor units of `currency`; a copy."""
        return self._prices[:len(self)].copy()

    @property
    def currency(self) -> str:
        """Of all prices."""
        return self._currency

    def set_prices(self, prices: ArrayLike, currency: str) -> None:
        """Puts prices beside the rows, one for each."""
        given = integers(prices, "prices")
        with self._lock.writing():
            if given.shape != (len(self),):
                raise ValueError(f"prices: {len(self)} are expected, one for each row")
            self._prices, self._currency = given.astype("int64"), currency

    def add(self, embeddings: ArrayLike, sales: Sales) -> range:
        """Adds rows at the end, all or none, and returns their numbers.

        embeddings:  one row of floats for each item; float32 is read where it stands
        sales:       as many, or one `Sale` with one vector; see `haggle.Sales`
        Raises HaggleError: `row` is the row; currency_mismatch where a sale's is another.
        """
        import numpy
        alone = isinstance(sales, Sale)
        rows = rows_of(numpy.asarray(embeddings)[None] if alone else embeddings)
        records = sale_records(sales, len(rows))
        with self._lock.writing():
            currency, first = self._one_currency(records), len(self)
            self._put_prices(first, records["price_minor"])
            with self._threads.lent() as run:
                call(library.haggle_index_add, self._handle, rows.ctypes.data, step_of(rows),
                     rows.shape[1], records.ctypes.data,
                     records.strides[0] if len(rows) > 1 else records.itemsize, len(rows),
                     self._threads.parts, run, None)
                self._currency = currency
        return range(first, first + len(rows))

    def _one_currency(self, records: Any) -> str:
        import numpy
        named = self._currency
        for one in numpy.unique(records["currency"]):
            word = one.decode()
            if word and named and word != named:
                row = int(numpy.flatnonzero(records["currency"] == one)[0])
                raise status_error(c.Status.currency_mismatch, b"sales[].currency", row, 0)
            named = named or word
        return named

    def _put_prices(self, first: int, prices: Any) -> None:
        import numpy
        end = first + len(prices)
        if end > len(self._prices):
            grown = numpy.zeros(max(end, 2 * len(self._prices)), dtype=numpy.int64)
            grown[:first] = self._prices[:first]
            self._prices = grown
        self._prices[first:end] = prices

    def remove(self, sale: str) -> int:
        """Takes out every row of a sale, by its key; returns how many. Rows keep their numbers."""
        removed, given = ctypes.c_uint64(), sale.encode()
        with self._lock.writing():
            call(library.haggle_index_remove, self._handle, given, len(given),
                 ctypes.byref(removed))
        return removed.value

    def remove_sold_before(self, moment: Moment) -> int:
        """Takes out every row that was sold before a moment; returns how many."""
        removed = ctypes.c_uint64()
        with self._lock.writing():
            call(library.haggle_index_remove_sold_before, self._handle, ms_of(moment),
                 ctypes.byref(removed))
        return removed.value

    def compact(self) -> NDArray[Any]:
        """Closes the gaps that removed rows left. Returns the new number of each row, so that what
        stands beside the index can follow: uint32, haggle.NO_ROW where it is gone."""
        import numpy
        with self._lock.writing():
            moved = numpy.zeros(len(self), dtype=numpy.uint32)
            with self._threads.lent() as run:
                call(library.haggle_index_compact, self._handle, moved.ctypes.data, len(moved),
                     self._threads.parts, run, None)
                kept = moved != c.NO_ROW
                prices = numpy.zeros(int(kept.sum()), dtype=numpy.int64)
                prices[moved[kept]] = self._prices[:len(moved)][kept]
                self._prices = prices
                self._generation += 1
        return moved

    def sale(self, row: int) -> Sale:
        """The sale in a row; its product is not kept. Raises HaggleError: out_of_range."""
        with self._lock.reading():
            found = self._row(row)
            found.price_minor, found.currency = int(self._prices[row]), self._currency.encode()
        return sale_of(found)

    def _row(self, row: int) -> c.haggle_sale:
        if not 0 <= row < 2**32:
            raise status_error(c.Status.out_of_range, b"row", 0, 0)
        out = empty_sale()
        call(library.haggle_index_row, self._handle, row, ctypes.byref(out), None)
        return out

    def embedding(self, row: int) -> NDArray[Any]:
        """The embedding of a row: float32."""
        import numpy
        out = numpy.zeros(self.dimension, dtype=numpy.float32)
        with self._lock.reading():
            call(library.haggle_index_embedding, self._handle, row, out.ctypes.data, len(out))
        return out

    def search(self, embedding: ArrayLike, k: int = 20, min_similarity: float = -1.0,
               **where: Unpack[Where]) -> Neighbours:
        """The `k` rows most similar to an embedding, exactly; ties to the smaller row.

        min_similarity:  cosine that they have at least
        where:           tenant=, category=, brand=, condition=, sold_from=, sold_until=
        Raises HaggleError: wrong_dimension, not_finite, zero_vector, out_of_range.
        """
        import numpy
        query = numpy.ascontiguousarray(embedding, dtype=numpy.float32)
        if query.ndim != 1:
            raise ValueError("embedding: one vector is expected; search_each takes many")
        options, out = self._asked(k, min_similarity, where), room_of(k)
        found = c.haggle_found()
        with self._lock.reading(), self._threads.lent() as run:
            call(library.haggle_index_search, self._handle, query.ctypes.data, len(query),
                 ctypes.byref(options), run, None, out.ctypes.data, k,
                 ctypes.byref(found))
            generation = self._generation
        return self._neighbours(out[:found.count], found.shortfall, generation)

    def search_each(self, embeddings: ArrayLike, k: int = 20, min_similarity: float = -1.0,
                    **where: Unpack[Where]) -> list[Neighbours]:
        """The same for many embeddings; faster than one by one."""
        import numpy
        queries = rows_of(embeddings)
        options, out = self._asked(k, min_similarity, where), room_of(len(queries) * k)
        found = numpy.zeros(len(queries), dtype=record(c.haggle_found))
        with self._lock.reading(), self._threads.lent() as run:
            call(library.haggle_index_search_each, self._handle, queries.ctypes.data,
                 step_of(queries), len(queries), queries.shape[1], ctypes.byref(options),
                 run, None, out.ctypes.data, k, found.ctypes.data)
            generation = self._generation
        return [self._neighbours(row[:one["count"]], one["shortfall"], generation)
                for row, one in zip(out.reshape(len(queries), k), found)]

    def _asked(self, k: int, min_similarity: float, where: Where) -> c.haggle_search_options:
        if not 0 < k <= c.NEIGHBOURS_MAX:
            raise status_error(c.Status.out_of_range, b"k", 0, 0)
        return options_of(self._threads.parts, min_similarity, where)

    def value(self, embedding: ArrayLike, policy: str | ValuationPolicy = "calibrated", *,
              now: Moment, item: Item = Item(), **where: Unpack[Where]) -> Valuation | Refusal:
        """Searches and values in one call: as many neighbours, as similar and as recently sold as
        the policy asks for. `weights` says which rows they are.

        policy:  a ValuationPolicy, or the name of a preset
        where:   as in `search`
        Raises HaggleError: as `search` and `haggle.value`.
        """
        import numpy
        chosen = policy_of(policy)
        query = numpy.ascontiguousarray(embedding, dtype=numpy.float32)
        if query.ndim != 1 or len(item.attributes):
            raise ValueError("one embedding, and no attributes: those go with comparables")
        asked, _ = query_struct(item, self._currency, now)
        rows = room_of(chosen.options["neighbours_max"])
        weights = numpy.zeros(len(rows), dtype=record(c.haggle_weight))
        options = options_of(self._threads.parts, None, where)
        found, out = c.haggle_found(), empty()
        with self._lock.reading(), self._threads.lent() as run:
            call(library.haggle_index_value, self._handle, chosen._handle, query.ctypes.data,
                 len(query), ctypes.byref(asked), ctypes.byref(options), self._prices.ctypes.data,
                 len(self._prices), run, None, rows.ctypes.data, weights.ctypes.data, len(rows),
                 ctypes.byref(found), ctypes.byref(out))
        return valuation_of(out, weights[:found.count])

    def _neighbours(self, found: Any, shortfall: int, generation: int) -> Neighbours:
        return Neighbours(found["row"], found["similarity"], Shortfall(shortfall), self, generation)

    def _comparables(self, found: Neighbours, sizes: Any, attributes: Any) -> Comparables:
        import numpy
        with self._lock.reading():
            if found.generation != self._generation:
                raise ValueError("the index was compacted after this search: search again")
            out = empty_comparables(len(found))
            sales = [self._row(int(row)) for row in found.rows]
            out["price_minor"] = self._prices[found.rows]
        out["row"], out["similarity"] = found.rows, found.similarities
        out["sold_ms"] = [one.sold_ms for one in sales]
        out["condition"] = [one.condition for one in sales]
        beside = [None if one is None else numpy.asarray(one)[found.rows]
                  for one in (sizes, attributes)]
        return Comparables._of(out, self._currency, *beside)

    def bytes(self) -> NDArray[Any]:
        """Its whole state, without prices: versioned, with checksums; `view` reads it."""
        with self._lock.reading():
            needed = ctypes.c_size_t(self._about().bytes_count)
            out: NDArray[Any] = aligned(needed.value)
            call(library.haggle_index_write, self._handle, out.ctypes.data, len(out),
                 ctypes.byref(needed))
        return out

    def write(self, file: str | os.PathLike[str] | BinaryIO) -> int:
        """Writes `bytes()` to a file, by its path or opened; returns how many bytes."""
        state = self.bytes().data
        if isinstance(file, (str, os.PathLike)):
            with open(file, "wb") as opened:
                opened.write(state)
        else:
            file.write(state)
        return len(state)

    def verify(self) -> None:
        """Reads all of an index. Raises HaggleError: index_damaged where it is not what was
        written."""
        with self._lock.reading():
            call(library.haggle_index_verify, self._handle)

    def __reduce__(self) -> Any:
        raise TypeError("an index is not pickled: write() it, and view() what was written")


def cosine(a: ArrayLike, b: ArrayLike) -> float:
    """The similarity of two vectors as a search defines it, the same bits on every machine."""
    import numpy
    first, second = (numpy.ascontiguousarray(one, dtype=numpy.float32) for one in (a, b))
    if first.shape != second.shape or first.ndim != 1:
        raise status_error(c.Status.wrong_dimension, b"b[]", 0, 0)
    out = ctypes.c_double()
    call(library.haggle_cosine, first.ctypes.data, second.ctypes.data, len(first),
         ctypes.byref(out))
    return out.value
