"""Amounts and moments, as Python has them and as C has them."""

import ctypes
import dataclasses
import datetime
from decimal import Decimal

from . import _header as c
from ._library import call, library, text_of

Moment = datetime.datetime | int
"""A moment: a datetime that knows its time zone, or milliseconds since 1970-01-01T00:00:00Z."""

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_MILLISECOND = datetime.timedelta(milliseconds=1)


def ms_of(moment: Moment) -> int:
    """Milliseconds since 1970. A part of a millisecond is cut off towards the past."""
    if isinstance(moment, int):
        return moment
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone, such as datetime.timezone.utc")
    return (moment - _EPOCH) // _MILLISECOND


def moment_of(ms: int) -> datetime.datetime:
    """The moment in UTC."""
    return _EPOCH + ms * _MILLISECOND


@dataclasses.dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units (cents, where a currency has them) of one currency."""

    currency: str
    minor: int

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Reads "USD 12.34". Raises HaggleError: bad_amount, unknown_currency, ..."""
        given = text.encode()
        currency = ctypes.create_string_buffer(4)
        minor = ctypes.c_int64()
        call(library.haggle_money_parse, given, len(given), currency, ctypes.byref(minor))
        return cls(currency.value.decode(), minor.value)

    def __str__(self) -> str:
        return text_of(library.haggle_money_format, self.currency.encode()[:3] + b"\0", self.minor)

    @property
    def decimal(self) -> Decimal:
        """The amount in units of the currency: Decimal('12.34')."""
        return Decimal(self.minor).scaleb(-decimals_of(self.currency))


def decimals_of(currency: str) -> int:
    """How many decimals a currency has: JPY 0, USD 2, KWD 3."""
    decimals = ctypes.c_int32()
    call(library.haggle_currency_decimals, currency.encode()[:3] + b"\0", ctypes.byref(decimals))
    return decimals.value


def clock_of(now: Moment, utc_offset_minutes: int) -> c.haggle_clock:
    """The clock of a call."""
    return c.haggle_clock(size=ctypes.sizeof(c.haggle_clock), now_ms=ms_of(now),
                          utc_offset_minutes=utc_offset_minutes)
