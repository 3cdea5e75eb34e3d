"""Spoils messages, guided by their schema: the same seed gives the same spoilt messages.

A mutation aims at what two validators could see differently: both sides of every bound, whole
numbers written as fractions, dates that only look like dates, text that is longer in one unit
than in another. It never ends a text with a line feed: Python's `$` would look past it.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Steps = tuple[Any, ...]

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, -0.0, 1.0, 1.5, 1e3, 2.0**53, 2**53, 2**53 + 1, 2**62, -(2**62),
    100_000_000.0, 1e-7, "", " ", "x", "0", "null",
    "æøå", "🧯", [], [None], ["x"], [[]], {}, {"": 0},
)  # fmt: skip
TEXTS = (
    "", " ", "\t", "\u0000", "a\u0000b",
    "INC\u00000001", "A\nB", "\ufeffA", "e\u0301", "Å", "A\u030a",
    "🧯", "👩🏽‍🚒", "\U0010ffff", "\uffff", "\u2028", "ÆØÅæøå", "ＩＮＣ１", "İ", "ß", "INC 1",
    "INC/1", "INC-1", "-", "~", ".", "_",
    "itsm-1", "ITSM-1", "itsm-", "-itsm", "itsm--1", "a-b-c", "%2e",
    "https://a", "http://a", "https://",
    "https:///x", "https:// x", "HTTPS://a.dk/", "https://æ.dk/?q",
)  # fmt: skip
DATES = (
    "2026-11-23T08:00:00Z", "2026-11-23T08:00:00+01:00", "2026-11-23T08:00:00.1Z",
    "2026-11-23T08:00:00.123456789Z", "2026-11-23T08:00:00.1234567890Z", "2026-11-23T08:00:00.Z",
    "2026-11-23T08:00:00,5Z", "2026-11-23t08:00:00Z",
    "2026-11-23T08:00:00z", "2026-11-23 08:00:00Z",
    "2026-11-23T08:00:00", "2026-11-23T08:00Z", "2026-11-23T08Z", "2026-11-23", "2026-11-23Z",
    "2026-11-23T24:00:00Z", "2026-11-23T23:59:60Z", "2026-12-31T23:59:60Z", "2026-11-23T08:60:00Z",
    "2026-11-31T08:00:00Z", "2026-02-29T08:00:00Z", "2024-02-29T08:00:00Z", "2100-02-29T08:00:00Z",
    "2000-02-29T08:00:00Z", "1900-02-29T08:00:00Z", "2026-00-10T08:00:00Z", "2026-13-10T08:00:00Z",
    "2026-01-00T08:00:00Z", "2026-01-32T08:00:00Z", "2026-04-31T08:00:00Z", "2026-06-31T00:00:00Z",
    "0000-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "1900-01-01T00:00:00+23:59",
    "2999-12-31T23:59:59-23:59", "3000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59",
    "2026-11-23T08:00:00+24:00", "2026-11-23T08:00:00+01:60", "2026-11-23T08:00:00-00:00",
    "2026-11-23T08:00:00+0100", "2026-11-23T08:00:00+01", "2026-11-23T08:00:00+1:00",
    "2026-11-23T8:00:00Z", "26-11-23T08:00:00Z", "+2026-11-23T08:00:00Z", "2026-11-23T08:00:00 Z",
    " 2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z ", "2026-327T08:00:00Z", "2026-W48-1T08:00:00Z",
    "20261123T080000Z", "２０２６-11-23T08:00:00Z",
    "2026-11-23T08:00:00ZZ", "1763884800000", "i går",
    "2026-12-01", "2026-2-01", "2026-02-29",
    "2024-02-29", "2026-12-1", "01-12-2026", "2026-12-01T00:00:00Z",
)  # fmt: skip
NAMES = ("x", "", "Number", "number ", "a/b", "a~b", "~0", "~1", "æ", "🧯", "__proto__", "0", "-")


class Mutator:
    """Makes spoilt messages out of good ones."""

    def __init__(self, schema: dict[str, Any], seed: str) -> None:
        self.schema = schema
        self.random = random.Random(seed)

    def spoilt(self, value: Any) -> Any:
        """A copy with one fault, now and then with two or three; some are harmless."""
        value = copy.deepcopy(value)
        if self.random.random() < 0.01:
            return self.random.choice(VALUES)
        for _ in range(self.random.choice((1, 1, 1, 1, 1, 2, 3))):
            self.spoil(value)
        return value

    def spoil(self, root: Any) -> None:
        places = [place for place in walk(root, self.schema, self.schema) if place[0]]
        if not places:
            return
        steps, found = self.random.choice(places)
        parent = root
        for step in steps[:-1]:
            parent = parent[step]
        self.random.choice(self.ways(parent[steps[-1]], found))(parent, steps[-1], found)

    def ways(self, value: Any, found: dict[str, Any]) -> list[Callable[..., None]]:
        ways: list[Callable[..., None]] = [self.delete, self.replace, self.replace, self.rename]
        if isinstance(value, str):
            ways += [self.text, self.length, self.neighbour]
        if isinstance(value, str) and ("format" in found or "date" in str(found)):
            ways += [self.date] * 5
        if isinstance(value, int | float) and not isinstance(value, bool):
            ways += [self.number] * 3
        if isinstance(value, list):
            ways += [self.count, self.count]
        if isinstance(value, dict):
            ways += [self.add, self.add]
        return ways

    def delete(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        del parent[key]

    def replace(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        parent[key] = copy.deepcopy(self.random.choice(VALUES))

    def rename(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        if isinstance(parent, dict):
            parent[self.random.choice((*NAMES, key.upper(), key + "_"))] = parent.pop(key)
        else:
            parent.append(copy.deepcopy(parent[key]))

    def text(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        parent[key] = self.random.choice(TEXTS)

    def date(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        parent[key] = self.random.choice(DATES)

    def length(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        """Just inside and just outside the bound, in characters of one to four bytes."""
        bound = self.random.choice((found.get("maxLength", 64), found.get("minLength", 1)))
        count = max(0, bound + self.random.choice((-1, 0, 1)))
        parent[key] = self.random.choice("aæ€🧯") * count

    def neighbour(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        """A value of an enumeration, or the value it has, a little wrong."""
        text = str(self.random.choice(found.get("enum", [parent[key]])))
        wrong = (text, text.upper(), text.capitalize(), f" {text}", f"{text} ", text[:-1])
        parent[key] = self.random.choice(wrong)

    def number(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        bound = self.random.choice((found.get("minimum", 0), found.get("maximum", 2**53)))
        beside = (bound - 1, bound, bound + 1, float(bound), bound + 0.5, -bound, str(bound))
        parent[key] = self.random.choice(beside)

    def count(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        bound = self.random.choice((found.get("maxItems", 3), found.get("minItems", 0)))
        count = max(0, bound + self.random.choice((-1, 0, 1)))
        filling = parent[key] or ["x"]
        parent[key] = [copy.deepcopy(filling[index % len(filling)]) for index in range(count)]

    def add(self, parent: Any, key: Any, found: dict[str, Any]) -> None:
        known = [*found.get("properties", {}), *NAMES]
        parent[key][self.random.choice(known)] = copy.deepcopy(self.random.choice(VALUES))


def walk(
    value: Any, part: Any, root: dict[str, Any], at: Steps = ()
) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Every value inside the value, with the schema that speaks of it (empty: none does)."""
    part = resolved(part, root)
    yield at, part
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, part.get("properties", {}).get(key, {}), root, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, part.get("items", {}), root, (*at, index))


def resolved(part: Any, root: dict[str, Any]) -> dict[str, Any]:
    while isinstance(part, dict) and "$ref" in part:
        part = root["definitions"][part["$ref"].removeprefix("#/definitions/")]
    return part if isinstance(part, dict) else {}
