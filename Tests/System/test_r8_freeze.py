"""R8: Kafka itself stands still for seconds (SIGSTOP) and goes on as if nothing had been.

Proves that the program neither ends nor loses its way: calls that hang are waited for or
given up, and what was in doubt is settled by doing it again. (Not proven: a broker that loses
what it acknowledged; see the README.)
"""

import random
import time

from harness.environment import size
from harness.load import Load
from harness.parties import Senders
from harness.readers import Tail
from harness.scoring import conclude
from harness.verify import EVENTS
from test_r5_network import seconds_until_progress

ROUNDS = size("R8_ROUNDS", 5)
LONGEST = size("R8_LONGEST", 15)
RATE = size("R8_RATE", 50)
SEED = size("R8_SEED", 8)


def test_freeze(noida, program, instances, scoreboard):
    chance = random.Random(SEED)
    lengths = [1 + (LONGEST - 1) * index / max(ROUNDS - 1, 1) for index in range(ROUNDS)]
    seconds = sum(lengths) + 4 * ROUNDS
    messages = Senders(SEED, "ICE").messages(int(seconds * RATE / 1.8))
    load = Load(program.address, messages, rate=RATE)
    worker = program.instance("worker-1").start()
    instances.append(worker)
    worker.wait_ready()
    load.start()
    tail = Tail(program.address, [EVENTS], keep=False)
    resumed = []
    for length in lengths:
        time.sleep(chance.uniform(0.5, 1.5))
        load.burst(40)
        time.sleep(chance.uniform(0, 0.05))
        noida.freeze()
        time.sleep(length)
        noida.thaw()
        resumed.append(seconds_until_progress(tail, load))
        assert worker.is_running, f"ended after {length:.0f} s: {worker.log_end()}"
    tail.close()
    outcome = conclude(program, load, [worker])
    scoreboard(
        f"R8 freeze: rounds={ROUNDS} longest={max(lengths):.0f}s {outcome.words}"
        f" resumed_max={max(resumed):.1f}s seed={SEED}"
    )
    outcome.expect_flawless()
    assert max(resumed) < 30, resumed
