"""Embedded: no server, a file or standard input in, decisions out."""

import json
import random
import sqlite3
import time

from support import WorkerTest, listing, notification, now_ms


class Embedded(WorkerTest):
    def decisions(self, events):
        return [each["decision"] for each in events if each["event"] == "decided"]

    def test_without_arguments_it_reads_what_is_piped_in(self):
        status, events = self.run_to_end("--decisions", stdin=notification("n-1", 23.49).encode())
        self.assertEqual(status, 0)
        decided, = self.decisions(events)
        self.assertEqual((decided["sku"], decided["price"]), ("MUG-1", "23.48"))

    def test_poison_is_kept_with_its_bytes_and_the_rest_goes_on(self):
        messages = self.write("messages.jsonl", ['{"broken', notification("n-1", 23.49)])
        status, events = self.run_to_end("--source", messages, "--decisions")
        self.assertEqual(status, 0)
        self.assertEqual(len(self.decisions(events)), 1)
        letter, = map(json.loads, (self.folder / "dead-letters.jsonl").read_text().splitlines())
        self.assertEqual(letter["text"], '{"broken')
        self.assertEqual(letter["error"]["error"], "malformed_json")

    def test_a_dry_run_says_what_it_would_do_and_writes_nothing(self):
        messages = self.write("messages.jsonl", ['{"broken', notification("n-1", 23.49)])
        status, events = self.run_to_end("--source", messages, "--store", "sqlite:prices.db",
                                         "--dry-run")
        self.assertEqual(status, 0)
        self.assertEqual(self.decisions(events)[0]["price"], "23.48")
        self.assertEqual(self.prices(), {})
        self.assertEqual((self.folder / "dead-letters.jsonl").read_text(), "")

    def test_a_file_that_is_not_there_ends_it_with_a_sentence(self):
        status, events = self.run_to_end("--source", "nowhere.jsonl")
        self.assertEqual(status, 3)
        self.assertIn("nowhere.jsonl", events[-1]["text"])

    def prices(self):
        """{sku: price} as the SQLite store serves them."""
        with sqlite3.connect(self.folder / "prices.db") as db:
            return {json.loads(entry)["sku"]: json.loads(entry)["new_price"]
                    for entry, in db.execute("select entry from prices")}

    def test_killed_again_and_again_it_ends_where_it_would_have(self):
        dice = random.Random(3)
        items = 40
        self.write("catalogue.jsonl", [json.dumps({"policy": {"id": "gentle",
                   "compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"}})] +
                   [json.dumps(listing(n)) for n in range(items)])
        first_ms, newest, lines = now_ms() - 600_000, {}, []
        for number in range(6000):
            item, price = dice.randrange(items), dice.randrange(1900, 3900)
            newest[f"MUG-{item}"] = price
            lines.append(notification(f"n-{number:06d}", price / 100, f"B0MUG{item}",
                                      first_ms + number))
        dice.shuffle(lines)
        messages = self.write("messages.jsonl", lines)
        words = ["--source", messages, "--store", "sqlite:prices.db"]
        for _ in range(6):
            child = self.start(*words)
            time.sleep(dice.uniform(0.1, 0.6))
            child.kill()
            child.wait()
        status, _ = self.run_to_end(*words)
        self.assertEqual(status, 0)
        self.assertEqual(self.prices(), {sku: f"{(price - 1) / 100:.2f}"
                                         for sku, price in newest.items()})
