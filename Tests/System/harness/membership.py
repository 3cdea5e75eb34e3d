"""The session timeout that noida-db does not have.

A static member that is gone keeps its seat, and its partitions, until its session times out.
Kafka does that by itself after seconds; noida-db never does. Here the administrator removes the
member by its instance name (a LeaveGroup request, as `kafka-consumer-groups` would send it).
"""

import socket
import struct

from .clients import admin

LEAVE_GROUP = 13


def seats(address: str) -> dict[str, list[str]]:
    """Instance names (or member ids, for members without one) by consumer group."""
    client = admin(address)
    groups = client.list_consumer_groups(request_timeout=10).result().valid
    names = [group.group_id for group in groups]
    answer: dict[str, list[str]] = {}
    for name in names:
        described = client.describe_consumer_groups([name], request_timeout=10)[name].result()
        answer[name] = [seat.group_instance_id or seat.member_id for seat in described.members]
    return answer


def evict(address: str, instance: str) -> list[str]:
    """Takes the seats of one instance in every group; the groups it sat in.

    A program with a member per stage may add to its name: whatever starts with it goes.
    """
    left = []
    for group, members in seats(address).items():
        for member in members:
            if member == instance or member.startswith(f"{instance}-"):
                _leave(address, group, member)
                left.append(group)
    return left


def _text(value: str) -> bytes:
    encoded = value.encode()
    return struct.pack(">h", len(encoded)) + encoded


def _leave(address: str, group: str, instance: str) -> None:
    """LeaveGroup version 3: the first that names a member by its instance."""
    header = struct.pack(">hhi", LEAVE_GROUP, 3, 1) + _text("system-tests")
    body = _text(group) + struct.pack(">i", 1) + _text("") + _text(instance)
    host, port = address.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(struct.pack(">i", len(header) + len(body)) + header + body)
        (size,) = struct.unpack(">i", _exactly(connection, 4))
        answer = _exactly(connection, size)
    _, _, error = struct.unpack(">iih", answer[:10])
    # 25: the member is not there any more, which is what was wanted.
    if error not in (0, 25):
        raise RuntimeError(f"{group}: {instance} could not be removed, Kafka error {error}")


def _exactly(connection: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        part = connection.recv(size - len(received))
        if not part:
            raise ConnectionError("noida-db closed the connection")
        received += part
    return received
