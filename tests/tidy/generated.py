"""What is generated is fresh: the numbers of the C header are those of C++, and what stands on that
header (Python's and Go's tables, the Debian symbols) is of today's."""

import shutil
import subprocess
import sys

from tree import main

GENERATORS = ("capi/numbers.py", "capi/python/bindgen.py", "capi/go/generate.py",
              "cmake/debian/symbols.py")


def complaints(generator):
    done = subprocess.run([sys.executable, generator, "--check"], capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines()
    return lines or ([f"{generator}: --check fails"] if done.returncode else [])


def check(root):
    here = [root / name for name in GENERATORS if (root / name).exists()]
    if shutil.which("gofmt") is None:  # lays out what Go's generator writes
        here = [path for path in here if path.name != "generate.py"]
    return [line for path in here for line in complaints(path)]


if __name__ == "__main__":
    main(check)
