"""Status webhooks of the real program: signed, in order, retried, whole after `kill -9`.

The receiver is Python's, the signatures are judged by the library of Standard Webhooks.
"""

import base64
import collections
import http.server
import json
import os
import threading

import pytest
import yaml
from standardwebhooks.webhooks import Webhook

from harness import environment
from harness.broker import Program
from harness.clients import producer
from harness.load import send
from harness.parties import binary, canonical, now
from harness.processes import wait_until

INCIDENTS = 30


class Receiver:
    """Answers 500 to the first attempt at every tenth delivery, 200 to all others."""

    def __init__(self, secret: str):
        self.webhook = Webhook(secret)
        self.lock = threading.Lock()
        self.seen: dict[str, int] = collections.Counter()
        self.delivered: list[tuple[str, dict]] = []
        self.forged = 0
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver.take(dict(self.headers.items()), body)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def take(self, headers: dict, body: bytes) -> int:
        headers = {name.lower(): value for name, value in headers.items()}
        identity = headers["webhook-id"]
        with self.lock:
            try:
                message = self.webhook.verify(body.decode(), headers)
            except Exception:
                self.forged += 1
                return 400
            self.seen[identity] += 1
            if int(identity[-1], 16) == 7 and self.seen[identity] == 1:
                return 500
            self.delivered.append((identity, message))
            return 200

    def close(self):
        self.server.shutdown()


@pytest.fixture
def receiver():
    secret = "whsec_" + base64.b64encode(os.urandom(32)).decode()
    receiver = Receiver(secret)
    receiver.secret = secret
    yield receiver
    receiver.close()


@pytest.fixture
def program(noida, tmp_path, receiver):
    try:
        shipped, program = environment.configuration(), environment.binary()
    except environment.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    configuration = yaml.safe_load(open(shipped, encoding="utf-8"))
    (tmp_path / "keys").write_text("k1 " + base64.b64encode(os.urandom(32)).decode() + "\n")
    (tmp_path / "secret").write_text(receiver.secret + "\n")
    configuration["fanout"].update(
        enabled=True,
        key={"file": str(tmp_path / "keys")},
        httpsOnly=False,
        networks=["127.0.0.0/8"],
        limits={"retrySeconds": [0, 1, 1, 1, 1], "perSecond": 1000, "concurrency": 16},
        subscriptions=[
            {
                "id": "authority",
                "owner": "itsm",
                "url": receiver.url,
                "secretFile": str(tmp_path / "secret"),
            }
        ],
    )
    file = tmp_path / "configuration.yaml"
    file.write_text(yaml.safe_dump(configuration, allow_unicode=True))
    ready = Program(program, file, noida.address, tmp_path)
    ready.apply_topics()
    return ready


def report(writer, numbers) -> None:
    for number in numbers:
        kind, data = canonical("itsm", f"HOOK{number}", 1, now())
        send(writer, binary("itsm.incidents", kind, data, f"HOOK{number}.1", "/itsm/tool"))
    assert writer.flush(20) == 0


def acknowledge(writer, numbers) -> None:
    for number in numbers:
        data = {"incident": f"itsm-HOOK{number}", "number": f"CS{number}"}
        kind = "dk.datafordeler.incident.acknowledge.v1"
        send(writer, binary("spoc.updates", kind, data, f"A{number}", "/spoc/desk"))
    assert writer.flush(20) == 0


def told(receiver: Receiver, kind: str) -> set[str]:
    with receiver.lock:
        return {
            message["data"]["incident"]
            for _, message in receiver.delivered
            if message["type"] == kind
        }


def test_everybody_is_told_in_order_through_kills(program, instances, receiver, scoreboard):
    worker = program.instance("worker-1").start()
    instances.append(worker)
    worker.wait_ready()
    writer = producer(program.address)
    report(writer, range(INCIDENTS))
    everything = {f"itsm-HOOK{number}" for number in range(INCIDENTS)}
    wait_until(lambda: len(receiver.delivered) >= 5, 60, "the first webhooks")
    for _ in range(3):
        worker.kill()
        worker.start()
        worker.wait_ready()
    # Only what has been reported can be acknowledged: the two come by topics of their own.
    wait_until(lambda: told(receiver, "incident.reported") == everything, 60, "reports told")
    acknowledge(writer, range(INCIDENTS))
    worker.kill()
    worker.start()
    worker.wait_ready()
    wait_until(
        lambda: told(receiver, "incident.acknowledged") == everything, 60, "acknowledgements told"
    )

    def nothing_outstanding():
        answer = program.verb("untold", "--output", "json")
        return answer if answer.returncode == 0 and not json.loads(answer.stdout or "[]") else None

    wait_until(nothing_outstanding, 30, "nobody left to be told")
    with receiver.lock:
        assert receiver.forged == 0
        firsts: dict[str, list[int]] = collections.defaultdict(list)
        identities: dict[tuple[str, int], set[str]] = collections.defaultdict(set)
        for identity, message in receiver.delivered:
            place = (message["data"]["incident"], message["data"]["sequence"])
            if not identities[place]:
                firsts[place[0]].append(place[1])
            identities[place].add(identity)
        repeats = len(receiver.delivered) - len(identities)
    assert all(sequences == sorted(sequences) for sequences in firsts.values())
    assert all(len(ids) == 1 for ids in identities.values()), "a repeat bears the same id"
    assert worker.terminate() == 0
    verified = program.verify_ledger()
    assert verified.returncode == 0, verified.stdout + verified.stderr
    scoreboard(
        f"webhooks: deliveries={len(identities)} repeats={repeats} kills=4 inversions=0 lost=0"
    )
