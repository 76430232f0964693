"""One decision, its explanation, and what is raised."""

import copy
import datetime
import pickle
import unittest

import haggle
from cases import NOW, NOW_MS, OFFERS, POLICY, listing, market


class Decide(unittest.TestCase):
    def setUp(self):
        self.policy = haggle.Policy(POLICY)

    def decide(self, ours=None, offers=OFFERS[0], **more):
        return haggle.decide(ours or listing(), market(offers), self.policy, now=NOW, **more)

    def test_a_cent_below_the_buy_box(self):
        decision = self.decide()
        self.assertEqual(decision.action, haggle.Action.reprice)
        self.assertEqual(decision.price, haggle.Money("USD", 2348))
        self.assertEqual(str(decision.price), "USD 23.48")
        self.assertEqual(str(decision.price.decimal), "23.48")
        self.assertEqual(decision.reasons, (haggle.Reason.chase_buy_box,))
        self.assertEqual(decision.change_minor, -151)
        self.assertEqual((decision.floor_minor, decision.ceiling_minor), (1800, 3990))
        self.assertEqual(decision.verdicts, (haggle.Verdict.kept, haggle.Verdict.kept))
        self.assertEqual(decision.steps[0].sentence, "goes by the reference's price")
        self.assertEqual(decision.holder, 0)
        self.assertEqual(len(decision.memory), 40)

    def test_a_moment_as_milliseconds(self):
        same = self.policy.decide(listing(), market(OFFERS[0]), now=NOW_MS)
        self.assertEqual(same, self.decide())
        with self.assertRaises(ValueError):
            self.policy.decide(listing(), market(OFFERS[0]), now=datetime.datetime(2026, 1, 1))

    def test_a_listing_as_json(self):
        given = {"seller": "A2X", "sku": "MUG-1", "item": "B07XQXZXYX", "marketplace": "US",
                 "price": "USD 24.99", "shipping": "0.00", "floor": "18.00", "ceiling": "39.90"}
        decision = self.policy.decide(given, market(OFFERS[0]), now=NOW)
        self.assertEqual(decision.price_minor, 2348)
        read = haggle.Listing.read(given)
        self.assertEqual(read.currency, "USD")
        self.assertEqual(haggle.Listing.read(read.write()), read)

    def test_every_fact_of_a_listing_comes_back(self):
        full = listing(sku="S", item="I", price_time=NOW, points_minor=1, default_price_minor=2000,
                       model_price_minor=2100, floor_basis=haggle.Basis.landed, map_minor=1900,
                       reference_price_minor=2500, reference_time=NOW, last_applied=NOW, stock=3,
                       age_days=4, cost_minor=900, fee_ppm=150_000, fee_fixed_minor=30,
                       memory=self.decide().memory, status=haggle.ListingStatus.inactive,
                       fulfilment=haggle.Fulfilment.marketplace)
        back = haggle.Listing.read(full.write())
        self.assertEqual(back.memory, b"")
        self.assertEqual(full.__class__(**{f: getattr(back, f) for f in back.__slots__
                                           if f != "memory"}, memory=full.memory), full)

    def test_explained(self):
        text = self.policy.explain(listing(sku="MUG-1"), market(OFFERS[0]), now=NOW)
        self.assertIn("24.99 -> 23.48 USD", text)
        told = self.policy.explain_json(listing(), market(OFFERS[0]), now=NOW)
        self.assertEqual(told["price"], "23.48")

    def test_errors_say_where(self):
        with self.assertRaises(haggle.HaggleError) as caught:
            self.decide(listing(floor_minor=None))
        self.assertEqual(caught.exception.code, haggle.Status.floor_required)
        self.assertEqual(caught.exception.path, "listing.floor")
        self.assertIn("set a hard minimum", str(caught.exception))
        with self.assertRaises(haggle.HaggleError) as caught:
            self.decide(offers=[OFFERS[0][0], OFFERS[0][1] | {"shipping_minor": 10**16}])
        self.assertEqual((caught.exception.name, caught.exception.path, caught.exception.index),
                         ("out_of_range", "offers[].shipping", 1))
        again = pickle.loads(pickle.dumps(caught.exception))
        self.assertEqual((again.code, again.path, again.index, str(again)),
                         (caught.exception.code, caught.exception.path, 1, str(caught.exception)))
        with self.assertRaises(ValueError):
            self.decide(listing(seller="x" * 32))
        with self.assertRaises(ValueError):
            self.decide(listing(memory=b"123"))

    def test_policies(self):
        self.assertEqual(self.policy, haggle.Policy(self.policy.json))
        self.assertEqual(haggle.Policy().json, "{}")
        self.assertNotEqual(self.policy, haggle.Policy())
        self.assertEqual(copy.deepcopy(self.policy), self.policy)
        self.assertEqual(len({self.policy, haggle.Policy(POLICY)}), 1)
        with self.assertRaises(haggle.HaggleError) as caught:
            haggle.Policy('{"beat_by": "-0.01", "tik": 1}')
        self.assertEqual((caught.exception.name, caught.exception.path),
                         ("unknown_field", "policy"))
        self.assertGreater(caught.exception.offset, 0)

    def test_money(self):
        self.assertEqual(haggle.Money.parse("JPY 3000.00"), haggle.Money("JPY", 3000))
        self.assertEqual(str(haggle.Money("KWD", 1)), "KWD 0.001")
        with self.assertRaises(haggle.HaggleError):
            haggle.Money.parse("USD 0.001")

    def test_a_listing_that_decides_again(self):
        held = self.decide(listing(price_minor=2348, price_time=NOW))
        self.assertEqual(held.action, haggle.Action.hold)


if __name__ == "__main__":
    unittest.main()
