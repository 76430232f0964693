"""Every decision that Spark's processes make is the one that this process makes."""

import json
import random
import sys

import haggle
import pyarrow
from pyspark.sql import SparkSession

from reprice_catalogue import decider, decisions_of, reprice

NOW_MS = 1_782_000_000_000
ROWS = 20_000
POLICY = json.dumps({"compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"})


def offer(dice, number):
    return {"seller": f"ARIVAL{number}", "price_minor": dice.randrange(900, 4000),
            "shipping_minor": dice.choice([0, 0, 299]), "is_winner": number == 0}


def row(dice, number):
    return {
        "seller": f"A2X{number % 50}", "sku": f"SKU-{number}", "item": f"B{number:09d}",
        "marketplace": "US", "price_minor": dice.randrange(1000, 3000), "shipping_minor": 0,
        # Some rows have no floor: they have an error, and the others go on.
        "floor_minor": None if number % 997 == 0 else 1000, "ceiling_minor": 3500,
        "market_time": NOW_MS - 60_000,
        "offers": [offer(dice, i) for i in range(dice.randrange(0, 8))]}


def catalogue():
    dice = random.Random(5)
    return pyarrow.Table.from_pylist([row(dice, number) for number in range(ROWS)])


def session_of(master):
    return (SparkSession.builder.master(master).appName("same decisions")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.memory", "512m")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1500")
            .config("spark.python.worker.reuse", "true")
            .getOrCreate())


def start():
    """Two worker processes where they start, else two threads."""
    try:
        session = session_of("local-cluster[2,1,1024]")
        session.range(4).count()
        return session, "local-cluster[2,1,1024]"
    except Exception as why:  # no worker process came up
        print(f"note: local-cluster does not start ({type(why).__name__}); two threads instead")
        SparkSession.builder.getOrCreate().stop()
        return session_of("local[2]"), "local[2]"


def main():
    table = catalogue()
    path = "catalogue.parquet"
    pyarrow.parquet.write_table(table, path)
    expected = decisions_of(haggle.Policy(json.loads(POLICY)), table, NOW_MS).to_pylist()
    session, master = start()
    session.sparkContext.addPyFile(sys.modules[decider.__module__].__file__)
    frame = session.read.parquet(path).repartition(6)
    found = [each.asDict() for each in reprice(session, frame, POLICY, NOW_MS).collect()]
    session.stop()
    found.sort(key=lambda each: each["item"])
    differences = sum(a != b for a, b in zip(found, expected, strict=True))
    repriced = sum(each["action"] == "reprice" for each in found)
    refused = sum(each["error"] is not None for each in found)
    print(f"{master}: {len(found)} listings, {repriced} repriced, {refused} with an error, "
          f"{differences} decided otherwise than by one process")
    return 0 if differences == 0 and repriced > ROWS // 4 and refused == 21 else 1


if __name__ == "__main__":
    import pyarrow.parquet
    sys.exit(main())
