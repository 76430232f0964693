"""Small catalogues and messages, made by hand for one question each."""

import itertools

MARKETPLACE = "ATVPDKIKX0DER"
ITEM = "B0ZTESTS01"
ids = itertools.count(1)


def usd(amount):
    return {"Amount": amount, "CurrencyCode": "USD"}


def offer(seller, price, winner=False, **more):
    return {"SellerId": seller, "SubCondition": "new", "ListingPrice": usd(price),
            "Shipping": usd(0), "IsFulfilledByAmazon": False, "IsBuyBoxWinner": winner, **more}


def time_at(minutes):
    """So many minutes after nine."""
    return f"2026-03-02T{9 + minutes // 60:02d}:{minutes % 60:02d}:00.000Z"


def message(offers, minutes=0, item=ITEM, number=None, **more):
    """An ANY_OFFER_CHANGED of the offers; `more` goes into its trigger."""
    trigger = {"MarketplaceId": MARKETPLACE, "ASIN": item, "ItemCondition": "new",
               "TimeOfOfferChange": time_at(minutes), **more}
    count = [{"Condition": "new", "FulfillmentChannel": "Merchant", "OfferCount": len(offers)}]
    body = {"SellerId": "A1ONE", "OfferChangeTrigger": trigger,
            "Summary": {"NumberOfOffers": count}, "Offers": offers}
    return {"NotificationVersion": "1.0", "NotificationType": "ANY_OFFER_CHANGED",
            "PayloadVersion": "1.0", "EventTime": time_at(minutes),
            "Payload": {"AnyOfferChangedNotification": body},
            "NotificationMetadata": {"NotificationId": number or f"made-{next(ids)}"}}


def walmart(recipient, price):
    """A BUY_BOX_CHANGED that nobody has won, with the recipient's own offer alone."""
    own = {"sellerName": "Some Shop", "sellerOfferPrice": price, "sellerShippingPrice": 0}
    item = {"itemId": "900", "sku": "CUP-1", "totalNumberOfOffers": 2}
    return {"source": {"eventType": "BUY_BOX_CHANGED", "eventTime": time_at(0),
                       "eventId": f"made-{next(ids)}"},
            "payload": {"partnerId": recipient, "itemInfo": item,
                        "offer": {"currentOffer": own, "winningOffer": None}}}


def business_message(offers, minutes=0):
    """A B2B_ANY_OFFER_CHANGED of the offers."""
    made = message(offers, minutes)
    body = made["Payload"].pop("AnyOfferChangedNotification")
    made["Payload"]["B2BAnyOfferChangedNotification"] = body
    return {**made, "NotificationType": "B2B_ANY_OFFER_CHANGED"}


def listing(sku="CUP-1", seller="A1ONE", price="24.00", **more):
    return {"listing": {"seller": seller, "sku": sku, "item": ITEM, "marketplace": "US",
                        "price": f"USD {price}", "price_time": time_at(-60), "shipping": "USD 0.00",
                        "floor": "USD 10.00", "ceiling": "USD 40.00", "policy": "plain", **more}}


def policy(name="plain", **more):
    return {"policy": {"id": name, "compete_with": ["lowest"], "beat_by": "-0.01", **more}}
