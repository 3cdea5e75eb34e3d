"""`check_messages.py` sees what is wrong with a dump, and nothing else."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import check_messages
import contracts

INCIDENT = "itsm-INC0012345"


def example(name: str, case: str) -> Any:
    return contracts.read(contracts.EXAMPLES / name / f"good-{case}.json")


def event(topic: str, kind: str, data: Any, identifier: str = f"{INCIDENT}.1.0") -> dict[str, Any]:
    return {
        "topic": topic,
        "key": data["incident"],
        "headers": {
            "content-type": "application/json",
            "ce_specversion": "1.0",
            "ce_id": identifier,
            "ce_source": "/incident-broker",
            "ce_type": f"dk.datafordeler.{kind}",
            "ce_time": "2026-11-23T07:00:02.114Z",
            "ce_subject": data["incident"],
            "ce_correlationid": data["incident"],
            "ce_causationid": "urn:itsm 1",
        },
        "value": json.dumps(data),
    }


FORWARDED = event(
    "spoc.incidents", "incident.forwarded.v1", example("forwarded.v1", "data-incident")
)
LEDGER = {
    "topic": "broker.ledger",
    "key": "intake itsm.incidents-0",
    "headers": [],
    "value": example("ledger.v1", "two-rejected"),
}
DEAD_LETTER = {
    "topic": "broker.dead-letters",
    "key": None,
    "headers": [*example("dead-letter-headers.v1", "invalid-content").items(), ("ce_type", "x")],
    "value": "{ no JSON",
}
IN_JIRA = event("itsm.updates", "incident.status.v1", {"incident": INCIDENT}, f"{INCIDENT}.5.0")
IN_JIRA["headers"]["ce_dialect"] = "jira"
IN_JIRA["value"] = json.dumps({"issue": {"key": "INC0012345"}})
UNKNOWN = event(
    "portal.updates",
    "message.receipt.v1",
    {**example("receipt.v1", "rejected-unreadable"), "incident": None},
    "receipt.portal.incidents.1.7",
)
UNKNOWN["key"] = UNKNOWN["headers"]["ce_id"]
UNKNOWN["value"] = json.dumps(example("receipt.v1", "rejected-unreadable"))
UNKNOWN["headers"] |= {"ce_correlationid": "portal.incidents-1-7"}
del UNKNOWN["headers"]["ce_subject"]
GOOD = [
    FORWARDED,
    event(
        "register.mat.incidents",
        "incident.forwarded.v1",
        example("forwarded.v1", "data-incident"),
        f"{INCIDENT}.1.1",
    ),
    event(
        "incident.events",
        "incident.reported.v1",
        example("reported.v1", "data-incident"),
        f"{INCIDENT}.1.2",
    ),
    event("authority.notices", "notice.v1", example("notice.v1", "high-impact"), f"{INCIDENT}.1.3"),
    event(
        "itsm.updates", "message.receipt.v1", example("receipt.v1", "accepted"), f"{INCIDENT}.1.4"
    ),
    event(
        "itsm.updates", "incident.status.v1", example("status.v1", "in-progress"), f"{INCIDENT}.4.0"
    ),
    event("broker.commands", "command.report.v1", example("command.v1", "report"), "urn:itsm 1"),
    IN_JIRA,
    UNKNOWN,
    LEDGER,
    DEAD_LETTER,
]


def test_good_records_have_no_faults() -> None:
    report = check_messages.check(GOOD)
    assert report.faults == []
    assert report.checked.total() == len(GOOD)


def test_kcat_writes_the_same_in_other_words() -> None:
    flat = [part for pair in FORWARDED["headers"].items() for part in pair]
    row = {
        "topic": FORWARDED["topic"],
        "partition": 0,
        "offset": 1,
        "key": INCIDENT,
        "headers": flat,
    }
    assert check_messages.check([{**row, "payload": FORWARDED["value"]}]).faults == []


def test_what_parties_write_is_passed_over() -> None:
    report = check_messages.check(
        [{"topic": "register.mat.updates", "key": None, "value": "rubbish"}]
    )
    assert (report.faults, report.checked.total(), report.passed_over.total()) == ([], 0, 1)


def spoilt(record: dict[str, Any], *steps: Any, to: Any) -> dict[str, Any]:
    record = copy.deepcopy(record)
    if steps[0] == "value":
        data = json.loads(record["value"]) if isinstance(record["value"], str) else record["value"]
        data[steps[1]] = to
        return {**record, "value": json.dumps(data)}
    at = record
    for step in steps[:-1]:
        at = at[step]
    at[steps[-1]] = to
    return record


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (spoilt(FORWARDED, "value", "status", to="ny"), "enum at '/status'"),
        (spoilt(FORWARDED, "value", "severity", to=1), "additionalProperties at ''"),
        (spoilt(FORWARDED, "topic", to="itsm.updates"), "not a message of this topic"),
        (spoilt(FORWARDED, "topic", to="somewhere.else"), "not a message of this topic"),
        (spoilt(FORWARDED, "key", to="itsm-INC0"), "the incident is"),
        (spoilt(FORWARDED, "headers", "ce_subject", to=""), "ce_subject"),
        (
            spoilt(FORWARDED, "headers", "ce_type", to="dk.datafordeler.incident.gone.v1"),
            "no schema",
        ),
        (spoilt(FORWARDED, "headers", "ce_source", to="urn:x"), "ce_source"),
        (spoilt(FORWARDED, "headers", "content-type", to="text/plain"), "content-type"),
        (spoilt(FORWARDED, "headers", "ce_traceparent", to="00-x"), "malformed"),
        ({**FORWARDED, "value": "{"}, "no JSON object"),
        ({**FORWARDED, "value": None}, "no JSON object"),
        ({**LEDGER, "value": "[]"}, "no JSON object"),
        (spoilt(GOOD[5], "headers", "ce_id", to=f"{INCIDENT}.5.0"), "is not"),
        (
            spoilt(GOOD[6], "headers", "ce_type", to="dk.datafordeler.command.note.v1"),
            "with action",
        ),
        (spoilt(IN_JIRA, "topic", to="authority.notices"), "not a message of this topic"),
        (spoilt(IN_JIRA, "topic", to="register.mat.incidents"), "not a message of this topic"),
        (spoilt(IN_JIRA, "key", to="x"), "the incident is"),
        (spoilt(IN_JIRA, "headers", "ce_dialect", to="canonical"), "required at"),
        (spoilt(UNKNOWN, "key", to=None), "no key"),
        (spoilt(LEDGER, "value", "accepted", to=39), "not the sum"),
        (spoilt(LEDGER, "value", "exceptions", to=[]), "do not add up"),
        (spoilt(LEDGER, "value", "to", to=40), "more records than offsets"),
        (spoilt(LEDGER, "key", to="0"), "key"),
        ({**DEAD_LETTER, "headers": []}, "required at ''"),
    ],
)
def test_faults_are_told(record: dict[str, Any], fault: str) -> None:
    faults = check_messages.check([record]).faults
    assert any(fault in text for text in faults), faults


def test_an_id_is_given_out_once() -> None:
    assert "already" in check_messages.check([FORWARDED, FORWARDED]).faults[0]


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text("".join(json.dumps(row) + "\n" for row in GOOD), "utf-8")
    assert check_messages.main([str(dump)]) == 0
    dump.write_text(json.dumps({**FORWARDED, "key": "x"}) + "\n", "utf-8")
    assert check_messages.main([str(dump)]) == 1
    dump.write_text("", "utf-8")
    assert check_messages.main([str(dump)]) == 1
    assert check_messages.main([]) == 64
