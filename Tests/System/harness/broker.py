"""The program under test, run as its operators run it: by its command line."""

import os
import pathlib
import re
import signal
import subprocess
import time

from .environment import HOME
from .processes import ProcessGroup, resident_kilobytes, wait_until

READY = re.compile(rb"\bready\b")
# Where policy, dialects and schemas are; the binary may stand anywhere.
ENVIRONMENT = {"INCIDENT_BROKER_HOME": str(HOME)}


class Program:
    """The binary with one configuration and one Kafka: its verbs, each run to its end."""

    def __init__(self, binary, configuration, address: str, logs: pathlib.Path):
        self.binary = str(binary)
        self.configuration = str(configuration)
        self.address = address
        self.logs = logs

    def verb(self, *words: str, seconds: float = 120) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.binary, *words, "--kafka", self.address, "--config", self.configuration],
            capture_output=True,
            text=True,
            timeout=seconds,
            env={**os.environ, **ENVIRONMENT},
            check=False,
        )

    def apply_topics(self) -> None:
        applied = self.verb("topics", "apply")
        if applied.returncode != 0:
            raise RuntimeError(f"topics apply: exit {applied.returncode}: {applied.stderr}")

    def verify_ledger(self) -> subprocess.CompletedProcess:
        return self.verb("ledger", "verify", seconds=300)

    def instance(self, name: str, address: str | None = None) -> "Instance":
        return Instance(self, name, address or self.address)


class Instance:
    """One running copy of the program under a name of its own (its group.instance.id).

    Several may carry the same name on purpose: that is what a zombie is.
    """

    copies = 0

    def __init__(self, program: Program, name: str, address: str):
        Instance.copies += 1
        self.name = name
        self.log_path = program.logs / f"{name}.{Instance.copies}.log"
        self.command = [program.binary, "run", "--kafka", address]
        self.command += ["--config", program.configuration, "--instance", name]
        self.command += ["--log-level", os.environ.get("SYSTEM_LOG_LEVEL", "info")]
        self.group: ProcessGroup | None = None
        self.started = 0.0
        self.log_start = 0
        self.starts = 0

    def start(self) -> "Instance":
        if self.is_running:
            raise RuntimeError(f"{self.name} runs already")
        with open(self.log_path, "ab") as log:
            self.log_start = log.tell()
            self.started = time.monotonic()
            self.group = ProcessGroup(self.command, subprocess.DEVNULL, log, ENVIRONMENT)
        self.starts += 1
        return self

    def wait_ready(self, seconds: float = 60) -> float:
        """Until every stage has its assignment; gives the seconds since the start."""
        wait_until(self._is_ready, seconds, f"{self.name} to be ready", every=0.01)
        return time.monotonic() - self.started

    def _is_ready(self) -> bool:
        if READY.search(self.log_since_start()):
            return True
        if not self.is_running:
            raise RuntimeError(f"{self.name} ended with {self.exit_code}: {self.log_end()}")
        return False

    def log_since_start(self) -> bytes:
        with open(self.log_path, "rb") as log:
            log.seek(self.log_start)
            return log.read()

    def log_end(self, characters: int = 2000) -> str:
        return self.log_path.read_text(errors="replace")[-characters:]

    @property
    def is_running(self) -> bool:
        return self.group is not None and self.group.is_running

    @property
    def exit_code(self) -> int | None:
        return self.group.exit_code if self.group else None

    @property
    def resident_kilobytes(self) -> int:
        return resident_kilobytes(self.group.pid) if self.is_running else 0

    def kill(self) -> None:
        """SIGKILL: no handler runs, no transaction is ended."""
        self.group.kill()

    def freeze(self) -> None:
        self.group.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.group.signal(signal.SIGCONT)

    def terminate(self, seconds: float = 30) -> int:
        """SIGTERM, and the exit code of a graceful end; raises when it takes too long."""
        self.group.signal(signal.SIGTERM)
        return self.group.wait(seconds)

    def clean_up(self) -> None:
        if self.is_running:
            self.group.end(5)
