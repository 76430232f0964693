"""Items, the listings that hold them, and the rivals that sell them too."""

from dataclasses import dataclass, field

from . import policies
from .dice import Deck
from .places import DOLLAR_MINOR, PLACES, SISTERS, WALMART_SISTERS, money, sellers_at

WORDS = ("MUG LAMP BOOK KETTLE DESK FAN ROPE TENT SOAP PEN CLOCK PAN BAG VASE SAW BELT "
         "DRILL SCARF PUZZLE TRAY").split()
QUIRKS = (["none"] * 22 + ["out_of_stock", "no_stock_given", "inactive", "no_price", "no_shipping",
          "floor_above_market", "ceiling_below_market", "floor_is_ceiling", "landed_bounds",
          "map", "no_ceiling", "old_reference", "cost_missing", "outside_bounds"])
USED_SORTS = ["like_new", "very_good", "good", "acceptable"]
PRICE_TIME = "2026-03-02T08:{minute:02d}:00Z"


@dataclass
class Rival:
    seller: str
    price: int
    shipping: int
    fba: bool
    rating: int
    ratings: int
    hours: int
    country: str
    sort: str
    eligible: bool
    points: int = 0
    breaks: list = field(default_factory=list)
    ours: object = None
    name: str = ""


@dataclass
class Listing:
    seller: str
    sku: str
    fba: bool
    shipping: int
    price: int
    policy: str
    quirk: str
    sort: str
    tiers: list = field(default_factory=list)
    line: dict = field(default_factory=dict)

    def offered(self):
        return self.quirk not in ("out_of_stock", "inactive")


@dataclass
class Item:
    place: object
    item: str
    condition: str
    base: int
    title: str
    rivals: list = field(default_factory=list)
    consumer: list = field(default_factory=list)
    business: list = field(default_factory=list)
    newest: dict = field(default_factory=dict)
    used: dict = field(default_factory=dict)


class Maker:
    """Makes items until the wished number of listings is there."""

    def __init__(self, dice, listings):
        self.dice = dice
        self.wanted = listings
        self.made = 0
        self.sellers = ["A" + dice.pick("123") + dice.text(12) for _ in range(60)]
        self.policies = Deck(dice, policies.deck_of(policies.CONSUMER))
        self.business_policies = Deck(dice, policies.deck_of(policies.BUSINESS))
        self.quirks = Deck(dice, QUIRKS)
        self.places = Deck(dice, [place for place in PLACES for _ in range(place.weight)])

    def items(self):
        out = []
        while self.made < self.wanted:
            number, last = len(out), out[-1] if out else None
            if number % 9 == 4 and last.place.wire_id:
                item = self.abroad(last)
            elif number % 9 == 7 and last.place.wire_id and last.condition == "new":
                item = self.second_hand(last)
            else:
                item = self.fresh(number)
            out.append(self.stocked(item))
        return out

    def fresh(self, number):
        place = self.places.deal()
        used = place.wire_id and self.dice.chance(9)
        return Item(place, self.item_id(place), "used" if used else "new", self.base(place),
                    f"{WORDS[number % len(WORDS)]}-{number + 1}")

    def abroad(self, last):
        """The same item in another marketplace, often of the same seller under the same SKU."""
        place = self.places.deal(lambda one: one.wire_id and one is not last.place)
        return Item(place, last.item, last.condition, self.base(place), last.title)

    def second_hand(self, last):
        """The same item in the same marketplace, used."""
        return Item(last.place, last.item, "used", last.base * 70 // 100, last.title + "-USED")

    def base(self, place):
        """What the item costs, more or less."""
        low, high = self.dice.weighted([((6, 20), 4), ((20, 60), 5), ((60, 250), 2)])
        return self.dice.between(low * 10, high * 10) * DOLLAR_MINOR[place.currency] // 10

    def stocked(self, item):
        count = self.dice.weighted([(1, 1), (3, 4), (5, 4), (8, 2), (14, 1)])
        item.rivals = [self.rival(item) for _ in range(count)]
        self.hold(item)
        return item

    def item_id(self, place):
        if place.name == "WALMART_US":
            return str(900000000 + self.dice.below(90000000))
        return "B0Z" + self.dice.text(7)

    def hold(self, item):
        """Our listings of an item: often several, of one seller or of sisters."""
        dice = self.dice
        sellers = dice.shuffled(sellers_at(item.place))
        wanted = dice.weighted([(1, 5), (2, 3), (3, 2)])
        holders = [sellers[i % len(sellers)] for i in range(wanted)][:self.wanted - self.made]
        for number, seller in enumerate(holders):
            policy = self.house_policy(holders, seller)
            if not policy or dice.chance(30):
                policy = self.policies.deal(lambda name: policies.fits(name, item))
            item.consumer.append(self.listing(item, seller, number, policy))
            self.made += 1
        if item.place.business and item.condition == "new" and dice.chance(45):
            if self.made < self.wanted:
                item.business.append(self.business_listing(item, item.consumer[0]))
                self.made += 1

    def house_policy(self, holders, seller):
        """A policy that knows the sister account, where both accounts hold the item."""
        if seller in SISTERS and set(SISTERS) <= set(holders):
            return self.dice.pick(["family", "family", "family_rivals"])
        if set(WALMART_SISTERS) <= set(holders) and self.dice.chance(50):
            return "walmart_family"
        return None

    def rival(self, item):
        dice, place = self.dice, item.place
        fba = dice.chance(45)
        price = item.base * dice.between(88, 125) // 100
        return Rival(
            seller=dice.pick(self.sellers) if place.wire_id else f"1000{dice.below(10**7):07d}",
            price=price,
            shipping=0 if fba or dice.chance(50) else item.base * dice.between(3, 12) // 100,
            fba=fba, rating=dice.weighted([(dice.between(95, 100), 6), (dice.between(80, 94), 3),
                                           (dice.between(0, 79), 1)]),
            ratings=dice.weighted([(dice.between(200, 90000), 6), (dice.between(0, 60), 2)]),
            hours=dice.pick([0, 24, 24, 48, 72, 120]),
            country=dice.weighted([(place.country, 8), ("CN", 2)]),
            sort=dice.pick(USED_SORTS) if item.condition == "used" else "new",
            eligible=dice.chance(85),
            points=price // 100 if place.points and dice.chance(60) else 0,
            breaks=[[q, price * (100 - cut) // 100] for q, cut in
                    dice.pick([[], [(2, 3)], [(5, 4), (10, 7)], [(3, 2), (20, 9), (50, 12)]])],
            name=dice.pick(["Bright", "Harbor", "Summit", "Juniper"]) + " " +
            dice.pick(["Supply", "Outlet", "Trading", "Depot"]))

    def listing(self, item, seller, number, policy):
        dice = self.dice
        needs = policies.CONSUMER[policy].needs
        quirk = self.quirks.deal(lambda name: name != "cost_missing" or "cost" in needs)
        fba = dice.chance(50) and quirk != "no_shipping"
        shipping = 0 if fba or dice.chance(60) else item.base * dice.between(3, 8) // 100
        made = Listing(seller, item.title + ("" if number == 0 else f"-{'ABCD'[number]}"), fba,
                       shipping, item.base * dice.between(94, 112) // 100, policy, quirk,
                       dice.pick(USED_SORTS) if item.condition == "used" else "new")
        made.line = self.line(item, made)
        add_needs(dice, item, made)
        add_quirk(item, made)
        return made

    def line(self, item, made):
        dice, place = self.dice, item.place
        line = {"seller": made.seller, "sku": made.sku, "item": item.item,
                "marketplace": place.name, "audience": "consumer", "condition": item.condition}
        if item.condition == "used":
            line["sub_condition"] = made.sort
        line.update({
            "price": money(place, made.price),
            "price_time": PRICE_TIME.format(minute=dice.below(60)),
            "shipping": money(place, made.shipping),
            "floor": money(place, item.base * dice.between(68, 88) // 100),
            "ceiling": money(place, item.base * dice.between(125, 180) // 100),
            "stock": dice.between(1, 80), "marketplace_fulfilled": made.fba,
            "policy": made.policy})
        if dice.chance(40):
            line["cost"] = money(place, item.base * dice.between(30, 50) // 100)
            line["fee"] = dice.pick(["15%", "8%", "12.5%"])
            line["fee_fixed"] = money(place, DOLLAR_MINOR[place.currency] * 3 // 10)
        return line

    def business_listing(self, item, consumer):
        """The same SKU with its business price and a ladder below it."""
        dice, place = self.dice, item.place
        price = consumer.price * dice.between(93, 98) // 100
        steps = dice.pick([[], [5], [2, 10], [3, 10, 25], [2, 5, 10, 20, 50]])
        tiers = [(quantity, price * (97 - 3 * rung) // 100) for rung, quantity in enumerate(steps)]
        made = Listing(consumer.seller, consumer.sku, consumer.fba, consumer.shipping, price,
                       self.business_policies.deal(), "none", "new", tiers)
        made.line = {**self.line(item, made), "audience": "business",
                     "floor": money(place, price * 80 // 100),
                     "consumer_price": money(place, consumer.price)}
        made.line["tiers"] = [{"quantity": quantity, "price": money(place, unit),
                               "floor": money(place, unit * 85 // 100)}
                              for quantity, unit in tiers]
        return made


def add_needs(dice, item, made):
    """What the listing's policy cannot do without."""
    place, line, base = item.place, made.line, item.base
    needs = policies.CONSUMER[made.policy].needs
    if "cost" in needs:
        line.setdefault("cost", money(place, base * dice.between(35, 70) // 100))
        line.setdefault("fee", "15%")
    if "reference_price" in needs or dice.chance(15):
        line["reference_price"] = money(place, base)
        line["reference_time"] = "2026-02-20T00:00:00Z"
    if "default_price" in needs or dice.chance(50):
        line["default_price"] = money(place, base * 110 // 100)
    if "model_price" in needs:
        line["model_price"] = money(place, base * 115 // 100)
    if "age_days" in needs or dice.chance(50):
        line["age_days"] = dice.pick([3, 40, 90, 91, 181, 270, 271, 365, 366, 700])


def add_quirk(item, made):
    """What is special about a listing."""
    place, line, base = item.place, made.line, item.base
    changes = {
        "out_of_stock": {"stock": 0},
        "inactive": {"status": "inactive"},
        "floor_above_market": {"floor": money(place, base * 150 // 100),
                               "ceiling": money(place, base * 200 // 100)},
        "ceiling_below_market": {"floor": money(place, base * 50 // 100),
                                 "ceiling": money(place, base * 70 // 100)},
        "floor_is_ceiling": {"floor": money(place, base), "ceiling": money(place, base)},
        "landed_bounds": {"floor": {"amount": money(place, base * 80 // 100), "basis": "landed"},
                          "ceiling": {"amount": money(place, base * 140 // 100),
                                      "basis": "item_minus_points"}},
        "map": {"map": money(place, base * 98 // 100)},
        "old_reference": {"reference_price": money(place, base * 90 // 100),
                          "reference_time": "2025-06-01T00:00:00Z"},
        "outside_bounds": {"price": money(place, base * 60 // 100)},
    }
    line.update(changes.get(made.quirk, {}))
    removed = {"no_stock_given": ["stock"], "no_price": ["price", "price_time"],
               "no_shipping": ["shipping"], "no_ceiling": ["ceiling"],
               "cost_missing": ["cost", "fee", "fee_fixed"]}
    for name in removed.get(made.quirk, []):
        line.pop(name, None)
    if made.quirk == "outside_bounds":
        made.price = base * 60 // 100
