"""haggle: one exact price for a marketplace listing, with the reasons that led to it; and what an
item is worth, from the most similar sold ones."""

from ._arrow import ArrowStream, DecisionTable
from ._business import BusinessListing, QuantityBreak, Rung, Tier
from ._comparables import Comparables
from ._decision import Decision, Step
from ._errors import HaggleError
from ._header import (NO_ROW, Action, Audience, Basis, BoundKind, BoundsSent, Columns, Condition,
                      Cut, Dropped, Fulfilment, ItemEvent, ItemState, LifeReason, ListingStatus,
                      MessageKind, Note, OfferAudience, OutcomeKind, PatchOp, Quality, RangeBasis,
                      Reason, RefusalReason, SaleCondition, Shortfall, Stage, State, Status,
                      Strategy, SubCondition, Verdict)
from ._index import Index, cosine
from ._learning import (AdaptiveCoverage, Calibration, Fit, KnownPrices, Season, calibrate, fit_of,
                        learn_season, scores_needed, tune)
from ._library import library as _library
from ._messages import Catalogue, Outcome, Outcomes
from ._model import Listing, Market, Offer
from ._money import Moment, Money
from ._policy import Policy, TableOptions, decide
from ._reader import Message, read_messages
from ._sale_events import LifeStep, SaleEvent, advance, read_sale_event, read_sale_events
from ._sales import Sale, Sales, sale_dtype
from ._search import Neighbours
from ._submissions import (Asked, SalePrice, Submission, listings_feed, read_listings_feed,
                           walmart_feed)
from ._valuation import Item, Refusal, Valuation, ValuationPolicy, Weights, value

__version__: str = _library.haggle_version().decode()

__all__ = ["Action", "AdaptiveCoverage", "ArrowStream", "Asked", "Audience", "Basis", "BoundKind",
           "BoundsSent", "BusinessListing", "Calibration", "Catalogue", "Columns", "Comparables",
           "Condition", "Cut", "Decision", "DecisionTable", "Dropped", "Fit", "Fulfilment",
           "HaggleError", "Index", "Item", "ItemEvent", "ItemState", "KnownPrices", "LifeReason",
           "LifeStep", "Listing", "ListingStatus", "Market", "Message", "MessageKind", "Moment",
           "Money", "NO_ROW", "Neighbours", "Note", "Offer", "OfferAudience", "Outcome",
           "OutcomeKind", "Outcomes", "PatchOp", "Policy", "Quality", "QuantityBreak", "RangeBasis",
           "Reason", "Refusal", "RefusalReason", "Rung", "Sale", "SaleCondition", "SaleEvent",
           "SalePrice", "Sales", "Season", "Shortfall", "Stage", "State", "Status", "Step",
           "Strategy", "SubCondition", "Submission", "TableOptions", "Tier", "Valuation",
           "ValuationPolicy", "Verdict", "Weights", "advance", "calibrate", "cosine", "decide",
           "fit_of", "learn_season", "listings_feed", "read_listings_feed", "read_messages",
           "read_sale_event", "read_sale_events", "sale_dtype", "scores_needed", "tune", "value",
           "walmart_feed"]
