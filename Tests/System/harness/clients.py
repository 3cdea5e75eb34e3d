"""Kafka clients of somebody else's make (confluent-kafka), set up the same way everywhere."""

import logging

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient

# A frozen broker makes a client say so many times a second; the suites know that it is frozen.
_quiet = logging.getLogger("harness.clients")
_quiet.addHandler(logging.NullHandler())
_quiet.propagate = False


def _settings(address: str) -> dict:
    return {
        "bootstrap.servers": address,
        "socket.nagle.disable": True,
        "reconnect.backoff.ms": 50,
        "reconnect.backoff.max.ms": 500,
        "log.connection.close": False,
        "logger": _quiet,
    }


def admin(address: str) -> AdminClient:
    return AdminClient(_settings(address))


def producer(address: str, **settings) -> Producer:
    """Idempotent, as a careful sender is: what it repeats, it repeats on purpose."""
    return Producer(
        {
            **_settings(address),
            "enable.idempotence": True,
            "linger.ms": 2,
            "message.timeout.ms": 120_000,
            "queue.buffering.max.messages": 200_000,
            **{name.replace("_", "."): value for name, value in settings.items()},
        }
    )


def consumer(address: str, group: str = "system-reader", **settings) -> Consumer:
    """Assigned by hand, never a member of a group: readers must not disturb the program's."""
    return Consumer(
        {
            **_settings(address),
            "group.id": group,
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": 20,
            # noida-db answers with all there is, whatever it is asked to keep to.
            "receive.message.max.bytes": 1_000_000_000,
            **{name.replace("_", "."): value for name, value in settings.items()},
        }
    )
