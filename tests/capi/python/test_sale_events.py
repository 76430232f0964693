"""What a shop says of an item's life, read as the golden files say, and the life itself."""

import datetime
import json
import os
import unittest
from pathlib import Path

import haggle

GOLDEN = Path(os.environ["HAGGLE_ROOT"]) / "tests/golden/sale_events"


def text_of(moment):
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    return text + (f".{moment.microsecond // 1000:03}" if moment.microsecond else "") + "Z"


def told(event):
    """An event as the golden files tell it."""
    place = {"where": event.place, "record_id": event.record_id, "record": event.record}
    if event.error:
        wrong = event.error
        return {**place, "error": wrong.name, "path": wrong.path, "index": wrong.index,
                "offset": wrong.offset}
    sale = {name: getattr(event.sale, name) for name in (
        "id", "product", "tenant", "category", "brand", "price_minor", "currency")}
    return {**place, "kind": event.kind.name, "type": event.type, "event_id": event.event_id,
            "revision": event.revision, "occurred_at": text_of(event.occurred_at),
            "sale": {**sale, "sold_at": text_of(event.sale.sold_at),
                     "condition": event.sale.condition.name},
            "asked_minor": event.asked_minor, "embedding_id": event.embedding_id,
            "embedding": [] if event.embedding is None else event.embedding.tolist()}


def defaults_of(case):
    given = dict(case.get("defaults", {}))
    if "embedding_required" in given:
        given["embedding_optional"] = not given.pop("embedding_required")
    if "arrived" in given:
        given["arrived"] = datetime.datetime.fromisoformat(given["arrived"].replace("Z", "+00:00"))
    return given


def cases():
    return {file.name: json.loads(file.read_text(encoding="utf-8"))
            for file in sorted(GOLDEN.glob("*.json"))}


class Golden(unittest.TestCase):
    maxDiff = None

    def test_events_are_read_as_in_cpp(self):
        self.assertGreater(len(cases()), 4)
        for name, case in cases().items():
            with self.subTest(name):
                read = haggle.read_sale_events(json.dumps(case["sent"]), **defaults_of(case))
                for event, expected in zip(read, case["read"], strict=True):
                    shown = told(event)
                    if event.error:  # a text that Python wrote has other offsets
                        shown["offset"] = expected["offset"]
                    self.assertEqual(shown, expected)

    def test_one_event(self):
        case = cases()["sold_on_the_bus.json"]
        event = haggle.read_sale_event(json.dumps(case["sent"]), **defaults_of(case))
        self.assertEqual((event.sale.price_minor, event.sale.currency), (45_900, "ISK"))
        self.assertEqual(event.embedding.dtype.name, "float32")
        with self.assertRaises(haggle.HaggleError) as raised:
            haggle.read_sale_event("{", **defaults_of(case))
        self.assertEqual(raised.exception.name, "malformed_json")
        with self.assertRaises(haggle.HaggleError) as raised:
            haggle.read_sale_event("[]")
        self.assertEqual(raised.exception.name, "bad_argument")
        with self.assertRaises(TypeError):
            haggle.read_sale_event("{}", colour="red")


def event(kind, day, **more):
    body = {"type": f"product.{kind}", "eventId": f"e-{kind}-{day}", "tenantId": "t",
            "productId": "p", "occurredAt": f"2026-03-{day:02}T12:00:00Z", "category": "c",
            "brand": "b", "condition": "good", **more}
    if kind == "sold":
        body |= {"salePrice": "12.00", "saleCurrency": "USD", "soldDate": f"2026-03-{day:02}",
                 "embedding": [1, 2]}
    return haggle.read_sale_event(json.dumps(body))


class Life(unittest.TestCase):
    def test_an_items_life(self):
        life, seen = b"", []
        for one in (event("listed", 1), event("updated", 2), event("sold", 3), event("sold", 3),
                    event("updated", 2), event("listed", 4)):
            step = haggle.advance(life, one)
            self.assertEqual(step.writes, step.after != life or not life)
            seen.append((step.reason.name, step.state.name, step.version))
            life = step.after
        self.assertEqual(seen, [("listed", "listed", 1), ("updated", "updated", 2),
                                ("sold", "sold", 3), ("repeated", "sold", 3),
                                ("older_event", "sold", 3), ("relisted", "listed", 4)])

    def test_a_stored_life_of_another_size_is_refused(self):
        with self.assertRaises(ValueError):
            haggle.advance(b"life", event("listed", 1))


if __name__ == "__main__":
    unittest.main()
