"""Input that is wrong: a clear error, nothing lost, nothing half done, and the run goes on."""

import json
import time
import unittest

import made
from support import HAND, LONG, SAMPLE, Case, counts, json_lines, original, reprice

BRACKETS = 100 * 1000 * 1000


class BadInput(Case):
    def setUp(self):
        super().setUp()
        self.catalogue = self.lines("catalogue.jsonl", [made.policy(), made.listing()])
        self.kept = self.folder / "kept.jsonl"
        self.good = json.dumps(made.message([made.offer("A9RIVAL", 23.0)])).encode()

    def refused(self, data):
        """The dead letter of one file that is refused, with a good message after it."""
        run = reprice("--catalogue", self.catalogue, "--dead-letters", self.kept,
                      self.file("bad.json", data), self.file("good.json", self.good))
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(counts(run.out)["repriced"], 1)
        [letter] = json_lines(self.kept.read_bytes())
        self.assertEqual(letter["from"], str(self.folder / "bad.json"))
        self.assertEqual(original(letter), data)
        return letter

    def code_of(self, data):
        return self.refused(data)["error"]["error"]

    def test_a_hundred_megabytes_of_brackets(self):
        started = time.monotonic()
        self.assertEqual(self.code_of(b"[" * BRACKETS), "too_large")
        self.assertLess(time.monotonic() - started, 20)

    def test_brackets_that_are_not_too_large(self):
        self.assertEqual(self.code_of(b"[" * 1_000_000), "too_deep")

    def test_ten_thousand_offers(self):
        offers = [made.offer(f"A{i}", 23.0) for i in range(10_000)]
        self.assertEqual(self.code_of(json.dumps(made.message(offers)).encode()),
                         "too_many_offers")

    def test_one_bad_record_leaves_the_rest_of_its_batch(self):
        records = [{"messageId": f"m-{i}", "body": body}
                   for i, body in enumerate([self.good.decode(), "{]", "{}"])]
        batch = json.dumps({"Records": records}).encode()
        run = reprice("--catalogue", self.catalogue, "--dead-letters", self.kept,
                      self.file("batch.json", batch))
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(counts(run.out)["repriced"], 1)
        letters = json_lines(self.kept.read_bytes())
        self.assertEqual([(one["place"], one["record"], one["error"]["error"]) for one in letters],
                         [("Records[1].body", "m-1", "malformed_json"),
                          ("Records[2].body", "m-2", "unknown_message")])
        self.assertEqual({original(one) for one in letters}, {batch})

    def test_a_message_is_refused_as_a_whole(self):
        offers = [made.offer("A9RIVAL", 23.0), made.offer("A8RIVAL", "nothing")]
        self.assertEqual(self.code_of(json.dumps(made.message(offers)).encode()), "bad_amount")

    def test_bytes_that_are_no_text(self):
        letter = self.refused(self.good.replace(b"A9RIVAL", b"A9\xff\x00\xc3RIVAL"))
        self.assertIn("base64", letter)

    def test_text_with_every_control_character(self):
        letter = self.refused(b'{"' + bytes(range(32)) + b'\x7f\xe2\x80\xa8\xf0\x9f\x92\xb6')
        self.assertIn("text", letter)

    def test_text_is_text_to_the_last_character(self):
        text = ["\ud7ff", "\ue000", "\u07ff", "\u0800", "\uffff", "\U00010000", "\U0010ffff"]
        good = [one.encode() for one in text]
        bad = [b"\xed\xa0\x80", b"\xc0\xaf", b"\xc1\x81", b"\xe0\x9f\xbf", b"\xf0\x8f\xbf\xbf",
               b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\x80", b"\xc3", b"\xe2\x82",
               b"\xf0\x9f\x92"]
        reprice("--catalogue", self.catalogue, "--dead-letters", self.kept, "-",
                stdin=b"\n".join(good + bad))
        letters = json_lines(self.kept.read_bytes())
        self.assertEqual([original(one) for one in letters], good + bad)
        self.assertEqual(["text" in one for one in letters],
                         [True] * len(good) + [False] * len(bad))

    def test_a_folder_is_read_in_the_order_of_its_names(self):
        names = [f"{i * 7 % 30:02d}" for i in range(30)]
        for name in names:
            self.file(f"folder/{name}", b"no message")
        self.file("folder/.hidden", b"no message")
        self.file("folder/inside/00", b"no message")
        reprice("--catalogue", self.catalogue, "--dead-letters", self.kept, self.folder / "folder")
        self.assertEqual([one["from"].rpartition("/")[2]
                          for one in json_lines(self.kept.read_bytes())], sorted(names))

    def test_an_empty_file(self):
        self.assertEqual(self.code_of(b""), "malformed_json")

    def test_bad_lines_of_a_stream_are_kept_and_the_others_go_on(self):
        bad = [b"[" * 100_000, b"no message", b"{\"a\":\xff}", b"null", b"  {} \r"]
        run = reprice("--catalogue", self.catalogue, "--dead-letters", self.kept, "-",
                      stdin=b"\n".join([*bad, b"", b" \t", self.good]))
        self.assertEqual(run.status, 0)
        self.assertEqual(counts(run.out)["refused"], len(bad))
        self.assertEqual(counts(run.out)["repriced"], 1)
        letters = json_lines(self.kept.read_bytes())
        self.assertEqual([original(one) for one in letters], bad)
        self.assertEqual([one["from"] for one in letters], [f"-:{i}" for i in range(1, 6)])


class BadCatalogue(Case):
    def run_on(self, catalogue, *more):
        return reprice("--catalogue", catalogue, "--quiet", *more,
                       self.lines("one.jsonl", [made.message([made.offer("A9RIVAL", 23.0)])]))

    def test_every_bad_line_is_told_and_the_good_ones_go_on(self):
        path = HAND / "bad-catalogue.jsonl"
        run = self.run_on(path)
        self.assertEqual(run.status, 1)
        said = run.err.decode().splitlines()
        lines = len(path.read_bytes().splitlines())
        numbers = sorted(int(line.removeprefix(f"{path}:").split(":")[0]) for line in said)
        self.assertEqual(numbers, list(range(3, lines)))
        self.assertEqual(counts(run.out)["lines_refused"], lines - 3)
        self.assertEqual(counts(run.out)["listings"], 2)
        self.assertEqual(counts(run.out)["policies"], 1)

    def test_a_fault_is_told_with_its_code_path_and_advice(self):
        said = self.run_on(HAND / "bad-catalogue.jsonl").err.decode()
        for number, code, path in ((3, "floor_required", "listing.floor"),
                                   (5, "bounds_contradict", "listing"),
                                   (6, "currency_mismatch", "listing.floor"),
                                   (8, "amount_precision", "listing.price"),
                                   (9, "unknown_policy", "listing.policy"),
                                   (10, "wrong_type", "listing.price"),
                                   (11, "malformed_json", ""),
                                   (12, "id_too_long", "listing.seller"),
                                   (13, "too_many_tiers", "listing.tiers"),
                                   (14, "tiers_not_rising", "listing.tiers"),
                                   (21, "unknown_field", "policy")):
            with self.subTest(line=number):
                self.assertRegex(said, rf"(?m)^\S+bad-catalogue\.jsonl:{number}: {code}"
                                       rf"( at {path}\S*)?( \(byte \d+\))?: \w+")

    def test_a_policy_may_stand_behind_what_names_it(self):
        catalogue = self.lines("late.jsonl", [
            made.listing(policy="aging"),
            made.policy("aging", age_bands={"0-90": "plain"}),
            made.policy("plain"),
            made.listing("CUP-2", policy="missing")])
        run = self.run_on(catalogue)
        self.assertEqual(counts(run.out)["listings"], 1)
        self.assertEqual(counts(run.out)["repriced"], 1)
        self.assertIn(b"late.jsonl:4: unknown_policy", run.err)

    def test_a_listing_that_is_there_already(self):
        catalogue = self.lines("twice.jsonl", [made.policy(), made.listing(),
                                               made.listing(price="25.00"), made.policy()])
        run = self.run_on(catalogue)
        self.assertIn(b"twice.jsonl:3: repeated_key", run.err)
        self.assertIn(b"twice.jsonl:4: repeated_key", run.err)
        self.assertEqual(counts(run.out)["listings"], 1)

    def test_one_bad_line_among_very_many(self):
        count = 1_000_000 if LONG else 100_000
        text = json.dumps(made.listing("SKU-NUMBER", item="B0ITEMNUMBER"))
        rows = [text.replace("NUMBER", f"{i:07d}", 2) for i in range(count - 2)]
        rows[count // 2] = rows[count // 2].replace("USD 10.00", "USD 50.00")
        rows = [json.dumps(made.policy()), json.dumps(made.listing()), *rows]
        catalogue = self.file("many.jsonl", "\n".join(rows))
        run = self.run_on(catalogue)
        self.assertEqual(run.status, 1)
        [said] = run.err.decode().splitlines()
        self.assertRegex(said, rf"many\.jsonl:{count // 2 + 3}: bounds_contradict")
        self.assertEqual(counts(run.out)["listings"], count - 2)
        self.assertEqual(counts(run.out)["repriced"], 1)


if __name__ == "__main__":
    unittest.main()
