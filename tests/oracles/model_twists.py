"""Changes lines of the model's generator where it is tame: own rows, audiences, several winners,
odd fees, endings and steps, memories at their edges, hours in other time zones. Imported by
model.py."""

import json
import random

DAY = 86_400_000
SELLERS = ("US", "G", "A", "B", "Z")
SUB_CONDITIONS = ("new", "like_new", "very_good", "good", "acceptable")
CONDITIONS = ("new", "used", "collectible", "refurbished", "club")
RATES = (1, 9_999, 10_000, 33_333, 250_000, 999_999, 1_000_000, 3_000_000)


def some_size(r, least=0):
    return {"ppm": r.choice(RATES)} if r.random() < .5 else least + r.choice((0, 1, 2, 5, 9, 20))


def an_offer(r, line):
    offers = line["market"].get("offers", ())
    return r.choice(offers) if offers else {}


def twist_row(r, line):
    an_offer(r, line).update(r.choice((
        {"mine": True}, {"winner": True}, {"seller": r.choice(SELLERS)},
        {"audience": r.choice(("consumer", "business"))}, {"eligible": False},
        {"shipping": r.choice((-5, -1, 0, 2, 30))}, {"points": r.choice((-3, 0, 1, 30))},
        {"condition": r.choice(CONDITIONS), "sub_condition": r.choice(SUB_CONDITIONS)})))


def twist_clock(r, line):
    line["utc_offset"] = r.choice((-1_440, -1, 1, 345, 1_440, r.randint(-1_440, 1_440)))
    line["policy"]["hours"] = [r.randint(0, 1_439), r.randint(0, 1_439)]


def twist_times(r, line):
    line["policy"].update(
        max_age=r.choice((None, 0, 1, 20_000, 900_000)), settle_time=r.choice((0, 1, 3_600_000)),
        cool_down=r.choice((0, 1, 600_000, 10 * DAY)), step_interval=r.choice((0, 1, 10 * DAY)))


def twist_profit(r, line):
    line["listing"].update(cost=r.choice((0, 1, 4, 9, 20)), fee_fixed=r.choice((0, 1, 7)),
                           fee_ppm=r.choice((0, 1, 150_000, 333_333, 500_000, 990_000)))
    line["policy"].update(r.choice((
        {"margin": r.choice((0, 1, -200_000, 100_000, 333_333, 850_000, 1_000_000))},
        {"roi": r.choice((0, 1, -1_000_000, 300_000, 1_500_000))},
        {"profit": r.choice((-3, 0, 1, 5, 15))})))


def twist_shape(r, line):
    line["policy"].update(r.choice((
        {"ending": r.choice(([10, 9], [10, 0], [7, 3], [1, 0])), "ending_window": r.randint(0, 9)},
        {"tick": r.choice((1, 2, 3, 7, 10))}, {"min_change": some_size(r)},
        {"step_up": some_size(r, 1), "step_down": some_size(r, 1)},
        {"beat_by": some_size(r)}, {"beat_by": -r.choice((1, 7, 30))},
        {"beat_by": {"ppm": -r.choice(RATES)}})))


def twist_market(r, line):
    line["market"].update(r.choice((
        {"winner_seller": r.choice(SELLERS)}, {"buy_box_landed": r.randint(-1, 30)},
        {"count": r.choice((0, 1, 2, 3, 20)), "whole": r.random() < .5},
        {"has_points": True}, {"suppressed": True})))
    line["listing"].update(r.choice(({}, {"points": r.choice((0, 3, 40))},
                                     {"shipping": r.choice((None, 0, 5, 40))})))


def a_memory(r, now):
    lost = r.choice((0, 1, 8, 12, 16, 21))
    return {"safe": r.choice((0, 1, 5, 10, 12, 20)), "lost": lost,
            "step_time": r.choice((None, now, now - 1_000, now - 5_000_000, now + 1_000)),
            "lost_time": now - r.choice((0, 1_000, DAY - 1, DAY, DAY + 1)) if lost else None}


def twist_probe(r, line):
    line["listing"]["memory"] = a_memory(r, line["now"])
    for tier in line["listing"].get("tiers", ()):
        tier["memory"] = a_memory(r, line["now"])
    line["policy"].update(maximize="probe", probe_step=r.choice((1, 2, 5, 10)),
                          probe_interval=r.choice((0, 1_000, 5_000_000)),
                          probe_memory=r.choice((0, 1_000, DAY)))


def twist_lists(r, line):
    line["policy"].update(r.choice((
        {"sisters": r.choice((["A"], ["G", "A", "B"], ["US"], ["US", "G"]))},
        {"exclude": r.choice((["A"], ["A", "US"], ["B", "C"]))},
        {"include": r.choice(([], ["D", "E"], ["D", "US"])), "exclude": []},
        {"ships_from": r.choice(([], ["CN"], ["US", "CN"]))})))


TWISTS = (twist_row, twist_row, twist_clock, twist_times, twist_profit, twist_shape, twist_market,
          twist_probe, twist_lists)


def twisted(text, seed):
    """The same lines, each changed in one to four ways."""
    r, out = random.Random(seed), []
    for one in text.splitlines():
        line = json.loads(one)
        for _ in range(r.randint(1, 4)):
            r.choice(TWISTS)(r, line)
        out.append(json.dumps(line))
    return "\n".join(out).encode()
