"""Prices on their way out: the bodies that Amazon and Walmart accept, written and read back."""

from __future__ import annotations

import ctypes
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import _header as c
from ._decision import Decision, struct_of_decision
from ._errors import HaggleError
from ._header import BoundsSent, PatchOp
from ._library import call, error_of, library, text_of
from ._model import Listing, json_bytes, struct_of_listing

_BYTES = ctypes.sizeof(c.haggle_submission)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SalePrice:
    """A lower price for some time."""

    price_minor: int
    start: str = ""
    """a date or a moment: "2026-11-21", "2026-11-21T08:00:00Z"; may be empty, as may `end`"""
    end: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one kind of buyer is asked, in minor units. None: not sent."""

    price_minor: int | None = None
    min_minor: int | None = None
    """the least price that the marketplace is to allow"""
    max_minor: int | None = None
    levels: Sequence[tuple[int, int]] | None = None
    """of business buyers: (quantity, price of one unit); empty: the ladder that stands goes"""
    sales: Sequence[SalePrice] = ()
    """at most four"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """New prices of one listing, for consumers, for business buyers, or both at once."""

    seller: str = ""
    """a feed of Amazon names it, the other bodies do not"""
    sku: str
    marketplace: str
    """its name or its own id"""
    currency: str = ""
    """empty: the marketplace's"""
    consumer: Asked | None = None
    business: Asked | None = None
    """Amazon only"""
    op: PatchOp = PatchOp.merge
    """what becomes of what is not named"""
    product_type: str = "PRODUCT"

    @classmethod
    def of(cls, listing: Listing, decision: Decision,
           bounds: BoundsSent = BoundsSent.none) -> Submission:
        """That of a decided price, for the listing's audience.

        Raises HaggleError: bad_argument (it holds), currency_mismatch, out_of_range.
        """
        out = _empty()
        listing_in, decision_in = struct_of_listing(listing), struct_of_decision(decision)
        call(library.haggle_submission_of_decision, ctypes.byref(listing_in),
             ctypes.byref(decision_in), int(bounds), ctypes.byref(out))
        return _submission_of(out)

    @classmethod
    def read_listings_patch(cls, body: Mapping[str, Any] | str | bytes, *, seller: str,
                            sku: str) -> Submission:
        """Reads the body of a PATCH back, our own or anybody's."""
        text = json_bytes(body)
        return submission_filled_by(
            lambda out: call(library.haggle_listings_patch_read, text, len(text), seller.encode(),
                             sku.encode(), ctypes.byref(out)))

    def listings_patch(self) -> str:
        """The body of Amazon's PATCH of one item (Listings Items 2021-08-01)."""
        return text_of(library.haggle_listings_patch_write, ctypes.byref(_struct_of(self)))

    def walmart_price(self) -> str:
        """The body of Walmart's PUT /v3/price."""
        return text_of(library.haggle_walmart_price_write, ctypes.byref(_struct_of(self)))


def submission_filled_by(fill: Callable[[c.haggle_submission], None]) -> Submission:
    """What C writes into an empty one."""
    out = _empty()
    fill(out)
    return _submission_of(out)


def listings_feed(submissions: Sequence[Submission], *, issue_locale: str = "en_US") -> str:
    """Amazon's JSON_LISTINGS_FEED of one seller: message i + 1 is submissions[i].

    Raises HaggleError: `row` is the first bad one.
    """
    rows = _structs_of(submissions)
    return text_of(library.haggle_listings_feed_write, rows, len(submissions), _BYTES,
                   issue_locale.encode())


def walmart_feed(submissions: Sequence[Submission]) -> str:
    """Walmart's price feed (PriceHeader 1.7)."""
    return text_of(library.haggle_walmart_feed_write, _structs_of(submissions), len(submissions),
                   _BYTES)


def read_listings_feed(feed: Mapping[str, Any] | str | bytes) -> list[Submission | HaggleError]:
    """Reads a feed back: each message a submission, or what is wrong with it."""
    text = json_bytes(feed)
    found = _read_feed(text, text.count(b"messageId"))
    return found if found is not None else _read_feed(text, text.count(b"{")) or []


def _read_feed(text: bytes, capacity: int) -> list[Submission | HaggleError] | None:
    """None where there are more."""
    count = ctypes.c_size_t()
    rows, errors = (c.haggle_submission * capacity)(), (c.haggle_error * capacity)()
    for row, error in zip(rows, errors):
        row.size, error.size = _BYTES, ctypes.sizeof(c.haggle_error)
    call(library.haggle_listings_feed_read, text, len(text), rows, _BYTES, errors,
         ctypes.sizeof(c.haggle_error), capacity, ctypes.byref(count))
    if count.value > capacity:
        return None
    return [_submission_of(row) if error.status == c.OK else error_of(error, error.status)
            for row, error in zip(rows[:count.value], errors)]


# ---- between Python and C ------------------------------------------------------------------------

_TEXTS = ("seller", "sku", "marketplace", "currency", "product_type")
_AMOUNTS = (("price_minor", c.ASKED_HAS_PRICE), ("min_minor", c.ASKED_HAS_MIN),
            ("max_minor", c.ASKED_HAS_MAX))


def _empty() -> c.haggle_submission:
    return c.haggle_submission(size=_BYTES)


def _put_text(out: Any, name: str, value: str) -> None:
    text = value.encode()
    if len(text) >= getattr(type(out), name).size:
        raise ValueError(f"{name}: at most {getattr(type(out), name).size - 1} bytes")
    setattr(out, name, text)


def _put_asked(asked: Asked, out: Any, sales: Any) -> None:
    for name, bit in _AMOUNTS:
        if (amount := getattr(asked, name)) is not None:
            setattr(out, name, amount)
            out.has |= bit
    if asked.levels is not None:
        if len(asked.levels) > c.TIERS_MAX:
            raise ValueError(f"levels: at most {c.TIERS_MAX}")
        out.has |= c.ASKED_HAS_LEVELS
        out.levels_count = len(asked.levels)
        for (quantity, price), level in zip(asked.levels, out.levels):
            level.quantity, level.price_minor = quantity, price
    if len(asked.sales) > c.SALES_MAX:
        raise ValueError(f"sales: at most {c.SALES_MAX}")
    sales.count = len(asked.sales)
    for sale, place in zip(asked.sales, sales.sales):
        place.price_minor = sale.price_minor
        _put_text(place, "start", sale.start)
        _put_text(place, "end", sale.end)


def _write(given: Submission, out: Any) -> None:
    out.size, out.op = _BYTES, given.op
    for name in _TEXTS:
        _put_text(out, name, getattr(given, name))
    if given.consumer is not None:
        _put_asked(given.consumer, out.consumer, out.consumer_sales)
    if given.business is not None:
        _put_asked(given.business, out.business, out.business_sales)


def _struct_of(given: Submission) -> c.haggle_submission:
    out = _empty()
    _write(given, out)
    return out


def _structs_of(given: Sequence[Submission]) -> Any:
    rows = (c.haggle_submission * len(given))()
    for one, row in zip(given, rows):
        _write(one, row)
    return rows


def _asked_of(given: Any, sales: Any) -> Asked | None:
    if given.has == 0 and sales.count == 0:
        return None
    amounts = {name: getattr(given, name) if given.has & bit else None for name, bit in _AMOUNTS}
    levels = tuple((one.quantity, one.price_minor) for one in given.levels[:given.levels_count])
    return Asked(
        **amounts, levels=levels if given.has & c.ASKED_HAS_LEVELS else None,
        sales=tuple(SalePrice(price_minor=one.price_minor, start=one.start.decode(),
                              end=one.end.decode()) for one in sales.sales[:sales.count]))


def _submission_of(given: Any) -> Submission:
    texts = {name: getattr(given, name).decode() for name in _TEXTS}
    texts["product_type"] = texts["product_type"] or "PRODUCT"
    return Submission(**texts, op=PatchOp(given.op),
                      consumer=_asked_of(given.consumer, given.consumer_sales),
                      business=_asked_of(given.business, given.business_sales))
