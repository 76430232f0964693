"""Business prices and their tiers."""

import unittest

import haggle
from cases import NOW, POLICY, listing

GIVEN = {"seller": "A2X", "sku": "S", "item": "I", "marketplace": "US", "audience": "business",
         "price": "20.00", "shipping": "0.00", "floor": "10.00", "consumer_price": "25.00",
         "tiers": [{"quantity": 5, "price": "19.00", "floor": "9.00"},
                   {"quantity": 10, "price": "18.00"}]}
OFFERS = [haggle.Offer(seller="A1PQ", price_minor=1950, is_winner=True)]
BREAKS = [haggle.QuantityBreak(0, 5, 1800)]


class Business(unittest.TestCase):
    def decide(self, business):
        market = haggle.Market(time=NOW, offers=OFFERS)
        return haggle.Policy(POLICY).decide_business(business, market, BREAKS, now=NOW)

    def test_a_ladder(self):
        rungs = self.decide(GIVEN)
        self.assertEqual([rung.quantity for rung in rungs], [1, 5, 10])
        self.assertEqual(rungs[0].decision.price, haggle.Money("USD", 1949))
        self.assertEqual(rungs[1].decision.price_minor, 1799)
        self.assertEqual(rungs[0].dropped, haggle.Dropped.no)
        self.assertIsNone(rungs[2].decision)
        self.assertEqual(rungs[2].error.name, "floor_required")
        self.assertEqual(rungs[2].dropped, haggle.Dropped.failed)

    def test_the_same_as_objects(self):
        read = haggle.BusinessListing.read(GIVEN)
        self.assertEqual(read.consumer_price_minor, 2500)
        self.assertEqual(read.tiers[0], haggle.Tier(quantity=5, price_minor=1900, floor_minor=900))
        self.assertEqual(str(self.decide(read)), str(self.decide(GIVEN)))
        remembered = haggle.Tier(quantity=5, price_minor=1900, floor_minor=900, map_minor=950,
                                 ceiling_minor=3000, memory=self.decide(read)[1].decision.memory)
        again = haggle.BusinessListing(listing=read.listing, tiers=[remembered])
        self.assertEqual(self.decide(again)[1].decision.price_minor, 1799)

    def test_errors(self):
        with self.assertRaises(haggle.HaggleError) as caught:
            self.decide(haggle.BusinessListing(listing=listing()))
        self.assertEqual(caught.exception.name, "not_this_listing")
        many = [haggle.Tier(quantity=q, floor_minor=1) for q in range(2, 8)]
        with self.assertRaises(ValueError):
            self.decide(haggle.BusinessListing(listing=listing(), tiers=many))


if __name__ == "__main__":
    unittest.main()
