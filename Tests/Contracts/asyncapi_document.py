"""`Schemas/asyncapi.yaml`, read with its references followed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

import contracts

FILE = contracts.SCHEMAS / "asyncapi.yaml"


@functools.cache
def document() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text("utf-8"))


def references(part: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every $ref in the document and where it stands."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield at, part["$ref"]
        for key, inner in part.items():
            yield from references(inner, f"{at}/{key}")
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            yield from references(inner, f"{at}/{index}")


def target(reference: str) -> Any:
    """What a reference leads to; KeyError when nowhere."""
    if reference.startswith("./"):
        file = FILE.parent / reference
        if not file.is_file():
            raise KeyError(reference)
        return contracts.read(file)
    found: Any = document()
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def resolved(part: Any) -> Any:
    """The part with every reference inside the document replaced by what it leads to."""
    if isinstance(part, dict):
        if str(part.get("$ref", "")).startswith("#/"):
            return resolved(target(part["$ref"]))
        return {key: resolved(inner) for key, inner in part.items()}
    return [resolved(inner) for inner in part] if isinstance(part, list) else part


@dataclass(frozen=True)
class Message:
    """One message a channel may carry."""

    identifier: str

    @property
    def definition(self) -> dict[str, Any]:
        return document()["components"]["messages"][self.identifier]

    @property
    def name(self) -> str:
        return self.definition["name"]

    @property
    def payload(self) -> str | None:
        """Name of the schema of its data; None for bytes of any kind."""
        return self.file("payload")

    @property
    def schema(self) -> str | None:
        """Name of the schema that says most about it: of its data, else of its headers."""
        return self.payload or self.file("headers")

    def file(self, part: str) -> str | None:
        path = self.definition.get(part, {}).get("schema", {}).get("$ref")
        return Path(path).name.removesuffix(".json") if path else None

    def takes(self, headers: dict[str, str], data: Any) -> bool:
        return self.takes_headers(headers) and self.takes_data(data)

    def takes_headers(self, headers: dict[str, str]) -> bool:
        if name := self.file("headers"):
            return not contracts.violations(name, headers)
        return Draft7Validator(resolved(self.definition.get("headers", {}))).is_valid(headers)

    def takes_data(self, data: Any) -> bool:
        return self.payload is None or not contracts.violations(self.payload, data)

    def takes_key(self, key: str | None) -> bool:
        return Draft7Validator(resolved(self.definition["bindings"]["kafka"]["key"])).is_valid(key)


@dataclass(frozen=True)
class Channel:
    identifier: str

    @property
    def definition(self) -> dict[str, Any]:
        return document()["channels"][self.identifier]

    @property
    def address(self) -> str:
        return self.definition["address"]

    @property
    def parameters(self) -> set[str]:
        return set(re.findall(r"\{([^}]*)\}", self.address))

    @property
    def messages(self) -> list[Message]:
        entries = self.definition.get("messages", {}).values()
        return [Message(entry["$ref"].rpartition("/")[2]) for entry in entries]

    def is_topic(self, topic: str) -> bool:
        fixed = [re.escape(part) for part in re.split(r"\{[^}]*\}", self.address)]
        pattern = "[a-z0-9_]+".join(fixed)
        return re.fullmatch(pattern, topic) is not None

    @property
    def is_sent_to(self) -> bool:
        """Whether the broker writes there."""
        return any(
            operation["action"] == "send"
            for operation in document()["operations"].values()
            if operation["channel"]["$ref"] == f"#/channels/{self.identifier}"
        )


def channels() -> list[Channel]:
    return [Channel(identifier) for identifier in document()["channels"]]


def channel_of(topic: str) -> Channel | None:
    return next((channel for channel in channels() if channel.is_topic(topic)), None)
