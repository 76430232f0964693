"""Requests as they could come: right ones, forged ones and broken ones."""

import gzip
import hashlib
import json
import time
import unittest

from support import BATCH, PATH, SECRET, FolderTest, b64, event, mac, spooled


class SignatureTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve(SECRETS=f"older,{SECRET}")

    def test_takes_hex_and_base64_of_any_secret_in_use(self):
        body = event(1)
        digest = mac(body)
        for signature in digest.hex(), digest.hex().upper(), b64(digest), mac(body, "older").hex():
            status, _, answer = self.server.post(body, signature=signature)
            self.assertEqual((status, answer), (200, {"status": "accepted", "id": "event-1"}))
        self.assertEqual(spooled(self.folder), [body] * 4)

    def test_refuses_what_nobody_signed(self):
        body = event(1)
        digest = mac(body)
        rows = {
            None: "signature_missing",
            "": "signature_missing",
            mac(body, "guessed").hex(): "signature_wrong",
            mac(event(2)).hex(): "signature_wrong",
            "0" * 64: "signature_wrong",
            b64(digest).rstrip("="): "signature_unreadable",
            b64(digest).replace("+", "-").replace("/", "_") + "=": "signature_unreadable",
            "sha256=" + digest.hex(): "signature_unreadable",
            b64(digest.hex().encode()): "signature_unreadable",
            "x" * 5000: "signature_unreadable",
        }
        for signature, code in rows.items():
            status, _, answer = self.server.post(body, signature=signature)
            self.assertEqual((status, answer["error"]), (401, code), signature)
        self.assertEqual(spooled(self.folder), [])

    def test_refuses_two_signatures(self):
        body = event(1)
        line = f"X-Signature: {mac(body).hex()}\r\n"
        answer = self.server.raw(
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{line}{line}"
            f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.assertIn(b"signature_missing", answer)

    def test_says_nothing_before_the_signature_is_right(self):
        self.assertEqual(self.server.post(b"{bad", signature="0" * 64)[2]["error"],
                         "signature_wrong")
        self.assertEqual(self.server.post(b"{bad")[2]["error"], "malformed_json")

    def test_logs_no_secret(self):
        self.server.post(event(1), signature="0" * 64, Cookie="hidden-in-a-header")
        self.server.post(event(1))
        log = self.server.logged()
        self.assertIn(f"{PATH} 401 signature_wrong\n{PATH} 200 ok\n", log)
        for hidden in SECRET, "hidden", mac(event(1)).hex(), "0" * 64:
            self.assertNotIn(hidden, log)


class TimestampTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve(SCHEME="timestamp_body")

    def sent(self, body, seconds, signed_seconds=None, encode=bytes.hex):
        signature = encode(mac(f"{signed_seconds or seconds}.".encode() + body))
        status, _, answer = self.server.post(body, signature=signature, X_Timestamp=str(seconds))
        return status, answer.get("error")

    def test_takes_what_was_signed_just_now(self):
        now = int(time.time())
        for number, seconds in enumerate((now, now - 290, now + 290, now * 1000)):
            self.assertEqual(self.sent(event(number), seconds), (200, None))

    def test_refuses_other_times(self):
        now = int(time.time())
        for seconds in now - 310, now + 310, 0, now // 1000:
            self.assertEqual(self.sent(event(1), seconds), (401, "timestamp_outside_window"))
        self.assertEqual(self.sent(event(1), now, signed_seconds=now - 1), (401, "signature_wrong"))
        self.assertEqual(self.sent(event(1), "now"), (401, "timestamp_unreadable"))
        self.assertEqual(self.server.post(event(1))[2]["error"], "timestamp_missing")

    def test_refuses_a_replay_however_it_is_written(self):
        now = int(time.time())
        self.assertEqual(self.sent(event(1), now), (200, None))
        for encode in bytes.hex, b64, lambda digest: digest.hex().upper():
            self.assertEqual(self.sent(event(1), now, encode=encode), (409, "replayed"))
        self.assertEqual(spooled(self.folder), [event(1)])

    def test_takes_again_what_it_did_not_take(self):
        now = int(time.time())
        for _ in range(2):
            self.assertEqual(self.sent(b"[]", now), (400, "not_an_object"))


class WholeRequestTest(FolderTest):
    def test_takes_a_performance_webhook(self):
        server = self.serve(SCHEME="request", SIGNATURE_HEADER="WM_SEC.SIGNATURE",
                            TIMESTAMP_HEADER="WM_SEC.TIMESTAMP")
        body, now, target = event(1), str(int(time.time())), PATH + "?shop=a%20b"
        text = f"POST\n{target}\n{now}\n{hashlib.sha256(body).hexdigest()}"
        headers = {"Content-Type": "application/json; charset=UTF-8", "WM_SEC.TIMESTAMP": now,
                   "WM_SEC.SIGNATURE": b64(mac(text))}
        self.assertEqual(server.send("POST", PATH, body, headers)[0], 401)
        self.assertEqual(server.send("POST", target, body, headers)[0], 200)


class BodyTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve(KEYS="key-1")

    def test_refuses_what_is_no_event(self):
        rows = {b"": "malformed_json", b"{": "malformed_json", b"{} {}": "malformed_json",
                b"\xff\xfe{\x00}\x00": "malformed_json", b'{"a":"\xc3"}': "malformed_json",
                b"[" * 60000: "malformed_json", b'{"a":1e999}': "malformed_json",
                b"[]": "not_an_object", b"7": "not_an_object", b'"text"': "not_an_object",
                b"null": "not_an_object", b"[" * 64 + b"]" * 64: "not_an_object"}
        for body, code in rows.items():
            status, _, answer = self.server.post(body)
            self.assertEqual((status, answer["error"]), (400, code), body[:40])
        self.assertEqual(spooled(self.folder), [])

    def test_keeps_the_bytes_as_they_came(self):
        bodies = [b'{"price": 1.10}', b'{\r\n\t"a": "\\n\\\\ \xc3\xa9"}\n',
                  b'{"big":' + b"9" * 300 + b"}"]
        for body in bodies:
            self.assertEqual(self.server.post(body)[0], 200)
        self.assertEqual(spooled(self.folder), bodies)

    def test_takes_a_batch_of_1000_and_no_more(self):
        events = [json.loads(event(number)) for number in range(1001)]
        status, _, answer = self.server.post(json.dumps(events[:1000]).encode(), path=BATCH)
        self.assertEqual((status, answer["accepted"], answer["refused"]), (200, 1000, 0))
        self.assertEqual(answer["entries"][999], {"index": 999, "status": 200, "id": "event-999"})
        self.assertEqual([json.loads(body) for body in spooled(self.folder)], events[:1000])
        status, _, answer = self.server.post(json.dumps(events).encode(), path=BATCH)
        self.assertEqual((status, answer["error"]), (413, "too_many_events"))
        self.assertEqual(len(spooled(self.folder)), 1000)

    def test_answers_a_bad_entry_by_itself(self):
        body = b'{"events": [' + event(0) + b', "bad" ,' + event(2) + b"]}"
        status, _, answer = self.server.post(body, path=BATCH)
        self.assertEqual((status, answer["accepted"], answer["refused"]), (207, 2, 1))
        self.assertEqual([entry["status"] for entry in answer["entries"]], [200, 400, 200])
        self.assertEqual(answer["entries"][1]["error"], "not_an_object")
        self.assertEqual(spooled(self.folder), [event(0), event(2)])
        self.assertEqual(self.server.post(b"[1, 2]", path=BATCH)[0], 400)
        self.assertEqual(self.server.post(b'{"a": []}', path=BATCH)[2]["error"], "not_a_batch")

    def test_orders_by_hand(self):
        key = {"X_API_Key": "key-1"}
        order = {"asin": "B0", "seller_id": "S1", "sku": "K", "new_price": 19.99, "reason": "sale"}
        rows = [("/pricing/manual", order, 200), ("/pricing/manual", {**order, "sku": "HELD"}, 409),
                ("/pricing/manual", {**order, "seller_id": "S2"}, 404),
                ("/pricing/manual", {**order, "new_price": 51}, 400),
                ("/pricing/manual", {**order, "new_price": -1}, 400),
                ("/pricing/manual", {**order, "force": "yes"}, 400),
                ("/pricing/reset", {"seller": "S1", "sku": "K", "reason": "sale"}, 200),
                ("/pricing/resume", {"seller": "S1", "marketplace": "US"}, 200)]
        for path, body, status in rows:
            sent = json.dumps(body).encode()
            self.assertEqual(self.server.post(sent, path=path, **key)[0], status, body)
            self.assertEqual(self.server.post(sent, path=path, X_API_Key="key-2")[0], 401)


class PagesTest(FolderTest):
    def test_shows_health_numbers_and_metrics(self):
        server = self.serve()
        status, _, health = server.send("GET", "/healthz")
        self.assertEqual((status, health["status"]), (200, "healthy"))
        self.assertEqual(set(health["parts"]), {"prices", "inbox"})
        self.assertEqual(server.send("GET", "/stats")[2], {"made_up": 7})
        server.post(event(1))
        metrics = server.send("GET", "/metrics")
        self.assertTrue(metrics[1]["Content-Type"].startswith("text/plain; version=0.0.4"))
        self.assertIn("haggle_made_up 7\n", metrics[2])
        self.assertIn(f'haggle_webhook_requests_total{{path="{PATH}",status="200",code="ok"}} 1\n',
                      metrics[2])

    def test_is_unhealthy_with_its_parts(self):
        status, _, health = self.serve(PART="down").send("GET", "/healthz")
        self.assertEqual((status, health["status"]), (503, "unhealthy"))
        self.assertEqual(health["parts"]["prices"]["text"], "is down")
        self.assertEqual(health["parts"]["inbox"]["status"], "healthy")


class FramingTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve()

    def refused(self, status, code, answer):
        self.assertEqual((answer[0], answer[2]["error"]), (status, code))

    def test_refuses_other_methods_and_paths(self):
        for method in "GET", "PUT", "DELETE", "PATCH", "OPTIONS":
            answer = self.server.send(method, PATH)
            self.refused(405, "wrong_method", answer)
            self.assertEqual(answer[1]["Allow"], "POST")
        self.refused(405, "wrong_method", self.server.send("POST", "/healthz", b"{}"))
        for path in "/", PATH + "/", PATH.upper(), "/../etc/passwd", "/pricing/manual", "/%00":
            self.refused(404, "no_such_path", self.server.send("POST", path, b"{}"))

    def test_refuses_other_types(self):
        for kind in "text/plain", "application/jsonx", "multipart/form-data; boundary=x", "":
            self.refused(415, "wrong_type", self.server.post(event(1), Content_Type=kind))
        packed = gzip.compress(b"{" + b" " * 10_000_000 + b"}")
        self.refused(415, "encoded_body", self.server.post(packed, Content_Encoding="gzip"))

    def test_takes_chunks_up_to_the_limit(self):
        def chunked(body):
            headers = {"Content-Type": "application/json", "X-Signature": mac(body).hex()}
            pieces = iter(body[i:i + 1000] for i in range(0, len(body), 1000))
            return self.server.send("POST", PATH, pieces, headers)

        large = event(1, "x" * 60_000)
        self.assertEqual(chunked(large)[0], 200)
        self.assertEqual(spooled(self.folder), [large])
        self.refused(413, "too_large", chunked(event(1, "x" * 70_000)))

    def test_refuses_what_is_too_large(self):
        self.refused(413, "too_large", self.server.post(event(1, "x" * 5_000_000)))
        head = f"POST {PATH} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
        for length in "70000", "99999999999999999999999":
            self.assertIn(b"413", self.server.raw(f"{head}{length}\r\n\r\n".encode())[:20])

    def test_refuses_bad_framing(self):
        head = f"POST {PATH} HTTP/1.1\r\nContent-Type: application/json\r\n"
        rows = {"": b"411", "Content-Length: -1\r\n": b"400", "Content-Length: 2x\r\n": b"400",
                "Content-Length: 2\r\nContent-Length: 3\r\n": b"400",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n": b"400",
                "Transfer-Encoding: gzip, chunked\r\n": b"400"}
        for lines, status in rows.items():
            answer = self.server.raw(f"{head}{lines}\r\n{{}}".encode())
            self.assertEqual(answer[9:12], status, lines)

    def test_gives_no_ranges(self):
        whole = len(self.server.send("GET", "/metrics")[2])
        for ranges in "bytes=0-0", "bytes=0-0,2-3", "bytes=" + ",".join(["0-9"] * 2000):
            status, _, text = self.server.send("GET", "/metrics", headers={"Range": ranges})
            self.assertEqual((status, len(text) - whole < 1000), (200, True))
        self.assertEqual(self.server.post(event(1), Range="bytes=0-0")[2]["id"], "event-1")
        for ranges in "bytes=" + "1" * 8000, "a" * 8000:
            self.assertEqual(self.server.send("GET", "/", headers={"Range": ranges})[0], 416)

    def test_outlives_what_is_not_http(self):
        rows = [b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"POST / HTTP/9.9\r\n\r\n",
                b"BREW /walmart/webhook HTTP/1.1\r\n\r\n", b"GET /" + b"a" * 100_000,
                b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000,
                b"GET / HTTP/1.1\r\nX: " + b"y" * 10_000_000,
                f"POST {PATH} HTTP/1.1\r\nContent-Type: application/json\r\n"
                "Transfer-Encoding: chunked\r\n\r\n".encode() + b"1\r\nx\r\n" * 100_000]
        for data in rows:
            try:
                answer = self.server.raw(data)
                self.assertNotEqual(answer[9:10], b"2", data[:30])
            except (ConnectionResetError, BrokenPipeError):
                pass
        self.assertEqual(self.server.post(event(1))[0], 200)


if __name__ == "__main__":
    unittest.main()
