"""The JSON lines: they keep to the published schema, and from line to line the store is right."""

import json
import unittest
from decimal import Decimal

from support import ROOT, Case, json_lines

SCHEMA = ROOT / "include/haggle/codec/schema/decision.json"


def sent(line):
    """The prices of one line that go out: {quantity: price}."""
    rungs = line.get("rungs", [{**line, "quantity": 1}])
    going = [rung for rung in rungs if "error" not in rung and rung.get("dropped", "no") == "no"]
    if not any(rung["action"] == "reprice" for rung in going):
        return {}
    return {rung["quantity"]: Decimal(rung["price"]) for rung in going if "price" in rung}


class Lines(Case):
    def setUp(self):
        super().setUp()
        kept = self.folder / "kept.jsonl"
        self.said = self.on_sample("--json", "--dead-letters", kept)
        self.lines = json_lines(self.said.out)
        self.by_listing = {}
        for line in self.lines:
            key = tuple(line[name] for name in ("seller", "sku", "marketplace", "audience"))
            self.by_listing.setdefault(key, []).append(line)

    def test_the_summary_is_not_among_the_lines(self):
        self.assertIn(b"\ndecisions ", self.said.err)
        self.assertGreater(len(self.lines), 700)

    def test_every_line_keeps_to_the_schema(self):
        import jsonschema
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        for line in self.lines:
            if "error" not in line:
                validator.validate(line)
        with self.assertRaises(jsonschema.ValidationError):
            validator.validate({**self.lines[0], "action": "guess"})

    def test_an_older_message_changes_nothing(self):
        older = 0
        for lines in self.by_listing.values():
            newest = ""
            for line in lines:
                if line["market_time"] < newest:
                    older += 1
                    self.assertEqual(sent(line), {}, line)
                newest = max(newest, line["market_time"])
        self.assertGreater(older, 15)

    def test_the_current_price_is_the_one_last_sent(self):
        checked = 0
        for lines in self.by_listing.values():
            standing = None
            for line in lines:
                if "rungs" in line or "error" in line:
                    continue
                if standing and "changed_outside" not in line["reasons"]:
                    self.assertEqual(Decimal(line["current"]), standing, line)
                    checked += 1
                standing = sent(line).get(1, standing)
        self.assertGreater(checked, 200)

    def test_prices_are_inside_their_bounds(self):
        for line in self.lines:
            for rung in line.get("rungs", [line]):
                if rung.get("action") == "reprice" and rung.get("dropped", "no") == "no":
                    bounds = rung["bounds"]
                    self.assertGreaterEqual(Decimal(rung["price"]), Decimal(bounds["floor"]))
                    self.assertLessEqual(Decimal(rung["price"]),
                                         Decimal(bounds.get("ceiling", "Infinity")))

    def test_ladders_fall_and_stay_below_the_consumer_price(self):
        consumer = {}
        ladders = 0
        for line in self.lines:
            key = (line["seller"], line["sku"], line["marketplace"])
            prices = sent(line)
            if line["audience"] == "consumer":
                consumer[key] = prices.get(1, consumer.get(key))
            elif prices:
                ladders += 1
                falling = [price for _, price in sorted(prices.items())]
                self.assertEqual(falling, sorted(set(falling), reverse=True), line)
                self.assertLessEqual(falling[0], consumer.get(key) or falling[0], line)
        self.assertGreater(ladders, 20)


if __name__ == "__main__":
    unittest.main()
