"""The hand-written messages: what is read, and what the listings made for them do."""

import json
import unittest

from support import HAND, SAMPLE, Case, json_lines, original, reprice

# What each message is about, seen in the price of the listing that waits for it.
PRICES = {
    "HAND-02": "24.38",  # the lowest of a rival's three rows, 24.39
    "HAND-03": "23.48",  # nobody is flagged; the offer that lands exactly at the box, 23.49
    "HAND-04": "22.98",  # the first of two winners in canonical order, 22.99
    "HAND-05": "23.55",  # the flagged offer's own price, 23.56, not the row's
    "HAND-07": "23.99",  # 20.00 + 4.00, whatever landed price is stated
    "HAND-08": "23.74",  # the rival at 0.00 is left out; the next stands at 23.75
    "HAND-09": "18.00",  # a rival at 0.01 and a floor of 18.00
    "HAND-10": "23.04",
    "HAND-12": "23.14",
    "HAND-13": "23.19",
    "HAND-14": "23.29",
    "HAND-15": "23.39",
    "HAND-19": "23.64",
    "HAND-23": "23.79",
    "HAND-32": "23.49",
    "BROUGHT-BACK": "24.50",
    "KEEP-PROBE": "25.09",
    "KEEP-MODEL": "26.40",
    "ALONE-DEFAULT": "29.90",
    "ALONE-CEILING": "39.90",
}

REASONS = {
    "HAND-21": "offers_unknown",
    "WAIT-PAUSED": "paused",
    "WAIT-NIGHTS": "outside_hours",
    "WAIT-COOLING": "cool_down",
    "WAIT-INACTIVE": "not_active",
    "WAIT-NO-STOCK": "out_of_stock",
    "WAIT-NO-COST": "cost_unknown",
    "WAIT-CROSSED": "bounds_cross",
    "WAIT-NO-TICK": "no_legal_price",
    "WAIT-NO-SHIPPING": "own_shipping_unknown",
    "WAIT-NO-CEILING": "ceiling_required",
    "WAIT-DO-NOTHING": "do_nothing",
    "WAIT-SAME-PRICE": "no_change",
    "WAIT-SMALL-CHANGE": "below_min_change",
    "WAIT-NO-DEFAULT": "no_default",
    "KEEP-HOLD": "maximize_hold",
    "KEEP-NO-MODEL": "no_model_price",
    "ALONE-HOLD": "only_seller_hold",
    "ALONE-NO-CEILING": "ceiling_required",
}


class Hand(Case):
    def setUp(self):
        super().setUp()
        kept = self.folder / "kept.jsonl"
        run = reprice("--catalogue", SAMPLE / "catalogue.jsonl", "--json", "--dead-letters", kept,
                      HAND / "hand")
        self.assertEqual(run.status, 0, run.err)
        self.letters = {letter["from"].rpartition("/")[2]: letter
                        for letter in json_lines(kept.read_bytes())}
        self.lines = {line["sku"]: line for line in json_lines(run.out)
                      if line["audience"] == "consumer"}
        self.all_lines = json_lines(run.out)

    def test_what_can_be_read_is_read(self):
        expected = json.loads((HAND / "hand-expected.json").read_text(encoding="utf-8"))
        self.assertEqual(len(expected), 37)
        for name, facts in expected.items():
            with self.subTest(message=name, about=facts["what"]):
                letter = self.letters.get(name)
                unread = letter is not None and "listing" not in letter
                if facts["reads"] == "yes":
                    self.assertFalse(unread, letter and letter["error"])
                elif facts["reads"] == "no":
                    self.assertTrue(unread)
                if letter:
                    self.assertEqual(original(letter), (HAND / "hand" / name).read_bytes())

    def test_prices(self):
        said = {sku: (self.lines[sku]["action"], self.lines[sku]["price"]) for sku in PRICES}
        self.assertEqual(said, {sku: ("reprice", price) for sku, price in PRICES.items()})

    def test_what_keeps_a_listing_where_it_is(self):
        said = {sku: (self.lines[sku]["action"], self.lines[sku]["reason"]) for sku in REASONS}
        self.assertEqual(said, {sku: ("hold", reason) for sku, reason in REASONS.items()})

    def test_another_currency_is_rejected_by_the_listing(self):
        line = self.lines["HAND-28"]
        self.assertEqual(line["error"]["error"], "currency_mismatch")
        letter = self.letters["28-other-currency-than-listing.json"]
        self.assertEqual(letter["listing"], {"seller": line["seller"], "sku": "HAND-28",
                                             "marketplace": "US"})

    def test_a_ladder_falls_with_the_quantity(self):
        [ladder] = [line for line in self.all_lines
                    if line["sku"] == "HAND-29" and line["audience"] == "business"]
        rungs = [(rung["quantity"], rung["price"], rung["dropped"]) for rung in ladder["rungs"]]
        self.assertEqual(rungs[:2], [(1, "97.24", "no"), (5, "93.49", "no")])
        self.assertEqual([dropped for _, _, dropped in rungs[2:]], ["not_cheaper"] * 2)

    def test_one_message_is_explained(self):
        run = reprice("--catalogue", SAMPLE / "catalogue.jsonl", "--explain", "HAND-09",
                      HAND / "hand")
        said = run.out.decode()
        self.assertIn("HAND-09  24.99 -> 18.00 USD", said)
        self.assertIn("18.00 (hard_min) .. 39.90 (hard_max)", said)
        self.assertNotIn("HAND-10", said)

    def test_nothing_to_explain_is_said(self):
        for sku, sentence in (("NO-SUCH-SKU", b"no listing has the SKU NO-SUCH-SKU"),
                              ("HAND-09", b"no message asks for a decision about HAND-09")):
            run = reprice("--catalogue", SAMPLE / "catalogue.jsonl", "--explain", sku,
                          HAND / "hand" / "10-empty-strings.json")
            self.assertIn(sentence, run.err)


if __name__ == "__main__":
    unittest.main()
