"""Over a real Redis: a wrong password is told once, and nothing is lost."""

import json
import socket
import subprocess
import time

from support import WorkerTest, metric, notification


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OverRedis(WorkerTest):
    def setUp(self):
        super().setUp()
        self.port = free_port()
        server = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
             "--requirepass", "right", "--dir", str(self.folder)], stdout=subprocess.DEVNULL)
        self.addCleanup(self.end, server)
        self.wait_until("redis", self.is_up)

    def is_up(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def cli(self, *words):
        asked = ["redis-cli", "-p", str(self.port), "-a", "right", "--no-auth-warning", *words]
        return subprocess.run(asked, capture_output=True, text=True).stdout.strip()

    def run_worker(self, password):
        self.child = self.start("--http", "0", "--unsigned", "--store",
                                f"redis://:{password}@127.0.0.1:{self.port}")
        count = len(self.logged())
        self.wait_until("the endpoint", lambda: "listening" in [
            each["event"] for each in self.logged()[count:]])
        return self.endpoint()

    def test_prices_stand_where_the_seed_has_them(self):
        url = self.run_worker("right")
        self.assertIn(self.ask(f"{url}/walmart/webhook", notification("n-1", 23.49).encode())[0],
                      (200, 202))
        self.wait_until("the price", lambda: self.cli("hget", "CALCULATED_PRICES:A2X", "MUG-1"))
        entry = json.loads(self.cli("hget", "CALCULATED_PRICES:A2X", "MUG-1"))
        self.assertEqual((entry["new_price"], entry["old_price"]), ("23.48", "24.99"))
        self.assertLessEqual(int(self.cli("ttl", "CALCULATED_PRICES:A2X")), 7200)
        version = self.cli("hget", "{CALCULATED_PRICES:A2X}:versions", "MUG-1")
        self.assertIn(" n-1 ", version)
        self.assertEqual(self.terminate(self.child), 0)

    def test_a_wrong_password_is_told_once_and_costs_no_message(self):
        url = self.run_worker("wrong")
        self.ask(f"{url}/walmart/webhook", notification("n-1", 23.49).encode())
        self.wait_until("bad health", lambda: self.ask(f"{url}/healthz")[0] == 503)
        before = metric(self.ask(f"{url}/metrics")[1], "haggle_retries_total")
        time.sleep(2)
        after = metric(self.ask(f"{url}/metrics")[1], "haggle_retries_total")
        self.assertLessEqual(after - before, 3)
        alerts = [each for each in self.logged() if each["event"] == "alert"]
        self.assertLessEqual(len(alerts), 2)
        self.assertNotIn("wrong", json.dumps(alerts).replace("wrong password", ""))
        self.assertEqual(self.terminate(self.child), 0)
        self.run_worker("right")
        self.wait_until("the price", lambda: self.cli("hget", "CALCULATED_PRICES:A2X", "MUG-1"))
