"""Reprices a whole catalogue on Spark: every partition is a stream of Arrow batches that goes
through the library as it is, and decisions come out. Nothing of haggle is clustered: Spark shares
out the rows, each Python process has the library.

  spark-submit reprice_catalogue.py CATALOGUE.parquet POLICY.json OUT.parquet NOW [--master MASTER]

The catalogue's columns are those of `Policy.decide_table`; `seller`, `sku` and `item` come out
beside each decision. NOW is the moment of the decisions, in milliseconds since 1970.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow

KEYS = ["seller", "sku", "item"]
#: What comes out, as Spark names types.
SCHEMA = ("seller string, sku string, item string, price_minor long, action string, reason string, "
          "error string")


def decider(policy_json: str, now_ms: int) -> Callable[
        [Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """What Spark calls on each partition; it travels as text and opens the library there."""

    def decide(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import haggle
        policy = haggle.Policy(json.loads(policy_json))
        for batch in batches:
            table = pyarrow.Table.from_batches([batch])
            yield from decisions_of(policy, table, now_ms).to_batches()

    return decide


def decisions_of(policy: Any, table: pyarrow.Table, now_ms: int) -> pyarrow.Table:
    """The decisions of a table's rows, in their order, in the columns of SCHEMA."""
    decided = pyarrow.table(policy.decide_table(table, now=now_ms))
    columns = {name: table[name].cast(pyarrow.string()) for name in KEYS}
    columns["price_minor"] = decided["price_minor"].cast(pyarrow.int64())
    for name in ("action", "reason", "error"):
        columns[name] = decided[name].cast(pyarrow.string())
    return pyarrow.table(columns)


def reprice(session: Any, catalogue: Any, policy_json: str, now_ms: int) -> Any:
    """A frame of listings with their offers in, a frame of decisions out."""
    return catalogue.mapInArrow(decider(policy_json, now_ms), SCHEMA)


def main() -> None:
    from pyspark.sql import SparkSession
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("catalogue")
    parser.add_argument("policy")
    parser.add_argument("out")
    parser.add_argument("now_ms", type=int)
    parser.add_argument("--master", default="local[*]")
    options = parser.parse_args()
    session = SparkSession.builder.master(options.master).appName("haggle").getOrCreate()
    with open(options.policy, encoding="utf-8") as file:
        policy_json = file.read()
    frame = session.read.parquet(options.catalogue)
    decisions = reprice(session, frame, policy_json, options.now_ms)
    decisions.write.mode("overwrite").parquet(options.out)
    session.stop()


if __name__ == "__main__":
    main()
