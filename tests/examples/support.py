"""What the tests of the example share: they run the program and take apart what it says."""

import base64
import json
import os
import re
import subprocess
import tempfile
import unittest
from collections import namedtuple
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ["REPRICE_PROGRAM"]
SAMPLE = Path(os.environ["REPRICE_SAMPLE"])
HAND = ROOT / "examples/reprice/sample"
LONG = os.environ.get("HAGGLE_LONG") == "1"

Run = namedtuple("Run", "status out err")


def reprice(*arguments, stdin=b"", **more):
    """Runs the program with its standard streams as pipes."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                          timeout=600, **more)
    return Run(done.returncode, done.stdout, done.stderr)


def json_lines(data):
    return [json.loads(line) for line in data.splitlines()]


def original(letter):
    """The bytes of a dead letter as they arrived."""
    return base64.b64decode(letter["base64"]) if "base64" in letter else letter["text"].encode()


def counts(text):
    """The numbers of a summary: {"messages": 520, "read": 489, "held": {...}, ...}."""
    found = {}
    for line in re.sub(r",\n {16}", ",", text.decode()).splitlines():
        if match := re.fullmatch(r"(messages|decisions) +(\d+): (.*)", line):
            found[match[1]] = int(match[2])
            found |= {name: int(number) for number, name in re.findall(r"(\d+) (\w+)", match[3])}
        elif match := re.fullmatch(r"catalogue  (\d+) policies, (\d+) listings; (\d+) of .*", line):
            found |= dict(zip(("policies", "listings", "lines_refused"), map(int, match.groups())))
        elif match := re.fullmatch(r"  read +(\d+) decided on, (\d+) dup\w+, (\d+) of .*", line):
            found |= dict(zip(("decided", "duplicates", "unknown"), map(int, match.groups())))
        elif match := re.fullmatch(r"  (\w+(?: \w+)?) +((?:\w+ \d+(?:, )?)+)", line):
            found["by " + match[1]] = {name: int(number) for name, number
                                       in re.findall(r"(\w+) (\d+)", match[2])}
    return found


def without_speed(text):
    return b"\n".join(line for line in text.split(b"\n") if not line.startswith(b"speed "))


class Case(unittest.TestCase):
    """A test with a folder of its own."""
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def lines(self, name, values):
        """A file of JSON lines."""
        return self.file(name, "".join(json.dumps(value) + "\n" for value in values))

    def on_sample(self, *more):
        return reprice("--catalogue", SAMPLE / "catalogue.jsonl", *more, SAMPLE / "notifications")
