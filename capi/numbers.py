#!/usr/bin/env python3
"""The numbers of haggle.h come from the C++ headers: writes them into the header, and the
assertions that they are equal into capi/src/numbers.cpp.

  capi/numbers.py [--check]    writes, or says what is not fresh (status 1)
"""

import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "capi/include/haggle/haggle.h"
ASSERTIONS = ROOT / "capi/src/numbers.cpp"

# The groups of the header: (C++ header, type, prefix of the names in C).
ENUMS = {
    "errc": [("base/error.hpp", "Errc", "E")],
    "market": [("market/kinds.hpp", "Audience", "AUDIENCE"),
               ("market/kinds.hpp", "OfferAudience", "OFFER_AUDIENCE"),
               ("market/kinds.hpp", "Condition", "CONDITION"),
               ("market/kinds.hpp", "SubCondition", "SUB_CONDITION"),
               ("market/kinds.hpp", "Fulfilment", "FULFILMENT"),
               ("market/kinds.hpp", "ListingStatus", "LISTING_STATUS"),
               ("market/kinds.hpp", "Tristate", ""),
               ("market/bound.hpp", "Basis", "BASIS")],
    "trail": [("trail/reason.hpp", "Stage", "STAGE"), ("trail/reason.hpp", "Reason", "REASON")],
    "sale": [("market/sale.hpp", "SaleCondition", "SALE_CONDITION"),
             ("market/item_life.hpp", "ItemEventKind", "ITEM_EVENT"),
             ("market/item_life.hpp", "ItemState", "ITEM_STATE"),
             ("market/item_life.hpp", "LifeReason", "LIFE_REASON")],
    "comparables": [("comparables/search.hpp", "Shortfall", "SHORTFALL")],
    "valuation": [("valuation/comparable.hpp", "Quality", "QUALITY"),
                  ("valuation/valuation.hpp", "Refusal", "VALUE_REFUSAL"),
                  ("valuation/valuation.hpp", "Cut", "CUT"),
                  ("valuation/valuation.hpp", "RangeBasis", "RANGE_BASIS"),
                  ("valuation/history_check.hpp", "HistoryCheck", "HISTORY_CHECK"),
                  ("valuation/history_check.hpp", "HistoryCopy", "HISTORY_COPY"),
                  ("valuation/history_check.hpp", "HistoryVerdict", "HISTORY_VERDICT")],
    "reprice": [("reprice/decision.hpp", "Action", "ACTION"),
                ("strategy/state.hpp", "State", "STATE"),
                ("strategy/state.hpp", "Strategy", "STRATEGY"),
                ("bounds/bounds.hpp", "BoundKind", "BOUND"),
                ("strategy/filters.hpp", "Verdict", "VERDICT"),
                ("reprice/decide_business.hpp", "Dropped", "DROPPED")],
    "codec": [("codec/message.hpp", "MessageKind", "MESSAGE"),
              ("codec/message.hpp", "MessageDialect", "DIALECT")],
    "submission": [("codec/submission.hpp", "PatchOp", "PATCH_OP"),
                   ("codec/submission.hpp", "BoundsSent", "BOUNDS_SENT")],
    "answer": [("codec/submission_answer.hpp", "SubmissionStatus", "SUBMISSION_STATUS"),
               ("codec/submission_answer.hpp", "IssueSeverity", "SEVERITY"),
               ("codec/submission_answer.hpp", "FeedState", "FEED_STATE"),
               ("codec/submission_answer.hpp", "MessageOutcome", "FEED_MESSAGE"),
               ("codec/fee_estimate.hpp", "FeeStatus", "FEE_STATUS"),
               ("codec/expected_price.hpp", "ExpectedPriceStatus", "EXPECTED_STATUS")],
}
# Constants of structs: (C++ header, scope, prefix).
BITS = {
    "market": [("market/memory.hpp", "Memory", "MEMORY"),
               ("market/listing.hpp", "Listing", "LISTING"),
               ("market/business.hpp", "Tier", "TIER"),
               ("market/market.hpp", "Market", "MARKET"),
               ("market/offer.hpp", "Offer", "OFFER")],
    "reprice": [("reprice/decision.hpp", "note", "NOTE"),
                ("reprice/decision.hpp", "Decision", "DECISION")],
}
LIMITS = {"offers_max": "offers of one snapshot", "tiers_max": "tiers of a business ladder",
          "steps_max": "steps of one decision",
          "amount_minor_max": "largest amount, in minor units"}
# What would be mistaken in C, where has-bits and flags stand side by side.
RENAMED = {"HAGGLE_MARKET_HAS_POINTS": "HAGGLE_MARKET_GIVES_POINTS"}
ENUMERATOR = re.compile(r"(\w+) = (\d+),?[ \t]*(?:///<[ \t]*(.*(?:\n[ \t]+///<.*)*))?")
BIT = re.compile(r"constexpr std::uint32_t (\w+) =\s*(?:1U << (\d+)|(\w+)::(\w+));"
                 r"[ \t]*(?:///<[ \t]*(.*))?")


def source(header):
    return (ROOT / "include/haggle" / header).read_text(encoding="utf-8")


def plain(comment):
    """A comment of one line as a sentence."""
    words = re.sub(r"\s*\n\s*///<\s*", " ", comment or "").strip()
    return words[:1].upper() + words[1:] if words else ""


def enumerators(header, name):
    """(name in C++, number, comment) of an enumeration."""
    body = re.search(rf"enum class {name} : [\w:]+ \{{(.*?)\}};", source(header), re.DOTALL)
    return [(m[1], int(m[2]), plain(m[3])) for m in ENUMERATOR.finditer(body[1])]


def sentences(table, header):
    """What a table of ours says of each enumerator."""
    rows = re.findall(rf"\{{{table}::(\w+),[^\"]*\"\w+\",\s*\"([^\"]+)\"\}}", source(header))
    return {name: plain(words) for name, words in rows}


def bits(header, scope):
    """(name in C++, number, comment) of the constants in a struct or namespace."""
    body = re.search(rf"(?:struct|namespace) {scope} \{{(.*?)\n\}}", source(header), re.DOTALL)
    found = []
    for name, shift, other, of, comment in BIT.findall(body[1]):
        if other:
            value = next(n for known, n, _ in bits("market/listing.hpp", other) if known == of)
        elif shift:
            value = 1 << int(shift)
        found.append((name, value, plain(comment)))
    return found


def c_name(prefix, name):
    parts = ["HAGGLE", prefix, name.rstrip("_").upper()]
    full = "_".join(part for part in parts if part)
    return RENAMED.get(full, full)


def limits():
    text = source("base/limits.hpp")
    for name, comment in LIMITS.items():
        value = re.search(rf"\b{name} = ([\d']+);", text)[1].replace("'", "")
        yield name, value if int(value) < 2**31 else f"INT64_C({value})", plain(comment)


def groups():
    """group -> [(C name, value, comment, C++ expression)]"""
    out = {"limits": [(c_name("", n), v, c, n) for n, v, c in limits()]}
    words = {"Errc": sentences("Errc", "base/error.hpp"),
             "Reason": sentences("Reason", "trail/reason.hpp")}
    for group, enums in ENUMS.items():
        for header, name, prefix in enums:
            rows = [(c_name(prefix, n), v, words.get(name, {}).get(n, c), f"{name}::{n}")
                    for n, v, c in enumerators(header, name)]
            out.setdefault(group, []).append((name, rows))
        for header, scope, prefix in BITS.get(group, []):
            rows = [(c_name(prefix, n), v, c, f"{scope}::{n}") for n, v, c in bits(header, scope)]
            out[group].append((scope, rows))
    return {g: [("", rows)] if g == "limits" else rows for g, rows in out.items()}


def define(name, value, comment):
    stop = "" if comment[-1:] in ".?" else "."
    lines = textwrap.wrap(comment + stop, 92)
    lead = "/* " + "\n * ".join(lines) + " */\n" if lines else ""
    return f"{lead}#define {name} {value}\n"


def with_numbers(header):
    for group, blocks in groups().items():
        text = "\n".join("".join(define(n, v, c) for n, v, c, _ in rows) for _, rows in blocks)
        begin, end = f"/* numbers: {group} */\n", "/* end of numbers */"
        start = header.index(begin) + len(begin)
        header = header[:start] + text + header[header.index(end, start):]
    return header


def assertion(name, expression):
    text = f"static_assert({name} == number({expression}));"
    if len(text) <= 100:
        return text + "\n"
    return f"static_assert({name} ==\n              number({expression}));\n"


def assertions():
    lines = "".join(assertion(n, e) for blocks in groups().values() for _, rows in blocks
                    for n, _, _, e in rows)
    return f"""// That the numbers of haggle.h are those of C++. Generated by capi/numbers.py.
#include <cstdint>

#include "haggle/base/error.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/codec/expected_price.hpp"
#include "haggle/codec/fee_estimate.hpp"
#include "haggle/codec/message.hpp"
#include "haggle/codec/submission.hpp"
#include "haggle/codec/submission_answer.hpp"
#include "haggle/comparables/search.hpp"
#include "haggle/haggle.h"
#include "haggle/market/business.hpp"
#include "haggle/market/item_life.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "haggle/valuation/comparable.hpp"
#include "haggle/valuation/history_check.hpp"
#include "haggle/valuation/valuation.hpp"

namespace haggle {{
inline namespace v0 {{
namespace {{

template <class T>
constexpr std::int64_t number(T value) noexcept {{
  return static_cast<std::int64_t>(value);
}}

{lines}
}}  // namespace
}}  // namespace v0
}}  // namespace haggle
"""


def main():
    fresh = {HEADER: with_numbers(HEADER.read_text(encoding="utf-8")), ASSERTIONS: assertions()}
    stale = [path for path, text in fresh.items()
             if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(ROOT)}: not fresh; run capi/numbers.py")
        return 1 if stale else 0
    for path in stale:
        path.write_text(fresh[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
