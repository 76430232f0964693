"""The golden cases that C++ and C run too: the same bytes in, the same bytes out."""

import ctypes
import json
import os
import unittest
from pathlib import Path

import haggle
from haggle import _header as c
from haggle._errors import HaggleError
from haggle._library import call, library, text_of

CASES = Path(os.environ["HAGGLE_ROOT"]) / "tests/golden/capi"


class Case:
    """One file: each key with its values."""

    def __init__(self, path):
        self.values = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                key, _, value = line.partition(" ")
                self.values.setdefault(key, []).append(value)

    def all(self, key):
        return self.values.get(key, [])

    def one(self, key, otherwise=""):
        return self.values.get(key, [otherwise])[0]

    def struct(self, kind, key):
        return kind.from_buffer_copy(bytes.fromhex(self.one(key)))

    def structs(self, kind, key):
        given = [kind.from_buffer_copy(bytes.fromhex(text)) for text in self.all(key)]
        return (kind * len(given))(*given)

    def clock(self):
        return c.haggle_clock(size=16, utc_offset_minutes=int(self.one("utc_offset", "0")),
                              now_ms=int(self.one("now", "0")))


class Asked:
    """The arguments of a case, held for as long as C looks at them."""

    def __init__(self, case):
        self.policy = haggle.Policy(case.one("policy"))
        self.text = case.one("listing").encode()
        self.is_business = json.loads(self.text).get("audience") == "business"
        self.listing = c.haggle_listing(size=ctypes.sizeof(c.haggle_listing))
        self.ladder = c.haggle_ladder()
        library.haggle_ladder_init(ctypes.byref(self.ladder), ctypes.sizeof(self.ladder))
        if self.is_business:
            call(library.haggle_business_listing_read, self.text, len(self.text),
                 ctypes.byref(self.listing), ctypes.byref(self.ladder))
        else:
            call(library.haggle_listing_read, self.text, len(self.text), ctypes.byref(self.listing))
        self.market = case.struct(c.haggle_market, "market")
        self.clock = case.clock()
        self.offers = case.structs(c.haggle_offer, "offer")
        self.breaks = case.structs(c.haggle_break, "break")
        self.verdicts = ctypes.create_string_buffer(max(len(self.offers), 1))

    def arguments(self):
        """What every function about a market takes."""
        ladder = (ctypes.byref(self.ladder),) if self.is_business else ()
        breaks = (self.breaks, len(self.breaks)) if self.is_business else ()
        return (ctypes.byref(self.listing), *ladder, ctypes.byref(self.market),
                ctypes.byref(self.clock), self.offers, len(self.offers),
                ctypes.sizeof(c.haggle_offer), *breaks)


class Golden(unittest.TestCase):
    def check_error(self, case, error):
        name, path, index = case.one("error").split(" ")
        self.assertEqual((error.name, error.path, str(error.index)), (name, path, index))

    def check_decision(self, case):
        out = c.haggle_decision(size=ctypes.sizeof(c.haggle_decision))
        try:
            asked = Asked(case)
            call(library.haggle_decide, asked.policy._handle, *asked.arguments(), asked.verdicts,
                 ctypes.byref(out))
        except HaggleError as error:
            return self.check_error(case, error)
        self.assertEqual(bytes(out).hex(), case.one("decision"))
        verdicts = [str(one) for one in asked.verdicts.raw[:len(asked.offers)]]
        self.assertEqual(verdicts, case.all("verdict"))
        told = text_of(library.haggle_explain_json, *asked.arguments(), asked.verdicts,
                       ctypes.byref(out))
        self.assertEqual(told, case.one("json"))

    def check_ladder(self, case):
        try:
            asked = Asked(case)
            rungs = (c.haggle_rung * (1 + asked.ladder.tiers_count))()
            for rung in rungs:
                library.haggle_rung_init(ctypes.byref(rung), ctypes.sizeof(rung))
            call(library.haggle_decide_business, asked.policy._handle, *asked.arguments(),
                 asked.verdicts, rungs, ctypes.sizeof(c.haggle_rung))
        except HaggleError as error:
            return self.check_error(case, error)
        self.assertEqual([bytes(rung).hex() for rung in rungs], case.all("rung"))

    def check_messages(self, case):
        catalogue = haggle.Catalogue(case.all("catalogue"))
        bodies = [body.encode() for body in case.all("body")]
        outcomes = catalogue.decide_messages(bodies, now=int(case.one("now", "0")))
        found = [part.data[at:at + 648].hex() for part in outcomes._parts
                 for at in range(0, part.count * 648, 648)]
        self.assertEqual(found, case.all("outcome"))
        self.assertEqual(len(list(outcomes)), len(found))

    def test_all(self):
        paths = sorted(CASES.glob("*.txt"))
        self.assertGreater(len(paths), 20)
        for path in paths:
            with self.subTest(path.stem):
                case = Case(path)
                if case.all("body"):
                    self.check_messages(case)
                elif json.loads(case.one("listing")).get("audience") == "business":
                    self.check_ladder(case)
                else:
                    self.check_decision(case)


if __name__ == "__main__":
    unittest.main()
