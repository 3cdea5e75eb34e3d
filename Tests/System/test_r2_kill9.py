"""R2: one worker, killed with SIGKILL again and again while messages flow.

Proves that what the program has not committed is done again and what it has committed is not,
wherever in its rhythm it dies. The kills must have hit open transactions: the log must hold
aborted records, or the test has proven nothing.
"""

import random
import time

from harness.environment import size
from harness.load import Load
from harness.parties import Senders
from harness.scoring import conclude, percentile

KILLS = size("R2_KILLS", 100)
INCIDENTS = size("R2_INCIDENTS", 9000)
SEED = size("R2_SEED", 2)
# Seconds a worker lives at most after it is ready.
LIFE_MAX = 0.8


def test_kill9(program, instances, scoreboard):
    load = Load(program.address, Senders(SEED, "KILL").messages(INCIDENTS)).start()
    worker = program.instance("worker-1")
    instances.append(worker)

    ready_times = kill_repeatedly(worker, load, random.Random(SEED))

    ready_times.append(worker.start().wait_ready())
    outcome = conclude(program, load, [worker])
    scoreboard(
        f"R2 kill9: kills={KILLS} {outcome.words} ready_p50={percentile(ready_times, 50):.2f}s"
        f" ready_p99={percentile(ready_times, 99):.2f}s seed={SEED}"
    )
    outcome.expect_flawless()
    assert outcome.proof.hidden > 0, "no kill hit an open transaction: nothing was proven"


def kill_repeatedly(worker, load: Load, chance: random.Random) -> list[float]:
    """Start, let live for a moment, kill; the load is paced to last until the last kill."""
    begun = time.monotonic()
    ready_times = []
    for kill in range(KILLS):
        worker.start()
        if kill % 10 == 9:
            # While it still starts: fencing, restoring and joining are work too.
            time.sleep(chance.uniform(0, 0.6))
        elif kill % 2:
            # At any moment of its commit rhythm.
            ready_times.append(worker.wait_ready())
            time.sleep(chance.uniform(0, LIFE_MAX))
        else:
            # With a burst of work just arrived.
            ready_times.append(worker.wait_ready())
            time.sleep(chance.uniform(0, LIFE_MAX / 2))
            load.burst(60)
            time.sleep(chance.uniform(0, 0.08))
        worker.kill()
        mean = (time.monotonic() - begun) / (kill + 1)
        load.spread_over(mean * (KILLS - kill))
    return ready_times
