"""The generated sample against what its generator says that it put in."""

import json
import unittest
from collections import Counter

from support import SAMPLE, Case, counts, json_lines, original, reprice, without_speed

KEYS = ("seller", "sku", "marketplace", "audience")


def bytes_of(name):
    """The bytes of a message by the name that TRUTH.jsonl has for it."""
    path, _, line = name.partition(":")
    data = (SAMPLE / path).read_bytes()
    return data.split(b"\n")[int(line) - 1] if line else data


def listings():
    lines = json_lines((SAMPLE / "catalogue.jsonl").read_bytes())
    return [line["listing"] for line in lines if "listing" in line]


class Sample(Case):
    """One run over the sample, its dead letters kept."""

    @classmethod
    def setUpClass(cls):
        cls.truth = json_lines((SAMPLE / "TRUTH.jsonl").read_bytes())
        cls.summary = json.loads((SAMPLE / "SUMMARY.json").read_bytes())

    def setUp(self):
        super().setUp()
        self.kept = self.folder / "kept.jsonl"
        self.said = self.on_sample("--dead-letters", self.kept)
        self.assertEqual(self.said.status, 0, self.said.err)
        self.letters = json_lines(self.kept.read_bytes())
        self.counts = counts(self.said.out)

    def names_refused(self):
        """The messages that could not be read, by the names of TRUTH.jsonl."""
        folder = f"{SAMPLE}/"
        return {letter["from"].removeprefix(folder) for letter in self.letters
                if "listing" not in letter}

    def handled(self):
        """The facts of the messages that could be read, and are not repetitions, in order."""
        refused = self.names_refused()
        return [facts for facts in self.truth if facts["in"] not in refused
                and facts["kind"] not in {"duplicate", "unknown_type"}]

    def test_what_cannot_be_read_is_refused_and_nothing_else(self):
        refused = self.names_refused()
        must = {facts["in"] for facts in self.truth
                if facts["reads"] == "no" and facts["kind"] != "unknown_type"}
        may = {facts["in"] for facts in self.truth if facts["reads"] == "either"}
        self.assertLessEqual(must, refused)
        self.assertLessEqual(refused, must | may)
        self.assertEqual(self.counts["refused"], len(refused))
        self.assertEqual(sum(self.counts["by refused"].values()), len(refused))

    def test_refused_messages_are_kept_byte_for_byte(self):
        self.assertGreater(len(self.letters), 20)
        for letter in self.letters:
            name = letter["from"].removeprefix(f"{SAMPLE}/")
            self.assertEqual(original(letter), bytes_of(name), name)
            self.assertIn(letter["error"]["error"], self.counts["by refused"])

    def test_every_message_is_counted_once(self):
        found = self.counts
        self.assertEqual(found["messages"], self.summary["messages"])
        self.assertEqual(found["read"] + found["refused"], found["messages"])
        self.assertEqual(found["duplicates"], self.summary["duplicates"])
        self.assertEqual(found["unknown"], self.summary["kinds"]["unknown_type"])
        passed_over = sum(found["by passed over"].values())
        self.assertEqual(found["decided"] + found["duplicates"] + found["unknown"] + passed_over,
                         found["read"])

    def test_messages_about_nothing_of_ours_are_passed_over(self):
        shelves = {(one["marketplace"], one["item"]) for one in listings()}
        keys = {(one["marketplace"], one["item"], one["audience"], one["condition"])
                for one in listings()}
        passed = [facts for facts in self.handled() if "item" in facts and (
            facts["marketplace"], facts["item"], facts["audience"], facts["condition"]) not in keys]
        ours = sum((facts["marketplace"], facts["item"]) in shelves for facts in passed)
        strange = sum(facts["reads"] == "either" for facts in self.handled())
        found = self.counts["by passed over"]
        self.assertGreater(ours, 5)
        self.assertEqual(found["not_this_listing"], ours)
        self.assertIn(found["no_listing"] - (len(passed) - ours), range(strange + 1))

    def expected_decisions(self):
        """(marketplace, item, audience) -> how many decisions, from catalogue and truth alone."""
        held = Counter((one["marketplace"], one["item"], one["audience"], one["condition"])
                       for one in listings())
        asked = Counter()
        for facts in self.handled():
            if "item" in facts:
                key = tuple(facts[k] for k in ("marketplace", "item", "audience", "condition"))
                asked[key[:3]] += held[key]
        return +asked

    def test_one_message_reprices_every_listing_that_holds_the_item(self):
        expected = self.expected_decisions()
        self.assertEqual(sum(expected.values()), self.summary["listings_matched_but_duplicates"])
        extra = self.counts["decisions"] - sum(expected.values())
        strange = [facts for facts in self.handled() if facts["reads"] == "either"]
        self.assertTrue(extra == 0 if not strange else 0 <= extra <= 3 * len(strange), extra)
        run = self.on_sample("--json")
        items = {tuple(one[k] for k in KEYS): one["item"] for one in listings()}
        decided = Counter((line["marketplace"], items[tuple(line[k] for k in KEYS)],
                           line["audience"]) for line in json_lines(run.out))
        self.assertEqual(sum(decided.values()), self.counts["decisions"])
        if extra == 0:
            self.assertEqual(decided, expected)

    def test_decisions_are_counted_apart(self):
        found = self.counts
        self.assertEqual(found["repriced"] + found["held"] + found["rejected"],
                         found["decisions"])
        self.assertEqual(sum(found["by held"].values()), found["held"])
        self.assertEqual(sum(found.get("by rejected", {}).values()), found["rejected"])
        self.assertGreater(found["repriced"], 100)
        for reason in ("older_than_applied", "paused", "out_of_stock", "not_active",
                       "stale_snapshot", "cost_unknown", "no_change", "all_filtered",
                       "offers_unknown", "buy_box_sister", "cool_down", "outside_hours"):
            self.assertGreater(found["by held"].get(reason, 0), 0, reason)

    def test_what_was_refused_is_counted_and_kept(self):
        with_listing = [letter for letter in self.letters if "listing" in letter]
        self.assertEqual(len(self.letters) - len(with_listing), self.counts["refused"])
        self.assertIn(f"kept       {len(self.letters)} messages in", self.said.out.decode())

    def test_two_runs_give_the_same_bytes(self):
        for more in ([], ["--json"], ["--explain", "MUG-1"]):
            first, second = (self.on_sample("--dead-letters", self.kept, *more) for _ in range(2))
            self.assertEqual(without_speed(first.out), without_speed(second.out))
            self.assertEqual(without_speed(first.err), without_speed(second.err))

    def test_a_stream_is_read_like_a_file_of_lines(self):
        more = SAMPLE / "notifications" / "more.jsonl"
        arguments = ["--catalogue", SAMPLE / "catalogue.jsonl", "--now", self.summary["newest"]]
        from_file = reprice(*arguments, more)
        from_stream = reprice(*arguments, "-", stdin=more.read_bytes())
        self.assertEqual(without_speed(from_file.out), without_speed(from_stream.out))

    def test_now_is_the_time_of_the_newest_message(self):
        run = self.on_sample("--now", self.summary["newest"], "--dead-letters", self.kept)
        self.assertEqual(without_speed(run.out), without_speed(self.said.out))

    def test_out_takes_the_decisions_and_leaves_the_summary(self):
        out = self.folder / "decisions.txt"
        run = self.on_sample("--dead-letters", self.kept, "--out", out)
        self.assertTrue(run.out.startswith(b"catalogue "))
        self.assertEqual(without_speed(out.read_bytes() + run.out), without_speed(self.said.out))


if __name__ == "__main__":
    unittest.main()
