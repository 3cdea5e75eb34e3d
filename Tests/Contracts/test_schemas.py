"""Every schema and every example, under draft-07 and 2020-12 alike."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pytest

import contracts
import mutations
from contracts import Violation

ALL = sorted(contracts.schema_files())
ANNOTATIONS = {"$schema", "$id", "$comment", "title", "description", "examples", "default"}
# What the broker's own validator runs, and no more.
KEYWORDS = ANNOTATIONS | {
    "$ref", "definitions", "type", "enum", "const", "format", "pattern", "minLength", "maxLength",
    "minimum", "maximum", "exclusiveMinimum", "items", "minItems", "maxItems", "uniqueItems",
    "properties", "required", "additionalProperties", "minProperties", "maxProperties",
    "propertyNames", "anyOf", "oneOf", "allOf", "not", "if", "then", "else",
}  # fmt: skip
DRAFT_7 = "http://json-schema.org/draft-07/schema#"
IDENTIFIER = "https://datafordeler.dk/schemas/incident/"


def test_there_are_schemas() -> None:
    for folder in contracts.FOLDERS:
        assert contracts.names(folder), folder


@pytest.mark.parametrize("name", ALL)
def test_schema_is_valid_under_both_drafts(name: str) -> None:
    found = contracts.schema(name)
    for draft in contracts.DRAFTS:
        draft.check_schema({**found, "$schema": draft.META_SCHEMA["$id"]})


@pytest.mark.parametrize("name", ALL)
def test_schema_names_itself(name: str) -> None:
    found = contracts.schema(name)
    assert found["$schema"] == DRAFT_7
    assert found["$id"] == f"{IDENTIFIER}{name}.json"
    assert found["title"] and found["description"]


@pytest.mark.parametrize("name", ALL)
def test_schema_keeps_to_what_both_drafts_and_the_broker_read_alike(name: str) -> None:
    found = contracts.schema(name)
    for at, part in contracts.subschemas(found):
        assert set(part) <= KEYWORDS, f"{at}: {set(part) - KEYWORDS}"
        assert part.get("format") in (None, "date-time", "date"), at
        assert not isinstance(part.get("items"), list), f"{at}: tuples differ between drafts"
        if "$ref" in part:
            assert set(part) == {"$ref"}, f"{at}: draft-07 ignores what stands beside a $ref"
            target = part["$ref"].removeprefix("#/definitions/")
            assert target in found["definitions"], f"{at}: {part['$ref']} leads nowhere"


@pytest.mark.parametrize("name", ALL)
def test_schema_uses_all_its_definitions(name: str) -> None:
    found = contracts.schema(name)
    used = {part["$ref"] for _, part in contracts.subschemas(found) if "$ref" in part}
    assert used == {f"#/definitions/{key}" for key in found.get("definitions", {})}


def test_a_definition_means_the_same_in_every_file() -> None:
    first: dict[str, tuple[str, Any]] = {}
    for name in ALL:
        for key, part in contracts.schema(name).get("definitions", {}).items():
            where, known = first.setdefault(key, (name, part))
            assert part == known, f"{key} differs between {where} and {name}"


def test_patterns_mean_the_same_in_every_language() -> None:
    """POSIX extended, Python and ECMAScript: no escapes, no look-around, nothing lazy."""
    patterns = {
        part["pattern"]
        for name in ALL
        for _, part in contracts.subschemas(contracts.schema(name))
        if "pattern" in part
    }
    assert patterns
    samples = [text for text in (*mutations.TEXTS, *mutations.DATES) if "\0" not in text]
    for pattern in sorted(patterns):
        assert "\\" not in pattern and "(?" not in pattern, pattern
        assert not re.search(r"[*+?}][?+]", pattern), f"{pattern}: lazy or possessive"
        assert pattern.startswith("^"), f"{pattern}: unanchored patterns are a trap"
        posix = PosixPattern(pattern)
        for sample in samples:
            assert posix.matches(sample) == bool(re.search(pattern, sample)), (pattern, sample)


class PosixPattern:
    """The C library's own extended regular expression, as the broker runs it."""

    EXTENDED = 1
    library = ctypes.CDLL(None)

    def __init__(self, pattern: str) -> None:
        self.compiled = ctypes.create_string_buffer(512)
        code = self.library.regcomp(self.compiled, pattern.encode(), self.EXTENDED)
        assert code == 0, f"{pattern} is no POSIX pattern"

    def matches(self, text: str) -> bool:
        return self.library.regexec(self.compiled, text.encode(), 0, None, 0) == 0


def test_refusals_have_the_brokers_codes() -> None:
    source = contracts.REPOSITORY / "Sources" / "Messaging" / "Rejection.swift"
    codes = re.findall(r'= "([a-z0-9.-]+)"', source.read_text("utf-8"))
    assert codes == contracts.schema("receipt.v1")["definitions"]["refusalCode"]["enum"]


def test_the_format_of_dates_is_asserted() -> None:
    """Without rfc3339-validator jsonschema would let every date through in silence."""
    for draft in contracts.DRAFTS:
        assert {"date-time", "date"} <= set(draft.FORMAT_CHECKER.checkers)
    note = {"incident": "itsm-INC0012345", "text": "Løst", "occurredAt": "2026-02-30T08:00:00Z"}
    assert contracts.violations("note.v1", note) == [Violation("/occurredAt", "format")]


@pytest.mark.parametrize("name", ALL)
def test_schema_has_enough_examples(name: str) -> None:
    assert len(contracts.good_examples(name)) >= 2
    assert len(contracts.refused_examples(name)) >= 4
    listed = set(contracts.refusals(name))
    assert listed == {file.name for file in contracts.refused_examples(name)}


def every(files: Any) -> list[Any]:
    return [
        pytest.param(name, file, id=f"{name}/{file.stem}") for name in ALL for file in files(name)
    ]


@pytest.mark.parametrize(("name", "file"), every(contracts.good_examples))
def test_good_example_is_valid(name: str, file: Any) -> None:
    assert contracts.violations(name, contracts.read(file)) == []


def ours(name: str) -> list[Any]:
    """Good examples of what the broker writes; a party may send more than the schema names."""
    return [] if name in contracts.names("inbound") else contracts.good_examples(name)


@pytest.mark.parametrize(("name", "file"), every(ours))
def test_good_example_of_ours_holds_nothing_unnamed(name: str, file: Any) -> None:
    assert contracts.violations(name, contracts.read(file), closed=True) == []


@pytest.mark.parametrize(("name", "file"), every(contracts.refused_examples))
def test_refused_example_is_refused_for_its_reason(name: str, file: Any) -> None:
    found = contracts.violations(name, contracts.read(file))
    assert contracts.refusals(name)[file.name] in found
    assert len({violation.pointer for violation in found}) == 1, f"more than one fault: {found}"


@pytest.mark.parametrize("name", ALL)
def test_examples_inside_a_schema_are_valid(name: str) -> None:
    found = contracts.schema(name)
    for at, part in contracts.subschemas(found):
        for example in part.get("examples", []):
            whole = {**part, "definitions": found.get("definitions", {})}
            for draft in contracts.DRAFTS:
                validator = draft(whole, format_checker=draft.FORMAT_CHECKER)
                assert list(validator.iter_errors(example)) == [], at
