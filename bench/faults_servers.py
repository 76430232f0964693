"""A real Redis Cluster, an SQS server and workers, to be killed and started again."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/adapters/redis"))
import servers as redis_servers  # noqa: E402  the harness of the adapter's own tests

PATIENCE_S = 60
KEYS = {"AWS_ACCESS_KEY_ID": "example", "AWS_SECRET_ACCESS_KEY": "example"}


def wait_until(what, is_so, patience_s=PATIENCE_S):
    end = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"gave up waiting: {what}")
        time.sleep(0.05)


class Cluster:
    """Three masters with a replica each, on the loopback."""

    def __init__(self, folder):
        made = redis_servers.cluster(Path(folder))
        self.nodes = made["nodes"]
        self.url = made["url"]

    def cli(self, port, *words):
        done = subprocess.run(["redis-cli", "-c", "-p", str(port), *words], capture_output=True,
                              text=True, timeout=PATIENCE_S)
        return done.stdout

    def live_port(self):
        return next(n["port"] for n in self.nodes if redis_servers.answers(n["port"]))

    def masters(self):
        """[(id, port)] of the masters that are up and have slots."""
        found = []
        for line in self.cli(self.live_port(), "cluster", "nodes").splitlines():
            words = line.split()
            up = "master" in words[2] and "fail" not in words[2] and len(words) > 8
            if up:
                found.append((words[0], int(re.match(r".*:(\d+)@", words[1]).group(1))))
        return found

    def is_whole(self):
        said = self.cli(self.live_port(), "cluster", "info")
        return "cluster_state:ok" in said and len(self.masters()) == 3

    def is_followed(self, port):
        return "state=online" in self.cli(port, "info", "replication")

    def fail_over(self, number):
        """Kills a master whose replica has caught up; its replica takes over; it comes back."""
        _, port = self.masters()[number % 3]
        wait_until("replica", lambda: self.is_followed(port))
        node = next(n for n in self.nodes if n["port"] == port)
        os.kill(node["pid"], signal.SIGKILL)
        os.waitpid(node["pid"], 0)
        wait_until("failover", lambda: port not in [p for _, p in self.masters()]
                   and self.is_whole())
        child = subprocess.Popen(node["argv"], preexec_fn=redis_servers.die_with_parent,
                                 stdout=subprocess.DEVNULL)
        node["pid"] = child.pid
        wait_until("node back", lambda: redis_servers.answers(port)
                   and "master_link_status:up" in self.cli(port, "info", "replication"))

    def reshard(self, number, slots_count=500):
        masters = self.masters()
        giver, taker = masters[number % 3][0], masters[(number + 1) % 3][0]
        done = subprocess.run(
            ["redis-cli", "--cluster", "reshard", f"127.0.0.1:{masters[0][1]}", "--cluster-from",
             giver, "--cluster-to", taker, "--cluster-slots", str(slots_count), "--cluster-yes"],
            capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise SystemExit(f"reshard: {done.stdout[-500:]}{done.stderr[-500:]}")

    def hash(self, key):
        """The fields of a hash, read where it is now. Raises where that is refused, as it may be
        while slots move: what was not read is not empty."""
        words = ["redis-cli", "-c", "-e", "-p", str(self.live_port()), "hgetall", key]
        done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
        lines = done.stdout.splitlines()
        return dict(zip(lines[::2], lines[1::2], strict=True))


class Queues:
    """ElasticMQ, spoken to in JSON; nobody checks a signature there."""

    def __init__(self, folder):
        self.folder = Path(folder)
        script = ('root=$1 work=$2; source "$root/tests/adapters/sqs/servers.sh"; '
                  "have_elasticmq || exit 77; start_elasticmq; wait")
        self.child = subprocess.Popen(["bash", "-c", script, "bash", str(ROOT), str(folder)],
                                      preexec_fn=redis_servers.die_with_parent)
        port_file = self.folder / "elasticmq.port"
        wait_until("SQS server", lambda: self.child.poll() is not None
                   or (port_file.exists() and port_file.read_text().strip()), 300)
        if self.child.poll() is not None:
            print("note: ElasticMQ cannot be had")
            raise SystemExit(77)
        self.port = int(port_file.read_text())
        self.urls = {}

    def call(self, operation, **body):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/", json.dumps(body).encode(),
            {"Content-Type": "application/x-amz-json-1.0",
             "X-Amz-Target": f"AmazonSQS.{operation}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"{}")

    def create(self, name, **attributes):
        made = self.call("CreateQueue", QueueName=name, Attributes=attributes)
        self.urls[name] = made["QueueUrl"]

    def send(self, name, bodies):
        """Sends again what the server did not take, or may not have taken."""
        for at in range(0, len(bodies), 10):
            entries = [{"Id": str(i), "MessageBody": body}
                       for i, body in enumerate(bodies[at:at + 10])]
            while entries:
                try:
                    done = self.call("SendMessageBatch", QueueUrl=self.urls[name], Entries=entries)
                except OSError as why:
                    print(f"sent again: {why}")
                    time.sleep(0.5)
                    continue
                taken = {each["Id"] for each in done.get("Successful", [])}
                entries = [each for each in entries if each["Id"] not in taken]

    def count(self, name):
        """(waiting, in flight)"""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        said = self.call("GetQueueAttributes", QueueUrl=self.urls[name], AttributeNames=names)
        return tuple(int(said["Attributes"][each]) for each in names)

    def drain(self, name):
        bodies = []
        while True:
            got = self.call("ReceiveMessage", QueueUrl=self.urls[name], MaxNumberOfMessages=10,
                            MessageAttributeNames=["All"]).get("Messages", [])
            if not got:
                return bodies
            bodies += [each["Body"] for each in got]
            entries = [{"Id": str(i), "ReceiptHandle": each["ReceiptHandle"]}
                       for i, each in enumerate(got)]
            self.call("DeleteMessageBatch", QueueUrl=self.urls[name], Entries=entries)

    def url(self, name, options=""):
        return f"sqs://127.0.0.1:{self.port}/{name}?region=us-east-1{options}"


class Workers:
    """Processes of haggle-worker over the same queue and the same cluster."""

    def __init__(self, program, arguments, log):
        self.argv = [str(program), *arguments]
        self.log = open(log, "ab")
        self.children = []

    def start(self):
        self.children.append(subprocess.Popen(
            self.argv, stderr=self.log, stdout=self.log, env={**os.environ, **KEYS},
            preexec_fn=redis_servers.die_with_parent))

    def kill(self, number):
        child = self.children.pop(number % len(self.children))
        child.kill()
        child.wait()
        self.start()

    def stop(self):
        """Ends all as a person would; says whether each ended well."""
        for child in self.children:
            child.terminate()
        return all(child.wait(timeout=60) == 0 for child in self.children)
