"""Good messages to spoil: the examples that are shipped with the dialects."""

import copy
import json
import pathlib
from dataclasses import dataclass

from .environment import HOME

Path = tuple[str | int, ...]
EXAMPLES = pathlib.Path(HOME) / "deploy" / "dialects" / "examples"


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a dialect's messages, enough to spoil them for sure."""

    topic: str
    # Where the incident's number stands; each that is there is changed.
    numbers: tuple[Path, ...]
    # Without any of these, or with another type in its place, the message is refused.
    required: tuple[Path, ...]


PLAIN = {
    "jira": Shape(
        "itsm.incidents",
        (("issue", "key"),),
        (("issue",), ("issue", "key"), ("webhookEvent",)),
    ),
    "servicenow": Shape("itsm.incidents", (("number",),), (("number",), ("operation",))),
    "portal": Shape("portal.incidents", (("sagsnummer",),), (("sagsnummer",), ("handling",))),
    "tmf621": Shape(
        "spoc.updates",
        (
            ("event", "troubleTicket", "id"),
            ("event", "troubleTicket", "externalIdentifier", 0, "id"),
        ),
        (("eventType",), ("event",), ("event", "troubleTicket")),
    ),
}
# The last part of a canonical type → topic, and what its data must have. Every other verb is
# sent as the SPOC would, and must have what its schema says.
EVENTS = {
    "report": ("itsm.incidents", ("number", "title", "reporter")),
    "update": ("portal.incidents", ()),
    "note": ("spoc.updates", ("text",)),
    "acknowledge": ("spoc.updates", ()),
    "start-work": ("register.mat.updates", ()),
    "log-call": ("itsm.incidents", ("call",)),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One good message and how it may be spoilt."""

    document: dict
    shape: Shape
    # None: plain JSON. Otherwise the CloudEvents attributes that go into headers.
    attributes: dict[str, str] | None

    def numbered(self, number: str) -> "Entry":
        """The same message about another incident."""
        document = copy.deepcopy(self.document)
        for path in self.shape.numbers:
            holder = at(document, path[:-1])
            if holder is None or at(document, path) is None:
                continue
            # An id of ours starts with the system's name, in lower case.
            is_ours = holder[path[-1]].split("-")[0].islower()
            holder[path[-1]] = f"itsm-{number}" if is_ours else number
        headers: tuple[tuple[str, bytes], ...] = ()
        if self.attributes is not None:
            attributes = {**self.attributes, "ce_id": number}
            headers = tuple((name, value.encode()) for name, value in attributes.items())
        value = json.dumps(document, ensure_ascii=False).encode()
        return Entry(self.shape, value, headers, number)


@dataclass(frozen=True, slots=True)
class Entry:
    """A good message, ready to be sent or spoilt."""

    shape: Shape
    value: bytes
    headers: tuple[tuple[str, bytes], ...]
    number: str

    @property
    def topic(self) -> str:
        return self.shape.topic

    @property
    def is_event(self) -> bool:
        return bool(self.headers)

    @property
    def key(self) -> bytes:
        return self.number.encode()


def at(document, path: Path):
    """What stands at the path, or None."""
    for step in path:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return None
    return document


def corpus() -> list[Example]:
    """Every example that becomes a command: plain ones as they are, canonical ones as events."""
    found = [
        Example(document, shape, None)
        for dialect, shape in PLAIN.items()
        for document in good_examples(dialect)
    ]
    for event in good_examples("canonical"):
        name = event["type"].split(".")[-2]
        # One message about many incidents would come back as many dead letters.
        if "incidents" in event["data"]:
            continue
        topic, required = EVENTS.get(name) or ("spoc.updates", required_members(name))
        numbers = (("number",), ("incident",))
        shape = Shape(topic, numbers, tuple((member,) for member in required))
        attributes = {"ce_specversion": "1.0", "ce_id": "", "ce_source": "/fuzz"}
        attributes |= {"ce_type": event["type"], "content-type": "application/json"}
        found.append(Example(event["data"], shape, attributes))
    return found


def required_members(name: str) -> tuple[str, ...]:
    """What the contract demands of a verb's message."""
    schema = pathlib.Path(HOME) / "Schemas" / "inbound" / f"{name}.v1.json"
    return tuple(json.loads(schema.read_text(encoding="utf-8")).get("required", ()))


def good_examples(dialect: str) -> list[dict]:
    """Those with a command beside them; the others are there to be refused."""
    messages = sorted((EXAMPLES / dialect).glob("*.in.json"))
    good = [path for path in messages if command_of(path).exists()]
    if not good:
        raise FileNotFoundError(f"no examples in {EXAMPLES / dialect}")
    return [json.loads(path.read_text(encoding="utf-8")) for path in good]


def command_of(path: pathlib.Path) -> pathlib.Path:
    return path.with_name(path.name.removesuffix(".in.json") + ".command.json")
