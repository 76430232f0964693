"""Messages of marketplaces in, decisions out."""

import json
import threading
import unittest

import haggle
from cases import NOW, POLICY


def body(item="B07XQXZXYX", price=23.49, seller="A1PQ"):
    """A notification as Amazon sends it, with one rival who holds the buy box."""
    offer = {"SellerId": seller, "SubCondition": "new", "IsBuyBoxWinner": True,
             "IsFulfilledByAmazon": False,
             "ListingPrice": {"Amount": price, "CurrencyCode": "USD"},
             "Shipping": {"Amount": 0.0, "CurrencyCode": "USD"}}
    changed = {"SellerId": "A2X", "OfferChangeTrigger": {
        "MarketplaceId": "ATVPDKIKX0DER", "ASIN": item, "ItemCondition": "new",
        "TimeOfOfferChange": "2026-11-21T11:59:00.000Z"}, "Summary": {}, "Offers": [offer]}
    return json.dumps({"NotificationType": "ANY_OFFER_CHANGED",
                       "NotificationMetadata": {"NotificationId": f"n-{item}-{price}"},
                       "Payload": {"AnyOfferChangedNotification": changed}}).encode()


def lines(count=1):
    return [{"listing": {"seller": "A2X", "sku": f"MUG-{i}", "item": f"B07XQXZX{i:02}",
                         "marketplace": "US", "price": "24.99", "shipping": "0.00",
                         "floor": "18.00", "ceiling": "39.90"}} for i in range(count)]


class Messages(unittest.TestCase):
    def setUp(self):
        self.policy = haggle.Policy(POLICY)
        self.catalogue = self.policy.catalogue(lines(3))

    def decide(self, bodies, **more):
        return self.policy.decide_messages(bodies, self.catalogue, now=NOW, **more)

    def test_a_message(self):
        (outcome,) = self.decide([body("B07XQXZX01")])
        self.assertEqual(outcome.kind, haggle.OutcomeKind.decision)
        self.assertEqual(outcome.listing, 1)
        self.assertEqual(outcome.message_kind, haggle.MessageKind.any_offer_changed)
        self.assertEqual(outcome.decision.price, haggle.Money("USD", 2348))
        self.assertIsNone(outcome.error)

    def test_what_is_no_decision(self):
        outcomes = self.decide([b"{", body("B000000000"), body("B07XQXZX00"), '{"a": 1}'])
        self.assertEqual([one.kind.name for one in outcomes],
                         ["error", "no_listing", "decision", "error"])
        self.assertEqual(outcomes[0].error.name, "malformed_json")
        self.assertEqual([one.body for one in outcomes], [0, 1, 2, 3])
        self.assertIsNone(outcomes[1].listing)
        self.assertEqual(outcomes[-2].decision.price_minor, 2348)
        self.assertEqual(len(outcomes[1:3]), 2)
        with self.assertRaises(IndexError):
            outcomes[4]

    def test_numbers(self):
        outcomes = self.decide([body("B07XQXZX00"), body("B07XQXZX02", 20.0)])
        self.assertEqual(list(outcomes.numbers("listing", "action", "price_minor")),
                         [(0, 1, 2348), (2, 1, 1999)])
        self.assertEqual(list(outcomes.numbers("price_minor", "body")), [(2348, 0), (1999, 1)])
        with self.assertRaises(ValueError):
            outcomes.numbers("memory")

    def test_more_outcomes_than_bodies(self):
        catalogue = self.policy.catalogue(
            [{"listing": one["listing"] | {"item": "B07XQXZX00", "sku": f"S{i}"}}
             for i, one in enumerate(lines(50))])
        outcomes = self.policy.decide_messages([body("B07XQXZX00")], catalogue, now=NOW)
        self.assertEqual([one.listing for one in outcomes], list(range(50)))
        self.assertEqual({one.decision.price_minor for one in outcomes}, {2348})

    def test_more_bytes_than_are_read_at_once(self):
        bodies = [body(f"B07XQXZX0{i % 3}", 19 + i % 5) + b" " * 5_000 for i in range(300)]
        outcomes = self.decide(bodies)
        self.assertEqual(len(outcomes), 300)
        self.assertEqual([one.body for one in outcomes], list(range(300)))
        self.assertEqual(list(outcomes.numbers("body", "price_minor")),
                         [(i, 100 * (19 + i % 5) - 1) for i in range(300)])
        self.assertEqual(list(outcomes.numbers("price_minor", "body"))[-1], (2299, 299))
        self.assertEqual(outcomes[-1].listing, 2)

    def test_read(self):
        (message,) = haggle.read_messages(body())
        self.assertEqual(message.kind, haggle.MessageKind.any_offer_changed)
        self.assertEqual(message.type, "ANY_OFFER_CHANGED")
        self.assertEqual(message.notification_id, "n-B07XQXZXYX-23.49")
        self.assertEqual(message.recipient, "A2X")
        self.assertEqual(message.market.item, "B07XQXZXYX")
        self.assertEqual(message.market.currency, "USD")
        self.assertEqual(message.market.offers, (haggle.Offer(
            seller="A1PQ", price_minor=2349, is_winner=True, eligible=message.market.offers[0]
            .eligible),))
        decision = self.policy.decide(lines()[0]["listing"] | {"item": "B07XQXZXYX"},
                                      message.market, now=NOW)
        self.assertEqual(decision.price_minor, 2348)
        (bad,) = haggle.read_messages("{")
        self.assertEqual((bad.error.name, bad.market), ("malformed_json", None))

    def test_no_bodies(self):
        self.assertEqual(list(self.decide([])), [])

    def test_what_is_kept(self):
        first = self.decide([body("B07XQXZX00")], keep=True)[0]
        self.assertEqual(self.catalogue[0].price_minor, first.decision.price_minor)
        self.assertEqual(self.catalogue[0].price_time, NOW)
        self.assertEqual(self.catalogue[1].price_minor, 2499)

    def test_a_catalogue(self):
        self.assertEqual(len(self.catalogue), 3)
        self.assertEqual(self.catalogue.find("A2X", "US", "MUG-2"), 2)
        self.assertIsNone(self.catalogue.find("A2X", "US", "MUG-9"))
        self.assertEqual(self.catalogue[2].sku, "MUG-2")
        with self.assertRaises(IndexError):
            self.catalogue[3]
        changed = haggle.Listing.read(lines(1)[0]["listing"] | {"floor": "24.00"})
        self.catalogue[0] = changed
        (outcome,) = self.decide([body("B07XQXZX00")])
        self.assertEqual(outcome.decision.price_minor, 2400)

    def test_lines_that_are_refused(self):
        refused = self.catalogue.put(b'{"listing": {}}\n{"policy": {"id": "p"}}\nnothing')
        self.assertEqual([error.row for error in refused], [0, 2])
        self.assertEqual(refused[1].name, "malformed_json")
        with self.assertRaises(haggle.HaggleError):
            haggle.Catalogue(["nothing"])

    def test_a_catalogue_of_another_policy(self):
        with self.assertRaises(ValueError):
            haggle.Policy().decide_messages([], self.catalogue, now=NOW)

    def test_threads(self):
        """Policy, catalogue and tables shared; some threads keep what they decide."""
        faults = []

        def work(number):
            try:
                for i in range(200):
                    price = 20 + (i % 10)
                    outcomes = self.decide([body("B07XQXZX00", price), body("B07XQXZX01", price)],
                                           keep=number == 0)
                    if number != 0 and outcomes[0].kind != haggle.OutcomeKind.decision:
                        faults.append(outcomes[0])
                    if outcomes[1].decision.price_minor not in range(1999, 2900):
                        faults.append(outcomes[1])
            except Exception as error:  # a fault of this test's subject, whatever it is
                faults.append(error)

        threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(faults, [])


if __name__ == "__main__":
    unittest.main()
