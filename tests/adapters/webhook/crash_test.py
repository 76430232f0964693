"""What was answered 2xx is in the spool, whatever happens to the server or its disk."""

import collections
import http.client
import json
import random
import resource
import threading
import time
import unittest

from support import BATCH, FolderTest, Server, drained, event, spooled

CLIENTS, KILLS = 8, 10


class Client(threading.Thread):
    """Sends events one by one and in batches until told to stop; remembers what was accepted."""

    def __init__(self, number):
        super().__init__()
        self.dice = random.Random(number)
        self.names = (f"{number}-{count}" for count in range(10**9))
        self.server = None
        self.is_over = False
        self.accepted, self.sent = [], []

    def send_some(self):
        events = [event(next(self.names), "x" * self.dice.randrange(2000))
                  for _ in range(self.dice.choice([1, 1, 1, 20]))]
        self.sent += events
        if len(events) == 1:
            status = self.server.post(events[0])[0]
        else:
            status = self.server.post(b"[" + b",".join(events) + b"]", path=BATCH)[0]
        if status == 200:
            self.accepted += events

    def run(self):
        while not self.is_over:
            try:
                self.send_some()
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                time.sleep(0.01)  # the server is being killed, or not there yet


class KillTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.clients = [Client(number) for number in range(CLIENTS)]
        self.addCleanup(self.end)
        self.dice = random.Random(7)

    def end(self):
        for client in self.clients:
            client.is_over = True
        for client in self.clients:
            if client.ident:
                client.join()

    def serve_and_kill(self):
        server = Server(self.folder, SEGMENT=100_000)
        for client in self.clients:
            client.server = server
            if not client.ident:
                client.start()
        time.sleep(0.1 + self.dice.random() * 0.5)
        server.kill()

    def test_loses_nothing_that_was_accepted(self):
        for _ in range(KILLS):
            self.serve_and_kill()
        self.end()
        accepted = [body for client in self.clients for body in client.accepted]
        sent = {body for client in self.clients for body in client.sent}
        kept = collections.Counter(spooled(self.folder))
        self.assertGreater(len(accepted), 500)
        self.assertEqual([body for body in accepted if not kept[body]], [])
        self.assertEqual([body for body in kept if body not in sent], [])
        self.assertEqual({count for count in kept.values()}, {1})
        bodies, lines = drained(self.folder)
        self.assertEqual(collections.Counter(bodies), kept)
        self.assertIn("damaged 0", lines)
        self.assertEqual(drained(self.folder)[0], [])
        print(f"\n{KILLS} kills of a server with {CLIENTS} clients: {len(accepted)} accepted, "
              f"{sum(kept.values())} kept, 0 lost; {lines.strip()}")


class FullDiskTest(FolderTest):
    def fill(self, server):
        """Sends until nothing is taken any more. Returns what was taken, and the last answer."""
        accepted = []
        for number in range(2000):
            answer = server.post(event(number, "x" * 500))
            if answer[0] != 200:
                return accepted, answer
            accepted.append(event(number, "x" * 500))
        self.fail("the disk is never full")

    def test_refuses_and_says_so_and_loses_nothing(self):
        most = 100_000
        server = Server(self.folder, preexec=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY)))
        self.addCleanup(server.kill)
        accepted, (status, headers, answer) = self.fill(server)
        self.assertEqual((status, headers["Retry-After"], answer["error"]), (503, "5", "not_kept"))
        self.assertGreater(len(accepted), 50)
        status, _, health = server.send("GET", "/healthz")
        self.assertEqual((status, health["parts"]["inbox"]["status"]), (503, "unhealthy"))
        self.assertIn("writing a spool file", health["parts"]["inbox"]["text"])
        small = b'{"eventId":"small"}'  # what still fits does not join a piece that did not
        while server.post(small)[0] == 200:
            accepted.append(small)
        batch = server.post(b"[" + event(1) + b"," + event(2) + b"]", path=BATCH)
        self.assertEqual(batch[0], 503)
        self.assertEqual([entry["status"] for entry in batch[2]["entries"]], [503, 503])
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE,
                         (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.assertEqual(server.post(event("last"))[0], 200)
        self.assertEqual(server.send("GET", "/healthz")[0], 200)
        server.stop()
        self.assertEqual(spooled(self.folder), [*accepted, event("last")])
        self.assertEqual(drained(self.folder)[0], [*accepted, event("last")])


if __name__ == "__main__":
    unittest.main()
