#!/usr/bin/env python3
"""Runs the fuzzers.

    campaign.py BIN canary          the canary's planted bug must be found within a minute
    campaign.py BIN MINUTES [NAME]  every harness, or the named ones, sharing the time over all
                                    processors; the executions go into the README's log

BIN holds the programs fuzz_<name>, linked with the fuzzer. What a campaign learns stands in
`grown` beside BIN, an input that fails in `findings`. Ends with 1 when anything failed.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
# The dictionary and the longest input of each, where they are not those of `json`.
DICTIONARIES = {"message": "message", "notification": "message", "usual": "message",
                "answer": "message", "capi_prices": "message", "policy": "policy",
                "listing": "policy", "catalogue": "policy", "instant": "text", "money": "text",
                "json": "json", "sale": "sale"}
LENGTHS = {"message": 4_096, "notification": 4_096, "usual": 4_096, "answer": 4_096,
           "instant": 64, "money": 64, "json": 1_024, "decide": 512, "decide_business": 768,
           "capi": 2_048, "capi_arrow": 512, "capi_prices": 4_096, "sale": 4_096,
           "comparables": 512}
WIRE = ("message", "notification", "answer", "usual")  # the marketplaces' samples are seeds too
CANARY_SECONDS = 60
FOUND = "heap-buffer-overflow"


def command(bin_dir, name, seconds):
    grown, findings = bin_dir.parent / "grown" / name, bin_dir.parent / "findings"
    grown.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    out = [bin_dir / f"fuzz_{name}", f"-max_total_time={seconds}", "-print_final_stats=1",
           f"-artifact_prefix={findings}/{name}-", f"-max_len={LENGTHS.get(name, 2_048)}",
           "-timeout=20", "-verbosity=1", grown, HERE / "corpus" / name]
    if name in DICTIONARIES:
        out.insert(1, f"-dict={HERE / 'dict' / DICTIONARIES[name]}.dict")
    if name in WIRE:
        out.append(HERE.parent / "wire")
    return out


def fuzz(bin_dir, name, seconds):
    """(name, executions, what it said when it failed)."""
    ran = subprocess.run(command(bin_dir, name, seconds), stdout=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    counted = re.findall(r"number_of_executed_units: (\d+)", ran.stderr)
    done = int(counted[-1]) if counted else 0
    print(f"{name:16} {done:13,} executions{'' if ran.returncode == 0 else '  FAILED'}",
          flush=True)
    return name, done, "" if ran.returncode == 0 else ran.stderr


def harnesses(bin_dir):
    names = sorted(path.name.removeprefix("fuzz_") for path in bin_dir.glob("fuzz_*"))
    return [name for name in names if name != "canary"]


def find_canary(bin_dir):
    """The planted bug, from nothing."""
    findings = bin_dir.parent / "findings"
    findings.mkdir(parents=True, exist_ok=True)
    ran = subprocess.run([bin_dir / "fuzz_canary", f"-max_total_time={CANARY_SECONDS}", "-seed=1",
                          "-max_len=64", f"-artifact_prefix={findings}/canary-"],
                         stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    if ran.returncode == 0 or FOUND not in ran.stderr:
        print(f"the canary was not found within {CANARY_SECONDS} s")
        return 1
    runs = re.findall(r"^#(\d+)", ran.stderr, re.MULTILINE)
    print(f"canary found after about {int(runs[-1]):,} executions")
    return 0


def logged(results):
    """Adds rows to the README's table and brings its total up to date."""
    text = README.read_text(encoding="utf-8")
    today = date.today().isoformat()
    rows = "".join(f"| {today} | `{name}` | {count:,} | {1 if failed else 0} |\n"
                   for name, count, failed in results)
    end = text.index("<!-- log: end -->")
    text = text[:end] + rows + text[end:]
    counts = re.findall(r"^\| \d{4}-\d\d-\d\d \| `\w+` \| ([\d,]+) \|", text, re.MULTILINE)
    total = sum(int(count.replace(",", "")) for count in counts)
    text = re.sub(r"^Accumulated: .*$", f"Accumulated: {total:,} executions.", text,
                  flags=re.MULTILINE)
    README.write_text(text, encoding="utf-8")
    return total


def campaign(bin_dir, minutes, names):
    names = names or harnesses(bin_dir)
    processors = os.cpu_count() or 1
    seconds = max(1, minutes * 60 * processors // len(names))
    with ThreadPoolExecutor(processors) as pool:
        results = list(pool.map(lambda name: fuzz(bin_dir, name, seconds), names))
    for name, _, failed in results:
        if failed:
            print(f"---- {name}\n" + "\n".join(failed.splitlines()[-40:]))
    print(f"note: {sum(r[1] for r in results):,} executions, {logged(results):,} in all")
    return 1 if any(failed for *_, failed in results) else 0


def main():
    if len(sys.argv) < 3 or not re.fullmatch(r"canary|\d+", sys.argv[2]):
        print(__doc__)
        return 2
    bin_dir = Path(sys.argv[1]).resolve()
    if sys.argv[2] == "canary":
        return find_canary(bin_dir)
    return campaign(bin_dir, int(sys.argv[2]), sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
