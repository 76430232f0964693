"""What a shop says of an item's life, and what each event does to it."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from . import _header as c
from ._errors import HaggleError
from ._header import ItemEvent, ItemState, LifeReason
from ._library import call, library, status_error, text_of
from ._money import Moment, moment_of, ms_of
from ._sales import Sale, label, sale_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from typing_extensions import Unpack

LIFE_BYTES = ctypes.sizeof(c.haggle_item_life)


class SaleDefaults(TypedDict, total=False):
    """What messages leave to the place where they arrive, and what is asked of all."""

    currency: str
    """of amounts that name none"""
    tenant: str
    """the only one that is read"""
    dimension: int
    """that embeddings must have"""
    embedding_optional: bool
    """a sale may come without"""
    arrived: Moment
    """the time of an event that says none"""


@dataclasses.dataclass(frozen=True, eq=False)
class SaleEvent:
    """One event of an item, or why it cannot be read."""

    kind: ItemEvent
    """unknown: of a type that has no reader"""
    type: str
    """as the message writes it: "carousel.product.sold" """
    event_id: str
    revision: int
    """the sender's version of the item; 0: not said"""
    occurred_at: datetime.datetime
    sale: Sale
    """what is said of the item; price, day and key of sales only"""
    asked_minor: int
    """the price it was or is listed at; 0: not said"""
    embedding_id: str
    embedding: NDArray[Any] | None
    """float32"""
    record: int
    """place of its record in the body's list, from 0"""
    record_id: str
    """of its record in a batch, to report a failure with"""
    place: str
    """in the body: "Records[2].body.detail"; empty: it is the whole body"""
    error: HaggleError | None
    _raw: bytes

    def item_event(self) -> c.haggle_item_event:
        """The event as `advance` takes it."""
        out = c.haggle_item_event()
        given = c.haggle_sale_event.from_buffer_copy(self._raw)
        call(library.haggle_item_event_of, ctypes.byref(given), ctypes.byref(out))
        return out


class _Reader:
    """A reader in C, ended with the block that has it."""

    def __init__(self, defaults: SaleDefaults) -> None:
        self.handle = ctypes.c_void_p()
        call(library.haggle_sale_reader_create, ctypes.byref(_defaults(defaults)),
             ctypes.byref(self.handle))

    def __enter__(self) -> Any:
        return self.handle

    def __exit__(self, *_: object) -> None:
        library.haggle_sale_reader_destroy(self.handle)


def _defaults(given: SaleDefaults) -> c.haggle_sale_defaults:
    if unknown := given.keys() - SaleDefaults.__annotations__.keys():
        raise TypeError(f"sale events have no default {min(unknown)}")
    out = c.haggle_sale_defaults(size=ctypes.sizeof(c.haggle_sale_defaults),
                                 dimension=given.get("dimension", 0),
                                 embedding_optional=int(given.get("embedding_optional", False)))
    currency = given.get("currency", "").encode()
    if len(currency) > 3:
        raise ValueError("currency: three letters")
    out.currency = currency
    out.tenant = label(given.get("tenant", ""), "tenant")
    if "arrived" in given:
        out.arrived_ms = ms_of(given["arrived"])
        out.has = c.SALE_DEFAULTS_HAS_ARRIVED
    return out


def _embedding(reader: Any, number: int, size: int) -> NDArray[Any] | None:
    import numpy
    if not size:
        return None
    out = numpy.zeros(size, dtype=numpy.float32)
    call(library.haggle_sale_reader_embedding, reader, number, out.ctypes.data, size,
         ctypes.byref(ctypes.c_size_t()))
    return out


def _event(reader: Any, number: int) -> SaleEvent:
    out = c.haggle_sale_event(size=ctypes.sizeof(c.haggle_sale_event))
    call(library.haggle_sale_reader_event, reader, number, ctypes.byref(out))

    def text(which: int) -> str:
        return text_of(library.haggle_sale_reader_text, reader, number, which)
    error = None
    if out.status != c.OK:
        error = status_error(out.status, out.where, out.index, out.offset)
    return SaleEvent(
        ItemEvent(out.kind), text(c.SALE_TEXT_TYPE), out.event_id.decode(), out.revision,
        moment_of(out.occurred_ms), sale_of(out.sale), out.asked_minor,
        text(c.SALE_TEXT_EMBEDDING_ID), _embedding(reader, number, out.embedding_size),
        out.record, text(c.SALE_TEXT_RECORD_ID), text(c.SALE_TEXT_PLACE), error, bytes(out))


def read_sale_events(body: bytes | str, **defaults: Unpack[SaleDefaults]) -> list[SaleEvent]:
    """The events in a body: bare, in envelopes, or a batch. One that cannot be read has its error
    and does not stop the others. Needs numpy for embeddings."""
    text, count = body if isinstance(body, bytes) else body.encode(), ctypes.c_size_t()
    with _Reader(defaults) as reader:
        call(library.haggle_sale_reader_read, reader, text, len(text), None, ctypes.byref(count))
        return [_event(reader, number) for number in range(count.value)]


def read_sale_event(body: bytes | str, **defaults: Unpack[SaleDefaults]) -> SaleEvent:
    """Exactly one event. Raises HaggleError: why it cannot be read."""
    events = read_sale_events(body, **defaults)
    if len(events) != 1:
        raise status_error(c.Status.bad_argument, b"", 0, 0)
    if events[0].error is not None:
        raise events[0].error
    return events[0]


@dataclasses.dataclass(frozen=True, slots=True)
class LifeStep:
    """What one event does to an item."""

    reason: LifeReason
    writes: bool
    """`after` is to be put, where the store holds `expected_version`"""
    expected_version: int
    """0: the store holds none"""
    state: ItemState
    """after it"""
    version: int
    after: bytes
    """what is to be stored; where the store holds another version by then, step again"""


def advance(life: bytes, event: SaleEvent) -> LifeStep:
    """What an event does to an item. Events may come late, twice and in any order: an older or a
    repeated one changes nothing.

    life:  what the store holds: `after` of the last step; empty: nothing
    """
    if life and len(life) != LIFE_BYTES:
        raise ValueError(f"life: {LIFE_BYTES} bytes, as a step gave them")
    before = c.haggle_item_life.from_buffer_copy(life) if life else c.haggle_item_life()
    out = c.haggle_life_step(size=ctypes.sizeof(c.haggle_life_step))
    call(library.haggle_item_advance, ctypes.byref(before), ctypes.byref(event.item_event()),
         ctypes.byref(out))
    return LifeStep(LifeReason(out.reason), bool(out.writes), out.expected_version,
                    ItemState(out.after.state), out.after.version, bytes(out.after))
