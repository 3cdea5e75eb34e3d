"""What the history tells: timelines, reports, exports, explanations and simulations.

Every verb is asked twice, on Kafka itself and on a file of the same records, and must say the
same; the numbers are counted here anew from the records.
"""

import json
import subprocess
import uuid

import pytest

from harness.clients import producer
from harness.environment import HOME
from harness.eventlogs import check_ocel, check_xes
from harness.load import send
from harness.parties import REPORT, Message, binary, now, rfc3339
from harness.processes import wait_until
from harness.readers import Tail
from harness.verify import EVENTS

PREFIX = "dk.datafordeler.incident"
COMMANDS = "broker.commands"
INCIDENTS = 12


def report(number: int) -> Message:
    data = {
        "number": f"R{number}",
        "sequence": 1,
        "occurredAt": rfc3339(now()),
        "title": "HEMMELIG-TITEL",
        "reporter": {"kind": "authority", "name": "HEMMELIG-PERSON"},
        "channel": "itsm",
        "environment": "production",
        "kind": "platform",
        "category": "ABC"[number % 3],
    }
    return binary("itsm.incidents", REPORT, data, f"R{number}.1", "/itsm/tool")


def start(number: int) -> Message:
    data = {"incident": f"itsm-R{number}", "number": f"CS{number}"}
    kind = f"{PREFIX}.start-work.v1"
    return binary("spoc.updates", kind, data, str(uuid.uuid4()), "/spoc/tool")


@pytest.fixture
def history(program, instances, tmp_path):
    """Twelve incidents of the categories A to C, every second one begun; as files too."""
    worker = program.instance("worker-1").start()
    instances.append(worker)
    worker.wait_ready()
    writer = producer(program.address)
    tail = Tail(program.address, (EVENTS,))

    def events(kind: str) -> list:
        tail.poll()
        return [r for r in tail.records[EVENTS] if r.header("ce_type") == f"{PREFIX}.{kind}.v1"]

    for number in range(INCIDENTS):
        send(writer, report(number))
    assert writer.flush(20) == 0
    wait_until(lambda: len(events("reported")) == INCIDENTS, 60, "every incident")
    for number in range(0, INCIDENTS, 2):
        send(writer, start(number))
    assert writer.flush(20) == 0
    wait_until(lambda: len(events("work-started")) == INCIDENTS // 2, 60, "work to begin")
    tail.close()
    files = {}
    for topic in (EVENTS, COMMANDS):
        followed = program.verb("follow", topic, "--once", "--output", "jsonl")
        assert followed.returncode == 0, followed.stderr
        files[topic] = tmp_path / f"{topic}.jsonl"
        files[topic].write_text(followed.stdout)
    return files


def both(program, file, *words: str, code: int = 0) -> str:
    """What a verb says of Kafka, which it must say of the file as well."""
    # The same time for both: what is overdue changes by the second.
    moment = rfc3339(now())
    if words[0] != "export":
        words = (*words, "--now", moment)
    said = [program.verb(*words), program.verb(*words, "--from", str(file))]
    for one in said:
        assert one.returncode == code, one.stderr
        assert "HEMMELIG" not in one.stdout
    kafka, own = (one.stdout for one in said)
    if words[0] == "simulate":
        # What differs is told as the history was read; a file is one partition after the other.
        assert in_order(json.loads(kafka)) == in_order(json.loads(own))
    elif kafka != own:
        pytest.fail("they differ")
    return kafka


def in_order(told):
    """The same with its lists sorted."""
    if isinstance(told, dict):
        return {name: in_order(value) for name, value in told.items()}
    if isinstance(told, list):
        return sorted((in_order(value) for value in told), key=json.dumps)
    return told


def test_the_history_is_reported(program, history, scoreboard):
    events = [json.loads(line) for line in history[EVENTS].read_text().splitlines()]
    values = [event["value"] for event in events]
    recorded = [v for v in values if "deviation" in v]

    timeline = json.loads(both(program, history[EVENTS], "timeline", "itsm-R0", "-o", "json"))
    own = sorted(
        (v for v in values if v["incident"] == "itsm-R0"), key=lambda value: value["sequence"]
    )
    assert [hop["sequence"] for hop in timeline["hops"]] == [v["sequence"] for v in own]
    assert timeline["waitsFor"]["party"] == "spoc"
    told = both(program, history[EVENTS], "timeline", "itsm-R0", "--language", "en")
    assert "Registered in category A" in told and "Everybody waits for the SPOC" in told
    assert max(len(line) for line in told.splitlines()) <= 100

    deviations = json.loads(both(program, history[EVENTS], "deviations", "-o", "json"))
    assert deviations["incidents"] == INCIDENTS
    assert len(deviations["deviations"]) == len(recorded)
    phoning = next(line for line in deviations["summary"] if line["principle"] == "P5")
    # A and B bind the authority to phone; nobody did.
    assert (phoning["incidents"], phoning["of"]) == (8, 8)

    month = rfc3339(now())[:7]
    monthly = json.loads(both(program, history[EVENTS], "report", month, "-o", "json"))
    assert monthly["registered"] == INCIDENTS
    assert monthly["byCategory"] == {"A": 4, "B": 4, "C": 4}
    assert sum(line["inTime"] for line in monthly["startOfWork"]) == INCIDENTS // 2
    assert "| A | 4 |" in both(program, history[EVENTS], "report", month)

    deadlines = json.loads(both(program, history[EVENTS], "deadlines", "-o", "json"))
    assert len([d for d in deadlines if d["kind"] == "start-work"]) == INCIDENTS // 2

    ocel = check_ocel(both(program, history[EVENTS], "export", "--format", "ocel"))
    assert len(ocel["events"]) == len(events)
    xes = check_xes(both(program, history[EVENTS], "export", "--format", "xes"))
    assert len(xes.findall("{http://www.xes-standard.org/}trace")) == INCIDENTS
    scoreboard(f"reports: events={len(events)} deviations={len(recorded)}")


def test_decisions_are_explained_and_simulated(program, history, tmp_path, scoreboard):
    explained = json.loads(both(program, history[COMMANDS], "explain", "itsm-R0", "-o", "json"))
    assert [decision["action"] for decision in explained][:2] == ["report", "start-work"]
    fired = [rule["id"] for rule in explained[0]["rules"] if rule["fired"]]
    # At night it is another rule that says so: the phone is closed then.
    assert "P09.SUPPLIER_SOLVES" in fired
    assert any(rule.startswith("P05.NO_CALL_SPOC") for rule in fired)
    silent = [rule for rule in explained[0]["rules"] if not rule["fired"]]
    assert silent and all(rule["because"] for rule in silent)

    policy = HOME / "deploy/policy/datafordeler.yaml"
    words = ("simulate", "--policy", str(policy), "-o", "json")
    same = json.loads(both(program, history[COMMANDS], *words))
    assert same["different"] == 0 and same["incidents"] == INCIDENTS

    other = tmp_path / "new.yaml"
    text = policy.read_text()
    assert "B: PT60M, C: P1D" in text
    other.write_text(text.replace("B: PT60M, C: P1D", "B: PT45M, C: P1D"))
    words = ("simulate", "--policy", str(other), "-o", "json")
    changed = json.loads(both(program, history[COMMANDS], *words, code=1))
    assert changed["counts"]["deadlines"] == 4 and changed["different"] == 4

    approved = tmp_path / "approved.yaml"
    approved.write_text(
        'approved:\n  - {kind: [deadlines, clocks], reason: "B is sooner now."}\n'
    )
    words = (*words, "--approved", str(approved))
    wanted = json.loads(both(program, history[COMMANDS], *words))
    assert wanted["notApproved"] == 0
    scoreboard(f"simulation: commands={changed['commands']} different={changed['different']}")


def test_policy_tests_run_and_fail_as_they_should(program, tmp_path):
    def test(*files) -> subprocess.CompletedProcess:
        words = [program.binary, "test", *map(str, files)]
        return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)

    shipped = sorted((HOME / "deploy/policy-tests").glob("*.yaml"))
    passed = test(*shipped)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    wrong = tmp_path / "wrong.yaml"
    text = shipped[0].read_text().replace(
        "../policy/datafordeler.yaml", str(HOME / "deploy/policy/datafordeler.yaml")
    )
    wrong.write_text(text.replace("23:03:00+02:00", "23:04:00+02:00"))
    failed = test(wrong)
    assert failed.returncode == 1
    assert "wanted, not there" in failed.stdout and "T1" in failed.stdout
    wrong.write_text(text + "unknown: 1\n")
    refused = test(wrong)
    assert refused.returncode == 78 and "unknown key 'unknown'" in refused.stderr
