"""The proof: what came out, held against what was sent."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .broker import Program
from .parties import Sent
from .readers import Read, dump, hidden, partitions

FORWARDED = "dk.datafordeler.incident.forwarded.v1"
RECEIPT = "dk.datafordeler.message.receipt.v1"
EVENTS = "incident.events"
SPOC = "spoc.incidents"
COMMANDS = "broker.commands"
DEAD_LETTERS = "broker.dead-letters"
INPUTS = ("itsm.incidents", "portal.incidents", "spoc.updates")
REVISION = re.compile(rb"rev-(\d+)")


def is_input(topic: str) -> bool:
    """Whether outside parties write to the topic."""
    return topic in INPUTS or (topic.startswith("register.") and topic.endswith(".updates"))


def is_output(topic: str) -> bool:
    """Whether the program writes to the topic, and only in transactions."""
    return not is_input(topic)


@dataclass
class Proof:
    """What was found; each fault is counted once and the first ones are kept in words."""

    lost: int = 0
    duplicated: int = 0
    reordered: int = 0
    unexpected: int = 0
    hidden: int = 0
    hidden_by_topic: dict[str, int] = field(default_factory=dict)
    ledger: str = "not run"
    words: list[str] = field(default_factory=list)

    def note(self, kind: str, sentence: str) -> None:
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.words) < 20:
            self.words.append(f"{kind}: {sentence}")

    @property
    def counts(self) -> str:
        return (
            f"lost={self.lost} dup={self.duplicated} reordered={self.reordered}"
            f" unexpected={self.unexpected} hidden={self.hidden} ledger={self.ledger}"
        )

    @property
    def holds(self) -> bool:
        faults = self.lost + self.duplicated + self.reordered + self.unexpected
        return faults == 0 and self.ledger == "balanced"


def verify(
    program: Program,
    sent: Sent,
    dead_letters_expected: int | None = 0,
    only: str | None = None,
) -> Proof:
    """Reads every outbound topic and judges it.

    `dead_letters_expected=None` leaves them to the caller; with `only`, what comes of incidents
    without it in their id is left to the caller too.
    """
    topics = [topic for topic in partitions(program.address) if is_output(topic)]
    committed = dump(program.address, topics)
    counts = {topic: len(records) for topic, records in committed.items()}
    proof = Proof()
    judge_identities(proof, committed)
    if only is not None:
        keep_only(committed, only)
    judge_events(proof, committed.get(EVENTS, []), sent)
    judge_forwarded(proof, committed.get(SPOC, []), sent)
    letters = len(committed.get(DEAD_LETTERS, []))
    if dead_letters_expected is not None and letters != dead_letters_expected:
        first = committed[DEAD_LETTERS][:1]
        code = first[0].header("dead-letter-code") if first else None
        detail = first[0].header("dead-letter-detail") if first else None
        proof.note("unexpected", f"{letters} dead letters, the first: {code}: {detail}")
    aborted = hidden(program.address, counts)
    proof.hidden, proof.hidden_by_topic = aborted.total, aborted.by_topic
    judge_ledger(proof, program)
    return proof


def judge_identities(proof: Proof, committed: dict[str, list[Read]]) -> None:
    """Nothing twice: every CloudEvent id of the program's stands once in its topic.

    Dead letters carry the ids of others, who may well repeat themselves.
    """
    for topic, records in committed.items():
        if topic == DEAD_LETTERS:
            continue
        times = Counter(record.header("ce_id") for record in records)
        times.pop(None, None)
        for identity, count in times.items():
            if count > 1:
                proof.note("duplicated", f"{identity} stands {count} times on {topic}")


def keep_only(committed: dict[str, list[Read]], mark: str) -> None:
    for topic in (EVENTS, SPOC):
        records = committed.get(topic, [])
        committed[topic] = [record for record in records if mark.encode() in record.key]


def by_incident(records: list[Read]) -> dict[str, list[Read]]:
    """Records of each incident, in the order they are read: one partition, by offset."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for record in records:
        groups[(record.key or b"").decode(errors="replace")].append(record)
    for group in groups.values():
        group.sort(key=lambda record: (record.partition, record.offset))
    return groups


def judge_events(proof: Proof, records: list[Read], sent: Sent) -> None:
    """Per incident: sequences 1, 2, 3 … without gap, and every revision told once, in order."""
    groups = by_incident(records)
    for incident, events in groups.items():
        if incident not in sent.revisions:
            proof.note("unexpected", f"{incident} on {EVENTS} was never sent")
        sequences = [json.loads(event.value).get("sequence") for event in events]
        if sequences != list(range(1, len(sequences) + 1)):
            kind = "reordered" if len(set(sequences)) == len(sequences) else "duplicated"
            proof.note(kind, f"{incident} on {EVENTS}: sequences {sequences[:12]}")
        if len({event.partition for event in events}) > 1:
            proof.note("reordered", f"{incident} stands in several partitions of {EVENTS}")
    for incident, revisions in sent.revisions.items():
        told = [revision(event) for event in groups.get(incident, []) if tells_revision(event)]
        judge_revisions(proof, f"{incident} on {EVENTS}", told, revisions)


def judge_forwarded(proof: Proof, records: list[Read], sent: Sent) -> None:
    """To the SPOC: each incident forwarded exactly once, first, and then its changes in order."""
    groups = by_incident([record for record in records if record.header("ce_type") != RECEIPT])
    for incident, revisions in sent.revisions.items():
        group = groups.get(incident, [])
        kinds = [record.header("ce_type") for record in group]
        times = kinds.count(FORWARDED)
        if times == 0:
            proof.note("lost", f"{incident} was never forwarded")
            continue
        if times > 1:
            proof.note("duplicated", f"{incident} was forwarded {times} times")
        if kinds[0] != FORWARDED:
            proof.note("reordered", f"{incident}: {kinds[0]} before it was forwarded")
        order = [number for record in group if (number := event_sequence(record)) is not None]
        if order != sorted(order):
            proof.note("reordered", f"{incident} on {SPOC}: events {order[:12]}")
        told = [revision(record) for record in group if tells_revision(record)]
        judge_revisions(proof, f"{incident} on {SPOC}", told, revisions)
    for incident in groups.keys() - sent.revisions.keys():
        proof.note("unexpected", f"{incident} on {SPOC} was never sent")


def judge_revisions(proof: Proof, where: str, told: list[int], revisions: int) -> None:
    for missing in set(range(1, revisions + 1)) - set(told):
        proof.note("lost", f"{where}: rev-{missing} is missing")
    for number, times in Counter(told).items():
        if times > 1:
            proof.note("duplicated", f"{where}: rev-{number} is told {times} times")
    if told != sorted(told):
        proof.note("reordered", f"{where}: revisions in the order {told[:12]}")


def tells_revision(record: Read) -> bool:
    """Whether the record carries a title: reports and updates do, deviations do not."""
    return record.value is not None and REVISION.search(record.value) is not None


def revision(record: Read) -> int:
    return int(REVISION.search(record.value).group(1))


def event_sequence(record: Read) -> int | None:
    """The event a record tells of: the second part from the right of `<incident>.<seq>.<n>`."""
    parts = (record.header("ce_id") or "").rsplit(".", 2)
    return int(parts[1]) if len(parts) == 3 and parts[1].isdigit() else None


def judge_ledger(proof: Proof, program: Program) -> None:
    """The program's own account of every input offset."""
    verified = program.verify_ledger()
    proof.ledger = "balanced" if verified.returncode == 0 else f"exit-{verified.returncode}"
    if verified.returncode != 0:
        said = (verified.stdout + verified.stderr).strip().splitlines()
        proof.words.append(f"ledger: {' | '.join(said[-8:])}")
