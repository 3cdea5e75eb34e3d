"""Child processes in process groups of their own, so that what is started can be ended."""

import ctypes
import os
import signal
import subprocess
import time

_libc = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _die_with_the_test() -> None:
    """In the child: killed by the kernel when the test's process is gone, however it went."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class ProcessGroup:
    """One child and everything it starts; signals go to the whole group and to nobody else."""

    def __init__(self, command: list[str], stdout, stderr, environment: dict | None = None):
        self.command = command
        self.child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
            preexec_fn=_die_with_the_test,
        )

    @property
    def pid(self) -> int:
        return self.child.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative is the signal that ended it."""
        return self.child.poll()

    @property
    def is_running(self) -> bool:
        return self.exit_code is None

    def signal(self, number: int) -> None:
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            pass

    def wait(self, seconds: float) -> int:
        """The exit code; raises TimeoutError when it still runs after so long."""
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired as expired:
            raise TimeoutError(f"{self.command[0]} still runs after {seconds} s") from expired

    def end(self, seconds: float = 10.0) -> int:
        """SIGTERM, and SIGKILL for what does not obey; always gone afterwards."""
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            return self.wait(seconds)
        except TimeoutError:
            return self.kill()
        finally:
            self.signal(signal.SIGKILL)

    def kill(self) -> int:
        self.signal(signal.SIGKILL)
        return self.wait(10)


def resident_kilobytes(pid: int) -> int:
    """The memory a process holds now; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
    except FileNotFoundError:
        pass
    return 0


def wait_until(condition, seconds: float, what: str, every: float = 0.05):
    """The first true answer of `condition`; raises TimeoutError naming what never came."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() >= deadline:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(every)
