"""Amounts and JSON as text. Amounts are integers of minor units and never become floats."""

import json


class Raw(str):
    """Text that goes into the JSON as it is: a number with exactly these digits."""


def decimal(minor, exponent):
    """2490 with exponent 2 -> "24.90"."""
    sign = "-" if minor < 0 else ""
    digits = str(abs(minor)).rjust(exponent + 1, "0")
    if exponent == 0:
        return sign + digits
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}"


def trimmed(text):
    """24.90 -> 24.9, 25.00 -> 25, as programs print numbers that have been floats."""
    return text.rstrip("0").rstrip(".") if "." in text else text


# How a message writes its amounts. All of these occur in published and recorded messages.
AMOUNT_STYLES = {
    "full": lambda text: Raw(text),
    "trimmed": lambda text: Raw(trimmed(text)),
    "one_decimal": lambda text: Raw(one_decimal(text)),
    "two_decimals": lambda text: Raw(text if "." in text else text + ".00"),
    "text": lambda text: text,
}


def one_decimal(text):
    short = trimmed(text)
    return short if "." in short else short + ".0"


def dump(value, indent=None, level=0):
    """JSON with keys in their order. Like json.dumps, but Raw text stands as it is."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        inner = [f"{json.dumps(key)}:{' ' if indent else ''}{dump(item, indent, level + 1)}"
                 for key, item in value.items()]
        return wrap("{", inner, "}", indent, level)
    if isinstance(value, list):
        return wrap("[", [dump(item, indent, level + 1) for item in value], "]", indent, level)
    return json.dumps(value, ensure_ascii=False)


def wrap(opening, inner, closing, indent, level):
    if not indent or not inner:
        return opening + ",".join(inner) + closing
    pad = "\n" + " " * indent * (level + 1)
    return opening + pad + ("," + pad).join(inner) + "\n" + " " * indent * level + closing
