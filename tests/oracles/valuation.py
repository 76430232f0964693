#!/usr/bin/env python3
"""Compares the room `valuation` with another implementation of its formulas.

    valuation.py DOOR [SEED]      DOOR is built from tests/unit/valuation/valuation_door.cpp

Numbers may differ by 10^-12 of their size; an amount is at most half a unit beside the exact one.
Prints how many answers were compared, of which kinds they were, and the first that differ. Ends
with 0 if none differs, else with 1.
"""

import collections
import json
import math
import subprocess
import sys

import valuation_cases
import valuation_expected

AMOUNTS = {"price", "low", "high"}
REFUSALS = ["price", "too_few", "too_old", "too_far", "too_spread", "uncalibrated"]


def ask(door, questions):
    """The door's answers, in order."""
    text = "".join(json.dumps({k: v for k, v in q.items() if k != "wanted"}) + "\n"
                   for q in questions).encode()
    done = subprocess.run([door], input=text, stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(questions):
        raise SystemExit(f"{len(questions)} questions, {len(answers)} answers")
    return answers


def near(a, b):
    return a == b or abs(a - b) <= 1e-12 * max(1.0, abs(a), abs(b))


def amount_agrees(given, exact):
    """A whole amount against the exact one; at least 1, at most the largest."""
    if exact is None:
        return given == 0
    exact = min(max(exact, 1), valuation_expected.LARGEST)
    return abs(given - exact) <= 0.5 + 1e-12 * exact


def agrees(given, wanted):
    """Whether an answer is the wanted one, part by part."""
    if isinstance(wanted, dict):
        return given.keys() == wanted.keys() and all(
            amount_agrees(given[k], wanted[k]) if k in AMOUNTS else agrees(given[k], wanted[k])
            for k in wanted)
    if isinstance(wanted, list):
        return len(given) == len(wanted) and all(map(agrees, given, wanted))
    if wanted == math.inf:  # JSON has no infinity
        return given is None
    return near(given, wanted) if isinstance(wanted, (int, float)) else given == wanted


def kind(wanted):
    """What sort of answer it is, to show that every sort was met."""
    if "error" in wanted:
        return "error"
    basis = ["", " percent", " conformal", " neighbours", " widest"][wanted.get("basis", 0)]
    return REFUSALS[wanted["refusal"]] + basis


def compare(door, operation, questions):
    """The number of answers that differ; the first three are printed."""
    wanted = [getattr(valuation_expected, operation)(q) for q in questions]
    given = ask(door, questions)
    wrong = [row for row in zip(questions, given, wanted) if not agrees(*row[1:])]
    for question, answer, right in wrong[:3]:
        print(f"  {json.dumps(question)}\n    says     {answer}\n    expected {right}")
    print(f"{operation:9} {len(questions):6,}")
    if operation == "value":
        for name, count in sorted(collections.Counter(map(kind, wanted)).items()):
            print(f"  {name:17} {count:5,}")
    return len(wrong)


def main(arguments):
    if len(arguments) not in (2, 3):
        raise SystemExit(__doc__)
    seed = int(arguments[2]) if len(arguments) == 3 else 1024
    total = wrong = 0
    for operation, questions in valuation_cases.questions(seed):
        wrong += compare(arguments[1], operation, questions)
        total += len(questions)
    print(f"valuation: {total:,} answers compared, {wrong:,} differ (seed {seed})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
