"""The progress bar: on a terminal, with its rate, and nowhere else."""

import os
import pty
import re
import subprocess
import unittest

import made
from support import PROGRAM, SAMPLE, Case, counts, reprice


def read_terminal(master):
    """All that was written to a terminal, until its last writer is gone."""
    data = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            return data
        if not piece:
            return data
        data += piece


class Terminal(Case):
    def run_on_terminal(self, *more, out_too=False, stdin=None):
        """(status, standard output, what the terminal showed)."""
        master, slave = pty.openpty()
        command = [PROGRAM, "--catalogue", SAMPLE / "catalogue.jsonl", "--dead-letters",
                   self.folder / "kept.jsonl", *more]
        with open(self.folder / "out.txt", "wb") as out:
            started = subprocess.Popen(command, stdout=slave if out_too else out, stderr=slave,
                                       stdin=stdin or subprocess.DEVNULL)
        os.close(slave)
        shown = read_terminal(master)
        os.close(master)
        return started.wait(), (self.folder / "out.txt").read_bytes(), shown

    def test_a_terminal_has_a_bar_with_its_rate(self):
        status, out, shown = self.run_on_terminal(SAMPLE / "notifications")
        self.assertEqual(status, 0)
        self.assertRegex(shown, rb"\[=+>? *\] \d+/520  \d+/s")
        self.assertIn(b"[==============================] 520/520", shown)
        self.assertNotIn(b"\r", out)
        self.assertNotIn(b"\033", out)
        self.assertEqual(counts(out)["messages"], 520)

    def test_the_bar_does_not_mix_with_the_table(self):
        status, _, shown = self.run_on_terminal(SAMPLE / "notifications", out_too=True)
        self.assertEqual(status, 0)
        # What is left when each erased line is taken away.
        left = re.sub(rb"\r\033\[K[^\r\n]*(?=\r\033\[K)", b"", shown).replace(b"\r\033[K", b"")
        self.assertIn(b"520/520", shown)
        self.assertNotIn(b"/520", left)
        self.assertEqual(counts(left.replace(b"\r", b""))["messages"], 520)

    def test_a_stream_has_a_count_and_no_end(self):
        with open(SAMPLE / "notifications" / "more.jsonl", "rb") as stream:
            status, _, shown = self.run_on_terminal("-", stdin=stream)
        self.assertEqual(status, 0)
        self.assertRegex(shown, rb"\d+ messages  \d+/s")
        self.assertNotIn(b"[=", shown)

    def test_a_pipe_has_no_bar(self):
        run = self.on_sample("--dead-letters", self.folder / "kept.jsonl")
        self.assertEqual(run.err, b"")
        self.assertNotIn(b"\r", run.out)
        self.assertNotIn(b"\033", run.out)

    def test_quiet_has_no_bar(self):
        status, _, shown = self.run_on_terminal("--quiet", SAMPLE / "notifications")
        self.assertEqual((status, shown), (0, b""))

    def test_what_was_sent_cannot_command_the_terminal(self):
        catalogue = self.lines("catalogue.jsonl", [made.policy(), made.listing("\033[2J")])
        source = self.lines("one.jsonl", [made.message([made.offer("A9\033[2J", 23.0)])])
        for more in ([], ["--explain", "\033[2J"]):
            run = reprice("--catalogue", catalogue, *more, source)
            self.assertEqual(run.status, 0)
            self.assertIn(b"?[2J", run.out)
            self.assertNotIn(b"\033", run.out)


if __name__ == "__main__":
    unittest.main()
