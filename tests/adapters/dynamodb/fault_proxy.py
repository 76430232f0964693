"""Stands before a DynamoDB and does to its calls what a plan says: python3 fault_proxy.py UPSTREAM.

Prints the port that it listens on. `Proxy.Plan` {"steps": [...]} sets what becomes of the next
calls, one step a call; without a step a call goes through. `Proxy.Count` says how many came.
Steps: through; cut (never arrived, no answer); lose (carried out, no answer); half (carried out,
half an answer); garbage (200, no JSON); throttle, slow_down, error_500, error_503, denied,
unsigned; unprocessed:N (the last N rows of a batch are left undone).
"""

import http.client
import json
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler

ERRORS = {
    "throttle": (400, "ProvisionedThroughputExceededException", "The level of throughput ..."),
    "slow_down": (400, "ThrottlingException", "Rate exceeded"),
    "error_500": (500, "InternalServerError", "Something went wrong"),
    "error_503": (503, "", ""),
    "denied": (400, "AccessDeniedException", "User is not authorized"),
    "unsigned": (403, "UnrecognizedClientException", "The security token is invalid."),
}


class Plan:
    def __init__(self):
        self.lock = threading.Lock()
        self.steps = []
        self.counts = {}

    def set(self, steps):
        with self.lock:
            self.steps = list(steps)
            self.counts = {}

    def next(self, operation):
        with self.lock:
            self.counts[operation] = self.counts.get(operation, 0) + 1
            return self.steps.pop(0) if self.steps else "through"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    plan = Plan()
    upstream = ""

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = self.headers["X-Amz-Target"].split(".")[-1]
        if self.headers["X-Amz-Target"].startswith("Proxy."):
            return self.steer(operation, json.loads(body))
        step, _, argument = self.plan.next(operation).partition(":")
        if step in ERRORS:
            return self.refuse(*ERRORS[step])
        return getattr(self, "do_" + step)(body, argument)

    def steer(self, operation, wish):
        if operation == "Plan":
            self.plan.set(wish["steps"])
        self.answer(200, json.dumps(self.plan.counts | {"steps": len(self.plan.steps)}).encode())

    def forward(self, body):
        """The answer of the service: status and bytes."""
        link = http.client.HTTPConnection(self.upstream, timeout=30)
        headers = {name: value for name, value in self.headers.items()
                   if name.lower() not in ("connection", "content-length")}
        link.request("POST", "/", body, headers)
        reply = link.getresponse()
        out = reply.status, reply.read()
        link.close()
        return out

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, status, name, message):
        text = {"__type": "com.amazonaws.dynamodb.v20120810#" + name, "message": message}
        self.answer(status, json.dumps(text).encode() if name else b"<html>busy</html>")

    def do_through(self, body, _):
        self.answer(*self.forward(body))

    def do_cut(self, *_):
        self.close_connection = True

    def do_lose(self, body, _):
        self.forward(body)
        self.close_connection = True

    def do_half(self, body, _):
        status, reply = self.forward(body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(reply) + 1))
        self.end_headers()
        self.wfile.write(reply[:len(reply) // 2])
        self.close_connection = True

    def do_garbage(self, *_):
        self.answer(200, b"<html>a captive portal</html>")

    def do_unprocessed(self, body, count):
        request = json.loads(body)
        left = {}
        for table, rows in request["RequestItems"].items():
            split = max(0, len(rows) - int(count))
            left[table], request["RequestItems"][table] = rows[split:], rows[:split]
        request["RequestItems"] = {t: rows for t, rows in request["RequestItems"].items() if rows}
        if request["RequestItems"]:
            status, reply = self.forward(json.dumps(request).encode())
            if status != 200:
                return self.answer(status, reply)
        return self.answer(200, json.dumps({"UnprocessedItems": left}).encode())


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True


def main():
    Handler.upstream = sys.argv[1]
    with Server(("127.0.0.1", 0), Handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
