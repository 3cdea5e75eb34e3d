"""Seeded rubbish: good messages of every dialect, spoilt by grammar or by bytes.

Each input says what must become of it. Where the spoiling is sure, the refusal is demanded, and
its code where only one can be meant. Where bytes were changed at random the outcome is open,
unless what is left is no JSON any more by a second opinion (Python's own reader).
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .corpus import Entry, Example, at
from .parties import Message

JSON_CODES = frozenset({"json.invalid", "json.invalid-utf8", "json.duplicate-key"})
JSON_CODES |= {"json.too-deep", "json.number-out-of-range"}
MESSAGE_BYTES_MAX = 1_048_576


@dataclass(frozen=True, slots=True)
class Input:
    """One fuzzed message; `refused` demands a dead letter, `codes` its code (empty: any)."""

    message: Message
    kind: str
    refused: bool
    codes: frozenset[str] = frozenset()


Spoiler = Callable[["Fuzzer", Entry], Input]


class Fuzzer:
    """An endless stream of inputs, the same for the same seed."""

    # Large inputs are few: noida-db holds little.
    LARGE_EVERY = 4000
    LARGE_MAX = 10

    def __init__(self, seed: int, corpus: list[Example]):
        self.random = random.Random(seed)
        self.corpus = corpus
        self.made = 0
        self.large = 0

    def stream(self, count: int) -> Iterator[Input]:
        grammar = [*GRAMMAR]
        for index in range(count):
            self.made += 1
            entry = self.random.choice(self.corpus).numbered(f"FZ-{self.made}")
            if index % self.LARGE_EVERY == self.LARGE_EVERY - 1 and self.large < self.LARGE_MAX:
                self.large += 1
                yield LARGE[self.large % len(LARGE)](self, entry)
            elif self.random.random() < 0.2:
                yield spoil_bytes(self, entry)
            else:
                yield self.random.choice(grammar)(self, entry)

    def input(self, entry: Entry, value: bytes | None, kind: str, *codes: str, **more) -> Input:
        """The entry's message with another value; refused, by one of the codes if any."""
        headers = more.get("headers", entry.headers)
        key = None if self.random.random() < 0.1 else more.get("key", entry.key)
        message = Message(entry.topic, key, value, tuple(headers))
        return Input(message, kind, more.get("refused", True), frozenset(codes))


def strictly_readable(value: bytes | None) -> bool:
    """Whether Python, told to be strict, takes the bytes for one JSON value."""

    def refuse(text):
        raise ValueError(text)

    try:
        json.loads((value or b"").decode(), parse_constant=refuse)
        return True
    except (ValueError, RecursionError):
        return False


def spoil_bytes(fuzzer: Fuzzer, entry: Entry) -> Input:
    """A few random edits of bytes, as a broken writer or line makes them."""
    chance = fuzzer.random
    value = bytearray(entry.value)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(value) + 1)
        match chance.randrange(6):
            case 0 if at < len(value):
                value[at] ^= 1 << chance.randrange(8)
            case 1:
                value[at:at] = chance.randbytes(chance.randint(1, 8))
            case 2:
                del value[at : at + chance.randint(1, 12)]
            case 3:
                value[at:at] = value[at : at + chance.randint(1, 40)]
            case 4:
                value[at:at] = chance.choice(
                    [b'"', b"{", b"}", b"[", b"]", b":", b",", b"\\", b"\x00", b"\xc3", b"1e999"]
                )
            case _:
                del value[at:]
    refused = not strictly_readable(bytes(value))
    return fuzzer.input(entry, bytes(value), "bytes", refused=refused)


# Spoilers of the grammar: each sure to be refused.


def is_empty(fuzzer: Fuzzer, entry: Entry) -> Input:
    return fuzzer.input(entry, fuzzer.random.choice([b"", None]), "empty", "message.empty")


def is_cut(fuzzer: Fuzzer, entry: Entry) -> Input:
    cut = entry.value.rstrip()[: fuzzer.random.randint(1, len(entry.value.rstrip()) - 1)]
    return fuzzer.input(entry, cut, "cut", "json.invalid", "json.invalid-utf8")


def has_bad_utf8(fuzzer: Fuzzer, entry: Entry) -> Input:
    """Inside a string: overlong, surrogate, stray continuation, cut short, beyond Unicode."""
    bad = fuzzer.random.choice(
        [b"\xc0\xaf", b"\xed\xa0\x80", b"\x80", b"\xe2\x82", b"\xf5\x80\x80\x80", b"\xff", b"\xfe"]
    )
    value = entry.value.replace(b'": "', b'": "' + bad, 1)
    return fuzzer.input(entry, value, "bad utf-8", "json.invalid-utf8")


def is_deep(fuzzer: Fuzzer, entry: Entry) -> Input:
    depth = fuzzer.random.choice([66, 200, 1000, 10_000 if fuzzer.random.random() < 0.02 else 70])
    opening, closing = fuzzer.random.choice([(b"[", b"]"), (b'{"a":', b"}")])
    nested = opening * depth + b"1" + closing * depth
    return fuzzer.input(entry, with_member(entry, b"dyb", nested), "deep", "json.too-deep")


def has_long_number(fuzzer: Fuzzer, entry: Entry) -> Input:
    """More digits than any number type holds; a double would be infinite."""
    digits = 100_000 if fuzzer.random.random() < 0.01 else fuzzer.random.choice([400, 1000])
    number = b"9" * digits
    codes = ("json.number-out-of-range", "json.invalid")
    return fuzzer.input(entry, with_member(entry, b"tal", number), "long number", *codes)


def has_key_twice(fuzzer: Fuzzer, entry: Entry) -> Input:
    value = with_member(entry, b"dobbelt", b'1,"dobbelt":2')
    return fuzzer.input(entry, value, "key twice", "json.duplicate-key")


def has_key_twice_by_escape(fuzzer: Fuzzer, entry: Entry) -> Input:
    value = with_member(entry, b"dobbelt", b'1,"d\\u006fbbelt":2')
    return fuzzer.input(entry, value, "key twice", "json.duplicate-key")


def is_not_json(fuzzer: Fuzzer, entry: Entry) -> Input:
    token = fuzzer.random.choice(
        [b"NaN", b"Infinity", b"-Infinity", b"01", b"+1", b".5", b"1.", b"0x10", b"'a'"]
        + [b'"\\x"', b'"\\ud800"', b'"a\nb"', b'"\x00"', b"tru", b"undefined", b"1 2"]
        + [b"/* a */ 1", b"", b"[1,]"]
    )
    return fuzzer.input(entry, with_member(entry, b"fejl", token), "not json", *JSON_CODES)


def has_more_behind(fuzzer: Fuzzer, entry: Entry) -> Input:
    more = fuzzer.random.choice([b"{}", b"x", b"\x00", b"]", b'"'])
    return fuzzer.input(entry, entry.value.rstrip() + more, "more behind", *JSON_CODES)


def is_other_encoding(fuzzer: Fuzzer, entry: Entry) -> Input:
    encoding = fuzzer.random.choice(["utf-16", "utf-16-le", "utf-32"])
    return fuzzer.input(entry, entry.value.decode().encode(encoding), "encoding", *JSON_CODES)


def is_other_type(fuzzer: Fuzzer, entry: Entry) -> Input:
    value = fuzzer.random.choice([b"[]", b"null", b"true", b"12", b'"tekst"', b"{}", b"[{}]"])
    return fuzzer.input(entry, value, "type of the whole")


def has_wrong_member(fuzzer: Fuzzer, entry: Entry) -> Input:
    """A required member is gone, or of a type that nobody takes."""
    if not entry.shape.required:
        return is_other_type(fuzzer, entry)
    document = json.loads(entry.value)
    path = fuzzer.random.choice(entry.shape.required)
    holder = at(document, path[:-1])
    if fuzzer.random.random() < 0.4:
        del holder[path[-1]]
    else:
        holder[path[-1]] = fuzzer.random.choice([True, [], {"a": 1}, [None]])
    value = json.dumps(document, ensure_ascii=False).encode()
    return fuzzer.input(entry, value, "wrong member")


def has_bad_number(fuzzer: Fuzzer, entry: Entry) -> Input:
    """An incident's number that can't be part of an id."""
    bad = fuzzer.random.choice(["", "a b", "æ", "x/y", "n" * 65, "../etc", "a\\u0000b", "💥"])
    value = entry.value.replace(f'"{entry.number}"'.encode(), f'"{bad}"'.encode())
    if value == entry.value:
        return is_not_json(fuzzer, entry)
    return fuzzer.input(entry, value, "bad number")


def has_broken_envelope(fuzzer: Fuzzer, entry: Entry) -> Input:
    """CloudEvents headers of a plain message's or an event's, one of them broken."""
    good = dict(entry.headers) if entry.is_event else event_headers(entry)
    name, value, code = fuzzer.random.choice(
        [
            ("ce_specversion", b"0.3", "cloudevent.unsupported-version"),
            ("ce_specversion", b"2.0", "cloudevent.unsupported-version"),
            ("ce_specversion", b"", None),
            ("ce_id", None, "cloudevent.incomplete"),
            ("ce_id", b"", None),
            ("ce_source", None, "cloudevent.incomplete"),
            ("ce_type", None, "cloudevent.incomplete"),
            ("ce_type", b"dk.datafordeler.incident.exploded.v9", None),
            ("ce_type", b"\xff\xfe", None),
            ("ce_time", "i går".encode(), "cloudevent.malformed"),
            ("ce_time", b"2026-02-30T00:00:00Z", "cloudevent.malformed"),
            ("ce_source", b"en kilde", "cloudevent.malformed"),
        ]
    )
    if value is None:
        good.pop(name, None)
    else:
        good[name] = value
    codes = (code,) if code else ()
    return fuzzer.input(entry, entry.value, "envelope", *codes, headers=good.items())


def is_broken_structure(fuzzer: Fuzzer, entry: Entry) -> Input:
    """A structured CloudEvent that is none."""
    good = {"specversion": "1.0", "id": entry.number, "source": "/fuzz", "type": "x", "data": {}}
    broken = fuzzer.random.choice(
        [
            {**good, "specversion": "3"},
            {**good, "id": 7},
            {**good, "source": ""},
            {**good, "time": 12},
            {name: value for name, value in good.items() if name != "type"},
            {**good, "data_base64": "***", "data": 1},
            [good],
            {},
            None,
        ]
    )
    headers = [("content-type", b"application/cloudevents+json")]
    value = json.dumps(broken).encode()
    return fuzzer.input(entry, value, "structured", headers=headers)


def is_header_bomb(fuzzer: Fuzzer, entry: Entry) -> Input:
    """Hundreds of headers around a message that is refused anyway."""
    many = [(f"x-{index}", b"y" * 8) for index in range(fuzzer.random.choice([50, 300]))]
    many += [("ce_id", None), ("", b"no name"), ("dead-letter-code", b"forged")]
    return fuzzer.input(entry, b"{", "header bomb", headers=[*entry.headers, *many])


def is_too_large(fuzzer: Fuzzer, entry: Entry) -> Input:
    size = MESSAGE_BYTES_MAX + fuzzer.random.choice([1, 5_000, 900_000])
    value = with_member(entry, b"fyld", b'"' + b"x" * size + b'"')
    return fuzzer.input(entry, value, "too large", "message.too-large")


def is_large_and_cut(fuzzer: Fuzzer, entry: Entry) -> Input:
    value = b'{"fyld":"' + b"x" * (MESSAGE_BYTES_MAX - 20)
    return fuzzer.input(entry, value, "large and cut", *JSON_CODES)


def with_member(entry: Entry, name: bytes, value: bytes) -> bytes:
    """One more member in front of the entry's document, whatever its value is."""
    return re.sub(rb"^\s*\{", lambda _: b'{"' + name + b'": ' + value + b", ", entry.value)


def event_headers(entry: Entry) -> dict[str, bytes]:
    return {
        "ce_specversion": b"1.0",
        "ce_id": entry.number.encode(),
        "ce_source": b"/fuzz",
        "ce_type": b"dk.datafordeler.incident.report.v1",
        "content-type": b"application/json",
    }


GRAMMAR: list[Spoiler] = [
    is_empty,
    is_cut,
    has_bad_utf8,
    is_deep,
    has_long_number,
    has_key_twice,
    has_key_twice_by_escape,
    is_not_json,
    has_more_behind,
    is_other_encoding,
    is_other_type,
    has_wrong_member,
    has_bad_number,
    has_broken_envelope,
    is_broken_structure,
    is_header_bomb,
]
LARGE: list[Spoiler] = [is_too_large, is_large_and_cut]
