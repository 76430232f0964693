"""The guard of the ABI: compares the header with what was published as ABI 1.

  abi.py            the comparison; exit status 1 where something is removed or changed, or added
                    without being named in capi/CHANGES.md
  abi.py --store    stores today's as what is published

capi/abi/1.abi is what abidw says of the functions and their types: of a library in C that has all
of them and does nothing, made from the header, so that no type of C++ is in it. That the true
library has the same functions is for library.py to ask, and its compiler to hold their types.
capi/abi/1.values has what abidw does not see or what is more than its leave to change: every
#define, the place and size of every member, and the size of the structs that are frozen."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADERS = ROOT / "capi/include"
STORED = ROOT / "capi/abi/1.abi"
VALUES = ROOT / "capi/abi/1.values"
CHANGES = ROOT / "capi/CHANGES.md"
CHANGED, BROKEN = 4, 8  # bits of abidiff's exit status; 1 and 2 are errors of its own

DEFINE = re.compile(r"^#define (HAGGLE_\w+) (\S.*)$", re.MULTILINE)
FUNCTION = re.compile(r"^HAGGLE_API ([^;]*\([^;]*\));", re.MULTILINE)
STRUCT = re.compile(r"^typedef struct (haggle_\w+) \{(.*?)^\}", re.MULTILINE | re.DOTALL)
MEMBER = re.compile(r"(\w+)(?:\[\w+\])?;")
NAME = re.compile(r"\bhaggle_\w+(?:\.\w+)?|\bHAGGLE_\w+")


def empty_bodies():
    """The header with a body for each function."""
    header = (HEADERS / "haggle/haggle.h").read_text(encoding="utf-8")
    return FUNCTION.sub(
        lambda m: m[1] + (" {}" if m[1].startswith("void ") else " { return 0; }"), header)


def write_abi(to):
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder) / "empty.c", Path(folder) / "libhaggle.so.1"
        source.write_text(empty_bodies(), encoding="utf-8")
        subprocess.run(["gcc", "-std=c99", "-g", "-fPIC", "-shared", "-Wno-unused-parameter",
                        "-Wl,-soname,libhaggle.so.1", "-o", library, source], check=True)
        subprocess.run(["abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs",
                        "--out-file", to, library], check=True)


def values():
    """name -> value of all that is compared. How a struct begins (_INIT) grows with it."""
    text = (HEADERS / "haggle/haggle.h").read_text(encoding="utf-8")
    found = {name: value.split("/*")[0].strip() for name, value in DEFINE.findall(text)}
    return layout() | {
        name: value for name, value in found.items()
        if not name.endswith("_INIT") and name not in ("HAGGLE_API", "HAGGLE_TARGET_ABI")}


def members():
    """(struct, member) of every struct of ours, and (struct, None) of those that are frozen."""
    text = (HEADERS / "haggle/haggle.h").read_text(encoding="utf-8")
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for struct, body in STRUCT.findall(plain):
        if f"{struct}_init(" not in plain:
            yield struct, None
        for member in MEMBER.findall(body):
            yield struct, member


def print_of(struct, member):
    if member is None:
        return f'printf("sizeof {struct} %zu\\n", sizeof({struct}));'
    value = f"(({struct}*)0)->{member}"
    return (f'printf("{struct}.{member} %zu,%zu\\n", offsetof({struct}, {member}), '
            f"sizeof({value}));")


def layout():
    """name -> where a member stands and how many bytes it has, as the compiler says."""
    prints = "\n".join(print_of(struct, member) for struct, member in members())
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder) / "layout.c", Path(folder) / "layout"
        source.write_text(f"#include <haggle/haggle.h>\n#include <stdio.h>\nint main(void) {{\n"
                          f"{prints}\nreturn 0;\n}}\n", encoding="utf-8")
        subprocess.run(["gcc", "-I", HEADERS, "-o", program, source], check=True)
        lines = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    return dict(line.rsplit(" ", 1) for line in lines.splitlines())


def lines_of(numbers):
    return "".join(f"{name} {value}\n" for name, value in sorted(numbers.items()))


def stored_values():
    lines = VALUES.read_text(encoding="utf-8").splitlines()
    return dict(line.rsplit(" ", 1) for line in lines)


def unnamed(names):
    """The names that the page of changes does not name."""
    named = set(NAME.findall(CHANGES.read_text(encoding="utf-8")))
    return sorted(name for name in set(names) if name.removeprefix("sizeof ") not in named)


def check_values():
    old, new = stored_values(), values()
    found = [f"{name} is gone" for name in old if name not in new]
    found += [f"{name} was {old[name]} and is {new[name]}" for name in old
              if new.get(name, old[name]) != old[name]]
    return found + [f"{name} is new and not named in capi/CHANGES.md"
                    for name in unnamed(set(new) - set(old))]


def check_abi():
    with tempfile.TemporaryDirectory() as folder:
        today = Path(folder) / "today.abi"
        write_abi(today)
        done = subprocess.run(["abidiff", "--no-show-locs", STORED, today], capture_output=True,
                              text=True)
    if done.returncode & ~(CHANGED | BROKEN):
        return ["abidiff failed:", done.stdout + done.stderr]
    if done.returncode & BROKEN:
        return ["the ABI is broken:", done.stdout]
    if done.returncode & CHANGED:
        names = unnamed(NAME.findall(done.stdout))
        return [f"{name} changed and is not named in capi/CHANGES.md" for name in names]
    return []


def main():
    if "--store" in sys.argv[1:]:
        write_abi(STORED)
        VALUES.write_text(lines_of(values()), encoding="utf-8")
        return 0
    found = check_abi() + check_values()
    for finding in found:
        print(finding)
    print(f"{len(values())} values, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
