"""R5: the network between the program and Kafka fails in all the ways a network does.

Connections reset, delay with jitter, data in small pieces, and seconds in which nothing gets
through and nobody is told. Only the program is behind the bad line; its parties are not.
"""

import time

from harness.environment import size
from harness.load import Load
from harness.parties import Senders
from harness.scoring import conclude
from harness.settling import Drain
from harness.readers import Tail
from harness.verify import EVENTS

SECONDS = size("R5_SECONDS", 60)
RATE = size("R5_RATE", 50)
SEED = size("R5_SEED", 5)
RESETS = {"reset_share": 0.5, "reset_every": 0.5}
DELAY = {"delay_ms": 50, "jitter_ms": 50}
SCRIPT = [
    ("resets", 0.25, RESETS),
    ("delay", 0.20, DELAY),
    ("slices", 0.10, {"slice": True}),
    ("blackhole", 0.15, {"blackhole": True}),
    ("calm", 0.05, {}),
    ("all", 0.25, {**RESETS, **DELAY, "slice": True, "reset_every": 1.0}),
]
RESUMES_WITHIN = 20


def test_network(noida, program, instances, scoreboard):
    messages = Senders(SEED, "NET").messages(int(SECONDS * RATE / 1.8))
    load = Load(program.address, messages, rate=RATE)
    line = noida.another_way_in()
    worker = program.instance("worker-1", line.address).start()
    instances.append(worker)
    worker.wait_ready()
    load.start()
    resumed: dict[str, float] = {}
    tail = Tail(program.address, [EVENTS], keep=False)
    try:
        for name, share, faults in SCRIPT:
            line.set(**faults)
            time.sleep(SECONDS * share)
            if name in ("blackhole", "all"):
                line.set()
                resumed[name] = seconds_until_progress(tail, load)
            assert worker.is_running, f"ended in {name}: {worker.log_end()}"
        line.set()
        Drain(program.address).wait(120)
        outcome = conclude(program, load, [worker])
        resets = line.resets
    finally:
        tail.close()
        line.stop()
    told = " ".join(f"resumed_after_{name}={value:.1f}s" for name, value in resumed.items())
    scoreboard(f"R5 network: resets={resets} {outcome.words} {told} seed={SEED}")
    outcome.expect_flawless()
    assert resets > SECONDS, "hardly a connection was reset: nothing was proven"
    assert max(resumed.values()) < RESUMES_WITHIN, resumed


def seconds_until_progress(tail: Tail, load: Load) -> float:
    """From now until a new event is there; something to tell of is sent first."""
    tail.poll()
    begun = time.monotonic()
    load.burst(20)
    while not tail.poll():
        if time.monotonic() - begun > 90:
            return 90.0
        time.sleep(0.1)
    return time.monotonic() - begun
