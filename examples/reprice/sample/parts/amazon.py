"""Scenes as Amazon's notifications: ANY_OFFER_CHANGED and B2B_ANY_OFFER_CHANGED."""

from . import market
from .text import AMOUNT_STYLES, decimal

CAPITALS = {"ASIN": "asin", "B2BAnyOfferChangedNotification": "b2bAnyOfferChangedNotification"}
SORT_WORDS = {"new": ["new", "New"], "used": ["used", "Used"]}


class Writer:
    """Writes one scene. The style of amounts and words is the same all through a message."""

    def __init__(self, dice, scene, stamp):
        self.dice = dice
        self.scene = scene
        self.place = scene.item.place
        self.stamp = stamp
        styles = [("full", 6), ("trimmed", 4), ("one_decimal", 3), ("text", 1)]
        if self.place.exponent == 0:
            styles = [("full", 3), ("one_decimal", 2), ("two_decimals", 2), ("text", 1)]
        self.style = AMOUNT_STYLES[dice.weighted(styles)]
        self.currency_first = dice.chance(20)
        self.trigger_word = dice.pick(SORT_WORDS[scene.item.condition])

    def amount(self, minor):
        text = self.style(decimal(minor, self.place.exponent))
        if self.currency_first:
            return {"CurrencyCode": self.place.currency, "Amount": text}
        return {"Amount": text, "CurrencyCode": self.place.currency}

    def points(self, row):
        return {"Points": {"PointsNumber": row.points}} if row.points else {}

    def trigger(self):
        out = {"MarketplaceId": self.place.wire_id, "ASIN": self.scene.item.item,
               "ItemCondition": self.trigger_word, "TimeOfOfferChange": self.stamp.change}
        if self.scene.audience == "consumer" and self.dice.chance(85):
            out["OfferChangeType"] = self.dice.pick(["Internal", "Internal", "External",
                                                     "FeaturedOffer", ""])
        return out

    def channels(self):
        """(channel, rows) for each channel that has any."""
        for channel, fba in (("Amazon", True), ("Merchant", False)):
            rows = [row for row in self.scene.rows if row.fba is fba]
            if rows:
                yield channel, rows

    def counts(self, wanted=lambda row: True):
        out = [{"Condition": self.scene.item.condition, "FulfillmentChannel": channel,
                "OfferCount": sum(wanted(row) for row in rows)}
               for channel, rows in self.channels()]
        if self.scene.item.condition == "used":
            out.insert(0, {"Condition": "new", "FulfillmentChannel": "Merchant", "OfferCount": 4})
        return out

    def price_row(self, row):
        return {"LandedPrice": self.amount(market.landed(row)),
                "ListingPrice": self.amount(row.price), "Shipping": self.amount(row.shipping),
                **self.points(row)}

    def offer(self, row):
        out = {"SellerId": row.seller, "SubCondition": row.sort,
               "SellerFeedbackRating": {"FeedbackCount": row.ratings,
                                        "SellerPositiveFeedbackRating": row.rating},
               "ShippingTime": self.shipping_time(row),
               "ListingPrice": self.amount(row.price), **self.points(row),
               "Shipping": self.amount(row.shipping)}
        if not row.fba:
            out["ShipsFrom"] = {"Country": row.country}
            if row.country == "US":
                out["ShipsFrom"]["State"] = self.dice.pick(["WA", "TX", "NJ", ""])
        out["IsFulfilledByAmazon"] = row.fba
        if self.scene.flags:
            out["IsBuyBoxWinner"] = row is self.scene.winner
        out["PrimeInformation"] = self.prime(row)
        out["IsFeaturedMerchant"] = row.eligible
        return out

    def shipping_time(self, row):
        return {"MinimumHours": min(row.hours, 24), "MaximumHours": row.hours,
                "AvailabilityType": self.dice.pick(["NOW", "NOW", ""]), "AvailableDate": ""}

    def prime(self, row):
        return {"IsOfferPrime": row.fba, "IsOfferNationalPrime": row.fba}

    def offers(self):
        return [self.offer(row) for row in self.scene.rows[:self.scene.listed]]

    def body(self, recipient):
        return {"SellerId": recipient, "OfferChangeTrigger": self.trigger(),
                "Summary": self.summary(), "Offers": self.offers()}


class Consumer(Writer):
    TYPE = "ANY_OFFER_CHANGED"
    WRAPPER = "AnyOfferChangedNotification"

    def summary(self):
        out = {"NumberOfOffers": self.counts(), "LowestPrices": self.lowest()}
        box = self.scene.winner
        if box and self.shows_box():
            row = self.price_row(box)
            row["LandedPrice"] = self.amount(market.landed(box) + self.scene.landed_error)
            out["BuyBoxPrices"] = [{"Condition": self.scene.item.condition.title(), **row}]
        self.extras(out)
        return out

    def shows_box(self):
        """Since August 2025 the price of a used buy box is mostly left out."""
        return self.scene.item.condition == "new" or self.dice.chance(40)

    def lowest(self):
        return [{"Condition": self.scene.item.condition, "FulfillmentChannel": channel,
                 **self.price_row(min(rows, key=market.landed))}
                for channel, rows in self.channels()]

    def extras(self, out):
        """Sections that come and go in real messages."""
        dice, base = self.dice, self.scene.item.base
        if dice.chance(40):
            out["ListPrice"] = self.amount(base * 130 // 100)
        if dice.chance(20):
            out["CompetitivePriceThreshold"] = self.amount(base * 96 // 100)
        if dice.chance(60):
            out["SalesRankings"] = [{"ProductCategoryId": "home_garden_display_on_website",
                                     "Rank": dice.between(50, 90000)}]
        if dice.chance(80):
            out["NumberOfBuyBoxEligibleOffers"] = self.counts(lambda row: row.eligible)
            out["TotalBuyBoxEligibleOffers"] = sum(row.eligible for row in self.scene.rows)


class Business(Writer):
    TYPE = "B2B_ANY_OFFER_CHANGED"
    WRAPPER = "B2BAnyOfferChangedNotification"

    def summary(self):
        out = {"NumberOfOffers": self.counts(),
               "BuyBoxEligibleOffers": self.counts(lambda row: row.eligible),
               "LowestPrices": self.lowest(), "BuyBoxPrices": []}
        if self.scene.winner:
            out["BuyBoxPrices"] = self.tier_rows([self.scene.winner], {})
            if self.dice.chance(50):
                for row in out["BuyBoxPrices"]:
                    row["SellerId"] = self.scene.winner.seller
        return out

    def lowest(self):
        out = []
        for channel, rows in self.channels():
            out += self.tier_rows(rows, {"FulfillmentChannel": channel})
        return out

    def tier_rows(self, rows, channel):
        """One row for each quantity at which one of these offers has a price of its own."""
        best = min(rows, key=market.landed)
        head = {"Condition": self.scene.item.condition, **channel, "OfferType": "B2B"}
        out = [{**head, "QuantityTier": 1, **self.price_row(best)}]
        for quantity in sorted({q for row in rows for q, _ in row.breaks}):
            unit = min(price for row in rows for q, price in row.breaks if q == quantity)
            tier = {**head, "QuantityTier": quantity, "DiscountType": "QUANTITY_DISCOUNT",
                    "ListingPrice": self.amount(unit)}
            out.append(tier)
        return out

    def offer(self, row):
        out = super().offer(row)
        if row.breaks:
            out["QuantityDiscountPrice"] = [
                {"QuantityTier": quantity, "QuantityDiscountType": "QUANTITY_DISCOUNT",
                 "ListingPrice": self.amount(unit)} for quantity, unit in row.breaks]
        return out

    def prime(self, row):
        return {"IsPrime": row.fba, "IsNationalPrime": row.fba}


def notification(writer, recipient, ids):
    """The whole message. Amazon's own samples leave the envelope's other keys out at times."""
    payload = {writer.WRAPPER: writer.body(recipient)}
    if writer.dice.chance(3):
        return {"NotificationType": writer.TYPE, "Payload": payload}
    return {"NotificationVersion": "1.0", "NotificationType": writer.TYPE,
            "PayloadVersion": "1.0", "EventTime": writer.stamp.event,
            "NotificationMetadata": {
                "ApplicationId": "amzn1.sellerapps.app.00000000-5a17-4e0e-8000-000000000001",
                "SubscriptionId": "5e9d0c1a-0000-4000-8000-00000000a0c1",
                "PublishTime": writer.stamp.published, "NotificationId": ids.uuid()},
            "Payload": payload}


def camel(value):
    """The same tree with keys as B2B messages had them until 2026: first letter small."""
    if isinstance(value, dict):
        return {CAPITALS.get(key, key[:1].lower() + key[1:]): camel(item)
                for key, item in value.items()}
    if isinstance(value, list):
        return [camel(item) for item in value]
    return value


def sns(text, dice, time):
    """The envelope that a topic puts round a message unless raw delivery is asked for."""
    return {"Type": "Notification", "MessageId": dice.uuid(),
            "TopicArn": "arn:aws:sns:us-east-1:000000000000:offer-changes",
            "Message": text, "Timestamp": time, "SignatureVersion": "1",
            "Signature": "RVhBTVBMRQ==", "SigningCertURL": "https://sns.example/cert.pem",
            "UnsubscribeURL": "https://sns.example/unsubscribe"}


def other_type(dice, stamp):
    """A notification that says nothing about offers."""
    name, wrapper, body = dice.pick([
        ("REPORT_PROCESSING_FINISHED", "reportProcessingFinishedNotification",
         {"sellerId": "A2XEXAMPLESELL", "reportId": "54517018502", "processingStatus": "DONE"}),
        ("ORDER_CHANGE", "OrderChangeNotification",
         {"SellerId": "A2XEXAMPLESELL", "AmazonOrderId": "000-0000000-0000001"}),
        ("OFFER_WEATHER_CHANGED", "OfferWeatherChangedNotification", {"Sky": "clear"})])
    return {"NotificationVersion": "1.0", "NotificationType": name, "PayloadVersion": "1.0",
            "EventTime": stamp.event, "NotificationMetadata": {"NotificationId": dice.uuid()},
            "Payload": {wrapper: body}}

