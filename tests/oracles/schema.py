#!/usr/bin/env python3
"""Compares the readers of policies and listings with their JSON Schemas, and what is written of
decisions with theirs. The schemas are judged by python3-jsonschema, which is not ours.

    schema.py [DOOR]    DOOR is the program built from tests/unit/codec/schema_door.cpp, by default
                        `schema_door` in the folder that HAGGLE_BIN_DIR names, or build/release/bin

Texts are made from whole ones by leaving out, adding and replacing values. What a schema refuses
the reader must refuse; what the reader refuses the schema must refuse too, unless the fault is
one that no schema can say. Prints how many were compared and the first that differ. Ends with 0
if none differs, with 77 where jsonschema is missing, else with 1.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("note: needs python3-jsonschema")
    sys.exit(77)

import schema_cases

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/golden/decisions"
SHOWN = 5
# Faults that need another field, another text, or arithmetic.
BEYOND = set("""amount_precision rate_precision out_of_range unknown_currency currency_mismatch
    bounds_contradict not_this_listing hours_empty absurd_range_empty step_below_tick
    probe_step_too_small ending_off_tick bands_overlap unknown_policy too_many_tiers
    tiers_not_rising floor_required""".split())
BEYOND_FIELDS = {("missing_field", "listing.currency"), ("missing_field", "listing.sub_condition")}


def ask(door, lines):
    """The door's answers, one for each line."""
    text = "".join(json.dumps(line) + "\n" for line in lines).encode()
    done = subprocess.run([door], input=text, stdout=subprocess.PIPE, check=True)
    return [json.loads(answer) for answer in done.stdout.decode().splitlines()]


def validator(door, name):
    schema, = ask(door, [{"kind": "schema", "of": name}])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def may_differ(answer):
    """Is the reader's error one that no schema can say?"""
    return answer["error"] in BEYOND or (answer["error"], answer["where"]) in BEYOND_FIELDS


def disagree(accepts, answer):
    """What is wrong with two verdicts on one text; None where nothing is."""
    if not accepts:
        return "the schema refuses, the reader does not" if answer == "ok" else None
    if answer == "ok" or may_differ(answer):
        return None
    return "the reader refuses, the schema does not"


def compare(door, kind, documents):
    """(texts compared, texts accepted by both, differences)"""
    judge = validator(door, kind)
    texts = [json.dumps(document) for document in documents]
    answers = ask(door, [{"kind": kind, "text": text} for text in texts])
    accepts = [judge.is_valid(document) for document in documents]
    both = [(disagree(a, b), text, b) for a, b, text in zip(accepts, answers, texts)]
    good = sum(answer == "ok" for answer in answers)
    codes = Counter(answer["error"] for answer in answers if answer != "ok")
    print(f"{kind:9} {len(texts):6,} texts, {good:,} read; refused: " +
          ", ".join(f"{count} {code}" for code, count in codes.most_common()))
    return [one for one in both if one[0]]


def decisions(door, cases):
    """Every case with every other policy, and with its market too: what is written is what the
    schema says."""
    judge = validator(door, "decision")
    lines = [{"kind": "case", "case": {**a, **{part: b[part] for part in parts}}}
             for a in cases for b in cases for parts in (["policy"], ["policy", "market"])]
    answers = ask(door, lines)
    kinds = Counter("error" if "error" in answer else "ladder" if "rungs" in answer else
                    answer["action"] for answer in answers)
    print(f"decisions {len(answers):6,} written: " +
          ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    return [(next(judge.iter_errors(answer)).message, json.dumps(line), answer)
            for line, answer in zip(lines, answers) if not judge.is_valid(answer)]


def published(door):
    """The files that are installed are the schemas that were used."""
    for name in ("policy", "listing", "decision"):
        file = ROOT / "include/haggle/codec/schema" / f"{name}.json"
        if json.loads(file.read_text(encoding="utf-8")) != validator(door, name).schema:
            yield f"{name}.json is not the schema", str(file), ""


def main(arguments):
    bin_dir = Path(os.environ.get("HAGGLE_BIN_DIR", ROOT / "build/release/bin"))
    door = arguments[1] if len(arguments) > 1 else bin_dir / "schema_door"
    cases = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(CASES.glob("*.json"))]
    wrong = list(published(door))
    wrong += compare(door, "policy", schema_cases.policies(cases))
    wrong += compare(door, "listing", schema_cases.listings(cases))
    wrong += decisions(door, cases)
    for what, text, answer in wrong[:SHOWN]:
        print(f"  {what}\n    {text}\n    {json.dumps(answer)}")
    print(f"schema: {len(wrong)} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
