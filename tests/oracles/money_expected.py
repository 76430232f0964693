"""What the room `money` must answer, worked out with Python's whole numbers and fractions.

Each function returns the fields of an answer, or raises Refused with the name of the error.
"""

import math
import re
from fractions import Fraction

AMOUNT_MAX = 10**15
INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
EXPONENTS = {"JPY": 0, "USD": 2, "KWD": 3, "CLF": 4}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)


class Refused(Exception):
    """The error that is expected; its first argument is the name."""


def half_away(value):
    size = math.floor(abs(value) + Fraction(1, 2))
    return size if value > 0 else -size


ROUND = {1: round, 2: half_away, 3: math.trunc, 4: math.floor, 5: math.ceil}


def narrow(value):
    if not INT64_MIN <= value <= INT64_MAX:
        raise Refused("overflow")
    return value


def in_limits(value):
    if abs(value) > AMOUNT_MAX:
        raise Refused("out_of_range")
    return value


def known(code):
    if code not in EXPONENTS:
        raise Refused("unknown_currency")
    return EXPONENTS[code]


def divide(num, den, mode):
    value = ROUND[mode](Fraction(num, den))
    return value >> 64, value & (2**64 - 1)


def scale(amount, num, den, mode):
    if den <= 0:
        raise Refused("bad_argument")
    return (narrow(ROUND[mode](Fraction(amount * num, den))),)


def portion(amount, ppm, mode):
    return scale(amount, ppm, 10**6, mode)


def grid(step, residue, minor):
    if not 1 <= step <= AMOUNT_MAX or not 0 <= residue < step:
        raise Refused("out_of_range")
    below = math.floor(Fraction(minor - residue, step)) * step + residue
    above = math.ceil(Fraction(minor - residue, step)) * step + residue
    near = above if above - minor <= minor - below else below
    return below, above, near, int(below == above)


def check_weights(weights):
    """The first weight at fault says what is wrong."""
    for i, weight in enumerate(weights):
        if weight < 0:
            raise Refused("bad_argument")
        if sum(weights[: i + 1]) > INT64_MAX:
            raise Refused("overflow")
    if sum(weights) == 0:
        raise Refused("bad_argument")


def allocate(total, *weights):
    check_weights(weights)
    shares = [Fraction(abs(total) * weight, sum(weights)) for weight in weights]
    parts = [math.floor(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (parts[i] - shares[i], i))
    for i in order[: abs(total) - sum(parts)]:
        parts[i] += 1
    return tuple(-part if total < 0 else part for part in parts)


def convert(minor, currency, *rest):
    source, target, num, den, day, today, age, mode = rest
    if num <= 0 or den <= 0 or age < 0 or (source == target and num != den):
        raise Refused("bad_argument")
    units_from, units_to = 10 ** known(source), 10 ** known(target)
    if not 0 <= today - day <= age:
        raise Refused("rate_too_old")
    if currency != source:
        raise Refused("currency_mismatch")
    value = Fraction(in_limits(minor) * num * units_to, den * units_from)
    return in_limits(ROUND[mode](value)), target


def money(minor, currency):
    known(currency)
    return in_limits(minor), currency


def same(first, second):
    if first != second:
        raise Refused("currency_mismatch")


def add(a, first, b, second):
    same(first, second)
    return in_limits(a + b), first


def subtract(a, first, b, second):
    same(first, second)
    return in_limits(a - b), first


def compare(a, first, b, second):
    same(first, second)
    return ((a > b) - (a < b),)


def negate(a, currency):
    return in_limits(-a), currency


def exact(value, exponent, refusal="amount_precision"):
    """A value in units of 10^-exponent: first too large, then too fine."""
    units = value * 10**exponent
    in_limits(math.trunc(units))
    if units.denominator != 1:
        raise Refused(refusal)
    return int(units)


def minor_in(digits, decimals, own, currency):
    if own and own != currency:
        raise Refused("currency_mismatch")
    exponent = known(currency)
    if decimals > 18:
        raise Refused("bad_argument")
    return (exact(Fraction(digits, 10**decimals), exponent),)


def number(text):
    """A text as a fraction; an exponent that makes all the difference is cut to 10^+-2000."""
    if not NUMBER.fullmatch(text):
        raise Refused("bad_amount")
    mantissa, _, power = text.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = int(whole + fraction)
    power = int(power or 0) - len(fraction)
    return Fraction(digits) * Fraction(10) ** max(-2000, min(2000, power)), power


def parse_minor(exponent, text):
    if not 0 <= exponent <= 18:
        raise Refused("bad_argument")
    return (exact(number(text)[0], exponent),)


def finest(value):
    """The decimals that a value needs, or more than 18."""
    return next((d for d in range(19) if (value * 10**d).denominator == 1), 1000)


def parse_bare(text):
    value, power = number(text)
    in_limits(math.trunc(value))
    ahead = len(str(math.trunc(abs(value)))) if abs(value) >= 1 else 0
    if finest(value) + ahead > 18:
        raise Refused("amount_precision")
    decimals = max(0, min(-power, 18 - ahead))
    return int(value * 10**decimals), decimals


def split_currency(text):
    if not re.match(r"[A-Za-z]{3} ", text):
        raise Refused("bad_amount")
    return text[:3], known(text[:3])


def parse_money(text):
    code, exponent = split_currency(text)
    return parse_minor(exponent, text[4:]) + (code,)


def parse_amount(text):
    if not re.match(r"[A-Za-z]{3} ", text):
        return parse_bare(text) + ("",)
    parse_money(text)
    return parse_bare(text[4:]) + (text[:3],)


def parse_rate(text):
    form = re.fullmatch(r"(-?[0-9]+(?:\.[0-9]+)?)(%|ppm)", text)
    if not form:
        raise Refused("bad_amount")
    exponent = 4 if form[2] == "%" else 0
    return (exact(Fraction(form[1]), exponent, "rate_precision"),)


def minor_text(minor, exponent):
    if not 0 <= exponent <= 18:
        return ("",)
    digits = str(abs(minor)).rjust(exponent + 1, "0")
    whole, fraction = digits[: len(digits) - exponent], digits[len(digits) - exponent :]
    return (("-" if minor < 0 else "") + whole + ("." + fraction if fraction else ""),)


def money_text(minor, currency):
    return (f"{currency} {minor_text(minor, EXPONENTS[currency])[0]}",)


def rate_text(ppm):
    whole, _, fraction = minor_text(ppm, 4)[0].partition(".")
    fraction = fraction.rstrip("0")
    return (whole + ("." + fraction if fraction else "") + "%",)
