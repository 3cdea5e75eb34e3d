"""A foreign tool's schema types exactly what its dialect reads: no more, no less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncapi_document
import contracts
import pytest
import yaml
from jsonschema import Draft7Validator

FOLDER = contracts.REPOSITORY / "deploy" / "dialects"
FILES = [file for file in sorted(FOLDER.glob("*.yaml")) if file.stem != "canonical"]
# Values of any JSON type, so that there is nothing to say of them.
ANY_TYPE = {"/event/troubleTicket/troubleTicketCharacteristic/*/value"}


def read_by(dialect: dict[str, Any]) -> set[str]:
    """Pointers into a message that the dialect looks at; `*` stands for any element."""
    parts = [dialect["recognise"], dialect["messageId"], dialect["echo"], dialect["in"]]
    return {pointer for part in parts for pointer in pointers(part)}


def pointers(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        if part.startswith("/"):
            yield part
    elif isinstance(part, list):
        for inner in part:
            yield from pointers(inner)
    elif isinstance(part, dict):
        yield from selected(part)
        # Conditions; or the detail of that name, which is a pointer.
        when = part.get("when")
        yield from (key for key in when if key.startswith("/")) if isinstance(when, dict) else ()
        for key, inner in part.items():
            if key not in ("at", "item", "where", "map", "values", "label", "constant", "default"):
                yield from pointers(inner)


def selected(part: dict[str, Any]) -> Iterator[str]:
    """`at` alone is a value; with `item` or `where` it is an array, and they lie within it."""
    if "at" not in part:
        return
    if "item" not in part and "where" not in part:
        yield part["at"]
        return
    for inner in (part.get("item", ""), *part.get("where", {})):
        yield f"{part['at']}/*{inner}"


def typed_by(found: dict[str, Any]) -> set[str]:
    return set(leaves(found, found, ""))


def leaves(part: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    """Pointers of the values a schema types: what has no members and no elements of its own."""
    while "$ref" in part:
        part = root["definitions"][part["$ref"].removeprefix("#/definitions/")]
    for key, inner in part.get("properties", {}).items():
        yield from leaves(inner, root, f"{at}/{key}")
    if "items" in part:
        inner = list(leaves(part["items"], root, f"{at}/*"))
        # An array of plain values is read as a whole.
        yield from [at] if inner == [f"{at}/*"] else inner
    elif "properties" not in part:
        yield at


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_schema_types_what_the_dialect_reads(file: Path) -> None:
    dialect = yaml.safe_load(file.read_text("utf-8"))
    read = read_by(dialect) - ANY_TYPE
    typed = typed_by(contracts.schema(file.stem))
    assert read - typed == set(), "read, but not in the schema"
    assert typed - read == set(), "in the schema, but nothing reads it"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_dialect_and_document_know_the_same_event_types(file: Path) -> None:
    message = asyncapi_document.Message(file.stem)
    headers = Draft7Validator(asyncapi_document.resolved(message.definition["headers"]))
    dialect = yaml.safe_load(file.read_text("utf-8"))
    assert headers.is_valid({})
    for prefix in dialect["types"]:
        assert headers.is_valid({"ce_type": f"{prefix}x"})
    assert not headers.is_valid({"ce_type": "dk.datafordeler.incident.report.v1"})
    channels = [found for found in asyncapi_document.channels() if message in found.messages]
    parties = {party for party in dialect["parties"]}
    assert {channel.address.partition(".")[0] for channel in channels} == parties


def test_there_is_a_schema_for_each_dialect() -> None:
    if not FILES:
        pytest.skip("no dialects are there yet")
    foreign = {name for name in contracts.names("inbound") if not name.endswith(".v1")}
    assert {file.stem for file in FILES} == foreign


def examples(pattern: str) -> list[Path]:
    return sorted(FOLDER.glob(f"examples/{pattern}"))


def identifier(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def taken() -> list[Path]:
    """What the dialect's own examples say is translated, or recognised as our own echo."""
    return [
        file
        for file in examples("*/*.in.json")
        if file.parent.name != "canonical"
        and any(
            file.with_name(file.name.replace(".in.", f".{outcome}.")).exists()
            for outcome in ("command", "echo")
        )
    ]


@pytest.mark.parametrize("file", taken(), ids=identifier)
def test_what_a_dialect_translates_its_schema_takes(file: Path) -> None:
    assert contracts.violations(file.parent.name, contracts.read(file)) == []


@pytest.mark.parametrize("file", examples("*/*.out.json"), ids=identifier)
def test_what_a_dialect_writes_is_made_of_a_valid_message(file: Path) -> None:
    example = contracts.read(file)
    name = ".".join(example["type"].split(".")[-2:])
    assert contracts.violations(name, example["canonical"]) == []
