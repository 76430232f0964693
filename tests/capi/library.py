"""What the shared library is made of: its size without symbols, what it needs, what it exports.

  library.py LIBRARY    prints the figures; exit status 1 where one is not kept"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADER = ROOT / "capi/include/haggle/haggle.h"
BYTES_MAX = 2 * 1024 * 1024
NEEDED = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "ld-linux-x86-64.so.2"}
# Nothing of streams and locales, which would be asked for by name.
FORBIDDEN = re.compile(r"ios_base|basic_[io]?stream|basic_streambuf|basic_filebuf|std::locale|"
                       r"use_facet|\b(?:std::)?(?:cout|cerr|clog|cin)\b|ctype|num_put|num_get|"
                       r"\b(?:setlocale|newlocale|uselocale)\b")
DECLARED = re.compile(r"^HAGGLE_API[^(]*[ *](haggle_\w+)\(", re.MULTILINE)


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def stripped_bytes(library):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "stripped"
        subprocess.run(["strip", "--strip-unneeded", "-o", copy, library], check=True)
        return copy.stat().st_size


def names(library, *which):
    return [line.split()[-1] for line in output("nm", "-D", *which, library).splitlines()]


def size_findings(library):
    size = stripped_bytes(library)
    print(f"{size / 1024:.0f} KiB stripped, {BYTES_MAX // 1024} at most")
    return [f"{size} bytes, {BYTES_MAX} at most"] if size > BYTES_MAX else []


def needed_findings(library):
    headers = output("objdump", "-p", library)
    needed = set(re.findall(r"NEEDED +(\S+)", headers))
    print("needs " + " ".join(sorted(needed)))
    found = [f"needs {name}" for name in sorted(needed - NEEDED)]
    if not re.search(r"SONAME +libhaggle\.so\.1$", headers, re.MULTILINE):
        found.append("is not called libhaggle.so.1")
    return found


def symbol_findings(library):
    exported = {name.split("@")[0] for name in names(library, "--defined-only")}
    declared = set(DECLARED.findall(HEADER.read_text(encoding="utf-8")))
    exported -= {name for name in exported if name.startswith("HAGGLE_")}  # the version's own node
    found = [f"{name} is declared and not exported" for name in sorted(declared - exported)]
    found += [f"{name} is exported and not declared" for name in sorted(exported - declared)]
    wanted = output("nm", "-D", "-C", "--undefined-only", library)
    found += [f"asks for {line.strip()}" for line in wanted.splitlines() if FORBIDDEN.search(line)]
    print(f"{len(exported)} functions")
    return found


def main():
    library = Path(sys.argv[1])
    found = size_findings(library) + needed_findings(library) + symbol_findings(library)
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
