"""Clients that are not ours at both ends: confluent-kafka, the CloudEvents SDK, kcat.

Proves that what others write we read, and that what we write others read, over the whole way
of one incident: reported, forwarded, acknowledged, begun, and told back to its reporter.
"""

import json
import shutil
import subprocess
import uuid

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from harness.clients import producer
from harness.load import send
from harness.parties import Message, binary, canonical, jira, now, rfc3339, structured
from harness.processes import wait_until
from harness.readers import Read, Tail
from harness.verify import EVENTS, FORWARDED, SPOC

STATUS = "dk.datafordeler.incident.status.v1"
PREFIX = "dk.datafordeler.incident"


class Office:
    """The parties' side of the program: what they write, and what they have read so far."""

    TOPICS = (SPOC, "itsm.updates", "portal.updates", EVENTS)

    def __init__(self, address: str):
        self.writer = producer(address)
        self.tail = Tail(address, self.TOPICS)

    def write(self, message: Message) -> None:
        send(self.writer, message)
        assert self.writer.flush(20) == 0

    def tell(self, verb: str, data: dict) -> None:
        """The SPOC tells something, written by the CloudEvents SDK."""
        event = CloudEvent(
            {
                "id": str(uuid.uuid4()),
                "source": "urn:spoc:desk",
                "specversion": "1.0",
                "type": f"{PREFIX}.{verb}.v1",
                "datacontenttype": "application/json",
            },
            data,
        )
        written = to_binary(event, JSONFormat())
        value = written.value if isinstance(written.value, bytes) else written.value.encode()
        headers = tuple(written.headers.items())
        self.write(Message("spoc.updates", data["incident"].encode(), value, headers))

    def about(self, topic: str, incident: str, kind: str | None = None) -> list[Read]:
        self.tail.poll()
        return [
            record
            for record in self.tail.records[topic]
            if record.header("ce_subject") == incident
            and (kind is None or record.header("ce_type") == kind)
        ]

    def wait(self, topic: str, incident: str, kind: str, count: int = 1) -> list[Read]:
        def enough():
            found = self.about(topic, incident, kind)
            return found if len(found) >= count else None

        return wait_until(enough, 30, f"{count} of {kind} about {incident} on {topic}")


@pytest.fixture
def office(program, instances):
    worker = program.instance("worker-1").start()
    instances.append(worker)
    worker.wait_ready()
    office = Office(program.address)
    yield office
    office.tail.close()


def report(office: Office, number: str) -> str:
    kind, data = canonical("itsm", number, 1, now())
    office.write(binary("itsm.incidents", kind, data, f"{number}.1", "/itsm/tool"))
    return f"itsm-{number}"


def test_an_incident_goes_all_the_way_and_back(office, scoreboard):
    """Reported, forwarded, acknowledged and begun; each status reaches the reporter's tool."""
    incident = report(office, "CLIENT1")
    forwarded = office.wait(SPOC, incident, FORWARDED)
    assert json.loads(forwarded[0].value)["number"] == "CLIENT1"
    office.tell("acknowledge", {"incident": incident, "number": "CS1"})
    office.tell("start-work", {"incident": incident, "number": "CS1"})
    told = [json.loads(record.value) for record in office.wait("itsm.updates", incident, STATUS, 2)]
    statuses = [status["status"] for status in told]
    assert [name for name in statuses if name != "registered"] == ["acknowledged", "in-progress"]
    scoreboard(f"foreign clients: statuses={','.join(statuses)}")


def test_structured_events_are_read(office):
    kind, data = canonical("portal", "CLIENT2", 1, now())
    office.write(structured("portal.incidents", kind, data, "CLIENT2.1", "/portal/tool"))
    office.wait(SPOC, "portal-CLIENT2", FORWARDED)


def test_an_internal_note_never_reaches_the_reporters_tool(office):
    incident = report(office, "CLIENT3")
    office.wait(SPOC, incident, FORWARDED)
    office.tell("note", {"incident": incident, "text": "KUN-INTERNT-7", "visibility": "internal"})
    office.tell("note", {"incident": incident, "text": "uden-angivelse-7"})
    office.tell("note", {"incident": incident, "text": "til-melderen-7", "visibility": "public"})
    office.wait(EVENTS, incident, f"{PREFIX}.note-added.v1", 3)
    wait_until(
        lambda: any(b"til-melderen-7" in r.value for r in office.about("itsm.updates", incident)),
        20,
        "the public note on itsm.updates",
    )
    for topic in ("itsm.updates", "portal.updates"):
        for record in office.tail.records[topic]:
            assert b"KUN-INTERNT-7" not in record.value
            assert b"uden-angivelse-7" not in record.value


def test_the_cloudevents_sdk_reads_everything_we_write(office):
    incident = report(office, "CLIENT4")
    office.wait(SPOC, incident, FORWARDED)
    office.tell("acknowledge", {"incident": incident})
    office.wait("itsm.updates", incident, STATUS)
    read = 0
    for topic in Office.TOPICS:
        for record in office.about(topic, incident):
            message = KafkaMessage(dict(record.headers), record.key, record.value)
            event = from_binary(message, JSONFormat())
            assert event.get_source() == "/incident-broker"
            assert event.get_subject() == incident
            assert event.get_extension("correlationid") == incident
            assert event.get_type().startswith("dk.datafordeler.")
            assert isinstance(event.get_data(), dict)
            assert event.get_time() is not None
            read += 1
    assert read >= 5


def test_kcat_pushes_a_jira_ticket(office, program, tmp_path):
    """A ticket as Jira posts it, pushed by a tool that knows nothing of us, without a key."""
    kcat = shutil.which("kcat")
    if kcat is None:
        pytest.skip("kcat is not installed: apt-get install kcat")
    ticket = tmp_path / "ticket.json"
    ticket.write_bytes(jira("DAF-4711", 1, now()).value)
    command = [kcat, "-P", "-b", program.address, "-t", "itsm.incidents", str(ticket)]
    subprocess.run(command, check=True, timeout=30)
    forwarded = office.wait(SPOC, "itsm-DAF-4711", FORWARDED)[0]
    assert json.loads(forwarded.value)["title"] == "Opslag i matriklen fejler rev-1"


def test_the_ledger_balances_where_one_message_is_many_commands(office, program, instances):
    """A release of several incidents, and incidents that tell one another of a duplicate."""
    incidents = [report(office, f"MANY{number}") for number in range(3)]
    for incident in incidents:
        office.wait(SPOC, incident, FORWARDED)
    office.tell(
        "plan-release",
        {
            "incident": incidents[0],
            "incidents": incidents,
            "release": "REL-MANY",
            "kind": "technical",
            "plannedAt": rfc3339(now() + 14 * 86_400_000),
        },
    )
    for incident in incidents:
        office.wait(EVENTS, incident, f"{PREFIX}.release-planned.v1")
    office.tell("link-duplicate", {"incident": incidents[1], "of": incidents[2]})
    office.wait(EVENTS, incidents[2], f"{PREFIX}.duplicate-linked.v1")
    assert instances[0].terminate() == 0
    verified = program.verify_ledger()
    assert verified.returncode == 0, verified.stdout + verified.stderr
