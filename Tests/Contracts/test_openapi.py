"""The OpenAPI document: valid as such, every example valid, every refusal a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from contracts import REPOSITORY, SCHEMAS
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

TEXT = (SCHEMAS / "openapi.yaml").read_text("utf-8")
DOCUMENT: dict[str, Any] = yaml.safe_load(TEXT)
METHODS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        value: Any = DOCUMENT
        for token in node["$ref"].removeprefix("#/").split("/"):
            value = value[token.replace("~1", "/").replace("~0", "~")]
        node = value
    return node


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


def contents() -> Iterator[tuple[str, dict[str, Any]]]:
    for _, _, operation in operations():
        name = operation["operationId"]
        if "requestBody" in operation:
            yield f"{name} request", resolved(operation["requestBody"])["content"]
        for status, response in operation["responses"].items():
            content = resolved(response).get("content", {})
            if content:
                yield f"{name} {status}", content


def examples() -> Iterator[tuple[str, dict[str, Any], Any]]:
    for place, content in contents():
        for media, described in content.items():
            for name, example in described.get("examples", {}).items():
                value = resolved(example)["value"]
                yield f"{place} {media} {name}", described["schema"], value


EXAMPLES = list(examples())


def errors(schema: dict[str, Any], value: Any) -> list[str]:
    # A schema of its own with the components beside it, so that its references lead somewhere.
    whole = {"allOf": [schema], "components": DOCUMENT["components"]}
    checker = Draft202012Validator(whole, format_checker=FormatChecker())
    return [error.message for error in checker.iter_errors(value)]


def test_the_document_is_openapi_3_1() -> None:
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.1.")


@pytest.mark.parametrize("place, schema, value", EXAMPLES, ids=[place for place, _, _ in EXAMPLES])
def test_every_example_is_valid(place: str, schema: dict[str, Any], value: Any) -> None:
    assert errors(schema, value) == []


def test_bodies_in_json_have_examples_and_allow_no_other_members() -> None:
    for place, content in contents():
        for media, described in content.items():
            if "problem" in media or "json" not in media:
                continue
            assert described.get("examples"), place
            for example in described["examples"].values():
                value = {**resolved(example)["value"], "stranger": 1}
                assert errors(described["schema"], value), f"{place} takes a strange member"


def test_a_spoilt_example_is_noticed() -> None:
    place, schema, value = next(one for one in EXAMPLES if one[0].startswith("subscription-create 201"))
    assert errors(schema, {**value, "status": "asleep"}), place
    assert errors(schema, {key: value[key] for key in value if key != "revision"}), place


def test_every_refusal_is_a_problem_and_every_operation_can_refuse() -> None:
    for method, path, operation in operations():
        statuses = operation["responses"]
        assert "400" in statuses, f"{method} {path}"
        for status, response in statuses.items():
            if status >= "400" and not (path in ("/livez", "/readyz") and status == "503"):
                assert list(resolved(response)["content"]) == ["application/problem+json"]
        needs_token = DOCUMENT["security"] if "security" not in operation else operation["security"]
        assert ("401" in statuses) == bool(needs_token), f"{method} {path}"
        assert ("404" in statuses) == ("{" in path or path == "/openapi.yaml"), f"{method} {path}"


def test_it_needs_nothing_but_plain_yaml() -> None:
    assert not re.search(r"(?m)(: |- )[&*][A-Za-z]|<<:", TEXT), "anchors are not read by every tool"


def test_the_program_and_the_document_name_the_same_operations() -> None:
    swift = (REPOSITORY / "Sources/Console/Routes/Route.swift").read_text("utf-8")
    cases = dict(re.findall(r'case (\w+) = "([a-z-]+)"', swift))
    assert sorted(cases.values()) == sorted(operation["operationId"] for _, _, operation in operations())
