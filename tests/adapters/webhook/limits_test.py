"""Too many, too slow, too long: the server keeps answering the others."""

import concurrent.futures
import socket
import time
import unittest

from support import PATH, FolderTest, event, mac, spooled

HEAD = f"POST {PATH} HTTP/1.1\r\nContent-Type: application/json\r\n".encode()


def seconds_until_closed(peer):
    """How long a connection lives that says nothing more, and what it is told."""
    started, answer = time.monotonic(), b""
    try:
        while piece := peer.recv(65536):
            answer += piece
    except ConnectionResetError:
        pass
    return time.monotonic() - started, answer


class RateTest(FolderTest):
    def test_limits_requests_and_says_how_long(self):
        server = self.serve(RATE=2, BURST=3)
        answers = [server.post(event(number)) for number in range(6)]
        self.assertEqual([answer[0] for answer in answers], [200, 200, 200, 429, 429, 429])
        self.assertEqual(answers[3][2]["error"], "too_many_requests")
        self.assertEqual(answers[3][1]["Retry-After"], "1")
        self.assertEqual(server.send("GET", "/healthz")[0], 200)
        time.sleep(1.1)
        self.assertEqual(server.post(event(7))[0], 200)
        self.assertEqual(len(spooled(self.folder)), 4)


class SlowTest(FolderTest):
    """The server gives a request two seconds."""

    def connect(self, server, data=b""):
        peer = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        self.addCleanup(peer.close)
        peer.sendall(data)
        return peer

    def test_cuts_what_says_nothing(self):
        server = self.serve()
        body = event(1)
        for data in b"", b"POST /wal", HEAD, HEAD + b"Content-Length: 9999\r\n\r\n{":
            took, answer = seconds_until_closed(self.connect(server, data))
            self.assertTrue(1.5 < took < 8, (data, took))
            self.assertNotIn(b" 200 ", answer)
        self.assertIn(b" 408 ", answer)
        self.assertEqual(server.post(body)[0], 200)

    def test_cuts_what_trickles(self):
        server = self.serve()
        started = time.monotonic()
        for start in HEAD, HEAD + b"Content-Length: 9999\r\n\r\n":
            peer = self.connect(server, start)
            with self.assertRaises(OSError):
                for _ in range(100):
                    peer.sendall(b"a")
                    time.sleep(0.1)
        self.assertLess(time.monotonic() - started, 12)

    def test_answers_others_meanwhile(self):
        server = self.serve(THREADS=4, RECEIVE_SECONDS=30)
        idle = [self.connect(server, HEAD) for _ in range(3)]
        started = time.monotonic()
        for number in range(20):
            self.assertEqual(server.post(event(number))[0], 200)
        self.assertLess(time.monotonic() - started, 15)
        self.assertEqual(len(idle), 3)

    def test_turns_away_what_has_no_place(self):
        server = self.serve(THREADS=2, WAITING=3, RECEIVE_SECONDS=30)
        idle = [self.connect(server) for _ in range(2)]
        time.sleep(0.5)  # they have the threads
        idle += [self.connect(server) for _ in range(3)]
        time.sleep(0.5)  # they have the places
        status, headers, answer = server.post(event(1))
        self.assertEqual((status, headers["Retry-After"], answer["error"]), (503, "1", "too_busy"))
        for peer in idle:
            peer.close()
        time.sleep(0.5)
        self.assertEqual(server.post(event(2))[0], 200)
        self.assertIn("haggle_webhook_turned_away_total 1\n", server.send("GET", "/metrics")[2])
        self.assertEqual(spooled(self.folder), [event(2)])

    def test_takes_a_burst_of_connections(self):
        server = self.serve(THREADS=2, WAITING=1000)
        with concurrent.futures.ThreadPoolExecutor(60) as pool:
            answers = list(pool.map(lambda number: server.post(event(number))[0], range(300)))
        self.assertEqual(set(answers), {200})
        self.assertEqual(len(spooled(self.folder)), 300)


class StopTest(FolderTest):
    def test_stops_at_once_with_idle_connections(self):
        server = self.serve(RECEIVE_SECONDS=30)
        body = event(1)
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(7)]
        idle[0].sendall(HEAD + f"X-Signature: {mac(body).hex()}\r\n".encode())
        self.assertEqual(server.post(body)[0], 200)
        started = time.monotonic()
        self.assertIn("waiting 1 ", server.stop())
        self.assertLess(time.monotonic() - started, 2)
        for peer in idle:
            peer.close()


if __name__ == "__main__":
    unittest.main()
