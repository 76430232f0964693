#!/usr/bin/env python3
"""The symbols file of libhaggle1, from the declarations of haggle.h.

  cmake/debian/symbols.py [--check]    writes it, or says that it is not fresh (status 1)
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = HERE.parent.parent / "capi/include/haggle/haggle.h"
SYMBOLS = HERE / "libhaggle1.symbols"

# The version of the package that brought an ABI: who uses its functions needs that one.
VERSION_OF = {1: "0.1.0"}
FUNCTION = re.compile(r"@since (\d+)|^HAGGLE_API [^(]*?\b(haggle_\w+)\(", re.MULTILINE)


def symbols(header):
    """The symbols with their nodes and versions; a function is as old as its comment says."""
    since, found = None, {f"HAGGLE_{abi}@HAGGLE_{abi} {v}" for abi, v in VERSION_OF.items()}
    for number, name in FUNCTION.findall(header):
        if number:
            since = int(number)
        else:
            found.add(f"{name}@HAGGLE_{since} {VERSION_OF[since]}")
    return sorted(found)


def main():
    head = "libhaggle.so.1 libhaggle1 #MINVER#\n* Build-Depends-Package: libhaggle-dev\n"
    text = head + "".join(f" {line}\n" for line in symbols(HEADER.read_text(encoding="utf-8")))
    if SYMBOLS.exists() and SYMBOLS.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv[1:]:
        print("cmake/debian/libhaggle1.symbols: not fresh; run cmake/debian/symbols.py")
        return 1
    SYMBOLS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
