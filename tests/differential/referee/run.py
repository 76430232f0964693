#!/usr/bin/env python3
"""Compares the core's decisions and ladders with the ones worked out here, on random input.

    run.py [--door DOOR] [--seed N] [--count N]

DOOR is the program of tests/differential/model_door.cpp, else `model_door` in HAGGLE_BIN_DIR or in
build/release/bin; the seed is N, HAGGLE_SEED or 7; the count is N, or 1,000,000 with
HAGGLE_LONG=1, or 40,000. One line in ten is a ladder. Every field of every answer is compared: each
step's stage, reason, before and after, the price, the verdicts, the memory, the error. Prints how
many, how often each reason and error was met, and the first that differ. Ends with 1 if any does.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

sys.dont_write_bytecode = True
import decide  # noqa: E402
import generate  # noqa: E402
import ladder  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
SLICE = 4_000  # decisions of one seed
SHOWN = 3
LADDERS = 10  # one line of so many is a ladder
PROCESSES = 2


def arguments():
    bin_dir = Path(os.environ.get("HAGGLE_BIN_DIR", ROOT / "build/release/bin"))
    count = 1_000_000 if os.environ.get("HAGGLE_LONG") == "1" else 40_000
    parser = argparse.ArgumentParser()
    parser.add_argument("--door", type=Path, default=bin_dir / "model_door")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("HAGGLE_SEED", 7)))
    parser.add_argument("--count", type=int, default=count)
    return parser.parse_args()


def lines_of(seed, part, count):
    r = random.Random(f"{seed}/{part}")
    return [json.dumps(generate.ladder_line(r, number) if number % LADDERS == 0 else
                       generate.line(r, number)) for number in range(count)]


def decided(line):
    return (ladder.decide_business if "tiers" in line["listing"] else decide.decide)(line)


def ask(door, lines):
    text = "\n".join(lines).encode() + b"\n"
    said = subprocess.run([door], input=text, stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(answer) for answer in said.splitlines()]


def outcomes(answer):
    if "rungs" in answer:
        return ["ladder", *(o for rung in answer["rungs"] for o in outcomes(rung))]
    if answer.get("error"):
        return ["error " + answer["error"]]
    return [answer["action"], *answer["reasons"]]


def slice_of(task):
    """(decided, how often each outcome was met, what differs) of one part of a seed."""
    door, seed, part, count = task
    lines, met, wrong = lines_of(seed, part, count), Counter(), []
    answers = ask(door, lines)
    if len(answers) != len(lines):
        raise SystemExit(f"{len(answers)} answers to {len(lines)} lines")
    for line, theirs in zip(lines, answers):
        ours = {"id": theirs["id"], **decided(json.loads(line))}
        met.update(outcomes(ours))
        if ours != theirs:
            wrong.append((line, ours, theirs))
    return len(lines), met, wrong


def show(wrong):
    for line, ours, theirs in wrong[:SHOWN]:
        fields = sorted(f for f in {*ours, *theirs} if ours.get(f) != theirs.get(f))
        print(f"differs in {', '.join(fields)}\n  line    {line}")
        print(f"  referee {json.dumps(ours)}\n  core    {json.dumps(theirs)}", flush=True)


def tasks(given):
    for part in range(0, given.count, SLICE):
        yield given.door.resolve(), given.seed, part, min(SLICE, given.count - part)


def main():
    given, decided, met, differ = arguments(), 0, Counter(), 0
    with Pool(PROCESSES) as pool:
        for count, outcome, wrong in pool.imap(slice_of, tasks(given)):
            decided, differ = decided + count, differ + len(wrong)
            met.update(outcome)
            show(wrong)
    print("  ".join(f"{name} {count:,}" for name, count in met.most_common()))
    print(f"referee    {decided:11,} compared, {differ:,} differ (seed {given.seed})")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
