"""R4: the owner is stopped (SIGSTOP), another takes its name and its place, the owner wakes up.

Proves that the one that wakes can neither commit what it had in hand nor disturb its successor:
it is fenced by its producers' epochs and by its seat in the group, and it ends by itself.
"""

import random
import time

from harness.environment import size
from harness.load import Load
from harness.parties import Senders
from harness.processes import wait_until
from harness.scoring import conclude, percentile
from harness.settling import Drain

ROUNDS = size("R4_ROUNDS", 5)
RATE = size("R4_RATE", 80)
SEED = size("R4_SEED", 4)
INCIDENTS_PER_ROUND = 250
# A zombie that is left alone notices at its next heartbeat, poll or produce.
ENDS_WITHIN = 30


def test_zombie(program, instances, scoreboard):
    chance = random.Random(SEED)
    messages = Senders(SEED, "ZOMBIE").messages(INCIDENTS_PER_ROUND * ROUNDS)
    load = Load(program.address, messages, rate=RATE).start()
    owner = program.instance("worker-1").start()
    instances.append(owner)
    owner.wait_ready()
    endings: list[float] = []
    undead = 0
    for _ in range(ROUNDS):
        successor = program.instance("worker-1")
        instances.append(successor)
        time.sleep(chance.uniform(0.2, 1.0))
        load.burst(60)
        time.sleep(chance.uniform(0, 0.06))
        owner.freeze()
        successor.start().wait_ready()
        time.sleep(chance.uniform(0.2, 1.5))
        load.burst(20)
        owner.thaw()
        woken = time.monotonic()
        try:
            wait_until(lambda zombie=owner: not zombie.is_running, ENDS_WITHIN, "the zombie's end")
            endings.append(time.monotonic() - woken)
        except TimeoutError:
            undead += 1
            owner.kill()
        assert successor.is_running, f"the successor ended too: {successor.log_end()}"
        owner = successor

    outcome = conclude(program, load, [owner])
    scoreboard(
        f"R4 zombie: rounds={ROUNDS} fenced={len(endings)} undead={undead} {outcome.words}"
        f" ended_p99={percentile(endings, 99):.1f}s seed={SEED}"
    )
    outcome.expect_flawless()
    assert undead == 0, f"{undead} zombies did not end within {ENDS_WITHIN} s of waking"


def test_two_of_one_name_do_not_fight(program, instances, scoreboard):
    """Both awake under one name: one of them gives way for good, and work goes on."""
    load = Load(program.address, Senders(SEED + 1, "TWIN").messages(200), rate=40).start()
    first, second = program.instance("worker-1"), program.instance("worker-1")
    instances += [first, second]
    first.start().wait_ready()
    second.start().wait_ready()
    wait_until(lambda: not first.is_running, ENDS_WITHIN, "the first to give way", every=0.1)
    # The second is still there, and is the one that works.
    Drain(program.address).wait(60)
    outcome = conclude(program, load, [second])
    scoreboard(f"R4 twins: gave_way={first.exit_code} {outcome.words}")
    outcome.expect_flawless()
