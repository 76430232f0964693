#!/usr/bin/env python3
"""Compares the reader of messages with the facts that were put into generated ones.

    truth.py [DOOR] [SEED...]    DOOR is the program built from tests/wire/message_door.cpp, by
                                 default the one in the folder that HAGGLE_BIN_DIR names

Makes the sample for each seed and asks the door for every message. Prints the number of messages
compared and the first that differ. Ends with 0 if none differs, else with 1.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "examples" / "reprice" / "sample" / "generate.py"
SEEDS = ["7", "8", "9"]
KINDS = {"aoc": "any_offer_changed", "b2b_pascal": "b2b_any_offer_changed",
         "b2b_camel": "b2b_any_offer_changed", "walmart_old": "walmart_buy_box_changed",
         "walmart_new": "walmart_buy_box_changed"}
POINTS = {"JP"}  # where points lower the landed price


def messages(folder):
    """(facts, bytes) of every generated message."""
    more = (folder / "notifications" / "more.jsonl").read_bytes().split(b"\n")
    for text in (folder / "TRUTH.jsonl").read_text(encoding="utf-8").splitlines():
        facts = json.loads(text)
        name, _, line = facts["in"].partition(":")
        yield facts, more[int(line) - 1] if line else (folder / name).read_bytes()


def ask(door, bodies):
    """The door's answers, one for each message."""
    text = "".join(body.hex() + "\n" for body in bodies)
    done = subprocess.run([door], input=text.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(answers) != len(bodies):
        raise SystemExit(f"{len(bodies)} messages, {len(answers)} answers")
    return answers


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def landed(market, row):
    _, price, shipping, points = row
    return price + shipping - (points if market["marketplace"] in POINTS else 0)


def market_faults(facts, market):
    """What is told of every market, whoever sent the message."""
    for name in ("marketplace", "item", "audience", "condition", "counted"):
        if market[name] != facts[name]:
            yield f"{name} {market[name]!r}, expected {facts[name]!r}"
    if moment(market["time"]) != moment(facts["time"]):
        yield f"time {market['time']}, expected {facts['time']}"
    if market["winner"] not in (None, facts["winner"]):
        yield f"winner {market['winner']!r}, expected {facts['winner']!r}"
    if facts["winner"] is None and market["box"] is not None:
        yield f"a buy box at {market['box']} that nobody has"


def amazon_faults(facts, market):
    if market["offers"] != facts["offers"]:
        yield f"offers {market['offers']}, expected {facts['offers']}"
    sellers = [row[0] for row in market["flagged"]]
    if sellers != ([facts["winner"]] if facts["flagged"] else []):
        yield f"flagged {sellers}, expected {facts['winner']!r} if {facts['flagged']}"
    if market["whole"] != (facts["counted"] == len(facts["offers"])):
        yield f"the list is whole: {market['whole']}"
    for row in market["flagged"]:
        if market["box"] not in (None, landed(market, row)):
            yield f"a buy box at {market['box']}, its holder at {landed(market, row)}"
    if market["mine"] or market["suppressed"]:
        yield "more than the message says"


def walmart_faults(facts, answer):
    market = answer["market"]
    if any(row[0] != answer["recipient"] for row in market["mine"]) or len(market["mine"]) > 1:
        yield f"ours: {market['mine']}, recipient {answer['recipient']}"
    known = {row[0] for row in market["offers"]}
    if facts["winner"] in known and market["winner"] != facts["winner"]:
        yield f"winner {market['winner']!r} though {facts['winner']!r} is listed"
    if market["suppressed"] != (facts["winner"] is None and facts["wire"] == "walmart_new"):
        yield f"suppressed: {market['suppressed']}"
    if (facts["winner"] is None) != (market["box"] is None):
        yield f"box {market['box']}, winner {facts['winner']!r}"
    if len(market["offers"]) > facts["counted"]:
        yield f"{facts['counted']} offers, listed as {market['offers']}"


def refused_faults(facts, answer):
    """A broken message is an error; one of another type is a message without a market."""
    if facts["wire"] == "other_type" and answer.get("kind") != "unknown":
        yield f"another type is read as {answer}"
    if facts["wire"] == "broken" and "error" not in answer:
        yield f"read, though it is broken: {facts['defect']}"


def faults(facts, answer):
    if facts["reads"] == "no":
        yield from refused_faults(facts, answer)
    elif facts["reads"] == "yes" and answer.get("kind") != KINDS[facts["wire"]]:
        yield f"not read: {answer}"
    elif facts["reads"] == "yes":
        yield from market_faults(facts, answer["market"])
        if facts["wire"].startswith("walmart"):
            yield from walmart_faults(facts, answer)
        else:
            yield from amazon_faults(facts, answer["market"])


def compare(door, seed):
    """The numbers of messages by how they should be read, and of those that differ."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, GENERATOR, "--out", folder, "--seed", seed],
                       stdout=subprocess.DEVNULL, check=True)
        made = list(messages(Path(folder)))
    wrong = 0
    for (facts, _), answer in zip(made, ask(door, [body for _, body in made])):
        found = list(faults(facts, answer))
        wrong += bool(found)
        for fault in found[:1 if wrong <= 5 else 0]:
            print(f"  seed {seed}, {facts['in']} ({facts.get('kind')}): {fault}")
    return Counter(facts["reads"] for facts, _ in made), wrong


def main(arguments):
    door = arguments[1] if len(arguments) > 1 else None
    if door is None and "HAGGLE_BIN_DIR" in os.environ:
        door = os.path.join(os.environ["HAGGLE_BIN_DIR"], "message_door")
    if door is None:
        raise SystemExit(__doc__)
    total, wrong = Counter(), 0
    for seed in arguments[2:] or SEEDS:
        counted, differ = compare(door, seed)
        total, wrong = total + counted, wrong + differ
    print(f"messages: {sum(total.values()):,} compared ({dict(total)}), {wrong:,} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
