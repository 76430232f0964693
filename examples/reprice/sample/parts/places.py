"""The marketplaces and accounts of the sample. Every id but the marketplaces' own is invented."""

from collections import namedtuple

from .text import decimal

Place = namedtuple("Place", "name wire_id currency exponent country points business weight")

# The second column is the marketplace's own id. "country" is where its warehouses ship from.
PLACES = [
    Place("US", "ATVPDKIKX0DER", "USD", 2, "US", False, True, 8),
    Place("CA", "A2EUQ1WTGCTBG2", "CAD", 2, "CA", False, False, 2),
    Place("MX", "A1AM78C64UM0Y8", "MXN", 2, "MX", False, False, 1),
    Place("UK", "A1F83G8C2ARO7P", "GBP", 2, "GB", False, True, 4),
    Place("DE", "A1PA6795UKMFR9", "EUR", 2, "DE", False, True, 4),
    Place("FR", "A13V1IB3VIYZZH", "EUR", 2, "FR", False, False, 2),
    Place("PL", "A1C3SOZRARQ6R3", "PLN", 2, "PL", False, False, 1),
    Place("JP", "A1VC38T7YXB528", "JPY", 0, "JP", True, False, 3),
    Place("AU", "A39IBJ37TRP1C6", "AUD", 2, "AU", False, False, 1),
    Place("WALMART_US", "", "USD", 2, "US", False, False, 4),
]

# How many minor units a dollar's worth of goods costs, so that prices look right everywhere.
DOLLAR_MINOR = {"USD": 100, "CAD": 136, "MXN": 1900, "GBP": 79, "EUR": 92, "PLN": 400,
                "JPY": 150, "AUD": 152}

# Our accounts. The first two belong to one house and so do the two of Walmart.
OUR_SELLERS = {
    "A2XEXAMPLESELL": ["US", "CA", "UK"],
    "A1HEXAMPLEHOME": ["US", "UK", "DE", "FR"],
    "A3QEXAMPLEBOOK": ["US", "UK", "DE"],
    "A1ZEXAMPLEASIA": ["JP", "AU", "US"],
    "A2BEXAMPLETECH": ["DE", "FR", "PL", "MX", "US"],
    "10000104477": ["WALMART_US"],
    "10000209931": ["WALMART_US"],
}
SISTERS = ["A2XEXAMPLESELL", "A1HEXAMPLEHOME"]
WALMART_SISTERS = ["10000104477", "10000209931"]
WALMART_NAMES = {"10000104477": "Northwind Home Goods", "10000209931": "Larkspur & Sons"}


def sellers_at(place):
    return [seller for seller, names in OUR_SELLERS.items() if place.name in names]


def money(place, minor):
    """An amount as the catalogue writes it: "USD 24.99"."""
    return f"{place.currency} {decimal(minor, place.exponent)}"
