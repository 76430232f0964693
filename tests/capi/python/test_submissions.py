"""Prices out: the bodies that marketplaces take, written and read back."""

import json
import unittest

import haggle
from haggle import Asked, SalePrice, Submission

LISTING = {"seller": "A2X", "sku": "MUG-1", "item": "B07XQXZXYX", "marketplace": "US",
           "price": "24.99", "shipping": "0.00", "floor": "18.00", "ceiling": "39.90"}
FULL = Submission(
    seller="A2X", sku="MUG-1", marketplace="US", currency="USD", op=haggle.PatchOp.replace,
    consumer=Asked(price_minor=2348, min_minor=1800, max_minor=3990,
                   sales=(SalePrice(price_minor=1999, start="2026-11-21", end="2026-11-28"),)),
    business=Asked(price_minor=2300, levels=((5, 2200), (10, 2100))), product_type="MUG")


def decided() -> tuple[haggle.Listing, haggle.Decision]:
    listing = haggle.Listing.read(LISTING)
    offers = (haggle.Offer(seller="A1PQ", price_minor=2349, is_winner=True),)
    policy = haggle.Policy({"compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"})
    market = haggle.Market(time=1_000, offers=offers)
    return listing, policy.decide(listing, market, now=2_000)


class Submissions(unittest.TestCase):
    def test_a_decision_goes_out(self) -> None:
        listing, decision = decided()
        submission = Submission.of(listing, decision, haggle.BoundsSent.effective)
        self.assertEqual(submission.consumer,
                         Asked(price_minor=2348, min_minor=1800, max_minor=3990))
        row = json.loads(submission.listings_patch())["patches"][0]["value"][0]
        self.assertEqual(row["our_price"][0]["schedule"][0]["value_with_tax"], 23.48)

    def test_a_body_is_read_back(self) -> None:
        body = FULL.listings_patch()
        read = Submission.read_listings_patch(body, seller="A2X", sku="MUG-1")
        self.assertEqual((read.consumer, read.business, read.op, read.product_type),
                         (FULL.consumer, FULL.business, FULL.op, FULL.product_type))
        self.assertEqual(read.listings_patch(), body)

    def test_a_feed_is_read_back(self) -> None:
        feed = haggle.listings_feed([FULL], issue_locale="de_DE")
        self.assertIn("de_DE", feed)
        good, = haggle.read_listings_feed(feed)
        assert isinstance(good, Submission)
        self.assertEqual(good.consumer, FULL.consumer)
        spelled = feed.replace("messageId", "message\\u0049d")
        self.assertEqual(haggle.read_listings_feed(spelled), [good])
        bad, = haggle.read_listings_feed(feed.replace('"PATCH"', '"DELETE"'))
        assert isinstance(bad, haggle.HaggleError)
        self.assertEqual(bad.code, haggle.Status.unknown_value)

    def test_a_price_for_walmart(self) -> None:
        one = Submission(sku="MUG-1", marketplace="WALMART_US", consumer=Asked(price_minor=2348))
        self.assertIn("23.48", one.walmart_price())
        self.assertIn("23.48", haggle.walmart_feed([one]))

    def test_what_cannot_go_out(self) -> None:
        with self.assertRaises(haggle.HaggleError) as caught:
            Submission(sku="", marketplace="US", consumer=Asked(price_minor=1)).listings_patch()
        self.assertEqual(caught.exception.code, haggle.Status.bad_id)
        with self.assertRaises(ValueError):
            Submission(sku="x" * 200, marketplace="US").listings_patch()
        with self.assertRaises(haggle.HaggleError):
            Submission.read_listings_patch("{}", seller="A2X", sku="MUG-1")


if __name__ == "__main__":
    unittest.main()
