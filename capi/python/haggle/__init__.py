"""haggle: one exact price for a marketplace listing, with the reasons that led to it; and what an
item is worth, from the most similar sold ones."""

from ._answer import AnswerError, Issue
from ._answers import (FeedItem, FeedReceipt, FeedReport, FeedStatus, ListedItem, PatchAnswer,
                       Presence, ShownPrice, WalmartAnswer, read_feed_receipt, read_feed_report,
                       read_feed_status, read_listed_item, read_patch_answer, read_walmart_answer)
from ._arrow import ArrowStream, DecisionTable
from ._business import BusinessListing, QuantityBreak, Rung, Tier
from ._comparables import Comparables
from ._decision import Decision, Step
from ._errors import HaggleError
from ._estimates import (ExpectedOffer, ExpectedPrice, FeaturedOffer, FeaturedPrice, Fee,
                         FeeEstimate, OfferId, read_expected_prices, read_fees)
from ._header import (NO_ROW, Action, Audience, Basis, BoundKind, BoundsSent, Columns, Condition,
                     Cut, Dropped, ExpectedStatus, FeeStatus, FeedMessage, FeedState, Fulfilment,
                     ItemEvent, ItemState, LifeReason, ListingStatus, MessageKind, Note,
                     OfferAudience, OutcomeKind, PatchOp, Quality, RangeBasis, Reason,
                     RefusalReason, SaleCondition, Severity, Shortfall, Stage, State, Status,
                     Strategy, SubCondition, SubmissionStatus, Verdict)
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

__all__ = ["Action", "AdaptiveCoverage", "AnswerError", "ArrowStream", "Asked", "Audience", "Basis",
           "BoundKind", "BoundsSent", "BusinessListing", "Calibration", "Catalogue", "Columns",
           "Comparables", "Condition", "Cut", "Decision", "DecisionTable", "Dropped",
           "ExpectedOffer", "ExpectedPrice", "ExpectedStatus", "FeaturedOffer", "FeaturedPrice",
           "Fee", "FeeEstimate", "FeeStatus", "FeedItem", "FeedMessage", "FeedReceipt",
           "FeedReport", "FeedState", "FeedStatus", "Fit", "Fulfilment", "HaggleError", "Index",
           "Issue", "Item", "ItemEvent", "ItemState", "KnownPrices", "LifeReason", "LifeStep",
           "ListedItem", "Listing", "ListingStatus", "Market", "Message", "MessageKind", "Moment",
           "Money", "NO_ROW", "Neighbours", "Note", "Offer", "OfferAudience", "OfferId", "Outcome",
           "OutcomeKind", "Outcomes", "PatchAnswer", "PatchOp", "Policy", "Presence", "Quality",
           "QuantityBreak", "RangeBasis", "Reason", "Refusal", "RefusalReason", "Rung", "Sale",
           "SaleCondition", "SaleEvent", "SalePrice", "Sales", "Season", "Severity", "Shortfall",
           "ShownPrice", "Stage", "State", "Status", "Step", "Strategy", "SubCondition",
           "Submission", "SubmissionStatus", "TableOptions", "Tier", "Valuation", "ValuationPolicy",
           "Verdict", "WalmartAnswer", "Weights", "advance", "calibrate", "cosine", "decide",
           "fit_of", "learn_season", "listings_feed", "read_expected_prices", "read_feed_receipt",
           "read_feed_report", "read_feed_status", "read_fees", "read_listed_item",
           "read_listings_feed", "read_messages", "read_patch_answer", "read_sale_event",
           "read_sale_events", "read_walmart_answer", "sale_dtype", "scores_needed", "tune",
           "value", "walmart_feed"]
