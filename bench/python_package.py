#!/usr/bin/env python3
"""The Python package against Python: notifications to decisions, by haggle in one call, and by
orjson and the same decision written in Python.

    python_package.py MESSAGES FIGURES   a message a line; the figures of the run as JSON, to which
                                         the rows are added that are printed

HAGGLE_LIBRARY names the library. A peer that is not installed is named as not had.
"""

import datetime
import json
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "capi/python"))

try:
    import orjson
except ImportError:
    orjson = None

REPETITIONS = 15
SELLER = "A2XEXAMPLESELL"
MARKETPLACE = "ATVPDKIKX0DER"
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
CURRENT, FLOOR, CEILING, BEAT_BY = 2_499, 500, 30_000, -1
TARGET = 1 / 12
HOLD, REPRICE = 0, 1
ONLY_SELLER, ALL_FILTERED, OURS, SUPPRESSED, OTHER = 1, 2, 3, 5, 7
HARD_MIN, HARD_MAX = 1, 7
FACTS = ("action", "price_minor", "state", "rivals_count", "survivors_count", "binding")


# ---- the peer ------------------------------------------------------------------------------------


def cents(amount):
    """Exact, or refused."""
    if amount["CurrencyCode"] != "USD":
        raise ValueError("another currency")
    exact = amount["Amount"] * 100
    minor = round(exact)
    if abs(exact - minor) > 1e-6 or not 0 <= minor <= 10**15:
        raise ValueError("no amount of cents")
    return minor


def offers_of(body):
    """The offers as a seller's program keeps them."""
    return [{"seller": row["SellerId"], "sub_condition": row["SubCondition"].lower(),
             "price": cents(row["ListingPrice"]), "shipping": cents(row["Shipping"]),
             "feedback_count": row["SellerFeedbackRating"]["FeedbackCount"],
             "feedback": row["SellerFeedbackRating"]["SellerPositiveFeedbackRating"],
             "hours": row["ShippingTime"]["MaximumHours"],
             "ships_from": row["ShipsFrom"]["Country"],
             "by_marketplace": row["IsFulfilledByAmazon"], "wins": row["IsBuyBoxWinner"],
             "eligible": row["IsFeaturedMerchant"]} for row in body["Offers"]]


def verdict_of(offer, listing):
    """Why an offer does not compete; kept where it does."""
    if offer["seller"] == listing["seller"]:
        return "own_group"
    if offer["price"] <= 0 or offer["price"] + offer["shipping"] <= 0:
        return "price_zero"
    return "kept" if offer["sub_condition"] == listing["sub_condition"] else "condition"


def state_of(offers, verdicts, listing, counted):
    """(who holds the buy box, the holder's offer)."""
    rivals = sum(verdict != "own_group" for verdict in verdicts)
    holder = next((one for one in offers if one["wins"]), None)
    if not rivals and counted <= 1:
        return ONLY_SELLER, None
    if rivals and "kept" not in verdicts:
        return ALL_FILTERED, None
    if holder is None:
        return SUPPRESSED, None
    return (OURS if holder["seller"] == listing["seller"] else OTHER), holder


def reference_of(survivors, holder):
    """The landed price to go by: the buy box, else the lowest by Amazon, else the lowest."""
    if holder is not None and any(one is holder for one in survivors):
        return holder["price"] + holder["shipping"]
    shipped = [one for one in survivors if one["by_marketplace"]]
    return min(one["price"] + one["shipping"] for one in shipped or survivors)


def decide(offers, listing, counted, market_time):
    """The default policy but for a cent below: what haggle's decision says too."""
    verdicts = [verdict_of(one, listing) for one in offers]
    survivors = [one for one, verdict in zip(offers, verdicts) if verdict == "kept"]
    rivals_count = sum(verdict != "own_group" for verdict in verdicts)
    state, holder = state_of(offers, verdicts, listing, counted)
    current = listing["price"]
    held = (HOLD, current, state, rivals_count, len(survivors), 0)
    if not listing["active"] or listing["stock"] == 0 or state != OTHER:
        return held
    if listing["last_applied"] is not None and market_time < listing["last_applied"]:
        return held
    price = reference_of(survivors, holder) + BEAT_BY - listing["shipping"]
    binding = 0
    if price < listing["floor"]:
        price, binding = listing["floor"], HARD_MIN
    elif price > listing["ceiling"]:
        price, binding = listing["ceiling"], HARD_MAX
    if price == current:
        return held
    if not listing["floor"] <= price <= listing["ceiling"]:
        raise ValueError("the price breaks a bound")
    return (REPRICE, price, state, rivals_count, len(survivors), binding)


def body_of(message):
    return orjson.loads(message)["Payload"]["AnyOfferChangedNotification"]


def relayed_body_of(message):
    return body_of(orjson.loads(message)["Message"])


def decided_in_python(messages, listings, read=body_of):
    out = []
    for message in messages:
        body = read(message)
        trigger = body["OfferChangeTrigger"]
        listing = listings[trigger["MarketplaceId"], trigger["ASIN"], trigger["ItemCondition"]]
        market_time = datetime.datetime.fromisoformat(trigger["TimeOfOfferChange"])
        counted = sum(row["OfferCount"] for row in body["Summary"]["NumberOfOffers"]
                      if row["Condition"] == trigger["ItemCondition"])
        out.append(decide(offers_of(body), listing, counted, market_time))
    return out


def relayed(message):
    """A message as a topic relays it."""
    return json.dumps({"Type": "Notification", "MessageId": "5e1c", "TopicArn": "arn:aws:sns:x:1:y",
                       "Message": message.decode(), "Timestamp": "2025-06-01T00:00:00.000Z",
                       "SignatureVersion": "1", "Signature": "A" * 172},
                      ensure_ascii=False, separators=(",", ":")).encode()


def item_of(message):
    body = json.loads(message)["Payload"]["AnyOfferChangedNotification"]
    return body["OfferChangeTrigger"]["ASIN"]


def python_listings(items):
    return {(MARKETPLACE, item, "new"): {
        "seller": SELLER, "price": CURRENT, "shipping": 0, "floor": FLOOR, "ceiling": CEILING,
        "sub_condition": "new", "active": True, "stock": None, "last_applied": None}
        for item in items}


# ---- haggle --------------------------------------------------------------------------------------


def units(minor):
    return f"{minor // 100}.{minor % 100:02}"


def haggle_catalogue(items):
    import haggle
    policy = haggle.Policy({"beat_by": "-0.01"})
    return policy.catalogue([{"listing": {
        "seller": SELLER, "sku": item, "item": item, "marketplace": "US", "price": units(CURRENT),
        "shipping": "0", "floor": units(FLOOR), "ceiling": units(CEILING)}} for item in items])


def decided_by_haggle(messages, catalogue):
    return list(catalogue.decide_messages(messages, now=NOW).numbers(*FACTS))


# ---- the figure ----------------------------------------------------------------------------------


def nanoseconds(works, count):
    """Of one message, for each of the works by turns: the medians."""
    times = [[] for _ in works]
    for _ in range(REPETITIONS):
        for work, spent in zip(works, times):
            begin = time.process_time_ns()
            work()
            spent.append((time.process_time_ns() - begin) / count)
    return [statistics.median(spent) for spent in times]


def row_of(name, messages, read, items):
    catalogue, listings = haggle_catalogue(items), python_listings(items)
    ours = decided_by_haggle(messages, catalogue)
    same = ours == decided_in_python(messages, listings, read)
    own, peer = nanoseconds([lambda: decided_by_haggle(messages, catalogue),
                             lambda: decided_in_python(messages, listings, read)], len(messages))
    return {"name": name, "value": own, "against": "orjson_and_python", "against_value": peer,
            "ratio": own / peer, "target": TARGET, "holds": same and own / peer <= TARGET,
            "checksum": str(sum(price for _, price, *_ in ours))}


def main(messages_file, figures_file):
    if orjson is None:
        print("orjson_and_python: not had, orjson is not installed")
        return
    messages = Path(messages_file).read_bytes().splitlines()
    items = [item_of(message) for message in messages]
    rows = [row_of("python_messages", messages, body_of, items),
            row_of("python_relayed", [relayed(m) for m in messages], relayed_body_of, items)]
    for row in rows:
        print(f"{row['name']:<18} {row['value']:>10.1f} {row['against']:<16} "
              f"{row['against_value']:>10.1f} {row['ratio']:>7.3f} {row['target']:>7.3f}  "
              f"{'yes' if row['holds'] else 'no':<5} {row['checksum']}")
    figures = json.loads(Path(figures_file).read_text()) if os.path.exists(figures_file) else []
    Path(figures_file).write_text(json.dumps([*figures, *rows], indent=2) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
