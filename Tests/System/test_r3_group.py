"""R3: two instances, three, two again; joining, leaving and killed while messages flow.

Proves that partitions change hands without loss, repeat or reordering. noida-db has no session
timeout, so the test itself takes the seat of an instance that is not coming back (`evict`),
which on Kafka happens by itself after the session timeout.
"""

import random
import time

from harness.environment import size
from harness.load import Load
from harness.membership import evict, seats
from harness.parties import Senders
from harness.scoring import conclude

SECONDS = size("R3_SECONDS", 60)
RATE = size("R3_RATE", 60)
SEED = size("R3_SEED", 3)
# Messages per incident, updates and repeats included.
MESSAGES_PER_INCIDENT = 1.8


class Group:
    """The instances and what is done to them; every one killed comes back, or is evicted."""

    def __init__(self, program, instances, load: Load):
        self.program, self.load = program, load
        self.chance = random.Random(SEED)
        self.members = [program.instance(name) for name in ("one", "two")]
        self.third = program.instance("three")
        instances += [*self.members, self.third]
        self.kills = self.joins = self.leaves = 0

    def start(self) -> None:
        for member in self.members:
            member.start()
        for member in self.members:
            member.wait_ready()

    def kill_until(self, deadline: float) -> None:
        """Kills one after the other and starts each again under its own name."""
        while time.monotonic() < deadline:
            time.sleep(self.chance.uniform(0, 0.8))
            victim = self.chance.choice(self.running)
            self.load.burst(40)
            time.sleep(self.chance.uniform(0, 0.06))
            victim.kill()
            self.kills += 1
            time.sleep(self.chance.choice((0, 0, 0.5)))
            victim.start()
            # Every other time the next fault meets it while it still starts.
            if self.kills % 2:
                victim.wait_ready()
        for member in self.running:
            member.wait_ready()

    @property
    def running(self) -> list:
        return [member for member in (*self.members, self.third) if member.is_running]

    def join(self) -> None:
        self.third.start()
        self.joins += 1

    def leave(self, by_death: bool) -> None:
        """The third goes for good: asked to, or killed. Its seat is taken either way."""
        if by_death:
            self.third.kill()
            self.kills += 1
        else:
            assert self.third.terminate() == 0, self.third.log_end()
        self.leaves += 1
        evict(self.program.address, self.third.name)


def test_group(program, instances, scoreboard):
    incidents = int(SECONDS * RATE / MESSAGES_PER_INCIDENT)
    load = Load(program.address, Senders(SEED, "GROUP").messages(incidents), rate=RATE)
    group = Group(program, instances, load)
    group.start()
    load.start()

    rounds = max(1, SECONDS // 60)
    quarter = SECONDS / rounds / 4
    for _ in range(rounds):
        for by_death in (False, True):
            group.kill_until(time.monotonic() + quarter)
            group.join()
            group.kill_until(time.monotonic() + quarter)
            group.leave(by_death)

    outcome = conclude(program, load, group.members)
    left = {name for members in seats(program.address).values() for name in members}
    scoreboard(
        f"R3 group: kills={group.kills} joins={group.joins} leaves={group.leaves}"
        f" {outcome.words} seed={SEED}"
    )
    outcome.expect_flawless()
    assert outcome.proof.hidden > 0, "no kill hit an open transaction: nothing was proven"
    assert not any("three" in name for name in left), f"a member was left behind: {left}"
