"""No floating point where prices are made: the same input gives the same bytes on every machine."""

import re

from tree import code_only, cpp_files, main, matches, text

EXACT = {"base", "money", "market", "trail", "bounds", "profit", "strategy", "reprice", "replenish"}
FLOATING = re.compile(
    r"\b(float|double|float_t|double_t|_Float\d+|stof|stod|stold|atof|strto[fd]|strtold)\b"
    r"|(?<![\w.'])\d[\d']*\.\d*|(?<![\w.)\]])\.\d+|(?<![\w.'])\d+[eE][+-]?\d+\b|<cmath>|<cfloat>")


def check(root):
    found = []
    for file in cpp_files(root, "include", "src"):
        if EXACT & set(file.parts[1:-1]):
            found += matches(root, file, FLOATING, code_only(text(root / file)), "floating point")
    return found


if __name__ == "__main__":
    main(check)
