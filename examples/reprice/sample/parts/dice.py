"""Random numbers that stay the same on every Python: splitmix64, seeded by a text.

The standard generator promises the same sequence only for random(); shuffles and choices have
changed between versions, and the sample must not.
"""

import hashlib

MASK = (1 << 64) - 1
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


class Dice:
    """One stream of numbers. Streams of different names do not disturb each other."""

    def __init__(self, seed, name):
        digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
        self.state = int.from_bytes(digest[:8], "big")

    def next64(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, count):
        """A number in [0, count)."""
        return (self.next64() * count) >> 64

    def between(self, low, high):
        """A number in [low, high], both ends included."""
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """One of the (value, weight) pairs' values."""
        left = self.below(sum(weight for _, weight in pairs))
        for value, weight in pairs:
            if left < weight:
                return value
            left -= weight
        raise AssertionError("weights are positive")

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items

    def text(self, length, letters=LETTERS):
        return "".join(self.pick(letters) for _ in range(length))

    def uuid(self):
        digits = f"{self.next64():016x}{self.next64():016x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


class Deck:
    """Deals its cards in shuffled rounds, so that even a small sample holds every card."""

    def __init__(self, dice, cards):
        self.dice = dice
        self.cards = list(cards)
        self.left = []

    def deal(self, fits=lambda card: True):
        """The next card that fits; those passed over stay for later."""
        if not any(fits(card) for card in self.left):
            self.left += self.dice.shuffled(self.cards)
        for position, card in enumerate(self.left):
            if fits(card):
                return self.left.pop(position)
        raise ValueError("no card of this deck fits")
