"""Prices from similar sold items: both presets, ranges, refusals, and what is learned."""

import math
import unittest

import haggle
import numpy

DAY = 86_400_000
NOW = 1_795_262_400_000
JACKETS = dict(similarities=[0.95, 0.90, 0.85, 0.60, 0.88],
               prices_minor=[12_000, 10_000, 8_000, 2_000, 9_000], currency="USD",
               sold_at=[NOW - days * DAY for days in (10, 30, 60, 5, 120)],
               conditions=["like_new", "very_good", "fair", "poor", "good"])
NOVEMBER = [1.0] * 10 + [1.1, 1.0]


def comparables(**changes):
    return haggle.Comparables.of(**{**JACKETS, **changes})


def market(seed, count=20):
    """Comparables of one item and its price: what like items cost, give or take a tenth."""
    dice = numpy.random.default_rng(seed)
    level = math.exp(dice.normal(8, 1))
    prices = numpy.round(level * numpy.exp(dice.normal(0, 0.1, count + 1))).astype(int) + 1
    found = haggle.Comparables.of(numpy.sort(dice.uniform(0.7, 1, count))[::-1], prices[1:], "USD",
                                  sold_at=NOW)
    return found, int(prices[0])


class Value(unittest.TestCase):
    def test_the_worked_example(self):
        """The one of the room's page: 118.59, range 100.80 to 136.37, confidence 0.746."""
        answer = haggle.value(comparables(), "visual_similarity", now=NOW, season_factor=NOVEMBER,
                              item=haggle.Item(condition="good", quality="excellent"))
        self.assertEqual((answer.price_minor, answer.low_minor, answer.high_minor),
                         (11_859, 10_080, 13_637))
        self.assertEqual(str(answer.price), "USD 118.59")
        self.assertAlmostEqual(answer.confidence, 0.746, 3)
        self.assertEqual(answer.range_basis, haggle.RangeBasis.percent)
        numpy.testing.assert_allclose(answer.weights.weights, [0.5323, 0.3177, 0.15, 0, 0],
                                      atol=5e-5)
        self.assertEqual([haggle.Cut(cut).name for cut in answer.weights.cuts],
                         ["kept", "kept", "kept", "too_far", "too_old"])

    def test_from_a_search(self):
        index = haggle.Index(3)
        index.add([[1, 0, 0], [1, 0.1, 0], [1, 0, 0.2], [0, 1, 0]],
                  {"price_minor": [1_000, 1_100, 1_050, 9_000], "currency": "USD", "sold_at": NOW})
        answer = haggle.value(index.search([1, 0, 0], k=20, min_similarity=0.7),
                              policy="calibrated", coverage=0.9, now=NOW)
        self.assertTrue(answer)
        self.assertIn(answer.price_minor, (1_000, 1_050, 1_100))
        self.assertEqual(answer.range_basis, haggle.RangeBasis.neighbours)
        self.assertEqual(answer.weights.rows.tolist(), [0, 1, 2])
        sized = index.search([1, 0, 0], k=3).comparables(sizes=[1, 2, math.nan, 4])
        self.assertEqual(sized.records["item_size"].tolist(), [1, 2, 0])

    def test_search_and_value_in_one_call(self):
        dice = numpy.random.default_rng(5)
        vectors = dice.standard_normal((300, 8)).astype(numpy.float32)
        index = haggle.Index(8, threads=2)
        index.add(vectors, {"price_minor": dice.integers(900, 1_100, 300), "currency": "USD",
                            "sold_at": NOW - DAY * (numpy.arange(300) % 5),
                            "category": ["a", "b"] * 150})
        for policy in (haggle.ValuationPolicy(temperature=1.0),
                       haggle.ValuationPolicy("visual_similarity", similarity_min=0.6)):
            one = index.value(vectors[7] + 0.1, policy, now=NOW, category="b")
            least = policy.options["similarity_min"]
            found = index.search(vectors[7] + 0.1, min_similarity=least, category="b")
            two = haggle.value(found, policy, now=NOW)
            self.assertGreater(len(found), 2)
            self.assertEqual((one.price_minor, one.low_minor, one.high_minor, one.confidence),
                             (two.price_minor, two.low_minor, two.high_minor, two.confidence))
            self.assertEqual(one.weights.rows.tolist(), two.weights.rows.tolist())
        far = haggle.Index(2)
        far.add([[1, 0]], {"price_minor": 5, "currency": "USD", "sold_at": NOW})
        self.assertEqual(far.value([0, 1], now=NOW).reason.name, "too_far")

    def test_refusals_are_false_and_say_why(self):
        for found, reason in ((comparables(similarities=[0.1] * 5), "too_far"),
                              (comparables(sold_at=NOW - 900 * DAY), "too_old"),
                              (haggle.Comparables.of([], numpy.zeros(0, int), "USD"), "too_few"),
                              (haggle.Index(3, currency="USD").search([1, 0, 0]), "too_few"),
                              (comparables(prices_minor=[10, 10_000, 100, 10**6, 1_000]),
                               "too_spread")):
            answer = haggle.value(found, now=NOW)
            self.assertIsInstance(answer, haggle.Refusal)
            self.assertFalse(answer)
            self.assertEqual(answer.reason.name, reason)

    def test_sizes_and_attributes_count(self):
        found = haggle.Comparables.of([0.9, 0.9], [1_000, 4_000], "USD", sold_at=NOW,
                                      sizes=[1, 4], attributes=[[0.0], [3.0]])
        options = dict(now=NOW, effective_count_min=1, spread_max=10)
        answer = haggle.value(found, item=haggle.Item(size=2, attributes=[0.0]), **options)
        self.assertEqual(answer.price_minor, 2_000)
        near = haggle.value(found, item=haggle.Item(attributes=[3.0]), **options)
        self.assertEqual(near.price_minor, 4_000)
        with self.assertRaises(ValueError):
            haggle.value(found, item=haggle.Item(attributes=[1.0, 2.0]), **options)

    def test_what_is_wrong_is_raised(self):
        for found, name, index in ((comparables(prices_minor=[1, 2, 0, 4, 5]),
                                    "price_not_positive", 2),
                                   (comparables(sold_at=NOW + 1), "sold_in_future", 0),
                                   (comparables(similarities=[1, 1, 1, math.nan, 1]),
                                    "not_finite", 3)):
            with self.assertRaises(haggle.HaggleError) as raised:
                haggle.value(found, now=NOW)
            self.assertEqual((raised.exception.name, raised.exception.index), (name, index))
        with self.assertRaises(haggle.HaggleError) as raised:
            haggle.value(comparables(), now=NOW, item=haggle.Item(currency="EUR"))
        self.assertEqual(raised.exception.name, "currency_mismatch")
        with self.assertRaises(haggle.HaggleError) as raised:
            haggle.value(comparables(), now=NOW, temperature=0.0)
        self.assertEqual((raised.exception.name, raised.exception.path),
                         ("out_of_range", "options.temperature"))
        for policy, options in (("calibrated", {"warmth": 1.0}), ("hot", {}),
                                (haggle.ValuationPolicy(), {"coverage": 0.8})):
            with self.assertRaises((TypeError, ValueError)):
                haggle.value(comparables(), policy, now=NOW, **options)


class Learning(unittest.TestCase):
    def test_ranges_hold_what_they_promise(self):
        policy = haggle.ValuationPolicy(coverage=0.8)
        known = [market(seed) for seed in range(400)]
        learned = haggle.calibrate([policy.value(found, now=NOW) for found, _ in known],
                                   [price for _, price in known], coverage=0.8)
        self.assertEqual(len(learned.scores()), 400)
        self.assertTrue((numpy.diff(learned.scores()) >= 0).all())
        sure = haggle.ValuationPolicy("calibrated", learned)
        answers = [(sure.value(found, now=NOW), price)
                   for found, price in map(market, range(1_000, 1_600))]
        self.assertEqual({one.range_basis for one, _ in answers}, {haggle.RangeBasis.conformal})
        held = numpy.mean([one.low_minor <= price <= one.high_minor for one, price in answers])
        self.assertAlmostEqual(held, 0.8, delta=0.06)

    def test_categories_of_their_own_and_too_few(self):
        policy = haggle.ValuationPolicy()
        known = [market(seed) for seed in range(40)]
        answers = [policy.value(found, now=NOW) for found, _ in known]
        prices = [price for _, price in known]
        learned = haggle.calibrate(answers, prices, categories=["a", "b"] * 20)
        self.assertEqual((learned.categories_count, len(learned.scores("a"))), (2, 20))
        few = haggle.calibrate(answers[:8], prices[:8])
        self.assertEqual(haggle.scores_needed(0.9), 9)
        refused = haggle.ValuationPolicy("calibrated", few).value(known[9][0], now=NOW)
        self.assertEqual(refused.reason, haggle.RefusalReason.uncalibrated)
        widest = haggle.ValuationPolicy("calibrated", few).value(
            known[9][0], now=NOW, item=haggle.Item(miss_rate=0.01))
        self.assertEqual(widest.range_basis, haggle.RangeBasis.widest)

    def test_a_known_item_without_a_price_is_named(self):
        policy = haggle.ValuationPolicy()
        found, price = market(1)
        nothing = policy.value(haggle.Comparables.of([], numpy.zeros(0, int), "USD"), now=NOW)
        with self.assertRaises(haggle.HaggleError) as raised:
            haggle.calibrate([policy.value(found, now=NOW), nothing], [price, 1])
        self.assertEqual((raised.exception.name, raised.exception.row), ("bad_argument", 1))

    def test_tuning_lowers_the_error(self):
        known = [market(seed) for seed in range(60)]
        cases = haggle.KnownPrices([found for found, _ in known], [price for _, price in known],
                                   NOW)
        before = haggle.fit_of(cases, haggle.ValuationPolicy(neighbours_max=1,
                                                             effective_count_min=1))
        options, after = haggle.tune(cases, neighbours_max=1, effective_count_min=1)
        self.assertLess(after.error_median, before.error_median)
        self.assertGreater(options["neighbours_max"], 1)
        again = haggle.fit_of(cases, haggle.ValuationPolicy(**options))
        self.assertEqual(again, after)

    def test_adaptive_coverage(self):
        state = haggle.AdaptiveCoverage(coverage=0.9, rate=0.05)
        self.assertAlmostEqual(state.miss_rate, 0.1)
        state.update(held=False)
        self.assertAlmostEqual(state.miss_rate, 0.1 + 0.05 * (0.1 - 1))
        self.assertEqual(haggle.AdaptiveCoverage(0.9, 0.05, state.alpha).miss_rate,
                         state.miss_rate)
        with self.assertRaises(haggle.HaggleError):
            haggle.AdaptiveCoverage(coverage=2)

    def test_season(self):
        months = numpy.array([f"2026-{m:02}-15" for m in range(1, 11)], dtype="datetime64[D]")
        prices = numpy.repeat([100] * 9 + [130], 20)
        season = haggle.learn_season(prices, numpy.repeat(months, 20), "USD", now=NOW)
        self.assertEqual(season.counts, (20,) * 10 + (0, 0))
        self.assertAlmostEqual(season.factor[9], 130 / 103)
        self.assertEqual(season.factor[11], 1)


if __name__ == "__main__":
    unittest.main()
