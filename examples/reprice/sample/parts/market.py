"""What a market looks like when a message is sent: rivals move, and a scenario is laid over."""

from copy import copy
from dataclasses import dataclass

from .catalogue import Rival
from .places import SISTERS, WALMART_SISTERS


@dataclass
class Scene:
    """All offers of one item for one audience, and what the message tells of them."""
    item: object
    audience: str
    rows: list
    winner: object = None
    flags: bool = True
    landed_error: int = 0
    listed: int = 20


def landed(row):
    return row.price + row.shipping - row.points


def own_rows(item, audience):
    """Our offers as the market shows them: the business price where there is one."""
    rows = []
    business = {made.sku: made for made in item.business} if audience == "business" else {}
    for made in item.consumer:
        if made.offered():
            shown = business.get(made.sku, made)
            rows.append(Rival(made.seller, shown.price, made.shipping, made.fba, 97, 4210,
                              0 if made.fba else 24, item.place.country, made.sort, True,
                              breaks=[list(tier) for tier in shown.tiers], ours=shown))
    return rows


def move(dice, item):
    """A few minutes pass: prices drift, now and then somebody leaves or joins."""
    for rival in item.rivals:
        if dice.chance(60):
            price = rival.price * dice.between(95, 105) // 100
            rival.price = min(max(price, item.base * 65 // 100), item.base * 150 // 100)
            rival.breaks = [[q, rival.price * (98 - 2 * i) // 100]
                            for i, (q, _) in enumerate(rival.breaks)]
    if len(item.rivals) > 2 and dice.chance(5):
        item.rivals.pop(dice.below(len(item.rivals)))


def natural_winner(rows):
    """The eligible offer with the lowest landed price, the marketplace's own a little ahead."""
    eligible = [row for row in rows if row.eligible]
    return min(eligible, key=lambda row: landed(row) * (97 if row.fba else 100), default=None)


def draw(dice, item, kind, audience="consumer"):
    """The scene of a message of this kind."""
    move(dice, item)
    rows = [copy(rival) for rival in item.rivals] + own_rows(item, audience)
    scene = Scene(item, audience, rows, natural_winner(rows))
    SCENARIOS.get(kind, plain)(dice, scene)
    scene.rows = sorted(scene.rows, key=landed) if dice.chance(80) else dice.shuffled(scene.rows)
    return scene


def ours_of(scene):
    return [row for row in scene.rows if row.ours]


def rivals_of(scene):
    return [row for row in scene.rows if not row.ours]


def plain(dice, scene):
    """Nothing special; sometimes the message leaves our own offer out, as real ones do."""
    if dice.chance(10) and not (scene.winner and scene.winner.ours):
        scene.rows = rivals_of(scene)


def rise(dice, scene):
    for row in rivals_of(scene):
        row.price = row.price * dice.between(115, 130) // 100
    scene.winner = natural_winner(scene.rows)


def won_by(scene, mine):
    """The box is held by this row of ours, and no rival is cheaper."""
    scene.winner = mine
    step = max(1, scene.item.base // 100)
    for number, row in enumerate(rivals_of(scene)):
        if landed(row) <= landed(mine):
            row.price = landed(mine) - row.shipping + row.points + step * (number + 2)


def ours(dice, scene):
    won_by(scene, dice.pick(ours_of(scene)))


def sister(dice, scene):
    house = [row for row in ours_of(scene) if row.seller in SISTERS + WALMART_SISTERS]
    won_by(scene, dice.pick(house))


def suppressed(dice, scene):
    scene.winner = None


def unflagged(dice, scene):
    scene.flags = False


def only_us(dice, scene):
    scene.rows = ours_of(scene)
    scene.winner = natural_winner(scene.rows) if dice.chance(80) else None


def nothing_listed(dice, scene):
    scene.listed = 0
    scene.flags = False
    if dice.chance(50):
        scene.winner = None


def poor_rivals(dice, scene):
    for row in rivals_of(scene):
        row.rating, row.ratings, row.hours = dice.between(10, 70), dice.between(0, 9), 336
        row.country, row.eligible, row.fba = "CN", False, False
    scene.winner = rivals_of(scene)[0]


def collapse(dice, scene):
    victim = dice.pick(rivals_of(scene))
    victim.price, victim.shipping, victim.points = dice.pick([0, 1, 1, 2]), 0, 0
    scene.winner = victim if dice.chance(40) else scene.winner


def crowd(dice, scene):
    """More offers than a message lists: 20 of up to 67."""
    pattern, wanted = rivals_of(scene), dice.between(22, 67)
    while len(scene.rows) < wanted:
        row = copy(dice.pick(pattern))
        row.price = row.price * dice.between(100, 160) // 100
        scene.rows.append(row)


def landed_differs(dice, scene):
    scene.landed_error = dice.pick([-1, 1]) * max(1, scene.item.base // 20)


def outside(dice, scene):
    """Somebody changed our price by hand: our own row says something else."""
    for row in ours_of(scene):
        row.price = row.price * dice.pick([93, 96, 106]) // 100


SCENARIOS = {function.__name__: function for function in (
    plain, rise, ours, sister, suppressed, unflagged, only_us, nothing_listed, poor_rivals,
    collapse, crowd, landed_differs, outside)}
