"""Tables of pyarrow, polars, pandas, DuckDB and numpy in, and back into each of them."""

import decimal
import threading
import unittest

import duckdb
import numpy
import pandas
import polars
import pyarrow

import haggle
from cases import NOW, OFFERS, POLICY, ROWS, expected

OFFER = pyarrow.struct([("price_minor", pyarrow.int64()), ("shipping_minor", pyarrow.int64()),
                        ("seller", pyarrow.string()), ("is_winner", pyarrow.bool_())])
SCHEMA = pyarrow.schema([
    ("seller", pyarrow.string()), ("marketplace", pyarrow.string()),
    ("price_minor", pyarrow.int64()), ("shipping_minor", pyarrow.int64()),
    ("floor_minor", pyarrow.int64()), ("ceiling_minor", pyarrow.int64()),
    ("market_time", pyarrow.timestamp("ms", tz="UTC")), ("list_is_whole", pyarrow.bool_()),
    ("offers", pyarrow.list_(OFFER))])


def table(schema=SCHEMA, rows=ROWS):
    return pyarrow.Table.from_pylist(rows, schema=schema)


def with_type(name, kind):
    """The same table with one column of another type."""
    return table().set_column(SCHEMA.get_field_index(name), name, table()[name].cast(kind))


def offers_with(name, kind):
    fields = [f if f.name != name else f.with_type(kind) for f in OFFER]
    return with_type("offers", pyarrow.list_(pyarrow.struct(fields)))


class Tables(unittest.TestCase):
    def setUp(self):
        self.policy = haggle.Policy(POLICY)
        self.expected = expected()

    def decide(self, given, **more):
        return self.policy.decide_table(given, now=NOW, **more)

    def check(self, given, **more):
        """Decides on a table and compares the rows, as pyarrow reads them."""
        self.assertEqual(pyarrow.table(self.decide(given, **more)).to_pylist(), self.expected)

    def test_pyarrow_table(self):
        self.check(table())

    def test_pyarrow_types(self):
        self.check(with_type("seller", pyarrow.large_string()))
        self.check(with_type("seller", pyarrow.string_view()))
        self.check(with_type("seller", pyarrow.dictionary(pyarrow.int16(), pyarrow.string())))
        self.check(with_type("floor_minor", pyarrow.int32()))
        self.check(with_type("market_time", pyarrow.timestamp("ns", tz="Europe/Berlin")))
        self.check(offers_with("seller", pyarrow.large_string()))
        self.check(with_type("offers", pyarrow.large_list(OFFER)))

    def test_pyarrow_decimals(self):
        whole = table()
        place = SCHEMA.get_field_index("floor_minor")
        floors = pyarrow.array([decimal.Decimal("18.00")] * 3, pyarrow.decimal128(12, 4))
        self.check(whole.set_column(place, "floor", floors))

    def test_pyarrow_slices_and_chunks(self):
        twice = pyarrow.concat_tables([table(), table()])
        self.assertEqual(twice["seller"].num_chunks, 2)
        answer = pyarrow.table(self.decide(twice)).to_pylist()
        self.assertEqual(answer, self.expected * 2)
        middle = pyarrow.table(self.decide(twice.slice(1, 4))).to_pylist()
        self.assertEqual(middle, (self.expected * 2)[1:5])
        one = pyarrow.Table.from_batches(twice.combine_chunks().to_batches(max_chunksize=2))
        self.assertEqual(pyarrow.table(self.decide(one)).to_pylist(), self.expected * 2)

    def test_pyarrow_reader_is_read_once(self):
        given = self.decide(table().to_reader())
        self.assertEqual(pyarrow.table(given).to_pylist(), self.expected)
        self.assertEqual(pyarrow.table(given).num_rows, 0)

    def test_a_table_is_read_again(self):
        given = self.decide(table())
        self.assertEqual(pyarrow.table(given).to_pylist(), self.expected)
        self.assertEqual(pyarrow.table(given).to_pylist(), self.expected)

    def test_nulls(self):
        rows = [dict(ROWS[0]), dict(ROWS[0], ceiling_minor=None), dict(ROWS[0], floor_minor=None),
                dict(ROWS[0], offers=None)]
        answer = pyarrow.table(self.decide(table(rows=rows))).to_pylist()
        self.assertEqual([row["price_minor"] for row in answer],
                         [2348, 2348, None, self.expected[2]["price_minor"]])
        self.assertEqual(answer[2]["error"], "floor_required")
        self.assertEqual(answer[2]["error_where"], "listing.floor")
        self.assertIsNotNone(answer[2]["memory"])

    def test_polars_frame(self):
        frame = polars.from_arrow(table())
        self.check(frame)
        self.check(frame.with_columns(polars.col("seller").cast(polars.Categorical)))
        self.check(frame.lazy().collect().slice(0, 3))
        answer = polars.DataFrame(self.decide(frame))
        self.assertEqual(answer["price_minor"].to_list(),
                         [row["price_minor"] for row in self.expected])
        self.assertEqual(answer["action"].cast(polars.String).to_list(),
                         [row["action"] for row in self.expected])
        self.assertEqual(answer["again_at"].to_list(), [row["again_at"] for row in self.expected])

    def test_polars_made_rows(self):
        frame = polars.DataFrame(ROWS)
        self.check(frame)
        decimals = frame.with_columns(
            floor=(polars.col("floor_minor") / 100).cast(polars.Decimal(12, 2)))
        self.check(decimals.drop("floor_minor"))

    def test_pandas_frame(self):
        frame = pandas.DataFrame(ROWS)
        self.check(frame)
        answer = pandas.DataFrame.from_arrow(self.decide(frame))
        self.assertEqual(list(answer["price_minor"]), [r["price_minor"] for r in self.expected])
        self.assertEqual(list(answer["reason"]), [row["reason"] for row in self.expected])

    def test_duckdb(self):
        given = table()
        relation = duckdb.sql("select * from given")
        self.check(relation)
        decisions = self.decide(relation.to_arrow_table())
        rows = duckdb.sql("select action, count(*) from decisions group by action").fetchall()
        counts = {}
        for row in self.expected:
            counts[row["action"]] = counts.get(row["action"], 0) + 1
        self.assertEqual(dict(rows), counts)

    def test_numpy_arrays(self):
        offers = [one for row in OFFERS for one in row]
        arrays = {
            "marketplace": numpy.array(["US"] * 3),
            "seller": numpy.array([b"A2X"] * 3, dtype="S32"),
            "price_minor": numpy.array([2499] * 3), "shipping_minor": numpy.zeros(3, dtype="i8"),
            "floor_minor": numpy.array([1800] * 3, dtype="i4"),
            "ceiling_minor": numpy.ma.array([3990, 3990, 3990], mask=[False] * 3),
            "market_time": numpy.array([NOW.replace(tzinfo=None)] * 3, dtype="M8[us]"),
            "list_is_whole": numpy.ones(3, dtype=bool),
            "offers": {"first": [0, 2, 3, 3],
                       "price_minor": numpy.array([one["price_minor"] for one in offers]),
                       "shipping_minor": numpy.array([one["shipping_minor"] for one in offers]),
                       "seller": numpy.array([one["seller"].encode() for one in offers], "S32"),
                       "is_winner": numpy.array([one["is_winner"] for one in offers])}}
        self.check(arrays)
        arrays["ceiling_minor"] = numpy.ma.array([2300, 0, 0], mask=[False, True, True])
        answer = pyarrow.table(self.decide(arrays)).to_pylist()
        self.assertEqual(answer[0]["price_minor"], 2300)
        self.assertEqual(answer[0]["binding"], "hard_max")
        with self.assertRaises(ValueError):
            self.decide(arrays | {"stock": numpy.zeros(2, dtype="i4")})
        with self.assertRaises(TypeError):
            self.decide(arrays | {"stock": numpy.array([None, 1, 2])})

    def test_defaults(self):
        few = table().select(["price_minor", "market_time", "list_is_whole", "offers"])
        common = haggle.Listing(seller="A2X", marketplace="US", currency="USD", shipping_minor=0,
                                floor_minor=1800, ceiling_minor=3990)
        self.check(few, listing=common)

    def test_columns(self):
        wanted = haggle.Columns.price | haggle.Columns.error
        answer = pyarrow.table(self.decide(table(), options=haggle.TableOptions(wanted)))
        self.assertEqual(answer.column_names, ["price_minor", "error", "error_where"])

    def test_wrong_columns(self):
        def error(given, **more):
            with self.assertRaises(haggle.HaggleError) as caught:
                self.decide(given, **more)
            return caught.exception.name, caught.exception.path, str(caught.exception)
        floats = with_type("floor_minor", pyarrow.float64())
        name, path, words = error(floats)
        self.assertEqual((name, path), ("wrong_type", "floor_minor"))
        self.assertIn("is float64; expected is an integer", words)
        self.assertEqual(error(offers_with("seller", pyarrow.binary()))[:2],
                         ("wrong_type", "offers[].seller"))
        extra = table().append_column("weight", pyarrow.array([1.0, 2.0, 3.0]))
        self.assertEqual(error(extra)[:2], ("unknown_field", "weight"))
        self.check(extra, options=haggle.TableOptions(pass_unknown=True))
        self.assertEqual(error(table().drop_columns(["market_time"]))[:2],
                         ("missing_field", "market_time"))
        with self.assertRaises(TypeError):
            self.decide([1, 2, 3])

    def test_threads(self):
        """One policy, many tables, and one table of decisions read by all at once."""
        given = self.decide(table())
        found = []

        def work():
            for _ in range(30):
                found.append(pyarrow.table(given).to_pylist() == self.expected)
                found.append(pyarrow.table(self.decide(table())).to_pylist() == self.expected)

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(found), all(found)), (360, True))

    def test_nobody_reads(self):
        given = self.decide(table())
        capsule = given.__arrow_c_stream__()
        del given
        del capsule
        self.decide(table())


if __name__ == "__main__":
    unittest.main()
