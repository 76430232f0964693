"""The messages in the order in which they arrive, each with the facts that were put into it."""

from collections import namedtuple
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from . import amazon, broken, market, policies, walmart
from .dice import Deck
from .places import SISTERS, WALMART_SISTERS
from .text import dump

START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)
Stamp = namedtuple("Stamp", "change event published")

# Kind of message and its weight. A sample of the usual size holds every kind; in a small one a
# kind for which no item is found becomes a plain message.
KINDS = {
    "plain": 150, "rise": 20, "ours": 45, "sister": 14, "suppressed": 24, "unflagged": 20,
    "only_us": 20, "nothing_listed": 10, "poor_rivals": 14, "collapse": 14, "crowd": 16,
    "landed_differs": 10, "outside": 10, "stale": 12,
    "business_plain": 44, "business_ours": 8, "business_suppressed": 6, "business_only_us": 4,
    "walmart_plain": 26, "walmart_ours": 10, "walmart_sister": 3, "walmart_suppressed": 6,
    "walmart_only_us": 5,
    "duplicate": 16, "reordered": 16, "malformed": 30, "unknown_type": 8,
    "nobody_holds": 6, "other_condition": 5, "other_audience": 4,
}
EARLY = {"stale"}
LATE = {"duplicate", "reordered"}
SPECIAL = LATE | {"malformed", "unknown_type", "nobody_holds", "other_condition"}


@dataclass
class Message:
    data: bytes
    facts: dict
    tree: dict = field(default_factory=dict)


def text_of(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def split(kind):
    """"walmart_ours" -> ("walmart", "ours")."""
    for where in ("business", "walmart"):
        if kind.startswith(where + "_"):
            return where, kind[len(where) + 1:]
    return "", kind


def audience_of(kind):
    business = kind.startswith("business_") or kind == "other_audience"
    return "business" if business else "consumer"


def shares(total):
    """How many messages of each kind: by weight, largest remainders, at least one."""
    whole = sum(KINDS.values())
    counts = {kind: max(1, total * weight // whole) for kind, weight in KINDS.items()}
    counts["plain"] += total - sum(counts.values())
    return counts


def order_of(dice, total):
    """The kinds in order: old news at the start, repetitions once there is something to repeat."""
    kinds = [kind for kind, count in shares(total).items() for _ in range(count)]
    early = [kind for kind in kinds if kind in EARLY]
    rest = dice.shuffled([kind for kind in kinds if kind not in EARLY | LATE])
    head = len(rest) // 4
    late = dice.shuffled(rest[head:] + [kind for kind in kinds if kind in LATE])
    return dice.shuffled(early + rest[:head]) + late


class Stream:
    def __init__(self, dice, items):
        self.dice = dice
        self.items = items
        self.now = START
        self.good = []
        self.spoilers = Deck(dice, broken.SPOILERS)

    def messages(self, total, files):
        """`total` messages; the first `files` of them may be printed on several lines."""
        out = []
        for number, kind in enumerate(order_of(self.dice, total)):
            self.now += timedelta(milliseconds=self.dice.between(1500, 10500))
            kind = self.possible(kind)
            message = self.make(kind, number < files)
            message.facts["kind"] = kind
            out.append(message)
        return out

    def make(self, kind, pretty):
        if kind in SPECIAL:
            return getattr(self, kind)(pretty)
        scenario, audience = split(kind)[1], audience_of(kind)
        item = self.choose(kind, audience)
        moment = self.now
        if kind == "stale":
            moment -= timedelta(hours=self.dice.between(20, 60))
        return self.render(item, scenario, audience, moment, pretty)

    # Which item a kind of message may be about.
    def fits(self, kind, item, audience):
        on_walmart = item.place.name == "WALMART_US"
        if kind.startswith("walmart_") != on_walmart:
            return False
        offered = {made.seller for made in item.consumer if made.offered()}
        if kind.endswith(("ours", "only_us", "outside")) and not offered:
            return False
        if kind.endswith("sister"):
            return len(offered & set(SISTERS + WALMART_SISTERS)) > 1 and self.has_house(item)
        if kind == "stale":
            return any(policies.age_limit(made.policy) for made in item.consumer)
        if kind == "other_audience":
            return not item.business and item.place.business
        return audience == "consumer" or bool(item.business)

    @staticmethod
    def has_house(item):
        return any("family" in made.policy for made in item.consumer)

    def possible(self, kind):
        """The kind itself, or the plain one of its marketplace where no item fits it."""
        if kind in SPECIAL or any(self.fits(kind, one, audience_of(kind)) for one in self.items):
            return kind
        where = split(kind)[0]
        return f"{where}_plain" if where else "plain"

    def choose(self, kind, audience):
        """A fitting item that has been written about least."""
        fitting = [item for item in self.items if self.fits(kind, item, audience)]
        least = min(item.used.get(audience, 0) for item in fitting)
        item = self.dice.pick([one for one in fitting if one.used.get(audience, 0) == least])
        item.used[audience] = least + 1
        return item

    def stamp(self, moment):
        event = moment + timedelta(milliseconds=self.dice.between(150, 900))
        published = event + timedelta(milliseconds=self.dice.between(20, 3000))
        return Stamp(text_of(moment), text_of(event), text_of(published))

    def render(self, item, scenario, audience, moment, pretty):
        """A message that can be read, remembered for repetitions."""
        scene = market.draw(self.dice, item, scenario, audience)
        if item.place.name == "WALMART_US":
            tree, wire = self.walmart_tree(item, scene, moment)
        else:
            tree, wire = self.amazon_tree(item, scene, moment)
        message = Message(self.written(tree, pretty), self.facts(scene, wire, moment), tree)
        message.facts["older"] = moment < item.newest.get(audience, moment)
        item.newest[audience] = max(moment, item.newest.get(audience, moment))
        return self.posted(message, moment)

    def amazon_tree(self, item, scene, moment):
        form = amazon.Business if scene.audience == "business" else amazon.Consumer
        writer = form(self.dice, scene, self.stamp(moment))
        holders = (item.business if scene.audience == "business" else item.consumer)
        recipient = self.dice.pick(holders or item.consumer).seller
        tree = amazon.notification(writer, recipient, self.dice)
        if scene.audience == "consumer":
            return tree, "aoc"
        if self.dice.chance(50):
            return amazon.camel(tree), "b2b_camel"
        return tree, "b2b_pascal"

    def walmart_tree(self, item, scene, moment):
        offered = [made for made in item.consumer if made.offered()]
        new_form = self.dice.chance(60)
        writer = walmart.Writer(self.dice, scene, self.stamp(moment), new_form)
        tree = writer.message(self.dice.pick(offered or item.consumer), self.dice)
        return tree, "walmart_new" if new_form else "walmart_old"

    def written(self, tree, pretty):
        indent = self.dice.pick([None, None, 2, 4]) if pretty else None
        return dump(tree, indent).encode()

    def posted(self, message, moment):
        """Some arrive through a topic, in its envelope."""
        message.facts["envelope"] = "bare"
        if not message.facts["wire"].startswith("walmart") and self.dice.chance(30):
            message.facts["envelope"] = "sns"
            body = amazon.sns(message.data.decode(), self.dice, text_of(moment))
            message.data = dump(body).encode()
        self.good.append(message)
        return message

    def facts(self, scene, wire, moment):
        item, winner = scene.item, scene.winner
        out = {"reads": "yes", "wire": wire, "marketplace": item.place.name, "item": item.item,
               "audience": scene.audience, "condition": item.condition,
               "time": text_of(moment), "counted": len(scene.rows),
               "winner": winner.seller if winner else None}
        if not wire.startswith("walmart"):
            rows = scene.rows[:scene.listed]
            out["flagged"] = scene.flags and any(row is winner for row in rows)
            out["offers"] = [[row.seller, row.price, row.shipping, row.points] for row in rows]
        return out

    def duplicate(self, pretty):
        """The same message once more, sometimes through the other door."""
        first = self.dice.pick(self.good)
        facts = {**first.facts, "older": False}
        if not facts["wire"].startswith("walmart") and self.dice.chance(25):
            body = amazon.sns(dump(first.tree), self.dice, text_of(self.now))
            return Message(dump(body).encode(), {**facts, "envelope": "sns"})
        if b"\n" in first.data and not pretty:
            return Message(dump(first.tree).encode(), facts)
        return Message(first.data, facts)

    def reordered(self, pretty):
        """News that is older than what has already been told of the item."""
        seen = [(item, audience) for item in self.items for audience in item.newest
                if self.fits_reorder(item)]
        item, audience = self.dice.pick(seen)
        moment = item.newest[audience] - timedelta(seconds=self.dice.between(20, 600))
        return self.render(item, "plain", audience, moment, pretty)

    @staticmethod
    def fits_reorder(item):
        return any(made.offered() for made in item.consumer)

    def malformed(self, _pretty):
        name = self.spoilers.deal()
        verdict, spoil = broken.SPOILERS[name]
        item = self.dice.pick([one for one in self.items
                               if one.place.wire_id and one.condition == "new"])
        scene = market.draw(self.dice, item, "poor_rivals")
        tree, _ = self.amazon_tree(item, scene, self.now)
        reads = "no" if verdict == "must" else "either"
        return Message(spoil(tree), {"reads": reads, "wire": "broken", "defect": name})

    def unknown_type(self, pretty):
        maker = walmart if self.dice.chance(20) else amazon
        tree = maker.other_type(self.dice, self.stamp(self.now))
        return Message(self.written(tree, pretty), {"reads": "no", "wire": "other_type"})

    def nobody_holds(self, pretty):
        """A good message about an item that is not in the catalogue."""
        model = self.dice.pick([one for one in self.items
                                if one.place.wire_id and one.condition == "new"])
        stranger = replace(model, item="B0Z" + self.dice.text(7))
        return self.without_ours(stranger, pretty)

    def other_condition(self, pretty):
        """A good message about the used offers of an item that we only sell new."""
        second_hand = {(one.place.name, one.item) for one in self.items if one.condition == "used"}
        model = self.dice.pick([one for one in self.items if one.place.wire_id
                                and (one.place.name, one.item) not in second_hand])
        rivals = [replace(rival, sort="good") for rival in model.rivals]
        return self.without_ours(replace(model, condition="used", rivals=rivals), pretty)

    def without_ours(self, item, pretty):
        scene = market.draw(self.dice, item, "plain")
        scene.rows = market.rivals_of(scene)
        scene.winner = market.natural_winner(scene.rows)
        tree, wire = self.amazon_tree(item, scene, self.now)
        message = Message(self.written(tree, pretty), self.facts(scene, wire, self.now), tree)
        message.facts["older"] = False
        return self.posted(message, self.now)

