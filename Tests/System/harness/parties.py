"""The senders: what an ITSM tool and a portal write, repeats and all.

Every report and every update is different, and carries its place (`rev-3`) in its title, so
that whatever comes out at the other end says which of them it is.
"""

import datetime
import heapq
import itertools
import json
import random
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

REPORT = "dk.datafordeler.incident.report.v1"
UPDATE = "dk.datafordeler.incident.update.v1"


@dataclass(frozen=True, slots=True)
class Message:
    """One record to send."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()
    incident: str = ""
    revision: int = 0


@dataclass
class Sent:
    """What was sent, each thing once however often it went out: the truth to verify against."""

    revisions: dict[str, int] = field(default_factory=dict)
    messages: int = 0
    repeats: int = 0

    def add(self, message: Message) -> None:
        self.messages += 1
        known = self.revisions.get(message.incident, 0)
        if message.revision <= known:
            self.repeats += 1
        else:
            self.revisions[message.incident] = message.revision

    @property
    def incidents(self) -> int:
        return len(self.revisions)

    @property
    def unique(self) -> int:
        return sum(self.revisions.values())


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def moment(milliseconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.timezone.utc)


def rfc3339(milliseconds: int) -> str:
    return moment(milliseconds).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def jira(number: str, revision: int, at: int) -> Message:
    """A ticket as Jira's webhook writes it: plain JSON, no envelope, no message id."""
    stamp = rfc3339(at).replace("Z", "+0000")
    body = {
        "webhookEvent": "jira:issue_created" if revision == 1 else "jira:issue_updated",
        "timestamp": at,
        "issue": {
            "id": str(zlib.crc32(number.encode())),
            "key": number,
            "fields": {
                "summary": f"Opslag i matriklen fejler rev-{revision}",
                "description": "Kald mod tjenesten svarer 500. æøå",
                "created": stamp,
                "updated": stamp,
                "priority": {"name": "Medium"},
                "labels": [],
                "reporter": {
                    "displayName": "Mette Hansen",
                    "emailAddress": "mette@example.dk",
                },
            },
        },
    }
    value = json.dumps(body, ensure_ascii=False).encode()
    return Message("itsm.incidents", number.encode(), value, (), f"itsm-{number}", revision)


def canonical(system: str, number: str, revision: int, at: int) -> tuple[str, dict]:
    """Type and data of a canonical report (revision 1) or update."""
    data = {
        "number": number,
        "sequence": revision,
        "occurredAt": rfc3339(at),
        "title": f"Opslag fejler rev-{revision}",
    }
    if revision == 1:
        data["reporter"] = {"kind": "user" if system == "portal" else "authority"}
        data["channel"] = system
        data["environment"] = "production"
        data["registers"] = ["MAT"]
    return (REPORT if revision == 1 else UPDATE), data


def binary(topic: str, kind: str, data: dict, identity: str, source: str, **place) -> Message:
    """A CloudEvent with its attributes in the headers."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": identity,
        "ce_source": source,
        "ce_type": kind,
        "ce_time": data.get("occurredAt") or rfc3339(now()),
        "content-type": "application/json",
    }
    return Message(
        topic,
        str(data.get("number") or data.get("incident")).encode(),
        json.dumps(data, ensure_ascii=False).encode(),
        tuple((name, value.encode()) for name, value in headers.items()),
        **place,
    )


def structured(topic: str, kind: str, data: dict, identity: str, source: str, **place) -> Message:
    """A CloudEvent as one JSON document."""
    event = {"specversion": "1.0", "id": identity, "source": source, "type": kind}
    event |= {"time": data["occurredAt"], "datacontenttype": "application/json", "data": data}
    return Message(
        topic,
        str(data.get("number") or data.get("incident")).encode(),
        json.dumps(event, ensure_ascii=False).encode(),
        (("content-type", b"application/cloudevents+json; charset=UTF-8"),),
        **place,
    )


class Senders:
    """A seeded stream of incidents from an ITSM tool and a portal.

    Updates follow their report in order, other incidents' messages in between; one message in
    `repeat_every` is sent again, at once or some messages later.
    """

    def __init__(self, seed: int, prefix: str, update_share: float = 0.4, repeat_every: int = 10):
        self.random = random.Random(seed)
        self.prefix = prefix
        self.update_share = update_share
        self.repeat_share = 1 / repeat_every
        self.reported = 0
        self._order = itertools.count()
        # Every message has a later time than the one before, as from one careful sender.
        self._clock = itertools.count(now() - 60_000)

    def messages(self, incidents: int) -> list[Message]:
        """So many more incidents, each with all of its updates."""
        return list(self._stream(self.reported + incidents))

    def _stream(self, incidents: int) -> Iterator[Message]:
        waiting: list[tuple[int, int, Message | tuple[int, int]]] = []
        step = 0
        while self.reported < incidents or waiting:
            step += 1
            everything_reported = self.reported >= incidents
            if waiting and (everything_reported or waiting[0][0] <= step):
                planned = heapq.heappop(waiting)[2]
            else:
                self.reported += 1
                planned = (self.reported, 1)
            if isinstance(planned, Message):
                yield planned
                continue
            number, revision = planned
            message = self.message(number, revision)
            yield message
            for due, following in self._following(step, message, number, revision):
                heapq.heappush(waiting, (due, next(self._order), following))

    def _following(self, step: int, message: Message, number: int, revision: int):
        """The repeat and the next update, each at a step to come, where chance wants them."""
        if self.random.random() < self.repeat_share:
            yield step + (1 if self.random.random() < 0.5 else self.random.randint(2, 60)), message
        if self.random.random() < self.update_share:
            yield step + self.random.randint(1, 80), (number, revision + 1)

    def message(self, number: int, revision: int) -> Message:
        """Half of the incidents in Jira's words, the others as CloudEvents of both modes."""
        name = f"{self.prefix}{number:06d}"
        if number % 2:
            return jira(f"{self.prefix}-{number}", revision, next(self._clock))
        system = "portal" if number % 4 else "itsm"
        kind, data = canonical(system, name, revision, next(self._clock))
        mode = structured if number % 3 == 0 else binary
        return mode(
            f"{system}.incidents",
            kind,
            data,
            identity=f"{name}.{revision}",
            source=f"/{system}/tool",
            incident=f"{system}-{name}",
            revision=revision,
        )
