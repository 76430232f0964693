"""An index of sold items: rows, order and similarities against numpy, filters, files, threads."""

import _thread
import datetime
import mmap
import signal
import tempfile
import threading
import unittest
from pathlib import Path

import haggle
import numpy

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.timezone.utc)
DAY = 86_400_000
NOW_MS = 1_795_262_400_000
COUNT, WIDTH = 500, 24


def vectors(seed=1, count=COUNT):
    dice = numpy.random.default_rng(seed)
    return dice.standard_normal((count, WIDTH)).astype(numpy.float32)


def columns(count=COUNT):
    """A tenant in two, a category in five, a sale a day going back from now."""
    rows = numpy.arange(count)
    return {"id": [f"s{i}" for i in rows], "tenant": numpy.where(rows % 2, "acme", "other"),
            "category": [f"c{i % 5}" for i in rows], "price_minor": 1_000 + rows,
            "currency": "USD", "sold_at": NOW_MS - rows * DAY, "condition": "good"}


def made(**options):
    index = haggle.Index(WIDTH, **options)
    index.add(vectors(), columns())
    return index


def expected(query, rows, k, least=-1.0):
    """The definition in double: the most similar rows, ties to the smaller."""
    wide, asked = rows.astype(float), query.astype(float)
    cosines = wide @ asked / numpy.sqrt((wide**2).sum(axis=1) * (asked @ asked))
    order = numpy.lexsort((numpy.arange(len(rows)), -cosines))[:k]
    return order[cosines[order] >= least], cosines


class Search(unittest.TestCase):
    def test_rows_and_similarities_are_numpy_arrays_and_right(self):
        index = made()
        for query in vectors(seed=2, count=20):
            found = index.search(query, k=10)
            rows, cosines = expected(query, vectors(), 10)
            self.assertEqual((found.rows.dtype, found.similarities.dtype),
                             (numpy.uint32, numpy.float64))
            self.assertEqual(found.rows.tolist(), rows.tolist())
            numpy.testing.assert_allclose(found.similarities, cosines[rows], atol=1e-12)
            self.assertEqual(found.similarities[0], haggle.cosine(query, vectors()[rows[0]]))
            self.assertEqual(found.shortfall, haggle.Shortfall.none)

    def test_many_are_as_one_by_one(self):
        index, queries = made(), vectors(seed=3, count=33)
        for query, found in zip(queries, index.search_each(queries, k=7, min_similarity=0.2)):
            alone = index.search(query, k=7, min_similarity=0.2)
            self.assertEqual(found.rows.tolist(), alone.rows.tolist())
            self.assertEqual(found.similarities.tolist(), alone.similarities.tolist())
            self.assertEqual(found.shortfall, alone.shortfall)

    def test_threads_change_nothing(self):
        index, queries = made(threads=3), vectors(seed=4, count=9)
        for query, found in zip(queries, index.search_each(queries, k=30)):
            alone = made().search(query, k=30)
            self.assertEqual(found.rows.tolist(), alone.rows.tolist())
            self.assertEqual(index.search(query, k=30).rows.tolist(), alone.rows.tolist())

    def test_arrays_of_every_layout_mean_the_same(self):
        plain, query = made(), vectors(seed=5, count=1)[0]
        wide = numpy.zeros((COUNT, 2 * WIDTH), dtype=numpy.float32)
        wide[:, :WIDTH] = vectors()
        for given in (wide[:, :WIDTH], vectors().astype(float), numpy.asfortranarray(vectors()),
                      vectors()[::-1][::-1], vectors().tolist()):
            index = haggle.Index(WIDTH)
            index.add(given, columns())
            self.assertEqual(bytes(index.bytes()), bytes(plain.bytes()))
            self.assertEqual(index.search(query[::-1][::-1]).rows.tolist(),
                             plain.search(query).rows.tolist())

    def test_filters(self):
        index, query = made(), vectors(seed=6, count=1)[0]
        rows = numpy.arange(COUNT)
        for where, left in (({"tenant": "acme"}, rows % 2 == 1),
                            ({"category": "c3"}, rows % 5 == 3),
                            ({"tenant": "acme", "category": "c3"}, rows % 10 == 3),
                            ({"sold_from": NOW - datetime.timedelta(days=30)}, rows <= 30),
                            ({"sold_until": NOW_MS - 400 * DAY}, rows >= 400),
                            ({"condition": "good"}, rows >= 0)):
            found = index.search(query, k=COUNT, **where)
            self.assertEqual(sorted(found.rows.tolist()), rows[left].tolist(), where)
        for where in ({"brand": "none"}, {"condition": "poor"}, {"tenant": "ACME"}):
            found = index.search(query, **where)
            self.assertEqual((len(found), found.shortfall), (0, haggle.Shortfall.all_filtered))

    def test_why_there_are_fewer(self):
        query = vectors(seed=7, count=1)[0]
        self.assertEqual(haggle.Index(WIDTH).search(query).shortfall, haggle.Shortfall.empty_index)
        self.assertEqual(made().search(query, k=COUNT + 1).shortfall, haggle.Shortfall.few_rows)
        self.assertEqual(made().search(query, min_similarity=0.999).shortfall,
                         haggle.Shortfall.too_far)


class Changes(unittest.TestCase):
    def test_sales_in_three_forms_are_the_same(self):
        records = numpy.zeros(COUNT, dtype=haggle.sale_dtype())
        given = columns()
        for name in ("id", "tenant", "category", "price_minor", "currency"):
            records[name] = numpy.char.encode(given[name]) if name != "price_minor" else given[name]
        records["sold_ms"], records["condition"] = given["sold_at"], haggle.SaleCondition.good
        objects = [haggle.Sale(id=f"s{i}", tenant="acme" if i % 2 else "other",
                               category=f"c{i % 5}", price_minor=1_000 + i, currency="USD",
                               sold_at=NOW_MS - i * DAY, condition=haggle.SaleCondition.good)
                   for i in range(COUNT)]
        for sales in (records, objects):
            index = haggle.Index(WIDTH)
            self.assertEqual(index.add(vectors(), sales), range(0, COUNT))
            self.assertEqual(bytes(index.bytes()), bytes(made().bytes()))
            self.assertEqual(index.prices.tolist(), made().prices.tolist())
            self.assertEqual(index.sale(7), made().sale(7))
        frame = {name: numpy.asarray(one, dtype=object) if name == "id" else one
                 for name, one in given.items()}
        index = haggle.Index(WIDTH)
        index.add(vectors(), frame)
        self.assertEqual(bytes(index.bytes()), bytes(made().bytes()))
        self.assertEqual(made().sale(7).sold_at, NOW - datetime.timedelta(days=7))

    def test_rows_are_removed_and_gaps_closed(self):
        index = made()
        self.assertEqual(index.remove("s3"), 1)
        self.assertEqual(index.remove("s3"), 0)
        self.assertEqual(index.remove_sold_before(NOW - datetime.timedelta(days=99)), 400)
        self.assertEqual((len(index), index.live), (COUNT, 99))
        stale = index.search(vectors()[5], k=1)
        moved = index.compact()
        self.assertEqual((len(index), index.live), (99, 99))
        self.assertEqual(moved[:5].tolist(), [0, 1, 2, haggle.NO_ROW, 3])
        self.assertEqual(index.prices.tolist(), [1_000 + i for i in range(100) if i != 3])
        self.assertEqual(index.sale(3).id, "s4")
        numpy.testing.assert_array_equal(index.embedding(3), vectors()[4])
        with self.assertRaisesRegex(ValueError, "compacted"):
            stale.comparables()

    def test_rows_one_by_one(self):
        index = haggle.Index(WIDTH)
        for i, vector in enumerate(vectors(count=40)):
            row = index.add(vector, haggle.Sale(id=f"s{i}", price_minor=i + 1, currency="EUR"))
            self.assertEqual(row, range(i, i + 1))
        self.assertEqual((len(index), index.currency, index.prices[39]), (40, "EUR", 40))

    def test_nothing_is_added_where_a_row_is_wrong(self):
        index = made()
        bad = vectors(count=3)
        bad[1, 4] = numpy.nan
        with self.assertRaises(haggle.HaggleError) as raised:
            index.add(bad, columns(3))
        self.assertEqual((raised.exception.name, raised.exception.row), ("not_finite", 1))
        bad[1] = 0
        for given, sales, name in ((bad, columns(3), "zero_vector"),
                                   (vectors(count=3)[:, :5], columns(3), "wrong_dimension"),
                                   (vectors(count=3), {**columns(3), "currency": "EUR"},
                                    "currency_mismatch"),
                                   (vectors(count=3), {**columns(3), "condition": 99},
                                    "unknown_value")):
            with self.assertRaises(haggle.HaggleError) as raised:
                index.add(given, sales)
            self.assertEqual(raised.exception.name, name)
        for sales in ({"colour": "red"}, {"price_minor": [1]}, {"tenant": "x" * 64},
                      {"condition": "mint"}):
            with self.assertRaises(ValueError):
                index.add(vectors(count=3), sales)
        for sales in ({"price_minor": [1.5, 2.0, 3.0]}, {"tenant": ["a", None, "b"]},
                      {"id": [1, 2, 3]}):
            with self.assertRaises(TypeError):
                index.add(vectors(count=3), sales)
        self.assertEqual((len(index), len(index.prices)), (COUNT, COUNT))

    def test_questions_that_are_wrong(self):
        index, query = made(), vectors(count=1)[0]
        for name, ask in (("wrong_dimension", lambda: index.search(query[:3])),
                          ("not_finite", lambda: index.search(query * numpy.inf)),
                          ("zero_vector", lambda: index.search(query * 0)),
                          ("out_of_range", lambda: index.search(query, k=0)),
                          ("out_of_range", lambda: index.search(query, min_similarity=1.5)),
                          ("out_of_range", lambda: index.sale(COUNT)),
                          ("wrong_dimension", lambda: haggle.Index(4_097)),
                          ("wrong_dimension", lambda: haggle.Index(0))):
            with self.assertRaises(haggle.HaggleError, msg=name) as raised:
                ask()
            self.assertEqual(raised.exception.name, name)
        with self.assertRaises(TypeError):
            index.search(query, colour="red")


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "index"

    def test_a_mapped_file_answers_as_the_index_does(self):
        index, query = made(), vectors(seed=8, count=1)[0]
        self.assertEqual(index.write(self.file), self.file.stat().st_size)
        with open(self.file, "rb") as opened:
            mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        view = haggle.Index.view(mapped, index.prices, "USD")
        view.verify()
        self.assertTrue(view.read_only)
        self.assertEqual(view.search(query).rows.tolist(), index.search(query).rows.tolist())
        self.assertEqual(view.sale(9), index.sale(9))
        with self.assertRaises(haggle.HaggleError) as raised:
            view.remove("s1")
        self.assertEqual(raised.exception.name, "index_read_only")
        grown = view.copy()
        grown.add(vectors(seed=9, count=2), columns(2))
        self.assertEqual((len(grown), len(view)), (COUNT + 2, COUNT))

    def test_an_altered_file_is_noticed(self):
        state = made().bytes()
        state[len(state) // 2] ^= 1
        with self.assertRaises(haggle.HaggleError) as raised:
            haggle.Index.view(state).verify()
        self.assertEqual(raised.exception.name, "index_damaged")
        for given in (state[:len(state) - 64], state[:64], state[:0], state[64:]):
            with self.assertRaises(haggle.HaggleError) as raised:
                haggle.Index.view(given)
            self.assertEqual(raised.exception.name, "index_unreadable")


class Together(unittest.TestCase):
    def test_searches_while_it_grows(self):
        index, wrong = made(), []
        query = vectors(seed=10, count=1)[0]

        def search():
            for _ in range(200):
                found = index.search(query, k=3)
                if len(found.comparables()) != 3:
                    wrong.append(found)
        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for start in range(30):
            index.add(vectors(seed=start, count=4), columns(4))
        for thread in threads:
            thread.join()
        self.assertEqual((wrong, len(index)), ([], COUNT + 120))

    def test_an_interrupt_waits_for_the_threads_and_is_raised(self):
        index, query = made(threads=2), vectors(seed=11, count=1)[0]
        # A shell that starts this in the background has it ignore interrupts.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)
        timer = threading.Timer(0.1, _thread.interrupt_main)
        with self.assertRaises(KeyboardInterrupt):
            timer.start()
            while True:
                index.search(query)
        self.assertEqual(index.search(query).rows.tolist(), made().search(query).rows.tolist())


if __name__ == "__main__":
    unittest.main()
