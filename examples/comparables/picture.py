"""A picture of prices and their ranges, as SVG: the same numbers give the same bytes."""

import math

SIDE, GAP, TOP = 420, 70, 50
INK, SOFT, HELD, MISSED = "#222", "#bbb", "#2a6f97", "#d1495b"


def _text(x, y, words, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{words}</text>'


def _line(start, end, colour=SOFT, more=""):
    return (f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
            f'stroke="{colour}" {more}/>')


class Scale:
    """Prices on a logarithmic axis of SIDE points."""

    def __init__(self, prices):
        self.low = math.floor(math.log10(min(prices)) * 2) / 2
        self.high = math.ceil(math.log10(max(prices)) * 2) / 2

    def __call__(self, price):
        share = (math.log10(price) - self.low) / (self.high - self.low)
        return SIDE * min(max(share, 0.0), 1.0)

    def marks(self):
        """Round prices along the axis."""
        steps = [digit * 10**power for power in range(0, 9) for digit in (1, 3)]
        return [step for step in steps if self.low <= math.log10(step) <= self.high]


def _axes(scale):
    left, bottom = GAP, TOP + SIDE
    out = [_line((left, bottom), (left + SIDE, TOP), SOFT, 'stroke-dasharray="4 4"'),
           _text(left + SIDE / 2, bottom + 45, "real price", 'text-anchor="middle"'),
           _text(left, TOP - 15, "said, with its range")]
    for mark in scale.marks():
        at = scale(mark)
        out += [_text(left + at, bottom + 20, f"{mark:,}", 'text-anchor="middle"'),
                _text(left - 8, bottom - at + 4, f"{mark:,}", 'text-anchor="end"'),
                _line((left, bottom - at), (left + SIDE, bottom - at), "#eee")]
    return out


def _points(rows, scale):
    """A line for each range and a dot for each price; rows are (real, said, low, high)."""
    out = []
    for real, said, low, high in rows:
        x, bottom = GAP + scale(real), TOP + SIDE
        colour = HELD if low <= real <= high else MISSED
        out += [_line((x, bottom - scale(low)), (x, bottom - scale(high)), colour,
                      'stroke-opacity="0.25"'),
                f'<circle cx="{x:.1f}" cy="{bottom - scale(said):.1f}" r="2" fill="{colour}"/>']
    return out


def _bars(shares, asked):
    """A bar for each category: the share of ranges that held the price, against what was asked."""
    left, bottom = 2 * GAP + SIDE, TOP + SIDE
    width = SIDE / max(len(shares), 1)
    out = [_text(left, TOP - 15, f"ranges that held the price; {asked:.0%} asked for")]
    for place, (name, share, count) in enumerate(shares):
        x = left + place * width
        out += [f'<rect x="{x + 6:.1f}" y="{bottom - SIDE * share:.1f}" width="{width - 12:.1f}" '
                f'height="{SIDE * share:.1f}" fill="{HELD}" fill-opacity="0.6"/>',
                _text(x + width / 2, bottom - SIDE * share / 2, f"{share:.1%}",
                      'text-anchor="middle"'),
                _text(x + width / 2, bottom + 20, name, 'text-anchor="middle"'),
                _text(x + width / 2, bottom + 36, f"{count}", f'text-anchor="middle" fill="{INK}"')]
    level = bottom - SIDE * asked
    return [*out, _line((left, level), (left + SIDE, level), INK, 'stroke-dasharray="2 3"')]


def drawn(rows, shares, asked):
    """The whole picture."""
    scale = Scale([price for row in rows for price in row[:2]])
    width, height = 3 * GAP + 2 * SIDE, TOP + SIDE + 60
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'font-family="sans-serif" font-size="12" fill="{INK}">')
    body = [*_axes(scale), *_points(rows, scale), *_bars(shares, asked)]
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *body, "</svg>", ""])
