#!/usr/bin/env python3
"""Prices diamonds from the most similar sold ones, and draws how well.

    price_items.py [--rows N] [--out FILE] [--coverage SHARE] [--seed N]

Of all rows 70 % are the history, 15 % say how wide ranges must be, and 15 % are priced.
"""

import argparse
from pathlib import Path

import haggle
import items
import numpy
import picture

NOW = 0  # the sales have no dates: all are of one day
USUAL = {"similarity_min": -1.0, "effective_count_min": 1.0, "half_life_days": 1e9}


def index_of(history, vectors):
    """An index of the history."""
    index = haggle.Index(vectors.shape[1])
    index.add(vectors, {"id": [f"d{row}" for row in range(len(vectors))],
                        "category": history.cuts, "price_minor": history.prices_minor,
                        "currency": "USD", "sold_at": NOW})
    return index


def asked(some):
    """What is known of items that are to be priced."""
    return [haggle.Item(size=float(carat), category=cut)
            for carat, cut in zip(some.carats, some.cuts)]


def priced(policy, found, some):
    return [policy.value(one, now=NOW, item=item) for one, item in zip(found, asked(some))]


def tuned(index, history, vectors, count):
    """Options that price the first rows of the history best, each without itself."""
    known = history.some(slice(0, count))
    found = []
    for row, answer in enumerate(index.search_each(vectors[:count], k=41)):
        whole = answer.comparables(sizes=history.carats)
        found.append(haggle.Comparables.of(
            answer.similarities[answer.rows != row], whole.records["price_minor"][
                answer.rows != row], "USD", sizes=whole.records["item_size"][answer.rows != row]))
    cases = haggle.KnownPrices(found, known.prices_minor, NOW, asked(known))
    options, fit = haggle.tune(cases, **USUAL)
    print(f"tuned: {options['neighbours_max']} neighbours; half of {count} known prices within "
          f"{fit.error_median:.1%}")
    return options


def learned(policy, index, vectors, known, carats, coverage):
    """How wide ranges must be, for each cut that has enough known prices."""
    found = [one.comparables(sizes=carats) for one in index.search_each(vectors, k=40)]
    return haggle.calibrate(priced(policy, found, known), known.prices_minor,
                            categories=list(known.cuts), coverage=coverage, spread_floor=0.1)


def report(some, answers, coverage, out):
    """Prints what came out, and draws it."""
    given = [(real / 100, one.price_minor / 100, one.low_minor / 100, one.high_minor / 100, cut)
             for real, one, cut in zip(some.prices_minor, answers, some.cuts) if one]
    if not given:
        raise SystemExit(f"every item was refused: {answers[0].reason.name}")
    held = {cut: [low <= real <= high for real, _, low, high, own in given if own == cut]
            for cut in items.ORDERS["cut"]}
    shares = [(cut, sum(each) / len(each), len(each)) for cut, each in held.items() if each]
    error = numpy.median([abs(said - real) / real for real, said, *_ in given])
    whole = sum(map(sum, held.values())) / len(given)
    print(f"priced {len(given)} of {len(answers)}: half of them within {error:.1%}; "
          f"{whole:.1%} of the ranges hold the price, {coverage:.0%} asked for")
    for cut, share, count in shares:
        print(f"  {cut:10} {count:6} {share:7.1%}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(picture.drawn([row[:4] for row in given[:1_500]], shares, coverage),
                   encoding="utf-8")
    print(f"picture: {out}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=20_000, help="400 to 53,940")
    parser.add_argument("--out", type=Path, default=Path("comparables.svg"))
    parser.add_argument("--coverage", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main():
    given = arguments()
    if not 400 <= given.rows <= 53_940:
        raise SystemExit("--rows: 400 to 53,940")
    everything = items.load(given.rows, given.seed)
    first, second = given.rows * 70 // 100, given.rows * 85 // 100
    history, known, some = (everything.some(part) for part in (
        slice(0, first), slice(first, second), slice(second, None)))
    embed = items.embedding_of(history)
    vectors = embed(history)
    index = index_of(history, vectors)
    print(f"index: {index.live} sold diamonds, {index.bytes().nbytes / 2**20:.1f} MiB")
    options = tuned(index, history, vectors, min(1_000, first))
    calibration = learned(haggle.ValuationPolicy(**options), index, embed(known), known,
                          history.carats, given.coverage)
    policy = haggle.ValuationPolicy("calibrated", calibration,
                                    **{**options, "coverage": given.coverage})
    found = [one.comparables(sizes=history.carats) for one in index.search_each(embed(some), k=40)]
    report(some, priced(policy, found, some), given.coverage, given.out)


if __name__ == "__main__":
    try:
        main()
    except haggle.HaggleError as wrong:
        raise SystemExit(str(wrong)) from None
