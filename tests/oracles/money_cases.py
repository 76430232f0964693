"""The questions that the room `money` is asked: the whole grid of edges, and seeded chance."""

import random
from itertools import chain, product

AMOUNT_MAX = 10**15
INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
CURRENCIES = ("JPY", "USD", "KWD", "CLF")
MODES = (1, 2, 3, 4, 5)
POSITIVE = (1, 2, 3, 4, 5, 7, 10, 25, 99, 100, 101, 150_000, 10**6, 2**31, AMOUNT_MAX - 1,
            AMOUNT_MAX, AMOUNT_MAX + 1, 2**53, 2**62, INT64_MAX - 1, INT64_MAX)
EDGES = (INT64_MIN, INT64_MIN + 1) + tuple(-n for n in POSITIVE) + (0,) + POSITIVE


def divides(_):
    top = 2**126
    near = product(POSITIVE, (1, -1), (-1, 0, 1))
    nums = [sign * (top // den + more) for den, sign, more in near]
    dens = POSITIVE + (top - 1, top, 2**100 + 1)
    for num, den, mode in product(nums + [n * 2 + 1 for n in EDGES], dens, MODES):
        yield num, den, mode


def scales(_):
    return product(EDGES, EDGES, (0, -1, INT64_MIN) + POSITIVE, MODES)


def ties(chance):
    for _ in range(20_000):
        half = chance.randrange(1, 10**6)
        odd = 2 * chance.randrange(-(10**12), 10**12) + 1
        near = chance.choice((-1, 0, 0, 1))
        yield odd * half + near, 1, 2 * half, chance.choice(MODES)


def portions(_):
    return product(EDGES, EDGES + (1_000_001, -153_000, 153_000), MODES)


def grids(chance):
    tens = [n for n in EDGES if abs(n) <= 10**18] + [10**18, -(10**18)]
    yield from product(POSITIVE + (0, -1, INT64_MIN), (-1, 0, 1, 4, 99), tens)
    for _ in range(20_000):
        step = chance.randrange(1, 2000)
        yield step, chance.randrange(step), chance.randrange(-5000, 5000)


def allocations(chance):
    triples = tuple(product((-1, 0, 1, 2, INT64_MAX), repeat=3))
    for total, weights in product(EDGES, triples):
        yield (total, *weights)
    for _ in range(20_000):
        top = chance.choice((2, 10, 10**6, 10**15))
        weights = [chance.randrange(top) for _ in range(chance.randrange(1, 30))]
        yield (chance.choice((chance.choice(EDGES), chance.randrange(-1000, 1000))), *weights)


def conversions(chance):
    rates = tuple(product((1, 3, 150, 15_025, INT64_MAX), (1, 7, 100, INT64_MAX)))
    rows = product(EDGES, CURRENCIES, CURRENCIES, rates + ((0, 1), (1, 0)), MODES)
    for minor, source, target, rate, mode in rows:
        yield minor, source, source, target, *rate, 0, 0, 0, mode
    days = (-(2**31), -1, 0, 1, 19_999, 20_000, 2**31 - 1)
    for day, today, age in product(days, days, days):
        yield 100, "USD", "USD", "JPY", 150, 1, day, today, age, 1
    for _ in range(1_000):
        codes = [chance.choice(CURRENCIES + ("XAU", "")) for _ in range(3)]
        yield 100, *codes, 3, 2, 0, 0, 0, 1


def rows_of_money(_):
    return product(EDGES, CURRENCIES + ("XAU", "usd", ""))


def pairs_of_money(_):
    return product(EDGES, CURRENCIES, EDGES, ("USD", "JPY"))


def amounts(_):
    digits = EDGES + (300_000, 300_050)
    return product(digits, range(20), ("", "USD"), CURRENCIES + ("XTS", ""))


def numbers(chance):
    """Decimal texts around every edge, in several spellings."""
    for edge, shift in product(EDGES, range(-6, 7)):
        sign, digits = ("-" if edge < 0 else ""), str(abs(edge))
        yield f"{sign}{digits}e{shift}"
        padded = digits.rjust(8, "0")
        yield f"{sign}{padded[:-6]}.{padded[-6:]}E{shift:+d}"
    for _ in range(20_000):
        whole = str(chance.randrange(10 ** chance.randrange(1, 20)))
        fraction = str(chance.randrange(10 ** chance.randrange(1, 12)))
        fraction += "0" * chance.randrange(20)
        power = chance.choice(("", "", "", f"e{chance.randrange(-30, 30)}"))
        dot = chance.choice(("", "." + fraction))
        yield chance.choice(("", "-")) + "0" * chance.randrange(3) + whole + dot + power


NASTY = (
    "", "-", "+1", ".5", "1.", "-.5", "1e", "1e+", "e5", "1.e5", " 1", "1 ", "1,000", "1_0", "NaN",
    "nan", "inf", "-Infinity", "0x10", "1.2.3", "--1", "1-", "\u0661", "\uff11", "$1", "1\r", "0",
    "-0", "0.00", "-0.000", "0e400", "0e-400", "1e400", "-1e400", "1e-400",
    "1e99999999999999999999", "1e-99999999999999999999", "0." + "0" * 500 + "1e501",
    "1" + "0" * 500 + "e-500", "1." + "0" * 100, "1." + "0" * 100 + "1", "9" * 400, "USD", "USD ",
    "USD  1", "XAU 1", "usd 1", "US 1")


def garbled(chance):
    for _ in range(30_000):
        yield "".join(chance.choice("0159.-+eE ,%") for _ in range(chance.randrange(1, 9)))


def texts(chance):
    return chain(NASTY, numbers(chance), garbled(chance))


def minors_to_parse(chance):
    for text in texts(chance):
        for exponent in (0, 2, 3, 4):
            yield exponent, text
    yield from product((-1, 1, 17, 18, 19), NASTY)


def amounts_to_parse(chance):
    for text in texts(chance):
        yield (text,)
        yield (f"{chance.choice(CURRENCIES)} {text}",)


def rates_to_parse(chance):
    for text in texts(chance):
        yield (text,)
        yield (text + "%",)
        yield (text + "ppm",)


def minors_to_write(chance):
    values = EDGES + tuple(chance.randrange(INT64_MIN, INT64_MAX) for _ in range(2_000))
    return product(values, range(-1, 20))


def money_to_write(chance):
    values = EDGES + tuple(chance.randrange(-10**15, 10**15) for _ in range(5_000))
    return product(values, CURRENCIES)


def rates_to_write(chance):
    values = EDGES + tuple(chance.randrange(-10**9, 10**9) for _ in range(20_000))
    return ((value,) for value in values)


GROUPS = (
    ("divide", divides), ("scale", scales), ("scale", ties), ("portion", portions),
    ("grid", grids), ("allocate", allocations), ("convert", conversions), ("money", rows_of_money),
    ("add", pairs_of_money), ("subtract", pairs_of_money), ("compare", pairs_of_money),
    ("negate", rows_of_money), ("minor_in", amounts), ("parse_minor", minors_to_parse),
    ("parse_amount", amounts_to_parse), ("parse_money", amounts_to_parse),
    ("parse_rate", rates_to_parse), ("minor_text", minors_to_write),
    ("money_text", money_to_write), ("rate_text", rates_to_write),
)


def questions(seed):
    """Every group as (operation, list of argument tuples); the same for the same seed."""
    for operation, make in GROUPS:
        yield operation, list(make(random.Random(seed)))
