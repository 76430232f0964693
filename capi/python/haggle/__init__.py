"""haggle: one exact price for a marketplace listing, with the reasons that led to it."""

from ._arrow import ArrowStream, DecisionTable
from ._business import BusinessListing, QuantityBreak, Rung, Tier
from ._decision import Decision, Step
from ._errors import HaggleError
from ._header import (Action, Audience, Basis, BoundKind, Columns, Condition, Dropped, Fulfilment,
                      ListingStatus, MessageKind, Note, OfferAudience, OutcomeKind, Reason, Stage,
                      State, Status, Strategy, SubCondition, Verdict)
from ._library import library as _library
from ._messages import Catalogue, Outcome, Outcomes
from ._model import Listing, Market, Offer
from ._money import Moment, Money
from ._policy import Policy, TableOptions, decide
from ._reader import Message, read_messages

__version__: str = _library.haggle_version().decode()

__all__ = ["Action", "ArrowStream", "Audience", "Basis", "BoundKind", "BusinessListing",
           "Catalogue", "Columns", "Condition", "Decision", "DecisionTable", "Dropped",
           "Fulfilment", "HaggleError", "Listing", "ListingStatus", "Market", "MessageKind",
           "Moment", "Money", "Note", "Offer", "OfferAudience", "Outcome", "OutcomeKind",
           "Outcomes", "Policy", "QuantityBreak", "Reason", "Rung", "Stage", "State", "Status",
           "Step", "Strategy", "SubCondition", "TableOptions", "Tier", "Verdict", "decide",
           "read_messages"]
