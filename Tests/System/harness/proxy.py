"""A TCP proxy in front of noida-db: repairs what it answers, and does a network's mischief.

Runs as a process of its own (`python -m harness.proxy LISTEN TARGET`), steered by one JSON
object per line on its standard input: the faults in force from then on. Root is not needed and
no client knows of it: noida-db's address is replaced in its answers.
"""

import asyncio
import json
import os
import pathlib
import random
import signal
import socket
import struct
import subprocess
import sys
from collections import deque
from dataclasses import dataclass

from .wire import EMPTY_FETCH_WAIT, Conversation


RESET = "connection reset"


@dataclass
class Faults:
    """What is done to the traffic; nothing by default."""

    # Of the open connections, reset so many every so many seconds.
    reset_share: float = 0.0
    reset_every: float = 0.5
    delay_ms: float = 0.0
    jitter_ms: float = 0.0
    # Small pieces with pauses between them, as a bad link delivers.
    slice: bool = False
    # Nothing gets through, and nobody is told.
    blackhole: bool = False


class Proxy:
    """The test's handle on a running proxy process."""

    def __init__(self, target: str, port: int, log: pathlib.Path):
        self.address = f"127.0.0.1:{port}"
        self.log = open(log, "ab")
        folder = pathlib.Path(__file__).parents[1]
        self.child = subprocess.Popen(
            [sys.executable, "-m", "harness.proxy", self.address, target],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            env={**os.environ, "PYTHONPATH": str(folder)},
            start_new_session=True,
        )
        if self.child.stdout.readline().strip() != b"listening":
            raise RuntimeError(f"the proxy did not start: {log.read_text()}")

    def set(self, **faults) -> None:
        """Replaces the faults in force; without any, the line is good again."""
        self.child.stdin.write(json.dumps(faults).encode() + b"\n")
        self.child.stdin.flush()

    @property
    def resets(self) -> int:
        """Connections it has reset so far."""
        return pathlib.Path(self.log.name).read_text(errors="replace").count(RESET)

    def stop(self) -> None:
        self.child.send_signal(signal.SIGKILL)
        self.child.wait(10)
        self.child.stdin.close()
        self.child.stdout.close()
        self.log.close()


class Pipe:
    """One direction of one connection: bytes go out in order, late if the faults say so."""

    def __init__(self, mischief: "Mischief"):
        self.mischief = mischief
        self.transport: asyncio.Transport | None = None
        self.waiting: deque[tuple[float, bytes]] = deque()
        self.timer: asyncio.TimerHandle | None = None
        self.last_due = 0.0

    def send(self, data: bytes, hold: float = 0.0) -> None:
        """Writes the bytes after those before, `hold` seconds from now at the earliest."""
        faults = self.mischief.faults
        late = hold or faults.delay_ms or faults.jitter_ms or faults.slice or faults.blackhole
        if not late and not self.waiting and self.transport is not None:
            self.transport.write(data)
            return
        loop = asyncio.get_running_loop()
        for piece in pieces(data, self.mischief.random) if faults.slice else (data,):
            jitter = self.mischief.random.uniform(-faults.jitter_ms, faults.jitter_ms)
            due = loop.time() + hold + max(0.0, faults.delay_ms + jitter) / 1000
            self.last_due = max(self.last_due + (0.001 if faults.slice else 0), due)
            self.waiting.append((self.last_due, piece))
        self.release()

    def release(self) -> None:
        """Writes what is due; looks again when the next piece is."""
        if self.timer:
            self.timer.cancel()
            self.timer = None
        if self.transport is None or self.transport.is_closing() or self.mischief.faults.blackhole:
            return
        loop = asyncio.get_running_loop()
        while self.waiting and self.waiting[0][0] <= loop.time():
            self.transport.write(self.waiting.popleft()[1])
        if self.waiting:
            self.timer = loop.call_at(self.waiting[0][0], self.release)


def pieces(data: bytes, chance: random.Random) -> list[bytes]:
    """A few small pieces, then the rest: a large answer is not to take minutes."""
    cut, start = [], 0
    while start < len(data) and len(cut) < 20:
        size = chance.randint(1, 64)
        cut.append(data[start : start + size])
        start += size
    if start < len(data):
        cut.append(data[start:])
    return cut


class Link:
    """A client's connection and ours to noida-db, which live and die together."""

    def __init__(self, mischief: "Mischief"):
        self.mischief = mischief
        self.conversation = Conversation(mischief.target, mischief.listening)
        self.to_server, self.to_client = Pipe(mischief), Pipe(mischief)
        mischief.links.add(self)

    def client_data(self, data: bytes) -> None:
        self.conversation.client_said(data)
        self.to_server.send(data)

    def server_data(self, data: bytes) -> None:
        for frame, is_empty in self.conversation.server_said(data):
            self.to_client.send(frame, hold=EMPTY_FETCH_WAIT if is_empty else 0.0)

    def close(self, reset: bool = False) -> None:
        self.mischief.links.discard(self)
        for pipe in (self.to_server, self.to_client):
            if pipe.timer:
                pipe.timer.cancel()
            if pipe.transport is None or pipe.transport.is_closing():
                continue
            if reset:
                raw = pipe.transport.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            pipe.transport.abort()


class Side(asyncio.Protocol):
    """Either end of a link."""

    def __init__(self, link: Link, is_client: bool):
        self.link = link
        self.is_client = is_client

    def connection_made(self, transport) -> None:
        raw = transport.get_extra_info("socket")
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pipe = self.link.to_client if self.is_client else self.link.to_server
        pipe.transport = transport
        if self.is_client:
            self.link.mischief.spawn(self.connect())
        else:
            pipe.release()

    async def connect(self) -> None:
        host, port = self.link.mischief.target.split(":")
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: Side(self.link, False), host, int(port))
        except OSError:
            self.link.close(reset=True)

    def data_received(self, data: bytes) -> None:
        if self.is_client:
            self.link.client_data(data)
        else:
            self.link.server_data(data)

    def connection_lost(self, _) -> None:
        self.link.close()


class Mischief:
    """The proxy process: all links, and the faults that are in force for them."""

    def __init__(self, listening: str, target: str):
        self.listening, self.target = listening, target
        self.faults = Faults()
        self.links: set[Link] = set()
        self.random = random.Random(5)
        self.tasks: set[asyncio.Task] = set()

    def spawn(self, work) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def run(self) -> None:
        host, port = self.listening.split(":")
        loop = asyncio.get_running_loop()
        await loop.create_server(lambda: Side(Link(self), True), host, int(port), backlog=512)
        self.spawn(self.reset_now_and_then())
        print("listening", flush=True)
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        await loop.connect_read_pipe(lambda: protocol, sys.stdin)
        while line := await reader.readline():
            self.faults = Faults(**json.loads(line))
            for link in list(self.links):
                link.to_server.release()
                link.to_client.release()

    async def reset_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(self.faults.reset_every)
            for link in list(self.links):
                if self.random.random() < self.faults.reset_share:
                    link.close(reset=True)
                    print(RESET, file=sys.stderr, flush=True)


if __name__ == "__main__":
    asyncio.run(Mischief(sys.argv[1], sys.argv[2]).run())
