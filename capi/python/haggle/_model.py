"""What is known at one moment: our listing, the market, everybody's offers.

Amounts are whole minor units of the listing's currency (USD 12.34 is 1234), rates parts per million
(15.3 % is 153000), moments datetimes with a time zone or milliseconds since 1970. None: not known.
"""

import ctypes
import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any

from . import _header as c
from ._header import (Audience, Basis, Condition, Fulfilment, ListingStatus, OfferAudience,
                      SubCondition)
from ._library import call, library, text_of
from ._money import Moment, moment_of, ms_of

MEMORY_BYTES = ctypes.sizeof(c.haggle_memory)


def _text(value: str, size: int, where: str) -> bytes:
    """An id as C has it; a NUL must follow."""
    out = value.encode()
    if len(out) >= size:
        raise ValueError(f"{where}: at most {size - 1} bytes")
    return out


def json_bytes(given: Mapping[str, Any] | list[Any] | str | bytes) -> bytes:
    """JSON text, whatever it is given as."""
    if isinstance(given, bytes):
        return given
    return given.encode() if isinstance(given, str) else json.dumps(given).encode()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Our own listing: what we sell, where, at which price now, within which bounds."""

    seller: str
    """our account; at most 31 bytes"""
    sku: str = ""
    """our own id of the listing; at most 127 bytes"""
    item: str = ""
    """the marketplace's id of the product, such as an ASIN; at most 31 bytes"""
    marketplace: str
    """by name: "US", "UK", "WALMART_US"; at most 15 bytes"""
    currency: str
    """ISO 4217, of every amount"""
    audience: Audience = Audience.consumer
    condition: Condition = Condition.new
    sub_condition: SubCondition = SubCondition.new
    fulfilment: Fulfilment = Fulfilment.merchant
    status: ListingStatus = ListingStatus.active
    price_minor: int = 0
    """what we last sent; 0: none"""
    price_time: Moment | None = None
    """when it was sent; not known: long ago"""
    shipping_minor: int | None = None
    """what the buyer pays for delivery"""
    points_minor: int = 0
    """given back to the buyer"""
    default_price_minor: int = 0
    """asked where nobody competes; 0: none"""
    model_price_minor: int = 0
    """from a demand model of the caller's; 0: none"""
    floor_minor: int | None = None
    """the hard minimum; nothing is priced without"""
    floor_basis: Basis = Basis.item
    ceiling_minor: int | None = None
    """the hard maximum"""
    ceiling_basis: Basis = Basis.item
    map_minor: int | None = None
    """the minimum advertised price, on the item"""
    reference_price_minor: int = 0
    """a dated outside price; 0: none"""
    reference_time: Moment | None = None
    last_applied: Moment | None = None
    """time of the market that was last decided on"""
    stock: int | None = None
    """units; not known: unlimited"""
    age_days: int | None = None
    """days in stock"""
    cost_minor: int | None = None
    fee_ppm: int = 0
    """the referral fee, parts per million of the item price"""
    fee_fixed_minor: int = 0
    memory: bytes = b""
    """what the last decision gave; empty: nothing"""

    @classmethod
    def read(cls, given: Mapping[str, Any] | str | bytes) -> "Listing":
        """Reads a listing from JSON text, or from what json.loads makes of it.

        Amounts are "USD 12.34" or bare decimals. Raises HaggleError: `path` is the field.
        """
        text = json_bytes(given)
        out = c.haggle_listing(size=ctypes.sizeof(c.haggle_listing))
        call(library.haggle_listing_read, text, len(text), ctypes.byref(out))
        return listing_of(out)

    def write(self) -> str:
        """The listing as one line of JSON, which `read` reads back."""
        return text_of(library.haggle_listing_write, ctypes.byref(struct_of_listing(self)))


# Facts that may be unknown: the attribute, the field in C and the bit that says that it is known.
_COUNTS = (("shipping_minor", c.LISTING_HAS_SHIPPING), ("stock", c.LISTING_HAS_STOCK),
           ("age_days", c.LISTING_HAS_AGE), ("map_minor", c.LISTING_HAS_MAP),
           ("cost_minor", c.LISTING_HAS_COST))
_MOMENTS = (("price_time", c.LISTING_HAS_PRICE_TIME),
            ("reference_time", c.LISTING_HAS_REFERENCE_TIME),
            ("last_applied", c.LISTING_HAS_LAST_APPLIED))
_BOUNDS = (("floor", c.LISTING_HAS_FLOOR), ("ceiling", c.LISTING_HAS_CEILING))
_PLAIN = ("audience", "condition", "sub_condition", "fulfilment", "status", "price_minor",
          "points_minor", "default_price_minor", "model_price_minor", "reference_price_minor",
          "fee_ppm", "fee_fixed_minor")
_TEXTS = (("seller", 32), ("item", 32), ("sku", 128), ("marketplace", 16), ("currency", 4))
_ENUMS = {"audience": Audience, "condition": Condition, "sub_condition": SubCondition,
          "fulfilment": Fulfilment, "status": ListingStatus}


def struct_of_listing(listing: Listing) -> c.haggle_listing:
    """A listing as C has it."""
    out = c.haggle_listing(size=ctypes.sizeof(c.haggle_listing))
    for name, size in _TEXTS:
        setattr(out, name, _text(getattr(listing, name), size, name))
    for name in _PLAIN:
        setattr(out, name, getattr(listing, name))
    for name, bit in _COUNTS:
        _set(out, name, bit, getattr(listing, name))
    for name, bit in _MOMENTS:
        moment = getattr(listing, name)
        _set(out, name + "_ms", bit, None if moment is None else ms_of(moment))
    for name, bit in _BOUNDS:
        bound = getattr(out, name)
        amount = getattr(listing, name + "_minor")
        bound.amount_minor = amount or 0
        bound.basis = getattr(listing, name + "_basis")
        out.has |= 0 if amount is None else bit
    if listing.memory:
        if len(listing.memory) != MEMORY_BYTES:
            raise ValueError(f"memory: {MEMORY_BYTES} bytes, as a decision gave them")
        out.memory = c.haggle_memory.from_buffer_copy(listing.memory)
    return out


def _set(out: Any, name: str, bit: int, value: int | None) -> None:
    if value is not None:
        setattr(out, name, value)
        out.has |= bit


def listing_of(given: c.haggle_listing) -> Listing:
    """A listing as Python has it."""
    facts: dict[str, Any] = {name: getattr(given, name).decode() for name, _ in _TEXTS}
    for name in _PLAIN:
        value = getattr(given, name)
        facts[name] = _ENUMS[name](value) if name in _ENUMS else value
    for name, bit in _COUNTS:
        facts[name] = getattr(given, name) if given.has & bit else None
    for name, bit in _MOMENTS:
        facts[name] = moment_of(getattr(given, name + "_ms")) if given.has & bit else None
    for name, bit in _BOUNDS:
        bound = getattr(given, name)
        facts[name + "_minor"] = bound.amount_minor if given.has & bit else None
        facts[name + "_basis"] = Basis(bound.basis)
    memory = bytes(given.memory)
    return Listing(**facts, memory=memory if any(memory) else b"")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Anybody's offer."""

    seller: str = ""
    price_minor: int
    """the item alone"""
    shipping_minor: int = 0
    """what the buyer pays for delivery"""
    points_minor: int = 0
    is_mine: bool = False
    """the message marks it as ours"""
    is_winner: bool = False
    """it holds the buy box"""
    condition: Condition = Condition.new
    sub_condition: SubCondition = SubCondition.new
    fulfilment: Fulfilment = Fulfilment.merchant
    audience: OfferAudience = OfferAudience.as_market
    eligible: bool | None = None
    """may it hold the buy box?"""
    ships_from: str = ""
    """a country of two letters"""
    feedback_count: int | None = None
    feedback_score_ppm: int | None = None
    """the share of positive feedback, 0..1000000"""
    handling_hours: int | None = None
    stock: int | None = None
    stated_landed_minor: int | None = None
    """the landed price as the message said it"""


_OFFER_FACTS = (("feedback_count", c.OFFER_HAS_FEEDBACK_COUNT),
                ("feedback_score_ppm", c.OFFER_HAS_FEEDBACK_SCORE),
                ("handling_hours", c.OFFER_HAS_HANDLING), ("stock", c.OFFER_HAS_STOCK),
                ("stated_landed_minor", c.OFFER_HAS_STATED_LANDED))


def _write_offer(offer: Offer, out: Any) -> None:
    out.price_minor = offer.price_minor
    out.shipping_minor = offer.shipping_minor
    out.points_minor = offer.points_minor
    out.flags = ((c.OFFER_IS_MINE if offer.is_mine else 0)
                 | (c.OFFER_IS_WINNER if offer.is_winner else 0))
    out.seller = _text(offer.seller, 32, "offers[].seller")
    out.condition = offer.condition
    out.sub_condition = offer.sub_condition
    out.fulfilment = offer.fulfilment
    out.audience = offer.audience
    out.eligible = c.UNKNOWN if offer.eligible is None else c.YES if offer.eligible else c.NO
    out.ships_from = _text(offer.ships_from, 4, "offers[].ships_from")
    for name, bit in _OFFER_FACTS:
        _set(out, name, bit, getattr(offer, name))


def array_of_offers(offers: Sequence[Offer]) -> Any:
    """Offers side by side, as C has them."""
    out = (c.haggle_offer * len(offers))()
    for offer, place in zip(offers, out):
        _write_offer(offer, place)
    return out


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """The market of one item at one moment."""

    time: Moment
    """when the market was so"""
    offers: Sequence[Offer] = ()
    """in any order, at most 1,024"""
    marketplace: str | None = None
    """None: the listing's, as for currency, audience and condition"""
    currency: str | None = None
    audience: Audience | None = None
    condition: Condition | None = None
    item: str = ""
    winner_seller: str = ""
    """who holds the buy box, where it is known by id"""
    country: str = ""
    """where offers that the marketplace ships come from: "US" """
    has_points: bool = False
    """buyers are given points here"""
    list_is_whole: bool = False
    """no offer is left out of the list"""
    buy_box_suppressed: bool = False
    offers_counted: int | None = None
    """offers of this class that exist, ours included, listed or not"""
    buy_box_landed_minor: int | None = None
    """the landed price of the buy box"""


def struct_of_market(market: Market, listing: Listing) -> c.haggle_market:
    """A market as C has it; what it leaves open is the listing's."""
    def own(name: str) -> Any:
        value = getattr(market, name)
        return getattr(listing, name) if value is None else value
    out = c.haggle_market(size=ctypes.sizeof(c.haggle_market), time_ms=ms_of(market.time))
    out.flags = ((c.MARKET_GIVES_POINTS if market.has_points else 0)
                 | (c.MARKET_LIST_IS_WHOLE if market.list_is_whole else 0)
                 | (c.MARKET_BUY_BOX_SUPPRESSED if market.buy_box_suppressed else 0))
    out.currency = _text(own("currency"), 4, "market.currency")
    out.marketplace = _text(own("marketplace"), 16, "market.marketplace")
    out.audience = own("audience")
    out.condition = own("condition")
    out.item = _text(market.item, 32, "market.item")
    out.winner_seller = _text(market.winner_seller, 32, "market.winner_seller")
    out.country = _text(market.country, 4, "market.country")
    _set(out, "offers_counted", c.MARKET_HAS_OFFERS_COUNTED, market.offers_counted)
    _set(out, "buy_box_landed_minor", c.MARKET_HAS_BUY_BOX_LANDED, market.buy_box_landed_minor)
    return out


def offer_of(given: Any) -> Offer:
    """An offer as Python has it."""
    facts = {name: getattr(given, name) if given.has & bit else None for name, bit in _OFFER_FACTS}
    return Offer(
        seller=given.seller.decode(), price_minor=given.price_minor,
        shipping_minor=given.shipping_minor, points_minor=given.points_minor,
        is_mine=bool(given.flags & c.OFFER_IS_MINE),
        is_winner=bool(given.flags & c.OFFER_IS_WINNER), condition=Condition(given.condition),
        sub_condition=SubCondition(given.sub_condition), fulfilment=Fulfilment(given.fulfilment),
        audience=OfferAudience(given.audience),
        eligible=None if given.eligible == c.UNKNOWN else given.eligible == c.YES,
        ships_from=given.ships_from.decode(), **facts)


def market_of(given: c.haggle_market, offers: Sequence[Offer]) -> Market:
    """A market as Python has it."""
    def known(name: str, bit: int) -> int | None:
        return getattr(given, name) if given.has & bit else None
    return Market(
        time=moment_of(given.time_ms), offers=offers, marketplace=given.marketplace.decode(),
        currency=given.currency.decode(), audience=Audience(given.audience),
        condition=Condition(given.condition), item=given.item.decode(),
        winner_seller=given.winner_seller.decode(), country=given.country.decode(),
        has_points=bool(given.flags & c.MARKET_GIVES_POINTS),
        list_is_whole=bool(given.flags & c.MARKET_LIST_IS_WHOLE),
        buy_box_suppressed=bool(given.flags & c.MARKET_BUY_BOX_SUPPRESSED),
        offers_counted=known("offers_counted", c.MARKET_HAS_OFFERS_COUNTED),
        buy_box_landed_minor=known("buy_box_landed_minor", c.MARKET_HAS_BUY_BOX_LANDED))
