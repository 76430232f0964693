"""The endpoint of the worker: webhooks in, prices by hand, health and numbers."""

import base64
import hashlib
import hmac
import json

from support import WorkerTest, metric, notification


class Endpoint(WorkerTest):
    def setUp(self):
        super().setUp()
        self.child = self.start("--http", "0", "--store", "sqlite:prices.db",
                                HAGGLE_WEBHOOK_SECRETS="first,second", HAGGLE_API_KEYS="key-1")
        self.url = self.endpoint()

    def post(self, text, secret=b"second"):
        body = text.encode()
        signature = base64.b64encode(hmac.new(secret, body, hashlib.sha256).digest()).decode()
        return self.ask(f"{self.url}/walmart/webhook", body, Authorization=signature)

    def numbers(self):
        return self.ask(f"{self.url}/metrics")[1]

    def test_a_signed_event_is_decided_on(self):
        status, _ = self.post(notification("n-1", 23.49))
        self.assertIn(status, (200, 202))
        name = 'haggle_messages_total{outcome="decided"}'
        self.wait_until("the decision", lambda: metric(self.numbers(), name) == 1)
        self.assertEqual(metric(self.numbers(), "haggle_decision_latency_seconds_count"), 1)

    def test_a_forged_one_is_not(self):
        self.assertEqual(self.post(notification("n-1", 23.49), b"guessed")[0], 401)

    def test_what_was_taken_survives_a_kill(self):
        self.child.kill()
        self.child.wait()
        self.child = self.start("--http", "0", "--store", "sqlite:prices.db",
                                HAGGLE_WEBHOOK_SECRETS="first")
        self.wait_until("the second endpoint", lambda: len(
            [each for each in self.logged() if each["event"] == "listening"]) == 2)
        self.url = self.endpoint()
        self.assertIn(self.post(notification("n-2", 22.49), b"first")[0], (200, 202))

    def order(self, name, key="key-1", **words):
        return self.ask(f"{self.url}/pricing/{name}", {"seller": "A2X", "sku": "MUG-1", **words},
                        X_API_Key=key)

    def test_a_price_by_hand_keeps_to_the_bounds(self):
        status, text = self.order("manual", price="20.00", reason="clearance")
        self.assertEqual(status, 200, text)
        self.assertEqual(self.order("manual", price="17.99", reason="too low")[0], 400)
        self.assertEqual(self.order("manual", price="20.00", reason="x", key="wrong")[0], 401)
        status, _ = self.order("manual", price="20.00", reason="x", sku="NO-SUCH")
        self.assertEqual(status, 404)

    def test_a_reset_goes_to_the_default_price_and_pauses_until_resumed(self):
        status, text = self.order("reset", reason="night")
        self.assertEqual(status, 200, text)
        self.assertIn("30.00", text)
        self.assertEqual(self.order("resume")[0], 200)

    def test_health_and_stats(self):
        status, text = self.ask(f"{self.url}/healthz")
        self.assertEqual(status, 200, text)
        self.assertEqual(json.loads(text)["status"], "healthy")
        self.assertIn("received", json.loads(self.ask(f"{self.url}/stats")[1]))

    def test_it_ends_well_when_it_is_told_to(self):
        self.post(notification("n-1", 23.49))
        self.assertEqual(self.terminate(self.child), 0)
