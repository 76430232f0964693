"""What was decided, and by which way."""

import ctypes
import dataclasses
import datetime
from typing import Any

from . import _header as c
from ._header import Action, BoundKind, Note, Reason, Stage, State, Strategy, Verdict
from ._library import library
from ._money import Money, moment_of


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One step of the way from the price that stood to the price that was decided."""

    stage: Stage
    reason: Reason
    before_minor: int
    after_minor: int
    offer: int | None
    """index of the offer that decided"""

    @property
    def sentence(self) -> str:
        """The reason as an English sentence."""
        return str(library.haggle_reason_sentence(self.reason).decode())


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """One price and the reasons that led to it. Amounts in minor units of `currency`."""

    action: Action
    """reprice: send `price`; hold: leave it as it is"""
    currency: str
    price_minor: int
    """to send; on a hold the current price"""
    current_minor: int
    """the price that was taken as the current one; 0: none"""
    goal_minor: int
    """where the price goes in the end, before step limit and bounds"""
    change_minor: int
    """price - current; 0 without a current price"""
    change_ppm: int
    """parts per million of the current price"""
    floor_minor: int | None
    """the effective floor, an item price on the tick"""
    ceiling_minor: int | None
    floor_kind: BoundKind
    ceiling_kind: BoundKind
    binding: BoundKind
    """the bound that the price stands on"""
    state: State
    strategy: Strategy
    reference: int | None
    """index of the offer that the price goes by"""
    holder: int | None
    """index of the buy-box holder's offer"""
    rivals_count: int
    survivors_count: int
    """rivals that passed the filters"""
    notes: Note
    again_at: datetime.datetime | None
    """when to decide again on the same market"""
    memory: bytes
    """to be stored and given back with the listing, after holds too"""
    steps: tuple[Step, ...]
    verdicts: tuple[Verdict, ...] = ()
    """why each offer was left out, where that was asked for"""

    @property
    def price(self) -> Money:
        """The price to send; on a hold the current one."""
        return Money(self.currency, self.price_minor)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of the steps, oldest first."""
        return tuple(step.reason for step in self.steps)

    @property
    def reason(self) -> Reason:
        """The last: why it holds, or what last moved the price."""
        return self.steps[-1].reason


def _step_of(given: Any) -> Step:
    return Step(Stage(given.stage), Reason(given.reason), given.before_minor, given.after_minor,
                given.offer if given.names_offer else None)


def decision_of(given: c.haggle_decision, verdicts: bytes = b"") -> Decision:
    """A decision as Python has it."""
    has = given.has
    bounds = has & c.DECISION_HAS_BOUNDS
    return Decision(
        action=Action(given.action), currency=given.currency.decode(),
        price_minor=given.price_minor, current_minor=given.current_minor,
        goal_minor=given.goal_minor, change_minor=given.change_minor, change_ppm=given.change_ppm,
        floor_minor=given.floor_minor if bounds else None,
        ceiling_minor=given.ceiling_minor if has & c.DECISION_HAS_CEILING else None,
        floor_kind=BoundKind(given.floor_kind), ceiling_kind=BoundKind(given.ceiling_kind),
        binding=BoundKind(given.binding), state=State(given.state),
        strategy=Strategy(given.strategy),
        reference=given.reference if has & c.DECISION_HAS_REFERENCE else None,
        holder=given.holder if has & c.DECISION_HAS_HOLDER else None,
        rivals_count=given.rivals_count, survivors_count=given.survivors_count,
        notes=Note(given.notes),
        again_at=moment_of(given.again_at_ms) if has & c.DECISION_HAS_AGAIN_AT else None,
        memory=bytes(given.memory),
        steps=tuple(_step_of(step) for step in given.steps[:given.steps_count]),
        verdicts=tuple(Verdict(one) for one in verdicts))


def empty_decision() -> c.haggle_decision:
    """Room for a decision."""
    return c.haggle_decision(size=ctypes.sizeof(c.haggle_decision))


def struct_of_decision(decision: Decision) -> c.haggle_decision:
    """What goes out of a decision, as C has it: its prices and bounds, and the way to them."""
    out = empty_decision()
    out.currency = decision.currency.encode()
    for name in ("action", "price_minor", "current_minor", "goal_minor", "change_minor",
                 "change_ppm", "floor_kind", "ceiling_kind", "binding", "state", "strategy"):
        setattr(out, name, getattr(decision, name))
    for name, bit in (("floor_minor", c.DECISION_HAS_BOUNDS),
                      ("ceiling_minor", c.DECISION_HAS_CEILING)):
        if (amount := getattr(decision, name)) is not None:
            setattr(out, name, amount)
            out.has |= bit
    out.steps_count = len(decision.steps)
    for step, place in zip(decision.steps, out.steps):
        place.stage, place.reason = step.stage, step.reason
        place.before_minor, place.after_minor = step.before_minor, step.after_minor
    return out
