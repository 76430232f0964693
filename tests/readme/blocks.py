"""Compiles and runs every ```cpp block that holds a main; the ```text block behind it is its
output."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FLAGS = ["-std=c++20", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def readmes(root):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=root,
                            capture_output=True, text=True, check=True)
    return [root / name for name in sorted(listed.stdout.split())]


def programs(text):
    """(code, expected output or None) of each program of a page."""
    blocks = BLOCK.findall(text)
    for place, (language, code) in enumerate(blocks):
        if language == "cpp" and "int main(" in code:
            following = blocks[place + 1] if place + 1 < len(blocks) else ("", "")
            yield code, following[1] if following[0] == "text" else None


def library(root):
    tree = Path(os.environ.get("HAGGLE_BIN_DIR", root / "build/release/bin")).parent
    found = sorted(tree.rglob("libhaggle_core.a"))
    if not found:
        sys.exit("libhaggle_core.a is not built")
    return found[0]


def run(root, code, folder):
    source, program = folder / "block.cpp", folder / "block"
    source.write_text(code)
    command = ["g++", *FLAGS, "-I", root / "include", source, library(root), "-o", program]
    subprocess.run(command, check=True)
    return subprocess.run([program], capture_output=True, text=True, check=True, timeout=60).stdout


def check(root, page, code, expected):
    with tempfile.TemporaryDirectory() as folder:
        printed = run(root, code, Path(folder))
    if expected is not None and printed.strip() != expected.strip():
        sys.exit("%s: the block prints\n%s\nbut the page says\n%s" % (page, printed, expected))


def main():
    root = Path(sys.argv[1])
    count = 0
    for page in readmes(root):
        for code, expected in programs(page.read_text()):
            check(root, page.relative_to(root), code, expected)
            count += 1
    if count == 0:
        sys.exit("no page holds a program")
    print("%d programs of the READMEs compiled and run" % count)


if __name__ == "__main__":
    main()
