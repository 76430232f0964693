"""What of haggle.h is what in Go: enumerations, structs, fields, and what is said of them."""

import re

# Go type: (its base, prefix of its numbers in C, what it is).
ENUMS = {
    "Code": ("int32", "E", "says what is wrong; errors.Is finds it in an error"),
    "Audience": ("uint8", "AUDIENCE", "is who buys"),
    "OfferAudience": ("uint8", "OFFER_AUDIENCE", "is to whom an offer is made"),
    "SubCondition": ("uint8", "SUB_CONDITION", "is the condition within its class"),
    "Condition": ("uint8", "CONDITION", "is a class of conditions"),
    "Fulfilment": ("uint8", "FULFILMENT", "is who stores and ships"),
    "ListingStatus": ("uint8", "LISTING_STATUS", "is whether a listing is for sale"),
    "Basis": ("uint8", "BASIS", "is the price that an amount bounds"),
    "MemoryHas": ("uint32", "MEMORY_HAS", "is what a memory knows, as bits"),
    "ListingHas": ("uint32", "LISTING_HAS", "is what is known of a listing, as bits"),
    "TierHas": ("uint32", "TIER_HAS", "is what is known of a tier, as bits"),
    "MarketHas": ("uint32", "MARKET_HAS", "is what is known of a market, as bits"),
    "MarketFlags": ("uint32", "MARKET", "is what is so in a market, as bits"),
    "OfferHas": ("uint32", "OFFER_HAS", "is what is known of an offer, as bits"),
    "OfferFlags": ("uint32", "OFFER", "is what is so with an offer, as bits"),
    "Stage": ("uint8", "STAGE", "is a stage of the way to a price"),
    "Reason": ("uint16", "REASON", "is why a price moved or was left alone"),
    "Action": ("uint8", "ACTION", "is what to do"),
    "State": ("uint8", "STATE", "is the state of a market for us"),
    "Strategy": ("uint8", "STRATEGY", "is how a price was proposed"),
    "BoundKind": ("uint8", "BOUND", "is what a bound comes from"),
    "Verdict": ("uint8", "VERDICT", "is why an offer was left out, or that it was not"),
    "Dropped": ("uint8", "DROPPED", "is why a tier does not go out"),
    "Notes": ("uint32", "NOTE", "is what else was seen, as bits"),
    "DecisionHas": ("uint32", "DECISION_HAS", "is what a decision knows, as bits"),
    "ScheduleHas": ("uint32", "SCHEDULE_HAS", "is which times of day a schedule has, as bits"),
    "MessageKind": ("uint8", "MESSAGE", "is what a message is about"),
    "Dialect": ("uint8", "DIALECT", "is whose forms of messages are read"),
    "OutcomeKind": ("uint8", "OUTCOME", "is what came of a message"),
    "MessageText": ("uint32", "TEXT", "names a text of a message"),
    "PatchOp": ("uint8", "PATCH_OP", "is what becomes of what a submission does not name"),
    "BoundsSent": ("uint8", "BOUNDS_SENT", "is which bounds a submission carries"),
    "AskedHas": ("uint32", "ASKED_HAS", "is what is sent, as bits"),
    "SubmissionStatus": ("uint8", "SUBMISSION_STATUS", "is what became of a patch"),
    "Severity": ("uint8", "SEVERITY", "is how bad an issue is"),
    "FeedState": ("uint8", "FEED_STATE", "is how far a feed is"),
    "FeedMessage": ("uint8", "FEED_MESSAGE", "is what became of one message of a feed"),
    "FeeStatus": ("uint8", "FEE_STATUS", "is what Amazon says of an estimate"),
    "ExpectedStatus": ("uint8", "EXPECTED_STATUS", "is what Amazon says of an expected price"),
    "AnswerKind": ("uint32", "ANSWER", "is which answer of a marketplace it is"),
    "AnswerText": ("uint32", "ANSWER_TEXT", "names a text of an answer"),
    "SummaryHas": ("uint32", "SUMMARY_HAS", "is which time and counts are said, as bits"),
    "IssueHas": ("uint32", "ISSUE_HAS", "is what an issue says, as bits"),
    "ItemHas": ("uint32", "ITEM_HAS", "is what an item of a feed says, as bits"),
    "EstimateHas": ("uint32", "ESTIMATE_HAS", "is what an estimate says, as bits"),
    "FeeHas": ("uint32", "FEE_HAS", "is what a fee says, as bits"),
    "FeaturedHas": ("uint32", "FEATURED_HAS", "is what a price of an answer says, as bits"),
    "ExpectedOfferHas": ("uint32", "EXPECTED_OFFER_HAS", "is what an entry says, as bits"),
    "ExpectedPriceHas": ("uint32", "EXPECTED_PRICE_HAS", "is what an entry says, as bits"),
    "ShownHas": ("uint32", "SHOWN_HAS", "is what a price that buyers see says, as bits"),
    "SaleCondition": ("uint8", "SALE_CONDITION", "is the shape an item was sold in"),
    "ItemEventKind": ("uint8", "ITEM_EVENT", "is what happened to an item"),
    "ItemState": ("uint8", "ITEM_STATE", "is where an item is in its life"),
    "LifeReason": ("uint8", "LIFE_REASON", "is what an event did to an item"),
    "Shortfall": ("uint8", "SHORTFALL", "is why there are fewer neighbours than were asked for"),
    "SearchHas": ("uint32", "SEARCH_HAS", "is what a search says, as bits"),
    "Preset": ("uint8", "PRESET", "is a method of pricing by sold items"),
    "Quality": ("uint8", "QUALITY", "is how good an item looks"),
    "ValueRefusal": ("uint8", "VALUE_REFUSAL", "is why there is no price"),
    "Cut": ("uint8", "CUT", "is why a neighbour weighs nothing"),
    "RangeBasis": ("uint8", "RANGE_BASIS", "is what the range of a price stands on"),
    "QueryHas": ("uint32", "QUERY_HAS", "is what is known of the item, as bits"),
    "ComparableHas": ("uint32", "COMPARABLE_HAS", "is what is known of a sold item, as bits"),
    "HistoryCheck": ("uint8", "HISTORY_CHECK", "is what is looked at in a history of sales"),
    "HistoryCopy": ("uint8", "HISTORY_COPY", "is which copy of a history a finding is about"),
    "HistoryVerdict": ("uint8", "HISTORY_VERDICT", "is how bad a finding is"),
    "SaleDefaultsHas": ("uint32", "SALE_DEFAULTS_HAS", "is what is said of arrival, as bits"),
    "SaleText": ("uint32", "SALE_TEXT", "names a text of an event"),
}
NOT_BITS = {"MessageText", "AnswerText", "AnswerKind", "SaleText"}
GO_PREFIX = {"Code": "Err", "BoundKind": "Bound", "MessageKind": "Message", "MarketFlags": "Market",
             "OfferFlags": "Offer", "Notes": "Note", "OutcomeKind": "Outcome",
             "MessageText": "Text", "AnswerKind": "Answer", "ItemEventKind": "ItemEvent"}
TRISTATE = ["UNKNOWN", "YES", "NO"]
LIMITS = ["OFFERS_MAX", "TIERS_MAX", "STEPS_MAX", "RUNGS_MAX", "AMOUNT_MINOR_MAX",
          "DIMENSION_MAX", "NEIGHBOURS_MAX", "INDEX_ROWS_MAX", "PARTS_MAX", "FINDINGS_COUNT",
          "SALES_MAX"]
# What Go has no use for: names of the build, of Arrow, and what a function of Go says instead.
PASSED_OVER = re.compile(r"HAGGLE_H$|ABI$|TARGET_ABI$|API$|OK$|\w+_INIT$|STRUCT_BYTES_MAX$"
                         r"|WHERE_BYTES$|MESSAGES_KEEP$|NO_LISTING$|WHOLE_ANSWER$|LABEL_BYTES$"
                         r"|INDEX_ALIGNMENT$|NO_ROW$"
                         r"|ARROW_")

# struct: (Go type, what it is, may it grow).
STRUCTS = {
    "bound": ("Bound", "is an amount and the price that it bounds", False),
    "memory": ("Memory", "is what a price probe wants to be given back: store that of every "
               "decision, holds\n// included, and hand it in with the listing", False),
    "listing": ("Listing", "is our own listing. What may be unknown has a bit in Has; the Set "
                "methods set both", True),
    "tier": ("Tier", "is one rung of a business ladder: from this quantity, this unit price",
             False),
    "ladder": ("Ladder", "is what a business listing has beside the listing itself, whose price "
               "is that of one\n// unit", True),
    "market": ("Market", "is the market of one item: all that is known but the offers", True),
    "offer": ("Offer", "is anybody's offer", False),
    "break": ("Break", "is one row of an offer's quantity prices", False),
    "step": ("Step", "is one step of the way to a price", False),
    "decision": ("Decision", "is what was decided and by which way", True),
    "rung": ("Rung", "is one rung of a ladder that was decided: its decision or its error", True),
    "schedule_rule": ("ScheduleRule", "is when a price is set by the clock, in minutes of the "
                      "local day, 0..1439", True),
    "reader_options": ("ReaderOptions", "is what some messages leave to the place where they "
                       "arrive; zero is the\n// default", True),
    "outcome": ("Outcome", "is one outcome of a message: a decision on one listing or one rung of "
                "its ladder, or\n// why there is none", True),
    "delivery": ("Delivery", "is what one message is about", True),
    "level": ("Level", "is one level of a ladder: from this quantity, this unit price", False),
    "asked": ("Asked", "is what one kind of buyer is asked. What has no bit is not sent", False),
    "sale_price": ("SalePrice", "is a lower price for some time: dates or moments, such as "
                   "2026-11-21", False),
    "sale_prices": ("SalePrices", "is the sales of one kind of buyer", False),
    "submission": ("Submission", "is new prices of one listing, for consumers, for business "
                   "buyers, or both at once", True),
    "summary": ("Summary", "is an answer as a whole, and how many rows its lists have", True),
    "refusal": ("Refusal", "is why a marketplace refused something, in its own words: see its "
                "texts", True),
    "issue": ("Issue", "is something that Amazon has to say about a listing or a message", True),
    "feed_item": ("FeedItem", "is one item of a feed, as its status reports it", True),
    "fee_estimate": ("FeeEstimate", "is what Amazon would charge at one price, and only there",
                     True),
    "fee": ("Fee", "is one fee of an estimate", True),
    "featured_price": ("FeaturedPrice", "is a price of an answer and its parts", False),
    "offer_id": ("OfferID", "is which offer it is", False),
    "expected_offer": ("ExpectedOffer", "is one offer that was asked about: prices or refusals",
                       True),
    "expected_price": ("ExpectedPrice", "is at which price ours would be the featured offer", True),
    "presence": ("Presence", "is what is said of a listing in one marketplace: see its texts",
                 True),
    "shown_price": ("ShownPrice", "is a price that buyers see", True),
    "sale": ("Sale", "is one sold item; its embedding is passed beside it", False),
    "event_place": ("EventPlace", "is the place of an event in the order of events", False),
    "item_event": ("ItemEvent", "is one event of an item", False),
    "item_life": ("ItemLife", "is what a store keeps of an item; the zero one is not stored",
                  False),
    "life_step": ("LifeStep", "is what one event does to an item", True),
    "index_facts": ("IndexFacts", "is an index as a whole", True),
    "search_options": ("SearchOptions", "is what a search looks for; zero: the most similar of "
                       "all rows", True),
    "neighbour": ("Neighbour", "is a row and its cosine similarity to the query, -1 to 1", False),
    "found": ("Found", "is what a search found", False),
    "valuation_options": ("ValuationOptions", "is how comparables become a price; begin with "
                          "those of a Preset", True),
    "query": ("Query", "is the item that is to be priced", True),
    "comparable": ("Comparable", "is a sold item that is similar to the one asked about", False),
    "weight": ("Weight", "is the part of one comparable in a price", False),
    "valuation": ("Valuation", "is a price with its range and confidence, or a refusal", True),
    "observation": ("Observation", "is one valuation of an item whose price is known", False),
    "adaptive": ("Adaptive", "keeps the coverage of ranges where prices drift; begin with "
                 "NewAdaptive", False),
    "dated_price": ("DatedPrice", "is a sale to learn the seasons from", False),
    "season_options": ("SeasonOptions", "is how seasons are learned; begin with "
                       "UsualSeasonOptions", True),
    "season": ("Season", "is what the month does to a price, as learned from sales", True),
    "fit": ("Fit", "is how well a policy prices known items", True),
    "history_row": ("HistoryRow", "is one row of a history of sales, and how long its embedding "
                    "is", False),
    "history_limits": ("HistoryLimits", "is what is asked of a history; begin with "
                       "UsualHistoryLimits", True),
    "finding": ("Finding", "is one check of two copies of a history, or of one", False),
    "sale_defaults": ("SaleDefaults", "is what events leave to the place where they arrive", True),
    "sale_event": ("SaleEvent", "is one event of an item, with what is said of the item", True),
}
NOT_IN_GO = {"error", "clock", "arrow_options"}  # Error, time.Time; columns have no use for Go
TYPES = {  # of a field by its name
    "currency": "Currency", "country": "Country", "ships_from": "Country", "sku": "SKU",
    "seller": "SellerID", "winner_seller": "SellerID", "recipient": "SellerID", "item": "ItemID",
    "marketplace": "Marketplace", "walmart_mart": "Marketplace", "audience": "Audience",
    "condition": "Condition", "sub_condition": "SubCondition", "fulfilment": "Fulfilment",
    "basis": "Basis", "eligible": "Tristate", "reason": "Reason", "stage": "Stage",
    "action": "Action", "state": "State", "strategy": "Strategy", "floor_kind": "BoundKind",
    "ceiling_kind": "BoundKind", "binding": "BoundKind", "dropped": "Dropped", "notes": "Notes",
    "message_kind": "MessageKind", "dialect": "Dialect", "product_type": "ProductType",
    "op": "PatchOp", "accepted": "Tristate", "submission_status": "SubmissionStatus",
    "severity": "Severity", "feed_state": "FeedState", "fee_status": "FeeStatus",
    "expected_status": "ExpectedStatus", "marketplace_fulfilled": "Tristate",
    "product": "Label", "tenant": "Label", "category": "Label", "brand": "Label",
    "event_id": "Label", "shortfall": "Shortfall", "preset": "Preset", "quality": "Quality",
    "refusal": "ValueRefusal", "range_basis": "RangeBasis", "cut": "Cut",
    "check": "HistoryCheck", "verdict": "HistoryVerdict"}
TYPES_IN = {  # where the struct matters
    ("listing", "status"): "ListingStatus", ("offer", "audience"): "OfferAudience",
    ("outcome", "kind"): "OutcomeKind", ("delivery", "kind"): "MessageKind",
    **{(s, "has"): t for s, t in (
        ("memory", "MemoryHas"), ("listing", "ListingHas"), ("tier", "TierHas"),
        ("schedule_rule", "ScheduleHas"), ("asked", "AskedHas"), ("summary", "SummaryHas"),
        ("issue", "IssueHas"), ("feed_item", "ItemHas"), ("fee_estimate", "EstimateHas"),
        ("fee", "FeeHas"), ("featured_price", "FeaturedHas"),
        ("expected_offer", "ExpectedOfferHas"), ("expected_price", "ExpectedPriceHas"),
        ("shown_price", "ShownHas"),
        ("market", "MarketHas"), ("offer", "OfferHas"), ("decision", "DecisionHas"))},
    ("market", "flags"): "MarketFlags", ("offer", "flags"): "OfferFlags",
    **{(s, "condition"): "SaleCondition" for s in ("sale", "search_options", "query",
                                                   "comparable")},
    **{(s, f): "Label" for s, f in (("sale", "id"), ("event_place", "event"),
                                    ("item_event", "sale"), ("item_life", "sale"))},
    **{(s, "has"): t for s, t in (
        ("search_options", "SearchHas"), ("query", "QueryHas"), ("comparable", "ComparableHas"),
        ("sale_defaults", "SaleDefaultsHas"))},
    ("event_place", "kind"): "ItemEventKind", ("sale_event", "kind"): "ItemEventKind",
    ("item_life", "state"): "ItemState", ("life_step", "reason"): "LifeReason",
    ("finding", "copy"): "HistoryCopy",
    ("sale_price", "start"): "SaleTime", ("sale_price", "end"): "SaleTime"}
PRIMITIVE = {"int64_t": "int64", "int32_t": "int32", "uint64_t": "uint64", "uint32_t": "uint32",
             "uint16_t": "uint16", "uint8_t": "uint8", "haggle_status": "Code", "char": "byte",
             "double": "float64"}
INITIALISMS = {"sku": "SKU", "ppm": "PPM", "id": "ID", "map": "MAP", "roi": "ROI", "b2b": "B2B",
               "json": "JSON", "utc": "UTC"}
# Seen by methods.
HIDDEN = {"size", "where", "steps", "steps_count", "names_offer", "has_market", "writes"}
COMMENTS = {  # where those of C speak of C
    ("ladder", "tiers_count"): "at most TiersMax",
    ("tier", "size"): "", ("decision", "steps_count"): "",
    ("step", "offer"): "index of the offer that decided; see NamesOffer",
    ("rung", "status"): "of this rung alone; see Err", ("rung", "index"): "of the error",
    ("outcome", "status"): "0, or what is wrong; see Err", ("outcome", "index"): "of the error",
    ("outcome", "listing"): "its number in the catalogue, or NoListing",
    ("outcome", "decision"): "where Kind is OutcomeDecision",
    ("delivery", "status"): "0, or why it cannot be read; see Err",
    ("fee_estimate", "status"): "0, or why it cannot be read; see Err",
    ("fee_estimate", "index"): "of the error", ("expected_offer", "index"): "of the error",
    ("expected_offer", "status"): "0, or why it cannot be read; see Err",
    ("refusal", "row"): "the item, estimate or offer that it is about; or WholeAnswer",
    ("delivery", "index"): "of the error", ("delivery", "has_market"): "see HasMarket",
    ("life_step", "writes"): "see Writes", ("query", "miss_rate"): "0..1: that of an Adaptive",
    ("sale_event", "status"): "0, or why it cannot be read; see Err",
    ("sale_event", "index"): "of the error", ("finding", "row"): "the first of them; or NoRow",
    ("search_options", "parts"): "into how many it is split, up to PartsMax; 0: one",
    ("valuation", "refusal"): "ValueRefusalNone: there is a price",
    ("valuation_options", "condition_factor"): "by SaleCondition",
    ("valuation_options", "quality_factor"): "by Quality",
    ("season", "factor"): "for SeasonFactor of ValuationOptions",
    ("index_facts", "bytes_count"): "of the index as it is written",
    ("observation", "predicted_log"): "PriceLog of the valuation",
    ("observation", "spread_log"): "SpreadLog of the valuation",
    ("comparable", "sold_ms"): "not after the query's Now",
    ("sale_event", "kind"): "unknown: of a type that has no reader"}
