"""Tables in, tables out, through the Arrow C stream interface: no copies, no dependency."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from . import _header as c
from ._library import call, library

if TYPE_CHECKING:
    from ._policy import Policy

_NAME = b"arrow_array_stream"
_Release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)

_capsule_new = ctypes.pythonapi.PyCapsule_New
_capsule_new.restype = ctypes.py_object
_capsule_new.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_capsule_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi))
# The same for a capsule that is being destroyed, of which no reference may be made.
_dying_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi))


@runtime_checkable
class ArrowStream(Protocol):
    """Whatever gives its rows as an Arrow stream: tables of pyarrow, polars, pandas, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule that holds an ArrowArrayStream."""


def release_stream(stream: c.ArrowArrayStream) -> None:
    """Releases a stream that nobody took."""
    if stream.release:
        _Release(stream.release)(ctypes.addressof(stream))


_given: dict[int, c.ArrowArrayStream] = {}


def _destroyed(capsule: int, *, _dying: Any = _dying_pointer, _name: bytes = _NAME,
               _kept: dict[int, c.ArrowArrayStream] = _given,
               _release: Any = release_stream) -> None:
    stream = _kept.pop(_dying(capsule, _name), None)
    if stream is not None:
        _release(stream)


_on_destroyed = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)(_destroyed)
# A capsule may be destroyed when the modules are gone already.
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_on_destroyed))


def capsule_of(stream: c.ArrowArrayStream) -> object:
    """A capsule that owns a stream: released with it, unless somebody takes it out before."""
    address = ctypes.addressof(stream)
    _given[address] = stream
    out: object = _capsule_new(address, _NAME, ctypes.cast(_on_destroyed, ctypes.c_void_p))
    return out


class DecisionTable:
    """Decisions on the rows of a table, made batch by batch as they are read.

    Give it to whatever reads Arrow: pyarrow.table(t), polars.DataFrame(t), duckdb.sql(".. from t"),
    pandas.DataFrame.from_arrow(t). Read again, it decides again. A fault of a whole batch is raised
    by the reader; a row's own error stands in the columns `error` and `error_where`.
    """

    def __init__(self, policy: Policy, table: ArrowStream, arguments: tuple[Any, ...]) -> None:
        self._policy = policy
        self._table = table
        self._arguments = arguments
        self._lock = threading.Lock()
        self._first: c.ArrowArrayStream | None = self._open()

    def _open(self) -> c.ArrowArrayStream:
        source = self._table.__arrow_c_stream__()
        out = c.ArrowArrayStream()
        call(library.haggle_decide_arrow, self._policy._handle,
             *(None if a is None else ctypes.byref(a) for a in self._arguments),
             _capsule_pointer(source, _NAME), ctypes.byref(out))
        return out

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule that holds an ArrowArrayStream; the schema is always our own."""
        with self._lock:
            stream, self._first = self._first, None
        return capsule_of(stream if stream is not None else self._open())

    def __del__(self) -> None:
        stream = getattr(self, "_first", None)
        if stream is not None:
            release_stream(stream)


def decide_table(policy: Policy, table: ArrowStream | Mapping[str, Any], clock: c.haggle_clock,
                 common: tuple[Any, Any], options: c.haggle_arrow_options) -> DecisionTable:
    """See Policy.decide_table."""
    if isinstance(table, Mapping):
        from ._arrays import ArrayTable
        table = ArrayTable(table)
    if not isinstance(table, ArrowStream):
        raise TypeError(f"{type(table).__name__} has no __arrow_c_stream__")
    return DecisionTable(policy, table, (clock, *common, options))
