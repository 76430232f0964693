#!/usr/bin/python3
"""Checks the generator: the same seed gives the same bytes, the messages have the keys of the
published samples and the amounts of TRUTH.jsonl, the catalogue and SUMMARY.json agree with them.

    check.py [--seed 7]      exit status 1 and one line for each fault
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIRE = HERE.parents[2] / "tests" / "wire"
SAMPLES = {"aoc": "spapi_notif_aoc__*.json", "b2b": "spapi_notif_b2b_aoc__*.json"}

# In Amazon's schema and documentation, though in no published sample.
B2B = "payload.b2banyofferchangednotification"
DOCUMENTED = {
    "aoc": set(),
    "b2b": {f"{B2B}.summary.buyboxprices[].sellerid", f"{B2B}.offers[].shipsfrom.state"}
    | {f"{B2B}.offers[].quantitydiscountprice{inner}"
       for inner in ("", "[]", "[].quantitytier", "[].quantitydiscounttype", "[].listingprice",
                     "[].listingprice.amount", "[].listingprice.currencycode")},
}


def key_paths(value, path=""):
    """Every path of keys in small letters, with [] for the elements of a list."""
    found = set()
    if isinstance(value, dict):
        for key, item in value.items():
            inner = f"{path}.{key.lower()}".lstrip(".")
            found |= {inner} | key_paths(item, inner)
    elif isinstance(value, list):
        for item in value:
            found |= {path + "[]"} | key_paths(item, path + "[]")
    return found


def published(kind):
    found = set(DOCUMENTED[kind])
    for name in sorted(WIRE.glob(SAMPLES[kind])):
        found |= key_paths(json.loads(name.read_text(encoding="utf-8")))
    return found


def small(value):
    """The same tree with keys in small letters."""
    if isinstance(value, dict):
        return {key.lower(): small(item) for key, item in value.items()}
    return [small(item) for item in value] if isinstance(value, list) else value


def opened(data):
    """The notification of a message that can be read; numbers stay text."""
    tree = json.loads(data, parse_float=str, parse_int=str)
    return opened(tree["Message"]) if "Message" in tree else tree


def generated(folder, seed, hash_seed):
    """Runs the generator; gives every file's bytes by its name."""
    subprocess.run([sys.executable, HERE / "generate.py", "--out", folder, "--seed", str(seed)],
                   check=True, env={**os.environ, "PYTHONHASHSEED": hash_seed})
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def messages(made):
    """(facts, bytes) of every message, in order."""
    more = made["notifications/more.jsonl"].split(b"\n")
    for text in made["TRUTH.jsonl"].decode().splitlines():
        facts = json.loads(text)
        name, _, line = facts["in"].partition(":")
        yield facts, more[int(line) - 1] if line else made[name]


def check_keys(made):
    for kind in SAMPLES:
        used = set()
        for facts, data in messages(made):
            if facts["reads"] == "yes" and facts["wire"].startswith(kind):
                used |= key_paths(opened(data))
        if not used:
            yield f"no message of kind {kind}"
        for path in sorted(used - published(kind)):
            yield f"{kind}: not in the published samples: {path}"


def offer_rows(data, exponent):
    """The offers of an Amazon message as TRUTH.jsonl has them."""
    body = next(iter(small(opened(data))["payload"].values()))

    def minor(money):
        return int(Decimal(money["amount"]).scaleb(exponent))
    return [[offer["sellerid"], minor(offer["listingprice"]), minor(offer["shipping"]),
             int(offer.get("points", {}).get("pointsnumber", 0))] for offer in body["offers"]]


def check_amounts(made):
    for facts, data in messages(made):
        if "offers" in facts:
            exponent = 0 if facts["marketplace"] == "JP" else 2
            if offer_rows(data, exponent) != facts["offers"]:
                yield f"{facts['in']}: other offers than in TRUTH.jsonl"


def check_catalogue(made):
    lines = [json.loads(line) for line in made["catalogue.jsonl"].decode().splitlines()]
    policies = {line["policy"]["id"] for line in lines if "policy" in line}
    listings = [line["listing"] for line in lines if "listing" in line]
    for line in listings:
        if line["policy"] not in policies:
            yield f"{line['sku']}: unknown policy {line['policy']}"
    keys = Counter((line["seller"], line["sku"], line["marketplace"], line["audience"])
                   for line in listings)
    for key, count in keys.items():
        if count > 1:
            yield f"{key}: {count} listings with one key"


def check_summary(made):
    summary = json.loads(made["SUMMARY.json"])
    facts = [facts for facts, _ in messages(made)]
    lines = made["catalogue.jsonl"].count(b"\n")
    hand = sum(name.startswith("hand/") for name in made)
    in_files = sum(name.startswith("notifications/0") for name in made)
    expected = {"messages": len(facts), "messages_in_files": in_files,
                "messages_in_more": made["notifications/more.jsonl"].count(b"\n"),
                "catalogue_lines": lines, "hand_messages": hand,
                "kinds": dict(Counter(one["kind"] for one in facts)),
                "reads": dict(Counter(one["reads"] for one in facts))}
    for name, value in expected.items():
        if summary[name] != value:
            yield f"SUMMARY.json: {name} is {summary[name]}, counted {value}"
    if summary["messages"] < 500 or summary["listings"] < 200:
        yield "fewer than 500 messages or 200 listings"


def check_hand(made):
    """Every hand-written message is described, and every description has its message."""
    described = set(json.loads((HERE / "hand-expected.json").read_text(encoding="utf-8")))
    found = {name.removeprefix("hand/") for name in made if name.startswith("hand/")}
    for name in sorted(described ^ found):
        yield f"{name}: a hand-written message without a description, or the other way round"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split(":")[0])
    parser.add_argument("--seed", type=int, default=7)
    seed = parser.parse_args().seed
    with tempfile.TemporaryDirectory() as folder:
        made = generated(Path(folder) / "a", seed, "1")
        faults = [] if made == generated(Path(folder) / "b", seed, "2") else ["bytes differ"]
    for check in (check_keys, check_amounts, check_catalogue, check_summary, check_hand):
        faults += check(made)
    print("\n".join(faults) if faults else f"sample: {len(made)} files as they should be")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
