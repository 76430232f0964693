#!/usr/bin/env python3
"""Compares the room `money` with Python's whole numbers.

    money.py DOOR [SEED]      DOOR is the program built from tests/unit/money/money_door.cpp

Prints the number of answers compared for each operation, and the first that differ. Ends with 0 if
none differs, else with 1.
"""

import json
import os
import subprocess
import sys

import money_cases
import money_expected

ISO_CODES = "/usr/share/iso-codes/json/iso_4217.json"
SINCE = {"XAD", "XCG", "ZWG"}  # newer than iso-codes 4.15
GONE = {"ANG", "BGN", "CUC", "HRK", "SLL", "ZWL"}  # withdrawn since
UNITLESS = set("XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".split())


def ask(door, operation, rows):
    """The door's answers to all rows, one line each."""
    lines = ["\t".join([operation, *map(str, row)]) for row in rows]
    text = ("\n".join(lines) + "\n").encode()
    done = subprocess.run([door], input=text, stdout=subprocess.PIPE, check=True)
    answers = done.stdout.decode().split("\n")[:-1]
    if len(answers) != len(rows):
        raise SystemExit(f"{operation}: {len(rows)} questions, {len(answers)} answers")
    return answers


def expected(operation, row):
    try:
        return "\t".join(map(str, getattr(money_expected, operation)(*row)))
    except money_expected.Refused as refused:
        return "!" + refused.args[0]


def on_the_wire(operation, row):
    """A division goes to the door as two halves of 64 bits each."""
    if operation != "divide":
        return row
    num, den, mode = row
    low = 2**64 - 1
    return num >> 64, num & low, den >> 64, den & low, mode


def compare(door, operation, rows):
    """The number of answers that differ; the first three are printed."""
    answers = ask(door, operation, [on_the_wire(operation, row) for row in rows])
    right = [expected(operation, row) for row in rows]
    wrong = [differ for differ in zip(rows, answers, right) if differ[1] != differ[2]]
    for row, answer, wanted in wrong[:3]:
        print(f"  {operation} {row!r}: {answer!r}, expected {wanted!r}")
    return len(wrong)


def listed_codes():
    """The codes of Debian's iso-codes, brought to the date of the library's list."""
    with open(ISO_CODES, encoding="utf-8") as file:
        codes = {entry["alpha_3"] for entry in json.load(file)["4217"]}
    return (codes | SINCE) - GONE - UNITLESS


def compare_codes(door):
    """Asks for every code of three letters; the number that is known to one side only."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rows = [(a + b + c,) for a in letters for b in letters for c in letters]
    known = {row[0] for row, answer in zip(rows, ask(door, "exponent", rows)) if answer != "-1"}
    wrong = known ^ listed_codes()
    if wrong:
        print("  codes known to one side only:", " ".join(sorted(wrong)))
    return len(rows), len(wrong)


def run(door, seed):
    total = wrong = 0
    for operation, rows in money_cases.questions(seed):
        wrong += compare(door, operation, rows)
        total += len(rows)
        print(f"{operation:13} {len(rows):9,}")
    if os.path.exists(ISO_CODES):
        asked, bad = compare_codes(door)
        total, wrong = total + asked, wrong + bad
        print(f"{'codes':13} {asked:9,}")
    else:
        print(f"codes         not compared: {ISO_CODES} is missing (package iso-codes)")
    print(f"money: {total:,} answers compared, {wrong:,} differ (seed {seed})")
    return wrong


def main(arguments):
    if len(arguments) not in (2, 3):
        raise SystemExit(__doc__)
    seed = int(arguments[2]) if len(arguments) == 3 else 4217
    return 1 if run(arguments[1], seed) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
