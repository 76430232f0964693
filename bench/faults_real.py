#!/usr/bin/env python3
"""Workers over a real queue and a real cluster, killed and failed over while they work.

Sends notifications in a random order, with duplicates and poison among them, and in the end looks
at every listing: its decision must be of its item's newest market. What is in the dead letters must
be the poison, to the byte."""

import argparse
import json
import random
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from faults_servers import Cluster, Queues, Workers, wait_until

SELLERS = [f"A{n}SELLER" for n in range(8)]
POLICY = {"policy": {"id": "gentle", "compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"}}


def listing(number, seller):
    return {"listing": {
        "seller": seller, "sku": f"SKU-{number}", "item": f"B{number:09d}", "marketplace": "US",
        "price": "USD 24.99", "shipping": "USD 0.00", "floor": "USD 10.00",
        "ceiling": "USD 90.00", "stock": 12, "policy": "gentle"}}


def iso(ms):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ms / 1000)) + f".{ms % 1000:03d}Z"


def amount(minor):
    return {"Amount": minor / 100, "CurrencyCode": "USD"}


def notification(number, item, at_ms, price_minor):
    offers = [{"SellerId": f"ARIVAL{i}", "SubCondition": "new",
               "ListingPrice": amount(price_minor + 37 * i), "Shipping": amount(0),
               "IsFulfilledByAmazon": i % 2 == 0, "IsBuyBoxWinner": i == 0,
               "IsFeaturedMerchant": True} for i in range(3)]
    trigger = {"MarketplaceId": "ATVPDKIKX0DER", "ASIN": item, "ItemCondition": "new",
               "TimeOfOfferChange": iso(at_ms)}
    summary = {"NumberOfOffers": [{"Condition": "new", "FulfillmentChannel": "Amazon",
                                   "OfferCount": 4}]}
    return json.dumps({
        "NotificationVersion": "1.0", "NotificationType": "ANY_OFFER_CHANGED",
        "PayloadVersion": "1.0", "EventTime": iso(at_ms),
        "Payload": {"AnyOfferChangedNotification": {
            "SellerId": SELLERS[0], "OfferChangeTrigger": trigger, "Summary": summary,
            "Offers": offers}},
        "NotificationMetadata": {"NotificationId": f"n-{number:08d}"}})


class Traffic:
    """What is sent, and what must come of it."""

    def __init__(self, messages_count, items_count, seed):
        dice = random.Random(seed)
        now_ms = int(time.time() * 1000) - 600_000
        self.newest, self.poison, bodies = {}, set(), []
        for number in range(messages_count):
            if number % 400 == 7:
                body = f'{{"NotificationType": "ANY_OFFER_CHANGED", "broken {number}'
                self.poison.add(body)
                bodies.append(body)
                continue
            item = f"B{dice.randrange(items_count):09d}"
            at_ms = now_ms + number
            body = notification(number, item, at_ms, dice.randrange(1500, 6000))
            self.newest[item] = max(self.newest.get(item, (0, "")), (at_ms, f"n-{number:08d}"))
            bodies += [body] * (2 if dice.random() < 0.1 else 1)
        self.bodies = self.shuffled(bodies, dice)

    @staticmethod
    def shuffled(bodies, dice):
        """Disorder over some hundred messages, as a queue's is."""
        keyed = [(at + dice.randrange(400), body) for at, body in enumerate(bodies)]
        return [body for _, body in sorted(keyed, key=lambda each: each[0])]


class Trial:
    def __init__(self, options, folder):
        self.options, self.folder = options, Path(folder)
        self.items_count = 300
        self.traffic = Traffic(options.messages, self.items_count, options.seed)
        self.queues = Queues(folder)
        self.queues.create("offers", VisibilityTimeout="15")
        self.queues.create("dead")
        self.cluster = Cluster(self.folder / "cluster")
        self.sent = 0
        self.stale = 0
        self.failovers_done = 0
        self.ended = threading.Event()

    def workers(self, *more):
        program = Path(self.options.tree) / "bin/haggle-worker"
        arguments = ["--store", self.cluster.url, "--dead-letters", self.queues.url("dead"),
                     "--log", "json", *more]
        return Workers(program, arguments, self.folder / "workers.log")

    def put_catalogue(self):
        lines = [POLICY] + [listing(n, SELLERS[n % len(SELLERS)]) for n in range(self.items_count)]
        file = self.folder / "catalogue.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        (self.folder / "nothing.jsonl").write_text("")
        loader = self.workers("--catalogue", str(file), "--source",
                              str(self.folder / "nothing.jsonl"))
        loader.start()
        if loader.children[0].wait(timeout=120) != 0:
            raise SystemExit((self.folder / "workers.log").read_text()[-2000:])

    def send(self):
        for at in range(0, len(self.traffic.bodies), 100):
            self.queues.send("offers", self.traffic.bodies[at:at + 100])
            self.sent = min(at + 100, len(self.traffic.bodies))

    def versions(self):
        """{item: (time, id)} of every listing, as the store has it."""
        found = {}
        for seller in SELLERS:
            for sku, record in self.cluster.hash(
                    f"{{CALCULATED_PRICES:{seller}}}:versions").items():
                at_ms, _, _, name = record.split(" ")[:4]
                found[f"B{int(sku.split('-')[1]):09d}"] = (int(at_ms), name)
        return found

    def look_for_stale(self):
        """No version falls between two looks, unless a master fell between them."""
        last, failovers = {}, -1
        while not self.ended.wait(0.7):
            try:
                before = self.failovers_done
                now = self.versions()
            except Exception:  # a node is down: the next look sees it
                continue
            if before == failovers == self.failovers_done:
                self.stale += sum(now.get(item, (0, "")) < seen for item, seen in last.items())
            last, failovers = now, before

    def plan(self):
        """What is done, each at its share of the messages."""
        options = self.options
        steps = [(i + 0.5) / options.kills for i in range(options.kills)]
        plan = [(share, "kill", i) for i, share in enumerate(steps)]
        plan += [((i + 0.5) / options.failovers, "failover", i) for i in range(options.failovers)]
        plan += [((i + 0.8) / max(options.reshards, 1), "reshard", i)
                 for i in range(options.reshards)]
        return sorted(plan)

    def do(self, what, number, workers):
        if what == "kill":
            workers.kill(number)
        elif what == "failover":
            self.failovers_done += 0.5
            self.cluster.fail_over(number)
            self.failovers_done += 0.5
        else:
            self.cluster.reshard(number)

    def done_share(self):
        waiting, in_flight = self.queues.count("offers")
        return (self.sent - waiting - in_flight) / len(self.traffic.bodies)

    def is_settled(self):
        return self.sent == len(self.traffic.bodies) and self.queues.count("offers") == (0, 0)

    def run(self):
        self.put_catalogue()
        workers = self.workers("--source", self.queues.url("offers", "&visibility=15&wait=1"),
                               "--batch", "10", "--in-flight", "2")
        for _ in range(self.options.workers):
            workers.start()
        threads = [threading.Thread(target=self.send, daemon=True),
                   threading.Thread(target=self.look_for_stale, daemon=True)]
        for thread in threads:
            thread.start()
        for share, what, number in self.plan():
            wait_until(f"{share:.2f} of the messages", lambda: self.done_share() >= share, 1800)
            self.do(what, number, workers)
        wait_until("the queue to be empty", self.is_settled, 1800)
        time.sleep(2)
        wait_until("the queue to stay empty", self.is_settled, 600)
        self.ended.set()
        threads[1].join()
        return workers.stop()

    def judge(self, ended_well):
        now = self.versions()
        lost = sum(now.get(item) != newest for item, newest in self.traffic.newest.items())
        letters = self.queues.drain("dead")
        poison_right = set(letters) == self.traffic.poison
        for item, newest in self.traffic.newest.items():
            if now.get(item) != newest:
                print(f"lost: {item} is at {now.get(item)}, its newest is {newest}")
        if not poison_right:
            print(f"dead letters: {len(set(letters))}, poison {len(self.traffic.poison)}")
        if not ended_well:
            print("a worker did not end with status 0")
        options = self.options
        faults = options.kills + options.failovers + options.reshards
        print(f"real: workers {options.workers} kills {options.kills} failovers "
              f"{options.failovers} reshards {options.reshards} poison {len(self.traffic.poison)} "
              f"dead letters {len(letters)}")
        print(f"messages {len(self.traffic.bodies)} faults {faults} lost {lost} "
              f"stale {self.stale} dead_letters_right {str(poison_right).lower()}")
        return lost == 0 and self.stale == 0 and poison_right and ended_well


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tree", required=True)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--failovers", type=int, default=20)
    parser.add_argument("--reshards", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the folder with the logs")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="haggle-faults-")
    try:
        trial = Trial(options, folder)
        well = trial.judge(trial.run())
        if not well:
            print((Path(folder) / "workers.log").read_text()[-3000:], file=sys.stderr)
        return 0 if well else 1
    finally:
        if options.keep:
            print(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
