"""The schema files and how they are read: the one place that knows where things stand.

Every schema is meant under draft-07 (which AsyncAPI knows) and under 2020-12 alike, so a check
here always asks both and is an error of ours when they disagree.
"""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMAS = REPOSITORY / "Schemas"
EXAMPLES = SCHEMAS / "examples"
FOLDERS = ("inbound", "outbound", "events", "broker")
DRAFTS = (Draft7Validator, Draft202012Validator)


@dataclass(frozen=True)
class Violation:
    pointer: str
    keyword: str


@functools.cache
def schema_files() -> dict[str, Path]:
    """Name (the file's, without .json) to file; names are unique across the folders."""
    files: dict[str, Path] = {}
    for folder in FOLDERS:
        for file in sorted((SCHEMAS / folder).glob("*.json")):
            name = file.name.removesuffix(".json")
            if name in files:
                raise ValueError(f"two schemas are named {name}: {files[name]} and {file}")
            files[name] = file
    return files


@functools.cache
def schema(name: str) -> dict[str, Any]:
    return json.loads(schema_files()[name].read_text("utf-8"))


def names(folder: str) -> list[str]:
    return [name for name, file in schema_files().items() if file.parent.name == folder]


@functools.cache
def validators(name: str, closed: bool = False) -> tuple[Any, ...]:
    """One validator a draft, with formats asserted; `closed` allows no member without a name."""
    found = close(schema(name)) if closed else schema(name)
    return tuple(
        draft({**found, "$schema": draft.META_SCHEMA["$id"]}, format_checker=draft.FORMAT_CHECKER)
        for draft in DRAFTS
    )


def close(found: dict[str, Any]) -> dict[str, Any]:
    """The schema with every object that names its members shut for all others.

    Our published schemas are open, so that readers may meet members added later; what the broker
    writes today must still be nothing but what the schema names.
    """
    found = copy.deepcopy(found)
    for _, part in subschemas(found):
        if "properties" in part and "additionalProperties" not in part and "type" in part:
            part["additionalProperties"] = False
    return found


def violations(name: str, value: Any, closed: bool = False) -> list[Violation]:
    """What is wrong with the value, the same under both drafts."""
    found = [
        sorted((of_error(error) for error in validator.iter_errors(value)), key=str)
        for validator in validators(name, closed)
    ]
    if found[0] != found[1]:
        raise AssertionError(f"{name}: draft-07 says {found[0]}, 2020-12 says {found[1]}")
    return found[0]


def of_error(error: ValidationError) -> Violation:
    return Violation(pointer(error.absolute_path), str(error.validator))


def pointer(path: Any) -> str:
    """RFC 6901."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def good_examples(name: str) -> list[Path]:
    return sorted((EXAMPLES / name).glob("good-*.json"))


def refused_examples(name: str) -> list[Path]:
    return sorted((EXAMPLES / name).glob("refused-*.json"))


def refusals(name: str) -> dict[str, Violation]:
    """What `refused.yaml` says of each refused example."""
    file = EXAMPLES / name / "refused.yaml"
    rows = yaml.safe_load(file.read_text("utf-8")) if file.exists() else None
    return {key: Violation(row["pointer"], row["keyword"]) for key, row in (rows or {}).items()}


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def subschemas(found: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside the schema, itself first, with its pointer."""
    if not isinstance(found, dict):
        return
    yield at, found
    for keyword in ("properties", "definitions"):
        for key, part in found.get(keyword, {}).items():
            yield from subschemas(part, f"{at}/{keyword}/{key}")
    for keyword in ("anyOf", "oneOf", "allOf"):
        for index, part in enumerate(found.get(keyword, [])):
            yield from subschemas(part, f"{at}/{keyword}/{index}")
    for keyword in ("additionalProperties", "propertyNames", "items", "not", "if", "then", "else"):
        if keyword in found:
            yield from subschemas(found[keyword], f"{at}/{keyword}")
