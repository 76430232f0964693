"""What every tidy check needs: the files of the project, and C++ without comments and strings."""

import argparse
import functools
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CPP = {".hpp", ".cpp", ".h", ".c"}

# A comment, a raw string, a string or a character: blanked so that only code is looked at.
# The digit before a quote keeps 1'000'000 whole.
NOT_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|"""
    r"""(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'""", re.DOTALL)


@functools.cache
def files(root):
    """Every file of the project, relative to its root: what git tracks or would track."""
    done = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z"],
                          capture_output=True, text=True)
    if done.returncode == 0 and (root / ".git").exists():
        names = [Path(name) for name in done.stdout.split("\0") if name]
        return sorted({name for name in names if (root / name).is_file()})
    return sorted(p.relative_to(root) for p in root.rglob("*")
                  if p.is_file() and not {"build", "__pycache__"} & set(p.relative_to(root).parts))


def cpp_files(root, *tops):
    """The C++ files below the given folders of the root, or all of them."""
    return [f for f in files(root) if f.suffix in CPP and (not tops or f.parts[0] in tops)]


@functools.cache
def text(path):
    """The file as text; bytes that are not UTF-8 are kept as they can be."""
    return path.read_text(encoding="utf-8", errors="replace")


def code_only(source):
    """The same lines with comments, strings and characters blanked, line numbers kept."""
    return NOT_CODE.sub(lambda m: " " + "\n" * m.group().count("\n") + " ", source)


def line_of(source, offset):
    """The number of the line that holds the offset."""
    return source.count("\n", 0, offset) + 1


def matches(root, file, pattern, source, say):
    """One finding for each match of the pattern."""
    return [f"{file}:{line_of(source, m.start())}: {say}: {m.group().strip()}"
            for m in re.finditer(pattern, source)]


def main(check, **more):
    """Runs one check as a program: prints what it found, exit status 1 if that is anything."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--root", type=Path, default=ROOT)
    for name, meaning in more.items():
        parser.add_argument("--" + name, action="store_true", help=meaning)
    options = vars(parser.parse_args())
    found = check(options.pop("root").resolve(), **options)
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
