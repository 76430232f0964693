#!/usr/bin/env python3
"""Python's json and orjson as peers of `decode_raw`: the same notifications, the same nine fields.

    python_peers.py MESSAGES FIGURES   a message a line; the figures of the run as JSON, to which
                                       the rows are added that are printed

A peer that is not installed is named as not had.
"""

import json
import statistics
import sys
import time
from pathlib import Path

try:
    import orjson
except ImportError:
    orjson = None

FIGURE = "decode_raw"
REPETITIONS = 21
TARGETS = {"python_json": 0.1, "python_orjson": 0.2}
LOADS = {"python_json": json.loads, "python_orjson": orjson and orjson.loads}


def cents(amount):
    return round(amount["Amount"] * 100)


def extract(root):
    """What bench/extract.hpp takes, as (item, landed price of the buy box, offers)."""
    body = root["Payload"]["AnyOfferChangedNotification"]
    offers = [(row["SellerId"], cents(row["ListingPrice"]), cents(row["Shipping"]),
               row["SellerFeedbackRating"]["FeedbackCount"],
               row["SellerFeedbackRating"]["SellerPositiveFeedbackRating"],
               row["ShippingTime"]["MaximumHours"], row["IsFulfilledByAmazon"],
               row["IsBuyBoxWinner"], row["IsFeaturedMerchant"]) for row in body["Offers"]]
    return (body["OfferChangeTrigger"]["ASIN"],
            cents(body["Summary"]["BuyBoxPrices"][0]["LandedPrice"]), offers)


def checksum(extracts):
    """The sum of bench/figures.hpp."""
    total = 14_695_981_039_346_656_037

    def values(item, landed, offers):
        yield from item.encode()
        yield landed
        for seller, *numbers in offers:
            yield from seller.encode()
            yield from numbers

    for one in extracts:
        for value in values(*one):
            total = (total ^ int(value)) * 1_099_511_628_211 % 2**64
    return str(total % 1_000_000_007)


def nanoseconds(loads, messages):
    """Of one message: the median of the repetitions."""
    times = []
    for _ in range(REPETITIONS):
        begin = time.process_time_ns()
        for message in messages:
            extract(loads(message))
        times.append((time.process_time_ns() - begin) / len(messages))
    return statistics.median(times)


def row_of(peer, loads, messages, own):
    value = nanoseconds(loads, messages)
    ratio = own["value"] / value
    total = checksum(extract(loads(message)) for message in messages)
    return {**own, "against": peer, "against_value": value, "ratio": ratio,
            "target": TARGETS[peer], "holds": ratio <= TARGETS[peer] and total == own["checksum"]}


def main(messages_file, figures_file):
    figures = json.loads(Path(figures_file).read_text())
    own = next((row for row in figures if row["name"] == FIGURE), None)
    if own is None:
        return
    messages = Path(messages_file).read_bytes().splitlines()
    for peer, loads in LOADS.items():
        if loads is None:
            print(f"{peer}: not had, it is not installed")
            continue
        row = row_of(peer, loads, messages, own)
        figures.append(row)
        print(f"{row['name']:<18} {row['value']:>10.1f} {peer:<16} {row['against_value']:>10.1f} "
              f"{row['ratio']:>7.2f} {row['target']:>7.1f}  {'yes' if row['holds'] else 'no':<5} "
              f"{row['checksum']}")
    Path(figures_file).write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
