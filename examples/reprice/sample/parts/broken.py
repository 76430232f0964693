"""Messages that cannot be read: a good one is taken and spoiled in one way.

A row says whether a reader must refuse it ("must") or may choose ("may").
"""

from .text import Raw, dump


def inside(tree):
    return next(iter(tree["Payload"].values()))


def trigger(tree):
    return inside(tree)["OfferChangeTrigger"]


def first_offer(tree):
    return inside(tree)["Offers"][0]


def price(tree):
    return first_offer(tree)["ListingPrice"]


def change(function):
    """A spoiler that changes the tree and writes it."""
    def spoil(tree):
        function(tree)
        return dump(tree).encode()
    return spoil


def put(where, key, value):
    return change(lambda tree: where(tree).__setitem__(key, value))


def drop(where, key):
    return change(lambda tree: where(tree).__delitem__(key))


def truncated(tree):
    text = dump(tree).encode()
    return text[:len(text) * 3 // 5]


def bad_utf8(tree):
    return dump(tree).encode().replace(b'"new"', b'"n\xe9w"').replace(b'"New"', b'"N\xe9w"')


def envelope_of_prose(tree):
    return dump({"Type": "Notification", "Message": "The price has changed."}).encode()


def fixed(data):
    return lambda tree: data


SPOILERS = {
    "truncated": ("must", truncated),
    "trailing_comma": ("must", lambda tree: dump(tree).encode()[:-1] + b",}"),
    "bad_utf8": ("must", bad_utf8),
    "offers_is_object": ("must", put(inside, "Offers", {"SellerId": "A1"})),
    "offer_is_number": ("must", change(lambda tree: inside(tree)["Offers"].__setitem__(0, 7))),
    "amount_is_object": ("must", put(price, "Amount", {"Value": 24})),
    "amount_is_word": ("must", put(price, "Amount", "FILTERED")),
    "amount_1e400": ("must", put(price, "Amount", Raw("1e400"))),
    "amount_is_nan": ("must", put(price, "Amount", Raw("NaN"))),
    "amount_too_large": ("must", put(price, "Amount", Raw("9999999999999999.00"))),
    "amount_too_fine": ("must", put(price, "Amount", Raw("24.999"))),
    "unknown_currency": ("must", put(price, "CurrencyCode", "ZZZ")),
    "two_currencies": ("must", put(price, "CurrencyCode", "SEK")),
    "no_asin": ("must", drop(trigger, "ASIN")),
    "no_marketplace": ("must", drop(trigger, "MarketplaceId")),
    "no_listing_price": ("must", drop(first_offer, "ListingPrice")),
    "asin_too_long": ("must", put(trigger, "ASIN", "B0Z" + "X" * 40)),
    "time_is_word": ("must", put(trigger, "TimeOfOfferChange", "yesterday")),
    "empty_array": ("must", fixed(b"[]")),
    "null": ("must", fixed(b"null")),
    "prose": ("must", fixed(b"The price has changed.")),
    "xml": ("must", fixed(b"<Notification><NotificationMetaData/></Notification>")),
    "brackets": ("must", fixed(b"[" * 3000)),
    "envelope_of_prose": ("must", envelope_of_prose),
    "negative_amount": ("may", put(price, "Amount", Raw("-4.00"))),
    "unknown_marketplace": ("may", put(trigger, "MarketplaceId", "AZZZZZZZZZZZZZ")),
}
