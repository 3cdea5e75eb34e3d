"""Reads whole topics, as committed readers see them and as they really stand in the log."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from confluent_kafka import KafkaError, TopicPartition

from .clients import admin, consumer


@dataclass(frozen=True, slots=True)
class Read:
    """One record as it was read."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]

    def header(self, name: str) -> str | None:
        for key, value in reversed(self.headers):
            if key == name and value is not None:
                return value.decode(errors="replace")
        return None

    @property
    def position(self) -> tuple[str, int, int]:
        return (self.topic, self.partition, self.offset)


def partitions(address: str) -> dict[str, int]:
    """Topic → number of partitions, without Kafka's own topics."""
    topics = admin(address).list_topics(timeout=20).topics
    return {name: len(t.partitions) for name, t in topics.items() if not name.startswith("__")}


class Tail:
    """Follows topics from their beginning; each `poll` reads to the ends as they are then."""

    def __init__(
        self,
        address: str,
        topics: Iterable[str],
        committed: bool = True,
        keep: bool = True,
        start: int = 0,
    ):
        self.keep = keep
        counts = partitions(address)
        self.records: dict[str, list[Read]] = {topic: [] for topic in topics}
        self.reader = consumer(
            address,
            isolation_level="read_committed" if committed else "read_uncommitted",
            queued_max_messages_kbytes=262_144,
        )
        self.positions = [
            TopicPartition(topic, partition, start)
            for topic in self.records
            for partition in range(counts.get(topic, 0))
        ]
        self.reader.assign(self.positions)
        self._at_end: set[tuple[str, int]] = set()

    def poll(self, seconds: float = 60) -> list[Read]:
        """What is new, until every partition stands at its end again.

        A partition says that it is at its end once, and again only after new records.
        """
        new: list[Read] = []
        deadline = time.monotonic() + seconds
        while True:
            for message in self.reader.consume(5000, timeout=0.05):
                self._take(message, new)
            if len(self._at_end) >= len(self.positions):
                break
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self._at_end)} of {len(self.positions)} ends reached")
        if self.keep:
            for record in new:
                self.records[record.topic].append(record)
        return new

    def _take(self, message, new: list[Read]) -> None:
        error = message.error()
        if error is None:
            self._at_end.discard((message.topic(), message.partition()))
            new.append(
                Read(
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    message.key(),
                    message.value(),
                    tuple(message.headers() or ()),
                )
            )
        elif error.code() == KafkaError._PARTITION_EOF:
            self._at_end.add((message.topic(), message.partition()))
        elif error.fatal():
            raise RuntimeError(str(error))

    def close(self) -> None:
        self.reader.close()


def dump(
    address: str, topics: Iterable[str], committed: bool = True, start: int = 0
) -> dict[str, list[Read]]:
    """Everything in the topics now from an offset on, in offset order within each partition.

    One topic at a time: noida-db would answer with all of them in one piece.
    """
    everything: dict[str, list[Read]] = {}
    for topic in topics:
        tail = Tail(address, [topic], committed, start=start)
        try:
            tail.poll()
        finally:
            tail.close()
        everything[topic] = tail.records[topic]
    return everything


@dataclass
class Hidden:
    """Records that stand in the log and that no committed reader sees: aborted ones."""

    by_topic: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_topic.values())


def hidden(address: str, committed: dict[str, int]) -> Hidden:
    """Counts, per topic, what the log holds beyond the records seen committed."""
    everything = dump(address, committed, committed=False)
    return Hidden({topic: len(everything[topic]) - seen for topic, seen in committed.items()})
