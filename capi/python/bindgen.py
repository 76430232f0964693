#!/usr/bin/python3
"""Writes haggle/_header.py, the C header as ctypes: numbers, structs and functions.

    bindgen.py           writes it
    bindgen.py --check   status 1 if it is not what the header says
"""

import keyword
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = HERE.parent / "include/haggle/haggle.h"
TARGET = HERE / "haggle/_header.py"

# Enumerations: the prefix of the numbers in C, and what they are called here. The longer prefix
# comes first where one begins another.
ENUMS = (("OFFER_AUDIENCE", "OfferAudience"), ("AUDIENCE", "Audience"),
         ("SUB_CONDITION", "SubCondition"), ("CONDITION", "Condition"),
         ("FULFILMENT", "Fulfilment"), ("LISTING_STATUS", "ListingStatus"), ("BASIS", "Basis"),
         ("STAGE", "Stage"), ("REASON", "Reason"), ("ACTION", "Action"), ("STATE", "State"),
         ("STRATEGY", "Strategy"), ("BOUND", "BoundKind"), ("VERDICT", "Verdict"),
         ("DROPPED", "Dropped"), ("OUTCOME", "OutcomeKind"), ("MESSAGE", "MessageKind"),
         ("DIALECT", "Dialect"), ("PATCH_OP", "PatchOp"), ("BOUNDS_SENT", "BoundsSent"),
         ("SUBMISSION_STATUS", "SubmissionStatus"), ("SEVERITY", "Severity"),
         ("FEED_STATE", "FeedState"), ("FEED_MESSAGE", "FeedMessage"), ("FEE_STATUS", "FeeStatus"),
         ("EXPECTED_STATUS", "ExpectedStatus"), ("SALE_CONDITION", "SaleCondition"),
         ("ITEM_EVENT", "ItemEvent"), ("ITEM_STATE", "ItemState"), ("LIFE_REASON", "LifeReason"),
         ("SHORTFALL", "Shortfall"), ("QUALITY", "Quality"), ("VALUE_REFUSAL", "RefusalReason"),
         ("CUT", "Cut"), ("RANGE_BASIS", "RangeBasis"), ("HISTORY_CHECK", "HistoryCheck"),
         ("HISTORY_COPY", "HistoryCopy"), ("HISTORY_VERDICT", "HistoryVerdict"),
         ("PRESET", "Preset"), ("E", "Status"))
FLAGS = (("NOTE", "Note"), ("ARROW", "Columns"))
# Numbers that look like one of an enumeration and are none.
PLAIN = {"ARROW_PASS_UNKNOWN"}

SCALARS = {"int8_t": "c_int8", "uint8_t": "c_uint8", "int16_t": "c_int16", "uint16_t": "c_uint16",
           "int32_t": "c_int32", "uint32_t": "c_uint32", "int64_t": "c_int64",
           "uint64_t": "c_uint64", "size_t": "c_size_t", "char": "c_char", "int": "c_int",
           "haggle_status": "c_int32", "double": "c_double", "float": "c_float",
           "haggle_allocate": "c_void_p", "haggle_release": "c_void_p",  # a CFUNCTYPE or None
           "haggle_run": "c_void_p"}
DEFINE = re.compile(r"^#define HAGGLE_(\w+) (?:INT64_C\()?(-?\d+|UINT32_MAX)\)?$", re.MULTILINE)
STRUCT = re.compile(r"typedef struct (haggle_\w+) \{(.*?)\n\} \1;", re.DOTALL)
ARROW_STRUCT = re.compile(r"^struct (Arrow\w+) \{(.*?)\n\};", re.DOTALL | re.MULTILINE)
FIELD = re.compile(r"^\s*(?:struct )?(\w+) ([\w\[\], ]+);", re.MULTILINE)
ARROW_FIELD = re.compile(r"^\s*(.*?);\n", re.MULTILINE)
FUNCTION = re.compile(r"^HAGGLE_API (.*?)(haggle_\w+)\s*\((.*?)\);", re.DOTALL | re.MULTILINE)


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def numbers(header):
    """Every number of the header by its name without HAGGLE_."""
    return {name: 2**32 - 1 if value == "UINT32_MAX" else int(value)
            for name, value in DEFINE.findall(header)}


def member(name):
    name = name.lower()
    return name + "_" if keyword.iskeyword(name) else name


def enum(base, name, members):
    lines = [f"class {name}({base}):"]
    lines += [f"    {member(key)} = {value}" for key, value in members]
    return "\n".join(lines)


def split_numbers(header):
    """Enumerations, and the numbers that are left."""
    left = {k: v for k, v in numbers(header).items() if k not in {"TARGET_ABI"}}
    enums = []
    for prefix, name in ENUMS + FLAGS:
        own = [(k[len(prefix) + 1:], v) for k, v in left.items()
               if k.startswith(prefix + "_") and k not in PLAIN]
        own = own if prefix not in {"E"} else [("OK", 0), *own]
        for key, _ in own:
            left.pop(f"{prefix}_{key}", None)
        base = "enum.IntFlag" if (prefix, name) in FLAGS else "enum.IntEnum"
        enums.append(enum(base, name, own))
    return enums, [f"{k} = {v}" for k, v in left.items()]


def sized(text, known):
    """`name`, `name[COUNT]` as (name, [counts])."""
    name, *counts = re.split(r"[\[\]]+", text.strip().rstrip("]"))
    return name, [int(known.get(c.removeprefix("HAGGLE_"), c)) for c in counts if c]


def ctype(name):
    return f"ctypes.{SCALARS[name]}" if name in SCALARS else name


def struct(name, body, known):
    lines = [f"class {name}(ctypes.Structure):", "    _fields_ = ["]
    for kind, declared in FIELD.findall(without_comments(body)):
        field, counts = sized(declared, known)
        shown = ctype(kind) + "".join(f" * {c}" for c in counts)
        lines.append(f'        ("{field}", {shown}),')
    return "\n".join([*lines, "    ]"])


def arrow_struct(name, body):
    """Pointers stay addresses: what they point to is looked at only by those who made it."""
    lines = [f"class {name}(ctypes.Structure):", "    _fields_ = ["]
    for declared in ARROW_FIELD.findall(without_comments(body) + "\n"):
        callback = re.match(r".*\(\*(\w+)\)", declared)
        field = callback[1] if callback else re.match(r".*?(\w+)$", declared)[1]
        kind = "c_void_p" if "*" in declared else SCALARS[declared.split()[0]]
        lines.append(f'        ("{field}", ctypes.{kind}),')
    return "\n".join([*lines, "    ]"])


def parameter(text):
    """The ctypes of one parameter; everything behind a pointer is given as its address."""
    text = text.replace("const", "").replace("struct ", "").strip()
    if "*" in text or "[" in text:
        return "ctypes.c_char_p" if re.match(r"char ?\*\s?\w+$", text) else "ctypes.c_void_p"
    return ctype(text.split()[0])


def result(text):
    text = text.replace("const", "").strip()
    if text == "void":
        return "None"
    return "ctypes.c_char_p" if "*" in text else ctype(text)


def function(kind, name, given):
    given = " ".join(given.split())
    types = [] if given == "void" else [parameter(p) for p in given.split(",")]
    return f'    "{name}": ({result(kind)}, ({"".join(t + ", " for t in types).rstrip()})),'


def folded(line):
    """A function's line, over several where it is too long."""
    if len(line) <= 100:
        return line
    head, tail = line.split("(", 2)[0] + "(", line.split("(", 1)[1]
    kind, rest = tail.split(", (", 1)
    words, out, row = rest.removesuffix(")),").split(), [], "        "
    for word in words:
        if len(row) + len(word) + 1 > 96:
            out.append(row.rstrip())
            row = "        "
        row += word + " "
    return "\n".join([f"{head}{kind}, (", *out, row.rstrip() + ")),"])


def written(header):
    known = numbers(header)
    enums, rest = split_numbers(header)
    structs = [struct(n, b, known) for n, b in STRUCT.findall(header)]
    arrows = [arrow_struct(n, b) for n, b in ARROW_STRUCT.findall(header)]
    functions = [folded(function(*f)) for f in FUNCTION.findall(without_comments(header))]
    parts = ['"""The C header as ctypes. Generated by bindgen.py; not written by hand."""',
             "import ctypes\nimport enum\nfrom typing import Any", *enums, "\n".join(rest),
             *structs, *arrows,
             "FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {\n" + "\n".join(functions)
             + "\n}"]
    return "\n\n\n".join(parts) + "\n"


def main():
    text = written(HEADER.read_text(encoding="utf-8"))
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    print(f"{TARGET.name} is not what the header says; run capi/python/bindgen.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
