"""Stands between a client and a queue server, and fails as it is told.

    fault_proxy.py PORT_FILE HOST:PORT

It is told by requests to itself: `Faults.Set` with {"rules": [RULE, ...]}, `Faults.Counts` answers
how many requests of each operation came since. A rule is {"operation": "ReceiveMessage",
"times": 2, "skip": 0} and one of
    "answer": {"status": 503, "type": "...", "headers": {...}}   without asking the server
    "body": "..."            the server is asked; these bytes are answered instead, with 200
    "cut": "before"          the connection ends, the server was never asked
    "cut": "after"           the server was asked, its answer is lost
    "slow_ms": 500           late
    "fail": [0, 3], "code": "...", "sender_fault": false
                             these entries of a batch never reach the server and are told as failed
A rule fails `times` requests, after `skip` that it lets through.
"""

import http.client
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

rules, counts = [], {}
lock = threading.Lock()


def rule_for(operation):
    """The rule that this request falls under, used up by one; None: let it through."""
    with lock:
        counts[operation] = counts.get(operation, 0) + 1
        for rule in rules:
            if rule["operation"] != operation or rule.get("times", 1) == 0:
                continue
            if rule.get("skip", 0) > 0:
                rule["skip"] -= 1
                return None
            rule["times"] = rule.get("times", 1) - 1
            return rule
    return None


def failed_entry(entry, rule):
    return {"Id": entry["Id"], "Code": rule["code"], "Message": "as it was told",
            "SenderFault": rule.get("sender_fault", False)}


class Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=None):
        head = {"Content-Type": "application/x-amz-json-1.0", "Content-Length": str(len(body)),
                **(headers or {})}
        lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in head.items()), "", ""]
        self.wfile.write("\r\n".join(lines).encode() + body)

    def forward(self, body):
        server = http.client.HTTPConnection(sys.argv[2], timeout=60)
        headers = {k: v for k, v in self.headers.items()
                   if k.lower() not in {"content-length", "expect", "connection"}}
        server.request("POST", "/", body, headers)
        answer = server.getresponse()
        found = answer.status, answer.read()
        server.close()
        return found

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        service, _, operation = self.headers["X-Amz-Target"].partition(".")
        if service == "Faults":
            self.control(operation, json.loads(body))
        else:
            self.play(rule_for(operation) or {}, body)

    def control(self, operation, asked):
        with lock:
            if operation == "Set":
                rules[:] = asked["rules"]
                counts.clear()
            told = dict(counts)
        self.answer(200, json.dumps(told).encode())

    def play(self, rule, body):
        if rule.get("cut") == "before":
            self.close_connection = True
        elif "answer" in rule:
            told = rule["answer"]
            self.answer(told["status"], json.dumps({"__type": told.get("type", ""),
                                                    "message": "as it was told"}).encode(),
                        told.get("headers"))
        elif "fail" in rule:
            self.fail_entries(rule, json.loads(body))
        else:
            self.damage(rule, *self.forward(body))

    def damage(self, rule, status, body):
        time.sleep(rule.get("slow_ms", 0) / 1000)
        if rule.get("cut") == "after":
            self.close_connection = True
        elif "body" in rule:
            self.answer(200, rule["body"].encode())
        else:
            self.answer(status, body)

    def fail_entries(self, rule, asked):
        entries = asked["Entries"]
        failed = [failed_entry(e, rule) for i, e in enumerate(entries) if i in rule["fail"]]
        asked["Entries"] = [e for i, e in enumerate(entries) if i not in rule["fail"]]
        told = {"Successful": [], "Failed": []}
        if asked["Entries"]:
            told.update(json.loads(self.forward(json.dumps(asked).encode())[1]))
        told["Failed"] = told.get("Failed", []) + failed
        self.answer(200, json.dumps(told).encode())


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write(f"{server.server_address[1]}\n")
    server.serve_forever()


if __name__ == "__main__":
    main()
