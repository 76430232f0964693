"""A service that speaks the JSON protocol, believes no signature unseen, and fails as it is told.

    fake_service.py PORT_FILE

The request's body says how: {"id": "...", "steps": [STEP, ...]}; step n answers try n of that id,
and after the last step every try is answered well. A step is one of
    {"status": 400, "type": "ThrottlingException", "message": "...", "headers": {...}}
    {"body": "text"}            200 with these bytes
    {"cut": 10}                 the connection ends after so many bytes of the answer
    {"cut": -1}                 it ends before the first
    {"slow_ms": 500}            a good answer, late
    {"deny": true}              403 that repeats all that was signed, as Amazon does
A good answer says what was seen: {"tries", "target", "bytes", "sha256", "token", "connection"}.
The key of the tests is in KEYS; "key", "secret" and "token" of a body change it for later ones.
"""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import sigv4

KEYS = {"key": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "token": ""}
tries = {}
lock = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=None, cut=None):
        head = {"Content-Type": "application/x-amz-json-1.0", "Content-Length": str(len(body)),
                **(headers or {})}
        lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in head.items()), "", ""]
        wire = "\r\n".join(lines).encode() + body
        self.wfile.write(wire[:max(cut, 0)] if cut is not None else wire)
        if cut is not None:
            self.close_connection = True

    def refused(self, status, kind, message, headers=None):
        body = {"__type": f"com.amazonaws.fake#{kind}", "message": message}
        self.answer(status, json.dumps(body).encode(), headers)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = {"method": "POST", "path": self.path, "body": body,
                   "headers": {k.lower(): v for k, v in self.headers.items()}}
        why = sigv4.fault(request, KEYS)
        if why:
            self.refused(403, "InvalidSignatureException", why)
        else:
            self.play(request, self.read_asked(body))

    def read_asked(self, body):
        try:
            asked = json.loads(body)
        except ValueError:
            asked = {}
        return asked if isinstance(asked, dict) else {}

    def play(self, request, asked):
        with lock:
            number = tries[asked.get("id")] = tries.get(asked.get("id"), 0) + 1
        steps = asked.get("steps", [])
        step = steps[number - 1] if number <= len(steps) else {}
        seen = {"tries": number, "target": request["headers"]["x-amz-target"],
                "bytes": len(request["body"]), "sha256": sigv4.digest(request["body"]),
                "token": request["headers"].get("x-amz-security-token", ""),
                "connection": self.client_address[1]}
        with lock:
            KEYS.update({k: asked[k] for k in KEYS if k in asked})
        self.take_step(step, json.dumps(seen).encode(), request)

    def take_step(self, step, good, request):
        if "status" in step:
            self.refused(step["status"], step.get("type", ""), step.get("message", ""),
                         step.get("headers"))
        elif "deny" in step:
            names = sorted(k for k in request["headers"] if k != "authorization")
            self.refused(403, "SignatureDoesNotMatch", f"not so, {KEYS['secret']} {KEYS['token']}\n"
                         + sigv4.canonical(request, names))
        elif "cut" in step:
            self.answer(200, good, cut=step["cut"])
        else:
            time.sleep(step.get("slow_ms", 0) / 1000)
            self.answer(200, step["body"].encode("latin-1") if "body" in step else good)


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write(f"{server.server_address[1]}\n")
    server.serve_forever()


if __name__ == "__main__":
    main()
