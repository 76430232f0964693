"""What one message leaves behind for the next: prices, times, caps, memory."""

import unittest

import made
from support import Case, counts, json_lines, reprice


def rival(price):
    return [made.offer("A9RIVAL", price)]


class Order(Case):
    def decide(self, messages, *more, catalogue=None):
        """The JSON lines of messages on a catalogue, by default one cup at 24.00."""
        catalogue = self.lines("catalogue.jsonl", catalogue or [made.policy(), made.listing()])
        source = self.lines("messages.jsonl", messages)
        run = reprice("--catalogue", catalogue, "--json", *more, source)
        self.assertIn(run.status, (0, 1), run.err)
        self.counts = counts(run.err)
        return json_lines(run.out)

    def prices(self, *arguments, **more):
        return [(one["action"], one["price"]) for one in self.decide(*arguments, **more)]

    def test_each_price_becomes_the_current_one(self):
        said = self.decide([made.message(rival(23), 0), made.message(rival(22), 1),
                            made.message(rival(22), 2)])
        self.assertEqual([one["current"] for one in said], ["24.00", "22.99", "21.99"])
        self.assertEqual([one["price"] for one in said], ["22.99", "21.99", "21.99"])
        self.assertEqual(said[2]["reason"], "no_change")

    def test_an_older_message_never_overwrites_a_newer_price(self):
        said = self.decide([made.message(rival(23), 10), made.message(rival(20), 9),
                            made.message(rival(22), 11)])
        self.assertEqual([one["price"] for one in said], ["22.99", "22.99", "21.99"])
        self.assertEqual((said[1]["action"], said[1]["reason"]), ("hold", "older_than_applied"))

    def test_a_hold_advances_the_time_too(self):
        said = self.decide([made.message(rival("24.01"), 10), made.message(rival(20), 9)])
        self.assertEqual([one["reason"] for one in said], ["no_change", "older_than_applied"])

    def test_an_older_message_does_not_take_the_time_back(self):
        said = self.decide([made.message(rival(23), 10), made.message(rival(20), 5),
                            made.message(rival(21), 7)])
        self.assertEqual([one["reason"] for one in said[1:]], ["older_than_applied"] * 2)

    def test_the_same_time_is_not_older(self):
        self.assertEqual(self.prices([made.message(rival(23), 1), made.message(rival(22), 1)]),
                         [("reprice", "22.99"), ("reprice", "21.99")])

    def test_the_same_notification_is_not_decided_twice(self):
        said = self.prices([made.message(rival(23), 0, number="n-1"),
                            made.message(rival(22), 1, number=" n-1")])
        self.assertEqual(said, [("reprice", "22.99")])
        self.assertEqual(self.counts["duplicates"], 1)

    def test_a_refused_message_does_not_hide_its_repetition(self):
        spoiled = made.message(rival("nothing"), 0, number="n-1")
        said = self.prices([spoiled, made.message(rival(22), 0, number="n-1")])
        self.assertEqual(said, [("reprice", "21.99")])
        self.assertEqual((self.counts["duplicates"], self.counts["refused"]), (0, 1))

    def test_every_listing_of_every_seller(self):
        catalogue = [made.policy(), made.listing("A"), made.listing("B", price="25.00"),
                     made.listing("A", seller="A2TWO"), made.listing("C", condition="used"),
                     made.listing("D", item="B0ZTESTS02"), made.listing("E", marketplace="CA",
                                                                        currency="CAD",
                                                                        price="CAD 24.00",
                                                                        shipping="CAD 0.00",
                                                                        floor="CAD 10.00",
                                                                        ceiling="CAD 40.00")]
        said = self.decide([made.message(rival(23))], catalogue=catalogue)
        self.assertEqual([(one["seller"], one["sku"], one["price"]) for one in said],
                         [("A1ONE", "A", "22.99"), ("A1ONE", "B", "22.99"),
                          ("A2TWO", "A", "22.99")])
        self.assertEqual((self.counts["messages"], self.counts["decisions"]), (1, 3))

    def test_a_mark_of_ours_is_the_recipients_alone(self):
        there = {"item": "900", "marketplace": "WALMART_US"}
        catalogue = [made.policy(), made.listing(seller="100", **there),
                     made.listing("A", seller="200", **there)]
        said = self.decide([made.walmart("100", 20)], catalogue=catalogue)
        self.assertEqual([(one["sku"], one["action"], one["offers"]["rivals"]) for one in said],
                         [("CUP-1", "hold", 0), ("A", "reprice", 1)])
        self.assertEqual(said[1]["price"], "19.99")

    def test_now_can_be_given(self):
        old = made.policy(snapshot_age_max="2h")
        at = ["--now", "2026-03-02T12:00:00Z"]
        said = self.decide([made.message(rival(23), 0)], *at, catalogue=[old, made.listing()])
        self.assertEqual(said[0]["reason"], "stale_snapshot")

    def test_the_newest_message_need_not_be_the_last(self):
        said = self.decide([made.message(rival(22), 0),
                            made.message(rival(23), 180, item="B0ZNOBODY01"),
                            made.message(rival(23), 30, item="B0ZNOBODY01")],
                           catalogue=[made.policy(snapshot_age_max="2h"), made.listing()])
        self.assertEqual([one["reason"] for one in said], ["stale_snapshot"])
        self.assertEqual(said[0]["now"], made.time_at(180).replace(".000", ""))

    def test_hours_are_in_the_zone_that_is_given(self):
        catalogue = [made.policy(hours={"start": "08:00", "end": "10:00"}), made.listing()]
        message = made.message(rival(23), 30)
        for zone, action in (("Z", "reprice"), ("+01:00", "hold"), ("-01:30", "reprice"),
                             ("-02:00", "hold")):
            with self.subTest(zone=zone):
                said = self.prices([message], "--utc-offset", zone, catalogue=catalogue)
                self.assertEqual(said[0][0], action)

    def test_a_stream_moves_the_clock_with_it(self):
        old = made.policy(snapshot_age_max="15min")
        catalogue = self.lines("catalogue.jsonl", [old, made.listing()])
        source = self.lines("m.jsonl", [made.message(rival(23), 0), made.message(rival(22), 60)])
        streamed = reprice("--catalogue", catalogue, "--json", "-", stdin=source.read_bytes())
        self.assertEqual([one["action"] for one in json_lines(streamed.out)], ["reprice"] * 2)
        from_file = reprice("--catalogue", catalogue, "--json", source)
        self.assertEqual([one["reason"] for one in json_lines(from_file.out)][0],
                         "stale_snapshot")

    def test_a_probe_remembers(self):
        climbs = made.policy(maximize="probe", probe_step="0.10", probe_interval="0s")
        offers = [made.offer("A1ONE", 24, winner=True, MyOffer=True), made.offer("A9RIVAL", 26)]
        lost = [made.offer("A1ONE", "24.10", MyOffer=True), made.offer("A9RIVAL", 26, winner=True)]
        catalogue = self.lines("catalogue.jsonl", [climbs, made.listing()])
        source = self.lines("m.jsonl", [made.message(offers, 0), made.message(lost, 1)])
        run = reprice("--catalogue", catalogue, "--json", "-", stdin=source.read_bytes())
        said = json_lines(run.out)
        self.assertEqual([one["price"] for one in said], ["24.10", "24.00"])


class Ladders(Case):
    """A business listing beside the consumer listing of the same SKU."""

    def setUp(self):
        super().setUp()
        tiers = [{"quantity": 5, "price": "USD 23.00", "floor": "USD 10.00"},
                 {"quantity": 10, "price": "USD 22.00", "floor": "USD 10.00"}]
        business = made.listing(price="23.50", audience="business", consumer_price="USD 24.00",
                                tiers=tiers)
        self.catalogue = self.lines("c.jsonl", [made.policy(), made.listing(), business])

    def decide(self, *messages):
        source = self.lines("m.jsonl", messages)
        run = reprice("--catalogue", self.catalogue, "--json", "-", stdin=source.read_bytes())
        self.assertEqual(run.status, 0, run.err)
        return json_lines(run.out)

    def ladder(self, line):
        return [rung["price"] for rung in line["rungs"] if rung.get("dropped", "no") == "no"]

    def test_the_prices_of_a_ladder_go_out_together_and_are_kept(self):
        breaks = [{"QuantityTier": quantity, "QuantityDiscountType": "QUANTITY_DISCOUNT",
                   "ListingPrice": made.usd(price)} for quantity, price in ((5, 21.5), (10, 21))]
        offers = [made.offer("A9RIVAL", 22.5, QuantityDiscountPrice=breaks)]
        first, second = self.decide(made.business_message(offers, 0),
                                    made.business_message(offers, 1))
        self.assertEqual(self.ladder(first), ["22.49", "21.49", "20.99"])
        self.assertEqual([rung["current"] for rung in second["rungs"]], self.ladder(first))
        self.assertEqual({rung["reason"] for rung in second["rungs"]}, {"no_change"})

    def test_a_dropped_tier_is_not_in_the_ladder_that_stands(self):
        offers = [made.offer("A9RIVAL", 22.5)]
        first, second = self.decide(made.business_message(offers, 0),
                                    made.business_message(offers, 1))
        self.assertEqual([rung["dropped"] for rung in first["rungs"]],
                         ["no", "not_cheaper", "not_cheaper"])
        self.assertEqual([rung.get("current") for rung in second["rungs"]],
                         ["22.49", None, None])

    def test_a_consumer_price_caps_the_business_price(self):
        _, capped = self.decide(made.message([made.offer("A9RIVAL", 20)], 0),
                                made.business_message([made.offer("A9RIVAL", 25)], 1))
        self.assertEqual(self.ladder(capped)[0], "19.99")
        [free] = self.decide(made.business_message([made.offer("A9RIVAL", 23.8)], 1))
        self.assertEqual(self.ladder(free)[0], "23.79")

    def test_the_cap_is_the_consumer_listings_price_where_none_is_said(self):
        business = made.listing(price="23.50", audience="business", tiers=[])
        for order in ([made.listing(), business], [business, made.listing()]):
            self.catalogue = self.lines("c.jsonl", [made.policy(), *order])
            [line] = self.decide(made.business_message([made.offer("A9RIVAL", 30)]))
            self.assertEqual(self.ladder(line), ["24.00"])


if __name__ == "__main__":
    unittest.main()
