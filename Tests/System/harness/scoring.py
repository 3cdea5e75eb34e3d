"""How a suite ends: everything dealt with, everybody stopped, the outcome judged."""

from dataclasses import dataclass

from .broker import Instance, Program
from .load import Load
from .parties import Sent
from .settling import Drain
from .verify import Proof, verify


@dataclass
class Outcome:
    sent: Sent
    proof: Proof
    drained: float
    exit_codes: list[int]

    @property
    def words(self) -> str:
        return (
            f"incidents={self.sent.incidents} messages={self.sent.messages}"
            f" repeats={self.sent.repeats} {self.proof.counts} drained={self.drained:.1f}s"
        )

    def expect_flawless(self) -> None:
        assert self.proof.holds, self.proof.words
        assert all(code == 0 for code in self.exit_codes), f"exit codes {self.exit_codes}"


def conclude(program: Program, load: Load, running: list[Instance], seconds=240) -> Outcome:
    """Sends the rest, waits until all of it is dealt with, stops the instances, verifies."""
    sent = load.finish()
    drain = Drain(program.address)
    drained = drain.wait(seconds)
    drain.close()
    exit_codes = [instance.terminate() for instance in running]
    return Outcome(sent, verify(program, sent), drained, exit_codes)


def percentile(values: list[float], share: float) -> float:
    """The nearest-rank percentile; 0 for no values."""
    if not values:
        return 0.0
    ordered = sorted(values)
    rank = max(0, min(len(ordered) - 1, round(share / 100 * len(ordered) + 0.5) - 1))
    return ordered[rank]
