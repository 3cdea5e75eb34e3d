"""The little of Kafka's wire protocol that a proxy in front of noida-db has to know.

Four things in noida-db's answers are changed on the way:

- its own address, so that clients come back through the proxy (Metadata, FindCoordinator);
- the newest version of Fetch it offers (ApiVersions), so that one layout is enough here;
- a Fetch answer without records is held back a moment: noida-db does not wait for records as
  it is asked to, and an idle reader would ask 30,000 times a second and leave no processor;
- Fetch answers name aborted transactions that ended before the offset asked for. Kafka names
  only those that overlap what it sends. A client that is told of such a transaction, and never
  meets its abort marker, takes everything that this producer wrote since for aborted and skips
  it without a word. A reader of a topic written in transactions, started behind an aborted one,
  would lose records that a real Kafka hands out.
"""

import struct

FETCH, METADATA, FIND_COORDINATOR, API_VERSIONS = 1, 3, 10, 18
READ = (FETCH, METADATA, FIND_COORDINATOR, API_VERSIONS)
FETCH_VERSIONS = range(4, 12)
EMPTY_FETCH_WAIT = 0.008
NOBODY = struct.pack(">q", -2)
CONTROL = 0x20
ABORT_MARKER = 0


class Frames:
    """Cuts a byte stream into Kafka's frames: a size in four bytes, and so many bytes."""

    def __init__(self):
        self.buffer = bytearray()

    def feed(self, data: bytes) -> list[bytearray]:
        """The frames that are whole now, without their sizes."""
        self.buffer += data
        frames, start = [], 0
        while len(self.buffer) - start >= 4:
            (size,) = struct.unpack_from(">i", self.buffer, start)
            if len(self.buffer) - start - 4 < size:
                break
            frames.append(self.buffer[start + 4 : start + 4 + size])
            start += 4 + size
        if start:
            del self.buffer[:start]
        return frames


class Conversation:
    """One connection's requests and answers: what is asked decides how the answer is read."""

    def __init__(self, target: str, listening: str):
        self.theirs, self.ours = endpoint(target), endpoint(listening)
        self.requests, self.answers = Frames(), Frames()
        self.asked: dict[int, tuple[int, int]] = {}

    def client_said(self, data: bytes) -> None:
        for frame in self.requests.feed(data):
            kind, version, correlation = struct.unpack_from(">hhi", frame)
            if kind in READ:
                self.asked[correlation] = (kind, version)

    def server_said(self, data: bytes) -> list[tuple[bytes, bool]]:
        """The whole frames among what has come, changed where they must be, and of each
        whether it is a Fetch answer without records."""
        changed = []
        for frame in self.answers.feed(data):
            is_empty = False
            (correlation,) = struct.unpack_from(">i", frame)
            kind, version = self.asked.pop(correlation, (None, 0))
            if kind in (METADATA, FIND_COORDINATOR):
                frame = frame.replace(self.theirs, self.ours)
            elif kind == API_VERSIONS:
                cap_fetch(frame, version)
            elif kind == FETCH:
                is_empty = repair_fetch(frame, version) == 0
            changed.append((struct.pack(">i", len(frame)) + frame, is_empty))
        return changed


def endpoint(address: str) -> bytes:
    """A host and its port as they stand next to each other in answers."""
    host, port = address.rsplit(":", 1)
    return host.encode() + struct.pack(">i", int(port))


def cap_fetch(frame: bytearray, version: int) -> None:
    """Offers Fetch up to the version that is read here."""
    # From version 3 each entry ends in a byte of tagged fields, and the count is one byte.
    start, stride = (7, 7) if version >= 3 else (10, 6)
    for at in range(start, len(frame) - 5, stride):
        (kind,) = struct.unpack_from(">h", frame, at)
        if kind == FETCH:
            struct.pack_into(">h", frame, at + 4, FETCH_VERSIONS[-1])
            return


def repair_fetch(frame: bytearray, version: int) -> int:
    """Makes the entries that Kafka would not have sent name nobody; gives the bytes of records
    in the answer."""
    if version not in FETCH_VERSIONS:
        raise ValueError(f"Fetch version {version} is not known to the proxy")
    at = 8 if version < 7 else 14
    (topics,) = struct.unpack_from(">i", frame, at)
    at += 4
    records = 0
    for _ in range(topics):
        (length,) = struct.unpack_from(">h", frame, at)
        (count,) = struct.unpack_from(">i", frame, at + 2 + length)
        at += 2 + length + 4
        for _ in range(count):
            at, size = _repair_partition(frame, at, version)
            records += size
    return records


def _repair_partition(frame: bytearray, at: int, version: int) -> tuple[int, int]:
    """The place after this partition's part of the answer, and the bytes of its records."""
    at += 4 + 2 + 8 + 8 + (8 if version >= 5 else 0)
    (count,) = struct.unpack_from(">i", frame, at)
    aborted_at = at + 4
    count = max(count, 0)
    at = aborted_at + 16 * count + (4 if version >= 11 else 0)
    (size,) = struct.unpack_from(">i", frame, at)
    records_at = at + 4
    size = max(size, 0)
    end = records_at + size
    if count == 0 or size == 0:
        return end, size
    base, markers = _survey(frame, records_at, end)
    entries = [struct.unpack_from(">qq", frame, aborted_at + 16 * i) for i in range(count)]
    for index, (producer, first) in enumerate(entries):
        if first < base and first != _open_at_start(producer, entries, markers):
            frame[aborted_at + 16 * index : aborted_at + 16 * index + 8] = NOBODY
    return end, size


def _open_at_start(
    producer: int, entries: list[tuple[int, int]], markers: dict[int, tuple[int, int]]
) -> int | None:
    """The first offset of the producer's transaction that its first marker here aborts."""
    kind, offset = markers.get(producer, (None, 0))
    if kind != ABORT_MARKER:
        return None
    return max((first for owner, first in entries if owner == producer and first <= offset),
               default=None)


def _survey(frame: bytearray, at: int, end: int) -> tuple[int, dict[int, tuple[int, int]]]:
    """The first offset of some record batches, and each producer's first control marker: its
    type and its offset."""
    (base,) = struct.unpack_from(">q", frame, at)
    markers: dict[int, tuple[int, int]] = {}
    while at + 61 <= end:
        (offset,) = struct.unpack_from(">q", frame, at)
        (length,) = struct.unpack_from(">i", frame, at + 8)
        (attributes,) = struct.unpack_from(">h", frame, at + 21)
        (producer,) = struct.unpack_from(">q", frame, at + 43)
        if attributes & CONTROL and producer not in markers and at + 12 + length <= end:
            markers[producer] = (_marker(frame, at + 61), offset)
        at += 12 + length
    return base, markers


def _marker(frame: bytearray, at: int) -> int:
    """The type of the one record in a control batch: 0 abort, 1 commit."""
    # Record: length, attributes, timestamp delta, offset delta, key length, key (version, type).
    at = _after_varint(frame, at) + 1
    for _ in range(3):
        at = _after_varint(frame, at)
    (kind,) = struct.unpack_from(">h", frame, at + 2)
    return kind


def _after_varint(frame: bytearray, at: int) -> int:
    while frame[at] & 0x80:
        at += 1
    return at + 1
