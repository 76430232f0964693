"""What the tests of the worker share: a folder, a catalogue, notifications, the process."""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

PROGRAM = os.environ["HAGGLE_WORKER"]
POLICY = {"policy": {"id": "gentle", "compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"}}


def listing(number=1, **more):
    return {"listing": {
        "seller": "A2X", "sku": f"MUG-{number}", "item": f"B0MUG{number}", "marketplace": "US",
        "price": "USD 24.99", "shipping": "USD 0.00", "floor": "USD 18.00",
        "ceiling": "USD 39.90", "default_price": "USD 30.00", "stock": 12, "policy": "gentle",
        **more}}


def iso(ms):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ms / 1000)) + f".{ms % 1000:03d}Z"


def now_ms():
    return int(time.time() * 1000)


def notification(name, price, item="B0MUG1", at_ms=None):
    """One rival, who holds the buy box."""
    at = iso(now_ms() if at_ms is None else at_ms)
    amount = {"Amount": price, "CurrencyCode": "USD"}
    offer = {"SellerId": "A1RIVAL", "SubCondition": "new", "ListingPrice": amount,
             "Shipping": {"Amount": 0, "CurrencyCode": "USD"}, "IsFulfilledByAmazon": True,
             "IsBuyBoxWinner": True, "IsFeaturedMerchant": True}
    trigger = {"MarketplaceId": "ATVPDKIKX0DER", "ASIN": item, "ItemCondition": "new",
               "TimeOfOfferChange": at}
    counts = [{"Condition": "new", "FulfillmentChannel": "Amazon", "OfferCount": 2}]
    return json.dumps({
        "NotificationType": "ANY_OFFER_CHANGED", "EventTime": at,
        "Payload": {"AnyOfferChangedNotification": {
            "SellerId": "A2X", "OfferChangeTrigger": trigger,
            "Summary": {"NumberOfOffers": counts}, "Offers": [offer]}},
        "NotificationMetadata": {"NotificationId": name}})


class WorkerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write("catalogue.jsonl", [json.dumps(POLICY), json.dumps(listing())])

    def write(self, name, lines):
        path = self.folder / name
        path.write_text("".join(line + "\n" for line in lines))
        return path

    def run_to_end(self, *arguments, stdin=b""):
        """(status, the events that it logged)"""
        done = subprocess.run([PROGRAM, "--log", "json", *map(str, arguments)], input=stdin,
                              capture_output=True, timeout=120, cwd=self.folder)
        return done.returncode, [json.loads(line) for line in done.stderr.splitlines()]

    def start(self, *arguments, **environment):
        """A worker that goes on; ends with the test."""
        log = open(self.folder / "log", "ab")
        child = subprocess.Popen([PROGRAM, "--log", "json", *map(str, arguments)], stderr=log,
                                 stdin=subprocess.DEVNULL, cwd=self.folder,
                                 env={**os.environ, **environment})
        log.close()
        self.addCleanup(self.end, child)
        return child

    @staticmethod
    def end(child):
        if child.poll() is None:
            child.kill()
        child.wait()

    def logged(self):
        path = self.folder / "log"
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line) for line in lines if line.endswith("}")]

    def wait_until(self, what, is_so, patience_s=30):
        end = time.monotonic() + patience_s
        while not is_so():
            self.assertLess(time.monotonic(), end, f"gave up waiting: {what}\n{self.logged()}")
            time.sleep(0.05)

    def endpoint(self):
        """The address that the worker says it listens on."""
        def said():
            return [each["text"] for each in self.logged() if each["event"] == "listening"]
        self.wait_until("the endpoint", said)
        return f"http://{said()[-1]}"

    @staticmethod
    def ask(url, body=None, **headers):
        """(status, text)"""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            url, data, {"Content-Type": "application/json",
                        **{k.replace("_", "-"): v for k, v in headers.items()}})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def terminate(self, child):
        child.send_signal(signal.SIGTERM)
        return child.wait(timeout=30)


def metric(text, name):
    """The value of one sample, by its whole name with labels."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found.group(1)) if found else None
