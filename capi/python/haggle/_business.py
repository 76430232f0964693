"""Business prices: what a price for one unit has beside it, and what is decided on each rung."""

import ctypes
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from . import _header as c
from ._decision import Decision, decision_of
from ._errors import HaggleError
from ._header import Basis, Dropped
from ._library import call, library, status_error
from ._model import MEMORY_BYTES, Listing, json_bytes, listing_of, struct_of_listing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One rung of a ladder: from this quantity, this price of one unit. Amounts in minor units."""

    quantity: int
    """at least 2"""
    price_minor: int = 0
    """now in force; 0: none"""
    floor_minor: int | None = None
    """the hard minimum; a tier without one is not priced"""
    floor_basis: Basis = Basis.item
    ceiling_minor: int | None = None
    ceiling_basis: Basis = Basis.item
    map_minor: int | None = None
    memory: bytes = b""
    """what the last decision on this tier gave; empty: nothing"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BusinessListing:
    """A listing for business buyers, whose price is that of one unit, and its ladder."""

    listing: Listing
    """its audience is Audience.business"""
    consumer_price_minor: int = 0
    """the consumer price that stands, a cap; 0: none"""
    tiers: Sequence[Tier] = ()
    """at most five, rising quantities"""

    @classmethod
    def read(cls, given: Mapping[str, Any] | str | bytes) -> "BusinessListing":
        """Reads one from JSON text, or from what json.loads makes of it."""
        text = json_bytes(given)
        listing = c.haggle_listing(size=ctypes.sizeof(c.haggle_listing))
        ladder = _empty_ladder()
        call(library.haggle_business_listing_read, text, len(text), ctypes.byref(listing),
             ctypes.byref(ladder))
        return cls(listing=listing_of(listing), consumer_price_minor=ladder.consumer_price_minor,
                   tiers=tuple(_tier_of(one) for one in ladder.tiers[:ladder.tiers_count]))


@dataclasses.dataclass(frozen=True, slots=True)
class QuantityBreak:
    """An offer's price of one unit from a quantity on."""

    offer: int
    """index of the offer in its market"""
    quantity: int
    price_minor: int


@dataclasses.dataclass(frozen=True, slots=True)
class Rung:
    """What was decided on one rung: the price of one unit, or a tier's."""

    quantity: int
    """1, or the tier's"""
    decision: Decision | None
    error: HaggleError | None
    """of this rung alone"""
    dropped: Dropped
    """why it is not in the ladder that goes out"""


_BOUNDS = (("floor", c.TIER_HAS_FLOOR), ("ceiling", c.TIER_HAS_CEILING))


def _empty_ladder() -> c.haggle_ladder:
    out = c.haggle_ladder()
    library.haggle_ladder_init(ctypes.byref(out), ctypes.sizeof(out))
    return out


def _tier_of(given: Any) -> Tier:
    facts: dict[str, Any] = {}
    for name, bit in _BOUNDS:
        bound = getattr(given, name)
        facts[name + "_minor"] = bound.amount_minor if given.has & bit else None
        facts[name + "_basis"] = Basis(bound.basis)
    memory = bytes(given.memory)
    return Tier(quantity=given.quantity, price_minor=given.price_minor, **facts,
                map_minor=given.map_minor if given.has & c.TIER_HAS_MAP else None,
                memory=memory if any(memory) else b"")


def _write_tier(tier: Tier, out: Any) -> None:
    out.quantity = tier.quantity
    out.price_minor = tier.price_minor
    for name, bit in _BOUNDS:
        bound, amount = getattr(out, name), getattr(tier, name + "_minor")
        bound.amount_minor = amount or 0
        bound.basis = getattr(tier, name + "_basis")
        out.has |= 0 if amount is None else bit
    if tier.map_minor is not None:
        out.map_minor = tier.map_minor
        out.has |= c.TIER_HAS_MAP
    if tier.memory:
        if len(tier.memory) != MEMORY_BYTES:
            raise ValueError(f"memory: {MEMORY_BYTES} bytes, as a decision gave them")
        out.memory = c.haggle_memory.from_buffer_copy(tier.memory)


def structs_of_business(business: BusinessListing) -> tuple[c.haggle_listing, c.haggle_ladder]:
    """A business listing as C has it."""
    ladder = _empty_ladder()
    if len(business.tiers) > c.TIERS_MAX:
        raise ValueError(f"tiers: at most {c.TIERS_MAX}")
    ladder.consumer_price_minor = business.consumer_price_minor
    ladder.tiers_count = len(business.tiers)
    for tier, place in zip(business.tiers, ladder.tiers):
        _write_tier(tier, place)
    return struct_of_listing(business.listing), ladder


def array_of_breaks(breaks: Sequence[QuantityBreak]) -> Any:
    """Quantity prices side by side, as C has them."""
    return (c.haggle_break * len(breaks))(
        *(c.haggle_break(offer=b.offer, quantity=b.quantity, price_minor=b.price_minor)
          for b in breaks))


def empty_rungs(count: int) -> Any:
    """Room for the rungs of a ladder."""
    rungs = (c.haggle_rung * count)()
    for rung in rungs:
        library.haggle_rung_init(ctypes.byref(rung), ctypes.sizeof(rung))
    return rungs


def rung_of(given: c.haggle_rung) -> Rung:
    """A rung as Python has it."""
    failed = given.status != c.OK
    error = status_error(given.status, given.where, given.index, given.offset) if failed else None
    decision = None if failed else decision_of(given.decision)
    return Rung(given.quantity, decision, error, Dropped(given.dropped))
