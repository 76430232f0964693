"""Exit statuses, and that what goes wrong is said."""

import os
import unittest

import made
from support import SAMPLE, Case, counts, reprice


class Status(Case):
    def setUp(self):
        super().setUp()
        self.catalogue = self.lines("catalogue.jsonl", [made.policy(), made.listing()])
        self.good = self.lines("good.jsonl", [made.message([made.offer("A9RIVAL", 23.0)])])
        self.bad = self.file("bad.json", "no message")
        self.kept = self.folder / "kept.jsonl"

    def expect(self, status, *arguments, says=b""):
        run = reprice(*arguments)
        self.assertEqual(run.status, status, run.err + run.out)
        self.assertIn(says, run.err)
        return run

    def test_all_handled(self):
        run = self.expect(0, "--catalogue", self.catalogue, self.good)
        self.assertEqual(counts(run.out)["repriced"], 1)
        self.assertEqual(run.err, b"")

    def test_refused_messages_that_are_kept_are_handled(self):
        self.expect(0, "--catalogue", self.catalogue, "--dead-letters", self.kept, self.bad)
        self.assertEqual(len(self.kept.read_bytes().splitlines()), 1)

    def test_refused_messages_that_are_not_kept(self):
        run = self.expect(1, "--catalogue", self.catalogue, self.good, self.bad)
        self.assertEqual(counts(run.out)["refused"], 1)
        self.assertEqual(counts(run.out)["repriced"], 1)

    def test_a_rejected_decision_is_refused_input_too(self):
        foreign = made.message([{**made.offer("A9RIVAL", 23.0),
                                 "ListingPrice": {"Amount": 23.0, "CurrencyCode": "CAD"},
                                 "Shipping": {"Amount": 0, "CurrencyCode": "CAD"}}])
        source = self.lines("cad.jsonl", [foreign])
        run = self.expect(1, "--catalogue", self.catalogue, source)
        self.assertEqual(counts(run.out)["by rejected"], {"currency_mismatch": 1})
        self.expect(0, "--catalogue", self.catalogue, "--dead-letters", self.kept, source)

    def test_a_bad_catalogue_line(self):
        catalogue = self.file("bad.jsonl", self.catalogue.read_bytes() + b"{}\n")
        run = self.expect(1, "--catalogue", catalogue, self.good, says=b"bad.jsonl:3: ")
        self.assertEqual(counts(run.out)["repriced"], 1)

    def test_wrong_usage(self):
        for arguments in ([], ["--catalogue", self.catalogue], [self.good], ["--unheard-of"],
                          ["--catalogue", self.catalogue, "--now", "noon", self.good],
                          ["--catalogue", self.catalogue, "--utc-offset", "+25:00", self.good],
                          ["--catalogue", self.catalogue, "--utc-offset", "1 hour", self.good],
                          ["--catalogue", self.catalogue, "--walmart-mart", "US", self.good],
                          ["--catalogue", self.catalogue, "--quiet", "--json", self.good],
                          ["--catalogue", self.catalogue, "--json", "--explain", "X", self.good]):
            with self.subTest(arguments=arguments):
                run = self.expect(2, *arguments)
                self.assertEqual(run.out, b"")
                self.assertNotEqual(run.err, b"")

    def test_nothing_that_is_read_is_overwritten(self):
        before = self.good.read_bytes()
        self.expect(2, "--catalogue", self.catalogue, "--out", self.good, self.folder)
        self.expect(2, "--catalogue", self.catalogue, "--dead-letters", self.catalogue, self.good)
        self.expect(2, "--catalogue", self.catalogue, "--out", self.kept, "--dead-letters",
                    self.kept, self.good)
        self.assertEqual(self.good.read_bytes(), before)
        self.assertFalse(self.kept.exists())

    def test_files_that_cannot_be_read(self):
        absent = self.folder / "absent"
        self.expect(3, "--catalogue", absent, self.good, says=b"No such file")
        self.expect(3, "--catalogue", self.folder, self.good, says=b"Is a directory")
        self.expect(3, "--catalogue", self.catalogue, self.good, absent, says=b"No such file")

    def test_a_run_that_cannot_begin_overwrites_nothing(self):
        self.kept.write_text("from the last run\n")
        self.expect(3, "--catalogue", self.folder, "--dead-letters", self.kept, self.good)
        self.assertEqual(self.kept.read_text(), "from the last run\n")

    def test_files_that_cannot_be_written(self):
        nowhere = self.folder / "no" / "folder"
        for option in ("--out", "--dead-letters"):
            self.expect(3, "--catalogue", self.catalogue, option, nowhere, self.good,
                        says=b"cannot write")
        if os.path.exists("/dev/full"):
            self.expect(3, "--catalogue", self.catalogue, "--out", "/dev/full", self.good,
                        says=b"cannot write")
            self.expect(3, "--catalogue", self.catalogue, "--dead-letters", "/dev/full", self.bad,
                        says=b"cannot write")

    def test_help(self):
        run = reprice("--help")
        self.assertEqual(run.status, 0)
        for word in (b"--catalogue", b"--dead-letters", b"--json", b"--explain", b"--now",
                     b"--utc-offset", b"--out", b"--quiet", b"Exit status"):
            self.assertIn(word, run.out)

    def test_quiet_prints_the_summary_alone(self):
        run = reprice("--catalogue", SAMPLE / "catalogue.jsonl", "--quiet", "--dead-letters",
                      self.kept, SAMPLE / "notifications")
        self.assertEqual(run.err, b"")
        self.assertTrue(run.out.startswith(b"catalogue "), run.out[:80])
        self.assertLess(len(run.out.splitlines()), 20)


if __name__ == "__main__":
    unittest.main()
