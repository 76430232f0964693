"""Memory of calls that decide on messages: where outcomes go, and where the bodies stand."""

from __future__ import annotations

import array
import ctypes
import sys
from collections.abc import Sequence
from typing import Any

from . import _header as c

OUTCOME_BYTES = ctypes.sizeof(c.haggle_outcome)
_EMPTY = bytes(c.haggle_outcome(
    size=OUTCOME_BYTES, decision=c.haggle_decision(size=ctypes.sizeof(c.haggle_decision))))


class Room:
    """Where outcomes are written: it is used again, and only grows."""

    def __init__(self) -> None:
        self._data = bytearray()
        self.capacity = 0
        self.array: Any = None

    def make(self, count: int) -> None:
        """At least so many."""
        if count > self.capacity:
            self.array = None
            self._data, self.capacity = bytearray(_EMPTY * count), count
            self.array = (ctypes.c_char * len(self._data)).from_buffer(self._data)

    def taken(self, count: int) -> bytearray:
        """A copy of the first ones. The sizes in them stay, for the next time."""
        with memoryview(self._data) as view:
            return bytearray(view[:count * OUTCOME_BYTES])


# In CPython the id of an object is its address, and bytes stand behind the head of theirs. An array
# of addresses is made of them much faster than by ctypes, which keeps a reference to each.
_HEAD_BYTES = bytes.__basicsize__ - 1
_PROBE = b"as they stand"
_ADDRESSES_ARE_IDS = (sys.implementation.name == "cpython" and
                      ctypes.string_at(id(_PROBE) + _HEAD_BYTES, len(_PROBE) + 1) == _PROBE + b"\0")


def pointers(texts: Sequence[bytes]) -> Any:
    """Where texts stand, for as long as the caller holds them."""
    if not _ADDRESSES_ARE_IDS:
        return (ctypes.c_char_p * len(texts))(*texts)
    addresses = array.array("Q", [at + _HEAD_BYTES for at in map(id, texts)])
    return (ctypes.c_char_p * len(texts)).from_buffer(addresses)
