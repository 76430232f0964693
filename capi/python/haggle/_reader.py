"""Messages of marketplaces as they are, to look into; and the readers that all calls share."""

import collections
import ctypes
import dataclasses
import datetime
import weakref

from . import _header as c
from ._business import QuantityBreak
from ._errors import HaggleError
from ._header import MessageKind
from ._library import call, library, status_error, text_of
from ._model import Market, market_of, offer_of
from ._money import Moment, clock_of, moment_of
from ._room import Room


class Reader:
    """A reader with its memory; one thread at a time has it."""

    def __init__(self) -> None:
        self.handle = ctypes.c_void_p()
        call(library.haggle_reader_create, None, ctypes.byref(self.handle))
        self._end = weakref.finalize(self, library.haggle_reader_destroy, self.handle)
        self.room = Room()


_readers: collections.deque[Reader] = collections.deque()


def take_reader() -> Reader:
    """One that nobody has."""
    try:
        return _readers.pop()
    except IndexError:
        return Reader()


def give_back(reader: Reader) -> None:
    """For the next call."""
    _readers.append(reader)


@dataclasses.dataclass(frozen=True, slots=True)
class Message:
    """One message: what it is about, or why it cannot be read."""

    kind: MessageKind
    type: str
    """as the message writes it: "ANY_OFFER_CHANGED" """
    notification_id: str
    """the same in every repetition; may be empty"""
    record_id: str
    """of its record in a batch, to report a failure with; may be empty"""
    event_time: datetime.datetime | None
    recipient: str
    """the account that it was sent to; may be empty"""
    sku: str
    """the recipient's, where named"""
    market: Market | None
    """with its offers, where it is a market to decide on"""
    breaks: tuple[QuantityBreak, ...]
    """quantity prices of the offers"""
    error: HaggleError | None


def _text(reader: Reader, number: int, which: int) -> str:
    return text_of(library.haggle_reader_text, reader.handle, number, which)


def _market(reader: Reader, number: int, offers_count: int) -> Market:
    market = c.haggle_market(size=ctypes.sizeof(c.haggle_market))
    call(library.haggle_reader_market, reader.handle, number, ctypes.byref(market))
    offers = (c.haggle_offer * offers_count)()
    call(library.haggle_reader_offers, reader.handle, number, None, offers,
         ctypes.sizeof(c.haggle_offer), offers_count, ctypes.byref(ctypes.c_size_t()))
    return market_of(market, tuple(offer_of(one) for one in offers))


def _breaks(reader: Reader, number: int, count: int) -> tuple[QuantityBreak, ...]:
    rows = (c.haggle_break * count)()
    call(library.haggle_reader_breaks, reader.handle, number, rows, count,
         ctypes.byref(ctypes.c_size_t()))
    return tuple(QuantityBreak(one.offer, one.quantity, one.price_minor) for one in rows)


def _message(reader: Reader, number: int) -> Message:
    out = c.haggle_delivery(size=ctypes.sizeof(c.haggle_delivery))
    call(library.haggle_reader_delivery, reader.handle, number, ctypes.byref(out))
    if out.status != c.OK:
        error = status_error(out.status, out.where, out.index, out.offset)
        return Message(MessageKind.unknown, "", "", "", None, "", "", None, (), error)
    return Message(
        MessageKind(out.kind), _text(reader, number, c.TEXT_TYPE),
        _text(reader, number, c.TEXT_NOTIFICATION_ID), _text(reader, number, c.TEXT_RECORD_ID),
        moment_of(out.event_time_ms) if out.event_time_ms else None,
        out.recipient.decode(), out.sku.decode(),
        _market(reader, number, out.offers_count) if out.has_market else None,
        _breaks(reader, number, out.breaks_count) if out.has_market else (), None)


def read_messages(body: bytes | str, *, arrived: Moment = 0) -> list[Message]:
    """The messages in a body, as a queue or a webhook gives it: bare, in envelopes, or a batch.

    arrived:  the time of messages that say none
    To decide on them, Catalogue.decide_messages is much faster.
    """
    text = body if isinstance(body, bytes) else body.encode()
    count = ctypes.c_size_t()
    reader = take_reader()
    call(library.haggle_reader_read, reader.handle, text, len(text),
         ctypes.byref(clock_of(arrived, 0)), ctypes.byref(count))
    messages = [_message(reader, number) for number in range(count.value)]
    give_back(reader)
    return messages
