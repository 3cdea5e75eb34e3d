"""Checks a dump of Kafka records against the published schemas.

    python check_messages.py DUMP.jsonl

One record a line, as `kcat -J` writes it or in words: topic, key, headers, value. Every record of
a topic that asyncapi.yaml describes must carry one of the messages it lists there, as CloudEvents
wants it, valid under draft-07 and 2020-12, and with no member that the schema does not name.
Prints one line a fault and a count a topic; exit code 0 without faults, 1 with, 64 for bad use.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncapi_document
import contracts

DEAD_LETTERS = "broker.dead-letters"
LEDGER = "broker.ledger"
# The case stage's memory: its own business, no contract.
PRIVATE_TOPICS = {"broker.incidents"}
TYPE = re.compile(r"dk[.]datafordeler[.](incident|message|command)?[.]?([a-z-]+[.]v1)")
TRACEPARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?"
)


@dataclass
class Record:
    topic: str
    key: str | None
    headers: dict[str, str]
    value: str | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Record:
        value = row["payload"] if "payload" in row else row.get("value")
        if value is not None and not isinstance(value, str):
            value = json.dumps(value)
        return cls(row["topic"], row.get("key"), dict(pairs(row.get("headers") or {})), value)

    @functools.cached_property
    def data(self) -> dict[str, Any] | None:
        """The value, if it is a JSON object."""
        try:
            found = json.loads(self.value or "")
        except ValueError:
            return None
        return found if isinstance(found, dict) else None


def pairs(headers: Any) -> Iterator[tuple[str, str]]:
    """From an object, a list of pairs, or kcat's flat list of names and values by turns."""
    if isinstance(headers, dict):
        yield from headers.items()
    elif headers and isinstance(headers[0], str):
        yield from zip(headers[::2], headers[1::2], strict=True)
    else:
        yield from (tuple(pair) for pair in headers)


def schema_of(event_type: str) -> str | None:
    """The schema's name for a CloudEvents type; None when it is no type of ours."""
    found = TYPE.fullmatch(event_type)
    if not found:
        return None
    name = "command.v1" if found[1] == "command" else found[2]
    return name if name in contracts.schema_files() else None


def faults(record: Record) -> Iterator[str]:
    if record.topic == DEAD_LETTERS:
        yield from dead_letter_faults(record)
    elif (data := record.data) is None:
        yield "the value is no JSON object"
    elif record.topic == LEDGER:
        yield from ledger_faults(record.key, data)
    else:
        yield from event_faults(record, data)


def event_faults(record: Record, data: dict[str, Any]) -> Iterator[str]:
    event_type = record.headers.get("ce_type", "")
    name = schema_of(event_type)
    if name is None:
        yield f"no schema for ce_type '{event_type}'"
        return
    channel = asyncapi_document.channel_of(record.topic)
    if channel is None or name not in {message.payload for message in channel.messages}:
        yield f"{name} is not a message of this topic"
    if record.headers.get("ce_dialect", "canonical") != "canonical":
        yield from dialect_faults(record)
        return
    yield from shape_faults(name, data)
    yield from envelope_faults(record, data)
    if name == "command.v1":
        if event_type != f"dk.datafordeler.command.{data.get('action')}.v1":
            yield f"ce_type {event_type} with action {data.get('action')!r}"
    else:
        yield from identity_faults(record.headers, data)


def shape_faults(name: str, data: Any) -> Iterator[str]:
    for fault in contracts.violations(name, data, closed=True):
        yield f"{name}: {fault.keyword} at '{fault.pointer}'"


def envelope_faults(record: Record, data: dict[str, Any]) -> Iterator[str]:
    """What every CloudEvent on our topics must have."""
    headers = record.headers
    for attribute in ("id", "source", "type", "time", "correlationid", "causationid"):
        if not headers.get(f"ce_{attribute}"):
            yield f"no ce_{attribute}"
    if headers.get("ce_specversion") != "1.0":
        yield "ce_specversion is not 1.0"
    if headers.get("content-type") != "application/json":
        yield f"content-type is {headers.get('content-type')!r}"
    if incident := data.get("incident"):
        about = [record.key, headers.get("ce_subject"), headers.get("ce_correlationid")]
        if about != [incident] * 3:
            yield f"key, ce_subject and ce_correlationid are {about}, the incident is {incident}"
    elif record.key is None or "ce_subject" in headers:
        yield "no key, or a ce_subject without an incident"
    if (trace := headers.get("ce_traceparent")) is not None and not TRACEPARENT.fullmatch(trace):
        yield f"ce_traceparent {trace!r} is malformed"


def dialect_faults(record: Record) -> Iterator[str]:
    """Of a message in a tool's own shape only the envelope is ours to check."""
    channel = asyncapi_document.channel_of(record.topic)
    names = {message.identifier for message in channel.messages} if channel else set()
    if "inDialect" not in names:
        yield f"nobody reads the {record.headers['ce_dialect']} dialect here"
    incident = record.headers.get("ce_subject")
    yield from envelope_faults(record, {"incident": incident} if incident else {})
    yield from identity_faults(record.headers, {})


def identity_faults(headers: dict[str, str], data: dict[str, Any]) -> Iterator[str]:
    """Of messages the broker is the source of: derived ids, and what caused them."""
    if headers.get("ce_source") != "/incident-broker":
        yield f"ce_source is {headers.get('ce_source')!r}"
    if "incident" in data and "sequence" in data:
        start = f"{data['incident']}.{data['sequence']}."
        if not headers.get("ce_id", "").startswith(start):
            yield f"ce_id {headers.get('ce_id')!r} is not {start}n"


def ledger_faults(key: str | None, data: dict[str, Any]) -> Iterator[str]:
    before = list(shape_faults("ledger.v1", data))
    yield from before
    if before:
        return
    if key != f"{data['stage']} {data['topic']}-{data['partition']}":
        yield f"key {key!r} is not stage topic-partition"
    counts = Counter(row["outcome"] for row in data["exceptions"])
    if any(counts[outcome] != data[outcome] for outcome in ("duplicate", "rejected", "parked")):
        yield f"exceptions {dict(counts)} do not add up to the counts"
    if data["records"] != data["accepted"] + counts.total():
        yield "records is not the sum of the outcomes"
    if data["records"] > data["to"] - data["from"] + 1:
        yield "more records than offsets"
    offsets = [row["offset"] for row in data["exceptions"]]
    if offsets != sorted(set(offsets)):
        yield "exceptions are not in order, or repeat"
    if offsets and not data["from"] <= offsets[0] <= offsets[-1] <= data["to"]:
        yield "an exception lies outside the run"


def dead_letter_faults(record: Record) -> Iterator[str]:
    ours = {key: value for key, value in record.headers.items() if key.startswith("dead-letter-")}
    yield from shape_faults("dead-letter-headers.v1", ours)


def is_passed_over(topic: str) -> bool:
    """What parties write is checked by the broker, and is theirs."""
    channel = asyncapi_document.channel_of(topic)
    return topic in PRIVATE_TOPICS or (channel is not None and not channel.is_sent_to)


@dataclass
class Report:
    faults: list[str]
    checked: Counter[str]
    passed_over: Counter[str]


def check(rows: Iterable[dict[str, Any]]) -> Report:
    report = Report([], Counter(), Counter())
    ids: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, start=1):
        record = Record.of(row)
        if is_passed_over(record.topic):
            report.passed_over[record.topic] += 1
            continue
        report.checked[record.topic] += 1
        found = list(faults(record))
        if (event := record.headers.get("ce_id")) and record.topic != DEAD_LETTERS:
            first = ids.setdefault((record.headers.get("ce_source", ""), event), number)
            if first != number:
                found.append(f"ce_id {event} stands on line {first} already")
        report.faults += [f"line {number}, {record.topic}: {fault}" for fault in found]
    return report


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    with Path(arguments[0]).open(encoding="utf-8") as dump:
        report = check(json.loads(line) for line in dump if line.strip())
    for fault in report.faults:
        print(fault)
    for topic, count in sorted(report.checked.items()):
        print(f"{topic}: {count} checked", file=sys.stderr)
    for topic, count in sorted(report.passed_over.items()):
        print(f"{topic}: {count} passed over", file=sys.stderr)
    if not report.checked:
        print("nothing to check", file=sys.stderr)
    return 1 if report.faults or not report.checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
