#!/usr/bin/python3
"""Writes a sample catalogue and notifications about it. The same seed writes the same bytes.

    generate.py --out FOLDER [--seed 7] [--messages 520] [--listings 220]

FOLDER gets catalogue.jsonl, notifications/, hand/, TRUTH.jsonl and SUMMARY.json; README.md beside
this program says what is in them. The folder is made; files of an earlier run are replaced.
"""

import argparse
import json
import shutil
import sys
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True

from parts import policies  # noqa: E402  (after the switch above, so that no cache is written)
from parts.catalogue import Maker  # noqa: E402
from parts.dice import Dice  # noqa: E402
from parts.stream import Stream  # noqa: E402

HERE = Path(__file__).resolve().parent
FILES_MOST = 2000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--messages", type=int, default=520, help="at least 100")
    parser.add_argument("--listings", type=int, default=220, help="at least 100")
    chosen = parser.parse_args()
    if chosen.messages < 100 or chosen.listings < 100:
        parser.error("--messages and --listings are at least 100, or some kinds find no item")
    return chosen


def line(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def listings_of(items):
    return [made for item in items for made in item.consumer + item.business]


def write_catalogue(path, policy_lines, listings):
    hand = (HERE / "hand-catalogue.jsonl").read_text(encoding="utf-8")
    text = "".join(line(policy) for policy in policy_lines)
    text += "".join(line({"listing": made.line}) for made in listings) + hand
    path.write_text(text, encoding="utf-8")
    return hand.count("\n")


def empty_folder(path):
    if path.exists():
        shutil.rmtree(path)
    path.mkdir(parents=True)


def place(message, where):
    """Where the message lies stands first among its facts."""
    message.facts = {"in": where, "kind": message.facts.pop("kind"), **message.facts}


def write_messages(folder, messages, files):
    """The first `files` messages as a file each, the rest as lines of one file."""
    empty_folder(folder)
    for number, message in enumerate(messages[:files], 1):
        place(message, f"notifications/{number:06d}.json")
        (folder / f"{number:06d}.json").write_bytes(message.data)
    for number, message in enumerate(messages[files:], 1):
        place(message, f"notifications/more.jsonl:{number}")
    (folder / "more.jsonl").write_bytes(b"".join(m.data + b"\n" for m in messages[files:]))


def copy_hand(folder):
    empty_folder(folder)
    names = sorted((HERE / "hand").glob("*.json"))
    for name in names:
        shutil.copyfile(name, folder / name.name)
    return len(names)


def counted(values):
    return dict(sorted(Counter(values).items()))


def matches(messages, listings, repeated=True):
    """How many listings each readable message is about."""
    key = ("marketplace", "item", "audience", "condition")
    held = Counter(tuple(made.line[name] for name in key) for made in listings)
    return [held[tuple(message.facts[name] for name in key)]
            for message in messages if message.facts["reads"] == "yes"
            and (repeated or message.facts["kind"] != "duplicate")]


def message_summary(messages, files):
    readable = [m.facts for m in messages if m.facts["reads"] == "yes"]
    return {"messages": len(messages), "messages_in_files": files,
            "messages_in_more": len(messages) - files,
            "reads": counted(m.facts["reads"] for m in messages),
            "kinds": counted(m.facts["kind"] for m in messages),
            "wires": counted(facts["wire"] for facts in readable),
            "envelopes": counted(facts["envelope"] for facts in readable),
            "marketplaces": counted(facts["marketplace"] for facts in readable),
            "audiences": counted(facts["audience"] for facts in readable),
            "conditions": counted(facts["condition"] for facts in readable),
            "defects": counted(m.facts["defect"] for m in messages if "defect" in m.facts),
            "duplicates": sum(facts["kind"] == "duplicate" for facts in readable),
            "older_than_told": sum(facts["older"] for facts in readable),
            "newest": max(facts["time"] for facts in readable)}


def listing_summary(listings, policy_lines, hand_listings):
    lines = [made.line for made in listings]
    return {"listings": len(listings), "hand_listings": hand_listings,
            "policies": len(policy_lines),
            "catalogue_lines": len(policy_lines) + len(listings) + hand_listings,
            "listings_by_marketplace": counted(item["marketplace"] for item in lines),
            "listings_by_seller": counted(item["seller"] for item in lines),
            "listings_by_audience": counted(item["audience"] for item in lines),
            "listings_by_condition": counted(item["condition"] for item in lines),
            "listings_by_policy": counted(item["policy"] for item in lines),
            "listings_by_quirk": counted(made.quirk for made in listings)}


def main():
    chosen = arguments()
    items = Maker(dice := Dice(chosen.seed, "catalogue"), chosen.listings).items()
    sellers = sorted({rival.seller for item in items for rival in item.rivals})
    policy_lines = policies.lines(dice.shuffled(sellers))
    listings = listings_of(items)
    files = min(chosen.messages * 3 // 5, FILES_MOST)
    messages = Stream(Dice(chosen.seed, "messages"), items).messages(chosen.messages, files)

    chosen.out.mkdir(parents=True, exist_ok=True)
    hand_listings = write_catalogue(chosen.out / "catalogue.jsonl", policy_lines, listings)
    write_messages(chosen.out / "notifications", messages, files)
    held = matches(messages, listings)
    summary = {"seed": chosen.seed, **message_summary(messages, files),
               "messages_that_match": sum(count > 0 for count in held),
               "listings_matched": sum(held),
               "listings_matched_but_duplicates": sum(matches(messages, listings, False)),
               "hand_messages": copy_hand(chosen.out / "hand"),
               **listing_summary(listings, policy_lines, hand_listings)}
    (chosen.out / "TRUTH.jsonl").write_text("".join(line(m.facts) for m in messages))
    (chosen.out / "SUMMARY.json").write_text(json.dumps(summary, indent=2) + "\n")


if __name__ == "__main__":
    main()
