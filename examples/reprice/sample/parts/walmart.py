"""Scenes as Walmart's BUY_BOX_CHANGED webhook, before and since its change of March 2026."""

from . import market
from .places import WALMART_NAMES
from .text import AMOUNT_STYLES, decimal


class Writer:
    def __init__(self, dice, scene, stamp, new_form):
        self.dice = dice
        self.scene = scene
        self.stamp = stamp
        self.new_form = new_form
        self.style = AMOUNT_STYLES[dice.weighted([("full", 4), ("one_decimal", 5),
                                                  ("trimmed", 2)])]

    def amount(self, minor):
        return self.style(decimal(minor, self.scene.item.place.exponent))

    def name(self, row):
        return WALMART_NAMES.get(row.seller, row.name)

    def offer(self, row):
        out = {"sellerName": self.name(row), "sellerOfferPrice": self.amount(row.price),
               "sellerShippingSpeed": "TWO_DAY" if row.fba else "VALUE",
               "sellerShippingPrice": self.amount(row.shipping)}
        if self.new_form:
            out["proSellerBadge"] = row.rating > 96
            out["isWFS"] = row.fba
        return out

    def ranked(self):
        """The five lowest offers by landed price, with their sellers' ids."""
        rows = sorted(self.scene.rows, key=market.landed)[:5]
        return [{**self.offer(row), "partnerId": row.seller, "itemConditionName": "New"}
                for row in rows]

    def info(self, made):
        item = self.scene.item
        out = {"itemId": item.item, "itemName": "Sample " + item.title.title(),
               "category": "Home", "productType": "Household goods", "brand": "Unbranded",
               "sku": made.sku, "totalNumberOfOffers": len(self.scene.rows)}
        if self.new_form:
            out["itemCondition"] = "New"
        return out

    def body(self, made):
        """The message to the account that holds this listing of ours."""
        mine = next((row for row in self.scene.rows if row.ours is made), None)
        winner = self.scene.winner
        offer = {}
        if mine:
            offer["currentOffer"] = self.offer(mine)
        if winner:
            offer["winningOffer"] = self.offer(winner)
        elif self.dice.chance(50):
            offer["winningOffer"] = None
        out = {"partnerId": made.seller, "itemInfo": self.info(made), "offer": offer}
        holder = out if self.new_form else offer
        if mine and winner:
            holder["priceDifference"] = self.amount(mine.price - winner.price)
        if self.new_form:
            offer["offers"] = self.ranked()
            out["isSuppressed"] = winner is None
        return out

    def message(self, made, ids):
        return {"source": {"eventType": "BUY_BOX_CHANGED", "eventTime": self.stamp.change,
                           "eventId": ids.uuid()},
                "payload": self.body(made)}


def other_type(dice, stamp):
    return {"source": {"eventType": "OFFER_UNPUBLISHED", "eventTime": stamp.change,
                       "eventId": dice.uuid()},
            "payload": {"partnerId": "10000104477", "sku": "MUG-1",
                        "publishStatus": "UNPUBLISHED"}}
