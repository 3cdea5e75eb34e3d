"""The harness itself: it must find what it is there to find, or the suites prove nothing."""

import json
import shutil
import subprocess

import pytest
from confluent_kafka.admin import NewTopic

from harness.clients import admin, producer
from harness.parties import Senders, Sent
from harness.readers import Read, Tail, dump, hidden
from harness.verify import (
    EVENTS,
    FORWARDED,
    SPOC,
    Proof,
    judge_events,
    judge_forwarded,
    judge_identities,
)

INCIDENT = "itsm-A1"
CHANGED = "dk.datafordeler.incident.changed.v1"
UPDATED = "dk.datafordeler.incident.updated.v1"


def event(topic: str, offset: int, kind: str, sequence: int, revision: int | None) -> Read:
    """A record of the program's as it stands on an outbound topic."""
    title = {} if revision is None else {"title": f"Fejl rev-{revision}"}
    value = json.dumps({"incident": INCIDENT, "sequence": sequence, **title}).encode()
    identity = f"{INCIDENT}.{sequence}.{0 if topic == EVENTS else 1}"
    headers = (("ce_id", identity.encode()), ("ce_type", kind.encode()))
    return Read(topic, 0, offset, INCIDENT.encode(), value, headers)


def right(topic: str) -> list[Read]:
    """A report, a deviation and an update, as they should be."""
    first = FORWARDED if topic == SPOC else "dk.datafordeler.incident.reported.v1"
    records = [event(topic, 0, first, 1, 1), event(topic, 1, "deviation", 2, None)]
    return records + [event(topic, 2, CHANGED if topic == SPOC else UPDATED, 3, 2)]


def judged(topic: str, records: list[Read]) -> Proof:
    proof = Proof()
    judge = judge_events if topic == EVENTS else judge_forwarded
    judge(proof, records, Sent({INCIDENT: 2}))
    judge_identities(proof, {topic: records})
    return proof


def swapped(records: list[Read]) -> list[Read]:
    first, second, third = records
    return [
        Read(r.topic, 0, at, r.key, r.value, r.headers)
        for at, r in enumerate((first, third, second))
    ]


@pytest.mark.parametrize("topic", [EVENTS, SPOC])
def test_what_is_right_is_not_blamed(topic):
    proof = judged(topic, right(topic))
    assert (proof.lost, proof.duplicated, proof.reordered, proof.unexpected) == (0, 0, 0, 0)


@pytest.mark.parametrize("topic", [EVENTS, SPOC])
def test_a_lost_record_is_found(topic):
    assert judged(topic, right(topic)[:2]).lost > 0
    assert judged(topic, []).lost > 0


@pytest.mark.parametrize("topic", [EVENTS, SPOC])
def test_a_record_written_twice_is_found(topic):
    records = right(topic)
    again = Read(topic, 0, 3, records[2].key, records[2].value, records[2].headers)
    assert judged(topic, [*records, again]).duplicated > 0


@pytest.mark.parametrize("topic", [EVENTS, SPOC])
def test_two_in_the_wrong_order_are_found(topic):
    assert judged(topic, swapped(right(topic))).reordered > 0


def test_an_incident_nobody_sent_is_found():
    records = [*right(SPOC), Read(SPOC, 0, 9, b"itsm-GHOST", b"{}", ())]
    assert judged(SPOC, records).unexpected == 1


def test_the_senders_repeat_a_tenth_and_keep_updates_in_order():
    messages = Senders(1, "S").messages(1000)
    sent = Sent()
    last: dict[str, int] = {}
    for message in messages:
        sent.add(message)
        last[message.incident] = max(last.get(message.incident, 0), message.revision)
        assert message.revision <= last[message.incident]
    assert sent.incidents == 1000
    assert 0.07 < sent.repeats / sent.messages < 0.13
    assert any(revisions > 2 for revisions in sent.revisions.values())


@pytest.fixture
def topic(noida):
    client = admin(noida.address)
    client.create_topics([NewTopic("t", 1, 1)])["t"].result()
    return "t"


def transaction(client, topic: str, values: list[str], commit: bool) -> None:
    client.begin_transaction()
    for value in values:
        client.produce(topic, value)
    client.flush()
    if commit:
        client.commit_transaction()
    else:
        client.abort_transaction()


def transactional(address: str, name: str = "harness"):
    client = producer(address, transactional_id=name, message_timeout_ms=20_000)
    client.init_transactions()
    return client


def test_aborted_records_are_counted(noida, topic):
    client = transactional(noida.address)
    transaction(client, topic, ["a", "b"], commit=True)
    transaction(client, topic, ["x", "y", "z"], commit=False)
    seen = dump(noida.address, [topic])[topic]
    assert [record.value for record in seen] == [b"a", b"b"]
    assert hidden(noida.address, {topic: len(seen)}).total == 3


def test_a_reader_that_starts_behind_an_aborted_transaction_misses_nothing(noida, topic):
    """What the proxy in front of noida-db is there for; without it this reads nothing more."""
    client = transactional(noida.address)
    transaction(client, topic, ["a"], commit=True)
    transaction(client, topic, ["x"], commit=False)
    tail = Tail(noida.address, [topic])
    assert [record.value for record in tail.poll()] == [b"a"]
    transaction(client, topic, ["b"], commit=True)
    client = transactional(noida.address)
    transaction(client, topic, ["y"], commit=False)
    transaction(client, topic, ["c"], commit=True)
    new = []
    while len(new) < 2:
        found = tail.poll()
        assert found, f"only {new} came"
        new += [record.value for record in found]
    assert new == [b"b", b"c"]
    tail.close()


def offsets_by_python(address: str, start: int) -> list[int]:
    return [record.offset for record in dump(address, ["t"], start=start)["t"]]


def offsets_by_kcat(address: str, start: int) -> list[int]:
    """By the librdkafka that the program uses, where kcat is of the same system."""
    kcat = shutil.which("kcat")
    if kcat is None:
        pytest.skip("kcat is not installed: apt-get install kcat")
    command = [kcat, "-C", "-b", address, "-t", "t", "-p", "0", "-o", str(start), "-e", "-q"]
    command += ["-X", "isolation.level=read_committed", "-f", "%o "]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    return [int(offset) for offset in said.split()]


@pytest.mark.parametrize("read", [offsets_by_python, offsets_by_kcat])
def test_every_place_to_start_at_is_read_rightly(noida, topic, read):
    """Aborted and committed transactions in turn, another producer's between, read from each
    offset."""
    client, other = transactional(noida.address), transactional(noida.address, "other")
    for turn, commit in enumerate((False, True, False, False, True, True, False, True)):
        transaction(client, topic, [f"{turn}a", f"{turn}b"], commit)
        transaction(other, topic, ["x"], commit=True)
    whole = dump(noida.address, [topic])[topic]
    assert "".join(record.value.decode()[0] for record in whole) == "x11xxx44x55xx77x"
    every = [record.offset for record in whole]
    for start in range(every[-1] + 1):
        assert read(noida.address, start) == [offset for offset in every if offset >= start], start
