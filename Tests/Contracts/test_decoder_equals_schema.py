"""The broker takes a message exactly when its published schema does.

Some thousand spoilt messages, the same every time, go to two independent validators: Python's
jsonschema (which must say the same under draft-07 and 2020-12) and the broker itself, through
`incident-broker schema validate`. Needs the broker's binary: BROKER_BIN.
"""

from __future__ import annotations

import functools
import json
import os
import random
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import contracts
from contracts import Violation
from mutations import Mutator, directed

SEED = "2026-11-23"
# Messages with several faults, for each schema.
BY_CHANCE = 100
# A message may have more faults than the broker lists.
LISTED_MAX = 8


@dataclass(frozen=True)
class Verdict:
    valid: bool
    violations: tuple[Violation, ...]


@functools.cache
def messages(name: str) -> list[tuple[Any, list[Violation]]]:
    """Examples, spoilt messages with one fault and with several; and what the schema says."""
    schema = contracts.schema(name)
    good = [contracts.read(file) for file in contracts.good_examples(name)]
    refused = [contracts.read(file) for file in contracts.refused_examples(name)]
    mutator = Mutator(schema, f"{SEED} {name}")
    several = [mutator.spoilt(good[index % len(good)]) for index in range(BY_CHANCE)]
    values = unlike([*good, *refused, *directed(good, schema), *several])
    return [(value, contracts.violations(name, value)) for value in values]


def unlike(values: list[Any]) -> list[Any]:
    """Without repetitions; `1` and `1.0` are not the same text."""
    return list({json.dumps(value): value for value in values}.values())


def lines(values: list[Any]) -> str:
    """One a line, half of them with every character outside ASCII escaped."""
    chance = random.Random(SEED)
    return "".join(
        json.dumps(value, ensure_ascii=chance.random() < 0.5, allow_nan=False) + "\n"
        for value in values
    )


def broker(name: str, file: Path) -> list[Verdict]:
    binary = os.environ.get("BROKER_BIN")
    if not binary:
        pytest.skip("BROKER_BIN is not set: no broker to compare with")
    run = subprocess.run(
        [binary, "schema", "validate", "--schema", name, "--input", file, "--output", "jsonl"],
        capture_output=True,
        timeout=120,
        check=False,
    )
    rows = [json.loads(row) for row in run.stdout.decode("utf-8").splitlines()]
    assert [row["line"] for row in rows] == list(range(1, len(rows) + 1)), run.stderr.decode()
    return [
        Verdict(
            row["valid"],
            tuple(Violation(fault["pointer"], fault["keyword"]) for fault in row["violations"]),
        )
        for row in rows
    ]


@pytest.mark.parametrize("name", contracts.names("inbound"))
def test_spoilt_messages_are_of_both_kinds(name: str) -> None:
    """A comparison in which all are refused, or none, would prove nothing."""
    found = [faults for _, faults in messages(name)]
    refused = sum(bool(faults) for faults in found)
    assert 0.15 < refused / len(found) < 0.95, f"{refused} of {len(found)} refused"
    assert sum(len(faults) == 1 for faults in found) > 20


def test_spoilt_messages_break_every_kind_of_rule() -> None:
    broken = Counter(
        fault.keyword
        for name in contracts.names("inbound")
        for _, faults in messages(name)
        for fault in faults
    )
    used = {
        keyword
        for name in contracts.names("inbound")
        for _, part in contracts.subschemas(contracts.schema(name))
        for keyword in set(part) & ASSERTIONS
    }
    assert used <= set(broken), f"never broken: {used - set(broken)}"


ASSERTIONS = {
    "type", "enum", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "required",
    "minItems", "maxItems", "anyOf",
}  # fmt: skip


@pytest.mark.parametrize("name", contracts.names("inbound"))
def test_broker_refuses_exactly_what_the_schema_refuses(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.jsonl"
    file.write_text(lines([value for value, _ in messages(name)]), "utf-8")
    verdicts = broker(name, file)
    assert len(verdicts) == len(messages(name))
    differences = []
    told = zip(messages(name), verdicts, strict=True)
    for number, ((value, expected), verdict) in enumerate(told, start=1):
        if difference := differs(expected, verdict):
            differences.append(f"line {number}: {difference}\n  {json.dumps(value)[:300]}")
    assert not differences, f"{len(differences)} of {len(verdicts)}\n" + "\n".join(differences[:20])


def differs(expected: list[Violation], verdict: Verdict) -> str | None:
    if verdict.valid != (not expected):
        return f"the schema says {expected or 'valid'}, the broker {verdict}"
    if verdict.valid != (not verdict.violations):
        return f"the broker contradicts itself: {verdict}"
    pointers = {fault.pointer for fault in expected}
    told = {fault.pointer for fault in verdict.violations}
    if len(expected) == 1 and told != pointers:
        return f"the fault is at {pointers}, the broker says {told}"
    if len(expected) <= LISTED_MAX and not told <= pointers:
        return f"the faults are at {pointers}, the broker says {told}"
    return None


NO_JSON = (
    b" ",
    b"{",
    b"[1,]",
    b'{"number":"A","number":"B"}',
    b'{"reporter":{"kind":"user","kind":"spoc"}}',
    b"{'number':'A'}",
    b'{"title":"\xff\xfe"}',
    b'{"title":"\\ud800"}',
    b'{"title":"a\tb"}',
    b'{"sequence":NaN}',
    b'{"sequence":1e400}',
    b'{"sequence":01}',
    b'{"x":' + b"[" * 200 + b"]" * 200 + b"}",
    b'{"number":"A"} {"number":"B"}',
    b"// comment",
)
GOOD_BYTES = (
    b'  {"number":"P-1","title":"Fejl","reporter":{"kind":"user"}}  ',
    b'{"number":"P-1","title":"\\u0041\\/\\ud83e\\uddef","reporter":{"kind":"\\u0075ser"}}',
    b'{"number":"P-1","title":"a","reporter":{"kind":"user"},"sequence":1.0}',
    b'{"number":"P-1","title":"a","reporter":{"kind":"user"},"sequence":1E2}',
    b'{"number":"P-1","title":"a","reporter":{"kind":"user"},"other":18446744073709551615}',
)


def test_broker_refuses_what_is_no_json_and_reads_on(tmp_path: Path) -> None:
    file = tmp_path / "bytes.jsonl"
    file.write_bytes(b"\n".join([*NO_JSON, *GOOD_BYTES]) + b"\n")
    verdicts = broker("report.v1", file)
    expected = [False] * len(NO_JSON) + [True] * len(GOOD_BYTES)
    assert [verdict.valid for verdict in verdicts] == expected
