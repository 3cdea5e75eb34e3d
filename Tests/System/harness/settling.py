"""Knowing when the program has dealt with everything, without asking it."""

import time

from confluent_kafka import ConsumerGroupTopicPartitions

from .clients import admin
from .readers import Tail, partitions
from .verify import COMMANDS, is_input


class Drain:
    """Waits until every record of the input topics and of the commands is behind a group's
    committed offset."""

    def __init__(self, address: str):
        self.address = address
        topics = [name for name in partitions(address) if is_input(name) or name == COMMANDS]
        self.tail = Tail(address, topics, keep=False)
        self.next: dict[tuple[str, int], int] = {}

    def behind(self) -> int:
        """Records nobody has committed yet."""
        for record in self.tail.poll():
            place = (record.topic, record.partition)
            self.next[place] = max(self.next.get(place, 0), record.offset + 1)
        committed = committed_offsets(self.address)
        return sum(
            max(0, offset - committed.get(place, 0)) for place, offset in self.next.items()
        )

    def wait(self, seconds: float, stalled_after: float = 45.0) -> float:
        """Seconds until nothing is behind twice in a row; raises when it stops moving."""
        started = moved = time.monotonic()
        best, calm = None, 0
        while calm < 2:
            left = self.behind()
            now = time.monotonic()
            calm = calm + 1 if left == 0 else 0
            if best is None or left < best:
                best, moved = left, now
            if now - started > seconds or (left and now - moved > stalled_after):
                raise TimeoutError(f"{left} records are still not processed")
            time.sleep(0.1)
        return time.monotonic() - started

    def close(self) -> None:
        self.tail.close()


def committed_offsets(address: str) -> dict[tuple[str, int], int]:
    """The furthest committed offset of any group, by partition."""
    client = admin(address)
    groups = client.list_consumer_groups(request_timeout=20).result().valid
    furthest: dict[tuple[str, int], int] = {}
    for group in groups:
        request = [ConsumerGroupTopicPartitions(group.group_id)]
        answer = client.list_consumer_group_offsets(request, request_timeout=20)
        for place in answer[group.group_id].result().topic_partitions:
            key = (place.topic, place.partition)
            furthest[key] = max(furthest.get(key, 0), place.offset)
    return furthest
