"""Every header compiles alone. What was compiled once and has not changed is not compiled again; a
private header that its source includes first is compiled alone whenever the library is."""

import hashlib
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tree import cpp_files, main, text

FLAGS = ["-std=c++20", "-fsyntax-only", "-x", "c++", "-Iinclude", "-Isrc", "-Icapi/include",
         "-Icapi/src"]
BASES = [Path("include"), Path("src"), Path("capi/include"), Path("capi/src")]
OURS = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
ANY = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)', re.MULTILINE)


def closure(root, header, seen):
    """The header and everything of ours that it includes, in a stable order."""
    if header in seen or not (root / header).is_file():
        return seen
    seen[header] = None
    for name in OURS.findall(text(root / header)):
        for base in (*BASES, header.parent):
            closure(root, base / name, seen)
    return seen


def key(root, closure):
    """Changes whenever a header, what it includes, or the flags change."""
    bodies = [f"{f}\n{text(root / f)}" for f in closure]
    return hashlib.sha256("\n".join([*FLAGS, *bodies]).encode()).hexdigest()


def chains(closures):
    """Headers in few rows, each of which includes all that stand before it in its row: so a program
    that includes a row proves each of it alone, at the cost of one."""
    rows = []
    for header in sorted(closures, key=lambda h: (len(closures[h]), h)):
        fitting = [row for row in rows if row[-1] in closures[header]]
        if fitting:
            max(fitting, key=lambda row: len(closures[row[-1]])).append(header)
        else:
            rows.append([header])
    return rows


def name_of(header):
    """As it is included."""
    base = next(base for base in BASES if header.is_relative_to(base))
    return header.relative_to(base).as_posix()


def complaint(root, headers):
    """The compiler's first error about a program that includes these headers and nothing else."""
    program = "".join(f'#include "{name_of(h)}"\n' for h in headers)
    done = subprocess.run([os.environ.get("CXX", "g++"), *FLAGS, "-"], cwd=root, text=True,
                          input=program, capture_output=True)
    if done.returncode == 0:
        return None
    return next((x for x in done.stderr.split("\n") if "error" in x), done.stderr)


def complaints(root, row):
    """The headers of a row that do not compile alone, with the reason."""
    if complaint(root, row) is None:
        return {}
    alone = {header: complaint(root, [header]) for header in row}
    return {header: said for header, said in alone.items() if said}


def leads_its_source(root, header):
    source = header.with_suffix(".cpp")
    if header.parts[0] != "src" or not (root / source).is_file():
        return False
    first = ANY.search(text(root / source))
    return first is not None and first[1] == "/".join(header.parts[1:])


def check(root):
    memory = root / "build/tidy/self_contained.txt"
    good = set(memory.read_text().split()) if memory.exists() else set()
    headers = [f for f in cpp_files(root, "include", "src", "capi")
               if f.suffix in {".hpp", ".h"} and any(f.is_relative_to(b) for b in BASES)
               and not leads_its_source(root, f)]
    closures = {header: closure(root, header, {}) for header in headers}
    keys = {header: key(root, closures[header]) for header in headers}
    rows = chains({h: closures[h] for h in headers if keys[h] not in good})
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        bad = {h: said for found in pool.map(lambda row: complaints(root, row), rows)
               for h, said in found.items()}
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text("\n".join(sorted(keys[h] for h in headers if h not in bad)) + "\n")
    print(f"  {len(headers)} headers, {sum(map(len, rows))} not known good, {len(rows)} programs")
    return [f"{header}: does not compile alone: {said}" for header, said in bad.items()]


if __name__ == "__main__":
    main(check)
