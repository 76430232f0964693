#!/usr/bin/env python3
"""Starts real Redis servers on free ports of the loopback, in a folder of their own.

  servers.py KIND DIR     KIND: single, tls (with users), replica (a master and its replica),
                          cluster (three masters, a replica each)

Prints one line of JSON when they are ready: {"url": ..., "nodes": [{"port", "pid", "argv"}], ...},
then waits until its input ends or it is told to stop, and stops them all."""

import ctypes
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_S = 30
PDEATHSIG = 1  # prctl: the signal that a child gets when its parent is gone


def die_with_parent():
    ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


def free_ports(count):
    """Ports that are free together with the one 10,000 above, where a cluster's nodes talk."""
    found = []
    for port in range(20_000 + os.getpid() % 9_000, 55_000):
        try:
            for number in (port, port + 10_000):
                with socket.socket() as probe:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind(("127.0.0.1", number))
            found.append(port)
        except OSError:
            continue
        if len(found) == count:
            return found
    raise SystemExit("no free ports")


def start(folder, port, *options):
    """One server, as {"port", "pid", "argv"}."""
    home = folder / str(port)
    home.mkdir(parents=True, exist_ok=True)
    argv = ["redis-server", "--bind", "127.0.0.1", "--dir", str(home), "--save", "",
            "--logfile", str(home / "log"), *options]
    if "--tls-port" not in options:
        argv += ["--port", str(port)]
    child = subprocess.Popen(argv, preexec_fn=die_with_parent, stdout=subprocess.DEVNULL)
    return {"port": port, "pid": child.pid, "argv": argv}


def cli(port, *words):
    done = subprocess.run(["redis-cli", "-p", str(port), *words], capture_output=True, text=True)
    return done.stdout


def wait_until(what, is_so):
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"gave up waiting: {what}")
        time.sleep(0.03)


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def follows(port):
    """Is this node a replica that has caught up, or the master of one that gets its writes? A
    master holds them back until it has heard from the replica, up to a second after the link is
    up; so long WAIT counts nobody."""
    said = cli(port, "info", "replication")
    return "master_link_status:up" in said or bool(re.search("state=online,offset=[1-9]", said))


def single(folder, *options):
    port, = free_ports(1)
    node = start(folder, port, *options)
    wait_until("server", lambda: answers(port))
    return {"url": f"redis://127.0.0.1:{port}", "nodes": [node]}


def replica(folder):
    first, second = free_ports(2)
    fast = ["--repl-diskless-sync-delay", "0"]
    nodes = [start(folder, first, *fast),
             start(folder, second, *fast, "--replicaof", "127.0.0.1", str(first))]
    wait_until("servers", lambda: answers(first) and answers(second))
    wait_until("replica", lambda: follows(first) and follows(second))
    return {"url": f"redis://127.0.0.1:{first}?replicas=1", "nodes": nodes,
            "replica_url": f"redis://127.0.0.1:{second}"}


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def make_authority(folder, name):
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
            "-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.pem"))


def make_certificate(folder, name, names):
    """A certificate signed by the authority `ca`, good for these names."""
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout",
            str(folder / f"{name}.key"), "-out", str(folder / f"{name}.csr"))
    (folder / f"{name}.ext").write_text(f"subjectAltName={names}\n")
    openssl("x509", "-req", "-days", "2", "-in", str(folder / f"{name}.csr"), "-CA",
            str(folder / "ca.pem"), "-CAkey", str(folder / "ca.key"), "-CAcreateserial",
            "-extfile", str(folder / f"{name}.ext"), "-out", str(folder / f"{name}.pem"))


# What a worker may do, and a user who may read only. The password needs escapes in a URL.
USERS = """user default off
user worker on >p@ss:w/rd ~ASIN_* ~{ASIN_* ~CALCULATED_PRICES:* ~{CALCULATED_PRICES:* ~strategy.* \
~haggle:* -@all +@read +@write +@scripting +@connection -@dangerous \
+wait +cluster|slots
user reader on >readonly ~* -@all +@read +@connection
"""


def tls(folder):
    make_authority(folder, "ca")
    make_authority(folder, "other")
    make_certificate(folder, "server", "IP:127.0.0.1,DNS:localhost")
    make_certificate(folder, "client", "DNS:client")
    (folder / "users.acl").write_text(USERS)
    port, = free_ports(1)
    node = start(folder, port, "--port", "0", "--tls-port", str(port), "--tls-cert-file",
                 str(folder / "server.pem"), "--tls-key-file", str(folder / "server.key"),
                 "--tls-ca-cert-file", str(folder / "ca.pem"), "--tls-auth-clients", "yes",
                 "--aclfile", str(folder / "users.acl"))
    wait_until("server", lambda: answers(port))
    return {"port": port, "nodes": [node], "files": str(folder), "url":
            f"rediss://worker:p%40ss%3Aw%2Frd@127.0.0.1:{port}?ca={folder}/ca.pem"
            f"&cert={folder}/client.pem&key={folder}/client.key"}


def cluster(folder):
    ports = free_ports(6)
    nodes = [start(folder, p, "--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf",
                   "--cluster-node-timeout", "2000", "--appendonly", "yes", "--appendfsync",
                   "everysec", "--repl-diskless-sync-delay", "0", "--repl-diskless-load", "swapdb")
             for p in ports]
    wait_until("servers", lambda: all(map(answers, ports)))
    addresses = [f"127.0.0.1:{p}" for p in ports]
    subprocess.run(["redis-cli", "--cluster", "create", *addresses, "--cluster-replicas", "1",
                    "--cluster-yes"], check=True, stdout=subprocess.DEVNULL)
    wait_until("cluster", lambda: all("cluster_state:ok" in cli(p, "cluster", "info")
                                      for p in ports))
    # A master that is killed before its replica has caught up is never replaced.
    wait_until("replicas", lambda: all(map(follows, ports)))
    return {"url": f"redis-cluster://{','.join(addresses)}", "nodes": nodes}


KINDS = {"single": single, "replica": replica, "tls": tls, "cluster": cluster}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in KINDS:
        raise SystemExit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder = Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    started = KINDS[sys.argv[1]](folder)
    print(json.dumps(started), flush=True)
    try:
        sys.stdin.read()
    finally:
        for node in started["nodes"]:
            try:
                os.kill(node["pid"], signal.SIGKILL)
            except ProcessLookupError:
                pass


if __name__ == "__main__":
    main()
