"""Compiles and runs every ```cpp and ```c block that holds a main; the ```text block behind it is
its output. The ```python and ```go blocks of the front page are those of the packages' own pages,
whose tests run them."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FLAGS = ["-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
CPP = ["g++", "-std=c++20", *FLAGS, "-Iinclude"]
# A struct of C is begun in few words; what is not said is zero.
C = ["gcc", "-std=c99", *FLAGS, "-Wno-missing-field-initializers", "-Icapi/include"]


def readmes(root):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=root,
                            capture_output=True, text=True, check=True)
    return [root / name for name in sorted(listed.stdout.split())]


def programs(text):
    """(language, code, expected output or None) of each program of a page."""
    blocks = BLOCK.findall(text)
    for place, (language, code) in enumerate(blocks):
        if language in {"cpp", "c"} and "int main(" in code:
            following = blocks[place + 1] if place + 1 < len(blocks) else ("", "")
            yield language, code, following[1] if following[0] == "text" else None


def library(root, name):
    tree = Path(os.environ.get("HAGGLE_BIN_DIR", root / "build/release/bin")).parent
    found = sorted(tree.rglob(name))
    if not found:
        sys.exit(f"{name} is not built")
    return found[0]


def command_of(root, language, source):
    if language == "cpp":
        return [*CPP, source, library(root, "libhaggle_core.a")]
    shared = library(root, "libhaggle.so.1")
    return [*C, source, shared, f"-Wl,-rpath,{shared.parent}"]


def run(root, language, code, folder):
    source, program = folder / f"block.{language}", folder / "block"
    source.write_text(code)
    subprocess.run([*command_of(root, language, source), "-o", program], check=True, cwd=root)
    return subprocess.run([program], capture_output=True, text=True, check=True, timeout=60).stdout


def check(root, page, program):
    language, code, expected = program
    with tempfile.TemporaryDirectory() as folder:
        printed = run(root, language, code, Path(folder))
    if expected is not None and printed.strip() != expected.strip():
        sys.exit("%s: the block prints\n%s\nbut the page says\n%s" % (page, printed, expected))


def check_front_page(root):
    pages = {"python": root / "capi/python/README.md", "go": root / "capi/go/README.md"}
    for language, code in BLOCK.findall((root / "README.md").read_text()):
        if language in pages and code not in pages[language].read_text():
            sys.exit("README.md: its %s block is not the one of %s" % (language, pages[language]))


def main():
    root = Path(sys.argv[1])
    check_front_page(root)
    count = 0
    for page in readmes(root):
        for program in programs(page.read_text()):
            check(root, page.relative_to(root), program)
            count += 1
    if count == 0:
        sys.exit("no page holds a program")
    print("%d programs of the READMEs compiled and run" % count)


if __name__ == "__main__":
    main()
