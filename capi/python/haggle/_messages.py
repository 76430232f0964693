"""Catalogues of listings, and messages of marketplaces decided on."""

from __future__ import annotations

import array
import bisect
import ctypes
import dataclasses
import itertools
import json
import operator
import struct
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast, overload

from . import _header as c
from ._decision import Decision, decision_of
from ._errors import HaggleError
from ._header import Audience, Dropped, MessageKind, OutcomeKind
from ._library import call, error_of, library, status_error
from ._locks import ReadersAndWriter
from ._model import Listing, listing_of, struct_of_listing
from ._money import Moment, clock_of
from ._reader import Reader, give_back, take_reader
from ._room import OUTCOME_BYTES, Room, pointers

if TYPE_CHECKING:
    from ._policy import Policy

_GROUP_BYTES = 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message for one listing: a decision, or why there is none."""

    kind: OutcomeKind
    body: int
    """which of the bodies, from 0"""
    delivery: int
    """which message in the body, from 0; a batch holds several"""
    record: int
    """place of the record in the body's list, from 0"""
    listing: int | None
    """its number in the catalogue"""
    message_kind: MessageKind
    audience: Audience
    rung: int
    """0: the price of one unit; else the tier of a business ladder, from 1"""
    quantity: int
    dropped: Dropped
    decision: Decision | None
    error: HaggleError | None


def _outcome_of(given: c.haggle_outcome, first_body: int) -> Outcome:
    kind = OutcomeKind(given.kind)
    failed = kind == OutcomeKind.error
    return Outcome(
        kind, first_body + given.body, given.delivery, given.record,
        None if given.listing == c.NO_LISTING else given.listing, MessageKind(given.message_kind),
        Audience(given.audience), given.rung, given.quantity, Dropped(given.dropped),
        decision_of(given.decision) if kind == OutcomeKind.decision else None,
        status_error(given.status, given.where, given.index, given.offset) if failed else None)


def _offset(name: str) -> int:
    inner = name in {f[0] for f in c.haggle_decision._fields_} and name != "size"
    base: int = c.haggle_outcome.decision.offset if inner else 0
    place: int = getattr(c.haggle_decision if inner else c.haggle_outcome, name).offset
    return base + place


_CODES = {ctypes.c_uint8: "B", ctypes.c_uint16: "H", ctypes.c_uint32: "I", ctypes.c_int32: "i",
          ctypes.c_uint64: "Q", ctypes.c_int64: "q"}


def _row_format(names: Sequence[str]) -> tuple[struct.Struct, list[int]]:
    """A format of one outcome with these fields, and where each of them comes in it."""
    kinds: dict[str, Any] = {f[0]: f[1] for f in (*c.haggle_decision._fields_,
                                                  *c.haggle_outcome._fields_)}
    if unknown := [n for n in names if kinds.get(n) not in _CODES]:
        raise ValueError(f"no number of an outcome or a decision: {unknown[0]}")
    by_place = sorted(range(len(names)), key=lambda i: _offset(names[i]))
    text, at = "<", 0
    for i in by_place:
        offset = _offset(names[i])
        code = _CODES[kinds[names[i]]]
        text += f"{offset - at}x{code}"
        at = offset + struct.calcsize("<" + code)
    places = [by_place.index(i) for i in range(len(names))]
    return struct.Struct(f"{text}{OUTCOME_BYTES - at}x"), places


@dataclasses.dataclass(frozen=True, slots=True)
class _Part:
    """The outcomes of some bodies."""

    body: int
    """the first of them"""
    data: bytearray
    count: int

    def rows(self, row: struct.Struct, body_at: int | None) -> Iterator[tuple[int, ...]]:
        """Numbers of each outcome; the body counted from the first of all."""
        rows = row.iter_unpack(memoryview(self.data)[:self.count * OUTCOME_BYTES])
        if body_at is None or self.body == 0:
            return rows
        return ((*one[:body_at], one[body_at] + self.body, *one[body_at + 1:]) for one in rows)


class Outcomes(Sequence[Outcome]):
    """What became of the messages of a call, in their order. Each is made when it is looked at."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        self._parts = parts
        self._ends = list(itertools.accumulate(part.count for part in parts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Outcome: ...
    @overload
    def __getitem__(self, index: slice) -> list[Outcome]: ...

    def __getitem__(self, index: int | slice) -> Outcome | list[Outcome]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        which = bisect.bisect_right(self._ends, place)
        part = self._parts[which]
        inside = place - (self._ends[which] - part.count)
        given = c.haggle_outcome.from_buffer(part.data, inside * OUTCOME_BYTES)
        return _outcome_of(given, part.body)

    def __iter__(self) -> Iterator[Outcome]:
        return (self[i] for i in range(len(self)))

    def numbers(self, *names: str) -> Iterator[tuple[int, ...]]:
        """Some numbers of every outcome as tuples, much faster than the outcomes themselves.

        names:  fields of haggle_outcome and haggle_decision: "body", "listing", "kind", "status",
                "action", "price_minor", "change_minor", ...; of no decision they are 0
        """
        row, places = _row_format(names)
        body_at = places[names.index("body")] if "body" in names else None
        rows = itertools.chain.from_iterable(part.rows(row, body_at) for part in self._parts)
        if places == sorted(places):
            return rows
        return map(operator.itemgetter(*places), rows)


def _groups(sizes: list[int]) -> Iterator[tuple[int, int]]:
    """So many at once that their outcomes stay in the processor's cache."""
    ends = list(itertools.accumulate(sizes, initial=0))
    first = 0
    while first < len(sizes):
        end = bisect.bisect_right(ends, ends[first] + _GROUP_BYTES) - 1
        end = max(end, first + 1)
        yield first, end
        first = end


def _texts(bodies: Iterable[bytes | str]) -> list[bytes]:
    """Bodies as bytes; nearly always they are."""
    given = list(bodies)
    if {*map(type, given)} <= {bytes}:
        return cast(list[bytes], given)
    return [b if isinstance(b, bytes) else b.encode() for b in given]


Json = Mapping[str, Any] | str | bytes


def _lines(given: Iterable[Json] | str | bytes) -> bytes:
    """Lines of JSON, whatever they are given as."""
    if isinstance(given, bytes):
        return given
    if isinstance(given, str):
        return given.encode()
    texts = (one if isinstance(one, bytes) else one.encode() if isinstance(one, str)
             else json.dumps(one).encode() for one in given)
    return b"\n".join(texts)


class Catalogue:
    """Our listings and their policies, found by marketplace and item; numbered as they came.

    lines:   {"listing": {..., "policy": "gentle"}} or {"policy": {"id": "gentle", ...}}, as text of
             one line each, or as a list of such objects
    policy:  of the listings that name none; None: the default one
    Any threads may use it at once. Raises HaggleError where a line is refused: `row` is the line.
    """

    def __init__(self, lines: Iterable[Json] | str | bytes = (), *,
                 policy: Policy | None = None) -> None:
        self.policy = policy
        self._handle = ctypes.c_void_p()
        fallback = None if policy is None else policy._handle
        call(library.haggle_catalogue_create, fallback, ctypes.byref(self._handle))
        self._end = weakref.finalize(self, library.haggle_catalogue_destroy, self._handle)
        self._lock = ReadersAndWriter(threading.Lock())
        if refused := self.put(lines):
            raise refused[0]

    def put(self, lines: Iterable[Json] | str | bytes) -> list[HaggleError]:
        """Adds lines; those that are refused are left out, and come back as errors."""
        text = _lines(lines)
        room = text.count(b"\n") + 1
        errors = (c.haggle_error * room)()
        for error in errors:
            error.size = ctypes.sizeof(c.haggle_error)
        refused = ctypes.c_size_t()
        with self._lock.writing():
            call(library.haggle_catalogue_put, self._handle, text, len(text), errors,
                 ctypes.sizeof(c.haggle_error), room, ctypes.byref(refused))
        return [error_of(error, error.status) for error in errors[:refused.value]]

    def __len__(self) -> int:
        return int(library.haggle_catalogue_count(self._handle))

    def find(self, seller: str, marketplace: str, sku: str,
             audience: Audience = Audience.consumer) -> int | None:
        """The number of a listing, if there is one."""
        number = ctypes.c_uint32()
        with self._lock.reading():
            call(library.haggle_catalogue_find, self._handle, seller.encode(),
                 marketplace.encode(), sku.encode(), int(audience), ctypes.byref(number))
        return None if number.value == c.NO_LISTING else number.value

    def __getitem__(self, number: int) -> Listing:
        out = c.haggle_listing(size=ctypes.sizeof(c.haggle_listing))
        if not 0 <= number < len(self):
            raise IndexError(number)
        with self._lock.reading():
            call(library.haggle_catalogue_get, self._handle, number, ctypes.byref(out), None)
        return listing_of(out)

    def __setitem__(self, number: int, listing: Listing) -> None:
        """Replaces what is known of a listing; whose it is stays."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        given = struct_of_listing(listing)
        with self._lock.writing():
            call(library.haggle_catalogue_set, self._handle, number, ctypes.byref(given), None)

    def decide_messages(self, bodies: Iterable[bytes | str], *, now: Moment,
                        utc_offset_minutes: int = 0, keep: bool = False) -> Outcomes:
        """Reads messages and decides on every listing that holds their item, in one call.

        bodies:  each a message as a queue or a webhook gives it, bare, in envelopes, or a batch
        now:     the moment at which is decided, and the time of messages that say none
        keep:    every decision is kept as if it was sent, for the next message to go by
        A message that cannot be read is an outcome with its error and does not stop the others.
        """
        texts = _texts(bodies)
        sizes = list(map(len, texts))
        clock = clock_of(now, utc_offset_minutes)
        flags = c.MESSAGES_KEEP if keep else 0
        parts, reader = [], take_reader()
        with self._lock.writing() if keep else self._lock.reading():
            for first, end in _groups(sizes):
                data, count = self._decide(reader, texts[first:end],
                                           array.array("Q", sizes[first:end]), clock, flags)
                parts.append(_Part(first, data, count))
        give_back(reader)
        return Outcomes(parts)

    def _decide(self, reader: Reader, texts: list[bytes], sizes: array.array[int],
                clock: c.haggle_clock, flags: int) -> tuple[bytearray, int]:
        room = reader.room
        room.make(len(texts) + 8)
        count = ctypes.c_size_t()
        call(library.haggle_decide_bodies, reader.handle, self._handle, ctypes.byref(clock),
             pointers(texts), sizes.buffer_info()[0], len(texts), flags, room.array, OUTCOME_BYTES,
             room.capacity, ctypes.byref(count))
        data = room.taken(min(count.value, room.capacity))
        if (missing := count.value - room.capacity) > 0:
            rest = Room()
            rest.make(missing)
            call(library.haggle_reader_outcomes, reader.handle, room.capacity, rest.array,
                 OUTCOME_BYTES, missing, ctypes.byref(ctypes.c_size_t()))
            data += rest.taken(missing)
        return data, count.value
