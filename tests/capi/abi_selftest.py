"""The guard of the ABI is checked: each planted change of the header is found, and a change that
only adds, and is named, passes."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import abi

# (what is replaced, by what, what the finding says; None: nothing is found)
PLANTED = [
    (r"\Z", "", None),
    (r"HAGGLE_API uint32_t haggle_abi\(void\);", "", "the ABI is broken"),
    (r"HAGGLE_API uint32_t haggle_abi\(void\);",
     r"\g<0>\nHAGGLE_API int32_t haggle_newer(int32_t x);", "haggle_newer changed"),
    (r"int32_t\* decimals", "int64_t* decimals", "haggle_currency_decimals"),
    (r"#define HAGGLE_BASIS_LANDED 1", "#define HAGGLE_BASIS_LANDED 7", "was 1 and is 7"),
    (r"#define HAGGLE_BASIS_LANDED 1\n", "", "HAGGLE_BASIS_LANDED is gone"),
    (r"#define HAGGLE_BASIS_LANDED 1\n", r"\g<0>#define HAGGLE_BASIS_MOON 9\n", "is new"),
    (r"  int64_t now_ms;\n", r"\g<0>  int64_t more;\n", "haggle_clock.more is new"),
    (r"  uint32_t quantity; +/\* at least 2 \*/\n", r"\g<0>  uint64_t more;\n",
     "sizeof haggle_break was 16 and is 24"),
]
NAMED = "haggle_clock.more, a field of haggle_clock; haggle_clock_init, haggle_status\n"
FROZEN = (r"typedef struct haggle_break \{",
          "typedef struct haggle_newest {\n  uint64_t more;\n} haggle_newest;\n\n\\g<0>",
          "sizeof haggle_newest is new")
PLANTED.append(FROZEN)
NAMED_FROZEN = "haggle_newest and its haggle_newest.more\n"


def findings(pattern, planted, changes=""):
    header = (abi.ROOT / "capi/include/haggle/haggle.h").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "haggle").mkdir()
        changed = re.sub(pattern, planted, header, count=1)
        (Path(folder) / "haggle/haggle.h").write_text(changed, encoding="utf-8")
        page = Path(folder) / "changes"
        shutil.copy(abi.ROOT / "capi/CHANGES.md", page)
        with page.open("a", encoding="utf-8") as out:
            out.write(changes)
        abi.HEADERS, abi.CHANGES = Path(folder), page
        return abi.check_abi() + abi.check_values()


def main():
    failed = 0
    for pattern, planted, wanted in PLANTED:
        found = findings(pattern, planted)
        right = any(wanted in finding for finding in found) if wanted else not found
        if not right:
            failed += 1
            print(f"{pattern} -> {planted!r}: wanted {wanted}, found {found}")
    for planted, named in ((PLANTED[7], NAMED), (FROZEN, NAMED_FROZEN)):
        if left := findings(planted[0], planted[1], named):
            failed += 1
            print(f"{named!r} is added and named: found {left}")
    print(f"{len(PLANTED) + 2} planted changes, {failed} not as wanted")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
