"""Servers to talk to, signatures made by Python's own hmac, and a reader of spool files."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["WEBHOOK_BIN"])
SECRET = "s3cret"
PATH = "/walmart/webhook"
BATCH = "/walmart/webhook/batch"
KEEP = object()


def mac(text, secret=SECRET):
    data = text if isinstance(text, bytes) else text.encode()
    return hmac.new(secret.encode(), data, hashlib.sha256).digest()


def b64(digest):
    return base64.b64encode(digest).decode()


def event(number, padding=""):
    """An event as it could come, whose id says which it is."""
    return json.dumps({"source": {"eventType": "BUY_BOX_CHANGED", "eventId": f"event-{number}"},
                       "payload": {"partnerId": "10001", "note": padding}}).encode()


class Server:
    """webhook_served over a folder; `setup` are its variables without their prefix."""

    def __init__(self, folder, preexec=None, **setup):
        variables = {"SECRETS": SECRET, **{name: str(value) for name, value in setup.items()}}
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [BIN / "webhook_served", "serve", folder], stdout=subprocess.PIPE, stderr=self.log,
            text=True, preexec_fn=preexec,
            env={**os.environ, **{f"WEBHOOK_{name}": value for name, value in variables.items()}})
        self.port = int(self.process.stdout.readline() or 0)

    def send(self, method, path, body=None, headers=None, timeout=20):
        """(status, headers, body as JSON or text)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            text = answer.read().decode()
            is_json = answer.getheader("Content-Type") == "application/json"
            return answer.status, answer.headers, json.loads(text) if is_json else text
        finally:
            connection.close()

    def post(self, body, path=PATH, signature=KEEP, **headers):
        """Posts JSON with the right signature, or with another, or with none."""
        named = {"Content-Type": "application/json"}
        if signature is KEEP:
            signature = mac(body).hex()
        if signature is not None:
            named["X-Signature"] = signature
        named.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.send("POST", path, body, named)

    def raw(self, data, timeout=20):
        """All that the server answers to these bytes, until it closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as peer:
            peer.sendall(data)
            answer = b""
            while piece := peer.recv(65536):
                answer += piece
            return answer

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        """Returns what it printed at its end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        printed = self.process.communicate(timeout=20)[0]
        assert self.process.returncode == 0, self.process.returncode
        return printed

    def logged(self):
        self.log.seek(0)
        return self.log.read().decode()


class FolderTest(unittest.TestCase):
    """A test with a folder of its own; what it serves ends with it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def serve(self, **setup):
        server = Server(self.folder, **setup)
        self.addCleanup(server.kill)
        return server


def unescape(text):
    pieces = {"\\": "\\", "n": "\n", "r": "\r", "s": " "}
    plain, rest = [], iter(text)
    for c in rest:
        plain.append(pieces[next(rest)] if c == "\\" else c)
    return "".join(plain)


def spooled(folder):
    """The events of whole lines in a spool's files, by what the README says of them."""
    found = []
    for path in sorted(pathlib.Path(folder).glob("*.log")):
        lines = path.read_bytes().split(b"\n")
        for line in lines[:-1]:
            digest, rest = line.split(b" ", 1)
            assert hashlib.sha256(rest).hexdigest()[:16].encode() == digest, line
            found.append(unescape(rest.split(b" ", 3)[3].decode()).encode())
    return found


def drained(folder):
    """What a reader gets of a spool after its server has ended: (bodies, what it says of lines)."""
    done = subprocess.run([BIN / "webhook_served", "drain", folder], capture_output=True,
                          text=True, check=True, timeout=60)
    lines = [line.split(" ", 2) for line in done.stdout.splitlines()]
    return [unescape(line[2]).encode() for line in lines], done.stderr
