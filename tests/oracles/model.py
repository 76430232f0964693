#!/usr/bin/env python3
"""Compares whole decisions with an independent implementation in Python.

    model.py [--door DOOR] [--model FOLDER] [--seed N]

DOOR is the program of tests/differential/model_door.cpp, else `model_door` in HAGGLE_BIN_DIR or in
build/release/bin. FOLDER holds generate.py, decide.py, cases.py and cases.txt, else
HAGGLE_MODEL_DIR or ../shared/model. Every field of every answer is compared, over the
hand-checked cases, 100,000 random decisions and 20,000 random ladders (ten times as many with
HAGGLE_LONG=1); one slice in eight of them has its lines twisted (model_twists.py). Prints how
many, and the first that differ with the seed and the line to see them again. Ends with 0 if none
differs or there is no model, else with 1.
"""

import argparse
import json
import os
import subprocess
import sys
from multiprocessing import Pool
from pathlib import Path

from model_twists import twisted

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
SLICE = 5_000                        # lines of one seed
SHOWN = 3                            # differences shown of one slice
PROCESSES = 2
TWISTED = 8                          # one slice in so many
PRICE_MAX = 10**15                   # minor units; the model goes on above
QUIET = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def arguments():
    bin_dir = Path(os.environ.get("HAGGLE_BIN_DIR", ROOT / "build/release/bin"))
    model = os.environ.get("HAGGLE_MODEL_DIR", ROOT.parent / "shared/model")
    seed = int(os.environ.get("HAGGLE_SEED", 3))
    parser = argparse.ArgumentParser()
    parser.add_argument("--door", type=Path, default=bin_dir / "model_door")
    parser.add_argument("--model", type=Path, default=Path(model))
    parser.add_argument("--seed", type=int, default=seed)
    given = parser.parse_args()
    given.door, given.model = given.door.resolve(), given.model.resolve()
    return given


def piped(command, text=b""):
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True, env=QUIET).stdout


def generated(model, seed, business):
    command = [sys.executable, model / "generate.py", str(seed), str(SLICE)]
    lines = piped(command + ["--business"] * business)
    return twisted(lines, seed) if seed % TWISTED == 0 else lines


def cases(model):
    """The hand-checked cases as lines, in the model's own form."""
    sys.path.insert(0, str(model))
    import cases as read
    from values import write

    for text in open(model / "cases.txt", encoding="utf-8"):
        if not text.startswith("#") and text.strip():
            name, policy, listing, market, _ = (part.strip() for part in text.split("|"))
            snapshot = read.snapshot(market, read.listing(listing))
            line = {"id": name, "policy": write(read.policy(policy)), "now": snapshot.now,
                    "listing": write(snapshot.listing), "market": write(snapshot.market)}
            yield json.dumps(line)


def comparable(answer):
    """An answer without what is meant to differ: a price above 10^15 minor units is refused; on a
    tier our landed_differs speaks of the price of quantity 1; verdicts are the business price's."""
    if answer.get("price", 0) > PRICE_MAX:
        return {"id": answer["id"], "error": "out_of_range"}
    answer["rungs"] = [comparable_rung(rung) for rung in answer.get("rungs", ())]
    return answer


def comparable_rung(rung):
    if rung.get("price", 0) > PRICE_MAX:
        rung = {"quantity": rung["quantity"], "error": "out_of_range", "dropped": None}
    if rung["quantity"] > 1:
        rung.pop("verdicts", None)
        rung["notes"] = [n for n in rung.get("notes", ()) if n != "landed_differs"]
    return rung


def fields_that_differ(ours, theirs):
    if ours.get("rungs") and theirs.get("rungs"):
        pairs = list(zip(ours["rungs"], theirs["rungs"]))
        return [f"{a['quantity']}:{f}" for a, b in pairs for f in fields_that_differ(a, b)]
    return sorted(f for f in {*ours, *theirs} if ours.get(f) != theirs.get(f))


def from_the_end(answer, last):
    """An answer over reversed offers, with the indexes of the offers as they were."""
    for part in (answer, *answer.get("rungs", ())):
        if part.get("reference") is not None:
            part["reference"] = last - part["reference"]
        if "verdicts" in part:
            part["verdicts"].reverse()
    return answer


def ask_model(model, lines):
    answers = piped([sys.executable, model / "decide.py"], b"\n".join(lines) + b"\n")
    return [json.loads(answer) for answer in answers.splitlines()]


def tie_broken_otherwise(model, line, ours):
    """Does the model say the same when the offers stand in reverse? Of two rows that are equal in
    the canonical order it takes the first of the list; ours does not look at the list."""
    other = json.loads(line)
    offers = other["market"].get("offers", [])
    offers.reverse()
    answer, = ask_model(model, [json.dumps(other).encode()])
    return comparable(from_the_end(answer, len(offers) - 1)) == ours


def compare(door, model, text):
    """(answers compared, those that differ) of the same lines through both."""
    lines = text.splitlines()
    right = ask_model(model, lines)
    got = [json.loads(answer) for answer in piped([door], text).splitlines()]
    if not len(right) == len(got) == len(lines):
        raise SystemExit(f"{len(right)} answers of the model, {len(got)} of the door")
    both = zip(lines, map(comparable, got), map(comparable, right))
    wrong = [one for one in both if one[1] != one[2]]
    return len(got), [w for w in wrong if not tie_broken_otherwise(model, w[0], w[1])]


def show(name, wrong):
    for line, ours, theirs in wrong[:SHOWN]:
        print(f"{name}: {', '.join(fields_that_differ(ours, theirs))}")
        print(f"  line   {line.decode()}")
        print(f"  ours   {json.dumps(ours)}\n  theirs {json.dumps(theirs)}")


def slice_of(task):
    door, model, seed, business = task
    return task, compare(door, model, generated(model, seed, business))


def tasks(given):
    """One slice for each seed; ladders have seeds of their own."""
    times = 10 if os.environ.get("HAGGLE_LONG") == "1" else 1
    for business, count in ((False, 100_000), (True, 20_000)):
        for i in range(count * times // SLICE):
            yield given.door, given.model, given.seed * 10_000 + i, business


def run(given):
    count, wrong = compare(given.door, given.model, "\n".join(cases(given.model)).encode())
    show("case", wrong)
    print(f"cases      {count:11,} compared, {len(wrong):,} differ", flush=True)
    totals = {False: [0, 0], True: [0, 0]}
    with Pool(PROCESSES) as pool:
        for (_, _, seed, business), (n, bad) in pool.imap(slice_of, tasks(given)):
            show(f"generate.py {seed} {SLICE}" + " --business" * business, bad)
            totals[business][0] += n
            totals[business][1] += len(bad)
            wrong += bad
    for name, (n, bad) in zip(("decisions", "ladders"), totals.values()):
        print(f"{name:10} {n:11,} compared, {bad:,} differ (seed {given.seed})")
    return 1 if wrong else 0


def main():
    given = arguments()
    if not (given.model / "generate.py").exists():
        print("note: model not found: not compared")
        return 0
    return run(given)


if __name__ == "__main__":
    sys.exit(main())
