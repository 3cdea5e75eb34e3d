"""A real Kafka broker for one test: noida-db on a free loopback port."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile

from .clients import admin
from .processes import ProcessGroup, wait_until
from .proxy import Proxy


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Noida:
    """noida-db with only its Kafka service, in a data folder of its own.

    Its snapshots are switched off by default: it rewrites all data as one JSON file about once
    a second, which on two cores becomes the test. Nothing here restarts it, so nothing is lost
    by that. A pipe without a reader stands where its temporary file would be: the thread that
    writes snapshots waits there for good, after the first and smallest one.
    """

    def __init__(self, program: str, snapshots: bool = False):
        self.proxy: Proxy | None = None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="noida-"))
        self.port = free_port()
        if not snapshots:
            os.mkfifo(self.folder / "kafka.tmp")
        self.log = open(self.folder / "noida.log", "wb")
        command = [program, "start", "--only", "kafka", "--kafka-port", str(self.port)]
        self.group = ProcessGroup(
            [*command, "--data-dir", str(self.folder)], self.log, subprocess.STDOUT
        )
        try:
            wait_until(self._answers, 20, "noida-db to answer")
            self.proxy = self.another_way_in()
        except (TimeoutError, RuntimeError):
            self.stop()
            raise

    @property
    def direct_address(self) -> str:
        """noida-db itself. Safe for those that only write, or read a topic from its start."""
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """Through a proxy that repairs its answers to readers (see `wire`), without faults."""
        return self.proxy.address

    def another_way_in(self) -> Proxy:
        """A proxy of its own, to do faults to some clients and not to others. The caller
        stops it."""
        port = free_port()
        return Proxy(self.direct_address, port, self.folder / f"proxy-{port}.log")

    def _answers(self) -> bool:
        if not self.group.is_running:
            text = (self.folder / "noida.log").read_text(errors="replace")
            raise RuntimeError(f"noida-db ended with {self.group.exit_code}: {text}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=0.2):
                pass
        except OSError:
            return False
        return bool(admin(self.direct_address).list_topics(timeout=5).brokers)

    def freeze(self) -> None:
        """Stops the whole group as it stands: sockets stay open and say nothing."""
        self.group.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.group.signal(signal.SIGCONT)

    def stop(self) -> None:
        """Ends it at once: its data are thrown away, so no snapshot is waited for."""
        if self.proxy:
            self.proxy.stop()
        self.group.signal(signal.SIGKILL)
        self.group.wait(10)
        self.log.close()
        if os.environ.get("SYSTEM_KEEP") != "1":
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> "Noida":
        return self

    def __exit__(self, *_) -> None:
        self.stop()
