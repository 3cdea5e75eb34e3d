"""Spoils messages, guided by their schema: the same seed gives the same spoilt messages.

A fault aims at what two validators could see differently: both sides of every bound, whole
numbers written as fractions, dates that only look like dates, text that is longer in one unit
than in another. No text ends with a line feed: Python's `$` would look past it.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
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
    "1899-12-31", "1900-01-01", "3000-01-01", "0001-01-01",
)  # fmt: skip
NAMES = ("x", "", "Number", "number ", "a/b", "a~b", "~0", "~1", "æ", "🧯", "__proto__", "0", "-")


def directed(values: list[Any], schema: dict[str, Any]) -> Iterator[Any]:
    """Every fault that can be thought of at every kind of place, one at a time."""
    yield from VALUES
    seen: set[Steps] = set()
    for value in sorted(values, key=lambda value: len(str(value)), reverse=True):
        for steps, part in list(walk(value, schema, schema)):
            kind = tuple("*" if isinstance(step, int) else step for step in steps)
            if not steps or kind in seen:
                continue
            seen.add(kind)
            copied, parent = copy_of(value, steps)
            known = parent.pop(steps[-1])
            yield copied
            for wrong in faults(known, part):
                copied, parent = copy_of(value, steps)
                parent[steps[-1]] = wrong
                yield copied
        for key in set(schema["properties"]) - set(value):
            part = resolved(schema["properties"][key], schema)
            if (key,) not in seen:
                seen.add((key,))
                yield from ({**value, key: wrong} for wrong in faults(like(part), part))


def faults(value: Any, part: dict[str, Any]) -> Iterator[Any]:
    """What could stand in the value's place."""
    yield from (None, True, 7, 1.5, "x", [], {}, ["x"], {"x": 1})
    for choice in part.get("enum", ()):
        yield from (choice, str(choice).upper(), f"{choice} ", str(choice)[:-1])
    if isinstance(value, str):
        yield from lengths(part)
        if "pattern" in part:
            yield from (*DATES, *TEXTS)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from numbers(part)
    elif isinstance(value, list):
        filling = value or ["x"]
        for bound in (part[key] for key in ("minItems", "maxItems") if key in part):
            for count in {max(0, bound - 1), bound, bound + 1}:
                yield [copy.deepcopy(filling[index % len(filling)]) for index in range(count)]


def like(part: dict[str, Any]) -> Any:
    """Something of the type that is meant, to be spoilt."""
    return {"integer": 1, "array": [], "object": {}}.get(str(part.get("type")), "x")


def lengths(part: dict[str, Any]) -> Iterator[str]:
    """Just inside and just outside the bounds, in characters of one to four bytes."""
    for bound in (part[key] for key in ("minLength", "maxLength") if key in part):
        for count in (bound - 1, bound, bound + 1):
            # A text that has to look like something is made longer at its end.
            start = "https://a/" if "https" in part.get("pattern", "") and count > 10 else ""
            for character in "aæ🧯" if bound < 1000 else "æ":
                yield start + character * max(0, count - len(start))


def numbers(part: dict[str, Any]) -> Iterator[Any]:
    for bound in (part[key] for key in ("minimum", "maximum") if key in part):
        yield from (bound - 1, bound, bound + 1, float(bound), bound + 0.5, -bound, str(bound))


def copy_of(value: Any, steps: Steps) -> tuple[Any, Any]:
    """A copy of the whole, and in it what holds the value at these steps."""
    copied = copy.deepcopy(value)
    parent = copied
    for step in steps[:-1]:
        parent = parent[step]
    return copied, parent


class Mutator:
    """Makes spoilt messages out of good ones, by chance: several faults at a time."""

    def __init__(self, schema: dict[str, Any], seed: str) -> None:
        self.schema = schema
        self.random = random.Random(seed)

    def spoilt(self, value: Any) -> Any:
        """A copy with two to four faults; some are harmless."""
        value = copy.deepcopy(value)
        for _ in range(self.random.choice((2, 2, 3, 4))):
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
        key, value = steps[-1], parent[steps[-1]]
        chance = self.random.random()
        if chance < 0.5:
            parent[key] = copy.deepcopy(self.random.choice([*faults(value, found)]))
        elif chance < 0.7:
            parent[key] = copy.deepcopy(self.random.choice(VALUES))
        elif chance < 0.8:
            del parent[key]
        elif isinstance(parent, dict):
            self.rename(parent, key)
        if isinstance(value, dict) and key in parent and parent[key] is value:
            names = [*found.get("properties", {}), *NAMES]
            value[self.random.choice(names)] = copy.deepcopy(self.random.choice(VALUES))

    def rename(self, parent: dict[str, Any], key: str) -> None:
        parent[self.random.choice((*NAMES, key.upper(), key + "_"))] = parent.pop(key)


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
