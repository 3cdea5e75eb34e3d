"""Sends a stream of messages from a thread of its own, at a pace that can be steered."""

import threading
import time

from .clients import producer
from .parties import Message, Sent


class Load:
    """Sends while faults are done; what it sent is the truth the outcome is held against.

    The pace is a number of messages a second, read before each message.
    """

    def __init__(self, address: str, messages: list[Message], rate: float = 100.0):
        self.rate = rate
        self.sent = Sent()
        self.failed: list[str] = []
        self.owed = 0
        self._messages = messages
        self._producer = producer(address)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="load", daemon=True)

    def start(self) -> "Load":
        self._thread.start()
        return self

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        due = time.monotonic()
        for message in self._messages:
            if self._stop.is_set():
                break
            due = max(due, time.monotonic() - 0.5) + 1 / self.rate
            while self.owed <= 0 and (wait := due - time.monotonic()) > 0:
                self._producer.poll(min(wait, 0.005))
            self.owed = max(0, self.owed - 1)
            send(self._producer, message, self._delivered)
            self.sent.add(message)
        left = self._producer.flush(60)
        if left:
            self.failed.append(f"{left} messages were not acknowledged within 60 s")

    def _delivered(self, error, _) -> None:
        if error is not None:
            self.failed.append(str(error))

    def spread_over(self, seconds: float) -> None:
        """Sets the pace so that what is left takes about so long."""
        left = len(self._messages) - self.sent.messages
        self.rate = max(1.0, left / max(seconds, 0.1))

    def burst(self, messages: int) -> None:
        """So many at once, out of turn: whoever reads now has work in hand."""
        self.owed = messages

    def finish(self, seconds: float = 300, rate: float = 2000) -> Sent:
        """Sends the rest at a higher pace, and waits until all of it is acknowledged."""
        self.rate = rate
        self._thread.join(seconds)
        return self._ended()

    def stop(self, seconds: float = 90) -> Sent:
        """Sends no more; what was sent is acknowledged."""
        self._stop.set()
        self._thread.join(seconds)
        return self._ended()

    def _ended(self) -> Sent:
        if self._thread.is_alive():
            raise TimeoutError("the load is still being sent")
        if self.failed:
            raise RuntimeError(f"the test's own sending failed: {self.failed[:3]}")
        return self.sent


def send(client, message: Message, delivered=None) -> None:
    """Hands one message over, waiting while the client's queue is full."""
    while True:
        try:
            client.produce(
                message.topic,
                value=message.value,
                key=message.key,
                headers=list(message.headers),
                on_delivery=delivered,
            )
            client.poll(0)
            return
        except BufferError:
            client.poll(0.1)


def send_all(address: str, messages: list[Message]) -> Sent:
    """Sends the messages as fast as it goes; all are acknowledged when this returns."""
    return Load(address, messages, rate=100_000).start().finish(rate=100_000)
