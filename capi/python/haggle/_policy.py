"""Policies, and deciding by them."""

import ctypes
import dataclasses
import json
import weakref
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import _header as c
from ._arrow import ArrowStream, DecisionTable, decide_table
from ._business import (BusinessListing, QuantityBreak, Rung, array_of_breaks, empty_rungs, rung_of,
                        structs_of_business)
from ._decision import Decision, decision_of, empty_decision
from ._header import Columns
from ._library import call, library, text_of
from ._messages import Catalogue, Outcomes
from ._model import (Listing, Market, array_of_offers, json_bytes, struct_of_listing,
                     struct_of_market)
from ._money import Moment, clock_of

Json = Mapping[str, Any] | str | bytes


@dataclasses.dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is decided on."""

    columns: Columns = Columns(0)
    """those that are wanted; none: all"""
    pass_unknown: bool = False
    """columns without a meaning here are passed over; else they are refused"""
    utc_offset_minutes: int = 0
    """of the seller, east is positive, for the policy's hours"""


@dataclasses.dataclass(frozen=True)
class _Asked:
    """The arguments of a decision as C has them."""

    listing: c.haggle_listing
    market: c.haggle_market
    clock: c.haggle_clock
    offers: Any

    def arguments(self) -> tuple[Any, ...]:
        return (ctypes.byref(self.listing), ctypes.byref(self.market), ctypes.byref(self.clock),
                self.offers, len(self.offers), ctypes.sizeof(c.haggle_offer))


def _asked(listing: Listing, market: Market, now: Moment, utc_offset_minutes: int) -> _Asked:
    return _Asked(struct_of_listing(listing), struct_of_market(market, listing),
                  clock_of(now, utc_offset_minutes), array_of_offers(market.offers))


class Policy:
    """What a seller wants. Valid once it exists, never changed, shared by any threads.

    `Policy({"compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"})`, or the same as JSON text;
    `Policy()` is the default one. Raises HaggleError: `path` is the field.
    """

    def __init__(self, given: Json = "{}") -> None:
        text = json_bytes(given)
        handle = ctypes.c_void_p()
        call(library.haggle_policy_create, text, len(text), ctypes.byref(handle))
        self._handle = handle
        self._end = weakref.finalize(self, library.haggle_policy_destroy, handle)

    @property
    def json(self) -> str:
        """One line of JSON: what differs from the defaults, in a fixed order."""
        return text_of(library.haggle_policy_json, self._handle)

    def __repr__(self) -> str:
        return f"Policy({self.json!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.json == other.json

    def __hash__(self) -> int:
        return hash(self.json)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Policy, (self.json,))

    def decide(self, listing: Listing | Json, market: Market, *, now: Moment,
               utc_offset_minutes: int = 0) -> Decision:
        """Decides one price.

        listing:  ours; or its JSON
        now:      the moment at which is decided; haggle never reads a clock
        utc_offset_minutes:  of the seller, east is positive, for the policy's hours
        Raises HaggleError: what is wrong with the input.
        """
        ours = listing if isinstance(listing, Listing) else Listing.read(listing)
        asked = _asked(ours, market, now, utc_offset_minutes)
        verdicts = ctypes.create_string_buffer(len(asked.offers))
        out = empty_decision()
        call(library.haggle_decide, self._handle, *asked.arguments(), verdicts, ctypes.byref(out))
        return decision_of(out, verdicts.raw)

    def explain(self, listing: Listing | Json, market: Market, *, now: Moment,
                utc_offset_minutes: int = 0) -> str:
        """Decides, and says in a few lines of English how: the market, the offers, each step."""
        return self._told(library.haggle_explain_text, listing, market, (now, utc_offset_minutes))

    def explain_json(self, listing: Listing | Json, market: Market, *, now: Moment,
                     utc_offset_minutes: int = 0) -> dict[str, Any]:
        """The same as what json.loads makes of it."""
        told = self._told(library.haggle_explain_json, listing, market, (now, utc_offset_minutes))
        out: dict[str, Any] = json.loads(told)
        return out

    def _told(self, function: Any, listing: Listing | Json, market: Market,
              moment: tuple[Moment, int]) -> str:
        ours = listing if isinstance(listing, Listing) else Listing.read(listing)
        asked = _asked(ours, market, *moment)
        verdicts = ctypes.create_string_buffer(len(asked.offers))
        out = empty_decision()
        call(library.haggle_decide, self._handle, *asked.arguments(), verdicts, ctypes.byref(out))
        return text_of(function, *asked.arguments(), verdicts, ctypes.byref(out))

    def decide_business(self, business: BusinessListing | Json, market: Market,
                        breaks: Sequence[QuantityBreak] = (), *, now: Moment,
                        utc_offset_minutes: int = 0) -> list[Rung]:
        """Decides the business price and its tiers, which all go out together.

        breaks:  the quantity prices of the market's offers, in any order
        Returns: the price of one unit first, then the tiers. What is wrong with one rung stands in
        it and does not stop the others. Raises HaggleError: what is wrong with the whole.
        """
        ours = business if isinstance(business, BusinessListing) else BusinessListing.read(business)
        listing, ladder = structs_of_business(ours)
        theirs = struct_of_market(market, ours.listing)
        clock = clock_of(now, utc_offset_minutes)
        offers, rows = array_of_offers(market.offers), array_of_breaks(breaks)
        rungs = empty_rungs(1 + len(ours.tiers))
        call(library.haggle_decide_business, self._handle, ctypes.byref(listing),
             ctypes.byref(ladder), ctypes.byref(theirs), ctypes.byref(clock), offers, len(offers),
             ctypes.sizeof(c.haggle_offer), rows, len(rows), None, rungs,
             ctypes.sizeof(c.haggle_rung))
        return [rung_of(rung) for rung in rungs]

    def catalogue(self, lines: Iterable[Json] | str | bytes = ()) -> Catalogue:
        """A catalogue whose listings follow this policy where they name no other."""
        return Catalogue(lines, policy=self)

    def decide_messages(self, bodies: Iterable[bytes | str], catalogue: Catalogue, *, now: Moment,
                        utc_offset_minutes: int = 0, keep: bool = False) -> Outcomes:
        """Messages of marketplaces in, decisions out, in one call; see Catalogue.decide_messages.

        Needs: a catalogue of this policy, as `catalogue` makes it.
        """
        if catalogue.policy is not self:
            raise ValueError("the catalogue is of another policy; make it with policy.catalogue")
        return catalogue.decide_messages(bodies, now=now, utc_offset_minutes=utc_offset_minutes,
                                         keep=keep)

    def decide_table(self, table: ArrowStream | Mapping[str, Any], *, now: Moment,
                     listing: Listing | None = None, market: Market | None = None,
                     options: TableOptions = TableOptions()) -> DecisionTable:
        """Decides on every row of a table of listings with their markets; a table comes out.

        table:    whatever has __arrow_c_stream__ (pyarrow, polars, pandas, DuckDB), or a mapping of
                  names to numpy arrays; its columns are in the package's README
        listing:  what is the same in every row whose column is not there
        market:   likewise, with a listing; its offers are not looked at
        Raises HaggleError: `path` is the column.
        """
        if market is not None and listing is None:
            raise ValueError("a common market needs a common listing")
        common = (None if listing is None else struct_of_listing(listing),
                  None if market is None or listing is None else struct_of_market(market, listing))
        chosen = c.haggle_arrow_options(
            size=ctypes.sizeof(c.haggle_arrow_options), columns=int(options.columns),
            flags=c.ARROW_PASS_UNKNOWN if options.pass_unknown else 0)
        return decide_table(self, table, clock_of(now, options.utc_offset_minutes), common, chosen)


def decide(listing: Listing | Json, market: Market, policy: Policy, *, now: Moment,
           utc_offset_minutes: int = 0) -> Decision:
    """Decides one price; see Policy.decide."""
    return policy.decide(listing, market, now=now, utc_offset_minutes=utc_offset_minutes)
