"""A mapping of names to numpy arrays as an Arrow stream of one batch, without copies.

{"seller": .., "price_minor": .., "offers": {"first": .., "price_minor": .., "seller": ..}}: the
offers of all rows stand one row's behind the other's, row i has first[i] .. first[i + 1] - 1.
Masked arrays have gaps. Text of dtype S32 is read where it stands; of dtype str it is encoded.
"""

from __future__ import annotations

import ctypes
import dataclasses
import itertools
from collections.abc import Mapping
from typing import Any

from . import _header as c
from ._arrow import capsule_of

_GetSchema = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_LastError = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
_Release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)

_FORMATS = {"|b1": "C", "|i1": "c", "|u1": "C", "<i2": "s", "<u2": "S", "<i4": "i", "<u4": "I",
            "<i8": "l", "<u8": "L", "<f4": "f", "<f8": "g", "<M8[s]": "tss:", "<M8[ms]": "tsm:",
            "<M8[us]": "tsu:", "<M8[ns]": "tsn:"}


@dataclasses.dataclass
class _Column:
    """One array: its name, its Arrow format, its buffers (arrays, or None) and its children."""

    name: str
    format: str
    length: int
    buffers: list[Any]
    children: list[_Column]


def _bits(mask: Any) -> Any:
    """What is known, a bit each, least significant first."""
    import numpy
    return numpy.packbits(~mask, bitorder="little")


def _column(name: str, given: Any) -> _Column:
    import numpy
    mask = numpy.ma.getmask(given)
    known = None if mask is numpy.ma.nomask else _bits(numpy.broadcast_to(mask, numpy.shape(given)))
    values = numpy.ascontiguousarray(numpy.ma.getdata(given))
    if values.ndim != 1:
        raise ValueError(f"{name}: an array of one dimension is expected")
    if values.dtype.kind == "U":
        values = numpy.char.encode(values, "utf-8")
    kind = values.dtype.str
    shape = f"w:{values.dtype.itemsize}" if values.dtype.kind == "S" else _FORMATS.get(kind)
    if shape is None:
        raise TypeError(f"{name}: arrays of {values.dtype} are not read")
    return _Column(name, shape, len(values), [known, values], [])


def _offers(given: Mapping[str, Any]) -> _Column:
    import numpy
    first = numpy.ascontiguousarray(given["first"], dtype=numpy.int64)
    columns = [_column(name, array) for name, array in given.items() if name != "first"]
    items = _Column("item", "+s", _length(columns), [None], columns)
    return _Column("offers", "+L", len(first) - 1, [None, first], [items])


def _length(columns: list[_Column]) -> int:
    """How long all columns are."""
    lengths = {column.length for column in columns}
    if len(lengths) > 1:
        raise ValueError(f"columns of different lengths: "
                         f"{', '.join(f'{one.name} {one.length}' for one in columns)}")
    return lengths.pop() if lengths else 0


_alive: dict[int, list[Any]] = {}
_numbers = itertools.count(1)


def _keep(*what: Any) -> int:
    """Keeps objects until the number that comes back is let go."""
    number = next(_numbers)
    _alive[number] = list(what)
    return number


def _pointers_at(address: int | None, count: int) -> list[int]:
    return list((ctypes.c_void_p * count).from_address(address)) if address and count else []


def _let_go(kind: Any) -> Any:
    """A release function of Arrow for structs of this kind: its children go with it."""
    def release(address: int) -> None:
        one = kind.from_address(address)
        for pointer in _pointers_at(one.children, one.n_children):
            child = kind.from_address(pointer)
            if child.release:
                _Release(child.release)(pointer)
        one.release = None
        _alive.pop(one.private_data, None)
    return _Release(release)


_release_schema = _let_go(c.ArrowSchema)
_release_array = _let_go(c.ArrowArray)


def _address(function: Any) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0


def _pointers(addresses: list[int]) -> Any:
    return (ctypes.c_void_p * len(addresses))(*addresses)


def _write_schema(column: _Column, out: c.ArrowSchema) -> None:
    children = [c.ArrowSchema() for _ in column.children]
    for child, place in zip(column.children, children):
        _write_schema(child, place)
    texts = [ctypes.create_string_buffer(t.encode()) for t in (column.format, column.name)]
    pointers = _pointers([ctypes.addressof(child) for child in children])
    out.format, out.name = (ctypes.addressof(text) for text in texts)
    out.n_children = len(children)
    out.children = ctypes.addressof(pointers) if children else None
    out.flags = 2  # nullable
    out.release = _address(_release_schema)
    out.private_data = _keep(children, texts, pointers)


def _write_array(column: _Column, out: c.ArrowArray) -> None:
    children = [c.ArrowArray() for _ in column.children]
    for child, place in zip(column.children, children):
        _write_array(child, place)
    buffers = _pointers([0 if one is None else one.ctypes.data for one in column.buffers])
    pointers = _pointers([ctypes.addressof(child) for child in children])
    out.length = column.length
    out.null_count = 0 if column.buffers[0] is None else -1
    out.n_buffers = len(column.buffers)
    out.buffers = ctypes.addressof(buffers)
    out.n_children = len(children)
    out.children = ctypes.addressof(pointers) if children else None
    out.release = _address(_release_array)
    out.private_data = _keep(children, pointers, buffers, column.buffers)


class _Batch:
    """The state of one stream."""

    def __init__(self, table: _Column) -> None:
        self.table = table
        self.is_read = False


def _get_schema(stream: int, out: int) -> int:
    _write_schema(_batch(stream).table, c.ArrowSchema.from_address(out))
    return 0


def _get_next(stream: int, out: int) -> int:
    batch = _batch(stream)
    array = c.ArrowArray.from_address(out)
    array.release = None
    if not batch.is_read:
        _write_array(batch.table, array)
    batch.is_read = True
    return 0


def _batch(stream: int) -> _Batch:
    batch: _Batch = _alive[c.ArrowArrayStream.from_address(stream).private_data][0]
    return batch


def _release(stream: int) -> None:
    one = c.ArrowArrayStream.from_address(stream)
    one.release = None
    _alive.pop(one.private_data, None)


_CALLBACKS = (_GetSchema(_get_schema), _GetSchema(_get_next), _LastError(lambda stream: None),
              _Release(_release))


class ArrayTable:
    """A mapping of names to numpy arrays that gives its rows as an Arrow stream."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        columns = [_offers(array) if name == "offers" else _column(name, array)
                   for name, array in given.items()]
        self._table = _Column("", "+s", _length(columns), [None], columns)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule that holds an ArrowArrayStream of one batch."""
        schema, following, words, release = map(_address, _CALLBACKS)
        return capsule_of(c.ArrowArrayStream(
            get_schema=schema, get_next=following, get_last_error=words, release=release,
            private_data=_keep(_Batch(self._table))))
